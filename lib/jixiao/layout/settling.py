"""Rows that only the sums of a table can tell: totals with other labels, and the parts after an 其中."""

from collections.abc import Sequence

from jixiao.layout.growing import Growing
from jixiao.layout.header import Line
from jixiao.layout.model import Doubt, FoundTable, LeftOut
from jixiao.layout.reading import windows
from jixiao.layout.sums import Running, Sums, agreeing, amounts, sum_columns
from jixiao.spreadsheets.model import Rows

_MOST_PARTS = 12
OF_WHICH = "of-which"


def settled(table: Growing, rows: Rows) -> FoundTable:
    """Return a table in which every open row is decided."""
    if table.open:
        _Settling(table).settle(rows)
    return table.found(rows)


class _Settling:
    """One more pass over the rows of a table, with the sums of its columns."""

    def __init__(self, table: Growing) -> None:
        self._table = table
        self._left = {row.row: row for row in table.left}
        self._running = Running(sum_columns(table.columns, table.unit))
        self._before: tuple[str, Sums] = ("", {})
        self._unclear: list[int] = []

    def settle(self, rows: Rows) -> None:
        """Decide on every open row; the table keeps what is left out."""
        first, end = self._table.block.last, self._table.end
        lines = (line for line in rows if line[0] > first and (end is None or line[0] < end))
        for ahead in windows(lines, _MOST_PARTS + 1):
            self._settle(ahead)
        self._table.left = sorted(self._left.values(), key=lambda row: row.row)
        if self._unclear:
            self._table.doubts.append(Doubt(OF_WHICH, self._unclear[0], count=len(self._unclear)))

    def _settle(self, ahead: Sequence[Line]) -> None:
        number, cells = ahead[0]
        shown = amounts(cells, self._running.columns)
        is_open = number in self._table.open
        if is_open and self._left[number].reason == OF_WHICH:
            self._part_of(ahead)
        elif is_open and not self._agrees(shown):
            self._take(number)
        if number not in self._left:
            self._running.add(cells)
            self._before = ("", shown)
            return
        reason = self._left[number].reason
        if reason in ("total", "subtotal", "running-total"):
            self._before = (reason if not self._is_sum_of_above(shown) else "", shown)
            self._running.close(reason)

    def _take(self, number: int) -> None:
        del self._left[number]
        self._table.count += 1

    def _agrees(self, shown: Sums) -> bool:
        """Whether at least half of the amounts of a row are sums of rows above."""
        best = max(agreeing(shown, sums) for sums in self._running.candidates().values())
        return best > 0 and 2 * best >= len(shown)

    def _is_sum_of_above(self, shown: Sums) -> bool:
        return any(agreeing(shown, sums) for sums in self._running.candidates().values())

    def _part_of(self, ahead: Sequence[Line]) -> None:
        """Decide on an 其中: the parts of a total above them are data; the parts of a row of data are none."""
        reason, whole = self._before
        parts = self._parts(ahead, whole)
        if reason and parts:
            self._take(ahead[0][0])
        elif parts:
            for number, cells in parts[1:]:
                self._left[number] = LeftOut(number, OF_WHICH, cells)
                self._table.count -= 1
        else:
            self._unclear.append(ahead[0][0])

    def _parts(self, ahead: Sequence[Line], whole: Sums) -> Sequence[Line]:
        """Return the row and as many rows of data after it as add up to the amounts above them, none if they do not."""
        sums = Running(self._running.columns)
        for place, (number, cells) in enumerate(ahead):
            if place and number in self._left:
                break
            sums.add(cells)
            if sums.all and agreeing(whole, sums.all) == sum(bool(value) for value in whole.values()) > 0:
                return ahead[: place + 1]
        return ()
