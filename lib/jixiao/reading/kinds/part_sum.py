"""Amounts and counts of prose that add up to a stated total."""

from collections.abc import Iterable, Iterator

from jixiao.reading.kinds import finder
from jixiao.reading.lists.backward import backward_sums
from jixiao.reading.lists.changes import adjusted_sums, remaining_sums
from jixiao.reading.lists.forward import forward_sums
from jixiao.reading.lists.parallel import parallel_sums
from jixiao.reading.lists.pointing import first_sums, joint_sums
from jixiao.reading.lists.spans import Spans
from jixiao.reading.lists.undeclared import undeclared_sums
from jixiao.reading.lists.verdict import Sum, relation_of
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report


@finder("part_sum")
def find(report: Report) -> Iterator[Relation]:
    """Find every sum of prose: the list before or behind its total."""
    spans = report.spans
    for found in chosen(_all(spans)):
        yield relation_of(report.passage, found)


def _all(spans: Spans) -> list[Sum]:
    return [
        *forward_sums(spans),
        *backward_sums(spans),
        *undeclared_sums(spans),
        *adjusted_sums(spans),
        *remaining_sums(spans),
        *parallel_sums(spans),
        *first_sums(spans),
        *joint_sums(spans),
    ]


def chosen(sums: Iterable[Sum]) -> list[Sum]:
    """Keep one sum for each list: what holds first, then the surest of what does not."""
    order = {"reconciled": 0, "contradicted": 1, "review": 2}
    kept: list[Sum] = []
    holds: set[str] = set()
    used: dict[str, list[frozenset[str]]] = {}
    for found in sorted(
        sums, key=lambda item: (order[item.verdict], not item.is_exact, -len(item.parts), item.total.at)
    ):
        parts = frozenset(part.id for part in found.parts)
        rivals = [other for part in parts for other in used.get(part, ())]
        if not found.named and any(len(parts & other) >= 2 for other in rivals):
            continue
        if found.verdict == "reconciled":
            holds.add(found.total.id)
        elif found.backward and found.total.id in holds:
            continue
        kept.append(found)
        for part in parts:
            used.setdefault(part, []).append(parts)
    return kept
