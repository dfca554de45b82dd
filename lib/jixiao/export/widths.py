"""Text size, column widths and direction of a printed table, computed from what its cells hold."""

from collections.abc import Sequence
from math import ceil
from typing import Final, NamedTuple

from jixiao.document import Block, Cell, plain
from jixiao.export.wrapping import em, lines_of, longest, widest

INSET_EM: Final = 1.0
"""Blank at both sides of a cell together, in em of the table's text."""
SIZES_PT: Final = (9.0, 8.5, 8.0, 7.5, 7.0)
"""Text sizes tried, largest first, until no number and no word has to be broken."""
LEGIBLE_PT: Final = 7.5
"""A table is turned rather than set smaller than this, if it may be turned."""
HIGHER: Final = 1.6
"""How much higher than on a turned page a table may be before it is turned, if it may be."""
LONGEST_TOKEN_EM: Final = 11.0
"""A longer run without a blank, such as a digest, may be broken anywhere."""
LINE_EM, ROW_EM = 1.3, 1.2
_SHORT_CELL_EM, _SHORT_LABEL_EM = 5.5, 3.1
_WHOLE_FIGURE_EM = 8.0
_STEP_EM = 0.5
_NORM = 6.0


class Layout(NamedTuple):
    """Text size in pt, width of each column in em of it, lines of the highest row, height in pt."""

    size: float
    columns: list[float]
    lines: int
    height: float


def layout(table: Block, width_pt: float) -> Layout:
    """Return how to set `table` on a line of `width_pt`.

    A column gets what its longest word or number needs; what is left goes where it makes the rows lowest.
    """
    rows = _rows(table)
    columns = list(zip(*rows, strict=True))
    aligns = [column["align"] for column in table["columns"]]
    needed = [_least(column, align) for column, align in zip(columns, aligns, strict=True)]
    wanted = [max(least, INSET_EM + max(widest(text) for text in column))
              for least, column in zip(needed, columns, strict=True)]  # fmt: skip
    size = next((size for size in SIZES_PT if sum(needed) <= width_pt / size), SIZES_PT[-1])
    widths = [round(width, 3) for width in _shared(rows, needed, wanted, width_pt / size)]
    heights = [_lines(row, widths) for row in rows]
    return Layout(size, widths, max(heights), size * (LINE_EM * sum(heights) + ROW_EM * len(rows)))


def is_turned(table: Block, upright_pt: float, turned_pt: float) -> bool:
    """Tell whether `table`, which may be turned, reads so much better on a turned page that it is."""
    upright, turned = layout(table, upright_pt), layout(table, turned_pt)
    return upright.size < LEGIBLE_PT or upright.height > HIGHER * turned.height


def _rows(table: Block) -> list[list[str]]:
    return [[column["label"] for column in table["columns"]],
            *([_printed(cell) for cell in row] for row in table["rows"]),
            *([[plain(cell) for cell in table["foot"]]] if table["foot"] else [])]  # fmt: skip


def _printed(cell: Cell) -> str:
    """Return the words of a cell; those with a tone are printed after a sign one em wide."""
    signed = isinstance(cell, dict) and cell.get("tone") in ("good", "warn", "bad")
    return f"〇\u2060{plain(cell)}" if signed else plain(cell)


def _least(column: Sequence[str], align: str) -> float:
    label, *body = column
    whole = _WHOLE_FIGURE_EM if align == "right" else _SHORT_CELL_EM
    return INSET_EM + max(_label(label), 1.0, *(_unbroken(text, whole) for text in body))


def _label(words: str) -> float:
    """A label may stand on two lines, unless it is so short that one character would stand alone."""
    short = widest(words) <= _SHORT_LABEL_EM
    return max(widest(words) if short else min(ceil(widest(words) / 2), _SHORT_CELL_EM), _token(words))


def _unbroken(words: str, whole: float) -> float:
    """Return the width that must stay on one line: a short cell or a figure whole, else the longest word."""
    return widest(words) if widest(words) <= whole else max(_token(words), 2.0)


def _token(words: str) -> float:
    return min(longest(words), LONGEST_TOKEN_EM)


def _shared(
    rows: Sequence[Sequence[str]], needed: Sequence[float], wanted: Sequence[float], room: float
) -> list[float]:
    """Give every column what it needs, then the rest step by step where it makes the table lowest."""
    if sum(needed) >= room:
        return [least * room / sum(needed) for least in needed]
    if sum(wanted) <= room:
        return [want + (room - sum(wanted)) * want / sum(wanted) for want in wanted]
    columns, sizes = list(needed), [[widest(text) for text in row] for row in rows]
    while room - sum(columns) > _STEP_EM:
        gains = [_gain(sizes, columns, place) if columns[place] < wanted[place] else 0.0
                 for place in range(len(columns))]  # fmt: skip
        if max(gains) <= 0.0:
            break
        columns[gains.index(max(gains))] += _STEP_EM
    rest = (room - sum(columns)) / sum(columns)
    return [column * (1 + rest) for column in columns]


def _gain(sizes: Sequence[Sequence[float]], columns: Sequence[float], place: int) -> float:
    """Return by how much the rows become lower, about, if one column becomes a step wider."""
    wider = [*columns[:place], columns[place] + _STEP_EM, *columns[place + 1 :]]
    return sum(_height(row, columns) - _height(row, wider) for row in sizes)


def _height(row: Sequence[float], columns: Sequence[float]) -> float:
    # A smooth maximum: where two cells are equally high, both must become lower before the row does.
    filled = (max(1.0, text / (width - INSET_EM)) for text, width in zip(row, columns, strict=True))
    return float(sum(share**_NORM for share in filled) ** (1 / _NORM))


def _lines(row: Sequence[str], columns: Sequence[float]) -> int:
    return max(lines_of(text, round(max(width - INSET_EM, 1.0), 3))
               for text, width in zip(row, columns, strict=True))  # fmt: skip
