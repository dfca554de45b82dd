"""Score a sheet under a rule pack: points of each indicator, the total, the grade, each with its reason."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from jixiao.quantities import ONE, ZERO
from jixiao.rulebook.pack import Execution, Pack
from jixiao.rulebook.rules import Rule, Rules
from jixiao.scoring.catalogue import deduction_of, outcome_of
from jixiao.scoring.kinds import kinds
from jixiao.scoring.kinds.numbers import DASH, within
from jixiao.scoring.outcome import Loss, Outcome, none
from jixiao.scoring.points import EXECUTION, Score
from jixiao.scoring.results import Scores
from jixiao.scoring.sheet import Item, Judgement, Sheet, Value

_UNKNOWN = Value(None, "rate_unknown")


def score(sheet: Sheet, pack: Pack, rules: Rules | None = None) -> Scores:
    """Return the scores of a project under a rule pack.

    The execution rate is scored beside the project's own indicators where their weights leave its points over;
    where they already make the full total it is not added.

    Args:
        sheet: What is scored.
        pack: The rule pack.
        rules: The rules in force, for a pack that scores its own list of indicators.
    """
    if pack.scores == "catalogue":
        return _limited(_catalogue(sheet, pack, rules), sheet)
    if not sheet.items:
        return Scores(pack, (), "no_indicators")
    own = tuple(_own(item, pack, sheet) for item in sheet.items)
    if all(item.status for item in sheet.items):
        return Scores(pack, own, "all_dropped")
    return _limited(_with_execution(own, pack, sheet), sheet)


def _with_execution(own: tuple[Score, ...], pack: Pack, sheet: Sheet) -> Scores:
    weights = sum((entry.weight for entry in own), ZERO)
    if weights == pack.total:
        return Scores(pack, own, remark=_not_added(pack, sheet))
    if pack.execution and weights == pack.total - pack.execution.points:
        return Scores(pack, (_execution(pack.execution, pack, sheet), *own), remark="execution_added")
    return Scores(pack, own, "weights")


def _not_added(pack: Pack, sheet: Sheet) -> str:
    if pack.execution is None:
        return ""
    return "execution_inside" if any(map(names_execution, sheet.items)) else "execution_not_scored"


def names_execution(item: Item) -> bool:
    """Return whether an indicator of the project is the execution rate itself."""
    return item.rule.startswith("execution_rate") or "执行率" in item.name or "execution rate" in item.name.lower()


def _limited(scores: Scores, sheet: Sheet) -> Scores:
    """Return the scores with the caps that a rate falls under."""
    pack = scores.pack
    if not pack.caps or scores.reason:
        return scores
    rates = {cap.rate: sheet.values.get(cap.rate, _UNKNOWN).exact for cap in pack.caps}
    doubtful = tuple(cap for cap in pack.caps if rates[cap.rate] is None)
    caps = [cap for cap in pack.caps if (rate := rates[cap.rate]) is not None and rate < Fraction(cap.below)]
    caps.sort(key=lambda cap: cap.at_most)
    reason = "cap_unknown" if doubtful else ""
    return replace(scores, reason=reason, caps=tuple(caps), doubtful_caps=doubtful)


def _execution(execution: Execution, pack: Pack, sheet: Sheet) -> Score:
    rate = sheet.values.get(execution.rate, _UNKNOWN).exact
    if rate is None:
        outcome = none("execution_unknown")
    else:
        share = rate if execution.cap is None else min(rate, Fraction(execution.cap))
        reason = {None: "execution_uncapped", ONE: "execution"}.get(execution.cap, "execution_capped")
        outcome = Outcome(share, reason, {"rate": rate, "cap": execution.cap}, EXECUTION)
    return _scored(Item(EXECUTION), execution.points, outcome, pack, sheet)


def _own(item: Item, pack: Pack, sheet: Sheet) -> Score:
    return _scored(item, item.weight or ZERO, _outcome(item, pack, sheet), pack, sheet)


def _outcome(item: Item, pack: Pack, sheet: Sheet) -> Outcome:
    if item.status:
        return none(item.status, why=item.deviation or DASH)
    if item.weight is None or item.weight < 0:
        return none("weight_missing")
    kind = kinds().get(item.kind)
    return kind(item, pack, sheet) if kind else none("kind_missing")


def _catalogue(sheet: Sheet, pack: Pack, rules: Rules | None) -> Scores:
    if rules is None:
        raise ValueError("a pack with its own indicators needs the rules")
    found = (rules.indicator(code).under(pack.basis.regulation) for code in pack.indicators)
    return Scores(pack, tuple(_of_rule(rule, pack, sheet) for rule in found))


def _of_rule(rule: Rule, pack: Pack, sheet: Sheet) -> Score:
    weight, outcome = rule.points or ZERO, outcome_of(rule, pack, sheet)
    # A framework is chosen from: a project without such an effect does not lose its points.
    is_absent = outcome.reason in ("gathers_nothing", "gathers_dropped") and rule.code in pack.optional
    item = Item(rule.code, kind=rule.method, weight=weight, status="not_applicable" if is_absent else "")
    return _scored(item, weight, outcome, pack, sheet, rule)


def _scored(
    item: Item, weight: Decimal, outcome: Outcome, pack: Pack, sheet: Sheet, rule: Rule | None = None
) -> Score:
    review = item.review or sheet.reviews.get(item.id)
    outcome = _deducted(outcome, deduction_of(item, sheet))
    if outcome.share is None:
        return Score(item, weight, None, None, outcome, rule, review)
    # An execution rate without a cap may earn more than its full marks; nothing else can.
    share = outcome.share if item.id == EXECUTION else within(outcome.share)
    exact = max(Fraction(0), share * Fraction(weight) - Fraction(outcome.minus))
    return Score(item, weight, pack.rounding(exact), exact, outcome, rule, review)


def _deducted(outcome: Outcome, deduction: Judgement | None) -> Outcome:
    """Return the outcome with the points that a person took off; a withheld score loses nothing."""
    if deduction is None or deduction.score is None or outcome.share is None:
        return outcome
    fields = {"by": deduction.by or DASH, "on": str(deduction.on or DASH), "why": deduction.reason or DASH}
    loss = Loss(max(ZERO, deduction.score), "deducted", fields, (deduction.place,) if deduction.place else ())
    return replace(outcome, losses=(*outcome.losses, loss))
