"""The tables of an OpenDocument spreadsheet, row by row; what is repeated by number is bounded."""

from dataclasses import dataclass, field

from jixiao.exceptions import LimitError, UnreadableInputError
from jixiao.spreadsheets import limits
from jixiao.spreadsheets.areas import Areas
from jixiao.spreadsheets.markup import Attributes, Others
from jixiao.spreadsheets.model import Area
from jixiao.spreadsheets.opendocument.texts import OFFICE, Words
from jixiao.spreadsheets.opendocument.values import text_of
from jixiao.spreadsheets.stored import Store

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_HIDING = ("collapse", "filter")


@dataclass
class Found:
    """One table."""

    name: str
    style: str
    store: Store
    noted: Areas = field(default_factory=Areas)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


class Tables:
    """Takes the elements of ``content.xml``.

    Args:
        file: Name for messages.

    Attributes:
        tables: The tables in their order.
        hidden_styles: Styles whose tables are hidden.
        links: Addresses of other files from which tables are filled.
    """

    def __init__(self, file: str) -> None:
        self.tables: list[Found] = []
        self.hidden_styles: set[str] = set()
        self.links: list[str] = []
        self._file = file
        self._others = Others(file, "content.xml")
        self._words = Words(file)
        self._table: Found | None = None
        self._style = ""
        self._row = self._column = self._row_repeat = self._column_repeat = self._column_place = 0
        self._nested = self._repeated = 0
        self._cells: list[str] = []
        self._cell: Attributes | None = None
        self._starts = {
            f"{TABLE}table": self._start_table, f"{TABLE}table-row": self._start_row,
            f"{TABLE}table-cell": self._start_cell, f"{TABLE}covered-table-cell": self._start_cell,
            f"{TABLE}table-column": self._start_column, f"{STYLE}style": self._start_style,
            f"{STYLE}table-properties": self._start_properties, f"{TABLE}table-source": self._start_source,
        }  # fmt: skip
        self._ends = {
            f"{TABLE}table": self._end_table, f"{TABLE}table-row": self._end_row,
            f"{TABLE}table-cell": self._end_cell, f"{TABLE}covered-table-cell": self._end_cell,
        }  # fmt: skip

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        self._others.start()
        if self._cell is not None:
            # A table within a cell is no table of the file.
            self._nested += name in self._ends
            self._words.start(name, attributes)
        elif name in self._starts:
            self._starts[name](attributes)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._others.end()
        if self._nested and name in self._ends:
            self._nested -= 1
        elif name in self._ends:
            self._ends[name]()
        elif self._cell is not None:
            self._words.end(name)

    def text(self, words: str) -> None:
        """Take a piece of text."""
        if self._cell is not None:
            self._words.text(words)

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attributes.get(f"{STYLE}name", "")

    def _start_properties(self, attributes: Attributes) -> None:
        if attributes.get(f"{TABLE}display") == "false":
            self.hidden_styles.add(self._style)

    def _start_source(self, attributes: Attributes) -> None:
        self.links.append(next((value for key, value in attributes.items() if key.endswith(" href")), ""))

    def _start_table(self, attributes: Attributes) -> None:
        name = attributes.get(f"{TABLE}name", "")
        if self._table is not None:
            raise UnreadableInputError("sheet-misplaced", file=self._file, sheet=self._table.name, row=self._row,
                                       found=f"<table {name[:40]}>")  # fmt: skip
        if not name.strip() or len(name) > limits.SHEET_NAME_CHARACTERS:
            raise UnreadableInputError("sheet-name", file=self._file, found=name[:40])
        if any(table.name == name for table in self.tables):
            raise UnreadableInputError("sheet-twice", file=self._file, sheet=name)
        if len(self.tables) >= limits.SHEETS:
            raise LimitError("sheet-count", file=self._file, found=len(self.tables) + 1, limit=limits.SHEETS)
        left = limits.TEXT_BYTES - sum(table.store.bytes for table in self.tables)
        self._table = Found(name, attributes.get(f"{TABLE}style-name", ""), Store(self._file, name, left))
        self.tables.append(self._table)
        self._row = self._column_place = 0

    def _end_table(self) -> None:
        self._table = None

    def _start_column(self, attributes: Attributes) -> None:
        first = self._column_place + 1
        self._column_place += _repeat(attributes, "columns")
        if self._table and attributes.get(f"{TABLE}visibility") in _HIDING:
            self._table.hidden_columns.append((first, self._column_place))

    def _start_row(self, attributes: Attributes) -> None:
        self._row_repeat, self._cells, self._column = _repeat(attributes, "rows"), [], 0
        if self._table and attributes.get(f"{TABLE}visibility") in _HIDING:
            self._table.hidden_rows.append((self._row + 1, self._row + self._row_repeat))

    def _end_row(self) -> None:
        last = self._row + self._row_repeat
        if self._cells and self._table:
            if last > limits.ROWS or last * len(self._cells) > limits.BOX_CELLS:
                raise LimitError("sheet-box", file=self._file, sheet=self._table.name, rows=last,
                                 columns=len(self._cells), limit=limits.BOX_CELLS)  # fmt: skip
            self._others.spare(1)
            self._count_repeated((self._row_repeat - 1) * len(self._cells))
            for number in range(self._row + 1, last + 1):
                self._table.store.add(number, list(self._cells))
        self._row, self._cells = last, []

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell, self._column_repeat = attributes, _repeat(attributes, "columns")
        self._words.begin(self._table.name if self._table else "", "")

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell or {}, None
        row, column = self._row + 1, self._column + 1
        self._column += self._column_repeat
        if self._table is None:
            return
        words = text_of(attributes, self._words.shown, self._table.noted, row, column)
        self._note(attributes, row, column)
        if words and not words.isspace():
            if self._column > limits.COLUMNS:
                raise LimitError("sheet-columns", file=self._file, sheet=self._table.name, found=self._column,
                                 limit=limits.COLUMNS)  # fmt: skip
            self._cells.extend([""] * (column - 1 - len(self._cells)))
            self._cells.extend([words] * self._column_repeat)
            self._others.spare(2)
            self._count_repeated(self._column_repeat - 1)

    def _count_repeated(self, number: int) -> None:
        self._repeated += number
        if self._table and self._repeated > limits.REPEATED_CELLS:
            raise LimitError("sheet-repeated", file=self._file, sheet=self._table.name, limit=limits.REPEATED_CELLS)

    def _note(self, attributes: Attributes, row: int, column: int) -> None:
        if self._table is None:
            return
        if formula := attributes.get(f"{TABLE}formula"):
            self._table.noted.add("formula", row, column, f"={formula.partition('=')[2]}")
            if f"{OFFICE}value-type" not in attributes:
                self._table.noted.add("formula-without-value", row, column, f"={formula.partition('=')[2]}")
        if self._words.comment:
            self._table.noted.add("comment", row, column, self._words.comment)
        down, right = (_number(attributes.get(f"{TABLE}number-{way}-spanned", "1")) for way in ("rows", "columns"))
        if (down, right) != (1, 1) and len(self._table.merged) < limits.MERGED:
            self._table.merged.append(Area(row, column, row + down - 1, column + right - 1))


def _repeat(attributes: Attributes, way: str) -> int:
    return _number(attributes.get(f"{TABLE}number-{way}-repeated", "1"))


def _number(raw: str) -> int:
    return max(1, int(raw)) if raw.isascii() and raw.isdigit() and len(raw) < 10 else 1
