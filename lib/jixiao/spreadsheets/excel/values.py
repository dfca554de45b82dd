"""The text of each cell of a worksheet, and what is remarkable about it."""

from collections.abc import Mapping

from jixiao.exceptions import UnreadableInputError
from jixiao.spreadsheets.appearance import Appearance
from jixiao.spreadsheets.areas import Areas
from jixiao.spreadsheets.days import day_text
from jixiao.spreadsheets.excel.recalculated import Kept, stale_values
from jixiao.spreadsheets.excel.workbook import Workbook
from jixiao.spreadsheets.model import Remark, cell_name
from jixiao.spreadsheets.stored import StoredRows
from jixiao.spreadsheets.values import has_lost_digits, is_number_as_text, number_text, unescaped


class Values:
    """Makes texts of what the cells of one sheet hold.

    Args:
        file: Name for messages.
        sheet: Name of the sheet, for messages.
        workbook: The number formats and the count of days.
        texts: The shared texts.

    Attributes:
        noted: What is remarkable.
        formulas: Formulas with their results.
    """

    def __init__(self, file: str, sheet: str, workbook: Workbook, texts: list[str]) -> None:
        self.file, self.sheet = file, sheet
        self.noted = Areas()
        self.formulas = Kept()
        self._workbook, self._texts = workbook, texts
        self._forms = workbook.forms

    def text_of(self, row: int, column: int, kind: str, style: str, value: str | None) -> str:
        """Return the text of a cell.

        Args:
            row: Its row.
            column: Its column.
            kind: What it holds, as the file says: ``n`` number, ``s`` shared text and so on.
            style: Number of its style.
            value: What it holds, None if nothing.

        Raises:
            UnreadableInputError: It holds something else than it says.
        """
        if not value:
            return ""
        if kind == "n":
            return self._number(row, column, style, value)
        if kind == "s":
            words = self._shared(row, column, value)
        elif kind == "b":
            return "TRUE" if value.strip() in ("1", "true") else "FALSE"
        elif kind == "e":
            self.noted.add("error-cell", row, column, value)
            return value
        elif kind == "d":
            return value.strip().removesuffix("Z").replace("T", " ").removesuffix(" 00:00:00")
        else:
            words = unescaped(value)
        if is_number_as_text(words):
            self.noted.add("number-as-text", row, column, "")
        return words

    def note_formula(
        self, row: int, column: int, text: str, attributes: Mapping[str, str], kind: str, value: str | None
    ) -> None:
        """Note that a cell is calculated, and whether its result was saved.

        Args:
            row: Its row.
            column: Its column.
            text: The formula, empty where it is shared with a cell before.
            attributes: Those of the formula.
            kind: What the cell holds.
            value: The saved result.
        """
        shared = attributes.get("si") if attributes.get("t") == "shared" else None
        key = text if shared is None else ("shared", shared)
        self.noted.add("formula", row, column, f"={text}", key)
        if not value and kind != "str":
            self.noted.add("formula-without-value", row, column, f"={text}", key)
        elif kind == "n" and value and attributes.get("t", "shared") == "shared":
            self.formulas.add(row, column, text, shared, value)

    def stale(self, rows: StoredRows) -> list[Remark]:
        """Return the simple formulas whose saved results are not what the cells give."""
        if next(self.noted.columns("formula-without-value"), None):
            return []
        return stale_values(self.formulas, rows, self.noted.columns("number-as-text"))

    def _shared(self, row: int, column: int, value: str) -> str:
        raw = value.strip()
        number = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 9 else len(self._texts)
        if number >= len(self._texts):
            raise self._unusable(row, column, value)
        return self._texts[number]

    def _number(self, row: int, column: int, style: str, value: str) -> str:
        words = number_text(value)
        if words is None:
            raise self._unusable(row, column, value)
        form = self._forms.get(style)
        if form is None:
            if has_lost_digits(words):
                self.noted.add("digits-lost", row, column, value.strip(), "")
            if style and (not style.isdecimal() or int(style) >= max(self._workbook.styles, 1)):
                self.noted.add("unknown-style", row, column, style)
            return words
        return self._shown(row, column, words, form)

    def _shown(self, row: int, column: int, words: str, form: Appearance) -> str:
        if form.kind in ("day", "time", "elapsed"):
            return day_text(words, form.kind, self._workbook.from_1904)
        if form.places is not None and len(words.partition(".")[2]) > form.places:
            self.noted.add("hidden-digits", row, column, form.form)
        if form.is_scaled:
            self.noted.add("scaled-number", row, column, form.form)
        if form.is_percent:
            self.noted.add("percent", row, column, form.form)
        if form.has_words:
            self.noted.add("unit-in-format", row, column, form.form)
        if form.kind == "padded" and words.isdigit() and len(words) < form.width:
            self.noted.add("padded-number", row, column, form.form)
            return words.zfill(form.width)
        if has_lost_digits(words):
            self.noted.add("digits-lost", row, column, words, "")
        return words

    def _unusable(self, row: int, column: int, value: str) -> UnreadableInputError:
        return UnreadableInputError("sheet-value", file=self.file, sheet=self.sheet, cell=cell_name(row, column),
                                    found=value[:40])  # fmt: skip
