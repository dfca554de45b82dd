"""Two rates whose labels look exchanged: a hint for the reader, never a correction."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.quantities import rounded
from jixiao.reading.kinds import finder
from jixiao.reading.passage import Passage
from jixiao.reading.quoting import quote
from jixiao.reading.rating import rates_of
from jixiao.reading.ratio import Rated, Ratio
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report

_SPENT = ("execution", "payment", "use")
_CLOSE = Decimal(1)
_SIX = 6


@finder("label_swap")
def find(report: Report) -> Iterator[Relation]:
    """Yield a hint for each funding rate and execution rate that both fail and are nearer to each other's amounts."""
    wrong = [rated for rated in rates_of(report) if rated.verdict == "contradicted" and rated.ratio]
    for index, first in enumerate(wrong):
        for second in wrong[index + 1 : index + 4]:
            pair = _funding_first(first, second)
            if pair is not None and second.statement.figure.line - first.statement.figure.line <= 3:
                yield from _swapped(report.passage, *pair)


def _funding_first(first: Rated, second: Rated) -> tuple[Rated, Rated] | None:
    families = (first.statement.family, second.statement.family)
    if families[0] == "funding" and families[1] in _SPENT:
        return first, second
    if families[1] == "funding" and families[0] in _SPENT:
        return second, first
    return None


def _swapped(passage: Passage, funding: Rated, spent: Rated) -> Iterator[Relation]:
    """Yield the hint if each stated rate is nearer to what the other one should be, by one percentage point at most."""
    own = funding.ratio
    assert own is not None and spent.ratio is not None
    first, second = funding.statement.figure, spent.statement.figure
    assert first.value is not None and second.value is not None
    for other in (spent.ratio, *spent.others):
        crossed = abs(first.value - other.value), abs(second.value - own.value)
        straight = abs(first.value - own.value), abs(second.value - other.value)
        if (
            other.denominator == own.denominator
            and max(crossed) <= _CLOSE
            and crossed[0] < straight[0]
            and crossed[1] < straight[1]
        ):
            yield _hint(passage, (funding, spent), own, other)
            return


def _told(which: str, rated: Rated, ratio: Ratio) -> Iterator[tuple[str, str]]:
    yield which, rated.statement.name
    yield f"{which}_rate", rated.statement.figure.raw
    yield f"{which}_formula", ratio.formula
    yield f"{which}_value", f"{rounded(ratio.value, 2)}%"


def _hint(passage: Passage, rates: tuple[Rated, Rated], own: Ratio, other: Ratio) -> Relation:
    first, second = rates[0].statement.figure, rates[1].statement.figure
    exact = other.judged(first)[0] == own.judged(second)[0] == "reconciled"
    start, end = quote(passage, (second, first))
    fields = (*_told("first", rates[0], other), *_told("second", rates[1], own))
    operands = tuple(dict.fromkeys((*own.operands, *other.operands, first)))
    return Relation("label_swap", "hint", "low", operands, second, "", rounded(own.value, _SIX), "%", own.formula, "",
                    "swap_holds" if exact else "swap_nearer", fields, start, end)  # fmt: skip
