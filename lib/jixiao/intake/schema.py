"""The tables of a project as tables.yaml defines them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jixiao.intake.strict_yaml import load_package

TYPES = ("text", "code", "amount", "number", "integer", "date", "choice", "role")


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        type: One of `TYPES`.
        label: Its name for readers, `label_en` in English.
        meaning: What stands in its cells, in one sentence.
        required: It must be there and no cell may be empty.
        present: It must be there.
        choices: The closed list of what a cell may hold.
        choice_labels: The Chinese and the English word for each choice, as a workbook shows them.
        also: Other headings under which forms show it.
        open: A proposal may leave its cell empty.
        added: The program may add it as the last column; a row from before then has no cell for it.
    """

    name: str
    type: str
    label: str
    label_en: str
    meaning: str
    meaning_en: str
    required: bool = False
    present: bool = False
    choices: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    open: bool = False
    added: bool = False
    choice_labels: Mapping[str, tuple[str, str]] = field(default_factory=dict, hash=False)

    def words(self, key: str, language: str) -> str:
        """Return ``label`` or ``meaning`` in `language`."""
        return str(getattr(self, f"{key}_en" if language == "en" else key))

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that a heading may call it, its own name first."""
        return (self.name, self.label, self.label_en, *self.also)

    def choice_label(self, choice: str, language: str) -> str:
        """Return the word for one of the choices in `language`."""
        return self.choice_labels[choice][language == "en"]


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

    def one_row_in(self, language: str) -> str:
        """Return what a row is, in `language`."""
        return self.one_row_en if language == "en" else self.one_row

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
    return Column(
        name, options["type"], options["label"], options["label_en"], options["meaning"], options["meaning_en"],
        required, required or bool(options.get("present")),
        tuple(options.get("choices", ())), tuple(options.get("also", ())),
        bool(options.get("open")), bool(options.get("added")),
        {choice: (zh, en) for choice, (zh, en) in options.get("choice_labels", {}).items()},
    )  # fmt: skip
