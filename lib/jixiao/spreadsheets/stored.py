"""Rows of text cells kept as bytes in blocks, so that a million of them take little more room than their texts."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from jixiao.exceptions import LimitError
from jixiao.spreadsheets import limits

# Neither can be part of a text in XML; the reader of other formats replaces them.
CELL_END = "\x1f"
ROW_END = "\x1e"
_BLOCK_CHARACTERS = 1 << 18


@dataclass(frozen=True)
class StoredRows:
    """Rows that are decoded anew each time they are gone through.

    Attributes:
        blocks: Some rows each: their numbers and texts in UTF-8.
        count: Number of the last row.
        width: Number of the last column.
    """

    blocks: tuple[bytes, ...] = field(repr=False)
    count: int
    width: int

    def __iter__(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield number and texts of each row that holds something, without empty cells at its end."""
        for block in self.blocks:
            for line in block.decode().split(ROW_END):
                number, *cells = line.split(CELL_END)
                yield int(number), tuple(cells)


class Store:
    """Takes the rows of one sheet in their order.

    Args:
        file: Name for messages.
        sheet: Name of the sheet, for messages.
        allowed: Bytes of text that may be kept.
    """

    def __init__(self, file: str, sheet: str, allowed: int = limits.TEXT_BYTES) -> None:
        self._where = {"file": file, "sheet": sheet}
        self._blocks: list[bytes] = []
        self._lines: list[str] = []
        self._characters = self._bytes = 0
        self._allowed = allowed
        self._count = self._width = 0

    def add(self, number: int, cells: list[str]) -> None:
        """Keep one row, unless it holds nothing; blank cells at its end are left out.

        Raises:
            LimitError: The sheet has too many rows, columns, cells or texts.
        """
        while cells and (not cells[-1] or cells[-1].isspace()):
            cells.pop()
        if not cells:
            return
        self._count = number
        if len(cells) > self._width:
            self._width = len(cells)
        line = f"{number}{CELL_END}{CELL_END.join(cells)}"
        self._lines.append(line)
        self._characters += len(line)
        if self._characters > _BLOCK_CHARACTERS:
            self._close_block()

    def rows(self) -> StoredRows:
        """Return what was kept.

        Raises:
            LimitError: As for `add`.
        """
        self._close_block()
        return StoredRows(tuple(self._blocks), self._count, self._width)

    @property
    def bytes(self) -> int:
        """How many bytes the texts take."""
        return self._bytes

    def _close_block(self) -> None:
        if self._width > limits.COLUMNS:
            raise LimitError("sheet-columns", **self._where, found=self._width, limit=limits.COLUMNS)
        if self._count * self._width > limits.BOX_CELLS:
            raise LimitError("sheet-box", **self._where, rows=self._count, columns=self._width, limit=limits.BOX_CELLS)
        if self._lines:
            block = unicodedata.normalize("NFC", ROW_END.join(self._lines)).encode()
            self._blocks.append(block)
            self._bytes += len(block)
            self._lines, self._characters = [], 0
        if self._bytes > self._allowed:
            raise LimitError("sheet-text", **self._where, limit=limits.TEXT_BYTES)
