"""What a report tells of the purposes for which its money was spent."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.mainstay import whole_amounts
from jixiao.reading.passage import Passage

_BACK = 60
_AWAY = ("carry_in", "carry_out", "saving", "change", "unreceived", "budget", "budget_adjusted", "received")


def spending_of(passage: Passage) -> Figure | None:
    """Return the whole spending of the project; None if the report does not state it."""
    return whole_amounts(passage).get("spent")


def is_outside(passage: Passage, figure: Figure) -> bool:
    """Whether an amount seems to be a loan, a gift or the money of others, by the words of its sentence before it."""
    if figure.kind != "money" or not figure.value:
        return False
    start, end = passage.sentence_span(figure.at)
    start, end = max(start, figure.at - 3 * _BACK), min(end, figure.till + _BACK)
    return bool(lexicon.pattern("remarks", "outside").search(passage.text, start, end))


def purposes(passage: Passage) -> Iterator[tuple[Figure, Figure | None, Decimal]]:
    """Yield the amounts spent for a purpose: a stated amount, or a price with its count; each with its value in 元.

    The amounts of the project as a whole, repeated ones of them and money of others are left out.
    """
    wholes = {figure.base for figure in whole_amounts(passage).values()}
    for figure in passage.prose:
        if figure.kind != "money" or not figure.value or figure.base in wholes or figure.role in _AWAY:
            continue
        if (
            is_outside(passage, figure)
            or lexicon.pattern("remarks", "not_spending").search(figure.head[-12:])
            or _is_bound(figure)
        ):
            continue
        if not figure.per:
            yield figure, None, figure.base
        elif count := _count(passage, figure):
            yield figure, count, figure.base * count.base


def _is_bound(figure: Figure) -> bool:
    """Whether it is a bound such as 100万以上 and no amount."""
    return bool(re.search("以上|以下|以内", figure.qualifier)) or "元" not in figure.raw


def _count(passage: Passage, price: Figure) -> Figure | None:
    """Return how many were paid at a price, unless the sentence states what it came to."""
    figures = passage.sentence(price).figures
    if any(other.kind == "money" and other.at > price.at for other in figures):
        return None
    before = [other for other in figures if other.at < price.at and other.kind == "count"]
    return next(
        (other for other in reversed(before) if other.unit == price.per), before[-1] if before else None
    )
