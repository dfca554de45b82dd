"""Sheets as readers of files give them, from a drawing or from a list of lists."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from jixiao.spreadsheets.model import Area, Sheet

_CELLS = re.compile(r"\s*\|\s*")


def sheet_of(rows: Iterable[Sequence[object]], merged: Iterable[str] = (), name: str = "Sheet1") -> Sheet:
    """Return a sheet: None and "" are empty cells; rows without any text are not yielded, as readers do."""
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = [unicodedata.normalize("NFC", "" if cell is None else str(cell)) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            lines.append((number, tuple(cells)))
    areas = tuple(area(text) for text in merged)
    width = max((len(cells) for _, cells in lines), default=0)
    return Sheet(name, lines, lines[-1][0] if lines else 0, width, areas)


def drawn(text: str, merged: str = "", name: str = "Sheet1") -> Sheet:
    """Return a sheet from a drawing: one line is a row, ``|`` divides cells; merged areas as ``A1:C1 A3:A4``."""
    lines = text.strip("\n").split("\n")
    return sheet_of([_CELLS.split(line.strip()) if line.strip() else [] for line in lines], merged.split(), name)


def area(text: str) -> Area:
    """Return an area from its name, such as ``A1:C3``."""
    ends = [re.fullmatch(r"([A-Z]+)(\d+)", end) for end in text.split(":")]
    (top, left), (bottom, right) = ((int(end[2]), _column(end[1])) for end in (ends * 2)[:2] if end)
    return Area(top, left, bottom, right)


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return column
