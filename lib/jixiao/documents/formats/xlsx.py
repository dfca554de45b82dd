"""Excel workbooks (.xlsx): each row of each sheet is a table row, its values as Excel shows them."""

import re
from collections.abc import Iterator
from typing import Any

from jixiao.documents import limits
from jixiao.documents.model import Document, Line, Place
from jixiao.documents.package import Package
from jixiao.documents.sheets.shown import GENERAL, shown
from jixiao.documents.sheets.workbook import MAIN, Sheets, text_of
from jixiao.documents.words import notes_of, row, within_limits
from jixiao.exceptions import LimitError

SUFFIXES = (".xlsx",)
_LETTERS = re.compile("[A-Z]{1,3}")


def read(data: bytes, file: str) -> Document:
    """Return the rows of all sheets that are not hidden; a gap between rows is one empty line.

    Raises:
        UnreadableInputError: The file is damaged, protected or no workbook.
        LimitError: It holds more than a report can have.
    """
    package = Package(data, file)
    reader = _Reader(Sheets(package), file)
    lines = within_limits(reader.lines(), file)
    return Document(file, lines, notes=tuple(sorted(reader.remarks)))


class _Reader:
    """Reads the rows, and remembers what was left out."""

    def __init__(self, sheets: Sheets, file: str) -> None:
        self._sheets = sheets
        self._file = file
        self.remarks: set[str] = set()

    def lines(self) -> Iterator[Line]:
        """Yield the rows of all sheets in the order of their tabs."""
        for name, root in self._sheets.named():
            if root is None:
                self.remarks.add("hidden-sheet")
            else:
                yield from self._rows(root, name)

    def _rows(self, root: Any, name: str) -> Iterator[Line]:
        hidden, last, count = self._hidden_columns(root), 0, 0
        for item in root.iterfind(f"{MAIN}sheetData/{MAIN}row"):
            count = _number(item.get("r")) or count + 1
            if _is_on(item.get("hidden")):
                self.remarks.add("hidden-rows")
                continue
            cells = self._cells(item, hidden)
            if not cells:
                continue
            if last and count > last + 1:
                yield Line("", Place("sheet", last + 1, name))
            last = count
            yield row(cells, Place("sheet", count, name))

    def _cells(self, item: Any, hidden: frozenset[int]) -> list[str]:
        """Return the values from the first column to the last one that is not empty."""
        values: dict[int, str] = {}
        column = 0
        for cell in item.iterfind(f"{MAIN}c"):
            column = _column(cell.get("r", "")) or column + 1
            words = self._value(cell)
            if words and column in hidden:
                self.remarks.add("hidden-rows")
            elif words:
                values[column] = words
        width = max(values, default=0)
        if width > limits.COLUMNS:
            raise LimitError("report-columns", file=self._file, limit=limits.COLUMNS)
        return [values.get(number, "") for number in range(1, width + 1)]

    def _value(self, cell: Any) -> str:
        kind, held = cell.get("t", "n"), cell.find(f"{MAIN}v")
        raw = "" if held is None else (held.text or "")
        if kind == "inlineStr":
            raw = text_of(cell)
        elif kind == "s":
            number = _number(raw)
            raw = (
                self._sheets.texts[number] if number is not None and number < len(self._sheets.texts) else ""
            )
        elif kind == "b":
            raw = "TRUE" if raw == "1" else "FALSE"
        elif kind == "n" and raw:
            raw = shown(raw.strip(), self._format(cell), self._sheets.from_1904)
        if not raw and cell.find(f"{MAIN}f") is not None and held is None:
            self.remarks.add("formula-without-value")
        self.remarks |= set(notes_of(raw))
        return raw.strip()

    def _format(self, cell: Any) -> str:
        style = _number(cell.get("s")) or 0
        return self._sheets.formats[style] if style < len(self._sheets.formats) else GENERAL

    def _hidden_columns(self, root: Any) -> frozenset[int]:
        found = [item for item in root.iterfind(f"{MAIN}cols/{MAIN}col") if _is_on(item.get("hidden"))]
        ends = [
            (_number(item.get("min")) or 1, _number(item.get("max")) or 0) for item in found[: limits.COLUMNS]
        ]
        return frozenset(
            number for first, last in ends for number in range(first, min(last, limits.COLUMNS) + 1)
        )


def _is_on(words: str | None) -> bool:
    return words in ("1", "true")


def _number(words: str | None) -> int | None:
    return int(words) if words and words.isascii() and words.isdigit() and len(words) <= 9 else None


def _column(reference: str) -> int:
    letters = _LETTERS.match(reference)
    number = 0
    for letter in letters[0] if letters else "":
        number = number * 26 + ord(letter) - 64
    return number
