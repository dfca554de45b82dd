"""The workbook beside project.yaml and CSV files: each thing is said in one place, and all is one project."""

from collections.abc import Iterator, Mapping

from jixiao.exceptions import SchemaError, UnreadableInputError
from jixiao.intake.book.reading import PROJECT, Book
from jixiao.intake.project import Project
from jixiao.intake.schema import schemas
from jixiao.intake.tables import Table
from jixiao.intake.trail import SourceRemark


def project_from(written: Project | None, book: Book | None, file: str) -> Project:
    """Return the project that project.yaml or the workbook describes, with the units of the workbook's sheets.

    Args:
        written: The project of project.yaml; None if there is none.
        book: The workbook; None if there is none.
        file: What messages call project.yaml.

    Raises:
        UnreadableInputError: Neither describes it.
        SchemaError: Both do, or the sheet is not as it is defined.
    """
    entered = book.project() if book else None
    if written and entered and book:
        raise SchemaError("book-project-twice", file=book.called(book.sheets[PROJECT]), other=file)
    project = written or entered
    if project is None:
        raise UnreadableInputError("book-no-project", file=book.file if book else file, other=file)
    return _with_units(project, book, file) if book else project


def tables_from(read: Mapping[str, Table], book: Book | None, project: Project, folder: str) -> dict[str, Table]:
    """Return the tables of the CSV files and of the workbook in the order of their definition.

    Args:
        read: The tables of the CSV files.
        book: The workbook; None if there is none.
        project: The project, for the units.
        folder: What messages call its folder.

    Raises:
        SchemaError: A table is in a CSV file and in a sheet with rows, or a cell is not as it is defined.
        LimitError: A sheet or a cell exceeds a limit.
    """
    if book is None:
        return dict(read)
    for name in book.headings:
        if name in read:
            raise SchemaError("book-table-twice", file=book.called(book.sheets[name]),
                              other=f"{folder}/{read[name].file}")  # fmt: skip
    tables = {**read, **{table.name: table for table in book.tables(project)}}
    return {name: tables[name] for name in schemas() if name in tables}


def remarks_of(book: Book) -> Iterator[SourceRemark]:
    """Yield what the values of the sheets that were read do not show."""
    for name, heading in book.headings.items():
        sheet = book.sheets[name]
        for kind, area, words in ((remark.kind, remark.area, remark.text) for remark in sheet.remarks):
            # What the template itself says stands above the rows.
            if area is None or area.bottom > heading.row:
                yield SourceRemark(area.top if area else 1, book.source.file, sheet.name, str(area or ""), kind, words,
                                   f"{book.source.file}:{sheet.name}")  # fmt: skip


def _with_units(project: Project, book: Book, file: str) -> Project:
    units = {}
    for name, unit in book.units().items():
        if project.units.get(name, unit) != unit:
            raise SchemaError("book-unit-twice", file=book.called(book.sheets[name]), found=unit, other=file,
                              known=project.units[name])  # fmt: skip
        if unit != project.unit_of(name):
            units[name] = unit
    return project.model_copy(update={"units": {**project.units, **units}}) if units else project
