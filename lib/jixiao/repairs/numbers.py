"""A plain number: its sign, its separators, its point; a unit word that only repeats what the column holds."""

import re
from collections.abc import Iterable
from decimal import Decimal

from jixiao.intake import limits
from jixiao.repairs.draft import Draft

NUMBER = r"(?:[0-9][0-9,]*(?:\.[0-9]*)?|\.[0-9]+)"
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,4}(?:,[0-9]{4})+")
_SIGNED = re.compile(rf"(-?)({NUMBER})")
_DASH = re.compile(r"(?:[\u2212\u2013\u2014]|-(?=\s)) *(?=[0-9.])")
_PLUS = re.compile(r"\+ *(?=[0-9.])")
# A spreadsheet's binary number shows an error far below the tenth digit, and far below the finest step.
_NOISE_DIGITS, _NOISE, _NOISE_OF_STEP = 12, Decimal("1e-9"), Decimal("0.01")
_WHOLE = re.compile(r"(-?[0-9]+)\.0+")


def with_plain_sign(draft: Draft) -> None:
    """Write a leading minus as ``-`` and leave out a plus."""
    draft.put("minus-sign", _DASH.sub("-", draft.text, count=1) if _DASH.match(draft.text) else draft.text)
    draft.put("plus-sign", _PLUS.sub("", draft.text, count=1) if _PLUS.match(draft.text) else draft.text)


def with_plain_digits(draft: Draft) -> None:
    """Bring a number to digits and a point; separators are taken away if they divide groups of three or of four."""
    found = _SIGNED.fullmatch(draft.text)
    if not found:
        return
    whole, point, places = found[2].partition(".")
    if "," in whole:
        if not _GROUPED.fullmatch(whole):
            return
        whole = whole.replace(",", "")
        draft.put("thousands-separator", f"{found[1]}{whole}{point}{places}")
    if point and not (whole and places):
        draft.put("decimal-point", f"{found[1]}{whole or 0}" + (f".{places}" if places else ""))


def without_unit(draft: Draft, units: Iterable[str]) -> None:
    """Take away a unit word behind a number."""
    for unit in sorted(units, key=len, reverse=True):
        number = draft.text.removesuffix(unit).rstrip()
        if number != draft.text and number[-1:].isdigit():
            draft.put("unit-word", number)
            return


def as_whole(draft: Draft) -> None:
    """Leave out the places of a whole number that are all zero."""
    found = _WHOLE.fullmatch(draft.text)
    draft.put("zero-places", found[1] if found else draft.text)


def without_noise(draft: Draft, step: Decimal) -> None:
    """Round what a spreadsheet's binary numbers leave behind a whole number of steps, and nothing else."""
    found = Decimal(draft.text)
    if not _NOISE_DIGITS <= len(found.as_tuple().digits) <= limits.NUMBER_DIGITS or abs(found) > limits.AMOUNT_YUAN:
        return
    whole = (found / step).quantize(Decimal(1)) * step
    if abs(found - whole) <= min(_NOISE * abs(whole), _NOISE_OF_STEP * step):
        draft.put("float-noise", shown(whole) if found != whole else draft.text)


def shown(number: Decimal) -> str:
    """Return a number without exponent and without zeros at the end of its places.

    Example:
        >>> shown(Decimal("2.50")), shown(Decimal("1e3"))
        ('2.5', '1000')
    """
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
