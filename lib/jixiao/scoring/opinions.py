"""Three opinions of the same indicators side by side: the unit's own, the recomputed, the reviewer's."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from jixiao.quantities import ZERO
from jixiao.scoring.points import Score
from jixiao.scoring.results import Scores
from jixiao.scoring.sheet import CONFIRM, REJECT, REVIEW, Judgement, Sheet

SELF, RECOMPUTED, REVIEWED = "self", "recomputed", "reviewed"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the unit, the recomputation and the reviewer give one indicator.

    Attributes:
        score: The recomputed score.
        reviewed: The reviewer's points; those recomputed where no reviewer gave others; None where they were
            rejected, or where the reviewer's points are not valid.
        decision: ``review``, ``confirm``, ``reject``, or nothing where no reviewer decided.
        judgement: That decision.
        defect: Why the reviewer's decision does not count: ``out_of_range``, ``without_points`` (there is nothing
            to review) or ``rejected`` (without points of the reviewer).
        deduction: The points that a person took off; `given` those that a person gave.
    """

    score: Score
    reviewed: Decimal | None
    decision: str = ""
    judgement: Judgement | None = None
    defect: str = ""
    deduction: Judgement | None = None
    given: Judgement | None = None

    @property
    def recomputed(self) -> Decimal | None:
        """The recomputed points."""
        return self.score.points

    @property
    def own(self) -> Decimal | None:
        """The points that the unit gave itself."""
        return self.score.self_score

    @property
    def recomputed_above_own(self) -> Decimal | None:
        """The recomputed points less the unit's own."""
        return _difference(self.recomputed, self.own)

    @property
    def reviewed_above_recomputed(self) -> Decimal | None:
        """The reviewer's points less the recomputed ones."""
        return _difference(self.reviewed, self.recomputed)

    def lacks(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Return those of the scores that there are none of."""
        points = {SELF: self.own, RECOMPUTED: self.recomputed, REVIEWED: self.reviewed}
        return tuple(name for name in wanted if points[name] is None)


@dataclass(frozen=True, slots=True)
class Sums:
    """Totals over the indicators that have every score that is compared; `own` is None where no unit scored itself.

    What the single differences add up to is the difference of the totals, because both leave out the same.
    """

    number: int
    weight: Decimal
    own: Decimal | None
    recomputed: Decimal
    reviewed: Decimal
    recomputed_above_own: Decimal | None
    reviewed_above_recomputed: Decimal


@dataclass(frozen=True)
class Opinions:
    """The opinions of all indicators, in the order of the scores."""

    scores: Scores
    entries: tuple[Opinion, ...]

    @property
    def has_own(self) -> bool:
        """Whether the unit scored itself."""
        return any(entry.own is not None for entry in self.entries)

    @property
    def is_reviewed(self) -> bool:
        """Whether a reviewer decided about any indicator."""
        return any(entry.decision for entry in self.entries)

    @property
    def compared(self) -> tuple[str, ...]:
        """The scores that are set side by side; the unit's own only where it scored itself."""
        return (SELF, RECOMPUTED, REVIEWED) if self.has_own else (RECOMPUTED, REVIEWED)

    @property
    def counted(self) -> tuple[Opinion, ...]:
        """The indicators in the sums: those that have every score that is compared."""
        return tuple(entry for entry in self.entries if not entry.lacks(self.compared))

    @property
    def left_out(self) -> tuple[Opinion, ...]:
        """The indicators that the sums leave out, because they lack one of the scores."""
        return tuple(entry for entry in self.entries if entry.lacks(self.compared))

    @property
    def sums(self) -> Sums | None:
        """The totals of the indicators that are counted; None where there is none."""
        counted = self.counted
        if not counted:
            return None
        own = [_sum(entry.own for entry in counted), _sum(entry.recomputed_above_own for entry in counted)]
        return Sums(
            len(counted), _sum(entry.score.weight for entry in counted), own[0] if self.has_own else None,
            _sum(entry.recomputed for entry in counted), _sum(entry.reviewed for entry in counted),
            own[1] if self.has_own else None, _sum(entry.reviewed_above_recomputed for entry in counted),
        )  # fmt: skip

    @cached_property
    def reviewed(self) -> Scores:
        """The scores with the reviewer's points in place of the recomputed ones, under the same rules."""
        found = (_as_score(entry) for entry in self.entries)
        return replace(self.scores, scores=tuple(found))


def opinions(scores: Scores, sheet: Sheet) -> Opinions:
    """Return what the unit, the recomputation and the reviewers give every indicator that is scored.

    Args:
        scores: The recomputed scores.
        sheet: The sheet they come from; it holds who confirmed or rejected them.
    """
    return Opinions(scores, tuple(_opinion(score, sheet) for score in scores.scores))


def _opinion(score: Score, sheet: Sheet) -> Opinion:
    decision, judgement, reviewed, defect = _reviewed(score, sheet)
    return Opinion(score, reviewed, decision, judgement, defect,
                   sheet.deductions.get(score.id), sheet.judged.get(score.id))  # fmt: skip


def _reviewed(score: Score, sheet: Sheet) -> tuple[str, Judgement | None, Decimal | None, str]:
    """Return the reviewer's decision, the points after it, and why it does not count."""
    points, review = score.points, score.review
    rejected, confirmed = sheet.rejected.get(score.id), sheet.confirmed.get(score.id)
    if review is not None and review.score is not None:
        defect = _defect(score, review.score)
        return REVIEW, review, None if defect else review.score, defect
    if rejected is not None:
        return REJECT, rejected, None, "rejected"
    return (CONFIRM if confirmed else ""), confirmed, points, ""


def _defect(score: Score, given: Decimal) -> str:
    if score.points is None:
        return "without_points"
    # An execution rate without a cap may earn more than its full marks.
    return "" if 0 <= given <= max(score.weight, score.points) else "out_of_range"


def _as_score(entry: Opinion) -> Score:
    if entry.reviewed is None or entry.reviewed == entry.recomputed:
        return entry.score if entry.reviewed is not None else replace(entry.score, points=None, exact=None)
    return replace(entry.score, points=entry.reviewed, exact=Fraction(entry.reviewed))


def _difference(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one - other


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), ZERO)
