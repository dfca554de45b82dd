"""The records of a CSV text with their row numbers."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.exceptions import JixiaoError, LimitError, SchemaError, UnreadableInputError
from jixiao.intake import limits

Numbered = Iterator[tuple[int, list[str]]]


@dataclass
class Leftovers:
    """How many rows of empty cells at the end, as spreadsheets save them, were left out."""

    rows: int = 0


def records(text: str, file: str, left: Leftovers | None = None) -> Numbered:
    """Yield every record with the row a spreadsheet gives it; a record of several lines is one row.

    Empty rows at the end are left out; those made of empty cells are counted in `left`.

    Raises:
        UnreadableInputError: There is nothing in the text.
        SchemaError: An empty row is followed by another record, or a quotation mark is not closed.
        LimitError: There are too many rows.
    """
    empty: int | None = None
    first, cells_only = True, 0
    for number, cells in _numbered(text, file):
        if number > limits.TABLE_ROWS:
            raise LimitError("too-many-rows", file=file, limit=limits.TABLE_ROWS)
        if not any(cell.strip() for cell in cells):
            empty = empty or number
            cells_only += bool(cells)
            continue
        if empty:
            raise SchemaError("empty-row", file=file, row=empty)
        first = False
        yield number, cells
    if first:
        raise UnreadableInputError("empty-file", file=file)
    if left is not None:
        left.rows = cells_only


def without_empty_columns(found: Numbered, header: list[str], file: str) -> tuple[Numbered, int]:
    """Return the records without the nameless columns at the end that spreadsheets add, and the columns left.

    Raises:
        SchemaError: Such a column holds something in a row.
    """
    width = max((place for place, name in enumerate(header, start=1) if name.strip()), default=len(header))

    def trimmed() -> Numbered:
        for number, cells in found:
            kept = next((place for place, cell in enumerate(cells[width:], width + 1) if cell.strip()), None)
            if kept and len(cells) == len(header):
                raise SchemaError("empty-column-name", file=file, row=1, position=kept)
            yield number, cells[:width] if len(cells) == len(header) else cells

    return (trimmed() if width < len(header) else found), width


def with_added_cell(found: Numbered, width: int) -> Numbered:
    """Yield the records; those from before the last of `width` columns was added get an empty cell for it."""
    for number, cells in found:
        yield number, [*cells, ""] if len(cells) == width - 1 else cells


def _numbered(text: str, file: str) -> Numbered:
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1):  # noqa: B007
            yield number, cells
    except csv.Error as error:
        raise _broken(error, file, number + 1) from error


def _broken(error: csv.Error, file: str, row: int) -> JixiaoError:
    if "field limit" in str(error):
        return LimitError(
            "cell-too-long", file=file, row=row, column="—", found="—", limit=limits.CELL_CHARACTERS
        )
    return SchemaError("broken-quotes", file=file, row=row)
