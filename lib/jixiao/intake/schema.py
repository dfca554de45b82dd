"""The tables of a project as tables.yaml defines them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jixiao.intake.strict_yaml import load_package

TYPES = ("text", "code", "amount", "number", "integer", "date", "choice", "role")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type, and whether it must be there (`present`) and filled in every row (`required`)."""

    name: str
    type: str
    required: bool = False
    present: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schema:
    """One table: its name, its names for readers, the columns that name a row, and all its columns."""

    name: str
    label: str
    label_en: str
    one_row: str
    one_row_en: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]

    def label_in(self, language: str) -> str:
        """Return the name of the table in `language`."""
        return self.label_en if language == "en" else self.label

    @property
    def file(self) -> str:
        """The file the table is read from."""
        return f"{self.name}.csv"


@cache
def schemas() -> Mapping[str, Schema]:
    """Return the schema of every table by its name, in the order of tables.yaml."""
    return {name: _schema(name, entry) for name, entry in load_package(_FILE).items()}


_FILE = Path(__file__).with_name("tables.yaml")


def _schema(name: str, entry: Mapping[str, Any]) -> Schema:
    columns = {column: _column(column, options) for column, options in entry["columns"].items()}
    labels = (entry["label"], entry["label_en"], entry["one_row"], entry["one_row_en"])
    return Schema(name, *labels, tuple(entry["key"]), columns)


def _column(name: str, options: Mapping[str, Any]) -> Column:
    required = bool(options.get("required"))
    present = required or bool(options.get("present"))
    return Column(name, options["type"], required, present, tuple(options.get("choices", ())))
