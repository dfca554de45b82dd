"""Where the headings of a sheet stand, which columns they name, and the unit of money above them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from jixiao.exceptions import SchemaError
from jixiao.intake.book.words import known_by, offered, plain
from jixiao.intake.characters import visible
from jixiao.intake.nearest import nearest_by
from jixiao.intake.schema import Column, Schema
from jixiao.language import LANGUAGES, text
from jixiao.quantities import YUAN_PER_UNIT
from jixiao.spreadsheets.model import Sheet, cell_name

_LOOKED_AT = 30
Line = tuple[int, tuple[str, ...]]


@dataclass(frozen=True)
class Heading:
    """The headings of one sheet.

    Attributes:
        row: The row they stand in.
        columns: Column to its position, from 1.
        written: Column to its heading as it is written.
        unit: The unit of money that the sheet names, empty if it names none.
    """

    row: int
    columns: Mapping[str, int]
    written: Mapping[str, str]
    unit: str


def read_heading(sheet: Sheet, schema: Schema, file: str) -> Heading | None:
    """Return the headings of a sheet; None if it is empty.

    Args:
        sheet: The sheet.
        schema: The table it holds.
        file: What messages call the sheet.

    Raises:
        SchemaError: There are no headings, one is unknown or twice there, a column that must be there is missing,
            the unit is none, or a record stands above the headings.
    """
    top = list(islice(sheet.rows, _LOOKED_AT))
    if not top:
        return None
    known = known_by({name: (name, column.label, column.label_en) for name, column in schema.columns.items()})
    row, cells = max(top, key=lambda line: sum(plain(cell) in known for cell in line[1]))
    columns: dict[str, int] = {}
    for at, cell in enumerate(cells, 1):
        name = known.get(plain(cell))
        where = f"{file}!{cell_name(row, at)}"
        if name is None and cell.strip():
            raise _unknown(cell, where, row, schema) if columns or any(map(known.get, map(plain, cells))) else \
                SchemaError("book-no-heading", file=file, known=_listed(schema.columns.values()))  # fmt: skip
        if name in columns:
            raise SchemaError("duplicate-column", file=where, row=row, column=cell.strip())
        if name is not None:
            columns[name] = at
    _require(columns, file, row, schema)
    unit = _above([line for line in top if line[0] < row], file)
    return Heading(row, columns, {name: cells[at - 1].strip(" *") for name, at in columns.items()}, unit)


def _unknown(cell: str, where: str, row: int, schema: Schema) -> SchemaError:
    named = {name: {language: column.words("label", language) for language in LANGUAGES}
             for name, column in schema.columns.items()}  # fmt: skip
    near = nearest_by(cell.strip(" *"), {column.name: column.names for column in schema.columns.values()})
    return SchemaError("unknown-column", file=where, row=row, column=visible(cell.strip()), table=schema.name,
                       **offered(named, near))  # fmt: skip


def _listed(columns: Iterable[Column]) -> dict[str, str]:
    listed = list(columns)
    return {language: ", ".join(column.words("label", language) for column in listed) for language in LANGUAGES}


def _require(columns: Mapping[str, int], file: str, row: int, schema: Schema) -> None:
    must = [column for column in schema.columns.values() if column.present]
    missing = [column for column in must if column.name not in columns]
    if missing:
        raise SchemaError("missing-column", file=file, row=row, column=_listed(missing), known=_listed(must))


def _above(lines: list[Line], file: str) -> str:
    """Return the unit that stands above the headings; a record there would be lost."""
    unit = ""
    for row, cells in lines:
        filled = [(at, cell.strip()) for at, cell in enumerate(cells, 1) if cell.strip()]
        named = _unit(row, filled, file) if filled else None
        if named is not None:
            unit = unit or named
        elif len(filled) > 1 and not is_example(filled[0][1]):
            raise SchemaError("book-row-above", file=f"{file}!{cell_name(row, filled[0][0])}", row=row,
                              found=visible(filled[0][1]))  # fmt: skip
    return unit


def _unit(row: int, filled: list[tuple[int, str]], file: str) -> str | None:
    """Return the unit that a line names, empty if its cell is empty; None if it is no line about the unit."""
    marks = [plain(text("template.unit", language)).rstrip(":") for language in LANGUAGES]
    at, first = filled[0]
    mark = next((mark for mark in marks if plain(first).startswith(mark)), None)
    if mark is None:
        return None
    at, named = (at, plain(first).removeprefix(mark).lstrip(":")) if len(filled) == 1 else filled[1]
    if named and named not in YUAN_PER_UNIT:
        raise SchemaError("book-unit", file=f"{file}!{cell_name(row, at)}", found=visible(named),
                          known=", ".join(YUAN_PER_UNIT))  # fmt: skip
    return named


def is_example(words: str) -> bool:
    """Return whether a row that begins with these words is an example of the template."""
    return any(plain(words).startswith(plain(text("template.example-mark", language))) for language in LANGUAGES)
