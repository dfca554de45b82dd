"""One workbook: which sheet holds what, and the tables and the project that they are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jixiao.exceptions import SchemaError
from jixiao.intake.book import FILE
from jixiao.intake.book.heading import Heading, read_heading
from jixiao.intake.book.project_sheet import read_project_sheet
from jixiao.intake.book.rows import has_rows, read_rows
from jixiao.intake.book.words import known_by, offered, plain
from jixiao.intake.characters import visible
from jixiao.intake.nearest import nearest_by
from jixiao.intake.project import Project
from jixiao.intake.schema import schemas
from jixiao.intake.tables import Table
from jixiao.language import LANGUAGES, text
from jixiao.spreadsheets.model import Sheet, Source

PROJECT, README = "project", "readme"
# Sheets of a person's own.
_OWN = "_"


@dataclass(frozen=True)
class Book:
    """The workbook of a project.

    Attributes:
        source: The workbook as it was read.
        file: What messages call it.
        sheets: Sheets with something in them, by the table they hold or ``project``.
        headings: The headings of the sheets that have rows, by table.
    """

    source: Source
    file: str
    sheets: Mapping[str, Sheet]
    headings: Mapping[str, Heading]

    def project(self) -> Project | None:
        """Return the project that the first sheet describes; None if it is not filled in.

        Raises:
            SchemaError: A line is unknown, missing, twice there or wrong.
        """
        sheet = self.sheets.get(PROJECT)
        return None if sheet is None else read_project_sheet(sheet, self.called(sheet))

    def units(self) -> dict[str, str]:
        """Return the units of money that the sheets with rows name themselves."""
        return {name: heading.unit for name, heading in self.headings.items() if heading.unit}

    def tables(self, project: Project) -> Iterator[Table]:
        """Yield the tables that have rows.

        Raises:
            SchemaError: A cell is not as it is defined.
            LimitError: A sheet or a cell exceeds a limit.
        """
        for name, heading in self.headings.items():
            sheet = self.sheets[name]
            unit = project.unit_of(name)
            yield read_rows(sheet, heading, schemas()[name], self.called(sheet), unit, self.source.format)

    def called(self, sheet: Sheet) -> str:
        """Return what messages call a sheet."""
        return f"{self.file}:{sheet.name}"


def open_book(path: Path, file: str) -> Book:
    """Return the workbook at `path`; messages call it `file`.

    Raises:
        UnreadableInputError: It is no workbook.
        LimitError: It exceeds a limit.
        SchemaError: A sheet is unknown or twice there, or its headings are not those that are defined.
    """
    from jixiao.spreadsheets import read_source

    return book_of(read_source(path), file)


def book_of(source: Source, file: str) -> Book:
    """Return the workbook that was read as `source`; see `open_book`."""
    sheets = _sheets(source, file)
    book = Book(source, file, sheets, {})
    headings = {name: heading for name in schemas() if (sheet := sheets.get(name))
                if (heading := read_heading(sheet, schemas()[name], book.called(sheet))) and has_rows(sheet, heading)}
    return replace(book, headings=headings)


def sheet_names() -> dict[str, dict[str, str]]:
    """Return the names of the sheets by language, by what they hold."""
    named = {key: {language: text(f"template.{key}", language) for language in LANGUAGES} for key in (PROJECT, README)}
    return named | {name: {language: schema.label_in(language) for language in LANGUAGES}
                    for name, schema in schemas().items()}  # fmt: skip


def sheet_of(name: str) -> str | None:
    """Return what a sheet of this name holds: a table, ``project`` or ``readme``; None if the name is unknown."""
    return known_by({key: (key, *names.values()) for key, names in sheet_names().items()}).get(plain(name))


def _sheets(source: Source, file: str) -> dict[str, Sheet]:
    found: dict[str, Sheet] = {}
    for sheet in source.sheets:
        if sheet.name.startswith(_OWN) or next(iter(sheet.rows), None) is None:
            continue
        name = sheet_of(sheet.name)
        if name is None:
            raise _unknown(sheet.name, file)
        if name in found:
            raise SchemaError("book-sheet-twice", file=file, sheet=sheet.name, other=found[name].name)
        found[name] = sheet
    return found


def _unknown(name: str, file: str) -> SchemaError:
    near = nearest_by(name, {key: (key, *names.values()) for key, names in sheet_names().items()})
    return SchemaError("book-unknown-sheet", file=file, found=visible(name), **offered(sheet_names(), near))


__all__ = ["FILE", "Book", "book_of", "open_book", "sheet_of"]
