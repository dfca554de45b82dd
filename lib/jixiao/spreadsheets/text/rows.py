"""The rows of a text file, read anew each time they are gone through."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from jixiao.exceptions import JixiaoError, LimitError, SchemaError
from jixiao.intake import limits


@dataclass(frozen=True)
class TextRows:
    """Rows kept as the bytes of their text: a million of them take the room of the file, not of a million lists.

    Attributes:
        content: The text in UTF-8, without a line that states the delimiter.
        delimiter: What divides the cells; empty if each row is one cell.
        file: What messages call the file.
        is_normal: The whole text is in normal form C.
    """

    content: bytes = field(repr=False)
    delimiter: str
    file: str
    is_normal: bool = True

    def __iter__(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield number and cells of each row that holds something, without empty cells at its end."""
        for number, _, cells in self.records():
            while cells and not cells[-1].strip():
                cells.pop()
            if cells:
                yield number, tuple(cells)

    def records(self) -> Iterator[tuple[int, int, list[str]]]:
        """Yield number, lines and all cells of each row, also of empty ones.

        Raises:
            SchemaError: Quotation marks are not closed, or text follows one.
            LimitError: A cell is far too long.
        """
        lines = io.TextIOWrapper(io.BytesIO(self.content), "utf-8", newline="")
        reader = csv.reader(lines, delimiter=self.delimiter or ",", strict=True)
        number = before = 0
        try:
            for number, cells in enumerate(reader, start=1):  # noqa: B007
                yield number, reader.line_num - before, cells if self.is_normal else _normal(cells)
                before = reader.line_num
        except csv.Error as error:
            raise self._broken(error, number + 1) from error

    def _broken(self, error: csv.Error, row: int) -> JixiaoError:
        if "field limit" in str(error):
            return LimitError("text-cell-too-long", file=self.file, row=row, limit=limits.CELL_CHARACTERS)
        return SchemaError("broken-quotes", file=self.file, row=row)


def _normal(cells: list[str]) -> list[str]:
    return [unicodedata.normalize("NFC", cell) for cell in cells]
