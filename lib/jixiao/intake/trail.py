"""What the folder ``intake/`` of a project tells: where its rows came from, and what its sources do not show."""

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jixiao.exceptions import SchemaError
from jixiao.intake import limits
from jixiao.intake.encoding import decode
from jixiao.intake.files import read_bytes, shown
from jixiao.intake.source_columns import MAPPING, SourceColumns, read_source_columns

FOLDER = "intake"
REMARKS = f"{FOLDER}/remarks.csv"
ORIGINS = f"{FOLDER}/origins.csv"
WRITTEN = f"{FOLDER}/written.csv"
REMARK_COLUMNS = ("file", "sheet", "cells", "kind", "text")
ORIGIN_COLUMNS = ("table", "row", "file", "sheet", "source_row")
WRITTEN_COLUMNS = ("file", "sha256")


@dataclass(frozen=True, slots=True)
class SourceRemark:
    """Something about a source of the project that its values alone do not show.

    Attributes:
        number: Row of ``intake/remarks.csv``.
        source: Name of the source.
        sheet: Its sheet, empty for a text file.
        cells: The cells it is about, such as ``B7`` or ``B2:B9``; empty for a whole sheet or file.
        kind: What kind of remark it is.
        text: What belongs to it, such as the formula.
        listed: The file that tells of it: the list of remarks, or the workbook of the project itself.
    """

    number: int
    source: str
    sheet: str
    cells: str
    kind: str
    text: str
    listed: str = REMARKS

    @property
    def key(self) -> str:
        """Return the place in the source as spreadsheets write it, such as ``账.xlsx 明细!B7``."""
        return " ".join(filter(None, (self.source, "!".join(filter(None, (self.sheet, self.cells))))))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row of a table came from: file, sheet (empty for a text file) and row of the source.

    ``letters`` are the columns of the source by those of the table, as far as each came from one of its own.
    """

    file: str
    sheet: str
    row: int
    letters: Mapping[str, str] = field(default_factory=dict, compare=False)


Origins = Mapping[str, Mapping[int, Origin]]
"""Table to row of the table to its origin."""


def read_remarks(folder: Path) -> tuple[SourceRemark, ...] | None:
    """Return the remarks on the sources of the project in `folder`; None if it was not made from sources.

    Raises:
        SchemaError: The file has other columns.
        UnreadableInputError: The file is no text.
    """
    path = folder / REMARKS
    return parse_remarks(read_bytes(path, limits.TABLE_BYTES), shown(path)) if path.is_file() else None


def parse_remarks(data: bytes, file: str) -> tuple[SourceRemark, ...]:
    """Return the remarks that `data` holds; messages call it `file`."""
    return tuple(SourceRemark(number, *cells) for number, cells in _records(data, file, REMARK_COLUMNS))


def read_origins(folder: Path, digests: Mapping[str, str]) -> Origins:
    """Return where the rows of the tables came from.

    A table that was edited since it was made from its sources has no origins: its rows may have moved.

    Args:
        folder: The project.
        digests: SHA-256 of its files, by their path.

    Raises:
        SchemaError: A file of ``intake/`` has other columns or no row number where one belongs.
        UnreadableInputError: A file of ``intake/`` is no text.
    """
    if ORIGINS not in digests:
        return {}
    unchanged = {file.removesuffix(".csv") for file, digest in read_written(folder).items()
                 if digests.get(file) == digest}  # fmt: skip
    columns = read_source_columns(folder / MAPPING) if MAPPING in unchanged else SourceColumns({})
    found: dict[str, dict[int, Origin]] = {}
    for table, row, origin in _origins(folder / ORIGINS, unchanged, columns):
        found.setdefault(table, {})[row] = origin
    return found


def read_written(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file as it was made from the sources, by its path; nothing if none was.

    Raises:
        SchemaError: The file has other columns.
        UnreadableInputError: The file is no text.
    """
    path = folder / WRITTEN
    data = read_bytes(path, limits.TABLE_BYTES) if path.is_file() else None
    return {} if data is None else {cells[0]: cells[1] for _, cells in _records(data, shown(path), WRITTEN_COLUMNS)}


def _origins(
    path: Path, tables: Collection[str], columns: SourceColumns
) -> Iterator[tuple[str, int, Origin]]:
    for number, (table, row, file, sheet, source_row) in _records(
        read_bytes(path, limits.TABLE_BYTES), shown(path), ORIGIN_COLUMNS
    ):
        if table in tables:
            if not (row.isdecimal() and source_row.isdecimal()):
                raise SchemaError("trail-row", file=shown(path), row=number)
            at = int(source_row)
            yield table, int(row), Origin(file, sheet, at, columns.letters(table, file, sheet, at))


def _records(data: bytes, file: str, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of each row behind the header."""
    text, _ = decode(data, file)
    found = csv.reader(io.StringIO(text, newline=""))
    if tuple(next(found, ())) != columns:
        raise SchemaError("trail-columns", file=file, expected=",".join(columns))
    for number, cells in enumerate(found, start=2):
        if len(cells) != len(columns):
            raise SchemaError("trail-row", file=file, row=number)
        yield number, cells
