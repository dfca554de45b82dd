"""Relations between amounts: bounds, repetitions, and the tables' totals."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from jixiao.reconcile.approximation import Range, overlap, printed, told
from jixiao.reconcile.checks import FUNDS_TOTAL, Check
from jixiao.reconcile.figures import Figure, Figures
from jixiao.reconcile.judging import judge
from jixiao.reconcile.kinds import kind
from jixiao.reconcile.statements import common
from jixiao.reconcile.work import Work, work
from jixiao.rulebook.rules import Rule


@kind
def bound(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Demand that the smaller side does not exceed the larger one."""
    check = _bounded(rule, figures)
    if check:
        yield check


@kind
def bound_by_source(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Demand the same of every fund source, where there are several: one may hide the excess of another."""
    for name, amounts in figures.sources.items() if len(figures.sources) > 1 else ():
        check = _bounded(rule, Figures((), amounts, figures.tables, figures.unit))
        if check and check.verdict != "reconciled":
            yield replace(check, group=name)


@kind
def repeat(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Demand that a quantity stated more than once has one value, in one document and across documents."""
    for role in rule["roles"]:
        for part, same in _by_period(figures, role).items():
            documents = _by_document(same)
            found = [_repeated(rule, figures, inside, role, part) for inside in documents.values()]
            firsts = tuple(inside[0] for inside in documents.values())
            across = _repeated(rule, figures, firsts, role, part)
            if across and across.verdict != "reconciled":
                found.append(replace(across, variant="documents", part="/".join(filter(None, (part, "documents")))))
            elif across and not any(found):
                found.append(across)
            yield from filter(None, found)


@kind
def against_facts(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Compare a stated amount with the total of the project's tables."""
    for role in rule["roles"]:
        amount = figures.facts.get(role)
        checks = [_confronted(rule, stated, amount) for stated in figures.of(role)] if amount else []
        wrong = {check.stated[0].value: check for check in checks if check.verdict != "reconciled"}
        yield from wrong.values() or checks[:1]


def _bounded(rule: Rule, figures: Figures) -> Check | None:
    found = work(f"{rule['smaller']} - ({rule['larger']})", figures, tuple(rule.get("optional", ())))
    if found.value is None:
        return None
    verdict, note = _within(found)
    return Check(rule, verdict, figures.of(rule["smaller"]), tuple(found.operands.values()), formula=found.shown,
                 computed=found.value, difference=found.value, unit="money", money_unit=figures.unit,
                 note=note or found.note)  # fmt: skip


def _within(found: Work) -> tuple[str, str]:
    if found.value is None or found.value <= 0:
        return "reconciled", ""
    nothing: Range = (Decimal("-Infinity"), Decimal(0))
    if overlap(nothing, found.range(printed)):
        return "reconciled", "within_rounding"
    return ("review", "approximate") if overlap(nothing, found.range(told)) else ("contradicted", "")


def _by_period(figures: Figures, role: str) -> dict[str, tuple[Figure, ...]]:
    """Return the figures of `role` by period; the fiscal year, which needs no mention, has no name."""
    groups: dict[str, tuple[Figure, ...]] = {}
    for figure in figures.every(role):
        period = "" if figures.year and figures.is_current(figure) else figure.period
        groups[period] = (*groups.get(period, ()), figure)
    return groups


def _by_document(figures: tuple[Figure, ...]) -> dict[str, tuple[Figure, ...]]:
    groups: dict[str, tuple[Figure, ...]] = {}
    for figure in figures:
        groups[figure.doc] = (*groups.get(figure.doc, ()), figure)
    return groups


def _repeated(rule: Rule, figures: Figures, same: tuple[Figure, ...], role: str, part: str) -> Check | None:
    if len(same) < 2:
        return None
    spread = max(figure.value for figure in same) - min(figure.value for figure in same)
    verdict, note = "reconciled", "within_rounding" if spread else ""
    if not common(same):
        words = [told(figure) for figure in same]
        apart = max(low for low, _ in words) > min(high for _, high in words)
        verdict, note = ("contradicted", "") if apart else ("review", "approximate")
    return Check(rule, verdict, same, same, formula=" = ".join(figure.number(figures.unit) for figure in same),
                 computed=None if spread else same[0].value, difference=spread, note=note, group=role, part=part,
                 unit="ratio" if same[0].kind == "rate" else "money", money_unit=figures.unit)  # fmt: skip


def _confronted(rule: Rule, stated: Figure, amount: Figure) -> Check:
    verdict, note = judge(stated, amount.value, lambda range_of: range_of(amount))
    return Check(rule, verdict, (stated,), (amount,), formula=FUNDS_TOTAL, computed=amount.value, note=note,
                 difference=stated.value - amount.value, unit="money", money_unit=stated.unit,
                 group=stated.role)  # fmt: skip
