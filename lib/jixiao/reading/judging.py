"""Does a stated figure agree with the recomputed one? Rounding, cutting off, and words such as 余 or 约."""

import re
from collections.abc import Iterable
from decimal import Decimal

from jixiao.quantities import places, rounded, truncated
from jixiao.reading.figure import Figure, scale_of

Judgement = tuple[str, str]
"""A verdict and the key of a note."""
_EXACT: Judgement = ("reconciled", "")
_ABOUT = re.compile("约|大概|左右|上下|近")
_MORE = re.compile("余|多|几")
_LEAST = re.compile("以上|超|逾|至少|不少于|不低于|突破|高于|大于|不小于")
_MOST = re.compile("不足|不到|未满|以下|以内|之内|不超|不高于|至多|低于|小于|不大于|内")


def judge(
    stated: Figure, computed: Decimal, operands: Iterable[Figure] = (), slack: Decimal | None = None
) -> Judgement:
    """Return verdict and note for a figure that should equal `computed`.

    It holds if the computed value, rounded half up or cut off at the printed places, is the printed one, or if
    the rounding of the operands explains the gap. With 余, 约 and the like on either side it is for a person
    to judge as long as the words allow it.

    Args:
        stated: The figure of the text.
        computed: The recomputed value in base units (元; % for rates; the count itself).
        operands: The figures it was computed from, for their qualifiers.
        slack: How far the rounding of the operands can move the computed value, in base units.
    """
    assert stated.value is not None
    digits, scale = places(_plain(stated.number)), scale_of(stated.unit)
    value = computed / scale
    if rounded(value, digits) == stated.value or value == stated.value:
        return _EXACT
    if truncated(value, digits) == stated.value:
        return "reconciled", "truncated"
    gap = abs(stated.value * scale - computed)
    if slack is not None and slack > 0 and gap <= slack + half_step(stated):
        return "reconciled", "within_rounding"
    operands = tuple(operands)
    if _words_allow(stated, value) or (any(_is_vague(figure) for figure in operands) and gap <= abs(computed) / 10):
        return "review", "approximate"
    return "contradicted", ""


def half_step(figure: Figure) -> Decimal:
    """Return half of the last printed place in base units; what is counted one by one is exact."""
    digits = places(_plain(figure.number))
    if figure.kind == "count" and digits == 0 and scale_of(figure.unit) == 1:
        return Decimal(0)
    return Decimal("0.5").scaleb(-digits) * scale_of(figure.unit)


def sum_slack(total: Figure, parts: Iterable[Figure]) -> Decimal | None:
    """Return how far rounding can move a sum of printed amounts.

    Amounts printed with two places or more were rounded when they were printed; whole amounts and those with
    one place are taken as they stand, for a wrong digit would otherwise hide behind them. A total in a larger
    unit than its parts is rounded at its own place, which `judge` allows anyhow.
    """
    figures = (total, *parts)
    finest = max(places(_plain(figure.number)) for figure in figures)
    if finest < 2 or any(figure.unit != total.unit for figure in figures):
        return None
    return Decimal("0.5").scaleb(-finest) * scale_of(total.unit) * len(figures)


def is_exact(figure: Figure) -> bool:
    """Return whether the text itself does not say that the figure is inexact."""
    return not _is_vague(figure)


def _plain(number: str) -> str:
    ascii_number = number.translate(_ASCII).replace(",", "").replace("，", "").replace(" ", "")
    # a numeral in words has as many places as characters behind its 点
    return ascii_number if ascii_number[:1].isdigit() else "0." + "0" * len(number.partition("点")[2])


_ASCII = {**{ord("０") + digit: str(digit) for digit in range(10)}, ord("．"): "."}


def _is_vague(figure: Figure) -> bool:
    return bool(figure.qualifier) and any(
        pattern.search(figure.qualifier) for pattern in (_ABOUT, _MORE, _LEAST, _MOST)
    )


def _words_allow(stated: Figure, value: Decimal) -> bool:
    """Return whether the words around the figure allow `value`, given in its unit."""
    assert stated.value is not None
    number, words = stated.value, stated.qualifier
    if not words:
        return False
    exponent = number.normalize().as_tuple().exponent
    last = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
    if _ABOUT.search(words) and abs(value - number) <= max(last, abs(number) / 10):
        return True
    if _MORE.search(words) and number <= value < number + last:
        return True
    return bool((_LEAST.search(words) and value >= number) or (_MOST.search(words) and value <= number))
