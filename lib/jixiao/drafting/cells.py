"""Figures in the cells of tables: in the unit of their column, and what the total of a column stands for."""

from collections.abc import Iterator, Mapping

from jixiao.drafting.naming import rate_of
from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.grid import Grid
from jixiao.reading.report import Report

Cells = Mapping[str, tuple[Figure, str]]
"""Id of a figure to the same figure with the unit of its column, and its role."""


def cells(report: Report) -> Cells:
    """Return the figures of all tables of a report; the role is empty where the table does not tell."""
    return {figure.id: (figure, role) for grid in report.grids for figure, role in _cells(grid)}


def _cells(grid: Grid) -> Iterator[tuple[Figure, str]]:
    rows = grid.body_rows()
    totals = rows if len(rows) == 1 else grid.body_rows("total")
    for row, column, figure in grid.figures():
        if figure.kind == "rate":
            yield figure, rate_of(grid.column_name(column))
        else:
            yield figure, _role(grid, column) if figure.kind == "money" and row in totals else ""


def _role(grid: Grid, column: int) -> str:
    held = grid.roles[column] if column < len(grid.roles) else ""
    return str(lexicon.words("drafting")["columns"].get(held, ""))
