"""Execution rate and saving rate on one base are together 100 %."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.quantities import PERCENT
from jixiao.reading.judging import half_step
from jixiao.reading.kinds import finder
from jixiao.reading.passage import Passage
from jixiao.reading.quoting import quote
from jixiao.reading.rating import rates_of
from jixiao.reading.ratio import Rated
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report

_SPENT = ("execution", "payment", "use")
_LEFT = ("saving", "balance")
_HALVES = {"spent": "spent", "carry_out": "left", "saving": "left"}
_SHARES = ("share", "part_of")
_SUM = "100%"


@finder("exec_plus_saving")
def find(report: Report) -> Iterator[Relation]:
    """Yield one relation for each saving or balance rate and the execution rate nearest before or behind it."""
    passage = report.passage
    rates = [rated for rated in rates_of(report) if rated.statement.claims]
    sides = [_side(rated) for rated in rates]
    for index, left in enumerate(rates):
        if sides[index] == "left":
            spent = _partner(passage, rates, sides, index)
            if spent is not None:
                yield _relation(passage, spent, left)


def _side(rated: Rated) -> str:
    """Return ``spent`` or ``left`` for a rate of the whole, or for the share that a spent or a kept amount is."""
    statement = rated.statement
    if statement.family in _SPENT and not statement.modifier:
        return "spent"
    if statement.family in _LEFT and not statement.modifier:
        return "left"
    if statement.family in _SHARES and rated.ratio and len(rated.ratio.numerator) == 1:
        return _HALVES.get(rated.ratio.numerator[0].role, "")
    return ""


def _partner(passage: Passage, rates: list[Rated], sides: list[str], index: int) -> Rated | None:
    """Return the execution rate on the base of a saving rate: by its amounts, else by the sentence."""
    left = rates[index]
    near: list[int] = list(range(index - 1, max(-1, index - 21), -1))
    near += range(index + 1, min(len(rates), index + 3))
    spent = [rates[number] for number in near if sides[number] == "spent"]
    bases = _bases(left)
    for rated in spent:
        if bases & _bases(rated):
            return rated
    sentence = passage.sentence(left.statement.figure)
    for rated in spent:
        if sentence is passage.sentence(rated.statement.figure) and not (bases and _bases(rated)):
            return rated
    return None


def _bases(rated: Rated) -> set[Decimal]:
    """Return the amounts that a rate may be on: of the ratio that holds, or of all that were tried."""
    ratios = [rated.ratio] if rated.ratio else []
    if rated.verdict != "reconciled":
        ratios += rated.others
    return {figure.base for ratio in ratios for figure in ratio.denominator}


def _relation(passage: Passage, spent: Rated, left: Rated) -> Relation:
    first, second = spent.statement.figure, left.statement.figure
    assert first.value is not None and second.value is not None
    total = first.value + second.value
    gap = abs(total - PERCENT)
    holds = gap == 0 or gap < half_step(first) + half_step(second)
    verdict = "reconciled" if holds else "contradicted"
    if not holds and (first.qualifier or second.qualifier):
        verdict = "review"
    start, end = quote(passage, (second, first))
    return Relation("exec_plus_saving", verdict, "low" if holds else "high", (first, second), None, _SUM, total, "%",
                    f"{first.number} + {second.number}", "", "within_rounding" if holds and gap else "",
                    (), start, end)  # fmt: skip
