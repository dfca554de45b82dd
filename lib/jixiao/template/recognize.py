"""Telling whether a workbook that was read is a filled or empty template."""

from jixiao.intake.book.project_sheet import is_project_sheet
from jixiao.intake.book.reading import PROJECT, sheet_of
from jixiao.intake.schema import schemas
from jixiao.spreadsheets.model import Source


def is_template(source: Source) -> bool:
    """Return whether a source has the sheet about the project and at least one sheet named like a table.

    Such a file is a project of its own: put at ``data/<project>/workbook.xlsx``, it is read as it is.
    """
    held = {sheet_of(sheet.name): sheet for sheet in source.sheets}
    return PROJECT in held and is_project_sheet(held[PROJECT]) and any(name in held for name in schemas())
