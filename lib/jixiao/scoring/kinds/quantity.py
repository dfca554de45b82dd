"""Quantities, costs and recomputed rates against a floor, a ceiling or an exact target; ranges."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jixiao.quantities import PERCENT, ZERO, as_decimal, rounded, show_number, show_percent
from jixiao.rulebook.pack import Pack
from jixiao.scoring.kinds import kind
from jixiao.scoring.kinds.numbers import DASH, FULL, NOTHING, actual_of, fraction, number_of, range_of, within
from jixiao.scoring.outcome import Loss, Outcome, none
from jixiao.scoring.sheet import Item, Sheet

CEILINGS = ("cost", "deduction")
"""Kinds whose target is the most that may be reached."""


def operator_of(item: Item) -> str:
    """Return whether a target is a floor, a ceiling or exact: as written; a cost is a ceiling, else a floor."""
    return item.operator or ("<=" if item.kind in CEILINGS else ">=")


@kind("quantity", "cost")
def quantity(item: Item, pack: Pack, sheet: Sheet) -> Outcome:
    """Score a number against its target."""
    target = number_of(item.target)
    if target is None or target < 0:
        return none("target_not_numeric", found=item.target or DASH)
    actual = actual_of(item, pack)
    if isinstance(actual, Outcome):
        return actual
    return against(item, Fraction(target), Fraction(actual), pack, {"target": target, "actual": actual})


@kind("rate")
def rate(item: Item, pack: Pack, sheet: Sheet) -> Outcome:
    """Score a recomputed value: a ratio against its target in percent (100 where none is given), else a number."""
    found = sheet.values.get(item.rule)
    target = number_of(item.target) if item.target else None
    if item.target and (target is None or target < 0):
        return none("target_not_numeric", found=item.target)
    if found is None:
        return none("rate_unknown", rule=item.rule) if item.rule else none("rule_missing")
    if found.exact is None:
        return none("rate_not_assessable", why=found.reason)
    if found.is_saving:
        return saving(found.exact, target or ZERO)
    # An indicator that the tables give may be negative only by an error of theirs.
    if found.exact < 0:
        return none("actual_negative", found=_shown(found.exact, found.is_ratio))
    if not found.is_ratio and target is None:
        return none("target_not_numeric", found=DASH)
    aim = PERCENT if target is None else target
    fields = {"target": show_number(aim) + "%" * found.is_ratio, "actual": _shown(found.exact, found.is_ratio)}
    return against(item, Fraction(aim), found.exact * (100 if found.is_ratio else 1), pack, fields)


def _shown(value: Fraction, is_ratio: bool) -> str:
    near = as_decimal(value)
    return show_percent(near) if is_ratio else show_number(rounded(near, 2))


def saving(value: Fraction, target: Decimal = ZERO) -> Outcome:
    """Score a saving: with no target it must not be negative, an overrun loses its share of the full marks."""
    if target:
        share = within(value * 100 / Fraction(target))
        return Outcome(share, "saving_target", {"rate": value, "target": target, "share": share}, "saving_target")
    return Outcome(within(FULL + value), "overrun" if value < 0 else "no_overrun", {"rate": value}, "saving")


def against(item: Item, target: Fraction, actual: Fraction, pack: Pack, shown: Mapping[str, Any]) -> Outcome:
    """Return the outcome of a number against a target; both are at least 0, `shown` is how a reader sees them."""
    operator = operator_of(item)
    share = within(_SHARES[operator](target, actual, pack))
    fields = {**shown, "share": share}
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
    fields: dict[str, Any] = {"actual": actual, "target": item.target}
    if actual < low:
        share = fraction(actual, low)
        return Outcome(share, "below_range", {**fields, "low_end": low, "share": share}, "below_range")
    if actual > high:
        share = within(_at_most(Fraction(high), Fraction(actual), pack))
        fields |= {"high_end": high, "share": share}
        return Outcome(share, "above_range", fields, f"above_range_{pack.at_most}")
    return Outcome(FULL, "in_range", fields, "in_range")


def _at_least(target: Fraction, actual: Fraction, pack: Pack) -> Fraction:
    return actual / target if target else FULL


def _at_most(target: Fraction, actual: Fraction, pack: Pack) -> Fraction:
    if actual <= target:
        return FULL
    if not target:
        return NOTHING
    return target / actual if pack.at_most == "ratio" else 2 - actual / target


def _exactly(target: Fraction, actual: Fraction, pack: Pack) -> Fraction:
    if actual == target:
        return FULL
    if not target or pack.exactly == "strict":
        return NOTHING
    return 1 - abs(actual / target - 1) if pack.exactly == "deviation" else actual / target


def _reason(operator: str, share: Fraction, unexplained: bool, above: bool) -> str:
    if operator == "<=":
        return "within_ceiling" if share == 1 else "above_ceiling"
    if share < 1:
        return "off_target" if above else "in_proportion"
    return "far_above" if unexplained else "reached"


def _is_far(target: Fraction, actual: Fraction, pack: Pack) -> bool:
    if target:
        return pack.over.is_beyond(actual, target * Fraction(pack.over.explain_at))
    return pack.over.zero_target_at is not None and pack.over.is_beyond(actual, Fraction(pack.over.zero_target_at))


def _losses(item: Item, target: Fraction, actual: Fraction, pack: Pack) -> tuple[Loss, ...]:
    """Return what exceeding the target costs: the highest step that was passed."""
    if not target or (pack.over.only_unexplained and item.deviation):
        return ()
    for loss in pack.over.penalties:
        if pack.over.is_beyond(actual, target * Fraction(loss.at)):
            return (Loss(loss.of(item.weight or ZERO), "over", {"times": loss.at}),)
    return ()


_SHARES: dict[str, Callable[[Fraction, Fraction, Pack], Fraction]] = {
    ">=": _at_least, "<=": _at_most, "=": _exactly,
}  # fmt: skip
_FORMULAS: dict[str, Callable[[Pack], str]] = {
    ">=": lambda pack: "at_least", "<=": lambda pack: f"at_most_{pack.at_most}",
    "=": lambda pack: f"exactly_{pack.exactly}",
}  # fmt: skip
