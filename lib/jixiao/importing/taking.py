"""The rows of a source's table as they are taken: each cell under its project column, with where it came from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from jixiao.importing.model import TablePlan
from jixiao.importing.opening import Piece
from jixiao.importing.scanning import SPREAD
from jixiao.importing.tabling import YES
from jixiao.intake.cells import CellRefusedError
from jixiao.intake.schema import schemas
from jixiao.quantities import YUAN_PER_UNIT

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
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
    own = {heading.column: heading.unit for heading in (piece.found.headings if piece.found else ())}
    return {number: unit if (unit := own.get(number, "")) in YUAN_PER_UNIT else table.unit for number in table.columns}


def rows_of(piece: Piece, plan: TablePlan, units: Mapping[int, str]) -> Iterator[RawRow]:
    """Yield the rows of a table of a source.

    Args:
        piece: The table.
        plan: How it is taken.
        units: The unit of each source column of amounts.
    """
    assert piece.found is not None
    columns = [(number, name, units.get(number, "")) for number, (_, name) in plan.columns.items() if name]
    width = max((number for number, _, _ in columns), default=0)
    shared, percents = _shared(piece, plan), percent_cells(piece)
    spread = SPREAD.get(plan.table, ()) if plan.choices.get("spread") == YES else ()
    above: Cells = {}
    for row, texts in piece.found.body:
        cells = {name: Found(text) for name, text in plan.constants.items()}
        padded = texts if len(texts) >= width else (*texts, *("",) * (width - len(texts)))
        for number, name, unit in columns:
            text = padded[number - 1]
            cells[name] = Found(text, number, text, (), bool(shared and text) and (row, number) in shared, unit)
            if percents and (row, number) in percents and is_percentage(plan.table, name):
                cells[name] = as_percent(cells[name])
        if spread:
            _spread(cells, spread, above, plan.table == "indicators")
        yield RawRow(row, texts, cells)


def percent_cells(piece: Piece) -> frozenset[tuple[int, int]]:
    """Return the cells that a spreadsheet shows in percent: they hold 0.95 and show 95%."""
    return piece.once("percents", lambda: frozenset(
        (row, column) for remark in piece.opened.sheet.remarks if remark.kind == "percent" and remark.area
        for row in range(remark.area.top, remark.area.bottom + 1)
        for column in range(remark.area.left, remark.area.right + 1)))  # fmt: skip


def is_percentage(table: str, name: str) -> bool:
    """Return whether a project column may hold a percentage: a number, a target, an actual value."""
    column = schemas()[table].columns.get(name)
    return column is not None and (column.type in NUMBERS or name in _COMPARED)


def as_percent(cell: Found) -> Found:
    """Return a cell as the spreadsheet shows it; a text that is no number stays as it is."""
    if not _NUMBER.fullmatch(cell.text):
        return cell
    shown = f"{(Decimal(cell.text) * 100).normalize():f}%"
    return replace(cell, text=shown, rules=(*cell.rules, "percent-format"))


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
    return frozenset((row, column) for area in areas for row in range(area.top, area.bottom + 1)
                     for column in range(area.left, area.right + 1)
                     if column in numbers and (row, column) != (area.top, area.left))  # fmt: skip
