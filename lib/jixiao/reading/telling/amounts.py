"""Stated and recomputed values as they are printed, and the difference between them."""

from decimal import ROUND_HALF_UP, Decimal

from jixiao.language import text
from jixiao.quantities import YUAN_PER_UNIT, places, rounded, unit_word
from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.relation import Relation

_MOST_PLACES = 6
_USUAL_PLACES = 2
_POINTS = ("%", "百分点")


def plain_number(value: Decimal) -> str:
    """Return a number for programs: no separators, no needless zeros, at most six places.

    Example:
        >>> plain_number(Decimal("1685000.00")), plain_number(Decimal(178) / Decimal(202))
        ('1685000', '0.881188')
    """
    short = value.quantize(Decimal(1).scaleb(-_MOST_PLACES), ROUND_HALF_UP) if places(value) > _MOST_PLACES else value
    shown = f"{short:f}"
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown) or "0"


def shown(value: Decimal, unit: str, language: str, digits: int | None = None) -> str:
    """Return a value with its unit; without `digits`, with two places or fewer.

    Example:
        >>> shown(Decimal("88.1028"), "%", "zh"), shown(Decimal("1685000"), "元", "zh", 2)
        ('88.10%', '1,685,000.00元')
    """
    if digits is None:
        digits = _USUAL_PLACES if unit == "%" else min(_printed(value), _USUAL_PLACES)
    number = f"{rounded(value, digits):,f}".replace("-", "\u2212")
    return f"{number}{unit_shown(unit, language)}"


def unit_shown(unit: str, language: str) -> str:
    """Return a unit as it stands behind a number in `language`."""
    if unit in YUAN_PER_UNIT:
        return unit_word(unit, language)
    return unit if unit == "%" or language == "zh" or not unit else f" {unit}"


def stated_words(relation: Relation) -> str:
    """Return what the text states, as printed; empty if it states nothing."""
    return relation.stated.raw if relation.stated is not None else relation.words


def computed_words(relation: Relation, language: str) -> str:
    """Return the recomputed value in the unit and with the places of the stated one, or with more if that hides it."""
    value = relation.computed
    if not isinstance(value, Decimal):
        return value or ""
    stated, unit = relation.stated, relation.unit
    if stated is None or stated.value is None:
        return shown(value, unit, language)
    if stated.unit in YUAN_PER_UNIT and unit in YUAN_PER_UNIT:
        value, unit = value * scale_of(unit) / scale_of(stated.unit), stated.unit
    return shown(value, unit, language, _digits(relation.verdict == "reconciled", stated, stated.value, value))


def other_words(relation: Relation, value: Decimal, language: str) -> str:
    """Return another value under which the statement was tried."""
    return shown(value, relation.unit, language)


def difference_words(relation: Relation, language: str) -> str:
    """Return by how much the stated value is above or below the recomputed one; empty for what holds."""
    gap = difference(relation)
    if gap is None or relation.verdict == "reconciled":
        return ""
    value, unit = gap
    amount, digits = abs(value), _digits_of(relation, value)
    side = "above" if value > 0 else "below"
    if unit in _POINTS:
        return text(f"reconcile.points.{side}", language, points=shown(amount, "", language, digits))
    return text(f"reading.difference.{side}", language, amount=shown(amount, unit, language, digits))


def difference(relation: Relation) -> tuple[Decimal, str] | None:
    """Return stated minus recomputed value with its unit; None if they cannot be compared or are equal as printed."""
    stated, value = relation.stated, relation.computed
    if stated is None or stated.value is None or not isinstance(value, Decimal):
        return None
    unit = stated.unit or relation.unit
    if unit != relation.unit and unit in YUAN_PER_UNIT and relation.unit in YUAN_PER_UNIT:
        value = value * scale_of(relation.unit) / scale_of(unit)
    gap = stated.value - value
    return (gap, unit) if rounded(gap, max(_USUAL_PLACES, places(stated.value))) else None


def _digits(agrees: bool, stated: Figure, stated_value: Decimal, value: Decimal) -> int:
    digits = places(stated_value)
    if stated.unit == "%":
        digits = max(digits, min(_printed(value), _USUAL_PLACES))
    while not agrees and digits < _MOST_PLACES and value != stated_value and rounded(value, digits) == stated_value:
        digits += 1
    return digits


def _digits_of(relation: Relation, gap: Decimal) -> int:
    printed = relation.stated.value if relation.stated else None
    digits = max(min(_printed(gap), _USUAL_PLACES), places(printed) if printed is not None else 0)
    while digits < _MOST_PLACES and not rounded(gap, digits):
        digits += 1
    return digits


def _printed(value: Decimal) -> int:
    """Return the number of decimal places without the zeros at the end."""
    return places(value.normalize())
