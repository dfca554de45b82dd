"""Satisfaction of those for whom a project is done."""

from jixiao.rulebook.pack import Pack
from jixiao.scoring.kinds import kind
from jixiao.scoring.kinds.numbers import DASH, number_of
from jixiao.scoring.outcome import Outcome, none
from jixiao.scoring.sheet import Item, Sheet
from jixiao.scoring.survey import proportion, satisfaction, step_share


@kind("survey")
def survey(item: Item, pack: Pack, sheet: Sheet) -> Outcome:
    """Score a survey: by the pack's steps, or in proportion to the target."""
    places = tuple(question.place for question in item.questions if question.place)
    if not item.questions:
        return none("survey_missing")
    found = satisfaction(item.questions)
    if found is None:
        return none("survey_unreadable", places)
    fields = {"rate": found.rate, "sent": str(found.sent or DASH), "valid": str(found.respondents),
               "low": found.low, "high": found.high}
    if pack.satisfaction:
        share = step_share(found.rate, pack)
        return Outcome(share, "survey_step", {**fields, "share": share}, "survey_steps", places=places)
    target = number_of(item.target)
    if target is None or target <= 0:
        return none("survey_target", places)
    share = proportion(found.rate, target)
    reason = "survey_reached" if share == 1 else "survey_below"
    return Outcome(share, reason, {**fields, "target": target, "share": share}, "survey_proportion", places=places)
