"""Spent more than came in, or more than planned."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from jixiao.reading import lexicon
from jixiao.reading.compare import contains
from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.judging import is_exact
from jixiao.reading.kinds import finder
from jixiao.reading.mains import is_part
from jixiao.reading.passage import Passage
from jixiao.reading.quoting import quote
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report

_WORDS = "quantities"
_LINES_BACK, _FIGURES_BACK, _BESIDE, _NEAR = 2, 16, 8, 300


@finder("spend_gt_received")
def find(report: Report) -> Iterator[Relation]:
    """Yield a relation where the whole spending stands behind the funds received: spent ≤ received + carry-over."""
    passage = report.passage
    told: set[str] = set()
    for spent in passage.prose:
        received = _received(passage, spent) if _is_spending(spent) else None
        if received is None or received.id in told:
            continue
        if spent.at - received.till < _BESIDE or not is_part(passage, spent):
            told.add(received.id)
            yield _relation(passage, spent, received)


def _is_spending(figure: Figure) -> bool:
    is_spent = figure.role == "spent" and figure.kind == "money" and not figure.per
    return is_spent and contains(figure.head, "spending", name=_WORDS)


def _received(passage: Passage, spent: Figure) -> Figure | None:
    for other in islice(passage.preceding(spent, _LINES_BACK), _FIGURES_BACK):
        beside = spent.at - other.till < _BESIDE
        if other.kind != "money" or other.per or (is_part(passage, other) and not beside):
            continue
        is_income = other.role == "received" and lexicon.pattern(_WORDS, "income").search(other.head)
        if is_income and not contains(other.head, "public_income", name=_WORDS):
            return other
        if other.role == "spent":
            return None
    return None


def _openings(passage: Passage, spent: Figure) -> list[Figure]:
    """Return the opening balances that are stated near an amount, before or behind it."""
    near = passage.quantities_in(max(0, spent.at - _NEAR), spent.till + _NEAR)
    return [other for other in near if other.role == "carry_in" and other.kind == "money"]


def _relation(passage: Passage, spent: Figure, received: Figure) -> Relation:
    openings = _openings(passage, spent)[:1]
    available = received.base + sum((figure.base for figure in openings), Decimal(0))
    over = spent.base > available
    exact = is_exact(spent) and is_exact(received)
    verdict = "reconciled" if not over else "contradicted" if exact else "review"
    start, end = quote(passage, (spent, received))
    plus = "".join(f" + {figure.number}" for figure in openings)
    gap = abs(spent.base - available) / scale_of(spent.unit)
    return Relation("spend_gt_received", verdict, "high" if over else "low", (spent, *openings), received,
                    computed=spent.base / scale_of(received.unit), unit=received.unit,
                    formula=f"{spent.number} ≤ {received.number}{plus}", note="overspent" if over else "",
                    fields=(("gap", f"{gap.normalize():f}{spent.unit}"),), start=start, end=end)  # fmt: skip


@finder("exceeds_plan")
def items(report: Report) -> Iterator[Relation]:
    """Yield a relation where the spending of one item stands right behind its budget and is larger."""
    passage = report.passage
    for budget, spent in zip(passage.prose, passage.prose[1:], strict=False):
        if not _is_pair(passage, budget, spent) or spent.base <= budget.base:
            continue
        start, end = quote(passage, (spent, budget))
        sentence = passage.sentence(spent)
        kept = contains(passage.text[sentence.start : sentence.end], "kept", name=_WORDS)
        yield Relation("exceeds_plan", "contradicted" if kept else "review", "medium", (spent,), budget,
                       computed=spent.base / scale_of(budget.unit), unit=budget.unit,
                       formula=f"{spent.number} ≤ {budget.number}", note="claimed_kept" if kept else "", start=start,
                       end=end)  # fmt: skip


def _is_pair(passage: Passage, budget: Figure, spent: Figure) -> bool:
    if budget.kind != "money" or spent.kind != "money" or budget.per or spent.per:
        return False
    if budget.role not in ("budget", "budget_adjusted") or spent.role != "spent":
        return False
    return spent.at - budget.till <= 8 and passage.sentence(budget) is passage.sentence(spent)
