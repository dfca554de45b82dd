"""Columns of growth: the change on the older of two columns, row by row."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from jixiao.reading.figure import Figure
from jixiao.reading.grids.columns import rate_of
from jixiao.reading.judging import judge
from jixiao.reading.relation import Relation
from jixiao.reading.tabular import check
from jixiao.reading.tabular.differences import differences
from jixiao.reading.tabular.one_rate import HUNDRED, slack_of
from jixiao.reading.tabular.rate_pairs import PLAIN
from jixiao.reading.tabular.table import Table, shown

_WIDEST = 7
_SAMPLE = 60
_FEW = 2


@check("growths")
def find(table: Table) -> Iterator[Relation]:
    """Check each column of growth."""
    for column in table.grid.columns("rate"):
        if rate_of(table.grid.column_name(column)) != "growth":
            continue
        typed = _typed(table)
        if typed is not None:
            yield from _doubted(list(_told(table, column, *typed)))
        else:
            yield from _by_rows(table, column)


def _doubted(found: list[Relation]) -> Iterator[Relation]:
    """Yield the growths of a column; where none of several holds, they were computed in another way."""
    doubtful = len(found) > _FEW and all(relation.verdict == "contradicted" for relation in found)
    yield from (
        replace(relation, verdict="review", severity="low") if doubtful else relation for relation in found
    )


def _typed(table: Table) -> tuple[int | None, int, int | None] | None:
    """Return this year, last year and the change: as the headers name them, or as a column of changes divides them."""
    grid = table.grid
    last, this, change = grid.columns("last_year"), grid.columns("this_year"), grid.columns("change")
    found = [one for one in differences(table) if one.convinces and grid.roles[one.column] == "change"]
    if found and not (this and last):
        return found[0].high, found[0].low, found[0].column
    return (
        (this[0] if this else None, last[0], change[0] if change else None)
        if last and (this or change)
        else None
    )


def _by_rows(table: Table, column: int) -> Iterator[Relation]:
    """Check growth on the two columns that explain most rows, if they explain enough of them."""
    grid = table.grid
    others = [number for number, role in enumerate(grid.roles) if role not in PLAIN and number != column]
    near = sorted(others, key=lambda number: (abs(number - column), number))[:_WIDEST]
    held = {pair: _held(table, column, *pair) for pair in permutations(near, 2)}
    best = max(held, key=lambda pair: held[pair], default=None)
    rows = len(table.cells(column, grid.body_rows()))
    if best is not None and held[best] >= _FEW and held[best] * 2 >= rows:
        yield from _told(table, column, *best, None)


def _held(table: Table, column: int, this: int, last: int) -> int:
    cells = table.cells(column, range(table.grid.header, len(table.grid.rows))[:_SAMPLE])
    figures = (
        (stated, table.grid.figure(row, this), table.grid.figure(row, last)) for row, stated in cells.items()
    )
    return sum(
        bool(stated.value and new is not None and old is not None and old.base)
        and _judged(stated, _growth(new, old), new, old)[0] == "reconciled"
        for stated, new, old in figures
        if new is not None and old is not None and old.base
    )


def _growth(this: Figure, last: Figure) -> Decimal:
    return (this.base - last.base) / last.base * HUNDRED


def _judged(stated: Figure, computed: Decimal, *operands: Figure) -> tuple[str, str]:
    """A decrease may be printed without its sign."""
    verdict = judge(stated, computed, operands)
    return judge(stated, -computed, operands) if verdict[0] == "contradicted" and computed < 0 else verdict


def _told(table: Table, column: int, this: int | None, last: int, change: int | None) -> Iterator[Relation]:
    for row, stated in table.cells(column, table.grid.body_rows()).items():
        old = table.grid.figure(row, last)
        new = table.grid.figure(row, this) if this is not None else None
        gap = table.grid.figure(row, change) if change is not None else None
        if old is not None and old.base:
            yield from _one(table, row, stated, old, new, gap)


def _one(
    table: Table, row: int, stated: Figure, old: Figure, new: Figure | None, gap: Figure | None
) -> Iterator[Relation]:
    """Check one growth by the two years; where those do not hold, by the printed change."""
    tried = []
    if new is not None:
        formula = f"({shown(new)} − {shown(old)}) ÷ {shown(old)}"
        tried.append((_growth(new, old), (new, old), formula))
    if gap is not None:
        tried.append((gap.base / old.base * HUNDRED, (gap, old), f"{shown(gap)} ÷ {shown(old)}"))
    judged = [
        (_judged(stated, computed, *figures), computed, figures, formula)
        for computed, figures, formula in tried
    ]
    if not judged:
        return
    best = next((one for one in judged if one[0][0] == "reconciled"), judged[0])
    (verdict, note), computed, figures, formula = best
    if verdict == "contradicted" and new is not None and _is_within(stated, computed, new, old):
        verdict, note = "review", "within_rounding"
    yield table.relation("growth", row, stated, computed, figures, formula, verdict=verdict, note=note)


def _is_within(stated: Figure, computed: Decimal, new: Figure, old: Figure) -> bool:
    """Return whether the rounding of the two amounts can explain the gap."""
    slack = slack_of(new, old)
    return slack is not None and abs(stated.base - computed) <= slack
