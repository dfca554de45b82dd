"""Whether the cells of a table were read as they are meant: something in it holds that could have failed."""

from jixiao.reading.grids.columns import rate_of
from jixiao.reading.tabular.table import Table

_SEVERAL = 2


def holds_somewhere(table: Table) -> bool:
    """Return whether a rate or a product of the table holds on a row, or a difference on several."""
    from jixiao.reading.tabular.differences import differences
    from jixiao.reading.tabular.products import held_products
    from jixiao.reading.tabular.rate_pairs import held, pairs_of

    for column in table.grid.columns("rate"):
        kind = rate_of(table.grid.column_name(column))
        if any(held(table, column, pair) for pair in pairs_of(table, column, kind)):
            return True
    return held_products(table) > 0 or any(one.told >= _SEVERAL for one in differences(table))
