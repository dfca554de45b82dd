"""Shares in a column: each row against the total row of the column that they were taken from."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.reading.figure import Figure
from jixiao.reading.grids.columns import rate_of
from jixiao.reading.judging import half_step, judge
from jixiao.reading.relation import Relation
from jixiao.reading.tabular import check
from jixiao.reading.tabular.addable import columns_of
from jixiao.reading.tabular.adding import best
from jixiao.reading.tabular.one_rate import HUNDRED, one_rate
from jixiao.reading.tabular.parts import candidates
from jixiao.reading.tabular.rate_pairs import PLAIN
from jixiao.reading.tabular.table import Table, shown

_SHARE = re.compile("占[^，。]{0,8}(?:比例?|比重|份额)$|^占比|比重$")


@check("shares")
def find(table: Table) -> Iterator[Relation]:
    """Check each column of shares."""
    for column in table.grid.columns("rate"):
        if rate_of(table.grid.column_name(column)) == "share":
            yield from _shares(table, column)
    for row in table.grid.body_rows("item"):
        if _SHARE.search(table.grid.label(row)):
            yield from _share_row(table, row)


def _share_row(table: Table, row: int) -> Iterator[Relation]:
    """Check a row of shares: the total row of each column against the total row of the column of sums."""
    grid = table.grid
    totals, wholes = grid.body_rows("total"), grid.columns("subtotal")
    whole = grid.figure(totals[-1], wholes[-1]) if totals and wholes else None
    if whole is None or not whole.base:
        return
    pairs = [(cell.figure, grid.figure(totals[-1], column)) for column, cell in enumerate(grid.rows[row])]
    found = [
        (stated, part)
        for stated, part in pairs
        if stated and part and stated.unit == "%" and part.kind == whole.kind
    ]
    held = sum(judge(stated, part.base / whole.base * HUNDRED)[0] == "reconciled" for stated, part in found)
    for stated, part in found if held * 2 >= len(found) else ():
        yield from one_rate(table, row, stated, part, whole)


def _shares(table: Table, column: int) -> Iterator[Relation]:
    """Check shares of the column total: each row against the total row of the column they were taken from."""
    grid = table.grid
    totals = grid.body_rows("total")
    if not totals:
        return
    total = totals[-1]
    tried = []
    for other in range(len(grid.roles)):
        whole = grid.figure(total, other)
        if other == column or grid.roles[other] in PLAIN or whole is None or not whole.base:
            continue
        found = [
            (row, stated, part)
            for row, stated in table.cells(column, grid.body_rows()).items()
            if row != total and (part := grid.figure(row, other)) is not None
        ]
        fits = sum(
            judge(stated, part.base / whole.base * HUNDRED)[0] == "reconciled" for _, stated, part in found
        )
        tried.append((fits, -abs(column - other), other, whole, found))
    if not tried:
        return
    fits, _, _, whole, found = max(tried, key=lambda one: one[:2])
    if fits * 2 >= len(found) and fits:
        for row, stated, part in found:
            yield from one_rate(table, row, stated, part, whole)
        yield from _whole_share(table, column, total, {row: stated for row, stated, _ in found})


def _whole_share(
    table: Table, column: int, total: int, stated_by_row: dict[int, Figure]
) -> Iterator[Relation]:
    """Check the total of the shares against those of the rows that the total row adds up."""
    stated = table.grid.figure(total, column)
    parts, _ = best(total, candidates(table, total), columns_of(table), table.grid.figure)
    shares = [share for row, share in stated_by_row.items() if not parts or row in parts]
    if stated is None or len(shares) < 2:
        return
    computed = sum((share.base for share in shares), Decimal(0))
    slack = sum((half_step(share) for share in shares), Decimal(0))
    yield table.relation(
        "column_sum", total, stated, computed, tuple(shares), " + ".join(map(shown, shares)), slack=slack
    )
