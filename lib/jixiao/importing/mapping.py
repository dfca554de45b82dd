"""The mapping file as it is read: only known keys, tables, columns and units, each with its line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jixiao.exceptions import SchemaError
from jixiao.importing.choices import meant
from jixiao.importing.headings import parts
from jixiao.importing.mapping_text import NONE
from jixiao.importing.model import Answers
from jixiao.importing.tabling import FORM
from jixiao.intake.characters import visible
from jixiao.intake.nearest import suggestion
from jixiao.intake.project import Project
from jixiao.intake.schema import schemas
from jixiao.intake.strict_yaml import checked, convert
from jixiao.quantities import YUAN_PER_UNIT
from jixiao.spreadsheets.model import column_number

_TOP = ("name", "project", "sources", "tables")
_SOURCE = ("file", "format", "sha256", "encoding", "delimiter")
_TABLE = ("file", "sheet", "header", "table", "unit", "columns", "constants", "choices")
_OPTIONS = ("spread", "closing", "vouchers", "unpaid", "project", "accounts")
_HEADER = re.compile(r"(\d{1,7})-(\d{1,7})")
_COLUMN = re.compile(r"([A-Z]{1,3})(?: (.*))?", re.DOTALL)


def read(data: bytes, file: str) -> Answers:
    """Return the decisions of a mapping file (`jixiao.importing.read_mapping`)."""
    values, lines = convert(checked(data, file), free_keys=True)
    return _Reader(file, lines).answers(values)


class _Reader:
    """Goes through a mapping file once."""

    def __init__(self, file: str, lines: Mapping[str, int]) -> None:
        self.file = file
        self.lines = lines
        self.values: dict[str, str] = {}
        self.places: dict[str, int] = {}
        self.headings: dict[int, dict[int, str]] = {}

    def answers(self, found: Mapping[str, Any]) -> Answers:
        """Return the decisions; the whole file is looked at."""
        self.known(found, _TOP, "")
        self.put("name", self.word(found.get("name", ""), "name"), "name")
        for key, value in self.mapping(found.get("project"), "project").items():
            self.project(key, value)
        sources = {}
        for number, entry in enumerate(self.entries(found.get("sources"), "sources")):
            path = f"sources.{number}"
            self.known(entry, _SOURCE, path)
            sources[self.needed(entry, "file", path)] = self.needed(entry, "sha256", path)
            self.places[f"sources.{number + 1}"] = self.lines[path]
        tables = {number + 1: self.table(number, entry)
                  for number, entry in enumerate(self.entries(found.get("tables"), "tables"))}  # fmt: skip
        return Answers(self.values, sources, tables, self.headings, self.places, self.file)

    def project(self, key: str, value: Any) -> None:
        """Take a key of the project."""
        path = f"project.{key}"
        self.one_of(key, tuple(Project.model_fields), path)
        if key != "units":
            self.put(path, self.word(value, path), path)
            return
        for table, unit in self.mapping(value, path).items():
            self.one_of(table, tuple(schemas()), f"{path}.{table}")
            self.one_of(unit, tuple(YUAN_PER_UNIT), f"{path}.{table}")
            self.put(f"{path}.{table}", unit, f"{path}.{table}")

    def table(self, place: int, entry: Mapping[str, Any]) -> tuple[str, str, tuple[int, int]]:
        """Take a table: its file, sheet and header are returned."""
        path, key = f"tables.{place}", f"tables.{place + 1}"
        self.places[key] = self.lines[path]
        self.known(entry, _TABLE, path)
        for name in ("table", "unit"):
            if name in entry:
                allowed = (*schemas(), FORM, NONE, "") if name == "table" else (*YUAN_PER_UNIT, "")
                word = meant(self.word(entry[name], f"{path}.{name}"), allowed)
                self.one_of(word, allowed, f"{path}.{name}")
                self.put(f"{key}.{name}", word, f"{path}.{name}")
        table = self.values.get(f"{key}.table", "")
        if table in schemas():
            self.columns(place, table, self.mapping(entry.get("columns"), f"{path}.columns"))
            self.others(place, table, entry)
        header = _HEADER.fullmatch(self.needed(entry, "header", path))
        if header is None:
            raise self.error("import-bad-header", f"{path}.header", found=visible(entry["header"]))
        return self.needed(entry, "file", path), self.word(entry.get("sheet"), path), (int(header[1]), int(header[2]))

    def columns(self, place: int, table: str, columns: Mapping[str, Any]) -> None:
        """Take the columns of a table."""
        headings = self.headings.setdefault(place + 1, {})
        used: dict[str, str] = {}
        for name, column in columns.items():
            path = f"tables.{place}.columns.{name}"
            match = _COLUMN.fullmatch(name)
            if match is None:
                raise self.error("import-bad-column-key", path, found=visible(name))
            column = self.word(column, path)
            self.one_of(column, (*schemas()[table].columns, *parts(table), ""), path)
            if column and column in used:
                raise self.error("import-column-twice", path, column=column, first=used[column], found=name)
            used[column] = name
            self.put(f"tables.{place + 1}.columns.{match[1]}", column, path)
            headings[column_number(match[1])] = match[2] or ""

    def others(self, place: int, table: str, entry: Mapping[str, Any]) -> None:
        """Take the constants and the choices of a table."""
        columns = (*schemas()[table].columns, *parts(table))
        for group, allowed in (("constants", columns), ("choices", (*_OPTIONS, *columns))):
            for name, value in self.mapping(entry.get(group), f"tables.{place}.{group}").items():
                path = f"tables.{place}.{group}.{name}"
                self.one_of(name, allowed, path)
                self.put(f"tables.{place + 1}.{group}.{name}", self.word(value, path), path)

    def put(self, key: str, value: str, path: str) -> None:
        """Take a value with the line it stands in."""
        self.values[key] = value
        if path in self.lines:
            self.places[key] = self.lines[path]

    def word(self, value: Any, path: str) -> str:
        """Return a scalar as the text that was meant."""
        if isinstance(value, dict | list):
            raise self.error("import-not-a-text", path)
        return {True: "true", False: "false"}[value] if isinstance(value, bool) else str("" if value is None else value)

    def needed(self, entry: Mapping[str, Any], name: str, path: str) -> str:
        """Return the text of a key that must be there."""
        if not entry.get(name):
            raise self.error("import-key-missing", path, key=name)
        return self.word(entry[name], path)

    def mapping(self, value: Any, path: str) -> Mapping[str, Any]:
        """Return a mapping; nothing counts as an empty one."""
        if value is not None and not isinstance(value, dict):
            raise self.error("import-not-a-mapping", path)
        return value or {}

    def entries(self, value: Any, path: str) -> Iterator[Mapping[str, Any]]:
        """Yield the mappings of a list."""
        if not isinstance(value, list):
            raise self.error("import-not-a-list", path)
        for number, entry in enumerate(value):
            yield self.mapping(entry, f"{path}.{number}")

    def known(self, entry: Mapping[str, Any], allowed: Iterable[str], path: str) -> None:
        """Refuse a key that is not known."""
        for key in entry:
            self.one_of(key, tuple(allowed), f"{path}.{key}" if path else key)

    def one_of(self, word: object, allowed: tuple[str, ...], path: str) -> None:
        """Refuse a word that is not one of those allowed; the nearest one is told."""
        if word not in allowed:
            near = suggestion(str(word), [known for known in allowed if known])
            raise self.error("import-unknown-word", path, found=visible(word), **near)

    def error(self, code: str, path: str, **fields: Any) -> SchemaError:
        """Return an error with the place in the file."""
        line = self.lines.get(path)
        key = re.sub(r"(?<=tables\.|ources\.)\d+", lambda match: str(int(match[0]) + 1), path)
        return SchemaError(code, where=f"{self.file}:{line}" if line else self.file, **{"key": visible(key), **fields})
