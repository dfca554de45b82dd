"""Relations between a stated rate and the amounts it is made of."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from jixiao.quantities import PERCENT, rounded
from jixiao.reconcile.approximation import overlap, told, total
from jixiao.reconcile.checks import Check
from jixiao.reconcile.figures import Figure, Figures
from jixiao.reconcile.judging import judge_rate
from jixiao.reconcile.kinds import kind
from jixiao.reconcile.work import Work, work
from jixiao.rulebook.rules import Rule


@kind
def rate(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Compare each stated rate with every official definition; one that agrees is enough."""
    for stated in figures.of(rule["stated"]):
        checks = [
            _defined(rule, definition, stated, work(node["formula"], figures), tolerance)
            for definition, node in rule["definitions"].items()
        ]
        agreed = [check for check in checks if check.verdict == "reconciled"]
        # Where one definition agrees, the others are not a contradiction but another way to count.
        yield from (check if not agreed or check in agreed else replace(check, verdict="derived",
                    note="other_definition") for check in checks)  # fmt: skip


@kind
def complement(rule: Rule, figures: Figures, tolerance: Decimal) -> Iterator[Check]:
    """Compare the sum of two stated rates with 100 %, unless the first one is on another base."""
    stated = tuple(figures.of(role)[0] for role in rule["rates"] if figures.of(role))
    if len(stated) < len(rule["rates"]):
        return
    whole = sum((figure.value for figure in stated), Decimal(0))
    # Either rate may have been cut off rather than rounded, which moves it by a whole last place.
    slack = sum((2 * figure.half_step for figure in stated), Decimal(0)) + tolerance / PERCENT
    if abs(whole - 1) <= slack:
        verdict, note = "reconciled", ""
    elif overlap((Decimal(1), Decimal(1)), total(stated, told)):
        verdict, note = "review", "approximate"
    else:
        verdict, note = _on_one_base(rule["definitions"], stated[0], figures, tolerance)
    yield Check(rule, verdict, stated, stated, formula=" + ".join(figure.number() for figure in stated),
                computed=whole, difference=whole - 1, unit="ratio", note=note)  # fmt: skip


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
            f"|{stated.number()} − {rounded(computed * PERCENT, 2)}%| = {rounded(gap * PERCENT, 2)}"
            for (stated, computed), gap in zip(crossed, gaps, strict=True)
        )
        yield Check(rule, "hint", (stated_a, stated_b), formula=shown, unit="ratio", note="swap")


def _defined(rule: Rule, definition: str, stated: Figure, found: Work, tolerance: Decimal) -> Check:
    check = Check(rule, "not_verifiable", (stated,), tuple(found.operands.values()), definition, found.shown,
                  unit="ratio", note=found.note, missing=found.missing)  # fmt: skip
    if found.value is None:
        return check
    verdict, note = judge_rate(stated, found.value, found.range, tolerance)
    return replace(check, verdict=verdict, note=note, computed=found.value, difference=stated.value - found.value)


def _on_one_base(
    definitions: Mapping[str, Mapping[str, str]], stated: Figure, figures: Figures, tolerance: Decimal
) -> tuple[str, str]:
    """Return the verdict on two rates that do not add up: no contradiction if the first is on another base."""
    same, other = (work(node["formula"], figures) for node in definitions.values())
    if other.value is None:
        return "review", "base_unknown"
    if _agrees(stated, other, tolerance) and not _agrees(stated, same, tolerance):
        return "derived", "other_base"
    return "contradicted", ""


def _agrees(stated: Figure, found: Work, tolerance: Decimal) -> bool:
    return found.value is not None and judge_rate(stated, found.value, found.range, tolerance)[0] == "reconciled"


def _pair(role: str, formula: str, figures: Figures) -> tuple[Figure, Decimal] | None:
    stated, computed = figures.of(role), work(formula, figures).value
    return (stated[0], computed) if stated and computed is not None else None
