"""The sheet that the form is drawn on: texts, numbers and formulas in merged cells, and how it is printed."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from jixiao.forms.formulas import Formula, is_number
from jixiao.forms.heights import LEAST, row_height
from jixiao.forms.labels import official

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_A4 = 9
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "align": "center", "border": 0},
    "plain": {"align": "center", "border": 0},
    "unit": {"align": "right", "border": 0},
    "label": {"bold": True, "align": "center"},
    "centred": {"align": "center"},
    "text": {"align": "left"},
    "amount": {"align": "right", "num_format": "#,##0.00####"},
    "points": {"align": "center", "num_format": "0.##"},
    "whole": {"align": "center", "num_format": "0"},
    "rate": {"align": "center", "num_format": "0.00%"},
    "note": {"align": "left", "border": 0, "font_size": 9},
}


class Page:
    """A worksheet; rows and columns are counted from 1."""

    def __init__(self, title: str) -> None:
        import xlsxwriter

        self._bytes = BytesIO()
        self._book = xlsxwriter.Workbook(self._bytes, _OPTIONS)
        self._sheet = self._book.add_worksheet(title)
        self._looks = {name: self._book.add_format(_format(look)) for name, look in _LOOKS.items()}
        self.widths: Sequence[float] = official()["widths"]
        for column, width in enumerate(self.widths):
            self._sheet.set_column(column, column, width)

    def put(self, row: int, column: int, value: Any, look: str = "text", to: tuple[int, int] | None = None) -> None:
        """Write a text, number, formula or nothing into a cell, or into the area from it to `to`."""
        cell = (row - 1, column - 1)
        style = self._looks[look]
        if to and to != (row, column):
            self._sheet.merge_range(*cell, to[0] - 1, to[1] - 1, "", style)
        if isinstance(value, Formula):
            self._sheet.write_formula(*cell, value.text, style, float(value.value))
        elif isinstance(value, Decimal) and is_number(value):
            whole = look == "points" and value == value.to_integral_value()
            self._sheet.write_number(*cell, float(value), self._looks["whole"] if whole else style)
        elif value is None or value == "":
            self._sheet.write_blank(*cell, None, style)
        else:
            self._sheet.write_string(*cell, f"{value:f}" if isinstance(value, Decimal) else str(value), style)

    def height(self, row: int, *texts: tuple[str, int, int]) -> None:
        """Make a row as high as its texts need, each with the first and last column of its cell."""
        wide = [(text, float(sum(self.widths[first - 1 : last]))) for text, first, last in texts]
        self._sheet.set_row(row - 1, row_height(wide) if wide else LEAST)

    def points_within(self, row: int, column: int, weight: str, words: Mapping[str, str]) -> None:
        """Let a spreadsheet program refuse points that are negative or above the full marks in the cell `weight`."""
        self._sheet.data_validation(row - 1, column - 1, row - 1, column - 1, {
            "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": f"={weight}",
            "error_title": words["title"], "error_message": words["message"]})  # fmt: skip

    def finished(self, last: int, title: str, footer: str) -> bytes:
        """Return the workbook: A4 upright, fitted to its width, with page numbers."""
        from datetime import UTC, datetime

        sheet = self._sheet
        sheet.set_paper(_A4)
        sheet.set_portrait()
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.print_area(0, 0, last - 1, len(self.widths) - 1)
        sheet.set_footer(footer)
        sheet.hide_gridlines(2)
        # The same run gives the same bytes: the day of writing is no part of the form.
        self._book.set_properties({"title": title, "created": datetime(2020, 2, 25, tzinfo=UTC)})
        self._book.close()
        return self._bytes.getvalue()


def _format(look: Mapping[str, Any]) -> Mapping[str, Any]:
    usual = {"font_name": official()["font"], "font_size": 10, "text_wrap": True, "valign": "vcenter", "border": 1}
    return {**usual, **look}
