"""The texts that the cells of a workbook share."""

from jixiao.documents.package import Package
from jixiao.exceptions import LimitError
from jixiao.spreadsheets import limits
from jixiao.spreadsheets.markup import Attributes, Others, scan
from jixiao.spreadsheets.values import unescaped


def shared_texts(package: Package, part: str) -> list[str]:
    """Return the shared texts in their order, without readings printed above them.

    Raises:
        UnreadableInputError: The part is damaged.
        LimitError: There are too many, or one is longer than a cell can hold.
    """
    reader = _Texts(package.file, part)
    if part:
        scan(package, part, reader)
    return reader.texts


class _Texts:
    """Takes the elements of the part."""

    def __init__(self, file: str, part: str) -> None:
        self.texts: list[str] = []
        self._file = file
        self._others = Others(file, part)
        self._pieces: list[str] = []
        self._characters = self._length = self._readings = 0
        self._is_open = False

    def start(self, name: str, _attributes: Attributes) -> None:
        """Take the beginning of an element."""
        self._others.start()
        local = name.rpartition(" ")[2]
        if local == "si":
            self._pieces, self._length = [], 0
        elif local == "rPh":
            self._readings += 1
        elif local == "t":
            self._is_open = not self._readings

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._others.end()
        local = name.rpartition(" ")[2]
        if local == "si":
            self._keep()
        elif local == "rPh":
            self._readings -= 1
        elif local == "t":
            self._is_open = False

    def text(self, words: str) -> None:
        """Take a piece of text."""
        if self._is_open:
            self._pieces.append(words)
            self._length += len(words)
            if self._length > limits.ESCAPED_CHARACTERS:
                raise LimitError("sheet-shared-text", file=self._file, limit=limits.CELL_CHARACTERS)

    def _keep(self) -> None:
        words = unescaped("".join(self._pieces))
        if len(words) > limits.CELL_CHARACTERS:
            raise LimitError("sheet-shared-text", file=self._file, limit=limits.CELL_CHARACTERS)
        self.texts.append(words)
        self._others.spare(2)
        self._characters += self._length
        if len(self.texts) > limits.SHARED_TEXTS or self._characters > limits.SHARED_CHARACTERS:
            raise LimitError("sheet-shared-texts", file=self._file, texts=limits.SHARED_TEXTS,
                             limit=limits.SHARED_CHARACTERS)  # fmt: skip
