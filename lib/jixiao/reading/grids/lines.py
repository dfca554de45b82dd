"""Tables printed in lines: cells between strokes or tabs, or rows of a document that knows its cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.reading.grid import Cell
from jixiao.reading.grids.columns import points_of
from jixiao.reading.grids.source import Source

_RULE = re.compile(r"[\s|:+=_-]+")
_LONGEST_CAPTION = 60


@dataclass(frozen=True)
class Block:
    """Neighbouring lines of cells.

    Attributes:
        first: Index of the first line.
        last: Index of the last line.
        rows: The cells of each row, with the index of its line.
        caption: The words of the line above, if it can be a caption.
    """

    first: int
    last: int
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    caption: str


def mark_of(source: Source, line: int) -> str:
    """Return what parts the cells of a line: ``cells`` (the document knows them), a stroke, a tab, or nothing."""
    if source.document.lines[line].cells:
        return "cells"
    words = source.lines[line]
    if words.count("|") >= 2 or (
        words.count("|") == 1 and not words.strip().strip("|").startswith("|") and len(words) < 80
    ):
        return "|"
    inner = words.strip()
    if "\t" not in inner and words.startswith("\t") and len(inner) > 24:
        return ""
    if any(len(cell) > _LONGEST_CAPTION and "。" in cell for cell in inner.split("\t")):
        return ""
    tabs = words.count("\t")
    return "\t" if tabs > 1 or (tabs and any(map(str.isdigit, words))) else ""


def blocks(source: Source) -> Iterator[Block]:
    """Yield the tables of a text that are printed in lines."""
    line, total = 0, len(source.lines)
    while line < total:
        mark = mark_of(source, line)
        if not mark:
            line += 1
            continue
        first, rows = line, []
        while line < total and (found := _row(source, line, mark)) is not None:
            rows.append((line, found))
            line += 1
        if len(rows) > 1 or mark == "cells":
            yield _block(source, first, rows, mark)


def _row(source: Source, line: int, mark: str) -> tuple[Cell, ...] | None:
    """Return the cells of a line; a line with the points of a section belongs to the table around it."""
    if mark_of(source, line) == mark:
        return _cells(source, line, mark)
    words = source.lines[line]
    if (
        0 < len(words) < 24
        and points_of(words)
        and line + 1 < len(source.lines)
        and mark_of(source, line + 1) == mark
    ):
        start = source.starts[line]
        return (source.cell(start, start + len(words)),)
    return None


def _cells(source: Source, line: int, mark: str) -> tuple[Cell, ...]:
    if mark == "cells":
        return tuple(source.cell(start, end) for start, end in source.spans(line))
    start, words = source.starts[line], source.lines[line]
    if mark == "|" and _RULE.fullmatch(words):
        return ()
    found, position = [], start
    for part in words.split(mark):
        found.append(source.cell(position, position + len(part)))
        position += len(part) + 1
    return tuple(found)


def _block(source: Source, first: int, rows: list[tuple[int, tuple[Cell, ...]]], mark: str) -> Block:
    kept = [(line, cells) for line, cells in rows if cells]
    if mark == "|":
        opened = sum(not cells[0].text for _, cells in kept if len(cells) > 1) * 2 > len(kept)
        kept = [(line, _inside(cells, opened)) for line, cells in kept]
    return Block(first, rows[-1][0], tuple(kept), _caption(source, first))


def _inside(cells: tuple[Cell, ...], opened: bool) -> tuple[Cell, ...]:
    """Drop the empty cells before a leading and behind a trailing stroke."""
    start = 1 if opened and len(cells) > 1 and not cells[0].text else 0
    end = len(cells) - 1 if len(cells) > 2 and not cells[-1].text else len(cells)
    return cells[start:end]


def _caption(source: Source, first: int) -> str:
    found = []
    for line in range(first - 1, max(first - 4, -1), -1):
        words = source.lines[line].strip()
        if len(words) > _LONGEST_CAPTION or words.endswith("。") or mark_of(source, line):
            break
        found.append(words)
    return " ".join(reversed(found))
