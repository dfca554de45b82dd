"""What a rate implies whose one operand alone is there: a hint for the reader, no statement of the text."""

from collections.abc import Iterator
from decimal import localcontext

from jixiao.quantities import PERCENT, PRECISION, rounded
from jixiao.reading.figure import scale_of
from jixiao.reading.kinds import finder
from jixiao.reading.quoting import quote
from jixiao.reading.rating import rates_of
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report

_SIX = 6


@finder("implied_total")
def find(report: Report) -> Iterator[Relation]:
    """Yield the amount that a rate and its only operand imply, once for each pair."""
    seen: set[tuple[str, object]] = set()
    rates = rates_of(report)
    used = {figure.id for rated in rates if rated.ratio for figure in rated.ratio.operands}
    for rated in rates:
        rate = rated.statement.figure
        if rated.lone is None or rated.ratio is not None or not rate.value or rate.value == PERCENT:
            continue
        operand, side = rated.lone
        if operand.id in used:
            continue
        if (operand.id, rate.value) in seen:
            continue
        seen.add((operand.id, rate.value))
        with localcontext(prec=PRECISION):
            value = (
                operand.base * PERCENT / rate.value
                if side == "numerator"
                else operand.base * rate.value / PERCENT
            )
            value = rounded(value / scale_of(operand.unit), _SIX)
        formula = (
            f"{operand.number} ÷ {rate.number}%"
            if side == "numerator"
            else f"{operand.number} × {rate.number}%"
        )
        start, end = quote(report.passage, (rate, operand))
        yield Relation("implied_total", "review", "low", (operand, rate), None, "", value, operand.unit, formula, side,
                       "", (("rate", rated.statement.name),), start, end)  # fmt: skip
