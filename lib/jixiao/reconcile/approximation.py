"""How far a printed figure may be from the true value: by rounding, and by words such as 余, 约 or 以上."""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import product

from jixiao.reconcile.figures import Figure

Range = tuple[Decimal, Decimal]
RangeOf = Callable[[Figure], Range]
# Far away rather than infinite: corners of a formula stay computable.
_FAR = Decimal(1000)
_TENTH = Decimal("0.1")
# The first that fits counts: 大约…以上 is about, 不超过 is at most.
_DIRECTIONS = {
    "about": re.compile("约|大概|左右|上下"),
    "at_most": re.compile("不足|不到|未满|以下|以内|不超|至多"),
    "at_least": re.compile("以上|超|逾|至少|不少于|不低于"),
    "nearly": re.compile("近"),
    "more": re.compile("余|多"),
}


def direction(qualifier: str) -> str:
    """Return how `qualifier` makes a figure inexact; empty if it does not.

    Example:
        >>> direction("余"), direction("大约…以上"), direction("不超过"), direction("")
        ('more', 'about', 'at_most', '')
    """
    return next((name for name, words in _DIRECTIONS.items() if words.search(qualifier)), "")


def is_approximate(figures: Iterable[Figure]) -> bool:
    """Return whether the report itself says of one of `figures` that it is not exact."""
    return any(direction(figure.qualifier) for figure in figures)


def printed(figure: Figure) -> Range:
    """Return where the true value lies if the figure was only rounded when it was printed."""
    return figure.value - figure.half_step, figure.value + figure.half_step


def told(figure: Figure) -> Range:
    """Return where the true value lies if the words around the figure are taken at their meaning.

    余 and 多 add less than one unit of the last digit that is not zero; 近 and 约 move by at most a tenth;
    以上, 逾 and 不足 leave one side open.
    """
    low, high = printed(figure)
    last = _last_digit(figure)
    near = min(last, abs(figure.value) * _TENTH)
    match direction(figure.qualifier):
        case "about":
            return min(low, figure.value - near), max(high, figure.value + near)
        case "at_most":
            return Decimal(0), high
        case "at_least":
            return low, figure.value * _FAR
        case "nearly":
            return figure.value - near, high
        case "more":
            return low, figure.value + last
    return low, high


def total(figures: Iterable[Figure], range_of: RangeOf) -> Range:
    """Return where the sum of `figures` lies."""
    ranges = [range_of(figure) for figure in figures]
    return sum((low for low, _ in ranges), Decimal(0)), sum((high for _, high in ranges), Decimal(0))


def over(compute: Callable[[Sequence[Decimal]], Decimal], ranges: Sequence[Range]) -> Range | None:
    """Return where the result of `compute` lies; None if a denominator may be zero."""
    try:
        values = [compute(corner) for corner in product(*map(dict.fromkeys, ranges))]
    except ArithmeticError:
        return None
    return min(values), max(values)


def overlap(first: Range, second: Range | None) -> bool:
    """Return whether one value can lie in both ranges; an unknown range excludes nothing."""
    return second is None or (first[0] <= second[1] and second[0] <= first[1])


def _last_digit(figure: Figure) -> Decimal:
    exponent = Decimal(figure.printed).normalize().as_tuple().exponent
    return figure.scale.scaleb(exponent) if isinstance(exponent, int) and figure.value else Decimal(0)
