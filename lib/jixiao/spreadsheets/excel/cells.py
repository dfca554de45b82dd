"""The elements of a worksheet as a parser of XML tells them, in whatever way they are written."""

from jixiao.exceptions import LimitError
from jixiao.spreadsheets import limits
from jixiao.spreadsheets.excel.references import area_of
from jixiao.spreadsheets.excel.rows import Rows
from jixiao.spreadsheets.markup import Attributes, Others

_SPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main ",
    "http://purl.oclc.org/ooxml/spreadsheetml/main ",
)
_TRUE = ("1", "true")


class Cells:
    """Takes the elements of a worksheet and hands on its rows and cells.

    Args:
        rows: Takes the rows and cells.
        part: Name of the part, for messages.
    """

    def __init__(self, rows: Rows, part: str) -> None:
        self._rows = rows
        self._others = Others(rows.values.file, part)
        self._length = self._readings = 0
        self._in_cell = self._is_inline = False
        self._open: list[str] | None = None
        self._kind, self._style = "n", ""
        self._value: str | None = None
        self._formula: Attributes | None = None
        self._formula_text = ""
        self._data_depth = 0
        starts = {"c": self._start_cell, "v": self._start_text, "row": self._start_row, "f": self._start_formula,
                  "t": self._start_inline, "rPh": self._start_reading, "mergeCell": self._merge,
                  "col": self._hide_columns, "sheetData": self._start_data}  # fmt: skip
        ends = {"c": self._end_cell, "v": self._end_value, "row": rows.end, "f": self._end_formula,
                "t": self._end_inline, "rPh": self._end_reading}  # fmt: skip
        self._starts = {space + name: action for name, action in starts.items() for space in _SPACES}
        self._ends = {space + name: action for name, action in ends.items() for space in _SPACES}

    @property
    def is_between_rows(self) -> bool:
        """The last thing that was told stands directly in the element of all rows, in no row."""
        return self._data_depth > 0 and self._others.depth == self._data_depth and not self._rows.is_open

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        action = self._starts.get(name)
        if action is None:
            self._others.start()
        else:
            action(attributes)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        action = self._ends.get(name)
        if action is None:
            self._others.end()
        else:
            action()

    def text(self, words: str) -> None:
        """Take a piece of text."""
        if self._open is None:
            return
        self._open.append(words)
        self._length += len(words)
        if self._length > limits.ESCAPED_CHARACTERS:
            raise self._rows.too_long()

    def _start_data(self, _attributes: Attributes) -> None:
        self._others.start()
        self._data_depth = self._others.depth

    def _start_row(self, attributes: Attributes) -> None:
        self._rows.begin(attributes.get("r"), attributes)

    def _start_cell(self, attributes: Attributes) -> None:
        if self._in_cell:
            raise self._rows.misplaced("cell", attributes.get("r", ""))
        self._rows.place(attributes.get("r"))
        self._in_cell, self._is_inline = True, False
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._value = self._formula = None

    def _end_cell(self) -> None:
        self._in_cell = False
        if self._value:
            self._rows.take(self._kind, self._style, self._value)
        if self._formula is not None:
            self._rows.take_formula(self._formula_text, self._formula, self._kind, self._value)

    def _start_text(self, _attributes: Attributes) -> None:
        if self._open is not None or not self._in_cell:
            raise self._rows.misplaced("text", "")
        self._open, self._length = [], 0

    def _end_value(self) -> None:
        if not self._is_inline:
            self._value = "".join(self._open or ())
        self._open = None

    def _start_formula(self, attributes: Attributes) -> None:
        self._start_text(attributes)
        self._formula = attributes

    def _end_formula(self) -> None:
        self._formula_text = "".join(self._open or ())
        self._open = None

    def _start_inline(self, attributes: Attributes) -> None:
        if self._in_cell and not self._readings:
            self._start_text(attributes)
        else:
            self._others.start()

    def _end_inline(self) -> None:
        if self._in_cell and not self._readings:
            before = self._value if self._is_inline and self._value else ""
            self._value, self._is_inline, self._open = before + "".join(self._open or ()), True, None
            if len(self._value) > limits.ESCAPED_CHARACTERS:
                raise self._rows.too_long()
        else:
            self._others.end()

    def _start_reading(self, _attributes: Attributes) -> None:
        self._others.start()
        self._readings += 1

    def _end_reading(self) -> None:
        self._others.end()
        self._readings -= 1

    def _merge(self, attributes: Attributes) -> None:
        self._others.start()
        name = attributes.get("ref", "")
        area, values = area_of(name), self._rows.values
        if area is None:
            raise self._rows.misplaced("area", name)
        if len(self._rows.merged) >= limits.MERGED:
            raise LimitError("sheet-merged", file=values.file, sheet=values.sheet, limit=limits.MERGED)
        self._rows.merged.append(area)

    def _hide_columns(self, attributes: Attributes) -> None:
        self._others.start()
        first, last = attributes.get("min", ""), attributes.get("max", "")
        is_hidden = attributes.get("hidden") in _TRUE or attributes.get("width") == "0"
        if is_hidden and first.isdecimal() and last.isdecimal() and len(first) < 6 and len(last) < 6:
            self._rows.hidden_columns.append((int(first), int(last)))
