"""Whether a stated figure agrees with a recomputed one: exactly, within rounding, or only by its own words."""

from collections.abc import Callable
from decimal import Decimal

from jixiao.quantities import PERCENT, places, rounded, truncated
from jixiao.reconcile.approximation import Range, RangeOf, overlap, printed, told
from jixiao.reconcile.figures import Figure

Judgement = tuple[str, str]
"""A verdict and the key of a note."""


def judge(stated: Figure, computed: Decimal, range_of: Callable[[RangeOf], Range | None]) -> Judgement:
    """Return verdict and note for an amount or a count.

    Args:
        stated: The figure of the report.
        computed: The recomputed value.
        range_of: Where the recomputed value lies, given where each of its operands lies.
    """
    if stated.value == computed:
        return "reconciled", ""
    exact = range_of(printed)
    if exact is not None and overlap(printed(stated), exact):
        return "reconciled", "within_rounding"
    return _by_words(stated, range_of)


def judge_rate(
    stated: Figure, computed: Decimal, range_of: Callable[[RangeOf], Range | None], tolerance: Decimal
) -> Judgement:
    """Return verdict and note for a rate, which may be rounded or cut off at its last printed place.

    Args:
        stated: The rate of the report.
        computed: The recomputed ratio.
        range_of: Where the recomputed ratio lies, given where each of its operands lies.
        tolerance: Accepted gap in percentage points.
    """
    digits, percent = places(stated.printed), stated.value * PERCENT
    if prints(computed, stated):
        return "reconciled", ""
    if truncated(computed * PERCENT, digits) == rounded(percent, digits):
        return "reconciled", "truncated"
    exact = range_of(printed)
    if exact and rounded(exact[0] * PERCENT, digits) <= percent <= rounded(exact[1] * PERCENT, digits):
        return "reconciled", "within_rounding"
    if abs(percent - computed * PERCENT) <= tolerance:
        return "reconciled", "within_tolerance"
    return _by_words(stated, range_of)


def prints(computed: Decimal, stated: Figure) -> bool:
    """Return whether a ratio, rounded to the places of `stated`, is printed as `stated` is."""
    digits = places(stated.printed)
    return rounded(computed * PERCENT, digits) == rounded(stated.value * PERCENT, digits)


def _by_words(stated: Figure, range_of: Callable[[RangeOf], Range | None]) -> Judgement:
    return ("review", "approximate") if overlap(told(stated), range_of(told)) else ("contradicted", "")
