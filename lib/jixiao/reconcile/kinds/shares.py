"""The relation between a share, its part and its whole."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from jixiao.quantities import PERCENT, places, rounded, truncated
from jixiao.reconcile.approximation import Range, RangeOf, is_approximate, over, total
from jixiao.reconcile.checks import Check
from jixiao.reconcile.figures import Figure, Figures
from jixiao.reconcile.judging import judge_rate, prints
from jixiao.reconcile.kinds import kind
from jixiao.reconcile.kinds.groups import added, ambiguous, bracketed
from jixiao.reconcile.statements import Pair, Statement, common, segments, statements
from jixiao.rulebook.rules import Rule

_SHOWN = 5


@kind
def share(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Compare a stated share with part ÷ whole, or look for the whole number that it implies."""
    for group in statements(figures):
        if group.of("share") and group.of("part"):
            yield from _shares(rule, group, tolerance)


def _shares(rule: Rule, group: Statement, tolerance: Decimal) -> Iterator[Check]:
    pairs, wholes = _pairs(group), group.of("whole")
    whole = common(wholes)
    kinds = {figure.kind for figure in (*group.of("part"), *wholes)}
    if not pairs or (wholes and whole is None) or len(kinds) > 1:
        yield ambiguous(rule, group, group.of("share"), "part", "whole")
        return
    for parts, stated in pairs:
        if whole:
            yield _of_stated_whole(rule, group.name, stated, parts, whole, tolerance)
        else:
            yield _of_implied_whole(rule, group.name, stated, parts)


def _pairs(group: Statement) -> tuple[Pair, ...]:
    """Return each share with its parts; nothing if a share would be left without one."""
    stated = group.of("share")
    if len(stated) == 1:
        return ((group.of("part"), stated[0]),)
    found = tuple(segments(group.of("share", "part"), "share"))
    return found if all(parts for parts, _ in found) else ()


def _of_stated_whole(
    rule: Rule, name: str, stated: Figure, parts: tuple[Figure, ...], whole: Figure, tolerance: Decimal
) -> Check:
    unit = whole.unit if whole.kind == "money" else ""
    formula = f"{bracketed(parts, unit)} ÷ {whole.number()}"
    if not whole.value:
        return Check(rule, "not_verifiable", (stated,), (*parts, whole), formula=formula, unit="ratio",
                     note="denominator_zero", group=name)  # fmt: skip
    computed = added(parts) / whole.value
    verdict, note = judge_rate(stated, computed, lambda range_of: _range(parts, whole, range_of), tolerance)
    return Check(rule, verdict, (stated,), (*parts, whole), formula=formula, computed=computed,
                 difference=stated.value - computed, unit="ratio", note=note, group=name)  # fmt: skip


def _range(parts: tuple[Figure, ...], whole: Figure, range_of: RangeOf) -> Range | None:
    return over(lambda corner: corner[0] / corner[1], (total(parts, range_of), range_of(whole)))


def _of_implied_whole(rule: Rule, name: str, stated: Figure, parts: tuple[Figure, ...]) -> Check:
    part = added(parts)
    counted = all(figure.kind == "count" and figure.scale == 1 for figure in parts)
    if not counted or is_approximate((stated, *parts)) or not 0 < stated.value <= 1 or part <= 0:
        return Check(rule, "not_verifiable", (stated,), parts, unit="ratio", note="whole_not_given", group=name)
    first, last = _wholes(part, stated)
    found = Check(rule, "contradicted", (stated,), parts, formula=f"{bracketed(parts)} ÷ n", unit="ratio",
                  note="no_whole", group=name)  # fmt: skip
    if first > last:
        return found
    few = tuple(f"{whole:,}" for whole in range(first, last + 1)) if last - first < _SHOWN else ()
    found = replace(found, note="implied_whole", listing=few or (f"{first:,} … {last:,}",))
    if first < last:
        return replace(found, verdict="review", variant="open")
    exact = rounded(part / first * PERCENT, places(stated.printed)) / PERCENT
    return replace(found, verdict="reconciled", formula=f"{bracketed(parts)} ÷ {first:,}", computed=part / first,
                   difference=stated.value - exact)  # fmt: skip


def _wholes(part: Decimal, stated: Figure) -> tuple[int, int]:
    """Return the first and the last whole number that give the share, rounded or cut off; none if first > last."""
    step = 2 * stated.half_step
    first = (part / (stated.value + step)).to_integral_value(ROUND_CEILING)
    last = (part / (stated.value - step / 2)).to_integral_value(ROUND_FLOOR)
    first = max(first, part.to_integral_value(ROUND_CEILING))
    # The bounds belong to the range only on one side each, so the outermost wholes are tried.
    while first <= last and not _gives(part / first, stated):
        first += 1
    while first <= last and not _gives(part / last, stated):
        last -= 1
    return int(first), int(last)


def _gives(ratio: Decimal, stated: Figure) -> bool:
    digits = places(stated.printed)
    return prints(ratio, stated) or truncated(ratio * PERCENT, digits) == rounded(stated.value * PERCENT, digits)
