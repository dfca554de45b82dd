"""Tables that stand side by side on one sheet, each seen as a sheet of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from jixiao.layout import header as headers
from jixiao.layout import words as are
from jixiao.layout.header import Block, Line
from jixiao.layout.merges import Cells, Merges
from jixiao.layout.model import Heading
from jixiao.layout.reading import windows
from jixiao.spreadsheets.model import Rows, Sheet

_LOOKED_AT = 200
_MUCH_SHORTER = 2


@dataclass(frozen=True)
class Band:
    """The rows of a sheet of which only some columns are seen, except above the header.

    Attributes:
        rows: All rows of the sheet.
        header: The first row of the header.
        first: The first column that is seen.
        last: The last one; None for all that follow.
    """

    rows: Rows
    header: int
    first: int
    last: int | None

    def __iter__(self) -> Iterator[tuple[int, Cells]]:
        """Yield number and texts of each row that holds something in the columns seen."""
        for number, cells in self.rows:
            seen = cells if number < self.header else ("",) * (self.first - 1) + cells[self.first - 1 : self.last]
            if any(seen):
                yield number, seen


def apart(sheet: Sheet) -> tuple[Sheet, ...]:
    """Return a sheet for each of the tables that stand side by side; the sheet itself if that is not certain.

    It is certain where empty columns divide headers that begin with the same heading, or a short one repeats one. Cells
    keep their places, every cell is in one of the sheets, and the rows above the header are in each of them.
    """
    lines = list(islice(iter(sheet.rows), _LOOKED_AT))
    merges = Merges(sheet.merged)
    block = next(filter(None, (headers.find(some, merges) for some in _windows(lines))), None)
    bands = _bands(block, lines) if block else ()
    return tuple(_seen(sheet, block, first, last) for first, last in bands) if block and len(bands) > 1 else (sheet,)


def _windows(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    return windows(lines, headers.MOST_ROWS + 1)


def _seen(sheet: Sheet, block: Block, first: int, last: int | None) -> Sheet:
    seen = range(first, (last or sheet.width) + 1)
    merged = tuple(area for area in sheet.merged if area.top < block.first or area.left in seen)
    return replace(sheet, rows=Band(sheet.rows, block.first, first, last), merged=merged)


def _bands(block: Block, lines: Sequence[Line]) -> tuple[tuple[int, int | None], ...]:
    used = {column for number, cells in lines if number >= block.first
            for column, text in enumerate(cells, start=1) if text}  # fmt: skip
    groups: list[list[Heading]] = []
    for heading in block.headings:
        if not groups or _is_gap(groups[-1][-1].column, heading.column, used):
            groups.append([])
        groups[-1].append(heading)
    below = [cells for number, cells in lines if number > block.last]
    certain = (headers.is_certain(replace(block, headings=tuple(group))) for group in groups)
    if not _are_alike(groups, below) or not all(certain):
        return ()
    firsts = [1, *(group[0].column for group in groups[1:])]
    return tuple(zip(firsts, [*(first - 1 for first in firsts[1:]), None], strict=True))


def _are_alike(groups: Sequence[Sequence[Heading]], below: Sequence[Cells]) -> bool:
    """Whether the groups begin alike, or each further one is short and repeats a heading: no table has it twice."""
    keys = [[are.heading_key(heading.text) for heading in group] for group in groups]
    if len({key[0] for key in keys}) == 1:
        return True
    rows = [sum(1 for cells in below if any(cells[group[0].column - 1 : group[-1].column])) for group in groups]
    pairs = zip(keys[1:], rows[1:], strict=True)
    return all(set(key) & set(keys[0]) and _MUCH_SHORTER * count < rows[0] for key, count in pairs)


def _is_gap(left: int, right: int, used: set[int]) -> bool:
    return right > left + 1 and not used & set(range(left + 1, right))
