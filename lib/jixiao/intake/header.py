"""The first record of a table: its column names."""

import unicodedata

from jixiao.exceptions import LimitError, SchemaError
from jixiao.intake import limits
from jixiao.intake.characters import visible
from jixiao.intake.nearest import nearest_by
from jixiao.intake.schema import Schema

_OTHER_DELIMITERS = {";": ";", "\t": "Tab", "，": "，", "|": "|"}


def check_header(cells: list[str], file: str, schema: Schema) -> tuple[str, ...]:
    """Return the column names of a file, in its order.

    Raises:
        SchemaError: A name is empty, twice there, unknown, or a column that must be there is missing.
        LimitError: There are too many columns.
    """
    if len(cells) > limits.TABLE_COLUMNS:
        raise LimitError("too-many-columns", file=file, found=len(cells), limit=limits.TABLE_COLUMNS)
    names = tuple(unicodedata.normalize("NFC", cell).strip() for cell in cells)
    _refuse_other_delimiter(names, file)
    for position, name in enumerate(names, start=1):
        if not name:
            raise SchemaError("empty-column-name", file=file, row=1, position=position)
        if name not in schema.columns:
            raise SchemaError("unknown-column", file=file, row=1, column=visible(name), **_meant(name, schema))
        if name in names[: position - 1]:
            raise SchemaError("duplicate-column", file=file, row=1, column=name)
    _require(names, file, schema)
    return names


def _meant(name: str, schema: Schema) -> dict[str, str | None]:
    near = nearest_by(name, {column.name: column.names for column in schema.columns.values()})
    return {"nearest": near, "table": schema.name, "known": ", ".join(schema.columns)}


def _require(names: tuple[str, ...], file: str, schema: Schema) -> None:
    missing = [name for name, column in schema.columns.items() if column.present and name not in names]
    if missing:
        needed = ", ".join(name for name, column in schema.columns.items() if column.present)
        raise SchemaError("missing-column", file=file, row=1, column=", ".join(missing), known=needed)


def _refuse_other_delimiter(names: tuple[str, ...], file: str) -> None:
    for mark, word in _OTHER_DELIMITERS.items():
        if len(names) == 1 and mark in names[0]:
            raise SchemaError("wrong-delimiter", file=file, row=1, found=word)
