"""Points of each project indicator under a rule pack, the total and the grade, each with its reason."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from jixiao.intake.facts import Facts
from jixiao.intake.tables import Row
from jixiao.language import text
from jixiao.quantities import rounded, show_number, show_percent

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)


@dataclass(frozen=True)
class Outcome:
    """The share of full marks that an indicator earned, or the reason (catalogue key) why it has none."""

    share: Decimal | None
    reason: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Score:
    """Points of one indicator.

    Attributes:
        id: Indicator id, or ``execution`` for the execution rate.
        level1: Dimension, as the project names it.
        name: Name of the indicator; empty for the execution rate, whose name is in the catalogue.
        weight: Full marks.
        points: Points earned, rounded; None where there is no score.
        outcome: How they were earned.
        target: Target as stated.
        actual: Actual value as stated.
        self_score: Points that the unit gave itself.
        place: Where the row stands.
    """

    id: str
    level1: str
    name: str
    weight: Decimal
    points: Decimal | None
    outcome: Outcome
    target: str = ""
    actual: str = ""
    self_score: Decimal | None = None
    place: str = ""

    def reason_text(self, language: str) -> str:
        """Return why the points were given, lost or withheld."""
        return text(f"scoring.reason.{self.outcome.reason}", language, **self.outcome.fields)

    def shown_name(self, language: str) -> str:
        """Return the name; the execution rate is named by the catalogue."""
        return self.name or text("scoring.execution", language)


@dataclass(frozen=True)
class Scores:
    """All scores of a project; a total exists only where every indicator has its points."""

    pack: Mapping[str, Any]
    scores: tuple[Score, ...]
    reason: str = ""

    @property
    def total(self) -> Decimal | None:
        """The sum of all points, None where one is missing or the weights do not make the full total."""
        if self.reason or any(score.points is None for score in self.scores):
            return None
        return sum((score.points for score in self.scores if score.points is not None), ZERO)

    @property
    def range(self) -> tuple[Decimal, Decimal]:
        """The total if every missing score were zero, and if it were full."""
        known = sum((score.points for score in self.scores if score.points is not None), ZERO)
        return known, known + sum((score.weight for score in self.scores if score.points is None), ZERO)

    def grade(self, language: str) -> str:
        """Return the grade of the total, or a dash."""
        if self.total is None:
            return "—"
        for bound in self.pack["grades"]:
            if self.total >= Decimal(bound["at_least"]):
                return str(bound["label_en" if language == "en" else "label"])
        return "—"

    def dimensions(self) -> list[tuple[str, Decimal, Decimal]]:
        """Return dimension, points and full marks, in the order of the table; missing points count nothing."""
        sums: dict[str, tuple[Decimal, Decimal]] = {}
        for score in self.scores:
            points, weight = sums.get(score.level1, (ZERO, ZERO))
            sums[score.level1] = (points + (score.points or ZERO), weight + score.weight)
        return [(name, points, weight) for name, (points, weight) in sums.items()]

    def headline(self, language: str) -> str:
        """Return the total with its grade, or why there is none."""
        if self.total is not None:
            return text("scoring.headline", language, total=show_number(self.total), grade=self.grade(language))
        missing = [score for score in self.scores if score.points is None]
        low, high = self.range
        return text(f"scoring.none.{self.reason or 'points_missing'}", language, number=len(missing),
                    low=show_number(low), high=show_number(high))  # fmt: skip


def score(facts: Facts, pack: Mapping[str, Any], execution_rate: Decimal | None) -> Scores:
    """Return the scores of a project.

    Args:
        facts: The project.
        pack: A rule pack (``rules/packs``).
        execution_rate: Spending ÷ base as the pack defines it; None if it cannot be computed.
    """
    table = facts.tables.get("indicators")
    if not table or not len(table):
        return Scores(pack, (), "no_indicators")
    scored = [_execution(pack, execution_rate), *(_scored(row, pack, facts) for row in table)]
    weights = sum((entry.weight for entry in scored), ZERO)
    return Scores(pack, tuple(scored), "" if weights == Decimal(pack["total"]) else "weights")


def output_reached(row: Row) -> bool:
    """Whether an output was delivered: its target is met, and on time where dates are given."""
    if row["target_date"] and row["actual_date"] and row["actual_date"] > row["target_date"]:
        return False
    target, actual = number_of(row["target"]), number_of(row["actual"])
    if target is None or actual is None:
        return row["kind"] == "date"
    return {">=": actual >= target, "<=": actual <= target, "=": actual == target}[row["operator"] or ">="]


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


def _execution(pack: Mapping[str, Any], rate: Decimal | None) -> Score:
    weight = Decimal(pack["execution"]["points"])
    if rate is None:
        outcome = Outcome(None, "execution_unknown", {})
    else:
        outcome = Outcome(min(rate, Decimal(pack["execution"]["cap"])), "execution", {"rate": show_percent(rate)})
    return Score("execution", text("scoring.execution", "zh"), "", weight, _points(outcome, weight, pack), outcome)


def _scored(row: Row, pack: Mapping[str, Any], facts: Facts) -> Score:
    outcome = _KINDS[row["kind"]](row, pack, facts)
    return Score(
        row["indicator_id"], row["level1"], row["name"], row["weight"], _points(outcome, row["weight"], pack),
        outcome, _with_operator(row), row["actual"] or str(row["actual_date"] or ""), row["self_score"],
        str(row.cell("weight").place),
    )  # fmt: skip


def _points(outcome: Outcome, weight: Decimal, pack: Mapping[str, Any]) -> Decimal | None:
    if outcome.share is None:
        return None
    return rounded(max(ZERO, min(ONE, outcome.share)) * weight, int(pack["rounding"]["digits"]))


def _with_operator(row: Row) -> str:
    if row["target"]:
        return f"{row['operator'] or ''}{row['target']}{row['unit'] or ''}"
    return str(row["target_date"] or "")


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
    return Outcome(met / HUNDRED, "elements_unmet" if unmet else "elements_met",
                   {"elements": "、".join(entry["element"] for entry in unmet)})  # fmt: skip


def _survey(row: Row, pack: Mapping[str, Any], facts: Facts) -> Outcome:
    batches = [entry for entry in facts.tables.get("survey", ()) if entry["indicator_id"] == row["indicator_id"]]
    rate = satisfaction(batches)
    target = number_of(row["target"])
    if rate is None or not target:
        return Outcome(None, "survey_missing", {})
    fields = {"rate": show_percent(rate), "target": f"{show_number(target)}%",
              "valid": str(sum(entry["valid"] for entry in batches))}  # fmt: skip
    share = rate * HUNDRED / target
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
_KINDS: dict[str, Callable[[Row, Mapping[str, Any], Facts], Outcome]] = {
    "quantity": _quantity, "cost": _quantity, "date": _date, "qualitative": _qualitative,
    "element": _element, "survey": _survey,
}  # fmt: skip
