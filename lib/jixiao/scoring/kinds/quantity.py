"""Quantities, costs and recomputed rates against a floor, a ceiling or an exact target; ranges."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from jixiao.quantities import PERCENT, ZERO
from jixiao.rulebook.pack import Pack
from jixiao.scoring.kinds import kind
from jixiao.scoring.kinds.numbers import DASH, FULL, NOTHING, actual_of, fraction, number_of, range_of, within
from jixiao.scoring.outcome import Loss, Outcome, none
from jixiao.scoring.sheet import Item, Sheet


def operator_of(item: Item) -> str:
    """Return whether a target is a floor, a ceiling or exact: as written; a cost is a ceiling, else a floor."""
    return item.operator or ("<=" if item.kind == "cost" else ">=")


@kind("quantity", "cost")
def quantity(item: Item, pack: Pack, sheet: Sheet) -> Outcome:
    """Score a number against its target."""
    target = number_of(item.target)
    if target is None or target < 0:
        return none("target_not_numeric", found=item.target or DASH)
    actual = actual_of(item, pack)
    return actual if isinstance(actual, Outcome) else against(item, target, actual, pack)


@kind("rate")
def rate(item: Item, pack: Pack, sheet: Sheet) -> Outcome:
    """Score a recomputed rate against its target in percent, 100 where none is given."""
    found = sheet.values.get(item.rule)
    target = number_of(item.target) if item.target else None
    if item.target and (target is None or target < 0):
        return none("target_not_numeric", found=item.target)
    if found is None:
        return none("rate_unknown", rule=item.rule or DASH)
    if found.value is None:
        return none("rate_not_assessable", why=found.reason)
    if found.is_saving:
        return saving(found.value, target or ZERO)
    # An indicator that the tables give may be negative only by an error of theirs.
    if found.value < 0:
        return none("actual_negative", found=found.value)
    return against(item, PERCENT if target is None else target, found.value * PERCENT, pack)


def saving(value: Decimal, target: Decimal = ZERO) -> Outcome:
    """Score a saving: with no target it must not be negative, an overrun loses its share of the full marks."""
    if target:
        share = within(fraction(value * PERCENT, target))
        return Outcome(share, "saving_target", {"rate": value, "target": target, "share": share}, "saving_target")
    return Outcome(within(FULL + Fraction(value)), "overrun" if value < 0 else "no_overrun", {"rate": value}, "saving")


def against(item: Item, target: Decimal, actual: Decimal, pack: Pack) -> Outcome:
    """Return the outcome of a number against a target; both are at least 0."""
    operator = operator_of(item)
    share = within(_SHARES[operator](target, actual, pack))
    fields = {"target": target, "actual": actual, "share": share}
    is_far = operator == ">=" and _is_far(target, actual, pack)
    return Outcome(
        share, _reason(operator, share, is_far and not item.deviation, actual > target), fields,
        _FORMULAS[operator](pack), "" if item.operator else operator,
        losses=_losses(item, target, actual, pack) if is_far else (),
    )  # fmt: skip


@kind("range")
def between(item: Item, pack: Pack, sheet: Sheet) -> Outcome:
    """Score a number against the lowest and the highest value it may have."""
    bounds = range_of(item.target)
    if bounds is None:
        return none("target_not_range", found=item.target or DASH)
    actual = actual_of(item, pack)
    if isinstance(actual, Outcome):
        return actual
    low, high = bounds
    fields = {"actual": actual, "target": item.target}
    if actual < low:
        share = fraction(actual, low)
        return Outcome(share, "below_range", {**fields, "share": share}, "below_range")
    if actual > high:
        share = within(_at_most(high, actual, pack))
        return Outcome(share, "above_range", {**fields, "share": share}, f"at_most_{pack.at_most}")
    return Outcome(FULL, "in_range", fields, "in_range")


def _at_least(target: Decimal, actual: Decimal, pack: Pack) -> Fraction:
    return fraction(actual, target) if target else FULL


def _at_most(target: Decimal, actual: Decimal, pack: Pack) -> Fraction:
    if actual <= target:
        return FULL
    if not target:
        return NOTHING
    return fraction(target, actual) if pack.at_most == "ratio" else 2 - fraction(actual, target)


def _exactly(target: Decimal, actual: Decimal, pack: Pack) -> Fraction:
    if actual == target:
        return FULL
    if not target or pack.exactly == "strict":
        return NOTHING
    return 1 - abs(fraction(actual, target) - 1) if pack.exactly == "deviation" else fraction(actual, target)


def _reason(operator: str, share: Fraction, unexplained: bool, above: bool) -> str:
    if operator == "<=":
        return "within_ceiling" if share == 1 else "above_ceiling"
    if share < 1:
        return "off_target" if above else "in_proportion"
    return "far_above" if unexplained else "reached"


def _is_far(target: Decimal, actual: Decimal, pack: Pack) -> bool:
    bound = target * pack.over.explain_at if target else pack.over.zero_target_at
    return bound is not None and pack.over.is_beyond(actual, bound)


def _losses(item: Item, target: Decimal, actual: Decimal, pack: Pack) -> tuple[Loss, ...]:
    """Return what exceeding the target costs: the highest step that was passed."""
    if not target or (pack.over.only_unexplained and item.deviation):
        return ()
    for loss in pack.over.losses:
        if pack.over.is_beyond(actual, target * loss.at):
            points = loss.of(item.weight or ZERO)
            return (Loss(points, "over", {"target": target, "times": loss.at}),)
    return ()


_SHARES: dict[str, Callable[[Decimal, Decimal, Pack], Fraction]] = {
    ">=": _at_least, "<=": _at_most, "=": _exactly,
}  # fmt: skip
_FORMULAS: dict[str, Callable[[Pack], str]] = {
    ">=": lambda pack: "at_least", "<=": lambda pack: f"at_most_{pack.at_most}",
    "=": lambda pack: f"exactly_{pack.exactly}",
}  # fmt: skip
