"""Relations between what the words of a report claim and what its figures say."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.reconcile.checks import Check
from jixiao.reconcile.figures import Figures
from jixiao.reconcile.kinds import kind
from jixiao.reconcile.kinds.rates import operands_of, value_of, with_figures
from jixiao.rules import Rule, roles

_CONTRADICTED = {
    "negative": lambda gap: gap < 0,
    "positive": lambda gap: gap > 0,
    "nonzero": lambda gap: gap != 0,
}


@kind
def claim(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Confront an affirmed claim with a difference of amounts that it excludes."""
    affirmed = tuple(figure for figure in figures.of(rule["claim"]) if figure.value > 0)[:1]
    gap = value_of(rule["formula"], figures, tuple(rule.get("optional", ()) or ()))
    if not affirmed:
        return
    operands = operands_of(rule["formula"], figures)
    is_rate = any(roles()[name]["kind"] == "rate" for name in operands)
    found = {"stated": affirmed, "operands": tuple(operands.values()),
             "unit": "ratio" if is_rate else "money", "money_unit": figures.unit}  # fmt: skip
    if gap is None:
        yield Check(rule, "not_verifiable", note="operand_missing", **found)  # type: ignore[arg-type]
        return
    verdict = "contradicted" if _CONTRADICTED[rule["contradicted_if"]](gap) else "reconciled"
    known = rule["formula"] if "carry_in" in operands else rule["formula"].replace(" + carry_in", "")
    yield Check(rule, verdict, formula=with_figures(known, operands), computed=gap, difference=abs(gap), **found)  # type: ignore[arg-type]


@kind
def opposite(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Find one matter that the report both affirms and denies."""
    for role, node in roles().items():
        found = figures.of(role) if node["kind"] == "claim" else ()
        if len({figure.value for figure in found}) > 1:
            yield Check(rule, "contradicted", found, fields={"group": role})


@kind
def needs(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Say that a claim cannot be verified while the table it needs is missing."""
    affirmed = tuple(figure for figure in figures.of(rule["claim"]) if figure.value > 0)
    if affirmed and rule["table"] not in figures.tables:
        yield Check(rule, "not_verifiable", affirmed, note="table_missing", fields={"table": rule["table"]})

