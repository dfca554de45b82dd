"""Column widths of a printed table, computed from what its cells hold."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from jixiao.document import Block, Cell, plain

_WIDE = "\u2e80"
_TOKEN = re.compile("[^\\s\u2e80-\uffff]+")
# Between a hanzi and a letter or digit the typesetter leaves a quarter of an em.
_SEAM = re.compile("(?<=[0-9A-Za-z%])(?=[\u2e80-\u9fff])|(?<=[\u3400-\u9fff])(?=[0-9A-Za-z])")
_GAP_EM = 0.25
INSET_EM = 1.0
"""Blank at both sides of a cell together, in em of the table's text."""
SIZES_PT = (9.0, 8.5, 8.0, 7.5, 7.0)
"""Text sizes tried, largest first, until no number and no word has to be broken."""
LONGEST_TOKEN_EM = 11.0
"""A longer run without a blank, such as a digest, may be broken anywhere."""
_SHORT_CELL_EM = 5.5
_NARROW_COLUMN_EM = 13.0
_LEFT_TO_WIDE = 0.4


class Layout(NamedTuple):
    """Text size in pt, width of each column in em of it, lines of the highest row."""

    size: float
    columns: list[float]
    lines: int


def em(words: str) -> float:
    """Return the width of `words` in em: a hanzi is 1 wide, other characters about half of that.

    Example:
        >>> em("合计"), em("12")
        (2.0, 1.12)
    """
    return sum(_advance(character) for character in words) + _GAP_EM * len(_SEAM.findall(words))


def layout(table: Block, width_pt: float) -> Layout:
    """Return how to set `table` on a line of `width_pt`.

    A column gets what its longest word or number needs; what is left goes to the columns with long
    texts, so that the rows become as low as possible.
    """
    cells = _columns(table)
    needed = [_least(column, table["columns"][place]["align"]) for place, column in enumerate(cells)]
    wanted = [max(least, INSET_EM + max(_widest(text) for text in column))
              for least, column in zip(needed, cells, strict=True)]  # fmt: skip
    _serve_narrow(needed, wanted, width_pt / SIZES_PT[0])
    size = next((size for size in SIZES_PT if sum(needed) <= width_pt / size), SIZES_PT[-1])
    columns = _shared(needed, wanted, width_pt / size)
    return Layout(size, [round(column, 3) for column in columns], _lines(cells, columns))


def _columns(table: Block) -> list[list[str]]:
    rows = [[column["label"] for column in table["columns"]],
            *([_printed(cell) for cell in row] for row in table["rows"]),
            *([[plain(cell) for cell in table["foot"]]] if table["foot"] else [])]  # fmt: skip
    return [list(column) for column in zip(*rows, strict=True)]


def _printed(cell: Cell) -> str:
    """Return the words of a cell; those with a tone are printed after a sign one em wide."""
    signed = isinstance(cell, dict) and cell.get("tone") in ("good", "warn", "bad")
    return f"〇{plain(cell)} " if signed else plain(cell)


def _least(column: Sequence[str], align: str) -> float:
    label, *body = column
    longest = max((_unbroken(text, whole=align == "right") for text in body), default=0.0)
    return INSET_EM + max(longest, _unbroken(label, whole=False), min(em(label), _SHORT_CELL_EM), 1.0)


def _unbroken(words: str, *, whole: bool) -> float:
    """Return the width that must stay on one line: a short cell or a number whole, else the longest word."""
    width = _widest(words)
    if whole or width <= _SHORT_CELL_EM:
        return width
    return max((min(em(token), LONGEST_TOKEN_EM) for token in _TOKEN.findall(words)), default=2.0)


def _widest(words: str) -> float:
    return max((em(line) for line in words.split("\n")), default=0.0)


def _serve_narrow(needed: list[float], wanted: Sequence[float], room: float) -> None:
    """Keep narrow columns on one line while enough is left for the wide ones."""
    wide = [place for place, want in enumerate(wanted) if want > _NARROW_COLUMN_EM]
    limit = room * (1 - _LEFT_TO_WIDE) if wide else room
    kept = sum(needed[place] for place in wide)
    for place in sorted(set(range(len(wanted))) - set(wide), key=lambda place: wanted[place]):
        used = sum(needed) - kept
        if used + wanted[place] - needed[place] <= limit - (0 if wide else kept):
            needed[place] = wanted[place]


def _shared(needed: Sequence[float], wanted: Sequence[float], room: float) -> list[float]:
    """Give every column what it needs, then share the rest by what each still wants."""
    if sum(needed) >= room:
        return [least * room / sum(needed) for least in needed]
    if sum(wanted) <= room:
        return [want + (room - sum(wanted)) * want / sum(wanted) for want in wanted]
    # The height of a row is its longest text divided by the width: the square root balances the columns.
    claims = [
        (want - least) ** 0.5 * min(want, 60.0) ** 0.25 for least, want in zip(needed, wanted, strict=True)
    ]
    columns, rest, open_ = list(needed), room - sum(needed), set(range(len(needed)))
    while rest > 1e-6 and open_:
        share = rest / (sum(claims[place] for place in open_) or 1.0)
        full = {place for place in open_ if columns[place] + claims[place] * share >= wanted[place]}
        if not full:
            return [column + claims[place] * share * (place in open_) for place, column in enumerate(columns)]
        for place in full:
            rest -= wanted[place] - columns[place]
            columns[place] = wanted[place]
        open_ -= full
    return columns


def _lines(cells: Sequence[Sequence[str]], columns: Sequence[float]) -> int:
    return max(sum(1 + int(em(line) / max(width - INSET_EM, 1.0)) for line in text.split("\n"))
               for column, width in zip(cells, columns, strict=True) for text in column)  # fmt: skip


def _advance(character: str) -> float:
    if character >= _WIDE or character in "—…“”‘’":
        return 1.0
    if character in "mwMW%@":
        return 0.9
    if character in " .,:;'|!ijlI()[]":
        return 0.31
    return 0.66 if character.isupper() else 0.56
