"""The figures of one statement: which counts go with which unit amount, and which total is stated."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jixiao.reconcile.figures import Figure, Figures

TOTALS = ("total_amount", "outside_amount")
Pair = tuple[tuple[Figure, ...], Figure]


@dataclass(frozen=True)
class Statement:
    """The members of one group, in the order of the report."""

    name: str
    members: tuple[Figure, ...]

    def of(self, *roles: str) -> tuple[Figure, ...]:
        """Return the members that have one of `roles`."""
        return tuple(figure for figure in self.members if figure.role in roles)

    def pairs(self) -> tuple[Pair, ...]:
        """Return each unit amount with its counts; nothing if a unit amount or a count would be left alone.

        In ``3 名, 5000 元, 2 名, 3000 元`` the counts stand before their amount, in ``每人 5000 元的 3 名`` after it.
        """
        units, counts = self.of("unit_amount"), self.of("count")
        if len(units) == 1:
            return ((counts, units[0]),) if counts else ()
        ordered = self.of("unit_amount", "count")
        if ordered and ordered[0].role == "unit_amount":
            ordered = ordered[::-1]
        found = tuple(segments(ordered, "unit_amount"))
        complete = len(found) == len(units) and all(before for before, _ in found)
        return found if complete and sum(len(before) for before, _ in found) == len(counts) else ()


def statements(figures: Figures) -> Iterator[Statement]:
    """Yield the groups of figures, in the order of the report."""
    for name, members in figures.groups().items():
        yield Statement(name, tuple(members))


def segments(ordered: Iterable[Figure], role: str) -> Iterator[Pair]:
    """Yield each figure of `role` with the other figures since the one before it."""
    before: list[Figure] = []
    for figure in ordered:
        if figure.role == role:
            yield tuple(before), figure
            before = []
        else:
            before.append(figure)


def common(figures: Sequence[Figure]) -> Figure | None:
    """Return the one value that is stated several times: its most exact figure, or None if they differ."""
    if not figures:
        return None
    exact = min(figures, key=lambda figure: figure.half_step)
    return exact if all(abs(figure.value - exact.value) <= figure.half_step for figure in figures) else None


def distinct(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return the first figure of each group and value, so that a total told twice counts once."""
    found: dict[tuple[str, object], Figure] = {}
    for figure in figures:
        found.setdefault((figure.group or figure.id, figure.value), figure)
    return tuple(found.values())
