"""Names of cells and areas as files write them."""

import re

from jixiao.spreadsheets import limits
from jixiao.spreadsheets.model import Area, column_number

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_LETTERS = re.compile("[A-Z]{1,3}")
_columns: dict[str, int] = {}


def known_column(letters: str) -> int:
    """Return the column with these letters, 0 if a sheet has none.

    Example:
        >>> known_column("AB"), known_column("XFE"), known_column("a1")
        (28, 0, 0)
    """
    if letters not in _columns:
        number = column_number(letters) if _LETTERS.fullmatch(letters) else 0
        if not 0 < number <= limits.LAST_COLUMN:
            return 0
        _columns[letters] = number
    return _columns[letters]


def cell_place(name: str) -> tuple[int, int] | None:
    """Return row and column of a cell, None if `name` is none."""
    found = _CELL.fullmatch(name)
    row, column = (int(found[2]), known_column(found[1])) if found else (0, 0)
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
