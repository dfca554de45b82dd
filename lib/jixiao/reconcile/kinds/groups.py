"""Relations inside one statement: unit amount and count, total per head, parts of a whole."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.quantities import YUAN_PER_UNIT
from jixiao.reconcile.approximation import Range, RangeOf, is_approximate, over, total
from jixiao.reconcile.checks import Check
from jixiao.reconcile.figures import Figure, Figures
from jixiao.reconcile.judging import judge
from jixiao.reconcile.kinds import kind
from jixiao.reconcile.statements import TOTALS, Pair, Statement, common, statements
from jixiao.rulebook.rules import Rule


@kind
def product(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Multiply each unit amount by its counts; without a stated total the value is derived."""
    for group in statements(figures):
        if group.of("unit_amount") and group.of("count"):
            totals = group.of(*TOTALS)
            clear = bool(group.pairs()) and bool(common(totals) or not totals)
            yield _multiplied(rule, group) if clear else ambiguous(rule, group, totals, "unit_amount", "count")


@kind
def per_head(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Divide a total by its count: equal payments give a whole amount of yuan."""
    for group in statements(figures):
        totals, counts = group.of(*TOTALS), group.of("count")
        if not totals or group.of("unit_amount") or not added(counts):
            continue
        stated = common(totals)
        if stated is None:
            yield ambiguous(rule, group, totals, "count")
            continue
        each = stated.value / added(counts)
        whole = each == each.to_integral_value() and not is_approximate((stated, *counts))
        unit = stated.unit if each >= YUAN_PER_UNIT[stated.unit] else "元"
        yield Check(rule, "reconciled" if whole else "review", (stated,), counts,
                    formula=f"{stated.number()} ÷ {bracketed(counts)}", computed=each, unit="money",
                    money_unit=unit, note="" if whole else "not_whole", group=group.name)  # fmt: skip


@kind
def parts(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Compare the sum of two or more parts with the stated whole."""
    for group in statements(figures):
        found, wholes = group.of("part"), group.of("whole")
        if len(found) < 2 or not wholes:
            continue
        whole = common(wholes)
        if whole is None or len({figure.kind for figure in (whole, *found)}) > 1:
            yield ambiguous(rule, group, wholes, "part")
            continue
        verdict, note = judge(whole, added(found), lambda range_of, parts=found: total(parts, range_of))  # type: ignore[misc]
        unit = whole.unit if whole.kind == "money" else ""
        yield Check(rule, verdict, (whole,), found, formula=_sum(found, unit), computed=added(found),
                    difference=whole.value - added(found), unit=whole.kind, money_unit=unit or "元", note=note,
                    group=group.name)  # fmt: skip


def ambiguous(rule: Rule, group: Statement, stated: Sequence[Figure], *roles: str) -> Check:
    """Return that the figures of a statement cannot be told apart well enough to recompute it."""
    return Check(rule, "not_verifiable", tuple(stated), group.of(*roles), note="ambiguous_group", group=group.name)


def added(figures: Sequence[Figure]) -> Decimal:
    """Return the sum of `figures`."""
    return sum((figure.value for figure in figures), Decimal(0))


def bracketed(figures: Sequence[Figure], unit: str = "") -> str:
    """Return the sum of `figures` as it stands inside a formula."""
    return f"({_sum(figures, unit)})" if len(figures) > 1 else _sum(figures, unit)


def _multiplied(rule: Rule, group: Statement) -> Check:
    pairs, stated = group.pairs(), common(group.of(*TOTALS))
    computed = sum((added(counts) * unit.value for counts, unit in pairs), Decimal(0))
    operands = tuple(figure for counts, unit in pairs for figure in (*counts, unit))
    money_unit = pairs[0][1].unit
    verdict, note = judge(stated, computed, lambda range_of: _range(pairs, range_of)) if stated else ("derived", "")
    return Check(rule, verdict, (stated,) if stated else (), operands,
                 formula=" + ".join(f"{bracketed(counts)} × {unit.number(money_unit)}" for counts, unit in pairs),
                 computed=computed, difference=stated.value - computed if stated else None, unit="money",
                 money_unit=money_unit, note=note, group=group.name)  # fmt: skip


def _range(pairs: Sequence[Pair], range_of: RangeOf) -> Range:
    products = [
        over(lambda corner: corner[0] * corner[1], (total(counts, range_of), range_of(unit)))
        for counts, unit in pairs
    ]
    known = [found for found in products if found is not None]
    return sum((low for low, _ in known), Decimal(0)), sum((high for _, high in known), Decimal(0))


def _sum(figures: Sequence[Figure], unit: str = "") -> str:
    return " + ".join(figure.number(unit if figure.kind == "money" else "") for figure in figures)
