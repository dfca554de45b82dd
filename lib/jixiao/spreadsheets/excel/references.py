"""Names of cells and areas as files write them."""

import re

from jixiao.spreadsheets import limits
from jixiao.spreadsheets.model import Area

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_columns: dict[str, int] = {}


def column_number(letters: str) -> int:
    """Return the column with these letters, 0 if there is none.

    Example:
        >>> column_number("AB"), column_number("XFE"), column_number("a1")
        (28, 0, 0)
    """
    if letters not in _columns:
        number = 0
        for letter in letters if len(letters) <= 3 else "":
            number = number * 26 + ord(letter) - 64 if "A" <= letter <= "Z" else 26 * limits.LAST_COLUMN
        if number > limits.LAST_COLUMN:
            return 0
        _columns[letters] = number
    return _columns[letters]


def cell_place(name: str) -> tuple[int, int] | None:
    """Return row and column of a cell, None if `name` is none."""
    found = _CELL.fullmatch(name)
    row, column = (int(found[2]), column_number(found[1])) if found else (0, 0)
    return (row, column) if 0 < row <= limits.ROWS and column else None


def area_of(name: str) -> Area | None:
    """Return an area such as ``A1:C2``, None if `name` is none.

    Example:
        >>> area_of("A1:C2"), area_of("C2:A1"), area_of("#REF!")
        (Area(top=1, left=1, bottom=2, right=3), None, None)
    """
    first, colon, last = name.partition(":")
    start, end = cell_place(first), cell_place(last if colon else first)
    if start is None or end is None or start[0] > end[0] or start[1] > end[1]:
        return None
    return Area(*start, *end)
