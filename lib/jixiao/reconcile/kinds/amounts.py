"""Relations between amounts: bounds, repetitions, and the tables' totals."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.reconcile.checks import Check
from jixiao.reconcile.figures import Figure, Figures
from jixiao.reconcile.kinds import kind
from jixiao.reconcile.kinds.rates import operands_of, value_of, with_figures
from jixiao.rules import Rule


@kind
def bound(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Demand that the smaller side does not exceed the larger one."""
    formula = f"{rule['smaller']} - ({rule['larger']})"
    optional = tuple(rule.get("optional", ()))
    operands, gap = operands_of(formula, figures), value_of(formula, figures, optional)
    if gap is None:
        return
    shown = with_figures(f"{rule['smaller']} - {_present(rule['larger'], operands)}", operands)
    yield Check(rule, "contradicted" if gap > 0 else "reconciled", figures.of(rule["smaller"]),
                tuple(operands.values()), formula=shown, computed=gap, difference=gap, unit="money",
                money_unit=figures.unit,
                note="optional_missing" if set(optional) - set(operands) else "")  # fmt: skip


@kind
def repeat(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Demand that a quantity stated more than once has one value within its printed places."""
    for role in rule["roles"]:
        for same in _same_period(figures.of(role)):
            spread = max(f.value for f in same) - min(f.value for f in same)
            agrees = spread <= max(f.half_step for f in same)
            yield Check(rule, "reconciled" if agrees else "contradicted", same, same,
                        formula=" = ".join(f.printed for f in same), computed=None if spread else same[0].value,
                        difference=spread, unit="ratio" if same[0].kind == "rate" else "money",
                        money_unit=figures.unit, fields={"group": role})  # fmt: skip


@kind
def against_facts(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Compare a stated amount with the total of the project's tables."""
    for role in rule["roles"]:
        total = figures.facts.get(role)
        for stated in figures.of(role)[:1] if total else ():
            gap = stated.value - total.value  # type: ignore[union-attr]
            agrees = abs(gap) <= stated.half_step
            yield Check(rule, "reconciled" if agrees else "contradicted", (stated,), (total,),  # type: ignore[arg-type]
                        formula=f"Σ funds.{role}", computed=total.value, difference=gap,  # type: ignore[union-attr]
                        unit="money", money_unit=stated.unit, fields={"group": role})  # fmt: skip


def _present(formula: str, operands: dict[str, Figure]) -> str:
    parts = [part for part in formula.split(" + ") if part in operands]
    return parts[0] if len(parts) == 1 else f"({' + '.join(parts)})"


def _same_period(figures: tuple[Figure, ...]) -> Iterator[tuple[Figure, ...]]:
    if len(figures) > 1:
        yield figures
