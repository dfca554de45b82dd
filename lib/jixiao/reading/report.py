"""What the kinds of relations read: the document, its text with figures, its tables."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from jixiao.documents.model import Document
from jixiao.reading.figure import Figure
from jixiao.reading.grid import Grid
from jixiao.reading.passage import Passage

if TYPE_CHECKING:
    from jixiao.reading.lists.spans import Spans

# columns of tables that hold amounts of the whole project, and the roles they have in prose
_AMOUNTS = ("budget", "budget_initial", "budget_adjusted", "allotted", "received", "spent", "carry_in", "carry_out")
_LABEL = 12
_ROLES = {"budget_initial": "budget"}


@dataclass(frozen=True)
class Report:
    """A scanned report.

    Attributes:
        document: The document.
        passage: Its text with figures.
        grids: Its tables, in the order of the text, whatever way they are printed.
    """

    document: Document
    passage: Passage
    grids: tuple[Grid, ...]

    @cached_property
    def cell_figures(self) -> tuple[Figure, ...]:
        """The quantities of all tables, in the unit of their column, in the order of the text."""
        return tuple(cell.figure for grid in self.grids for row in grid.rows for cell in row if cell.figure is not None)

    @cached_property
    def table_totals(self) -> tuple[Figure, ...]:
        """The amounts in the total rows of tables, each with the role of its column, in the order of the text."""
        return tuple(figure for grid in self.grids for row in _total_rows(grid)
                     for figure in _amounts(grid, row).values())  # fmt: skip

    @cached_property
    def score_totals(self) -> tuple[Figure, ...]:
        """The scores in the total rows of tables with points available and points given, in the order of the text."""
        return tuple(figure for grid in self.grids
                     if grid.columns("weight") and not (grid.columns("spent") and not grid.columns("target", "actual"))
                     for row in grid.body_rows("total")
                     for column in grid.columns("score")
                     if (figure := grid.figure(row, column)) is not None)  # fmt: skip

    @cached_property
    def table_items(self) -> tuple[tuple[str, Mapping[str, Figure]], ...]:
        """The other rows of tables that hold amounts: the words of the row, and the amounts by role."""
        return tuple((_row_label(grid, row), amounts) for grid in self.grids for row in grid.body_rows("item", "part")
                     if (amounts := _amounts(grid, row)))  # fmt: skip

    @cached_property
    def spans(self) -> "Spans":
        """Access to the quantities of its prose by offset."""
        from jixiao.reading.lists.spans import Spans

        return Spans(self.passage)

    @cached_property
    def document_kind(self) -> str:
        """What kind of document it is, such as ``evaluation_report``."""
        from jixiao.reading.document_kind import kind_of

        return kind_of(self.document)


def _total_rows(grid: Grid) -> tuple[int, ...]:
    """Return the total rows; where none is called so, the row above rows that are its parts."""
    totals = grid.body_rows("total")
    first = grid.header
    is_whole = len(grid.rows) > first + 1 and grid.row_roles[first] == "item" and grid.row_roles[first + 1] == "part"
    return totals or ((first,) if is_whole else ())


def _amounts(grid: Grid, row: int) -> dict[str, Figure]:
    """Return the amounts of a table row by the roles that they have in prose."""
    columns = [(column, role) for column, role in enumerate(grid.roles) if role in _AMOUNTS]
    found = {_ROLES.get(role, role): grid.figure(row, column) for column, role in columns}
    return {role: replace(figure, role=role) for role, figure in found.items() if figure and figure.kind == "money"}


def _row_label(grid: Grid, row: int) -> str:
    words = "".join(cell.text for cell in grid.rows[row] if cell.figure is None)
    return re.sub("其中|资金|[：:|\\s、-]", "", words)[:_LABEL]
