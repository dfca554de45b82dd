"""Columns that are a fixed percentage of another one: 质保金（3%）, 监理费（1.5%）."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.reading.judging import judge
from jixiao.reading.relation import Relation
from jixiao.reading.tabular import check
from jixiao.reading.tabular.addable import columns_of
from jixiao.reading.tabular.one_rate import HUNDRED
from jixiao.reading.tabular.table import Table, shown

_PERCENT = re.compile(r"（[^（）]{0,4}?(\d+(?:\.\d+)?)%）")
_SAMPLE = 60


@check("percent_columns")
def find(table: Table) -> Iterator[Relation]:
    """Check each column whose name states its percentage against the column that it was taken from."""
    grid = table.grid
    columns = columns_of(table)
    for column in columns:
        match = _PERCENT.search(grid.column_name(column))
        if not match:
            continue
        percent = Decimal(match[1])
        held = {base: _held(table, column, base, percent) for base in columns if base != column}
        base = max(held, key=lambda one: held[one], default=None)
        if base is not None and held[base] > 1:
            yield from _told(table, column, base, percent)


def _held(table: Table, column: int, base: int, percent: Decimal) -> int:
    cells = table.cells(column, table.grid.body_rows()[:_SAMPLE])
    pairs = ((stated, table.grid.figure(row, base)) for row, stated in cells.items())
    return sum(
        whole is not None
        and whole.base != 0
        and judge(stated, whole.base * percent / HUNDRED)[0] == "reconciled"
        for stated, whole in pairs
    )


def _told(table: Table, column: int, base: int, percent: Decimal) -> Iterator[Relation]:
    for row, stated in table.cells(column, table.grid.body_rows("item", "part")).items():
        whole = table.grid.figure(row, base)
        if whole is not None and whole.base:
            yield table.relation(
                "rate",
                row,
                stated,
                whole.base * percent / HUNDRED,
                (whole,),
                f"{shown(whole)} × {percent}%",
                severity="medium",
            )
