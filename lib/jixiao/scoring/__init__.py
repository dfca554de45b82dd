"""Points of each project indicator under a rule pack, the total and the grade, each with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jixiao.intake.facts import Facts
from jixiao.intake.tables import Row
from jixiao.language import text
from jixiao.quantities import ZERO, rounded, show_number, show_percent
from jixiao.scoring.kinds import KINDS, Outcome, number_of, satisfaction

__all__ = ["Outcome", "Score", "Scores", "number_of", "output_reached", "satisfaction", "score"]

_SIGNS = {">=": "≥", "<=": "≤", "=": "="}


@dataclass(frozen=True)
class Score:
    """Points of one indicator.

    Attributes:
        id: Indicator id, or ``execution`` for the execution rate.
        level1: Dimension, as the project names it; empty for the execution rate.
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

    def dimension(self, language: str) -> str:
        """Return the dimension; the execution rate stands beside the project's own ones."""
        return self.level1 or text("scoring.execution", language)

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

    def dimensions(self, language: str) -> list[tuple[str, Decimal, Decimal]]:
        """Return dimension, points and full marks, in the order of the table; missing points count nothing."""
        sums: dict[str, tuple[Decimal, Decimal]] = {}
        for score in self.scores:
            points, weight = sums.get(score.dimension(language), (ZERO, ZERO))
            sums[score.dimension(language)] = (points + (score.points or ZERO), weight + score.weight)
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


def _execution(pack: Mapping[str, Any], rate: Decimal | None) -> Score:
    weight = Decimal(pack["execution"]["points"])
    if rate is None:
        outcome = Outcome(None, "execution_unknown", {})
    else:
        outcome = Outcome(min(rate, Decimal(pack["execution"]["cap"])), "execution", {"rate": show_percent(rate)})
    return Score("execution", "", "", weight, _points(outcome, weight, pack), outcome)


def _scored(row: Row, pack: Mapping[str, Any], facts: Facts) -> Score:
    outcome = KINDS[row["kind"]](row, pack, facts)
    return Score(
        row["indicator_id"], row["level1"], row["name"], row["weight"], _points(outcome, row["weight"], pack),
        outcome, _with_operator(row), row["actual"] or str(row["actual_date"] or ""), row["self_score"],
        str(row.cell("weight").place),
    )  # fmt: skip


def _points(outcome: Outcome, weight: Decimal, pack: Mapping[str, Any]) -> Decimal | None:
    if outcome.share is None:
        return None
    return rounded(max(ZERO, min(Decimal(1), outcome.share)) * weight, int(pack["rounding"]["digits"]))


def _with_operator(row: Row) -> str:
    if row["target"]:
        return f"{_SIGNS.get(row['operator'], '')}{row['target']}{row['unit'] or ''}"
    return str(row["target_date"] or "")
