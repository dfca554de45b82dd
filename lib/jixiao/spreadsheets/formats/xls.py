"""Workbooks of Excel before 2007 (.xls), and those of WPS in the same format (.et)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from jixiao.exceptions import LimitError
from jixiao.spreadsheets import limits
from jixiao.spreadsheets.facts import sheet_of
from jixiao.spreadsheets.model import Area, Remark, Sheet, Source
from jixiao.spreadsheets.process import answers
from jixiao.spreadsheets.stored import Store

SUFFIXES = (".xls", ".et")
CONTENT = "xls"
_STATES = {"SheetVisibleEnum.Visible": "visible", "SheetVisibleEnum.Hidden": "hidden"}
_WITHOUT_CELLS = {"SheetTypeEnum.ChartSheet": "chart-sheet", "SheetTypeEnum.DialogSheet": "dialog-sheet",
                  "SheetTypeEnum.MacroSheet": "macros", "SheetTypeEnum.Vba": "macros"}  # fmt: skip


@dataclass
class _Structure:
    """What is known of rows, columns and areas."""

    merged: list[Area]
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


def read(data: bytes, file: str) -> Source:
    """Return the sheets of an old workbook, also the hidden ones; formulas and hidden rows cannot be looked at.

    Raises:
        UnreadableInputError: It is damaged or protected.
        LimitError: It holds more than is read.
    """
    with answers(data, file) as told:
        known = _next(told, "sheets")
        if len(known) > limits.SHEETS:
            raise LimitError("sheet-count", file=file, found=len(known), limit=limits.SHEETS)
        reader = _Reader(file)
        read = [(kind, reader.sheet(name, _STATES.get(state, "veryHidden"), told)) for name, state, kind in known]
    others = [Remark(_WITHOUT_CELLS[kind], None, sheet.name) for kind, sheet in read if kind in _WITHOUT_CELLS]
    sheets = tuple(sheet for kind, sheet in read if kind not in _WITHOUT_CELLS)
    return Source(file, "xls", sha256(data).hexdigest(), sheets, remarks=(Remark("not-looked-at"), *others))


class _Reader:
    """Reads one sheet after the other within what the file as a whole may hold."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._bytes = limits.TEXT_BYTES

    def sheet(self, name: str, state: str, told: Iterator[Any]) -> Sheet:
        """Return the sheet that is told next."""
        merged = _next(told, "merged")
        store = Store(self._file, name, self._bytes)
        while row := next(told, None):
            store.add(*row)
        rows = store.rows()
        self._bytes -= store.bytes
        areas = [Area(*area) for area in merged[: limits.MERGED]]
        return sheet_of(self._file, name, state, rows, _Structure(areas), ())


def _next(told: Iterator[Any], key: str) -> list[Any]:
    answer: dict[str, list[Any]] = next(told, {})
    return answer.get(key, [])
