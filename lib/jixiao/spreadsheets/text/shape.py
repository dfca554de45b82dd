"""How many rows and columns a text file has, and which of its rows do not fit the others."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from jixiao.exceptions import LimitError, SchemaError, UnreadableInputError
from jixiao.intake import limits
from jixiao.spreadsheets.model import Remark
from jixiao.spreadsheets.text.rows import TextRows

_FIGURE = re.compile(r"[+-]?[0-9][0-9,./-]*")
_SAMPLE = 100
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Shape:
    """Number of the last row and of the last column that holds something, and what the values do not show."""

    count: int
    width: int
    remarks: tuple[Remark, ...]


def shape_of(rows: TextRows) -> Shape:
    """Return the shape of a text's rows after going through all of them.

    Raises:
        UnreadableInputError: No row holds anything.
        SchemaError: A row has filled cells behind its header's last one, or quotation marks are broken.
        LimitError: There are too many rows, columns or characters in a cell.
    """
    usual = _usual_width(rows)
    count = width = expected = above = 0
    short, tall = [], []
    for number, lines, cells in rows.records():
        last = len(cells) if cells and cells[-1].strip() else _last(cells)
        if not last:
            continue
        if number > limits.TABLE_ROWS or last > limits.TABLE_COLUMNS or sum(map(len, cells)) > limits.CELL_CHARACTERS:
            _require_limits(rows.file, number, last, cells)
        if not expected and len(cells) >= usual:
            expected = len(cells)
            _require_header(rows.file, number, cells, above)
        if expected and last > expected:
            raise SchemaError("surplus-cells", file=rows.file, row=number, found=last, expected=expected)
        if len(cells) < usual or len(cells) < expected:
            short.append(number)
        if lines > 1:
            tall.append(number)
        count, width, above = number, max(width, last), last
    if not count:
        raise UnreadableInputError("empty-file", file=rows.file)
    return Shape(count, width, tuple(_remarks({"short-row": short, "line-breaks": tall})))


def _last(cells: list[str]) -> int:
    """Return the number of the last cell that holds something."""
    place = len(cells)
    while place and not cells[place - 1].strip():
        place -= 1
    return place


def _usual_width(rows: TextRows) -> int:
    """Return how many cells most of the first rows have."""
    widths = Counter(len(cells) for _, _, cells in islice(rows.records(), _SAMPLE) if len(cells) > 1)
    return max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))[0]


def _require_header(file: str, number: int, cells: list[str], above: int) -> None:
    """Refuse a header that has fewer cells than the rows below: their values would stand under wrong names."""
    if above > 1 and any(_FIGURE.fullmatch(cell.strip()) for cell in cells) and _last(cells) > above:
        raise SchemaError("surplus-cells", file=file, row=number, found=_last(cells), expected=above)


def _require_limits(file: str, row: int, last: int, cells: list[str]) -> None:
    if row > limits.TABLE_ROWS:
        raise LimitError("too-many-rows", file=file, limit=limits.TABLE_ROWS)
    if last > limits.TABLE_COLUMNS:
        raise LimitError("text-too-many-columns", file=file, row=row, found=last, limit=limits.TABLE_COLUMNS)
    if max(map(len, cells)) > limits.CELL_CHARACTERS:
        raise LimitError("text-cell-too-long", file=file, row=row, limit=limits.CELL_CHARACTERS)


def _remarks(found: dict[str, list[int]]) -> Iterator[Remark]:
    for kind, numbers in found.items():
        if numbers:
            yield Remark(kind, None, _ranges(numbers))


def _ranges(numbers: Iterable[int]) -> str:
    """Return row numbers as ranges.

    Example:
        >>> _ranges([1, 2, 3, 7])
        '1-3, 7'
    """
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    shown = [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return ", ".join([*shown[:_SHOWN], "…"] if len(shown) > _SHOWN else shown)
