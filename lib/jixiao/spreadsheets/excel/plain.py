"""Most rows of most worksheets are written in one plain way, in which they can be read many times faster.

A row that is written exactly so is taken apart by a pattern; everything else goes through the parser of XML, which
also says where rows can stand. A row counts as plain only directly behind a place that the parser has told to be
between rows, in the first element of all rows, and where that element has no prefix.
"""

import re
from collections.abc import Iterator

from jixiao.documents.package import Package
from jixiao.exceptions import UnreadableInputError
from jixiao.spreadsheets import limits
from jixiao.spreadsheets.excel.cells import Cells
from jixiao.spreadsheets.excel.rows import Rows
from jixiao.spreadsheets.markup import Feed, pieces

_DATA, _ROW_END = b"<sheetData>", "</row>"
_HEAD_BYTES = 1_000_000
_ATTRIBUTES = r'(?: [A-Za-z0-9:]+="[^"<&]*")*'
_ROW = re.compile(rf'\s*<row r="([0-9]+)"({_ATTRIBUTES})(/?)>')
_CELL = re.compile(
    r'(<c r="([A-Z]+[0-9]+)"(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?'
    rf'(?:/>|>(<f{_ATTRIBUTES}(?:/>|>[^<&]*</f>))?'
    r'(?:<v>([^<&]*)</v>|<v/>|<is><t(?: xml:space="preserve")?>([^<&]*)</t></is>)?</c>))'
)
_FORMULA = re.compile(r"<f([^>]*?)/?>(?:([^<]*)</f>)?")
_ATTRIBUTE = re.compile(r'([A-Za-z0-9:]+)="([^"]*)"')
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def scan_sheet(package: Package, part: str, rows: Rows) -> bool:
    """Hand the rows and cells of a worksheet to `rows`; return whether there is such a part.

    Raises:
        UnreadableInputError: It is damaged, no well-formed XML, or declares a document type.
        LimitError: It holds more than is read.
    """
    cells = Cells(rows, part)
    feed = Feed(package.file, part, cells)
    content = pieces(package, part)
    rest = _fed_head(content, feed)
    if rest is not None and feed.is_utf8 and cells.is_between_rows:
        rest = _Plain(package.file, part, rows, cells, feed).taken(content, rest)
    if rest:
        feed(rest)
    for piece in content:
        feed(piece)
    return feed.end()


def _fed_head(content: Iterator[bytes], feed: Feed) -> bytes | None:
    """Feed everything up to the rows; return what was read beyond, None if no rows begin in the plain way."""
    head = b""
    for piece in content:
        head += piece
        end = head.find(_DATA) + len(_DATA)
        if end >= len(_DATA):
            feed(head[:end])
            return head[end:]
        if len(head) > _HEAD_BYTES:
            break
    if head:
        feed(head)
    return None


class _Plain:
    """Takes rows as long as they can be told from everything else."""

    def __init__(self, file: str, part: str, rows: Rows, cells: Cells, feed: Feed) -> None:
        self._where = {"file": file, "part": part}
        self._rows, self._cells, self._feed = rows, cells, feed
        self._is_sure = True

    def taken(self, content: Iterator[bytes], rest: bytes) -> bytes:
        """Take the rows; return the bytes behind the last one that were read but not taken."""
        for piece in content:
            rest += piece
            rest = self._without_rows(rest)
            if not self._is_sure or len(rest) > limits.TOKEN_BYTES:
                break
        return self._without_rows(rest) if self._is_sure else rest

    def _without_rows(self, rest: bytes) -> bytes:
        end = rest.rfind(_ROW_END.encode()) + len(_ROW_END)
        if end < len(_ROW_END):
            return rest
        self._take(self._decoded(rest[:end]))
        return rest[end:]

    def _decoded(self, rows: bytes) -> str:
        try:
            text = rows.decode()
        except UnicodeDecodeError as error:
            raise UnreadableInputError("report-damaged-part", **self._where) from error
        if _CONTROL.search(text):
            raise UnreadableInputError("report-damaged-part", **self._where)
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    def _take(self, text: str) -> None:
        place = 0
        while place < len(text):
            row = _ROW.match(text, place)
            end = text.find(_ROW_END, row.end() if row else place)
            if row and row[3]:
                place = row.end()
                self._begin(row)
                self._rows.end()
            elif row and self._is_taken(row, text[row.end() : end]):
                place = end + len(_ROW_END)
            else:
                end += len(_ROW_END)
                self._feed(text[place:end].encode())
                place = end
                if not (self._feed.is_complete and self._cells.is_between_rows):
                    self._is_sure = False
                    self._feed(text[place:].encode())
                    return

    def _begin(self, row: re.Match[str]) -> None:
        self._rows.begin(row[1], dict(_ATTRIBUTE.findall(row[2])) if "h" in row[2] else {})

    def _is_taken(self, row: re.Match[str], body: str) -> bool:
        cells = _CELL.findall(body)
        # What the pattern skipped is missing in the sum.
        if sum([len(cell[0]) for cell in cells]) != len(body):
            return False
        rows = self._rows
        self._begin(row)
        for _, reference, style, kind, formula, value, inline in cells:
            rows.place(reference)
            if value or inline:
                rows.take(kind or "n", style, value or inline)
            if formula:
                self._take_formula(formula, kind or "n", value)
        rows.end()
        return True

    def _take_formula(self, formula: str, kind: str, value: str) -> None:
        found = _FORMULA.fullmatch(formula)
        attributes = dict(_ATTRIBUTE.findall(found[1])) if found and found[1] else {}
        self._rows.take_formula(found[2] or "" if found else "", attributes, kind, value)
