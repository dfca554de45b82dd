"""The rows of a source's table as they are taken: each cell under its project column, with where it came from."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from jixiao.importing.columns import own_units
from jixiao.importing.model import TablePlan
from jixiao.importing.opening import Piece
from jixiao.importing.scanning import SPREAD
from jixiao.importing.tabling import YES
from jixiao.intake.cells import CellRefusedError
from jixiao.intake.schema import schemas
from jixiao.spreadsheets.model import Area
from jixiao.spreadsheets.values import percentage

_COMPARED = ("target", "actual")
NUMBERS = ("amount", "number", "integer")
LABEL_ABOVE = "label-above"


@dataclass(slots=True)
class Found:
    """A cell on its way into a table.

    Attributes:
        text: What is to be taken.
        column: The source's column, 0 if the program made it.
        found: The text as the source has it.
        rules: What was done to it so far.
        is_shared: It belongs to a merged area that begins in a row above.
        unit: The unit that an amount without its own unit is in.
        error: Why it cannot be taken.
    """

    text: str
    column: int = 0
    found: str = ""
    rules: tuple[str, ...] = ()
    is_shared: bool = False
    unit: str = ""
    error: CellRefusedError | None = None


Cells = dict[str, Found]


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of a source's table.

    Attributes:
        row: Its number in the sheet.
        texts: Its texts as the source has them.
        cells: Its cells by project column or part of one.
    """

    row: int
    texts: tuple[str, ...]
    cells: Cells = field(default_factory=dict)


def units_of(piece: Piece, table: TablePlan) -> dict[int, str]:
    """Return the unit of each source column of a table: that of its heading, else that of the table."""
    own = own_units(piece.found) if piece.found else {}
    return {number: own.get(number) or table.unit for number in table.columns}


def rows_of(piece: Piece, plan: TablePlan) -> Iterator[RawRow]:
    """Yield the rows of a table of a source, taken as planned."""
    assert piece.found is not None
    made = RowMaker(piece, plan)
    return (made(row, texts) for row, texts in piece.found.body)


class RowMaker:
    """Puts the cells of each row of a source's table under their project columns.

    Args:
        piece: The table.
        plan: How it is taken.

    Attributes:
        columns: Number, project column or part, and unit of each column of the source that is used.
        width: Number of the last one.
        spread: Columns whose blank cells get the label above.
        above: The labels above the next row.
    """

    def __init__(self, piece: Piece, plan: TablePlan) -> None:
        units = units_of(piece, plan)
        self.columns = [(number, name, units.get(number, "")) for number, (_, name) in plan.columns.items() if name]
        self.width = max((number for number, _, _ in self.columns), default=0)
        self.spread = SPREAD.get(plan.table, ()) if plan.choices.get("spread") == YES else ()
        self.above: Cells = {}
        self._plan = plan
        self._shared, self._percents = _shared(piece, plan), percents_of(piece)

    @property
    def has_doubts(self) -> bool:
        """Whether it is not known of some cells what they show."""
        return bool(self._percents.doubtful)

    @property
    def apart(self) -> frozenset[int]:
        """The rows with cells that are not taken as their texts say."""
        return frozenset(row for row, _ in (*self._shared, *self._percents.sure))

    def __call__(self, row: int, texts: tuple[str, ...]) -> RawRow:
        """Return a row; rows come in their order."""
        cells = {name: Found(text) for name, text in self._plan.constants.items()}
        padded = texts if len(texts) >= self.width else (*texts, *("",) * (self.width - len(texts)))
        shared, percents = self._shared, self._percents
        for number, name, unit in self.columns:
            text = padded[number - 1]
            cells[name] = Found(text, number, text, (), bool(shared and text) and (row, number) in shared, unit)
            if percents and is_percentage(self._plan.table, name):
                cells[name] = percents.shown(row, number, cells[name])
        if self.spread:
            _spread(cells, self.spread, self.above, self._plan.table == "indicators")
        return RawRow(row, texts, cells)


@dataclass(frozen=True)
class Percents:
    """The cells that a spreadsheet shows in percent: they hold 0.95 and show 95%.

    Attributes:
        sure: Row and column of each.
        doubtful: Areas of which only some cells are shown so.
    """

    sure: frozenset[tuple[int, int]]
    doubtful: tuple[Area, ...]

    def __bool__(self) -> bool:
        return bool(self.sure or self.doubtful)

    def shown(self, row: int, column: int, cell: Found) -> Found:
        """Return a cell as the spreadsheet shows it; a number of which that is not known is refused."""
        text = percentage(cell.text)
        if text == cell.text:
            return cell
        if any(area.holds(row, column) for area in self.doubtful):
            return replace(cell, error=CellRefusedError("percent-doubtful"))
        is_sure = (row, column) in self.sure
        return replace(cell, text=text, rules=(*cell.rules, "percent-format")) if is_sure else cell


def percents_of(piece: Piece) -> Percents:
    """Return the cells of the sheet of a table that are shown in percent."""
    return piece.once("percents", lambda: _percents(piece))


def _percents(piece: Piece) -> Percents:
    remarks = [remark for remark in piece.opened.sheet.remarks if remark.kind == "percent"]
    areas = [remark.area for remark in remarks if remark.area and not remark.is_rest]
    sure = frozenset(cell for area in areas for cell in area.cells())
    return Percents(sure, tuple(remark.area for remark in remarks if remark.area and remark.is_rest))


def is_percentage(table: str, name: str) -> bool:
    """Return whether a project column may hold a percentage: a number, a target, an actual value."""
    column = schemas()[table].columns.get(name)
    return column is not None and (column.type in NUMBERS or name in _COMPARED)


def _spread(cells: Cells, names: tuple[str, ...], above: Cells, in_order: bool) -> None:
    """Fill blank cells from the row above; below a new label of a higher level nothing is filled."""
    for place, name in enumerate(names):
        cell = cells.get(name)
        if cell is None:
            continue
        if cell.text.strip():
            if in_order and name in above and above[name].text != cell.text:
                for lower in names[place + 1 :]:
                    above.pop(lower, None)
            above[name] = cell
        elif name in above:
            cells[name] = Found(above[name].text, cell.column, cell.text, (LABEL_ABOVE,))


def _shared(piece: Piece, plan: TablePlan) -> frozenset[tuple[int, int]]:
    """Return the cells of numbers that a merged area spans below its first row: the number would count twice."""
    types = {name: column.type for name, column in schemas()[plan.table].columns.items()}
    numbers = {number for number, (_, name) in plan.columns.items() if types.get(name.partition(".")[0]) in NUMBERS}
    areas = piece.opened.sheet.merged
    return frozenset((row, column) for area in areas for row, column in area.cells()
                     if column in numbers and (row, column) != (area.top, area.left))  # fmt: skip
