"""Which columns of a table may be added up."""

import re

from jixiao.reading.grids.columns import plain
from jixiao.reading.tabular.table import Table

_NOT_ADDED = frozenset(
    (
        "rate",
        "average",
        "price",
        "serial",
        "weight",
        "score",
        "target",
        "actual",
        "reason",
        "measure",
        "sign",
        "grade",
    )
)
_NO_SUM = re.compile("系数|标准|均|比$|年限|期限|单价|价格|评分|次序|增长|百分")


def columns_of(table: Table) -> tuple[int, ...]:
    """Return the columns whose cells may be added up."""
    grid = table.grid
    width = max(len(row) for row in grid.rows)
    roles = (*grid.roles, *("",) * width)[:width]
    return tuple(
        column
        for column in range(width)
        if roles[column] not in _NOT_ADDED and not _NO_SUM.search(plain(grid.column_name(column)))
    )
