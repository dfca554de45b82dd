"""Unit price times count, a mean as total divided by count, and what falls to each."""

from collections.abc import Iterator

from jixiao.reading.kinds import finder
from jixiao.reading.products.joint import joint_products
from jixiao.reading.products.prices import price_products
from jixiao.reading.products.shares import shares
from jixiao.reading.products.written import written_products
from jixiao.reading.products.yearly import yearly_products
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report


@finder("product")
def find(report: Report) -> Iterator[Relation]:
    """Find every product of prose, stated or not."""
    spans = report.spans
    seen: set[frozenset[str]] = set()
    holds: set[str] = set()
    found = [*written_products(spans), *joint_products(spans), *price_products(spans), *shares(spans),
             *yearly_products(spans)]  # fmt: skip
    for relation in sorted(found, key=lambda item: item.verdict != "reconciled"):
        figures = frozenset(
            figure.id for figure in (*relation.operands, *([relation.stated] if relation.stated else []))
        )
        if figures in seen or (
            relation.stated and relation.stated.id in holds and relation.verdict != "reconciled"
        ):
            continue
        seen.update((figures, frozenset(figure.id for figure in relation.operands)))
        if relation.stated and relation.verdict == "reconciled":
            holds.add(relation.stated.id)
        yield relation
