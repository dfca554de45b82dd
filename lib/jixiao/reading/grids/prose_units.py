"""The money unit of a table that names none: the one with which its amounts stand in the sentences around it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from jixiao.reading.figure import Figure
from jixiao.reading.grid import Grid
from jixiao.reading.grids.columns import unit_of_header
from jixiao.reading.grids.layout import MONEY, takes, with_unit
from jixiao.reading.passage import Passage

Stated = Mapping[Decimal, tuple[Figure, ...]]
_FAR_LINES = 40
_FEWEST_DIGITS = 3


def with_prose_units(grids: Iterable[Grid], passage: Passage) -> Iterator[Grid]:
    """Yield the tables, those without a money unit with the one that the prose gives their amounts."""
    known = list(grids)
    stated = _stated(passage) if any(not grid.unit for grid in known) else {}
    for grid in known:
        units = {figure.unit for figure in _shared(grid, stated)} if not grid.unit and stated else set()
        yield _in_unit(grid, units.pop()) if len(units) == 1 else grid


def _stated(passage: Passage) -> Stated:
    found: dict[Decimal, list[Figure]] = defaultdict(list)
    for figure in passage.prose:
        if figure.kind == "money" and figure.value is not None and _digits(figure) >= _FEWEST_DIGITS:
            found[figure.value].append(figure)
    return {value: tuple(figures) for value, figures in found.items()}


def _digits(figure: Figure) -> int:
    return len(str(figure.value).replace(".", "").strip("0"))


def _shared(grid: Grid, stated: Stated) -> Iterator[Figure]:
    """Yield the amounts of the prose that a column of amounts holds as bare numbers."""
    for column in (column for column, role in enumerate(grid.roles) if role in MONEY):
        for row in grid.body_rows():
            cell = grid.figure(row, column)
            if cell is None or cell.unit or cell.value is None:
                continue
            yield from (
                figure
                for figure in stated.get(cell.value, ())
                if -_FAR_LINES < figure.line - grid.first_line < _FAR_LINES + grid.last_line - grid.first_line
            )


def _in_unit(grid: Grid, unit: str) -> Grid:
    """Return a table whose columns of amounts count in a unit."""
    names = [grid.column_name(column) for column in range(len(grid.roles))]
    units = [
        unit if not unit_of_header(name) and takes(role, name, True, False) else ""
        for name, role in zip(names, grid.roles, strict=True)
    ]
    rows = tuple(
        tuple(
            with_unit(cell, units[column], grid.roles[column]) if column < len(units) else cell
            for column, cell in enumerate(row)
        )
        for row in grid.body
    )
    return replace(grid, rows=(*grid.rows[: grid.header], *rows), unit=unit)
