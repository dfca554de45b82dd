"""All points of a project: the total, the grade, the dimensions, and why there is no total."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from jixiao.language import joined, text, wording
from jixiao.quantities import ZERO, show_number, show_percent
from jixiao.rulebook.pack import Cap, Pack
from jixiao.scoring.points import Score


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
        caps: The caps of the pack that a rate falls under.
        doubtful_caps: The caps whose rate is not known.
    """

    pack: Pack
    scores: tuple[Score, ...]
    reason: str = ""
    remark: str = ""
    caps: tuple[Cap, ...] = ()
    doubtful_caps: tuple[Cap, ...] = ()

    @property
    def weight(self) -> Decimal:
        """The sum of all full marks."""
        return sum((score.weight for score in self.scores), ZERO)

    @property
    def counted(self) -> tuple[Score, ...]:
        """The scores that make the total: dropped indicators are left out where the pack makes up for them."""
        if self.pack.dropped == "none":
            return self.scores
        return tuple(score for score in self.scores if not score.is_dropped)

    @property
    def missing(self) -> tuple[Score, ...]:
        """The scores that count and have no points."""
        return tuple(score for score in self.counted if score.points is None)

    @property
    def is_rescaled(self) -> bool:
        """Whether dropped indicators are made up for by the rest."""
        return len(self.counted) < len(self.scores)

    @property
    def total(self) -> Decimal | None:
        """The sum of all points within the caps, None where one is missing or there can be none."""
        if not self._has_total:
            return None
        return min([self._known() + self.gained_by_scale, *self._limits])

    @property
    def exact_total(self) -> Fraction | None:
        """The total of the unrounded points."""
        if not self._has_total:
            return None
        exact = sum((score.exact for score in self.counted if score.exact is not None), Fraction(0))
        return min([exact * self._scale, *map(Fraction, self._limits)])

    @property
    def range(self) -> tuple[Decimal, Decimal]:
        """The total if every missing score were zero, and if it were full (full marks are rounded as points are)."""
        low = self._known()
        high = low + sum((self.pack.rounding(Fraction(score.weight)) for score in self.missing), ZERO)
        if self.is_rescaled and self.reason in ("", "cap_unknown"):
            low, high = self._scaled(low), self._scaled(high)
        doubtful = [cap.at_most for cap in self.doubtful_caps]
        return min([low, *self._limits, *doubtful]), min([high, *self._limits])

    @property
    def lost_to_caps(self) -> Decimal:
        """The points that the caps take off the total."""
        return ZERO if self.total is None else self._known() + self.gained_by_scale - self.total

    @property
    def gained_by_scale(self) -> Decimal:
        """The points by which the rest makes up for dropped indicators."""
        return self._scaled(self._known()) - self._known() if self.is_rescaled else ZERO

    def of(self, groups: Iterable[str]) -> tuple[Score, ...]:
        """Return the scores of the dimensions with these codes, in the order of the table."""
        wanted = set(groups)
        return tuple(score for score in self.scores if score.group in wanted)

    def find(self, code: str) -> Score | None:
        """Return the score of the indicator or rule `code`."""
        return next((score for score in self.scores if score.id.lower() == code.lower()), None)

    def grade(self, language: str) -> str:
        """Return the grade of the total, or a dash."""
        grade = None if self.total is None else self.pack.grade(self.total)
        return wording(grade.node, "label", language) if grade else "—"

    def dimensions(self, language: str) -> list[Dimension]:
        """Return the dimensions in the order of the table; where nothing is scored there are no points."""
        members: dict[str, list[Score]] = {}
        for score in self.counted:
            members.setdefault(score.dimension(language), []).append(score)
        return [_dimension(name, scores) for name, scores in members.items()]

    def headline(self, language: str) -> str:
        """Return the total with its grade, or why there is none."""
        if self.total is not None:
            return text("scoring.headline", language, total=show_number(self.total), grade=self.grade(language))
        low, high = self.range
        return text(f"scoring.none.{self.reason or 'points_missing'}", language, **self.sums(),
                    number=len(self.missing), low=show_number(low), high=show_number(high))  # fmt: skip

    def remark_text(self, language: str) -> str:
        """Return what was done about the execution rate, the caps and dropped indicators, or nothing."""
        remarks = [text(f"scoring.remark.{self.remark}", language, **self.sums())] if self.remark else []
        if self.is_rescaled and self.reason in ("", "cap_unknown"):
            remarks.append(text("scoring.remark.rescaled", language, full=show_number(self.pack.total),
                                rest=show_number(self._rest)))  # fmt: skip
        remarks += [self._cap_text(cap, language) for cap in self.caps[:1] if self.total is None or self.lost_to_caps]
        return joined(remarks, language)

    def _cap_text(self, cap: Cap, language: str) -> str:
        key = "capped" if self.lost_to_caps else "cap"
        return text(f"scoring.remark.{key}", language, rate=text("scoring.execution", language),
                    below=show_percent(cap.below), at_most=show_number(cap.at_most),
                    lost=show_number(self.lost_to_caps))  # fmt: skip

    def sums(self) -> dict[str, str]:
        """Return the sum of the full marks and the sums that the pack allows, as printed."""
        full, apart = self.pack.total, self.pack.execution.points if self.pack.execution else ZERO
        return {"sum": show_number(self.weight), "full": show_number(full), "own": show_number(full - apart),
                "execution": show_number(apart)}  # fmt: skip

    @property
    def _has_total(self) -> bool:
        return not self.reason and not self.missing and bool(self._rest)

    @property
    def _rest(self) -> Decimal:
        return sum((score.weight for score in self.counted), ZERO)

    @property
    def _scale(self) -> Fraction:
        if not self.is_rescaled or not self._rest:
            return Fraction(1)
        return Fraction(self.pack.total) / Fraction(self._rest)

    @property
    def _limits(self) -> list[Decimal]:
        return [cap.at_most for cap in self.caps]

    def _scaled(self, points: Decimal) -> Decimal:
        return self.pack.rounding(Fraction(points) * self._scale)

    def _known(self) -> Decimal:
        return sum((score.points for score in self.counted if score.points is not None), ZERO)


def _dimension(name: str, scores: list[Score]) -> Dimension:
    scored = [score for score in scores if score.points is not None]
    unscored = sum((score.weight for score in scores if score.points is None), ZERO)
    points = sum((score.points for score in scored if score.points is not None), ZERO) if scored else None
    return Dimension(name, points, sum((score.weight for score in scored or scores), ZERO), unscored)
