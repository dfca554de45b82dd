"""Relations between a stated rate and the amounts it is made of."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import product

from jixiao import formula as arithmetic
from jixiao.quantities import PERCENT, places, rounded, truncated
from jixiao.reconcile.checks import Check
from jixiao.reconcile.figures import Figure, Figures
from jixiao.reconcile.kinds import kind
from jixiao.rules import Rule


@kind
def rate(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Compare each stated rate with every official definition; one that agrees is enough."""
    for stated in figures.of(rule["stated"]):
        checks = [
            _defined(rule, definition, node["formula"], stated, figures, tolerance)
            for definition, node in rule["definitions"].items()
        ]
        agreed = [check for check in checks if check.verdict == "reconciled"]
        # Where one definition agrees, the others are not a contradiction but another way to count.
        yield from (check if not agreed or check in agreed else replace(check, verdict="derived",
                    note="other_definition") for check in checks)  # fmt: skip


@kind
def complement(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Compare the sum of two stated rates of one base with 100 %."""
    stated = [figures.of(role)[0] for role in rule["rates"] if figures.of(role)]
    if len(stated) < len(rule["rates"]):
        return
    total = sum((figure.value for figure in stated), Decimal(0))
    slack = sum((figure.half_step for figure in stated), Decimal(0)) + tolerance / PERCENT
    verdict = "reconciled" if abs(total - 1) <= slack else "contradicted"
    shown = " + ".join(figure.shown("zh") for figure in stated)
    yield Check(rule, verdict, tuple(stated), tuple(stated), formula=shown, computed=total,
                difference=total - 1, unit="ratio")  # fmt: skip


@kind
def swap(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Hint at two rates whose labels may be exchanged: each is nearer to the other's recomputed value."""
    pairs = [_pair(role, formula, figures) for role, formula in rule["rates"].items()]
    if None in pairs:
        return
    (stated_a, computed_a), (stated_b, computed_b) = (pair for pair in pairs if pair)
    crossed = ((stated_a, computed_b), (stated_b, computed_a))
    gaps = [abs(stated.value - computed) for stated, computed in crossed]
    own = [abs(stated_a.value - computed_a), abs(stated_b.value - computed_b)]
    if max(gaps) <= Decimal(rule["within"]) / PERCENT and all(map(Decimal.__lt__, gaps, own)):
        shown = "; ".join(
            f"|{stated.shown('zh')} − {rounded(computed * PERCENT, 2)}%| = {rounded(gap * PERCENT, 2)}"
            for (stated, computed), gap in zip(crossed, gaps, strict=True)
        )
        yield Check(rule, "hint", (stated_a, stated_b), formula=shown, unit="ratio", note="swap")


def value_of(formula: str, figures: Figures, optional: tuple[str, ...] = ()) -> Decimal | None:
    """Return the exact value of `formula`, or None where an operand is missing or a denominator is zero."""
    operands = operands_of(formula, figures)
    values = {name: figure.value for name, figure in operands.items()}
    values |= {name: Decimal(0) for name in optional if name not in values}
    try:
        return arithmetic.evaluate(formula, values) if set(arithmetic.names(formula)) <= set(values) else None
    except ZeroDivisionError:
        return None


def operands_of(formula: str, figures: Figures) -> dict[str, Figure]:
    """Return the figures that `formula` reads and that exist."""
    found = {name: figures.operand(name) for name in arithmetic.names(formula)}
    return {name: figure for name, figure in found.items() if figure is not None}


def with_figures(formula: str, operands: Mapping[str, Figure]) -> str:
    """Return `formula` with the printed figures in place of the names."""
    percent = {"rate": "%"}
    shown = {name: figure.printed + percent.get(figure.kind, "") for name, figure in operands.items()}
    return arithmetic.show(formula, shown)


def _defined(
    rule: Rule, definition: str, formula: str, stated: Figure, figures: Figures, tolerance: Decimal
) -> Check:
    operands = operands_of(formula, figures)
    check = Check(rule, "not_verifiable", (stated,), tuple(operands.values()), definition,
                  with_figures(formula, operands), unit="ratio")  # fmt: skip
    computed = value_of(formula, figures)
    if computed is None:
        return replace(check, note="operand_missing")
    verdict, note = _judge(stated, computed, formula, operands, tolerance)
    return replace(check, verdict=verdict, note=note, computed=computed, difference=stated.value - computed)


def _judge(
    stated: Figure, computed: Decimal, formula: str, operands: Mapping[str, Figure], tolerance: Decimal
) -> tuple[str, str]:
    digits = places(stated.printed)
    printed, exact = stated.value * PERCENT, computed * PERCENT
    if rounded(exact, digits) == rounded(printed, digits):
        return "reconciled", ""
    if truncated(exact, digits) == rounded(printed, digits):
        return "reconciled", "truncated"
    low, high = _range(formula, operands)
    if rounded(low * PERCENT, digits) <= printed <= rounded(high * PERCENT, digits):
        return "reconciled", "within_rounding"
    if abs(printed - exact) <= tolerance:
        return "reconciled", "within_tolerance"
    return ("review", "approximate") if stated.is_approximate else ("contradicted", "")


def _range(formula: str, operands: Mapping[str, Figure]) -> tuple[Decimal, Decimal]:
    # The amounts were rounded when they were printed; the true rate lies between the corners.
    corners = product(*[(f.value - f.half_step, f.value + f.half_step) for f in operands.values()])
    try:
        values = [arithmetic.evaluate(formula, dict(zip(operands, corner, strict=True))) for corner in corners]
    except ZeroDivisionError:
        return Decimal(1), Decimal(0)
    return min(values), max(values)


def _pair(role: str, formula: str, figures: Figures) -> tuple[Figure, Decimal] | None:
    stated, computed = figures.of(role), value_of(formula, figures)
    return (stated[0], computed) if stated and computed is not None else None
