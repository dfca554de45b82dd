"""Adding rows to a table of CSV: what is there stays byte for byte, and the result is read back before it is used."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from jixiao.exceptions import SchemaError
from jixiao.intake.encoding import UTF8, decode
from jixiao.intake.schema import Schema
from jixiao.intake.tables import parse_table

# What spreadsheets leave at the end: empty rows, with commas or without. A quoted cell cannot end in it.
_TAIL = re.compile(r"(?:(?:\r\n|\r|\n)[ \t,]*)*\Z")
_LINE_END = re.compile(r"\r\n|\r|\n")
_EMPTY_CELL = re.compile(r',(?:[ \t]*,)*[ \t]*\Z')


class _Parts(NamedTuple):
    header: str
    rows: str
    tail: str


def with_rows(before: bytes | None, rows: Iterable[Mapping[str, str]], schema: Schema, file: str) -> bytes:
    """Return a table with further rows; a table from before gets the column that the program adds in its header only.

    Args:
        before: The table as it is; None if there is none yet.
        rows: Column to text; columns that the table does not have are left out.
        schema: The table's definition.
        file: What messages call the table.

    Raises:
        SchemaError: The table cannot take the rows.
    """
    if before is None:
        return _lines([list(schema.columns), *([row.get(name, "") for name in schema.columns] for row in rows)],
                      "\n").encode(UTF8)  # fmt: skip
    text, encoding = decode(before, file)
    known = parse_table(before, file, schema, "元")
    parts = _split(text, file)
    end = found[0] if (found := _LINE_END.search(parts.rows or parts.tail)) else "\n"
    added = [name for name, column in schema.columns.items() if column.added and name not in known.columns]
    header, width = _header(parts.header, added)
    columns = (*known.columns, *added)
    cells = ([row.get(name, "") for name in columns] + [""] * (width - len(columns)) for row in rows)
    written = f"{header}{parts.rows}{end}{_lines(cells, end)}".removesuffix(end) + (parts.tail or end)
    result = written.encode(encoding if before.startswith(b"\xef\xbb\xbf") or encoding != UTF8 else "utf-8")
    after = parse_table(result, file, schema, "元")
    if [row.raws[: len(known.columns)] for row in after.rows[: len(known)]] != [row.raws for row in known]:
        raise SchemaError("draft-cannot-add", file=file)
    return result


def _split(text: str, file: str) -> _Parts:
    """Return the header, everything behind it, and the empty rows at the end."""
    found = _TAIL.search(text)
    assert found is not None
    body, tail = text[: found.start()], found[0]
    end = _LINE_END.search(body)
    at = end.start() if end else len(body)
    if body[:at].count('"') % 2:
        raise SchemaError("draft-cannot-add", file=file)
    return _Parts(body[:at], body[at:], tail)


def _header(header: str, added: list[str]) -> tuple[str, int]:
    """Return the header with the added columns, in nameless columns at its end if there are any, and its width."""
    width = len(next(csv.reader([header]), []))
    for name in added:
        nameless = _EMPTY_CELL.search(header)
        at = nameless.start() if nameless else len(header)
        header = f"{header[:at]},{name}{header[at + 1 :]}"
        width += not nameless
    return header, width


def _lines(cells: Iterable[list[str]], end: str) -> str:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator=end).writerows(cells)
    return written.getvalue()
