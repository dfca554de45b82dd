"""The merged areas of a sheet, and the texts that they spread over the rows they span."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from jixiao.spreadsheets.model import Area

Cells = tuple[str, ...]
_TALLEST_HEADING = 10


class Merges:
    """Merged areas, found by the row in which they begin or by their first column."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self.areas = tuple(areas)
        self._from: dict[int, list[Area]] = defaultdict(list)
        self._down: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for area in sorted(self.areas, key=lambda area: (area.top, area.left)):
            self._from[area.top].append(area)
            if area.bottom > area.top:
                self._down[area.left].append((area.top, area.bottom))

    def beginning(self, row: int) -> tuple[Area, ...]:
        """Return the areas whose first row is `row`."""
        return tuple(self._from.get(row, ()))

    def right_end(self, row: int, column: int) -> int:
        """Return the last column of the area that begins in a cell; the cell's own column if none does."""
        return next((area.right for area in self.beginning(row) if area.left == column), column)

    def bottom(self, row: int, column: int) -> int:
        """Return the last row of the area that begins in a cell; the cell's own row if none does."""
        return next((area.bottom for area in self.beginning(row) if area.left == column), row)

    def covers(self, row: int, column: int) -> bool:
        """Return whether a cell of a header lies in a merged area that begins a few rows above."""
        above = (area for top in range(row - 1, row - _TALLEST_HEADING, -1) for area in self.beginning(top))
        return any(row <= area.bottom and area.left <= column <= area.right for area in above)

    def spans(self, row: int, column: int) -> bool:
        """Return whether a cell lies in the first column of a merged area that begins in a row above."""
        areas = self._down.get(column, [])
        place = bisect_right(areas, (row - 1, row * 2))
        return place > 0 and areas[place - 1][0] < row <= areas[place - 1][1]

    def downward(self, column: int) -> tuple[tuple[int, int], ...]:
        """Return first and last row of the areas that begin in a column and span more than one row."""
        return tuple(self._down.get(column, ()))


def spread(
    rows: Iterable[tuple[int, Cells]], merges: Merges, allowed: Callable[[int, str], bool]
) -> Iterator[tuple[int, Cells]]:
    """Yield rows in which the text of a merged cell stands in each row that it spans, in its first column.

    Args:
        rows: The rows with their numbers, rising.
        merges: The merged areas of the sheet.
        allowed: Whether a text is spread in a column.
    """
    active: list[tuple[Area, str]] = []
    for number, cells in rows:
        active = [(area, text) for area, text in active if area.bottom >= number]
        yield number, _filled(cells, active) if active else cells
        for area in merges.beginning(number):
            text = cells[area.left - 1] if area.left <= len(cells) else ""
            if text and area.bottom > number and allowed(area.left, text):
                active.append((area, text))


def _filled(cells: Cells, active: list[tuple[Area, str]]) -> Cells:
    filled = list(cells)
    for area, text in active:
        filled += [""] * (area.left - len(filled))
        filled[area.left - 1] = filled[area.left - 1] or text
    return tuple(filled)
