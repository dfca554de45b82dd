"""Yes or no, and points off for each case."""

from decimal import Decimal
from fractions import Fraction

from jixiao.quantities import ZERO
from jixiao.rulebook.pack import Pack
from jixiao.scoring.kinds import kind
from jixiao.scoring.kinds.numbers import (
    DASH,
    FULL,
    NOTHING,
    actual_of,
    answer_of,
    fraction,
    number_of,
    within,
)
from jixiao.scoring.outcome import Outcome, none
from jixiao.scoring.sheet import Item, Sheet


@kind("direct")
def direct(item: Item, pack: Pack, sheet: Sheet) -> Outcome:
    """Score a condition that holds or does not; a target that is left empty asks that it holds."""
    wanted, answer = answer_of(item.target.strip() or "yes"), answer_of(item.actual)
    if wanted is None:
        return none("not_yes_or_no", found=item.target)
    if answer is None:
        if not item.actual.strip() and pack.missing == "zero":
            return Outcome(NOTHING, "actual_counted_zero", {"found": DASH}, "missing")
        return none("not_yes_or_no", found=item.actual or DASH)
    fields = {"actual": item.actual}
    if answer is wanted:
        return Outcome(FULL, "condition_met", fields, "direct")
    return Outcome(NOTHING, "condition_unmet", fields, "direct")


@kind("deduction")
def deduction(item: Item, pack: Pack, sheet: Sheet) -> Outcome:
    """Score cases that should not occur: each beyond the number allowed costs the indicator's step."""
    allowed = number_of(item.target) if item.target else ZERO
    if allowed is None or allowed < 0:
        return none("target_not_numeric", found=item.target)
    if item.step is None or item.step < 0:
        return none("step_missing")
    if not item.weight:
        return none("weight_zero")
    cases = actual_of(item, pack)
    if isinstance(cases, Outcome):
        return cases
    return _less(item.weight, item.step, max(ZERO, cases - allowed), allowed)


def _less(weight: Decimal, step: Decimal, beyond: Decimal, allowed: Decimal) -> Outcome:
    fields = {"cases": beyond, "allowed": allowed, "step": step}
    share = within(FULL - Fraction(step) * fraction(beyond, weight))
    return Outcome(share, "cases_deducted" if beyond else "no_cases", fields, "deduction")
