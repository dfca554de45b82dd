"""How an indicator of each kind earns its share of the points."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from jixiao.intake.facts import Facts
from jixiao.intake.tables import Row
from jixiao.quantities import PERCENT, ZERO, show_number, show_percent
from jixiao.scoring.survey import ONE, respondents, satisfaction


@dataclass(frozen=True)
class Outcome:
    """The share of full marks that an indicator earned, or the reason (catalogue key) why it has none.

    Attributes:
        share: From 0 to 1; None where there is no score.
        reason: Key of the catalogue.
        fields: Words for the reason; a tuple is listed in the language of the reader.
        assumed: The operator that was taken because its cell is empty.
        places: Cells of other tables that decided, such as the points of a check-list.
    """

    share: Decimal | None
    reason: str
    fields: Mapping[str, str | tuple[str, ...]]
    assumed: str = ""
    places: tuple[str, ...] = ()


def number_of(words: str | None) -> Decimal | None:
    """Return a target or actual value as a number, its unit being in another column.

    Example:
        >>> number_of("1,200"), number_of("完成")
        (Decimal('1200'), None)
    """
    try:
        value = Decimal((words or "").replace(",", "").strip().removesuffix("%"))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def operator_of(row: Row) -> str:
    """Return whether a target is a floor, a ceiling or exact: as written; a cost is a ceiling, else a floor."""
    return str(row["operator"] or ("<=" if row["kind"] == "cost" else ">="))


def rows_of(facts: Facts, table: str, row: Row) -> list[Row]:
    """Return the rows of another table that belong to an indicator."""
    return [entry for entry in facts.tables.get(table, ()) if entry["indicator_id"] == row["indicator_id"]]


def judgement_of(facts: Facts, row: Row) -> Row | None:
    """Return the score that a person gave to an indicator."""
    return next((entry for entry in facts.tables.get("judgements", ())
                 if entry["subject"] == row["indicator_id"] and entry["decision"] == "score"), None)  # fmt: skip


def _quantity(row: Row, pack: Mapping[str, Any], facts: Facts) -> Outcome:
    target, actual = number_of(row["target"]), number_of(row["actual"])
    if target is None:
        return Outcome(None, "target_not_numeric", {"found": row["target"] or "—"})
    if actual is None or actual < 0:
        return Outcome(None, "actual_not_numeric", {"found": row["actual"] or "—"})
    operator = operator_of(row)
    share = min(ONE, _SHARES[operator](target, actual))
    fields = {"target": show_number(target), "actual": show_number(actual), "share": show_percent(share)}
    return Outcome(share, _reason(row, operator, share, target, actual, pack), fields,
                   "" if row["operator"] else operator)  # fmt: skip


def _reason(
    row: Row, operator: str, share: Decimal, target: Decimal, actual: Decimal, pack: Mapping[str, Any]
) -> str:
    if operator == "<=":
        return "within_ceiling" if share >= 1 else "above_ceiling"
    if share < 1:
        return "in_proportion"
    far = operator == ">=" and target > 0 and actual > target * Decimal(pack["explain_at"])
    return "far_above" if far and not row["deviation_reason"] else "reached"


def _at_least(target: Decimal, actual: Decimal) -> Decimal:
    return actual / target if target > 0 else ONE


def _at_most(target: Decimal, actual: Decimal) -> Decimal:
    if actual <= target:
        return ONE
    return max(ZERO, ONE - (actual - target) / target) if target > 0 else ZERO


def _exactly(target: Decimal, actual: Decimal) -> Decimal:
    if target == 0:
        return ONE if actual == 0 else ZERO
    return actual / target


def _date(row: Row, pack: Mapping[str, Any], facts: Facts) -> Outcome:
    due, done = row["target_date"], row["actual_date"]
    if due is None or done is None:
        return Outcome(None, "date_missing", {})
    late = max(0, (done - due).days)
    fields = {"due": due.isoformat(), "done": done.isoformat(), "days": str(late)}
    share = max(ZERO, ONE - late * Decimal(pack["late_per_day"]))
    return Outcome(share, "late" if late else "on_time", fields)


def _qualitative(row: Row, pack: Mapping[str, Any], facts: Facts) -> Outcome:
    judged = judgement_of(facts, row)
    if judged is None or judged["score"] is None or not row["weight"]:
        return Outcome(None, "not_judged", {})
    share = judged["score"] / row["weight"]
    fields = {"by": judged["by"] or "—", "on": str(judged["on"] or "—"), "why": judged["reason"] or "—"}
    low, high = (Decimal(bound) for bound in pack["bands"].get(judged["band"] or "", ("0", "1")))
    places = (str(judged.cell("score").place),)
    if low <= share <= high:
        return Outcome(share, "judged", fields, places=places)
    return Outcome(None, "outside_band", fields, places=places)


def _element(row: Row, pack: Mapping[str, Any], facts: Facts) -> Outcome:
    points = rows_of(facts, "elements", row)
    still_open = [entry for entry in points if entry["met"] is None or entry["share"] is None]
    if not points or still_open:
        return Outcome(None, "elements_open", {}, places=_places(still_open, "met"))
    unmet = [entry for entry in points if entry["met"] == "no"]
    fields = {"elements": tuple(str(entry["element"]) for entry in unmet)}
    if any(entry["gate"] == "yes" for entry in unmet):
        return Outcome(ZERO, "gate_unmet", fields, places=_places(unmet, "met"))
    met = sum((entry["share"] for entry in points if entry["met"] == "yes"), ZERO)
    return Outcome(met / PERCENT, "elements_unmet" if unmet else "elements_met", fields,
                   places=_places(unmet, "met"))  # fmt: skip


def _survey(row: Row, pack: Mapping[str, Any], facts: Facts) -> Outcome:
    questions = rows_of(facts, "survey", row)
    rate, target = satisfaction(questions), number_of(row["target"])
    places = _places(questions, "distribution")
    if not questions or not target:
        return Outcome(None, "survey_missing", {}, places=places)
    if rate is None:
        return Outcome(None, "survey_unreadable", {}, places=places)
    share = rate * PERCENT / target
    fields = {"rate": show_percent(rate), "target": f"{show_number(target)}%", "valid": str(respondents(questions))}
    return Outcome(min(ONE, share), "survey_reached" if share >= 1 else "survey_below", fields, places=places)


def _places(rows: list[Row], column: str) -> tuple[str, ...]:
    return tuple(str(row.cell(column).place) for row in rows)


_SHARES: dict[str, Callable[[Decimal, Decimal], Decimal]] = {">=": _at_least, "<=": _at_most, "=": _exactly}
KINDS: dict[str, Callable[[Row, Mapping[str, Any], Facts], Outcome]] = {
    "quantity": _quantity, "cost": _quantity, "date": _date, "qualitative": _qualitative,
    "element": _element, "survey": _survey,
}  # fmt: skip
