"""The official scores beside those of a trial: what moves, by how much, and whether the sums agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from jixiao.exceptions import ParameterError
from jixiao.intake.nearest import nearest
from jixiao.quantities import ZERO
from jixiao.rulebook.packs import pack_codes
from jixiao.whatif.changes import Changes, changed_facts

if TYPE_CHECKING:
    from jixiao.indicators import Indicator
    from jixiao.scoring import Score, Scores
    from jixiao.workbook import Workbook

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Moved:
    """An indicator whose points or full marks are others in the trial; None where one side does not score it."""

    before: "Score | None"
    after: "Score | None"

    @property
    def code(self) -> str:
        """The indicator's id."""
        return self._one.id

    def name(self, language: str) -> str:
        """Return code and name as a reader knows them."""
        return f"{self._one.code} {self._one.shown_name(language)}".strip()

    @property
    def difference(self) -> Decimal:
        """Points in the trial less official points; where there are none they count as zero."""
        return _points(self.after) - _points(self.before)

    @property
    def _one(self) -> "Score":
        one = self.after or self.before
        assert one is not None
        return one


@dataclass(frozen=True)
class Trial:
    """What a trial gives beside the official result.

    Attributes:
        before: The official scores, `after` those of the trial.
        moved: The indicators that differ in points or full marks, in the order of their table.
        indicators: The computed indicators that differ: official and in the trial.
    """

    before: "Scores"
    after: "Scores"
    moved: tuple[Moved, ...]
    indicators: tuple[tuple["Indicator | None", "Indicator | None"], ...]

    @property
    def sum_of_differences(self) -> Decimal:
        """What the indicators move in all."""
        return sum((moved.difference for moved in self.moved), ZERO)

    @property
    def total_difference(self) -> Decimal | None:
        """What the total moves, None where one of the two has no total."""
        if self.before.total is None or self.after.total is None:
            return None
        return self.after.total - self.before.total

    @property
    def of_limits(self) -> Decimal | None:
        """What caps, and the scaling that makes up for dropped indicators, add to the sum; nothing else may."""
        gap = self.total_difference
        return None if gap is None else gap - self.sum_of_differences


def try_out(book: "Workbook", changes: Changes) -> tuple["Workbook", Trial]:
    """Return the evaluation with the changes, and its comparison with the official one.

    Args:
        book: The official evaluation.
        changes: What to change.

    Raises:
        ParameterError: A change names what is not there or gives what cannot be.
    """
    facts = changed_facts(book.facts, changes)
    params = book.params if not changes.pack else book.params.model_copy(update={"rule_pack": _pack(changes.pack)})
    after = type(book)(params, facts)
    return after, compare(book, after)


def compare(before: "Workbook", after: "Workbook") -> Trial:
    """Return what differs between two evaluations of one project."""
    scores = _paired({score.id: score for score in before.scores.scores},
                     {score.id: score for score in after.scores.scores})  # fmt: skip
    moved = tuple(Moved(*pair) for pair in scores if _differ(*pair))
    values = _paired({item.rule.code: item for item in before.indicators},
                     {item.rule.code: item for item in after.indicators})  # fmt: skip
    return Trial(before.scores, after.scores, moved,
                 tuple(pair for pair in values if _value(pair[0]) != _value(pair[1])))  # fmt: skip


def _pack(code: str) -> str:
    if code not in pack_codes():
        raise ParameterError("whatif-no-such-pack", pack=code[:80], nearest=nearest(code, pack_codes()),
                             known=", ".join(pack_codes()))  # fmt: skip
    return code


def _paired(before: Mapping[str, Part], after: Mapping[str, Part]) -> list[tuple[Part | None, Part | None]]:
    return [(before.get(code), after.get(code)) for code in dict.fromkeys((*before, *after))]


def _differ(before: "Score | None", after: "Score | None") -> bool:
    if before is None or after is None:
        return True
    return (before.points, before.weight) != (after.points, after.weight)


def _value(indicator: "Indicator | None") -> tuple[Decimal | None, Decimal | None] | None:
    return None if indicator is None else (indicator.value, indicator.indicative)


def _points(score: "Score | None") -> Decimal:
    return ZERO if score is None or score.points is None else score.points
