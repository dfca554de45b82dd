"""Writing the workbook of a project: a sheet about the project, a sheet of explanations, a sheet per table."""

import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from jixiao.exceptions import StorageError
from jixiao.intake.book import FILE
from jixiao.intake.schema import schemas
from jixiao.template.project_sheet import ProjectSheet
from jixiao.template.readme_sheet import add_readme
from jixiao.template.styles import Styles
from jixiao.template.table_sheet import TableSheet

Rows = Iterable[Mapping[str, str]]
# Written into the file instead of the moment, so that equal contents give equal bytes.
_CREATED = datetime(2000, 1, 1)


def write(
    path: Path, project: Mapping[str, Any] | None = None, tables: Mapping[str, Rows] | None = None,
    units: Mapping[str, str] | None = None, language: str = "zh",
) -> None:  # fmt: skip
    """Write the workbook of a project; without project and tables an empty template.

    Args:
        path: The new file; its folder is made if need be.
        project: Keys of ``project.yaml`` to their values, without ``units``.
        tables: Table to its rows, column to text as the CSV files hold it.
        units: Table to the unit of its amounts where it is not that of the project.
        language: Language of sheets, headings and choices.

    Raises:
        StorageError: The file is there already or cannot be written.
        LimitError: A text is longer than a cell can be.
    """
    if path.exists():
        raise StorageError("template-exists", file=path.name)
    content = as_bytes(project, tables, units, language)
    from jixiao.runs.store import storage_errors, write_file

    with storage_errors():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, content)


def as_bytes(
    project: Mapping[str, Any] | None = None, tables: Mapping[str, Rows] | None = None,
    units: Mapping[str, str] | None = None, language: str = "zh",
) -> bytes:  # fmt: skip
    """Return the workbook that `write` writes; equal contents give equal bytes."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": _CREATED})
    styles = Styles(book)
    about = ProjectSheet(book, styles, language)
    about.fill(project or {})
    roles = add_readme(book, styles, language)
    for name, schema in schemas().items():
        sheet = TableSheet(book, styles, schema, language, roles)
        sheet.open(about.unit_cell, about.unit, (units or {}).get(name, ""))
        sheet.fill((tables or {}).get(name, ()))
    book.close()
    return stream.getvalue()


__all__ = ["FILE", "Rows", "as_bytes", "write"]
