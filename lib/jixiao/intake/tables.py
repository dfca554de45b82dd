"""A CSV file as a table whose every value knows the file, row and column it came from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jixiao.intake import limits
from jixiao.intake.cells import converter
from jixiao.intake.encoding import decode
from jixiao.intake.files import read_bytes, shown
from jixiao.intake.header import check_header
from jixiao.intake.records import Leftovers, records, with_added_cell, without_empty_columns
from jixiao.intake.schema import Schema
from jixiao.intake.stated import FITS
from jixiao.intake.values import RecordReader


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file of the project, the row as a spreadsheet counts it, the column.

    The file of a sheet is ``workbook.xlsx:资金``; `letters` are those of its column, empty for the whole row.
    """

    file: str
    row: int | None = None
    column: str | None = None
    letters: str | None = None

    def __str__(self) -> str:
        if self.letters is not None and self.row is not None:
            return f"{self.file}!{self.letters}{self.row}" if self.letters else f"{self.file}!{self.row}:{self.row}"
        return ":".join(str(part) for part in (self.file, self.row, self.column) if part is not None)

    def told_in(self, file: str) -> dict[str, Any]:
        """Return the fields of a message about this cell; `file` is what it calls the file."""
        named = f"{file}!{str(self).rsplit('!', 1)[-1]}" if self.letters is not None else file
        return {"file": named, "row": self.row, "column": self.column}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the text as it was read, its value (None if empty; amounts in 元), its place."""

    raw: str
    value: Any
    place: Place


@dataclass(frozen=True, slots=True)
class Layout:
    """What the rows of one table share; `letters` are those of the columns of a sheet, None for a CSV file."""

    file: str
    schema: Schema
    positions: Mapping[str, int]
    letters: Mapping[str, str] | None = None

    def place(self, row: int, column: str | None) -> Place:
        """Return the place of a cell, or of a row."""
        letters = None if self.letters is None else self.letters.get(column or "", "")
        return Place(self.file, row, column, letters)


@dataclass(frozen=True, slots=True)
class Row:
    """One record; `number` is its row in a spreadsheet, where the header is row 1.

    ``row["received"]`` is a value; a defined column that the file leaves out is empty in every row.
    """

    number: int
    raws: tuple[str, ...]
    values: tuple[Any, ...]
    layout: Layout = field(repr=False, compare=False)

    def __getitem__(self, column: str) -> Any:
        position = self.layout.positions.get(column)
        if position is not None:
            return self.values[position]
        self._must_be_defined(column)
        return None

    def cell(self, column: str) -> Cell:
        """Return the cell in `column` with its text and place."""
        position = self.layout.positions.get(column)
        place = self.layout.place(self.number, column)
        if position is not None:
            return Cell(self.raws[position], self.values[position], place)
        self._must_be_defined(column)
        return Cell("", None, place)

    @property
    def place(self) -> Place:
        """Where the row stands."""
        return self.layout.place(self.number, None)

    @property
    def file(self) -> str:
        """The file of the table, relative to the project's folder."""
        return self.layout.file

    @property
    def key(self) -> str:
        """The values of the key columns joined by ``/``."""
        return "/".join("" if self[name] is None else str(self[name]) for name in self.layout.schema.key)

    def _must_be_defined(self, column: str) -> None:
        if column not in self.layout.schema.columns:
            raise KeyError(f"{self.layout.schema.name} has no column {column!r}")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file, the columns it has, its encoding and the unit its amounts are written in.

    ``dropped_columns`` and ``dropped_rows`` count what a spreadsheet saved empty at the end.
    """

    name: str
    file: str
    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    encoding: str
    unit: str
    schema: Schema = field(repr=False)
    dropped_columns: int = 0
    dropped_rows: int = 0

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def read_table(path: Path, schema: Schema, unit: str) -> Table:
    """Return the table a CSV file holds; a file with a header only is a table without rows.

    Args:
        path: The file: UTF-8, or GB18030 as spreadsheets save it.
        schema: Its columns and their types.
        unit: The unit its amounts are written in: 元, 万元 or 亿元.

    Raises:
        UnreadableInputError: The file is missing, or it is not text in one of the two encodings.
        SchemaError: A column, a row or a cell is not as the schema defines it.
        LimitError: The file, a row or a cell exceeds a limit.
    """
    return parse_table(read_bytes(path, limits.TABLE_BYTES), shown(path), schema, unit)


def parse_table(data: bytes, shown_as: str, schema: Schema, unit: str) -> Table:
    """Return the table that `data` holds; messages call it `shown_as`."""
    text, encoding = decode(data, shown_as)
    left = Leftovers()
    found = records(text, shown_as, left)
    _, first = next(found)
    found, width = without_empty_columns(found, first, shown_as)
    columns = check_header(first[:width], shown_as, schema)
    if schema.columns[columns[-1]].added:
        found = with_added_cell(found, len(columns))
    layout = Layout(schema.file, schema, {name: position for position, name in enumerate(columns)})
    converters = [converter(schema.columns[name], unit) for name in columns]
    read = RecordReader(shown_as, columns, converters, FITS.get(schema.name))
    rows = tuple(Row(number, tuple(raws), read.values(number, raws), layout) for number, raws in found)
    dropped = {"dropped_columns": len(first) - width, "dropped_rows": left.rows}
    return Table(schema.name, schema.file, rows, columns, encoding, unit, schema, **dropped)
