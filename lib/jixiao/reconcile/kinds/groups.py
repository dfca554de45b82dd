"""Relations inside one statement: unit amount, count, total, part, whole and share."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.quantities import PERCENT, YUAN_PER_UNIT, places, rounded
from jixiao.reconcile.checks import Check
from jixiao.reconcile.figures import Figure, Figures
from jixiao.reconcile.kinds import kind
from jixiao.rules import Rule

Members = dict[str, list[Figure]]
MAX_WHOLE = 100_000


@kind
def product(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Multiply the unit amount by the sum of the counts; without a stated total the value is derived."""
    for name, members in _by_role(figures):
        if not (members.get("unit_amount") and members.get("count")):
            continue
        unit, counts = members["unit_amount"][0], members["count"]
        computed = unit.value * _sum(counts)
        totals = tuple(members.get("total_amount", []) + members.get("outside_amount", []))[:1]
        verdict, gap = _total_verdict(totals, computed)
        yield Check(rule, verdict, totals, (*counts, unit), formula=f"{_added(counts)} × {unit.printed}",
                    computed=computed, difference=gap, unit="money",
                    money_unit=(totals[0] if totals else unit).unit, fields=_named(name))  # fmt: skip


@kind
def per_head(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Divide a total by its count: equal payments give a whole amount of yuan."""
    for name, members in _by_role(figures):
        totals = members.get("total_amount", []) + members.get("outside_amount", [])
        counts = members.get("count", [])
        if not totals or not counts or members.get("unit_amount") or not _sum(counts):
            continue
        each = totals[0].value / _sum(counts)
        whole = each == each.to_integral_value() and not totals[0].is_approximate
        unit = totals[0].unit if each >= YUAN_PER_UNIT[totals[0].unit] else "元"
        yield Check(rule, "reconciled" if whole else "review", (totals[0],), tuple(counts),
                    formula=f"{totals[0].printed} ÷ {_added(counts)}", computed=each, unit="money",
                    money_unit=unit, note="" if whole else "not_whole", fields=_named(name))  # fmt: skip


@kind
def share(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Compare a stated share with part ÷ whole, or look for the whole number that it implies."""
    for name, members in _by_role(figures):
        if not (members.get("share") and members.get("part")):
            continue
        stated, parts = members["share"][0], members["part"]
        if members.get("whole"):
            yield _stated_whole(rule, name, stated, parts, members["whole"][0])
        else:
            yield _implied_whole(rule, name, stated, parts)


@kind
def parts(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Compare the sum of two or more parts with the stated whole."""
    for name, members in _by_role(figures):
        found, whole = members.get("part", []), members.get("whole", [])
        if len(found) < 2 or not whole:
            continue
        gap = _sum(found) - whole[0].value
        yield Check(rule, "contradicted" if gap else "reconciled", (whole[0],), tuple(found),
                    formula=_added(found), computed=_sum(found), difference=gap, unit="count",
                    fields=_named(name) | {"count_word": whole[0].unit})  # fmt: skip


def _by_role(figures: Figures) -> Iterator[tuple[str, Members]]:
    for name, group in figures.groups().items():
        members: Members = {}
        for figure in group:
            members.setdefault(figure.role, []).append(figure)
        yield name, members


def _total_verdict(totals: tuple[Figure, ...], computed: Decimal) -> tuple[str, Decimal | None]:
    if not totals:
        return "derived", None
    gap = totals[0].value - computed
    if abs(gap) <= (totals[0].half_step if places(totals[0].printed) else 0):
        return "reconciled", gap
    return ("review" if totals[0].is_approximate else "contradicted"), gap


def _stated_whole(rule: Rule, name: str, stated: Figure, parts: list[Figure], whole: Figure) -> Check:
    computed = _sum(parts) / whole.value if whole.value else None
    agrees = computed is not None and _prints(computed, stated)
    verdict = "not_verifiable" if computed is None else "reconciled" if agrees else "contradicted"
    return Check(rule, verdict, (stated,), (*parts, whole), formula=f"{_added(parts)} ÷ {whole.printed}",
                 computed=computed, difference=None if computed is None else stated.value - computed,
                 unit="ratio", fields=_named(name))  # fmt: skip


def _implied_whole(rule: Rule, name: str, stated: Figure, parts: list[Figure]) -> Check:
    part = _sum(parts)
    wholes = _wholes(part, stated)
    fields = _named(name) | {"wholes": "、".join(map(str, wholes[:5]))}
    if not wholes:
        return Check(rule, "contradicted", (stated,), tuple(parts), formula=f"{_added(parts)} ÷ n",
                     unit="ratio", note="no_whole", fields=fields)  # fmt: skip
    return Check(rule, "reconciled" if len(wholes) == 1 else "review", (stated,), tuple(parts),
                 formula=f"{_added(parts)} ÷ {wholes[0]}", computed=part / wholes[0], difference=Decimal(0),
                 unit="ratio", note="implied_whole", fields=fields)  # fmt: skip


def _wholes(part: Decimal, stated: Figure) -> list[int]:
    if stated.value <= stated.half_step or part <= 0:
        return []
    first = max(int(part), int(part / (stated.value + stated.half_step)))
    last = min(int(part / (stated.value - stated.half_step)) + 1, MAX_WHOLE)
    return [whole for whole in range(max(first, 1), last + 1) if _prints(part / whole, stated)]


def _prints(value: Decimal, stated: Figure) -> bool:
    digits = places(stated.printed)
    return rounded(value * PERCENT, digits) == rounded(stated.value * PERCENT, digits)


def _sum(figures: list[Figure]) -> Decimal:
    return sum((figure.value for figure in figures), Decimal(0))


def _added(figures: list[Figure]) -> str:
    shown = " + ".join(figure.printed for figure in figures)
    return f"({shown})" if len(figures) > 1 else shown


def _named(group: str) -> dict[str, str]:
    return {"group": group}
