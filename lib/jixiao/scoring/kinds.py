"""How an indicator of each kind earns its share of the points."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from jixiao.intake.facts import Facts
from jixiao.intake.tables import Row
from jixiao.quantities import PERCENT, ZERO, show_number, show_percent

ONE = Decimal(1)


@dataclass(frozen=True)
class Outcome:
    """The share of full marks that an indicator earned, or the reason (catalogue key) why it has none."""

    share: Decimal | None
    reason: str
    fields: Mapping[str, str]


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


def _quantity(row: Row, pack: Mapping[str, Any], facts: Facts) -> Outcome:
    target, actual = number_of(row["target"]), number_of(row["actual"])
    if target is None:
        return Outcome(None, "target_not_numeric", {"found": row["target"] or "—"})
    if actual is None or actual < 0:
        return Outcome(None, "actual_not_numeric", {"found": row["actual"] or "—"})
    share = _SHARES[row["operator"] or ">="](target, actual)
    fields = {"target": show_number(target), "actual": show_number(actual), "share": show_percent(min(ONE, share))}
    if share >= 1:
        explain = target > 0 and row["operator"] == ">=" and actual > target * Decimal(pack["explain_at"])
        return Outcome(ONE, "far_above" if explain and not row["deviation_reason"] else "reached", fields)
    return Outcome(share, "in_proportion", fields)


def _at_least(target: Decimal, actual: Decimal) -> Decimal:
    return actual / target if target > 0 else ONE


def _at_most(target: Decimal, actual: Decimal) -> Decimal:
    if actual <= target:
        return ONE
    return max(ZERO, ONE - (actual - target) / target) if target > 0 else ZERO


def _exactly(target: Decimal, actual: Decimal) -> Decimal:
    if target == 0:
        return ONE if actual == 0 else ZERO
    return min(actual / target, ONE)


def _date(row: Row, pack: Mapping[str, Any], facts: Facts) -> Outcome:
    due, done = row["target_date"], row["actual_date"]
    if due is None or done is None:
        return Outcome(None, "date_missing", {})
    late = max(0, (done - due).days)
    fields = {"due": due.isoformat(), "done": done.isoformat(), "days": str(late)}
    share = max(ZERO, ONE - late * Decimal(pack["late_per_day"]))
    return Outcome(share, "late" if late else "on_time", fields)


def _qualitative(row: Row, pack: Mapping[str, Any], facts: Facts) -> Outcome:
    found = [entry for entry in facts.tables.get("judgements", ()) if entry["subject"] == row["indicator_id"]
             and entry["decision"] == "score"]  # fmt: skip
    if not found or found[0]["score"] is None or not row["weight"]:
        return Outcome(None, "not_judged", {})
    judged = found[0]
    share = judged["score"] / row["weight"]
    fields = {"by": judged["by"], "on": judged["on"].isoformat(), "why": judged["reason"]}
    low, high = (Decimal(bound) for bound in pack["bands"].get(judged["band"] or "", ("0", "1")))
    return Outcome(share, "judged", fields) if low <= share <= high else Outcome(None, "outside_band", fields)


def _element(row: Row, pack: Mapping[str, Any], facts: Facts) -> Outcome:
    points = [entry for entry in facts.tables.get("elements", ()) if entry["indicator_id"] == row["indicator_id"]]
    if not points or any(entry["met"] is None for entry in points):
        return Outcome(None, "elements_open", {})
    unmet = [entry for entry in points if entry["met"] == "no"]
    if any(entry["gate"] == "yes" for entry in unmet):
        return Outcome(ZERO, "gate_unmet", {"elements": "、".join(entry["element"] for entry in unmet)})
    met = sum((entry["share"] for entry in points if entry["met"] == "yes"), ZERO)
    return Outcome(met / PERCENT, "elements_unmet" if unmet else "elements_met",
                   {"elements": "、".join(entry["element"] for entry in unmet)})  # fmt: skip


def _survey(row: Row, pack: Mapping[str, Any], facts: Facts) -> Outcome:
    batches = [entry for entry in facts.tables.get("survey", ()) if entry["indicator_id"] == row["indicator_id"]]
    rate = satisfaction(batches)
    target = number_of(row["target"])
    if rate is None or not target:
        return Outcome(None, "survey_missing", {})
    fields = {"rate": show_percent(rate), "target": f"{show_number(target)}%",
              "valid": str(sum(entry["valid"] for entry in batches))}  # fmt: skip
    share = rate * PERCENT / target
    return Outcome(min(ONE, share), "survey_reached" if share >= 1 else "survey_below", fields)


def satisfaction(batches: Iterable[Row]) -> Decimal | None:
    """Return the satisfaction rate: mean of the grades from 1 (best) to 0 (worst) over all valid answers."""
    weighted, answers = ZERO, ZERO
    for batch in batches:
        counts = [Decimal(count) for count in str(batch["distribution"]).split("|")]
        steps = len(counts) - 1
        weighted += sum((count * (ONE - Decimal(index) / steps) for index, count in enumerate(counts)), ZERO)
        answers += sum(counts, ZERO)
    return weighted / answers if answers else None


_SHARES: dict[str, Callable[[Decimal, Decimal], Decimal]] = {">=": _at_least, "<=": _at_most, "=": _exactly}
KINDS: dict[str, Callable[[Row, Mapping[str, Any], Facts], Outcome]] = {
    "quantity": _quantity, "cost": _quantity, "date": _date, "qualitative": _qualitative,
    "element": _element, "survey": _survey,
}  # fmt: skip
