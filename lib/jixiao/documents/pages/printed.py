"""Printed lines of a page, without page numbers and running heads."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from jixiao.documents.words import clean

_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*第?\s*(\d{1,4})\s*页?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[-—–－·\s]*"
)
# In sizes of the letters; narrower gaps also stand in justified sentences.
_WIDE_GAP = 1.6
_EDGE_LINES = 3
# Some typefaces make a PDF say the radical ⾦ (U+2FA6) where 金 (U+91D1) is printed.
_RADICAL = re.compile("[\u2e9f\u2ef3\u2f00-\u2fd5\uf900-\ufaff]")
_BARE_NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Printed:
    """One line as it stands on a page; lengths in points.

    Attributes:
        words: Its text.
        page: Number of the page, from 1.
        number: Number of the line on its page, from 1.
        left: Left end.
        right: Right end.
        bottom: Height above the lower edge of the page.
        size: Size of its letters.
        width: Width of the page.
        cells: The texts of its cells if wide gaps part them, else empty.
    """

    words: str
    page: int
    number: int
    left: float
    right: float
    bottom: float
    size: float
    width: float
    cells: tuple[str, ...] = ()


def printed_lines(pages: Sequence[tuple[float, Sequence[Any]]]) -> list[list[Printed]]:
    """Return the lines of each page, without what is printed above and below the text of every page."""
    found = [_printed(lines, page, width) for page, (width, lines) in enumerate(pages, 1)]
    offsets = Counter(offset for lines in found for offset in {_offset(line) for line in _edges(lines, 1)})
    repeated = Counter(
        words for lines in found for words in {line.words for line in _edges(lines, _EDGE_LINES)}
    )
    heads = {words for words, count in repeated.items() if len(found) > 2 and count > len(found) / 2}
    return list(_without_edges(found, heads, {offset for offset, count in offsets.items() if count > 1}))


def _without_edges(
    pages: Sequence[Sequence[Printed]], heads: Set[str], offsets: Set[int | None]
) -> Iterator[list[Printed]]:
    told: set[str] = set()
    for lines in pages:
        edges = {line.number for line in _edges(lines, _EDGE_LINES) if line.words in heads & told}
        edges |= {line.number for line in _edges(lines, 1) if _is_page_number(line, offsets)}
        # The first time, a running head may be the title, or the head of a table.
        told |= {line.words for line in _edges(lines, _EDGE_LINES)}
        yield [line for line in lines if line.number not in edges]


def _rows(lines: Sequence[Any]) -> list[bool]:
    """Return which lines are table rows: those with a wide gap, and those with any gap beside a row."""
    rows = [any(width > _WIDE_GAP for _, width in line[5]) for line in lines]
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        step = order.step
        for place in order:
            rows[place] = rows[place] or (bool(lines[place][5]) and rows[place - step])
    return rows


def _printed(lines: Sequence[Any], page: int, width: float) -> list[Printed]:
    printed: list[Printed] = []
    for number, (line, is_row) in enumerate(zip(lines, _rows(lines), strict=True), 1):
        words, left, right, bottom, size, gaps = line
        words = _RADICAL.sub(lambda match: normalize("NFKC", match[0]), words)
        ends = [-1, *(offset for offset, _ in gaps), len(words)] if is_row else []
        cells = tuple(
            clean(words[start + 1 : end]).strip() for start, end in zip(ends, ends[1:], strict=False)
        )
        printed.append(Printed(clean(words), page, number, left, right, bottom, size, width, cells))
    return printed


def _edges(lines: Sequence[Printed], count: int) -> list[Printed]:
    return [*lines[:count], *lines[count:][-count:]]


def _offset(line: Printed) -> int | None:
    """Return how far the number of a line is from the number of its page, None if it is no such number."""
    found = _PAGE_NUMBER.fullmatch(line.words)
    return int(found[1]) - line.page if found and not line.cells else None


def _is_page_number(line: Printed, offsets: Set[int | None]) -> bool:
    offset = _offset(line)
    # A number alone may be the last value of a table, unless it counts on from page to page.
    return offset is not None and (offset in offsets or not _BARE_NUMBER.fullmatch(line.words.strip()))
