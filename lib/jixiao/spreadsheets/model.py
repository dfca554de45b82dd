"""A file of rows and columns: its sheets as text cells with their places, and what a reader of values would not see."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Protocol

_LETTERS = 26


class Rows(Protocol):
    """Rows of a sheet that can be gone through again and again without being held in memory as cells."""

    def __iter__(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield number, from 1 as the spreadsheet counts it, and texts of each row that is not wholly empty."""
        ...


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, counted from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Return whether a cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def cells(self) -> Iterator[tuple[int, int]]:
        """Yield row and column of each of its cells."""
        return product(range(self.top, self.bottom + 1), range(self.left, self.right + 1))

    def __str__(self) -> str:
        first, last = cell_name(self.top, self.left), cell_name(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a source that its values alone do not show.

    Attributes:
        kind: ``formula``, ``formula-without-value``, ``error-cell``, ``hidden-row``, ``hidden-column``,
            ``hidden-sheet``, ``merged``, ``comment``, ``hidden-digits``, ``digits-lost``, ``padded-number``,
            ``external-link``, ``macros``, ``not-looked-at`` and the like; a sentence in the catalogue each.
        area: The cells it is about; None for a whole sheet or file.
        text: The formula, the comment, the number format or whatever else belongs to it.
        is_rest: It is the last one of very many and stands for all that are left: its area holds other cells too.
    """

    kind: str
    area: Area | None = None
    text: str = ""
    is_rest: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet, or the only table of a text file.

    Attributes:
        name: Its name; empty for a text file.
        rows: Its rows; cells behind the last one that holds something are left out.
        count: Number of its last row.
        width: Number of its last column that holds something.
        merged: Merged areas; only the first cell of one holds text.
        remarks: What its values do not show.
        is_hidden: A reader of the workbook does not see it.
    """

    name: str
    rows: Rows
    count: int
    width: int
    merged: tuple[Area, ...] = ()
    remarks: tuple[Remark, ...] = ()
    is_hidden: bool = False


@dataclass(frozen=True)
class Source:
    """One file as it was read.

    Attributes:
        file: Name without folder.
        format: ``xlsx``, ``xlsm``, ``xls``, ``ods``, ``csv`` or ``tsv``.
        sha256: Digest of its bytes.
        sheets: Its sheets in their order; a text file has one.
        encoding: Encoding of a text file, empty for the other formats.
        delimiter: What divides the cells of a text file.
        remarks: What concerns the file as a whole.
    """

    file: str
    format: str
    sha256: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""
    remarks: tuple[Remark, ...] = field(default=())


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1.

    Example:
        >>> column_letters(1), column_letters(28)
        ('A', 'AB')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the column with these letters, counted from 1.

    Example:
        >>> column_number("A"), column_number("AB")
        (1, 28)
    """
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell as spreadsheets write it.

    Example:
        >>> cell_name(7, 2)
        'B7'
    """
    return f"{column_letters(column)}{row}"
