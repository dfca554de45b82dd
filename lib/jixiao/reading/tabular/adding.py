"""Which cells add up to which: the choice of parts that explains most columns or rows, and its verdicts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.reading.figure import Figure
from jixiao.reading.judging import judge, sum_slack

Parts = tuple[int, ...]
_SAMPLE = 60
"""On so many lines a choice of parts is tried; more would not change it."""
Pick = Callable[[int, int], Figure | None]
"""Returns the quantity at a position of the sum (a total or part) on a line across it."""


@dataclass(frozen=True)
class Outcome:
    """One sum.

    Attributes:
        line: The row or column on which it was taken.
        total: The printed total.
        parts: The printed parts.
        verdict: The verdict for the total.
        note: Key of a remark.
    """

    line: int
    total: Figure
    parts: tuple[Figure, ...]
    verdict: str
    note: str

    @property
    def computed(self) -> Decimal:
        """The sum of the parts in base units."""
        return sum((part.base for part in self.parts), Decimal(0))

    @property
    def tells(self) -> bool:
        """Whether it holds and could have failed: two parts or more are not zero."""
        return self.verdict == "reconciled" and sum(part.value != 0 for part in self.parts) > 1


def outcomes(total: int, parts: Parts, lines: Iterable[int], pick: Pick) -> Iterator[Outcome]:
    """Yield the sum of `parts` against `total` on each line that has a total and a part."""
    for line in lines:
        stated = pick(total, line)
        found = tuple(figure for part in parts if (figure := pick(part, line)) is not None)
        if stated is None or not found or not _alike(stated, found):
            continue
        computed = sum((figure.base for figure in found), Decimal(0))
        verdict, note = judge(stated, computed, found, sum_slack(stated, found))
        yield Outcome(line, stated, found, verdict, note)


def _alike(total: Figure, parts: Sequence[Figure]) -> bool:
    """Return whether the units can be added: all amounts, or all the same; a bare count takes that of the others."""
    kinds = {
        "money" if figure.kind == "money" else figure.unit
        for figure in (total, *parts)
        if figure.value or figure.unit
    }
    return len(kinds) < 2 or (len(kinds) == 2 and "" in kinds and "money" not in kinds)


def best(
    total: int, candidates: Sequence[Parts], lines: Sequence[int], pick: Pick
) -> tuple[Parts, list[Outcome]]:
    """Return the parts that explain most lines, the earlier candidate first; none if there are no candidates."""
    tried = [
        (_merit(list(outcomes(total, parts, lines[:_SAMPLE], pick))), -number, parts)
        for number, parts in enumerate(candidates)
        if parts
    ]
    if not tried:
        return (), []
    parts = max(tried)[2]
    return parts, list(outcomes(total, parts, lines, pick))


def _merit(found: Sequence[Outcome]) -> tuple[int, int]:
    return sum(one.tells for one in found), sum(
        one.verdict == "reconciled" and one.total.base != 0 for one in found
    )
