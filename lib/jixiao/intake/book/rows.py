"""The rows of a sheet as the table they are, each value with its cell; what would be lost or wrong is refused."""

from collections.abc import Iterator

from jixiao.exceptions import LimitError, SchemaError
from jixiao.intake import limits
from jixiao.intake.book.heading import Heading, is_example
from jixiao.intake.book.percentages import KIND as PERCENT
from jixiao.intake.book.percentages import Percentages
from jixiao.intake.book.printed import fit_of
from jixiao.intake.book.words import reading
from jixiao.intake.characters import visible
from jixiao.intake.schema import Schema
from jixiao.intake.tables import Layout, Row, Table
from jixiao.intake.values import RecordReader
from jixiao.spreadsheets.model import Area, Sheet, cell_name, column_letters

# Cells whose text is not what the person entered or saw.
_FATAL = {"formula-without-value": "book-formula", "error-cell": "book-error-cell", "digits-lost": "book-digits"}


def read_rows(sheet: Sheet, heading: Heading, schema: Schema, file: str, unit: str, format: str) -> Table:
    """Return the table that a sheet holds; rows of blanks between its rows are left out and counted.

    Args:
        sheet: The sheet.
        heading: Its headings.
        schema: The table it holds.
        file: What messages call the sheet.
        unit: The unit its amounts are written in.
        format: Format of the workbook.

    Raises:
        SchemaError: A cell is not as the schema defines it, is merged with others, holds an error or a formula
            without a result, or stands in a column without a heading.
        LimitError: There are too many rows, or a cell exceeds a limit.
    """
    _refuse_cells(sheet, heading, file)
    names = tuple(heading.columns)
    layout = Layout(f"{file.rsplit('/', 1)[-1]}", schema, {name: at for at, name in enumerate(names)},
                    {name: column_letters(at) for name, at in heading.columns.items()})  # fmt: skip
    converters = [reading(schema.columns[name], unit) for name in names]
    reader = RecordReader(file, names, converters, fit_of(schema.name))
    rows = tuple(_row(number, raws, reader, heading, layout) for number, raws in _records(sheet, heading, file))
    blank = rows[-1].number - heading.row - len(rows) if rows else 0
    return Table(schema.name, layout.file, rows, names, format, unit, schema, dropped_rows=blank)


def has_rows(sheet: Sheet, heading: Heading) -> bool:
    """Return whether anything stands below the headings."""
    return any(number > heading.row and any(cell.strip() for cell in cells) for number, cells in sheet.rows)


def _row(number: int, raws: list[str], reader: RecordReader, heading: Heading, layout: Layout) -> Row:
    try:
        return Row(number, tuple(raws), reader.values(number, raws), layout)
    except (SchemaError, LimitError) as error:
        name = str(error.fields.get("column"))
        cell = cell_name(number, heading.columns.get(name, 1))
        fields = {**error.fields, "file": f"{reader.file}!{cell}", "column": heading.written.get(name, name)}
        raise type(error)(error.code, **fields) from None


def _records(sheet: Sheet, heading: Heading, file: str) -> Iterator[tuple[int, list[str]]]:
    places, named = list(heading.columns.values()), set(heading.columns.values())
    shown, count = Percentages(sheet), 0
    for number, cells in sheet.rows:
        if number <= heading.row or not any(cell.strip() for cell in cells):
            continue
        count += 1
        if count > limits.TABLE_ROWS:
            raise LimitError("too-many-rows", file=file, limit=limits.TABLE_ROWS)
        stray = next((at for at, cell in enumerate(cells, 1) if at not in named and cell.strip()), None)
        if stray:
            raise SchemaError("book-no-column", file=f"{file}!{cell_name(number, stray)}",
                              found=visible(cells[stray - 1].strip()), row=heading.row)  # fmt: skip
        first = next(cell for cell in cells if cell.strip())
        if is_example(first):
            raise SchemaError("book-example", file=f"{file}!{cell_name(number, 1)}", row=number, found=visible(first))
        if shown.areas:
            cells = shown.row(number, cells)
        yield number, [cells[at - 1] if at <= len(cells) else "" for at in places]


def _refuse_cells(sheet: Sheet, heading: Heading, file: str) -> None:
    for remark in sheet.remarks:
        if remark.kind in _FATAL and remark.area and _is_below(remark.area, heading):
            raise SchemaError(_FATAL[remark.kind], file=f"{file}!{remark.area}", found=visible(remark.text))
        if remark.kind == PERCENT and remark.is_rest and remark.area:
            raise SchemaError("book-percent", file=f"{file}!{remark.area}")
    for area in sheet.merged:
        if _is_below(area, heading):
            raise SchemaError("book-merged", file=f"{file}!{area}")


def _is_below(area: Area, heading: Heading) -> bool:
    return area.bottom > heading.row and any(area.left <= at <= area.right for at in heading.columns.values())
