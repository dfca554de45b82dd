"""Columns that are the difference of two others: what is left, what is owed, what was taken off, what has changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.judging import judge, sum_slack
from jixiao.reading.relation import Relation
from jixiao.reading.tabular import check
from jixiao.reading.tabular.table import Table, shown

_DIFFERENCES = ("change", "balance", "carry_out", "deduction")
_NEVER = frozenset(
    ("rate", "serial", "average", "price", "target", "actual", "reason", "label", "level", "grade", "measure")
)
_POINTS = frozenset(("weight", "score"))
_SAMPLE = 60
_WIDEST = 9
_FEW = 2


@dataclass(frozen=True)
class Difference:
    """The two columns of which a third is the difference.

    Attributes:
        column: The difference.
        high: The column from which is taken.
        low: The column that is taken off.
        is_typed: Whether the headers say so.
        held: On how many rows it holds.
        told: On how many of them the difference is not zero.
        signed: On how many of them its sign is that of the difference.
        rows: How many rows have all three.
    """

    column: int
    high: int
    low: int
    is_typed: bool
    held: int
    told: int
    signed: int
    rows: int

    @property
    def convinces(self) -> bool:
        """Whether the rows that do not hold are wrong: the headers say what is taken off what, or most rows do."""
        most = self.held * 2 >= self.rows
        return (self.told >= _FEW and most) or (self.is_typed and self.held > 0 and (most or self.told > 0))


@check("differences")
def find(table: Table) -> Iterator[Relation]:
    """Check each column of differences row by row."""
    for found in differences(table):
        if found.convinces:
            yield from _told(table, found, "review" if _is_share_of_rest(table, found) else "contradicted")
        elif found.is_typed and found.rows <= _FEW:
            yield from _told(table, found, "review")


def _is_share_of_rest(table: Table, found: Difference) -> bool:
    """Return whether a column may be only a part of what is left: another one holds the whole rest."""
    return table.grid.roles[found.column] == "carry_out" and bool(table.grid.columns("balance"))


def differences(table: Table) -> Iterator[Difference]:
    """Yield the columns of differences with the two columns that explain most rows."""
    grid = table.grid
    columns = grid.columns(*_DIFFERENCES)
    for column in columns:
        if grid.columns("carry_in") and grid.roles[column] in ("balance", "carry_out"):
            # what was carried in belongs to the account
            continue
        found = [_tried(table, column, *pair) for pair in permutations(_neighbours(table, column), 2)]
        best = max(found, key=_merit, default=None)
        if best is not None and (best.held or best.is_typed):
            yield best


def _merit(found: Difference) -> tuple[int, int, int, bool, int]:
    far = abs(found.column - found.high) + abs(found.column - found.low)
    return found.told, found.held, found.signed, found.is_typed, -far


def _neighbours(table: Table, column: int) -> list[int]:
    grid = table.grid
    never = _NEVER if grid.roles[column] == "deduction" else _NEVER | _POINTS
    others = [other for other, role in enumerate(grid.roles) if other != column and role not in never]
    return sorted(others, key=lambda other: (abs(other - column), other))[:_WIDEST]


def _tried(table: Table, column: int, high: int, low: int) -> Difference:
    held = told = signed = rows = 0
    for _, stated, first, second in _rows(table, column, high, low, _SAMPLE):
        rows += 1
        if _judged(stated, first, second)[0] == "reconciled":
            held, told = held + 1, told + (stated.base != 0)
            signed += stated.base * (first.base - second.base) > 0
    return Difference(column, high, low, _is_typed(table, high, low), held, told, signed, rows)


def _is_typed(table: Table, high: int, low: int) -> bool:
    """Return whether the roles of two columns say that the second is taken off the first."""
    chains, roles = lexicon.words("columns")["taken_off"], table.grid.roles
    return any(
        roles[high] in chain and roles[low] in chain and chain.index(roles[high]) < chain.index(roles[low])
        for chain in chains
    )


def _rows(
    table: Table, column: int, high: int, low: int, most: int | None = None
) -> Iterator[tuple[int, Figure, Figure, Figure]]:
    grid = table.grid
    for row in range(grid.header, len(grid.rows))[:most]:
        stated, first, second = grid.figure(row, column), grid.figure(row, high), grid.figure(row, low)
        if stated is not None and first is not None and second is not None and _alike(stated, first, second):
            yield row, stated, first, second


def _alike(*figures: Figure) -> bool:
    return len({"money" if figure.kind == "money" else figure.unit for figure in figures}) == 1


def _judged(stated: Figure, high: Figure, low: Figure) -> tuple[str, str]:
    """A decrease may be printed without its sign."""
    slack, computed = sum_slack(stated, (high, low)), high.base - low.base
    verdict = judge(stated, computed, (high, low), slack)
    if verdict[0] == "contradicted" and computed < 0:
        return judge(stated, -computed, (high, low), slack)
    return verdict


def _told(table: Table, found: Difference, wrong: str) -> Iterator[Relation]:
    rows = list(_rows(table, found.column, found.high, found.low))
    is_capped = any(_is_capped(*figures) for _, *figures in rows)
    for row, stated, high, low in rows:
        verdict, note = _judged(stated, high, low)
        computed = high.base - low.base
        if verdict == "contradicted" and is_capped and (_is_capped(stated, high, low) or _is_sum(table, row)):
            verdict, note = "review", "capped"
        elif verdict == "contradicted":
            verdict = "review" if _is_explained(table, found, row, computed - stated.base) else wrong
        formula = f"{shown(high)} − {shown(low)}"
        yield table.relation(
            "saving_amount", row, stated, computed, (high, low), formula, verdict=verdict, note=note
        )


def _is_capped(stated: Figure, high: Figure, low: Figure) -> bool:
    """Return whether nothing is left where more was used than there was: such a column does not go below zero."""
    return not stated.base and high.base < low.base


def _is_sum(table: Table, row: int) -> bool:
    return table.grid.row_roles[row] in ("total", "subtotal")


def _is_explained(table: Table, found: Difference, row: int, gap: Decimal) -> bool:
    """Return whether another amount of the row is the whole gap: it was added or taken off as well."""
    taken = (found.column, found.high, found.low)
    others = (cell.figure for column, cell in enumerate(table.grid.rows[row]) if column not in taken)
    return any(other is not None and other.base != 0 and abs(other.base) == abs(gap) for other in others)
