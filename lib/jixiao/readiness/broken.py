"""The lights of a project that cannot be read: every table is tried by itself, so that all errors show at once."""

from collections.abc import Iterator
from pathlib import Path

from jixiao.exceptions import JixiaoError
from jixiao.intake import limits
from jixiao.intake.facts import PROJECT_FILE
from jixiao.intake.files import read_bytes, shown
from jixiao.intake.project import Project, read_project
from jixiao.intake.schema import Schema, schemas
from jixiao.intake.tables import Table, parse_table
from jixiao.language import text
from jixiao.readiness.light import BROKEN, READY, Light, Step

GROUP = "tables"


def of_broken(folder: Path, refused: JixiaoError, language: str) -> Iterator[Light]:
    """Yield a light for every file that is there, and one for `refused` where no file alone shows it.

    Args:
        folder: The folder of the project.
        refused: The error that ended the reading.
        language: ``zh`` or ``en``.
    """
    found = list(_tried(folder, language))
    if not any(light.state == BROKEN for light in found):
        yield _broken("", "", refused, language)
    yield from found


def _tried(folder: Path, language: str) -> Iterator[Light]:
    file = folder / PROJECT_FILE
    project: Project | None = None
    try:
        project = read_project(file, f"{shown(folder)}/{PROJECT_FILE}")
    except JixiaoError as error:
        yield _broken(PROJECT_FILE, text("readiness.project", language), error, language)
    for schema in schemas().values():
        if (folder / schema.file).exists():
            yield _table(folder / schema.file, schema, project.unit_of(schema.name) if project else "元", language)


def _table(path: Path, schema: Schema, unit: str, language: str) -> Light:
    label = schema.label_in(language)
    try:
        table: Table = parse_table(read_bytes(path, limits.TABLE_BYTES), shown(path), schema, unit)
    except JixiaoError as error:
        return _broken(schema.file, label, error, language)
    return Light(GROUP, schema.file, label, READY, bool(len(table)),
                 note=text("readiness.rows", language, number=len(table)))  # fmt: skip


def _broken(id: str, label: str, error: JixiaoError, language: str) -> Light:
    message = error.message(language).strip()
    return Light(GROUP, id, label, BROKEN, False, tuple(message.splitlines()), (Step("error", id),))
