"""The rows of data of a table, gone through again from the sheet each time."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from jixiao.layout.columns import Columns
from jixiao.layout.merges import Cells, Merges, spread
from jixiao.spreadsheets.model import Rows


@dataclass(frozen=True)
class SheetRows:
    """The rows between a header and the end of its table.

    Attributes:
        rows: All rows of the sheet.
        after: The last row before the first one of the table.
        end: The first row behind the table; None if it goes to the end of the sheet.
        left: The rows between that are no data.
        merges: The merged areas of the sheet.
        columns: The columns of the table.
    """

    rows: Rows
    after: int
    end: int | None
    left: frozenset[int]
    merges: Merges
    columns: Columns

    def __iter__(self) -> Iterator[tuple[int, Cells]]:
        """Yield number and texts of each row of data."""
        after, left = self.after, self.left
        if not self.merges.areas:
            return (line for line in self._before_end() if line[0] > after and line[0] not in left)
        lines = (line for line in self._before_end() if line[0] > after)
        return (line for line in spread(lines, self.merges, self.columns.may_spread) if line[0] not in left)

    def _before_end(self) -> Iterator[tuple[int, Cells]]:
        end = self.end
        return iter(self.rows) if end is None else takewhile(lambda line: line[0] < end, self.rows)
