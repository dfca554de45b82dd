"""The same project under other rule packs: how far the totals spread, and which indicators cause it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.language import text
from jixiao.quantities import ZERO, show_number
from jixiao.scoring.points import Score
from jixiao.scoring.results import Scores


@dataclass(frozen=True, slots=True)
class Cause:
    """One indicator that two packs score differently.

    Attributes:
        there: Its points under the other pack.
        here: Its points under the first one; None where that does not have it.
    """

    there: Score
    here: Score | None = None

    @property
    def difference(self) -> Decimal | None:
        """Points under the other pack less those under the first; None where one is missing."""
        if self.here is None or self.here.points is None or self.there.points is None:
            return None
        return self.there.points - self.here.points

    def told(self, language: str) -> str:
        """Return the indicator with its points under both packs, or of full marks where only one has it."""
        name = f"{self.there.code} {self.there.shown_name(language)}".strip()
        fields = {"name": name, "there": show_number(self.there.points), "full": show_number(self.there.weight)}
        if self.here is not None:
            return text("packs.cause", language, here=show_number(self.here.points), **fields)
        return text("packs.unscored" if self.there.points is None else "packs.lost", language, **fields)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The scores under the first pack and under another one."""

    first: Scores
    other: Scores

    @property
    def difference(self) -> Decimal | None:
        """The other total less the first; None where there is no total."""
        if self.first.total is None or self.other.total is None:
            return None
        return self.other.total - self.first.total

    @property
    def same_list(self) -> bool:
        """Whether both packs score the same indicators, so that their points can be compared one by one."""
        return self.first.pack.scores == self.other.pack.scores == "table"

    @property
    def causes(self) -> tuple[Cause, ...]:
        """The indicators whose points differ; under a pack with a list of its own, those that lost points."""
        if not self.same_list:
            return tuple(Cause(score) for score in self.other.counted if score.points != score.weight)
        here = {score.id: score for score in self.first.scores}
        pairs = ((score, here[score.id]) for score in self.other.scores if score.id in here)
        return tuple(Cause(there, first) for there, first in pairs if there.points != first.points)

    def told(self, language: str, limit: int = 3) -> str:
        """Return what causes the difference, in words; at most `limit` indicators, those that weigh most."""
        causes = sorted(self.causes, key=_weight, reverse=True)
        said = [cause.told(language) for cause in causes[:limit]]
        if len(causes) > limit:
            said.append(text("packs.more", language, number=len(causes) - limit))
        capped = self.other.lost_to_caps - self.first.lost_to_caps
        if capped:
            said.append(text("packs.capped", language, points=show_number(capped)))
        if self.other.is_rescaled != self.first.is_rescaled:
            said.append(text("packs.rescaled", language))
        key = "" if self.same_list or not said else text("packs.own_list", language)
        return key + text("packs.and", language).join(said) if said else text("packs.no_cause", language)


def compare(first: Scores, others: Sequence[Scores]) -> tuple[Comparison, ...]:
    """Return the scores under other packs against those under the first."""
    return tuple(Comparison(first, other) for other in others)


def spread(scores: Sequence[Scores]) -> tuple[Decimal, Decimal] | None:
    """Return the lowest and the highest total; None if fewer than two packs give one."""
    totals = [found.total for found in scores if found.total is not None]
    return (min(totals), max(totals)) if len(totals) > 1 else None


def _weight(cause: Cause) -> Decimal:
    if cause.difference is not None:
        return abs(cause.difference)
    return cause.there.weight - (cause.there.points or ZERO)
