"""Cells that a spreadsheet shows as percentages: read as they are shown, ``90%`` and not ``0.9``."""

from jixiao.spreadsheets.model import Sheet
from jixiao.spreadsheets.values import percentage

KIND = "percent"


class Percentages:
    """The cells of a sheet that are shown as percentages.

    Args:
        sheet: The sheet.

    Attributes:
        areas: Their rectangles.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.areas = [remark.area for remark in sheet.remarks if remark.kind == KIND and remark.area]

    def row(self, number: int, cells: tuple[str, ...]) -> tuple[str, ...]:
        """Return the cells of a row, percentages as they are shown."""
        shown = list(cells)
        for area in self.areas:
            if area.top <= number <= area.bottom:
                for at in range(area.left - 1, min(area.right, len(cells))):
                    shown[at] = percentage(cells[at])
        return tuple(shown)
