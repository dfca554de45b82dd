"""The text of a report as headings, paragraphs and tables whose marked words are set apart."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from jixiao.documents.model import Document, Line
from jixiao.export.clean import clean_text
from jixiao.reading.telling.marks import Mark, Note

Piece = str | tuple[Mark, str]
"""Plain words, or a mark with its words."""
_SECTION = re.compile(r"^[一二三四五六七八九十]{1,3}、")
_SUBSECTION = re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]")
_LONGEST_HEADING = 40
_MARKDOWN = re.compile(r"^#{1,6}\s+")
_RULE_OF_TABLE = re.compile(r"[\s|:+-]*")
FIRST_LEVEL = 3


@dataclass
class Passage:
    """One heading, paragraph or table.

    Attributes:
        kind: ``heading``, ``paragraph`` or ``table``.
        start: Offset of its first character in the document's text.
        level: Level of a heading in the page.
        pieces: The words of a heading or a paragraph.
        head: The cells that name the columns of a table; empty if its first row does not.
        rows: The other cells of a table, all rows of one length.
        notes: The notes on its marks, in the order of the text.
    """

    kind: str
    start: int
    level: int = 0
    pieces: list[Piece] = field(default_factory=list)
    head: list[list[Piece]] = field(default_factory=list)
    rows: list[list[list[Piece]]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class _Row:
    line: Line
    start: int
    table: str


def passages(document: Document, marks: Iterable[Mark]) -> list[Passage]:
    """Return the whole text in reading order; blank lines and the rulings of tables are left out."""
    cutter = _Cutter(document.text, marks)
    rows = [row for row in _rows(document) if row.line.text.strip()]
    found: list[Passage] = []
    for table, group in groupby(rows, key=lambda row: row.table):
        if table:
            found.append(cutter.table(list(group)))
        else:
            found += [cutter.prose(row) for row in group]
    _close_gaps(found)
    return found


class _Cutter:
    """Cuts ranges of the text at its marks."""

    def __init__(self, whole: str, marks: Iterable[Mark]) -> None:
        self.whole, self.marks = whole, list(marks)
        self.next = 0

    def prose(self, row: _Row) -> Passage:
        """Return a line as a heading or a paragraph."""
        start, end = row.start, row.start + len(row.line.text)
        level = _level(row.line.text)
        passage = Passage("heading" if level else "paragraph", start, level)
        hashes = _MARKDOWN.match(row.line.text) if level else None
        passage.pieces = self.cut(start + (hashes.end() if hashes else 0), end, passage)
        return passage

    def table(self, rows: list[_Row]) -> Passage:
        """Return rows as a table."""
        passage = Passage("table", rows[0].start)
        for row in rows:
            if _RULE_OF_TABLE.fullmatch(row.line.text):
                continue
            cells = [self.cut(row.start + start, row.start + end, passage) for start, end in _cells(row.line)]
            passage.rows.append(cells)
        most = max(map(len, passage.rows), default=0)
        for cells in passage.rows:
            cells += [[] for _ in range(most - len(cells))]
        if len(passage.rows) > 1 and not any(map(_has_quantity, passage.rows[0])):
            passage.head = passage.rows.pop(0)
        return passage

    def cut(self, start: int, end: int, passage: Passage) -> list[Piece]:
        """Return the words between two offsets, marks apart; the notes on them go to `passage`."""
        pieces: list[Piece] = []
        at = start
        while self.next < len(self.marks) and self.marks[self.next].start < end:
            mark = self.marks[self.next]
            self.next += 1
            if mark.start < at:
                continue
            pieces += [self.words(at, mark.start), (mark, self.words(mark.start, min(mark.end, end)))]
            passage.notes += mark.notes
            at = min(mark.end, end)
        pieces.append(self.words(at, end))
        return [piece for piece in pieces if piece]

    def words(self, start: int, end: int) -> str:
        """Return the words between two offsets, safe to show."""
        return clean_text(self.whole[start:end])


def _rows(document: Document) -> Iterator[_Row]:
    start, table, before = 0, 0, False
    for line in document.lines:
        piped = not line.cells and line.text.count("|") > 1
        table += piped and not before
        name = f"{line.place.part} {line.place.name}" if line.cells else f"pipes {table}" if piped else ""
        yield _Row(line, start, name)
        before = piped
        start += len(line.text) + 1


def _cells(line: Line) -> Iterator[tuple[int, int]]:
    if line.cells:
        yield from line.cells
        return
    text = line.text
    first = len(text) - len(text.lstrip()) + (1 if text.lstrip().startswith("|") else 0)
    last = len(text.rstrip()) - (1 if text.rstrip().endswith("|") else 0)
    at = first
    for cell in text[first:last].split("|"):
        yield at, at + len(cell)
        at += len(cell) + 1


def _level(words: str) -> int:
    if len(words) > _LONGEST_HEADING:
        return 0
    if _SECTION.match(words) or _MARKDOWN.match(words):
        return FIRST_LEVEL
    return FIRST_LEVEL + 1 if _SUBSECTION.match(words.strip()) else 0


def _has_quantity(cell: list[Piece]) -> bool:
    return any(not isinstance(piece, str) and piece[0].state != "name" for piece in cell)


def _close_gaps(found: Iterable[Passage]) -> None:
    """A heading lies at most one level below the heading before it, else readers lose the structure."""
    before = FIRST_LEVEL - 1
    for passage in found:
        if passage.level:
            before = passage.level = min(passage.level, before + 1)
