"""A table while its rows are being read: what was left out, and what a person may have to decide."""

from dataclasses import dataclass, field, replace

from jixiao.layout import words as are
from jixiao.layout.body import SheetRows
from jixiao.layout.columns import Columns
from jixiao.layout.header import Block, Line
from jixiao.layout.merges import Cells, Merges
from jixiao.layout.model import SUMS, Doubt, FoundTable, Heading, LeftOut
from jixiao.spreadsheets.model import Rows

UNIT_ROWS = 5
_SHORTEST_CODE = 3


@dataclass
class Growing:
    """One table.

    Attributes:
        block: Its header.
        merges: The merged areas of the sheet.
        left: The rows that are no data.
        front_texts: What stands in the rows above its header, which a printed account repeats on every page.
        open: Rows that are left out only if the sums agree, with the reason.
        end: The first row behind it, None as long as it is not known.
        count: Number of its rows of data.
    """

    block: Block
    merges: Merges
    left: list[LeftOut] = field(default_factory=list)
    open: dict[int, str] = field(default_factory=dict)
    end: int | None = None
    count: int = 0
    unit: str = ""
    unit_row: int = 0
    front_texts: set[tuple[tuple[int, str], ...]] = field(default_factory=set)
    doubts: list[Doubt] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.columns = Columns(self.block.headings)
        self.header_texts = {texts(line) for line in self.block.lines}
        self._headed = {heading.column for heading in self.block.headings}
        # The last column up to which each one has a heading.
        self._headed_to = sum(1 for place, column in enumerate(sorted(self._headed), start=1) if place == column)
        self._labels = self.columns.labels
        self._total_at: frozenset[int] = frozenset()
        self._unheaded: dict[int, None] = {}
        self._empty_below: dict[int, tuple[int, int]] = {}
        self._code_column = min(self._headed - set(self.columns.vouchers), default=0)
        self._code, self._levels = ("", 0), (0, 0)
        self._filled = dict.fromkeys(self.columns.labels, False)
        self.left += [LeftOut(number, "header", cells) for number, cells in self.block.lines]
        self.doubts += [Doubt("guessed-heading", self.block.first, column) for column in self.block.guessed]

    def take_front(self, front: list[LeftOut]) -> None:
        """Take the rows above the header, and the unit they declare: the nearest one."""
        self.left[:0] = front
        near = [row for row in front if row.row >= self.block.first - UNIT_ROWS]
        found = [(row.row, unit) for row in near if (unit := unit_of(row))]
        if found:
            self.unit_row, self.unit = found[-1]
        if len({unit for _, unit in found}) > 1:
            self.doubts.append(Doubt("two-units", self.unit_row, text=" ".join(unit for _, unit in found)))

    def leave(self, line: Line, reason: str, is_open: bool = False) -> None:
        """Leave a row out."""
        self.left.append(LeftOut(line[0], reason, line[1]))
        if is_open:
            self.open[line[0]] = reason
        elif reason == "total" and self.count and (self.columns.vouchers or self.columns.dates):
            self._total_at = _filled(line[1])
        if reason == "note" and (unit := are.declared_unit(line[1])) not in ("", self.unit):
            self.doubts.append(Doubt("unit-in-note", line[0], text=unit))

    def is_below_total(self, cells: Cells) -> bool:
        """Whether a row behind the total has words and numbers only where the total has them: it checks the total."""
        filled = _filled(cells)
        return bool(filled) and filled <= self._total_at and not filled & {*self.columns.vouchers, *self.columns.dates}

    def take(self, line: Line) -> None:
        """Take a row of data."""
        number, cells = line
        self.count += 1
        if len(cells) > self._headed_to:
            self._note_unheaded(cells)
        self._compare_codes(line)
        for column in self._labels:
            if column <= len(cells) and (text := cells[column - 1]) and not text.isspace():
                self._filled[column] = True
            elif self._filled[column] and not self.merges.spans(number, column):
                first, count = self._empty_below.get(column, (number, 0))
                self._empty_below[column] = (first, count + 1)

    def _note_unheaded(self, cells: Cells) -> None:
        for column in range(self._headed_to + 1, len(cells) + 1):
            if column not in self._headed and cells[column - 1]:
                self._unheaded[column] = None

    def _compare_codes(self, line: Line) -> None:
        """Count codes that are the beginning of the next one: their rows may add up the rows below."""
        column = self._code_column
        code = line[1][column - 1].strip() if 0 < column <= len(line[1]) else ""
        before, row = self._code
        if before and len(code) > len(before) >= _SHORTEST_CODE and before[0].isdigit() and code.startswith(before):
            self._levels = (self._levels[0] or row, self._levels[1] + 1)
        self._code = (code, line[0])

    @property
    def has_total(self) -> bool:
        """Whether its total was read."""
        return bool(self._total_at)

    def found(self, rows: Rows) -> FoundTable:
        """Return the table as it was found."""
        further = (Heading(column, ()) for column in self._unheaded)
        headings = tuple(sorted((*self.block.headings, *further), key=lambda heading: heading.column))
        header = (self.block.first, self.block.last)
        numbers = frozenset(row.row for row in self.left)
        columns = replace(self.columns, headings=headings)
        body = SheetRows(rows, header[1], self.end, numbers, self.merges, columns)
        return FoundTable(header, headings, self.unit, self.unit_row, body, tuple(self.left), self._all_doubts())

    def _all_doubts(self) -> tuple[Doubt, ...]:
        levels = [Doubt("code-levels", self._levels[0], self._code_column, self._levels[1])] if self._levels[1] else []
        merged = [
            Doubt("merged-amount", top, column, bottom - top + 1)
            for column in sorted(self.columns.amounts) for top, bottom in self.merges.downward(column)
            if top > self.block.last and (self.end is None or top < self.end)
        ]  # fmt: skip
        alone = not self.count and any(row.reason in SUMS for row in self.left)
        only = [Doubt("only-totals", self.block.last + 1)] if alone else []
        return (*self.doubts, *self._empty(), *levels, *merged, *only)

    def _empty(self) -> list[Doubt]:
        """Group labels stand in the first columns; vouchers and days in any; other columns may just be empty."""
        found, is_group = [], True
        for column in self.columns.labels:
            first, count = self._empty_below.get(column, (0, 0))
            is_group = is_group and count > 0
            if count and (is_group or column in self.columns.vouchers or column in self.columns.dates):
                found.append(Doubt("empty-below", first, column, count))
        return found


def _filled(cells: Cells) -> frozenset[int]:
    return frozenset(column for column, text in enumerate(cells, start=1) if text.strip())


def texts(line: Line) -> tuple[tuple[int, str], ...]:
    """Return what stands in which column of a row, by which rows are compared."""
    return tuple((column, are.plain(text)) for column, text in enumerate(line[1], start=1) if text.strip())


def unit_of(row: LeftOut) -> str:
    """Return the unit of money that a row above a header declares, empty if none."""
    titles = (unit for cell in row.cells if cell and (unit := are.title_unit(cell)))
    alone = [cell for cell in row.cells if cell.strip()]
    only = are.title_unit(f"({alone[0]})") if len(alone) == 1 and row.reason != "title" else ""
    return are.declared_unit(row.cells) or next(titles, "") or only
