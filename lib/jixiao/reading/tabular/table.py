"""One table of a report, and how a relation among its cells is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.grid import Grid
from jixiao.reading.grids.labels import is_blank
from jixiao.reading.judging import judge
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report

LONGEST_QUOTE = 120


@dataclass(frozen=True)
class Table:
    """A table with the report around it.

    Attributes:
        report: The report.
        grid: The table.
    """

    report: Report
    grid: Grid

    def cells(self, column: int, rows: Iterable[int]) -> dict[int, Figure]:
        """Return the quantities of a column in `rows`, by row."""
        found = {row: self.grid.figure(row, column) for row in rows}
        return {row: figure for row, figure in found.items() if figure is not None}

    def across(self, column: int, row: int) -> Figure | None:
        """Return the quantity of a column on a row."""
        return self.grid.figure(row, column)

    @cached_property
    def is_trusted(self) -> bool:
        """Whether a rate or a product of the table holds: then its cells were read as they are meant."""
        from jixiao.reading.tabular.trust import holds_somewhere

        return holds_somewhere(self)

    def is_damaged(self, row: int, column: int) -> bool:
        """Return whether a cell holds something that is neither a quantity nor an empty cell."""
        cells = self.grid.rows[row]
        return column < len(cells) and cells[column].figure is None and not is_blank(cells[column].text)

    def quote(self, row: int, *figures: Figure) -> tuple[int, int]:
        """Return the printed span of a row, or of the figures and what stands between if the row is too long."""
        cells = [cell for cell in self.grid.rows[row] if cell.text]
        start = min((cell.start for cell in cells), default=figures[0].at if figures else 0)
        end = max((cell.end for cell in cells), default=start)
        if end - start > LONGEST_QUOTE and figures:
            start = max(start, min(figure.at for figure in figures) - 20)
            end = min(end, max(max(figure.till for figure in figures), start + 40), start + LONGEST_QUOTE)
        normal = self.report.passage.normal
        return normal.origin(start), normal.origin(max(start, end - 1)) + 1

    def relation(
        self,
        kind: str,
        row: int,
        stated: Figure,
        computed: Decimal,
        operands: Sequence[Figure],
        formula: str,
        *,
        verdict: str = "",
        note: str = "",
        severity: str = "high",
        slack: Decimal | None = None,
        definition: str = "",
        others: tuple[tuple[str, Decimal], ...] = (),
        fields: tuple[tuple[str, str], ...] = (),
    ) -> Relation:
        """Return a relation of which `computed` is given in base units; without `verdict` it is judged here."""
        if not verdict:
            verdict, told = judge(stated, computed, operands, slack)
            note = note or told
        start, end = self.quote(row, stated)
        return Relation(
            kind,
            verdict,
            severity if verdict == "contradicted" else "low",
            tuple(operands),
            stated,
            "",
            computed / scale_of(stated.unit),
            stated.unit,
            formula,
            definition,
            note,
            fields,
            start,
            end,
            others,
        )


def shown(figure: Figure) -> str:
    """Return a figure as it stands in a formula, without thousands separators; a negative one in brackets."""
    number = figure.number.replace(",", "").replace("，", "")
    return f"(-{number})" if figure.value is not None and figure.value < 0 else number


def summed(figures: Iterable[Figure]) -> str:
    """Return a sum as a formula."""
    return " + ".join(shown(figure) for figure in figures)
