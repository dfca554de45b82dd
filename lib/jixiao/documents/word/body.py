"""The lines of a Word document in the order in which they are read."""

from collections.abc import Iterator
from typing import Any

from jixiao.documents import limits
from jixiao.documents.model import Line, Place
from jixiao.documents.word.names import local, number, value, w
from jixiao.documents.word.numbering import Numbering
from jixiao.documents.word.numerals import numeral
from jixiao.documents.word.runs import DELETED_NOTE, Found, Runs
from jixiao.documents.word.styles import Styles
from jixiao.documents.words import clean, notes_of, row
from jixiao.exceptions import LimitError

_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}
_DELETED_END = f"{w('rPr')}/{w('del')}"
_TITLES = {"footnote": "decimal", "endnote": "lowerRoman"}


class Body:
    """Walks through a document: paragraphs, tables, text boxes, then the notes.

    Args:
        styles: The paragraph styles.
        numbering: The lists, counted on while walking.
        notes: Contents of footnotes and endnotes by kind and id.
        file: Name for messages.
    """

    def __init__(
        self, styles: Styles, numbering: Numbering, notes: dict[tuple[str, str], Any], file: str
    ) -> None:
        self._runs = Runs(styles)
        self._numbering = numbering
        self._notes = notes
        self._file = file
        self._tables = self._boxes = 0
        self._referred: dict[tuple[str, str], str] = {}
        self._waiting: list[tuple[str, str]] = []
        self._counts = dict.fromkeys(_TITLES, 0)
        self.remarks: set[str] = set()

    def lines(self, body: Any) -> Iterator[Line]:
        """Yield the lines of the body, each text box behind its paragraph, and the notes at the end."""
        yield from self._blocks(body, "body", "")
        # A note can refer to a note, so that the list grows while it is told.
        for key in self._waiting:
            yield from self._blocks(self._notes[key], "footnote", self._referred[key])

    def _blocks(self, parent: Any, part: str, name: str) -> Iterator[Line]:
        count = 0
        before: list[str] = []
        for block in _unwrapped(parent):
            if local(block) == "tbl":
                yield from self._table(block)
            elif local(block) == "p":
                count += 1
                found = Found()
                before.append(self._runs.words(block, found))
                if not _joins_next(block):
                    yield from _split(self._words(block, before, found), Place(part, count, name))
                    before = []
                yield from self._anchored(found)
            elif local(block) == "altChunk":
                self.remarks.add("embedded-part")
        if before:
            yield from _split(clean("".join(before)), Place(part, count, name))

    def _words(self, paragraph: Any, pieces: list[str], found: Found) -> str:
        """Return the words of a paragraph, which may begin with those of others, behind its number."""
        raw = "".join(pieces)
        words = clean(raw)
        self.remarks |= found.remarks | set(notes_of(raw))
        for key in found.notes:
            self._refer(key)
        label = self._numbering.label(paragraph.find(w("pPr")))
        return clean(label) + words.lstrip() if label else words

    def _refer(self, key: tuple[str, str]) -> None:
        if key in self._notes and key not in self._referred:
            self._counts[key[0]] += 1
            self._referred[key] = numeral(self._counts[key[0]], _TITLES[key[0]])
            self._waiting.append(key)

    def _anchored(self, found: Found) -> Iterator[Line]:
        for box in found.boxes:
            self._boxes += 1
            yield from self._blocks(box, "textbox", str(self._boxes))

    def _table(self, table: Any) -> Iterator[Line]:
        self._tables += 1
        name, found = str(self._tables), Found()
        rows = (item for item in _unwrapped(table) if local(item) == "tr")
        for count, item in enumerate(rows, 1):
            if item.find(f"{w('trPr')}/{w('del')}") is not None:
                self.remarks.add(DELETED_NOTE)
                continue
            yield row(self._cells(item, found), Place("table", count, name))
        yield from self._anchored(found)

    def _cells(self, item: Any, found: Found) -> list[str]:
        cells = [""] * self._columns(value(item, "trPr", "gridBefore"), 0)
        for cell in _unwrapped(item):
            if local(cell) != "tc":
                continue
            properties = cell.find(w("tcPr"))
            cells.append("" if _continues(properties) else self._cell(cell, found))
            span = None if properties is None else value(properties, "gridSpan")
            cells += [""] * (self._columns(span, 1) - 1)
            if len(cells) > limits.COLUMNS:
                raise LimitError("report-columns", file=self._file, limit=limits.COLUMNS)
        return cells

    def _columns(self, words: str | None, usual: int) -> int:
        found = number(words)
        return usual if found is None else min(max(found, usual), limits.COLUMNS + 1)

    def _cell(self, cell: Any, found: Found) -> str:
        """Return all words of a cell; what a nested table prints follows in its order."""
        words: list[str] = []
        for block in _unwrapped(cell):
            if local(block) == "p":
                words.append(self._words(block, [self._runs.words(block, found)], found))
            elif local(block) == "tbl":
                rows = (item for item in _unwrapped(block) if local(item) == "tr")
                words += [text for item in rows for text in self._cells(item, found)]
        return " ".join(filter(None, (text.strip() for text in words)))


def _unwrapped(parent: Any) -> Iterator[Any]:
    for item in parent:
        if local(item) in _WRAPPERS:
            yield from _unwrapped(item)
        elif local(item) == "AlternateContent":
            yield from _unwrapped(next(iter(item), ()))
        else:
            yield item


def _joins_next(paragraph: Any) -> bool:
    """Return whether the end of the paragraph is deleted, so that the next one continues it."""
    properties = paragraph.find(w("pPr"))
    return properties is not None and properties.find(_DELETED_END) is not None


def _continues(properties: Any) -> bool:
    if properties is None:
        return False
    merged = (properties.find(w("vMerge")), properties.find(w("hMerge")))
    continued = any(item is not None and item.get(w("val"), "continue") == "continue" for item in merged)
    return continued or properties.find(w("cellDel")) is not None


def _split(words: str, place: Place) -> Iterator[Line]:
    # A page break inside a paragraph leaves an empty piece that nobody sees.
    pieces = [piece.strip("\n") for piece in words.split("\n")]
    for piece in [piece for piece in pieces if piece.strip()] or [""]:
        yield Line(piece, place)
