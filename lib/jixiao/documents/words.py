"""Printed words without characters that cannot be seen, as lines and as rows of cells."""

import re
from collections.abc import Iterable, Sequence

from jixiao.documents import limits
from jixiao.documents.model import Line, Place
from jixiao.exceptions import LimitError
from jixiao.intake.characters import FORBIDDEN

SEPARATOR = " | "
INVISIBLE_NOTE = "invisible-characters"
# They part words, so that two numbers beside one must not become one.
_PARTING = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Beside what no input may contain: marks without width or ink that a report can hold by accident.
_NO_WIDTH = "\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\ufff9-\ufffb"
_REMOVED = re.compile(f"{FORBIDDEN.pattern[:-1]}{_NO_WIDTH}\U000e0000-\U000e007f]")
_BREAKS = re.compile(r"\s*[\r\n]+\s*")


def clean(words: str) -> str:
    """Return `words` without invisible and direction characters; those that part words become a space.

    Example:
        >>> clean("88.10" + chr(0x202E) + "%" + chr(0x200B))
        '88.10%'
    """
    return _REMOVED.sub("", _PARTING.sub(" ", words))


def notes_of(words: str) -> tuple[str, ...]:
    """Return the note that `clean` changes the words, if it does."""
    return (INVISIBLE_NOTE,) if _PARTING.search(words) or _REMOVED.search(words) else ()


def row(cells: Sequence[str], place: Place) -> Line:
    """Return a table row as one line that knows where each cell begins and ends.

    Example:
        >>> row(["预算", "202.15"], Place("table", 1, "1")).cells
        ((0, 2), (5, 11))
    """
    spans, start = [], 0
    words = [_BREAKS.sub(" ", clean(cell)).strip() for cell in cells]
    for cell in words:
        spans.append((start, start + len(cell)))
        start += len(cell) + len(SEPARATOR)
    return Line(SEPARATOR.join(words), place, tuple(spans))


def within_limits(lines: Iterable[Line], file: str, limit: int = limits.LINES) -> tuple[Line, ...]:
    """Return the lines, unless they or their cells are more than a report can have.

    Raises:
        LimitError: Too many lines or cells.
    """
    kept: list[Line] = []
    cells = 0
    for line in lines:
        kept.append(line)
        cells += len(line.cells)
        if len(kept) > limit:
            raise LimitError("report-lines", file=file, limit=limit)
        if cells > limits.CELLS:
            raise LimitError("report-cells", file=file, limit=limits.CELLS)
    return tuple(kept)
