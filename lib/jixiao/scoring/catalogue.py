"""The indicators that a rule pack brings itself: by formula, by a check-list, or gathered from the project's own."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from jixiao.quantities import ZERO
from jixiao.rulebook.pack import Pack
from jixiao.rulebook.rules import Rule
from jixiao.scoring.delivery import class_of, dimension_of
from jixiao.scoring.kinds import kinds
from jixiao.scoring.kinds.judged import counted, judged
from jixiao.scoring.kinds.numbers import within
from jixiao.scoring.kinds.quantity import saving
from jixiao.scoring.outcome import Outcome, none
from jixiao.scoring.sheet import Item, Judgement, Sheet


def outcome_of(rule: Rule, pack: Pack, sheet: Sheet) -> Outcome:
    """Return what an indicator of the rules earned; where nothing shows it, a person's judgement stands in."""
    found = _METHODS[rule.method](rule, pack, sheet)
    if found.share is None and rule.code in sheet.judged:
        return judged(sheet.judged[rule.code], rule.points, pack)
    return found


def _formula(rule: Rule, pack: Pack, sheet: Sheet) -> Outcome:
    found = sheet.values.get(rule.code)
    if found is None:
        return none("rate_unknown", rule=rule.code)
    if found.exact is None:
        return none("rate_not_assessable", why=found.reason)
    if found.is_saving:
        return saving(found.exact)
    share = within(found.exact)
    reason = "rate_below" if share < 1 else "rate_full" if found.exact == 1 else "rate_over"
    return Outcome(share, reason, {"rate": found.exact, "share": share}, "rate")


def _elements(rule: Rule, pack: Pack, sheet: Sheet) -> Outcome:
    return counted(sheet.elements.get(rule.code, ()))


def _gathers(rule: Rule, pack: Pack, sheet: Sheet) -> Outcome:
    wanted: Mapping[str, str] = rule["gathers"]
    own = [item for item in sheet.items if belongs(item, wanted)]
    if not own:
        dropped = tuple(item.id for item in sheet.items if belongs(replace(item, status=""), wanted))
        return none("gathers_dropped", ids=dropped) if dropped else none("gathers_nothing")
    shares = {item.id: _share(item, pack, sheet) for item in own}
    without = tuple(id for id, share in shares.items() if share is None)
    whole = sum((item.weight or ZERO for item in own), ZERO)
    if without or not whole:
        return none("gathers_unscored", ids=without or tuple(shares))
    off = {item.id: found for item in own if (found := deduction_of(item, sheet)) and found.score}
    earned = sum((_earned(shares[item.id], item.weight, off.get(item.id)) for item in own), Fraction(0))
    share = earned / Fraction(whole)
    fields = {"ids": tuple(shares), "share": share, "deducted": tuple(off)}
    return Outcome(share, "gathered_deducted" if off else "gathered", fields, "gathers",
                   places=tuple(found.place for found in off.values() if found.place))  # fmt: skip


def belongs(item: Item, wanted: Mapping[str, str]) -> bool:
    """Return whether a rule that gathers ``{dimension, class}`` takes in an indicator of the project."""
    is_meant = wanted.get("class") in (None, class_of(item.level2))
    return is_meant and dimension_of(item.level1) == wanted["dimension"] and not item.status


def deduction_of(item: Item, sheet: Sheet) -> Judgement | None:
    """Return the points that a person took off an indicator of the project."""
    return item.deduction or sheet.deductions.get(item.id)


def _share(item: Item, pack: Pack, sheet: Sheet) -> Fraction | None:
    score = kinds().get(item.kind)
    if score is None or item.weight is None or item.weight < 0:
        return None
    share = score(item, pack, sheet).share
    return None if share is None else within(share)


def _earned(share: Fraction | None, weight: Decimal | None, off: Judgement | None) -> Fraction:
    """Return the exact points of an indicator less what a person took off; penalties of its own kind stay with it."""
    taken = max(ZERO, off.score) if off and off.score else ZERO
    return max(Fraction(0), (share or Fraction(0)) * Fraction(weight or ZERO) - Fraction(taken))


_METHODS: dict[str, Callable[[Rule, Pack, Sheet], Outcome]] = {
    "formula": _formula, "elements": _elements, "gathers": _gathers,
}  # fmt: skip
