"""Which two columns a rate divides: by their roles, otherwise by the rows that hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.judging import judge
from jixiao.reading.tabular.one_rate import HUNDRED, slack_of
from jixiao.reading.tabular.table import Table

_SAMPLE = 60
"""On so many rows a pair of columns is tried; more would not change the choice."""
_WIDEST = 24
PLAIN = frozenset(
    ("rate", "serial", "average", "weight", "score", "target", "price", "label", "level", "reason")
)
"""The roles of columns that no rate divides unless its name says so."""


@dataclass(frozen=True)
class Pair:
    """Two columns that a rate divides."""

    top: int
    under: int


def pairs_of(table: Table, column: int, kind: str) -> list[Pair]:
    """Return the pairs of columns whose roles a rate may divide, by its name, the official definition first."""
    known = lexicon.words("columns")["rates"].get(kind, {"top": [], "under": []})
    grid = table.grid
    tops, unders = grid.columns(*known["top"]), grid.columns(*known["under"])
    found = [Pair(top, under) for under in unders for top in tops if top != under]
    return sorted(
        found,
        key=lambda pair: (
            known["under"].index(grid.roles[pair.under]),
            abs(column - pair.top) + abs(column - pair.under),
        ),
    )


def chosen_pair(table: Table, column: int, pairs: Sequence[Pair], kind: str) -> Pair | None:
    """Return the pair that explains most rows; by its roles, otherwise any that explains at least two."""
    scored = [(held(table, column, pair), -number, pair) for number, pair in enumerate(pairs)]
    if scored and max(scored)[0] > 0:
        return max(scored)[2]
    return _by_rows(table, column) or (max(scored)[2] if scored and kind else None)


def _by_rows(table: Table, column: int) -> Pair | None:
    """Return the two columns, whatever they are called, whose ratio explains most rows, and at least two."""
    grid = table.grid
    others = [number for number, role in enumerate(grid.roles) if role not in PLAIN and number != column][
        :_WIDEST
    ]
    tried = [
        (held(table, column, Pair(top, under)), -abs(column - top) - abs(column - under), Pair(top, under))
        for top in others
        for under in others
        if top != under
    ]
    best = max(tried, key=lambda one: one[:2], default=None)
    rows = len(table.cells(column, grid.body_rows()))
    return best[2] if best and best[0] > 1 and best[0] * 2 >= rows else None


def held(table: Table, column: int, pair: Pair) -> int:
    """Return on how many rows a rate holds that is no plain 100 %."""
    count = 0
    for _, stated, top, under in islice(_rows(table, column, pair), _SAMPLE):
        if (
            under.base
            and judge(stated, top.base / under.base * HUNDRED, (top, under), slack_of(top, under))[0]
            == "reconciled"
        ):
            count += 1 if top.base != under.base else 0
    return count


def _rows(table: Table, column: int, pair: Pair) -> Iterator[tuple[int, Figure, Figure, Figure]]:
    for row, stated in table.cells(column, table.grid.body_rows()).items():
        top, under = table.grid.figure(row, pair.top), table.grid.figure(row, pair.under)
        if top is not None and under is not None:
            yield row, stated, top, under


def carried_in(table: Table, column: int, chosen: Pair) -> int | None:
    """Return the column of what was carried in, if the rate holds on more rows with it than without."""
    for carried in table.grid.columns("carry_in"):
        fits = 0
        for row, stated, top, under in islice(_rows(table, column, chosen), _SAMPLE):
            added = table.grid.figure(row, carried)
            whole = under.base + added.base if added is not None else under.base
            fits += whole > 0 and judge(stated, top.base / whole * HUNDRED)[0] == "reconciled"
        if fits > max(1, held(table, column, chosen)):
            return carried
    return None
