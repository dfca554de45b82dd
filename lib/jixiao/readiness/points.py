"""The lights of what is scored: which indicators get points, why others do not, and whether there is a total."""

import re
from collections.abc import Iterator

from jixiao.intake.tables import Row
from jixiao.readiness.blanks import INDICATORS, blank, files_of
from jixiao.readiness.indicators import of_indicator
from jixiao.readiness.light import ABSENT, PARTLY, READY, Blank, Light, Step, merged
from jixiao.scoring import EXECUTION, Item, Outcome, Score
from jixiao.scoring.kinds import kinds
from jixiao.workbook import Workbook

GROUP, TOTAL_GROUP = "points", "score"
# The cells that a reason blames: those that are empty are to be filled, else all are to be corrected.
CELLS = {
    "actual_not_numeric": ("actual",), "actual_negative": ("actual",), "actual_counted_zero": ("actual",),
    "target_not_numeric": ("target",), "target_not_range": ("target",), "survey_target": ("target",),
    "not_yes_or_no": ("actual", "target"), "date_missing": ("target_date", "actual_date"), "step_missing": ("step",),
    "rule_missing": ("rule",), "rate_unknown": ("rule",), "weight_missing": ("weight",), "weight_zero": ("weight",),
    "kind_missing": ("kind",),
}  # fmt: skip
# What was achieved; where it is known, something is there.
ACHIEVED = ("actual", "actual_date")
# Nothing stands anywhere; what would be entered is one row of a table.
NOTHING = {"not_judged": ("judge", "judgements"), "survey_missing": ("survey", "survey"),
           "gathers_nothing": ("gathers", INDICATORS), "gathers_dropped": ("gathers", INDICATORS)}  # fmt: skip
WRONG = {"outside_band": ("judgements", "score"), "elements_shares": ("elements", "share"),
         "survey_unreadable": ("survey", "distribution")}  # fmt: skip
# A place is ``judgements.csv:5:score`` or ``workbook.xlsx:人工判断!E5``.
_ROW = re.compile(r"(?:![A-Z]*|\.csv:)([0-9]+)")
RATES = ("rate_not_assessable", "execution_unknown", "rate_unknown")


def of_points(book: Workbook, language: str) -> Iterator[Light]:
    """Yield a light for every indicator that the rule pack scores; those that do not count have none."""
    files = files_of(book.facts, language)
    for score in book.scores.counted:
        label, is_computed = score.shown_name(language), score.points is not None
        if is_clean(score):
            yield Light(GROUP, score.id, label, READY, is_computed)
        else:
            blanks = _blanks(score.outcome, _row(score.item, book), book)
            reasons = tuple(found.sentence(language, files) for found in blanks) or (score.reason_text(language),)
            yield Light(GROUP, score.id, label, _state(score, book), is_computed, reasons,
                        _steps(score, book, language))  # fmt: skip


def of_total(book: Workbook, language: str) -> Light:
    """Return the light of the total: whether there will be a score, or why not."""
    scores, label = book.scores, book.pack.text("label", language)
    if scores.total is not None:
        return Light(TOTAL_GROUP, book.pack.code, label, READY, True)
    blamed = [step for score in scores.missing for step in _steps(score, book, language)]
    if scores.reason == "weights":
        blamed.insert(0, Step("weights", INDICATORS, "weight"))
    is_empty = scores.reason in ("no_indicators", "all_dropped")
    blamed += [Step("table", INDICATORS)] if is_empty else []
    blamed += [step for cap in scores.doubtful_caps for step in _of_rate(cap.rate, book, language)]
    return Light(TOTAL_GROUP, book.pack.code, label, ABSENT if is_empty else PARTLY, False,
                 (scores.headline(language),), merged(blamed))  # fmt: skip


def is_clean(score: Score) -> bool:
    """Return whether an indicator gets its points from a value that is there."""
    return score.points is not None and score.outcome.reason != "actual_counted_zero"


def _state(score: Score, book: Workbook) -> str:
    reason, row = score.outcome.reason, _row(score.item, book)
    if reason in CELLS and row is not None:
        return PARTLY if any(row[column] is not None for column in (*ACHIEVED, *CELLS[reason])) else ABSENT
    if reason in NOTHING:
        return ABSENT
    if reason == "elements_open":
        return PARTLY if any(point["met"] for point in _points_of(score.id, book)) else ABSENT
    if reason in RATES:
        return next((of_indicator(found, book, "zh").state for found in book.indicators
                     if found.rule.code == _rate(score, book)), ABSENT)  # fmt: skip
    return PARTLY


def _steps(score: Score, book: Workbook, language: str) -> tuple[Step, ...]:
    if score.outcome.reason in RATES and _rate(score, book):
        return _of_rate(_rate(score, book), book, language)
    if score.outcome.reason == "gathers_unscored":
        own = [item for item in book.sheet.items if item.id in score.outcome.fields["ids"] and item.kind in kinds()]
        outcomes = ((item, kinds()[item.kind](item, book.pack, book.sheet)) for item in own)
        return merged(step for item, found in outcomes if found.share is None
                      for step in _of_outcome(found, item, book))  # fmt: skip
    return _of_outcome(score.outcome, score.item, book)


def _of_outcome(outcome: Outcome, item: Item, book: Workbook) -> tuple[Step, ...]:
    reason, row = outcome.reason, _row(item, book)
    if reason in CELLS and row is not None:
        blanks = _blanks(outcome, row, book)
        return tuple(found.step for found in blanks) or tuple(
            Step("correct", INDICATORS, column, (row.number,)) for column in CELLS[reason])  # fmt: skip
    if reason in NOTHING:
        return (Step(*NOTHING[reason], names=(item.id,)),)
    if reason in WRONG:
        blamed = {int(row_of[1]) for place in outcome.places if (row_of := _ROW.search(place))}
        return (Step("correct", *WRONG[reason], tuple(sorted(blamed))),)
    if reason == "elements_open":
        rows = _points_of(item.id, book)
        found = blank(book.facts, "elements", ("met",), rows) if rows else None
        return (found.step if found else Step("elements", "elements", names=(item.id,)),)
    return ()


def _blanks(outcome: Outcome, row: Row | None, book: Workbook) -> tuple[Blank, ...]:
    if row is None:
        return ()
    columns = CELLS.get(outcome.reason, ())
    found = (blank(book.facts, INDICATORS, (column,), [row]) for column in columns)
    # A row is never a whole column; what is empty is told with its row.
    return tuple(Blank(INDICATORS, each.column, each.rows, len(each.rows) + 1, each.is_there) for each in found if each)


def _row(item: Item, book: Workbook) -> Row | None:
    rows = book.facts.tables.get(INDICATORS, ())
    return next((row for row in rows if row["indicator_id"] == item.id), None)


def _points_of(id: str, book: Workbook) -> list[Row]:
    return [row for row in book.facts.tables.get("elements", ()) if row["indicator_id"] == id]


def _rate(score: Score, book: Workbook) -> str:
    if score.id == EXECUTION and book.pack.execution:
        return book.pack.execution.rate
    return score.rule.code if score.rule else score.item.rule


def _of_rate(code: str, book: Workbook, language: str) -> tuple[Step, ...]:
    found = next((indicator for indicator in book.indicators if indicator.rule.code == code), None)
    return of_indicator(found, book, language).steps if found else ()
