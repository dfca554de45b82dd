"""Points of one indicator and of all: the total, the grade, the dimensions, each with its reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from jixiao.language import text, wording
from jixiao.quantities import ZERO, show_number
from jixiao.scoring.delivery import dimension_of
from jixiao.scoring.kinds import Outcome

EXECUTION = "execution"
# A self score may differ from the recomputed one by rounding: this share of the full marks.
ROUNDING = Decimal("0.005")


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
        target: Target as stated, with its operator.
        actual: Actual value as stated; for a survey the rate that its answers give.
        self_score: Points that the unit gave itself.
        deviation: The unit's own reason for a deviation.
        places: Where ``target``, ``actual``, ``self_score`` and ``weight`` stand.
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
    deviation: str = ""
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The id as a reader sees it: the execution rate has a name only."""
        return "" if self.id == EXECUTION else self.id

    @property
    def group(self) -> str:
        """The dimension by its code in ``rules/dimensions.yaml``, ``execution``, or nothing."""
        return EXECUTION if self.id == EXECUTION else dimension_of(self.level1)

    @property
    def differs(self) -> bool:
        """Whether the self score is not the recomputed one."""
        if self.self_score is None or self.points is None:
            return False
        return abs(self.self_score - self.points) > ROUNDING * self.weight

    def evidence(self, *names: str) -> tuple[str, ...]:
        """Return the places of the named cells and of the cells of other tables that decided."""
        named = (self.places[name] for name in names if name in self.places)
        return tuple(dict.fromkeys((*named, *self.outcome.places)))

    def reason_text(self, language: str) -> str:
        """Return why the points were given, lost or withheld."""
        listed = {key: words if isinstance(words, str) else text("report.and", language).join(words)
                  for key, words in self.outcome.fields.items()}  # fmt: skip
        reason = text(f"scoring.reason.{self.outcome.reason}", language, **listed)
        if not self.outcome.assumed:
            return reason
        return text("scoring.assumed", language, reason=reason, operator=SIGNS[self.outcome.assumed])

    def dimension(self, language: str) -> str:
        """Return the dimension; the execution rate stands beside the project's own ones."""
        return self.level1 or text("scoring.execution", language)

    def shown_name(self, language: str) -> str:
        """Return the name; the execution rate is named by the catalogue."""
        return self.name or text("scoring.execution", language)


@dataclass(frozen=True)
class Dimension:
    """The points of one dimension: `points` of `weight`; `unscored` full marks have no score yet."""

    name: str
    points: Decimal | None
    weight: Decimal
    unscored: Decimal

    def label(self, language: str) -> str:
        """Return the name, marked where the points are a partial sum."""
        if self.points is None or not self.unscored:
            return self.name
        return text("scoring.partial", language, name=self.name, points=show_number(self.unscored))


@dataclass(frozen=True)
class Scores:
    """All scores of a project; a total exists only where every indicator has its points.

    Attributes:
        pack: The rule pack.
        scores: One per indicator, the execution rate first where it is scored beside them.
        reason: Key of the catalogue: why there can be no total; empty if only points may be missing.
        remark: Key of the catalogue: what was done about the execution rate.
    """

    pack: Mapping[str, Any]
    scores: tuple[Score, ...]
    reason: str = ""
    remark: str = ""

    @property
    def weight(self) -> Decimal:
        """The sum of all full marks."""
        return sum((score.weight for score in self.scores), ZERO)

    @property
    def total(self) -> Decimal | None:
        """The sum of all points, None where one is missing or the weights do not make the full total."""
        if self.reason or any(score.points is None for score in self.scores):
            return None
        return self._known()

    @property
    def range(self) -> tuple[Decimal, Decimal]:
        """The total if every missing score were zero, and if it were full."""
        known = self._known()
        return known, known + sum((score.weight for score in self.scores if score.points is None), ZERO)

    def of(self, groups: Iterable[str]) -> tuple[Score, ...]:
        """Return the scores of the dimensions with these codes, in the order of the table."""
        wanted = set(groups)
        return tuple(score for score in self.scores if score.group in wanted)

    def grade(self, language: str) -> str:
        """Return the grade of the total, or a dash."""
        if self.total is None:
            return "—"
        for bound in self.pack["grades"]:
            if self.total >= Decimal(bound["at_least"]):
                return wording(bound, "label", language)
        return "—"

    def dimensions(self, language: str) -> list[Dimension]:
        """Return the dimensions in the order of the table; where nothing is scored there are no points."""
        members: dict[str, list[Score]] = {}
        for score in self.scores:
            members.setdefault(score.dimension(language), []).append(score)
        return [_dimension(name, scores) for name, scores in members.items()]

    def headline(self, language: str) -> str:
        """Return the total with its grade, or why there is none."""
        if self.total is not None:
            return text("scoring.headline", language, total=show_number(self.total), grade=self.grade(language))
        low, high = self.range
        return text(f"scoring.none.{self.reason or 'points_missing'}", language, **self.sums(),
                    number=sum(score.points is None for score in self.scores),
                    low=show_number(low), high=show_number(high))  # fmt: skip

    def remark_text(self, language: str) -> str:
        """Return what was done about the execution rate, or nothing."""
        return text(f"scoring.remark.{self.remark}", language, **self.sums()) if self.remark else ""

    def sums(self) -> dict[str, str]:
        """Return the sum of the full marks and the sums that the pack allows, as printed."""
        full, apart = Decimal(self.pack["total"]), Decimal(self.pack["execution"]["points"])
        return {"sum": show_number(self.weight), "full": show_number(full), "own": show_number(full - apart),
                "execution": show_number(apart)}  # fmt: skip

    def _known(self) -> Decimal:
        return sum((score.points for score in self.scores if score.points is not None), ZERO)


def _dimension(name: str, scores: list[Score]) -> Dimension:
    scored = [score for score in scores if score.points is not None]
    unscored = sum((score.weight for score in scores if score.points is None), ZERO)
    points = sum((score.points for score in scored if score.points is not None), ZERO) if scored else None
    return Dimension(name, points, sum((score.weight for score in scored or scores), ZERO), unscored)


SIGNS = {">=": "≥", "<=": "≤", "=": "="}
