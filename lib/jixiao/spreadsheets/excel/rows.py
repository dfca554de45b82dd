"""The rows and cells of one worksheet in their order, as either way of reading its XML finds them."""

from collections.abc import Mapping

from jixiao.exceptions import JixiaoError, LimitError, UnreadableInputError
from jixiao.spreadsheets import limits
from jixiao.spreadsheets.excel.references import known_column
from jixiao.spreadsheets.excel.values import Values
from jixiao.spreadsheets.model import Area, cell_name
from jixiao.spreadsheets.stored import Store

_TRUE = ("1", "true")


class Rows:
    """Takes rows and cells, and refuses those that are not where they can be.

    Args:
        values: Makes the texts of the cells, and notes what is remarkable about them.
        store: Takes the rows.
        blanks: How many cells that hold nothing the file may still have.

    Attributes:
        merged: Merged areas.
        hidden_rows: First and last of the hidden rows.
        hidden_columns: First and last of the hidden columns.
        blanks: How many blank cells are left.
        is_open: A row has begun and not ended.
    """

    def __init__(self, values: Values, store: Store, blanks: int) -> None:
        self.merged: list[Area] = []
        self.hidden_rows: list[tuple[int, int]] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.blanks = blanks
        self.values, self._store = values, store
        self._row = self._column = 0
        self._number = "0"
        self._cells: list[str] = []
        self.is_open = False

    def begin(self, raw: str | None, attributes: Mapping[str, str]) -> None:
        """Begin a row.

        Raises:
            UnreadableInputError: It is not below the row before.
        """
        row = self._row + 1 if raw is None else int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 9 else 0
        if self.is_open or row <= self._row or row > limits.ROWS:
            raise self.misplaced("row", raw or str(row))
        self.is_open, self._row, self._number, self._column = True, row, str(row), 0
        if attributes.get("hidden") in _TRUE or attributes.get("ht") == "0":
            before = self.hidden_rows[-1] if self.hidden_rows else (0, 0)
            if before[1] == row - 1 and before[0]:
                self.hidden_rows[-1] = (before[0], row)
            else:
                self.hidden_rows.append((row, row))

    def end(self) -> None:
        """End the row."""
        self.is_open = False
        if self._cells:
            self._store.add(self._row, self._cells)
            self._cells = []

    def place(self, reference: str | None) -> None:
        """Go to the next cell.

        Raises:
            UnreadableInputError: It is not in this row, or not behind the cell before.
            LimitError: There are far more blank cells than the file can mean.
        """
        if reference is None:
            column = self._column + 1
        else:
            column = known_column(reference[: -len(self._number)]) if reference.endswith(self._number) else 0
        if column <= self._column or column > limits.LAST_COLUMN or not self.is_open:
            raise self.misplaced("cell", reference or "")
        self._column = column
        self.blanks -= 1
        if self.blanks < 0:
            raise LimitError("sheet-cells", file=self.values.file, sheet=self.values.sheet)

    def take(self, kind: str, style: str, value: str | None) -> None:
        """Take what the cell holds.

        Raises:
            UnreadableInputError: It is not of its kind.
            LimitError: The cell stands too far right, or its text is too long.
        """
        words = self.values.text_of(self._row, self._column, kind, style, value)
        if not words:
            return
        self.blanks += 1 + limits.BLANK_CELLS_PER_FILLED
        if len(words) > limits.CELL_CHARACTERS:
            raise self.too_long()
        if self._column > limits.COLUMNS and not words.isspace():
            raise LimitError("sheet-columns", file=self.values.file, sheet=self.values.sheet,
                             found=self._column, limit=limits.COLUMNS)  # fmt: skip
        gap = self._column - 1 - len(self._cells)
        if gap:
            self._cells.extend([""] * gap)
        self._cells.append(words)

    def take_formula(self, text: str, attributes: Mapping[str, str], kind: str, value: str | None) -> None:
        """Take the formula of the cell."""
        self.values.note_formula(self._row, self._column, text, attributes, kind, value)

    def misplaced(self, kind: str, found: str) -> JixiaoError:
        """Return the error about an element that cannot stand where it does."""
        return UnreadableInputError("sheet-misplaced", file=self.values.file, sheet=self.values.sheet,
                                    row=self._row, found=f"<{kind} {found[:40]}>")  # fmt: skip

    def too_long(self) -> JixiaoError:
        """Return the error about a cell with too much text."""
        return LimitError("sheet-cell-characters", file=self.values.file, sheet=self.values.sheet,
                          cell=cell_name(self._row, self._column), limit=limits.CELL_CHARACTERS)  # fmt: skip
