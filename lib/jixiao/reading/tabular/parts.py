"""Which rows a total row may add up: up to the next total, the subtotals, the items alone, those of one numbering."""

import re
from collections.abc import Iterator, Sequence

from jixiao.reading.grids.columns import role_of_header
from jixiao.reading.tabular.addable import columns_of
from jixiao.reading.tabular.adding import Parts, outcomes
from jixiao.reading.tabular.table import Table

_STYLES = tuple(
    re.compile(style)
    for style in ("[一二三四五六七八九十]+、", "（[一二三四五六七八九十]+）", r"\d+[.、](?!\d)", r"\d+$")
)
_MOST_DETAILS = 8
_LONGEST = 400
_SHORT_CODE = 2
_TOTALS = ("total", "subtotal")


def candidates(table: Table, total: int) -> list[Parts]:
    """Return the choices of rows that a total row may add up, the likeliest first."""
    grid = table.grid
    rows = [row for row in grid.body_rows() if grid.row_roles[row] != "average" and not _is_empty(table, row)]
    above, below = [row for row in rows if row < total], [row for row in rows if row > total]
    near_above = tuple(reversed(_until_total(table, reversed(above))))
    near_below = _until_total(table, iter(below))
    if grid.row_roles[total] == "subtotal" and near_above and near_below:
        # in one table the subtotals stand all on the same side of what they add up
        near_above, near_below = ((), near_below) if _opens(table, near_below) else (near_above, ())
    found = _top_level(table, above, below) if grid.row_roles[total] == "total" else []
    found += _nearest(table, near_above, near_below)
    if grid.row_roles[total] == "total" or not found:
        found += _chosen(table, total, rows, above, below)
    return [parts for parts in dict.fromkeys(found) if parts]


def _nearest(table: Table, above: Parts, below: Parts) -> list[Parts]:
    """Return the rows on both sides up to the next total, without and with the balances among them."""
    sides = (below, above) if _opens(table, below) or not above else (above, below)
    return [*(tuple(row for row in side if not _is_balance(table, row)) for side in sides), *sides]


def _opens(table: Table, below: Parts) -> bool:
    """Return whether a total stands above what it adds up: 其中 follows it, or the table begins with one."""
    roles = table.grid.row_roles
    return bool(below) and (roles[below[0]] == "part" or roles[table.grid.header] in _TOTALS)


def _top_level(table: Table, above: Sequence[int], below: Sequence[int]) -> list[Parts]:
    """Return the subtotals with the rows that belong to none: those behind the last one, or before the first one."""
    roles, found = table.grid.row_roles, list[Parts]()
    for side in (above, below):
        subtotals = {row: None for row in side if roles[row] == "subtotal"}
        if subtotals:
            first, last = min(subtotals), max(subtotals)
            behind = tuple(row for row in side if row in subtotals or row > last)
            before = tuple(row for row in side if row in subtotals or row < first)
            found += [parts for parts in (behind, before, tuple(subtotals)) if len(parts) > 1]
    return found


def _chosen(
    table: Table, total: int, rows: Sequence[int], above: Sequence[int], below: Sequence[int]
) -> list[Parts]:
    """Return the rows of one kind: items, items without details, those of one numbering, the shortest codes."""
    grid, leaves = table.grid, ("item", "part")
    items = [row for row in rows if grid.row_roles[row] == "item"]
    plain = {row: None for row in items if not _is_detail(table, row)}
    found: list[Parts] = [
        tuple(row for row in side if grid.row_roles[row] in leaves) for side in (above, below)
    ]
    found += [tuple(row for row in side if grid.row_roles[row] == "item") for side in (above, below)]
    found += [tuple(row for row in side if row in plain) for side in (above, below)]
    found.append(tuple(row for row in plain if row != total))
    side = [row for row in (above or below) if grid.row_roles[row] in leaves]
    found += [tuple(row for row in side if style.match(_first_words(table, row))) for style in _STYLES]
    words = {row: _first_words(table, row) for row in side}
    codes = {row: len(code) for row, code in words.items() if code.isdigit() and len(code) > _SHORT_CODE}
    found.append(tuple(row for row, length in codes.items() if length == min(codes.values())))
    details = _details(table, side)
    return [*found, tuple(row for row in side if row not in details)]


def _is_balance(table: Table, row: int) -> bool:
    """Return whether a row is what is left of two others, such as 收支结余: no part of a total."""
    words = table.grid.label(row)
    return words.startswith("收支") or role_of_header(words) == "balance"


def _first_words(table: Table, row: int) -> str:
    return next((cell.text for cell in table.grid.rows[row] if cell.text), "")


def _details(table: Table, rows: Sequence[int]) -> set[int]:
    """Return the rows that the row above them sums up in every column."""
    columns, details, index = columns_of(table), set[int](), 0
    while index < len(rows) and len(rows) < _LONGEST:
        for count in range(2, _MOST_DETAILS + 1):
            parts = tuple(rows[index + 1 : index + 1 + count])
            found = (
                list(outcomes(rows[index], parts, columns, table.grid.figure)) if len(parts) == count else []
            )
            if (
                found
                and all(one.verdict == "reconciled" for one in found)
                and any(one.tells for one in found)
            ):
                details |= set(parts)
                index += count
                break
        index += 1
    return details


def _until_total(table: Table, rows: Iterator[int]) -> tuple[int, ...]:
    found: list[int] = []
    for row in rows:
        if table.grid.row_roles[row] in ("total", "subtotal"):
            break
        found.append(row)
    return tuple(found)


def _is_empty(table: Table, row: int) -> bool:
    return not any(cell.figure is not None for cell in table.grid.rows[row])


def _is_detail(table: Table, row: int) -> bool:
    """Return whether a row follows a 其中 row that details the item above it: it is indented or has no number."""
    return row > 0 and table.grid.row_roles[row - 1] == "part" and row - 2 >= table.grid.header
