"""Where something stands in a report: in words, as data, and as a quote that finds it again."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jixiao.documents.model import Document
from jixiao.intake.quotes import selector
from jixiao.language import text

_AROUND, _FARTHEST = 32, 512
_LONGEST_SEARCHED = 200_000
_BEFORE, _BEHIND, _GROWTH = 24, 16, 24
_ELLIPSIS = "…"
_STOPS = "。；！？\n"
_CLAUSE_SIGNS = "，、：|（） "


@dataclass(frozen=True)
class Places:
    """The places of one document.

    Attributes:
        document: The document whose offsets are asked for.
    """

    document: Document

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for line in self.document.lines:
            starts.append(at)
            at += len(line.text) + 1
        return starts

    def line(self, offset: int) -> int:
        """Return the index of the line at an offset of the document's text."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def start(self, line: int) -> int:
        """Return the offset at which a line begins."""
        return self._starts[line]

    def words(self, offset: int, language: str) -> str:
        """Return a place as a reader looks for it, such as ``第6行``, ``表2第4行`` or ``第3页第5行``."""
        if not self.document.lines:
            return ""
        place = self.document.lines[self.line(offset)].place
        part = "line" if place.part == "body" and self.document.encoding else place.part
        return text(f"reading.place.{part}", language, number=place.number, name=place.name)

    def data(self, offset: int) -> dict[str, Any]:
        """Return a place for programs; lines and columns count from 1."""
        index = self.line(offset)
        place = self.document.lines[index].place
        return {"part": place.part, "number": place.number, "name": place.name, "line": index + 1,
                "column": offset - self.start(index) + 1}  # fmt: skip

    def selector(self, start: int, end: int) -> dict[str, str]:
        """Return a quote by which an annotation tool finds the words again, with enough around it to be the only one.

        The form is that of the W3C Web Annotation Data Model. In a text of more than 200,000 characters, where
        the search for others would be slow, the words around it are always the longest.
        """
        whole = self.document.text
        around = _AROUND if len(whole) <= _LONGEST_SEARCHED else _FARTHEST
        while True:
            if around >= _FARTHEST or _is_alone(whole, max(start - around, 0), end + around):
                return selector(whole, (start, end), around)
            around *= 2

    def quote(self, start: int, end: int) -> str:
        """Return words with some of their sentence around them, and dots where the sentence goes on."""
        whole = self.document.text
        first = max(whole.rfind(stop, 0, start) for stop in _STOPS) + 1
        last = min((at for stop in _STOPS if (at := whole.find(stop, end)) >= 0), default=len(whole))
        before = _grown(whole, start - _BEFORE, first, -1)
        after = _grown(whole, end + _BEHIND, last, 1)
        words = whole[before:after].strip()
        return (_ELLIPSIS if before > first else "") + words + (_ELLIPSIS if after < last else "")


def _is_alone(whole: str, start: int, end: int) -> bool:
    words = whole[start:end]
    return whole.find(words) == start and whole.find(words, start + 1) < 0


def _grown(whole: str, at: int, limit: int, step: int) -> int:
    """Return an offset moved away from the quoted words until it lies at the end of a clause, or at `limit`."""
    if (at - limit) * step >= 0:
        return limit
    for moved in range(at, at + step * _GROWTH, step):
        if moved == limit or whole[moved - 1 if step < 0 else moved] in _CLAUSE_SIGNS:
            return moved
    return at
