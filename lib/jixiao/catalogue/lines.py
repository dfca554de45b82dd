"""A document as lines of plain text for a terminal, from the same blocks as every other format."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from jixiao.document import Block, plain

WIDTH, TABLE_WIDTH = 96, 110
_LEAST_ROOM = 22
_INDENT = "  "
# A Latin word with what follows it, or one wide character with the marks that must not begin a line.
_PIECE = re.compile(r"[^\s\u2e80-\uffff]+\s*|\S[，。；：、！？）》”〕)]*\s*|\s+")
_FOR_CONSOLES = str.maketrans({"\u2212": "-", "\u2013": "-", "\u3000": "  ", "\u00a0": " "})


def lines(document: dict[str, Any]) -> Iterator[str]:
    """Yield `document` as lines of at most about 96 columns; a wide character takes two."""
    for line in _document(document):
        yield for_consoles(line)


def for_consoles(line: str) -> str:
    """Return a line without blanks at its end and without the signs that a Chinese console has no character for."""
    return line.translate(_FOR_CONSOLES).rstrip()


def _document(document: dict[str, Any]) -> Iterator[str]:
    yield document["title"]
    yield from aligned(document["cover"])
    before = ""
    for block in document["blocks"]:
        if block["kind"] == before == "table":
            yield from ("", _INDENT + block["caption"])
        before = block["kind"]
        yield from _LINES[before](block)


def _heading(block: Block) -> Iterator[str]:
    yield ""
    yield block["text"] if block["level"] == 1 else f"{_INDENT}{block['text']}"


def _prose(block: Block) -> Iterator[str]:
    for words in plain(block["text"]).splitlines():
        yield from (f"{_INDENT}{line}" for line in folded(words, WIDTH - len(_INDENT)))


def _list(block: Block) -> Iterator[str]:
    for item in block["items"]:
        first, *others = folded(plain(item), WIDTH - 4)
        yield f"{_INDENT}- {first}"
        yield from (f"{_INDENT}  {line}" for line in others)


def _pre(block: Block) -> Iterator[str]:
    yield from (f"{_INDENT}{_INDENT}{line}" for line in block["text"].splitlines())


def _formula(block: Block) -> Iterator[str]:
    above, below = block["numerator"], block["denominator"]
    fraction = " ÷ ".join(f"({side})" if below and _is_sum(side) else side for side in (above, below) if side)
    yield _INDENT + " = ".join(part for part in (block["left"], fraction, block["right"]) if part)


def _is_sum(side: str) -> bool:
    return any(sign in side for sign in (" + ", " − ", " × ", " ÷ "))


def _table(block: Block) -> Iterator[str]:
    labels = [column["label"] for column in block["columns"]]
    rows = [[plain(cell) for cell in row] for row in (*block["rows"], *([block["foot"]] if block["foot"] else []))]
    widths = _fitted([max(map(_widest, column)) for column in zip(labels, *rows, strict=True)])
    if widths is None:
        yield from _records(labels, rows)
        return
    for row in [labels, *rows]:
        parts = [_folded_cell(cell, width) for cell, width in zip(row, widths, strict=True)]
        for line in zip_longest(*parts, fillvalue=""):
            yield _INDENT + _INDENT.join(_padded(cell, width) for cell, width in zip(line, widths, strict=True))


def _fitted(wanted: list[int]) -> list[int] | None:
    """Return the widths of columns, the widest made narrower until all fit; None if too little would be left."""
    widths = list(wanted)
    while sum(widths) + len(_INDENT) * len(widths) > TABLE_WIDTH:
        widest = max(range(len(widths)), key=lambda place: widths[place])
        if widths[widest] <= _LEAST_ROOM:
            return None
        widths[widest] -= 1
    return widths


def _folded_cell(cell: str, width: int) -> list[str]:
    return [line for words in cell.splitlines() for line in folded(words, width)]


def _records(labels: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table that is too wide row by row: its first cell, then each cell with its label if there are more."""
    for first, *others in rows:
        yield from (f"{_INDENT}{line}" for line in folded(first, WIDTH - len(_INDENT)))
        for label, cell in zip(labels[1:], others, strict=True):
            name = f"{label}  " if len(others) > 1 else ""
            room = WIDTH - display_width(name) - 6
            told = _folded_cell(cell, room)
            pad = " " * display_width(name)
            yield from (f"{_INDENT * 2}{pad if place else name}{line}" for place, line in enumerate(told))


def aligned(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield rows whose cells begin one below the other."""
    found = [list(row) for row in rows]
    widths = [max(map(display_width, cells)) for cells in zip(*found, strict=True)]
    for row in found:
        padded = (_padded(cell, width) for cell, width in zip(row, widths, strict=True))
        yield f"{_INDENT}{_INDENT.join(padded)}".rstrip()


def folded(words: str, width: int) -> list[str]:
    """Return a sentence in lines of at most `width` columns, parted at blanks or between hanzi.

    Example:
        >>> folded("预算花了多少，还剩多少", 14), folded("how much was spent", 9)
        (['预算花了多少，', '还剩多少'], ['how much', 'was spent'])
    """
    found, line, used = [], "", 0
    for piece in _PIECE.findall(words):
        if line and used + display_width(piece.rstrip()) > width:
            found.append(line.rstrip())
            line, used = "", 0
            piece = piece.lstrip()
        line += piece
        used += display_width(piece)
    return [*found, line.rstrip()]


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - display_width(cell))


def _widest(cell: str) -> int:
    return max(map(display_width, cell.splitlines() or [""]))


def display_width(words: str) -> int:
    """Return how many columns of a console words take; a wide character takes two.

    Example:
        >>> display_width("金额 1")
        6
    """
    if words.isascii():
        return len(words)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in words)


_LINES = {"heading": _heading, "paragraph": _prose, "note": _prose, "list": _list, "pre": _pre, "formula": _formula,
          "table": _table}  # fmt: skip
