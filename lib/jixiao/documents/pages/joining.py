"""Paragraphs out of printed lines: a line that fills the page's width goes on in the next one."""

import re
from collections.abc import Iterator, Sequence
from statistics import median

from jixiao.documents.model import Line, Place
from jixiao.documents.pages.printed import Printed
from jixiao.documents.words import row

# What begins a paragraph of its own even at the left edge.
_BEGINNING = re.compile(
    r"第[一二三四五六七八九十百]+(?:章|节|条|部分)|[一二三四五六七八九十]{1,3}[、．.]"
    r"|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}(?:[、．]|\.(?!\d))|\d{1,2}(?:\.\d{1,2}){2,}"
    r"|[\u2460-\u249b\u3280-\u3289]|[•●■◆○□▪·*]\s*|附[件表录]|[表图]\s*\d|注[:：]"
)
_LATIN = re.compile(r"[A-Za-z0-9]")
_ALIKE = 0.12
_LINE_PITCH = 1.4
_LONGEST = 400
# Lengths in sizes of the letters: what a full line may lack, and what left and right pages differ by.
_FULL = 1.3
_MIRRORED = 3


def joined(pages: Sequence[Sequence[Printed]]) -> Iterator[Line]:
    """Yield paragraphs and table rows; a paragraph stands at the page and line where it begins."""
    open_lines: list[Printed] = []
    widest = _right_edges(pages)
    area = _Area((), 0.0)
    for lines in pages:
        for line in lines:
            if open_lines and not area.goes_on(open_lines, line):
                yield _line(open_lines)
                open_lines = []
            if not open_lines or open_lines[-1].page != line.page:
                area = _Area(lines, widest[round(line.width)])
            open_lines.append(line)
    if open_lines:
        yield _line(open_lines)


def _right_edges(pages: Sequence[Sequence[Printed]]) -> dict[int, float]:
    """Return how far to the right lines reach, by width of the page."""
    edges: dict[int, float] = {}
    for line in (line for lines in pages for line in lines):
        width = round(line.width)
        edges[width] = max(edges.get(width, 0.0), 0.0 if line.cells else line.right)
    return edges


class _Area:
    """The text area of one page."""

    def __init__(self, lines: Sequence[Printed], widest: float) -> None:
        prose = [line for line in lines if not line.cells] or lines
        self.left = min((line.left for line in prose), default=0.0)
        own = max(prose, key=lambda line: line.right, default=None)
        # A page of short lines, such as the last one, does not show where its lines would end.
        shows = own is not None and own.right > widest - _MIRRORED * own.size
        self.right = own.right if own is not None and shows else widest
        steps = [above.bottom - below.bottom for above, below in zip(lines, lines[1:], strict=False)]
        self._pitch = median([step for step in steps if step > 0] or [0.0])

    def goes_on(self, before: Sequence[Printed], line: Printed) -> bool:
        """Return whether `line` continues the paragraph whose lines are `before`."""
        last = before[-1]
        if last.cells or line.cells or len(before) > _LONGEST or _BEGINNING.match(line.words):
            return False
        full = last.right > self.right - _FULL * last.size and last.right - last.left > last.width / 2
        alike = abs(last.size - line.size) <= _ALIKE * last.size
        return full and alike and self._is_near(last, line) and self._is_flush(before, line)

    def _is_near(self, last: Printed, line: Printed) -> bool:
        return last.page != line.page or 0 < last.bottom - line.bottom <= _LINE_PITCH * self._pitch

    def _is_flush(self, before: Sequence[Printed], line: Printed) -> bool:
        # Behind a list mark the following lines may hang; elsewhere an indent begins a paragraph.
        hanging = 0.3 * line.size < line.left - before[0].left < 4 * line.size
        flush = line.left < min(before[-1].left, self.left + line.size) + 0.8 * line.size
        return flush or bool(hanging and _BEGINNING.match(before[0].words))


def _line(lines: Sequence[Printed]) -> Line:
    first = lines[0]
    place = Place("page", first.number, str(first.page))
    if first.cells:
        return row(first.cells, place)
    words = first.words
    for line in lines[1:]:
        words = _glued(words.rstrip(), line.words.lstrip())
    return Line(words, place)


def _glued(words: str, more: str) -> str:
    """Return two parts of a sentence as one; a blank only where Latin words or numbers would run together."""
    apart = _LATIN.match(words[-1:]) and _LATIN.match(more)
    return f"{words} {more}" if apart else words + more
