"""The cells of a form by row and column, with the areas they span."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from jixiao.forms.labels import label
from jixiao.layout.model import LeftOut
from jixiao.spreadsheets.model import Area, Sheet
from jixiao.spreadsheets.values import percentage

LONGEST_FORM = 3_000
"""Rows of a sheet beyond which it is a table and no form."""


class Grid:
    """A sheet that is small enough to be a form.

    Attributes:
        rows: By number: the cells that hold something, by column.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.name = sheet.name
        self.texts: Mapping[int, tuple[str, ...]] = {number: texts for number, texts in sheet.rows if any(texts)}
        self.rows: Mapping[int, Mapping[int, str]] = {
            number: {column: text.strip() for column, text in enumerate(texts, 1) if text.strip()}
            for number, texts in self.texts.items()
        }
        self._merged = sheet.merged
        self._percents = [remark.area for remark in sheet.remarks if remark.kind == "percent" and remark.area]

    @cached_property
    def areas(self) -> Mapping[tuple[int, int], Area]:
        """The merged area of each cell that is in one."""
        return {(row, column): area for area in self._merged if area.bottom - area.top <= LONGEST_FORM
                for row in range(area.top, area.bottom + 1)
                for column in range(area.left, min(area.right, area.left + LONGEST_FORM) + 1)}  # fmt: skip

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell; a merged cell says the same everywhere."""
        area = self.areas.get((row, column))
        if area:
            row, column = area.top, area.left
        return self.rows.get(row, {}).get(column, "")

    def shown(self, row: int, column: int) -> str:
        """Return the text of a cell as a person sees it: a number in the format of a percentage as one."""
        text = self.text(row, column)
        is_percent = any(area.holds(row, column) for area in self._percents)
        return percentage(text) if is_percent else text

    def right_of(self, row: int, column: int) -> int:
        """Return the first column behind a cell and the area it spans."""
        area = self.areas.get((row, column))
        return (area.right if area else column) + 1

    def cells(self, row: int) -> Iterator[tuple[int, str]]:
        """Yield column and text of the cells of a row that hold something, from left to right."""
        yield from sorted(self.rows.get(row, {}).items())

    def labels(self, row: int) -> tuple[str, ...]:
        """Return the texts of a row as labels are compared."""
        return tuple(label(text) for _, text in self.cells(row))

    def left(self, row: int, reason: str) -> LeftOut:
        """Return a row as one that is no row of data."""
        return LeftOut(row, reason, self.texts[row])
