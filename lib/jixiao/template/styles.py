"""What the cells of the template look like."""

from typing import Any

_FONT = {"font_size": 11, "valign": "vcenter"}
_HEAD = {"bold": True, "text_wrap": True, "border": 1, "align": "center", "bg_color": "#DCE6F1"}
_FORMATS = {
    "text": "@", "code": "@", "choice": "@", "role": "@",
    "amount": "#,##0.00########", "number": "0.########", "integer": "0", "date": "yyyy-mm-dd",
}  # fmt: skip
WIDTHS = {"text": 22, "code": 14, "choice": 14, "role": 20, "amount": 16, "number": 10, "integer": 10, "date": 13}
"""Width of a column by its type, in characters."""


class Styles:
    """The formats of one workbook.

    Args:
        book: The workbook of xlsxwriter.
    """

    def __init__(self, book: Any) -> None:
        self.title = book.add_format({**_FONT, "bold": True})
        self.plain = book.add_format(_FONT)
        self.wrapped = book.add_format({**_FONT, "text_wrap": True, "valign": "top"})
        self.example = book.add_format({**_FONT, "italic": True, "font_color": "#7F7F7F", "num_format": "@"})
        self.heading = book.add_format({**_FONT, **_HEAD})
        self.required = book.add_format({**_FONT, **_HEAD, "font_color": "#9C0006"})
        self.entry = book.add_format({**_FONT, "border": 1, "num_format": "@", "text_wrap": True})
        self.unit = book.add_format({**_FONT, "border": 1, "bold": True, "align": "center"})
        self.cells = {name: book.add_format({**_FONT, "num_format": shown}) for name, shown in _FORMATS.items()}
