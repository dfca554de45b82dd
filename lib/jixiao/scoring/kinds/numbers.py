"""Targets and actual values as numbers, and what a pack says of those that are missing or negative."""

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction

from jixiao.quantities import ZERO
from jixiao.rulebook.pack import Pack
from jixiao.scoring.outcome import Outcome, none
from jixiao.scoring.sheet import Item

FULL, NOTHING = Fraction(1), Fraction(0)
DASH = "—"
_ANSWERS = {"是": True, "yes": True, "否": False, "no": False}
_NUMBER = re.compile(r"[+-]?(?:[0-9][0-9,]*(?:\.[0-9]*)?|\.[0-9]+)")
_RANGE = re.compile(r"([0-9.,]+)\s*%?\s*(?:-|–|—|~|至)\s*([0-9.,]+)\s*%?")


def number_of(words: str) -> Decimal | None:
    """Return a target or actual value as a number, its unit being in another column.

    Full-width digits and signs count as half-width ones; powers of ten and other spellings are no numbers.

    Example:
        >>> number_of("1,200"), number_of("９５ ％"), number_of("完成"), number_of("1e3")
        (Decimal('1200'), Decimal('95'), None, None)
    """
    bare = _plain(words).removesuffix("%").rstrip()
    return Decimal(bare.replace(",", "")) if _NUMBER.fullmatch(bare) else None


def range_of(words: str) -> tuple[Decimal, Decimal] | None:
    """Return the lowest and the highest value of a range, None if it is none.

    Example:
        >>> range_of("90-110"), range_of("90%～1,100%"), range_of("110至90")
        ((Decimal('90'), Decimal('110')), (Decimal('90'), Decimal('1100')), None)
    """
    found = _RANGE.fullmatch(_plain(words))
    low, high = (number_of(found[1]), number_of(found[2])) if found else (None, None)
    return None if low is None or high is None or low > high else (low, high)


def _plain(words: str) -> str:
    # The minus sign that this program prints is read back as one.
    return unicodedata.normalize("NFKC", words).replace("\u2212", "-").strip()


def answer_of(words: str) -> bool | None:
    """Return whether a cell says yes or no, None if it says neither."""
    return _ANSWERS.get(_plain(words).lower())


def actual_of(item: Item, pack: Pack) -> Decimal | Outcome:
    """Return the actual value as a number that is not negative, or the outcome where there is none."""
    actual = number_of(item.actual)
    if actual is None:
        if pack.missing == "zero":
            return Outcome(NOTHING, "actual_counted_zero", {"found": item.actual or DASH}, "missing")
        return none("actual_not_numeric", found=item.actual or DASH)
    if actual < 0:
        return ZERO if pack.negative == "zero" else none("actual_negative", found=item.actual)
    return actual


def fraction(part: Decimal, whole: Decimal) -> Fraction:
    """Return `part` of `whole`, exact."""
    return Fraction(part) / Fraction(whole)


def within(share: Fraction) -> Fraction:
    """Return `share`, at least 0 and at most 1."""
    return max(NOTHING, min(FULL, share))
