"""Which column of a source each column of a table came from, as the mapping file of the project tells."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jixiao.exceptions import JixiaoError
from jixiao.intake import limits
from jixiao.intake.files import read_bytes, shown
from jixiao.intake.strict_yaml import checked, convert

MAPPING = "intake/mapping.yaml"
Letters = Mapping[str, str]
_NONE: Letters = {}


@dataclass(frozen=True)
class SourceColumns:
    """The columns of the sources: by table, file and sheet the last row of each heading with the letters below it."""

    found: Mapping[tuple[str, str, str], Sequence[tuple[int, Letters]]]

    def letters(self, table: str, file: str, sheet: str, row: int) -> Letters:
        """Return the letters of the source's columns by the columns of `table`, for a row of the source."""
        headings = self.found.get((table, file, sheet), ())
        place = bisect_left(headings, row, key=lambda heading: heading[0])
        return headings[place - 1][1] if place else _NONE


def read_source_columns(path: Path) -> SourceColumns:
    """Return what a mapping file tells of the columns; nothing where it cannot be read, for it proves nothing."""
    try:
        values, _ = convert(checked(read_bytes(path, limits.YAML_BYTES), shown(path)), free_keys=True)
    except JixiaoError:
        return SourceColumns({})
    found: dict[tuple[str, str, str], list[tuple[int, Letters]]] = {}
    for entry in values.get("tables") or ():
        key = (str(entry.get("table")), str(entry.get("file")), str(entry.get("sheet") or ""))
        found.setdefault(key, []).append((_last_row(entry), _letters(entry)))
    return SourceColumns({key: sorted(headings, key=lambda heading: heading[0]) for key, headings in found.items()})


def _last_row(entry: Mapping[str, Any]) -> int:
    last = str(entry.get("header") or "").rpartition("-")[2]
    return int(last) if last.isdecimal() else 0


def _letters(entry: Mapping[str, Any]) -> Letters:
    """Return the letter of each column; the key of a column is its letter, a space and its heading."""
    return {column: key.partition(" ")[0] for key, column in (entry.get("columns") or {}).items() if column}
