"""What the ways to print a table read: the text with its figures, cut into lines, and how a cell is read."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from jixiao.documents.model import Document
from jixiao.reading.figure import Figure
from jixiao.reading.grid import Cell
from jixiao.reading.normal import Normal

_LEAD = re.compile(
    r"(?P<sign>[≥≤><]=?|==?|[≧≦]|[二三═](?=\d)|[%]=|不少于|不低于|不超过|不高于)?[ ]?(?P<minus>-|−|负)?[ ]?"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
)
_TAIL = re.compile(r"(?:/[^\s\d，。]{1,6})?(?:（?(?:含|及)?）?(?:以上|以下|以内|以内))?")
_SHORT_UNIT = re.compile(r"|%|百分比|[百千万亿]{0,2}[^\d\s，。；、|/.：（）]{1,2}(?:/[^\d\s，。；]{1,4})?")
# accountants put a negative amount into brackets
_BRACKETED = re.compile(r"[（(](\d[\d,]*\.\d+)[）)]")
_LETTERS = {ord("O"): "0", ord("o"): "0", ord("l"): "1", ord("I"): "1"}
_DAMAGED = re.compile(r"[≥≤=]?(?=[\dOolI.,]*\d)[\dOolI]+(?:,[\dOolI]{3})*(?:\.[\dOolI]+)?%?")
_SIGNS = {
    "二": "=",
    "═": "=",
    "三": "≥",
    "%=": "≥",
    "不少于": "≥",
    "不低于": "≥",
    "不超过": "≤",
    "不高于": "≤",
    "==": "=",
    ">=": "≥",
    "<=": "≤",
    ">": "≥",
    "<": "≤",
}


class Source:
    """A normalised text cut into lines, and its figures by their place.

    Attributes:
        document: The document.
        normal: Its text.
        text: The normalised text.
        lines: The normalised lines.
    """

    def __init__(self, document: Document, normal: Normal, figures: Sequence[Figure]) -> None:
        self.document, self.normal, self.text = document, normal, normal.text
        self.lines = normal.text.split("\n")
        self._figures = figures
        self._at = [figure.at for figure in figures]

    @cached_property
    def starts(self) -> list[int]:
        """The offset of each line in the normalised text."""
        starts, position = [], 0
        for line in self.lines:
            starts.append(position)
            position += len(line) + 1
        return starts

    @cached_property
    def _printed_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.normal.printed))]

    @cached_property
    def kept(self) -> dict[tuple[int, bool], object]:
        """What was read of a line already, by line and way of reading."""
        return {}

    def spans(self, line: int) -> tuple[tuple[int, int], ...]:
        """Return the cells that the document itself names on a line, as offsets in the normalised text."""
        cells = self.document.lines[line].cells
        if not cells:
            return ()
        printed = self.normal.origin(self.starts[line]) if self.lines[line] else 0
        return tuple(
            (self.normal.offset(printed + start), self.normal.offset(printed + end)) for start, end in cells
        )

    def cell(self, start: int, end: int) -> Cell:
        """Return the cell between two offsets of the normalised text."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        return Cell(words, self._quantity(words, start), start, start + len(words))

    def _quantity(self, words: str, start: int) -> Figure | None:
        if not words or not any(character.isdigit() for character in words):
            return None
        negative = _BRACKETED.fullmatch(words)
        if negative:
            figure = self._quantity(negative[1], start + 1)
            return replace(figure, value=-figure.value) if figure and figure.value is not None else None
        repaired = words.translate(_LETTERS) if _DAMAGED.fullmatch(words) else words
        match = _LEAD.match(repaired)
        if not match:
            return None
        at = start + match.start("number")
        found = self._figure_at(at)
        rest = repaired[match.end("number") :]
        if (
            repaired == words
            and found is not None
            and found.kind in _QUANTITIES
            and found.till <= start + len(words)
        ):
            if _TAIL.fullmatch(words[found.till - start :].strip()):
                return _signed(found, match)
        unit = "%" if rest in ("%", "百分比") else rest
        if not _SHORT_UNIT.fullmatch(rest) or (
            rest and found is not None and found.kind not in (*_QUANTITIES, "range")
        ):
            return None
        return _signed(self._made(match, repaired, start, unit, found), match)

    def _figure_at(self, at: int) -> Figure | None:
        index = bisect_left(self._at, at)
        return self._figures[index] if index < len(self._at) and self._at[index] == at else None

    def made(self, start: int, end: int, unit: str = "") -> Figure:
        """Return a figure for digits that the text does not set apart from their neighbours."""
        match = _LEAD.match(self.text[start:end])
        assert match is not None
        return self._made(match, self.text[start:end], start, unit, None)

    def _made(self, match: re.Match[str], words: str, start: int, unit: str, found: Figure | None) -> Figure:
        at, till = start + match.start("number"), start + len(words)
        first, last = self.normal.origin(at), self.normal.origin(till - 1) + 1
        line = bisect_right(self._printed_starts, first) - 1
        column = first - self._printed_starts[line]
        kind = (
            "rate"
            if unit == "%"
            else "money"
            if unit.endswith("元")
            else "points"
            if unit == "分"
            else "count"
            if unit
            else "number"
        )
        return Figure(
            found.id if found else f"C{at}",
            first,
            last,
            match["number"],
            self.normal.printed[first:last],
            Decimal(match["number"].replace(",", "")),
            unit,
            kind,
            line=line,
            column=column,
            at=at,
            till=till,
        )


_QUANTITIES = ("money", "rate", "points", "count", "score", "number")


def _signed(figure: Figure, match: re.Match[str]) -> Figure:
    """Return the figure with the sign that stands before it in its cell: of comparison, or minus."""
    sign = match["sign"] or ""
    if match["minus"] and figure.value is not None:
        figure = replace(figure, value=-figure.value, raw=f"-{figure.raw}")
    return replace(figure, sign=_SIGNS.get(sign, sign or figure.sign))
