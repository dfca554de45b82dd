"""The words of an OpenDocument cell, paragraph by paragraph, without its comments."""

from jixiao.exceptions import LimitError
from jixiao.spreadsheets import limits
from jixiao.spreadsheets.markup import Attributes

TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_P, _SPACES, _TAB, _BREAK = f"{TEXT}p", f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"
_ANNOTATION, _COUNT = f"{OFFICE}annotation", f"{TEXT}c"


class Words:
    """Collects the text of one cell after the other.

    Args:
        file: Name for messages.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self.begin("", "")

    def begin(self, sheet: str, cell: str) -> None:
        """Begin a new cell."""
        self._where = {"file": self._file, "sheet": sheet, "cell": cell}
        self._pieces: list[str] = []
        self._comment: list[str] = []
        self._target = self._pieces
        self._length = self._depth = self._paragraphs = 0

    @property
    def shown(self) -> str:
        """The text of the cell."""
        return "".join(self._pieces)

    @property
    def comment(self) -> str:
        """The comment on the cell."""
        return "".join(self._comment).strip()

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element within the cell."""
        if name == _P:
            self._depth += 1
            if self._target is self._pieces:
                self._paragraphs += 1
            if self._paragraphs > 1 or self._target is self._comment:
                self._add("\n")
        elif name == _ANNOTATION:
            self._target = self._comment
        elif name == _SPACES:
            count = attributes.get(_COUNT, "1")
            self._add(" " * min(int(count) if count.isdecimal() and len(count) < 6 else 1, limits.CELL_CHARACTERS))
        elif name in (_TAB, _BREAK):
            self._add("\t" if name == _TAB else "\n")

    def end(self, name: str) -> None:
        """Take the end of an element within the cell."""
        if name == _P:
            self._depth -= 1
        elif name == _ANNOTATION:
            self._target = self._pieces

    def text(self, words: str) -> None:
        """Take a piece of text."""
        if self._depth:
            self._add(words)

    def _add(self, words: str) -> None:
        self._target.append(words)
        self._length += len(words)
        if self._length > limits.CELL_CHARACTERS:
            raise LimitError("sheet-cell-characters", **self._where, limit=limits.CELL_CHARACTERS)
