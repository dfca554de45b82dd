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
        for same in by_period(figures.of(role)):
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
        total, stated = figures.facts.get(role), figures.of(role)[:1]
        if total is None or not stated:
            continue
        gap = stated[0].value - total.value
        agrees = abs(gap) <= stated[0].half_step
        yield Check(rule, "reconciled" if agrees else "contradicted", stated, (total,), formula=f"Σ funds.{role}",
                    computed=total.value, difference=gap, unit="money", money_unit=stated[0].unit,
                    fields={"group": role})  # fmt: skip


def _present(formula: str, operands: dict[str, Figure]) -> str:
    parts = [part for part in formula.split(" + ") if part in operands]
    return parts[0] if len(parts) == 1 else f"({' + '.join(parts)})"


def by_period(figures: tuple[Figure, ...]) -> list[tuple[Figure, ...]]:
    """Return the figures that speak of one period, where there are at least two."""
    periods: dict[str, list[Figure]] = {}
    for figure in figures:
        periods.setdefault(figure.period, []).append(figure)
    return [tuple(same) for same in periods.values() if len(same) > 1]
