"""Sums of columns: grand totals and subtotals, first or last, and a total row above its 其中 rows."""

import re
from collections.abc import Iterator

from jixiao.reading import lexicon
from jixiao.reading.grid import Cell
from jixiao.reading.grids.layout import MONEY
from jixiao.reading.relation import Relation
from jixiao.reading.tabular import check
from jixiao.reading.tabular.addable import columns_of
from jixiao.reading.tabular.adding import Outcome, Parts, best
from jixiao.reading.tabular.parts import candidates
from jixiao.reading.tabular.table import Table, summed

_SHIFTING = MONEY | {"quantity", "plan", "done", "share", ""}
_MOST_TOTALS = 100


@check("sums_down")
def find(table: Table) -> Iterator[Relation]:
    """Check each total row of a table, column by column."""
    for total in table.grid.body_rows("total", "subtotal")[:_MOST_TOTALS]:
        yield from _total_row(table, total)


def _total_row(table: Table, total: int) -> Iterator[Relation]:
    columns = columns_of(table)
    parts, found = best(total, candidates(table, total), columns, table.grid.figure)
    if not found:
        return
    is_form = _is_form(table, total, parts)
    told = any(one.tells for one in found)
    # 全市 may hold more than the rows printed below it
    is_open = table.grid.label(total) in lexicon.words("columns")["rows"]["whole"]
    trusted = told or (table.is_trusted and table.grid.surface != "value_per_line" and not is_open)
    for one in found:
        if len(parts) == 1 and not is_form and one.verdict != "reconciled":
            continue
        yield from _told(table, total, parts, one, is_form, trusted)


def _is_form(table: Table, total: int, parts: Parts) -> bool:
    """Return whether the parts stand below their total and 其中 opens them."""
    return bool(parts) and parts[0] == total + 1 and table.grid.row_roles[parts[0]] == "part"


def _told(
    table: Table, total: int, parts: Parts, one: Outcome, is_form: bool, trusted: bool
) -> Iterator[Relation]:
    grid = table.grid
    kind = "header_vs_detail" if is_form else "column_sum"
    verdict = one.verdict
    if verdict == "contradicted":
        if grid.ends_open and parts[-1] > total:
            return
        if len(one.parts) == 1 and one.total.value != 0:
            if not trusted or _is_shifted(table, total):
                return
            verdict = verdict if one.computed > one.total.base else "review"
        is_zero = one.total.value == 0 and is_form
        if one.computed >= one.total.base * 2 > 0:
            # rows of several levels were added
            return
        if _omits(table):
            return
        shifted = any(_is_shifted(table, row) for row in (total, *parts))
        if shifted and abs(one.computed - one.total.base) * 4 > abs(one.total.base):
            return
        damaged = any(table.is_damaged(row, one.line) for row in parts)
        partial = is_form and not trusted and one.computed < one.total.base and not _lists_all(table, total)
        if damaged or partial or (shifted and not table.is_trusted) or not (trusted or is_zero or is_form):
            verdict = "review"
    elif len(one.parts) < 2 and not is_form:
        return
    severity = "high" if one.total.kind == "money" or is_form else "medium"
    yield table.relation(
        kind,
        total,
        one.total,
        one.computed,
        one.parts,
        summed(one.parts),
        verdict=verdict,
        note=one.note,
        severity=severity,
    )


def _lists_all(table: Table, total: int) -> bool:
    """Return whether the rows below a total are all its sources: it is that of the official form."""
    is_glued = table.grid.surface == "glued"
    return is_glued or bool(re.search("总额|资金", table.grid.label(total))) or bool(table.grid.columns("weight"))


def _is_shifted(table: Table, row: int) -> bool:
    """Return whether a row of a table without strokes lost cells: its figures may belong to other columns."""
    if table.grid.surface in ("lines", "glued"):
        return False
    cells = _amounts(table, row)
    return any(cell.figure for _, cell in cells) and any(
        not cell.text and table.grid.roles[column] in _SHIFTING for column, cell in cells
    )


def _amounts(table: Table, row: int) -> list[tuple[int, Cell]]:
    cells = table.grid.rows[row]
    return [
        (column, cells[column])
        for column in columns_of(table)
        if column < min(len(cells), len(table.grid.roles))
    ]


def _omits(table: Table) -> bool:
    """Return whether the table says that it leaves rows out."""
    return any(
        cell.text.startswith(("…", "...", "（略", "略")) for row in table.grid.body for cell in row[:2]
    )
