"""Cells that a spreadsheet shows as percentages: read as they are shown, ``90%`` and not ``0.9``."""

from decimal import Decimal

from jixiao.spreadsheets.model import Sheet

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


def percentage(words: str) -> str:
    """Return a number as the percentage that it is; other texts stay.

    Example:
        >>> percentage("0.905"), percentage("1"), percentage("90%")
        ('90.5%', '100%', '90%')
    """
    if not words.removeprefix("-").replace(".", "", 1).isdecimal():
        return words
    return f"{(Decimal(words) * 100).normalize():f}%"
