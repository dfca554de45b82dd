"""Relations between what the words of a report claim and what its figures say."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from jixiao.reconcile.approximation import Range, printed, told
from jixiao.reconcile.checks import Check
from jixiao.reconcile.figures import Figure, Figures
from jixiao.reconcile.kinds import kind
from jixiao.reconcile.work import Work, work
from jixiao.rulebook.rules import Rule, roles

# Whether every value that is possible contradicts the claim.
_EXCLUDED: dict[str, Callable[[Range], bool]] = {
    "negative": lambda gap: gap[1] < 0,
    "not_negative": lambda gap: gap[0] >= 0,
    "positive": lambda gap: gap[0] > 0,
    "not_positive": lambda gap: gap[1] <= 0,
    "nonzero": lambda gap: gap[0] > 0 or gap[1] < 0,
    "zero": lambda gap: gap[0] == gap[1] == 0,
}
_INVERSE = {"negative": "not_negative", "positive": "not_positive", "not_positive": "positive", "nonzero": "zero"}


@kind
def claim(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Confront a claim with a difference of amounts that it excludes, and its denial with the opposite."""
    found = work(rule["formula"], figures, tuple(rule.get("optional", ())))
    condition, stated = rule["contradicted_if"], figures.of(rule["claim"])
    affirmed = tuple(figure for figure in stated if figure.value > 0)
    denied = tuple(figure for figure in stated if figure.kind == "claim" and figure.value == 0)
    if affirmed:
        yield _confronted(rule, affirmed, found, condition, figures.unit)
    if denied:
        check = _confronted(rule, denied, found, _INVERSE[condition], figures.unit)
        yield replace(check, variant="denied", part="denied")


@kind
def opposite(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Find one matter that the report both affirms and denies for one period."""
    for role, node in roles().items():
        found = figures.of(role) if node["kind"] == "claim" else ()
        if len({figure.value for figure in found}) > 1:
            yield Check(rule, "contradicted", found, group=role)


@kind
def needs(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Say that a claim cannot be verified without a table, or that the table is there to verify it with."""
    affirmed = tuple(figure for figure in figures.of(rule["claim"]) if figure.value > 0)
    if affirmed:
        there = rule["table"] in figures.tables
        yield Check(rule, "review" if there else "not_verifiable", affirmed, table=rule["table"],
                    note="table_present" if there else "table_missing")  # fmt: skip


@kind
def public_funds(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Confront the claim that all money is public budget with the fund sources and with an overspend."""
    affirmed = tuple(figure for figure in figures.of(rule["claim"]) if figure.value > 0)
    if not affirmed:
        return
    other = {name: used for name, amounts in figures.sources.items() if (used := _other_money(rule, name, amounts))}
    excess = work(rule["formula"], figures, tuple(rule.get("optional", ())))
    found = Check(rule, "not_verifiable", affirmed, table="funds", note="table_missing", money_unit=figures.unit)
    if other:
        yield replace(found, verdict="contradicted", operands=tuple(other.values()), note="other_money",
                      listing=tuple(other), variant="other")  # fmt: skip
    elif excess.value is not None and excess.value > 0:
        yield replace(found, verdict="review", operands=tuple(excess.operands.values()), variant="excess",
                      formula=excess.shown, computed=excess.value, difference=excess.value, unit="money",
                      note="source_open")  # fmt: skip
    elif "funds" in figures.tables:
        yield replace(found, verdict="review", note="table_present")
    else:
        yield found


def _confronted(rule: Rule, stated: tuple[Figure, ...], found: Work, condition: str, unit: str) -> Check:
    check = Check(rule, "not_verifiable", stated, tuple(found.operands.values()), formula=found.shown,
                  unit="ratio" if found.is_rate else "money", money_unit=unit, note=found.note,
                  missing=found.missing)  # fmt: skip
    if found.value is None:
        return check
    verdict, note = _judged(found, condition, found.value)
    sign = "zero" if not found.value else "negative" if found.value < 0 else "positive"
    return replace(check, verdict=verdict, note=note or found.note, computed=found.value,
                   difference=abs(found.value), variant=sign)  # fmt: skip


def _judged(found: Work, condition: str, value: Decimal) -> tuple[str, str]:
    if not _EXCLUDED[condition]((value, value)):
        return "reconciled", ""
    for range_of, outcome in ((told, ("contradicted", "")), (printed, ("review", "approximate"))):
        gap = found.range(range_of)
        if gap is not None and _EXCLUDED[condition](gap):
            return outcome
    return "reconciled", "within_rounding"


def _other_money(rule: Rule, name: str, amounts: Mapping[str, Figure]) -> Figure | None:
    if not re.search("|".join(rule["not_public"]), name):
        return None
    return next((amounts[role] for role in ("received", "spent") if role in amounts and amounts[role].value > 0), None)
