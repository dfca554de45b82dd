"""One pass over the rows of a sheet: headers are found, and each row goes to a table or is left out."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from jixiao.layout import header as headers
from jixiao.layout import words as are
from jixiao.layout.growing import Growing, texts
from jixiao.layout.header import Block, Line
from jixiao.layout.merges import Merges
from jixiao.layout.model import LeftOut
from jixiao.layout.rows import DATA, SINGLE, are_column_marks, is_surely_data, judge
from jixiao.reading.lexicon import pattern

_FRONT = (SINGLE, "unit", "section")


class Reading:
    """What was read so far of a sheet.

    Attributes:
        tables: Its tables, the last one still growing.
        front: Rows above a header, or above a row that shows what they are.
    """

    def __init__(self, merges: Merges, header: tuple[int, int] | None = None) -> None:
        self.tables: list[Growing] = []
        self.front: list[tuple[Line, str]] = []
        self._merges = merges
        self._header = header
        self._skip = 0
        self._fresh = self._after_note = self._after_left = False
        self._last = 0

    def read(self, rows: Iterable[Line]) -> None:
        """Read all rows; each is in a table's body, in its ``left`` or in `front` afterwards."""
        ahead = headers.MOST_ROWS + 1 if self._header is None else self._header[1] - self._header[0] + 2
        lines = LookAhead(rows)
        for line in lines:
            table = self.tables[-1] if self.tables else None
            if line[0] > self._skip:
                if table and not (self._fresh or table.has_total) and is_surely_data(line[1]):
                    self._take(table, line)
                else:
                    self._read(table, (line, *lines.following(ahead - 1)))
            self._last = line[0]
        if self.tables:
            self._flush(self.tables[-1], "left")

    def _read(self, table: Growing | None, lines: Sequence[Line]) -> None:
        line = lines[0]
        if table and texts(line) in table.header_texts:
            self._repeat(table, lines)
        elif block := self._block(lines, table):
            self._begin(block)
        elif table:
            self._judge(table, line)
        else:
            self.front.append((line, ""))

    def _block(self, lines: Sequence[Line], table: Growing | None) -> Block | None:
        if self._header:
            first, last = self._header
            named = [line for line in lines if line[0] <= last]
            is_here = first <= lines[0][0] <= last and not table
            return headers.block_of(named, self._merges) if is_here else None
        block = headers.find(lines, self._merges)
        return block if block and (table is None or self._may_follow(block, table)) else None

    def _may_follow(self, block: Block, table: Growing) -> bool:
        """Whether a header below a table is one: something divides them, or it has the headings of the table."""
        apart = block.first - self._last > 1 or self._after_left or bool(self.front)
        shared = {key for _, key in block.keys} & {key for _, key in table.block.keys}
        return apart or 2 * len(shared) >= len(block.keys)

    def _begin(self, block: Block) -> None:
        front = self.front
        if self.tables:
            self.tables[-1].end = front[0][0][0] if front else block.first
        table = Growing(block, self._merges)
        table.front_texts = {_unpaged(line) for line, _ in front} - {()}
        table.take_front([LeftOut(line[0], front_reason(line[1]), line[1]) for line, _ in front])
        self.tables.append(table)
        self.front = []
        self._skip, self._fresh = block.last, True
        self._after_note = self._after_left = False

    def _repeat(self, table: Growing, lines: Sequence[Line]) -> None:
        """A header again: of the same table after a page break, or of a further one if title or unit differ."""
        again = lines[: len(table.block.lines)]
        if self._is_further(table) and [*map(texts, again)] == [*map(texts, table.block.lines)]:
            self._begin(headers.block_of(again, self._merges))
            return
        self._flush(table, "header")
        table.leave(lines[0], "repeated-header")
        self._fresh, self._after_left = True, True

    def _is_further(self, table: Growing) -> bool:
        seen = {_unpaged((row.row, row.cells)) for row in table.left}
        return any(_unpaged(line) not in seen for line, reason in self.front if reason != "section")

    def _judge(self, table: Growing, line: Line) -> None:
        number, cells = line
        if _unpaged(line) in table.front_texts:
            self._flush(table, "left")
            table.leave(line, front_reason(cells))
            return
        if self._fresh and are_column_marks(cells, len(table.block.headings)):
            table.leave(line, "column-letters")
            self._fresh = False
            return
        column = next((place for place, text in enumerate(cells, start=1) if text.strip()), 1)
        wide = self._merges.right_end(number, column) - column + 1
        verdict = judge(cells, table.columns, wide, self._after_note)
        if verdict.reason in _FRONT:
            self.front.append((line, verdict.reason))
        elif verdict.reason == DATA and table.is_below_total(cells):
            table.leave(line, "other")
        elif verdict.reason == DATA:
            self._take(table, line)
        else:
            self._flush(table, "left")
            table.leave(line, verdict.reason, verdict.is_open)
            self._fresh, self._after_left, self._after_note = False, True, verdict.reason == "note"

    def _take(self, table: Growing, line: Line) -> None:
        if self.front:
            self._flush(table, DATA)
        table.take(line)
        self._fresh = self._after_left = self._after_note = False

    def _flush(self, table: Growing, before: str) -> None:
        """Give the rows that wait to the table: what follows them shows that they are above no further header."""
        waiting, self.front = self.front, []
        for line, reason in waiting:
            if reason == SINGLE and (before == DATA or (before == "left" and not self._after_left)):
                table.take(line)
            elif reason == SINGLE:
                table.leave(line, front_reason(line[1]) if before == "header" else "other")
            else:
                table.leave(line, reason)


def _unpaged(line: Line) -> tuple[tuple[int, str], ...]:
    """Return what stands in a row, without the numbers of pages."""
    return tuple((column, text) for column, text in texts(line) if not pattern("layout", "page").match(text.lower()))


def front_reason(cells: Sequence[str]) -> str:
    """Return what a row above a header is."""
    filled = [text for text in cells if text.strip()]
    if not filled:
        return "empty"
    if any(pattern("layout", "title_ends").search(are.plain(text)) for text in filled) and len(filled) <= 2:
        return "title"
    if are.declared_unit(filled) or (len(filled) == 1 and are.is_money_unit(filled[0])):
        return "unit"
    alone = len(filled) == 1 and not pattern("layout", "sentence").search(filled[0]) and ":" not in are.plain(filled[0])
    return "title" if alone else "other"


class LookAhead:
    """Rows one by one, of which those that follow can be seen before it is their turn."""

    def __init__(self, rows: Iterable[Line]) -> None:
        self._rows = iter(rows)
        self._seen: deque[Line] = deque()

    def __iter__(self) -> Iterator[Line]:
        seen, rows = self._seen, self._rows
        while True:
            if seen:
                yield seen.popleft()
                continue
            for line in rows:
                yield line
                if seen:
                    break
            else:
                return

    def following(self, count: int) -> Iterator[Line]:
        """Return the next rows, `count` of them at most."""
        self._seen.extend(islice(self._rows, count - len(self._seen)))
        return islice(self._seen, count)


def windows(rows: Iterable[Line], size: int) -> Iterator[tuple[Line, ...]]:
    """Yield each row with those that follow it."""
    window: deque[Line] = deque()
    for line in rows:
        window.append(line)
        if len(window) == size:
            yield tuple(window)
            window.popleft()
    while window:
        yield tuple(window)
        window.popleft()
