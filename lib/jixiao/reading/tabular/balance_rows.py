"""Rows that are the difference of two others: 收支结余 is income less spending, column by column."""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from jixiao.reading.figure import Figure
from jixiao.reading.grids.columns import role_of_header
from jixiao.reading.judging import judge, sum_slack
from jixiao.reading.relation import Relation
from jixiao.reading.tabular import check
from jixiao.reading.tabular.addable import columns_of
from jixiao.reading.tabular.table import Table, shown

_MOST_ROWS = 8
_FAR_ROWS = 60
_FEW = 2
_INCOME = re.compile("收入|来源|到位|预算|拨入")
_SPENDING = re.compile("支出|使用|支付|执行")
_NUMBERING = re.compile(r"^[（(]?(?:[一二三四五六七八九十]+|\d+)[）)、.]")


@check("balance_rows")
def find(table: Table) -> Iterator[Relation]:
    """Check each row that is called a balance against the two rows above it that explain most columns."""
    grid = table.grid
    for row in grid.body_rows("item"):
        words = _NUMBERING.sub("", grid.label(row))
        if words.startswith("收支") or role_of_header(words) == "balance":
            yield from _balance(table, row)


def _balance(table: Table, row: int) -> Iterator[Relation]:
    above = range(max(table.grid.header, row - _FAR_ROWS), row)
    totals = [other for other in above if table.grid.row_roles[other] == "total"]
    tried = [
        (pair, _columns(table, row, *pair)) for pair in permutations((totals or list(above))[-_MOST_ROWS:], 2)
    ]
    best = max(tried, key=lambda one: _held(one[1]), default=None)
    if best is None:
        return
    (high, low), columns = best
    is_typed = bool(_INCOME.search(table.grid.label(high)) and _SPENDING.search(table.grid.label(low)))
    held = _held(columns)
    if not held or not (is_typed or (held >= _FEW and held * 2 >= len(columns))):
        return
    for stated, first, second in columns:
        slack = sum_slack(stated, (first, second))
        verdict, note = judge(stated, first.base - second.base, (first, second), slack)
        formula = f"{shown(first)} − {shown(second)}"
        yield table.relation("saving_amount", row, stated, first.base - second.base, (first, second), formula,
                             verdict=verdict, note=note)  # fmt: skip
    yield from _overspent(table, high, columns if is_typed else ())


def _columns(table: Table, row: int, high: int, low: int) -> list[tuple[Figure, Figure, Figure]]:
    grid = table.grid
    cells = (
        (grid.figure(row, column), grid.figure(high, column), grid.figure(low, column))
        for column in columns_of(table)
        if grid.roles[column] != "change"
    )
    return [
        (stated, first, second)
        for stated, first, second in cells
        if stated is not None and first is not None and second is not None
    ]


def _held(columns: Sequence[tuple[Figure, Figure, Figure]]) -> int:
    """Return in how many columns the difference holds that is not zero."""
    return sum(
        stated.base != 0
        and judge(stated, first.base - second.base, (), sum_slack(stated, (first, second)))[0] == "reconciled"
        for stated, first, second in columns
    )


def _overspent(
    table: Table, high: int, columns: Sequence[tuple[Figure, Figure, Figure]]
) -> Iterator[Relation]:
    """Yield the columns in which more was spent than came in, as the printed balance says itself."""
    for stated, first, second in columns:
        if stated.base < 0 and second.base - first.base == -stated.base:
            formula = f"{shown(second)} ≤ {shown(first)}"
            yield table.relation(
                "spend_gt_received", high, first, second.base, (second,), formula, verdict="contradicted"
            )
