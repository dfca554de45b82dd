"""How much of the spending a report explains by amounts with a purpose: a proposal for a person to judge."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.reading.document_kind import owes_outline
from jixiao.reading.kinds import finder
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report
from jixiao.reading.sections import sections_of
from jixiao.reading.spending import purposes, spending_of

_FEWEST, _MOST = 3, 40


@finder("explained_share")
def find(report: Report) -> Iterator[Relation]:
    """Yield one relation for a whole report without tables that states its spending and some purposes."""
    spent = spending_of(report.passage) if owes_outline(report.document_kind) and not report.grids else None
    if spent is None or not sections_of(report):
        return
    found = list(purposes(report.passage))
    total = sum((value for _, _, value in found), Decimal(0))
    if len(found) < _FEWEST or len(found) > _MOST or total > spent.base or not spent.base:
        return
    operands = tuple(figure for amount, count, _ in found for figure in (count, amount) if figure)
    parts = " + ".join(f"{value.normalize():f}" for _, _, value in found)
    yield Relation("explained_share", "review", "high", (*operands, spent), computed=total / spent.base * 100, unit="%",
                   formula=f"（{parts}）÷ {spent.base.normalize():f}", note="explained",
                   fields=(("total", f"{(total / 10000).normalize():f}"), ("number", str(len(found)))),
                   start=spent.start, end=spent.end)  # fmt: skip
