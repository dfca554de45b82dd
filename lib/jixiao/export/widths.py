"""Text size, column widths and direction of a printed table, computed from what its cells hold."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final, NamedTuple

from jixiao.document import Block, Cell, plain
from jixiao.export.wrapping import JOINER, lines_of, longest, widest

LEFT_INSET_EM: Final = 0.5
"""Blank at the left side of a cell, in em of the table's text."""
SIZES_PT: Final = (9.0, 8.5, 8.0, 7.5, 7.0)
"""Text sizes tried, largest first, until no number and no word has to be broken."""
LEGIBLE_PT: Final = 7.5
"""A table is turned rather than set smaller than this, if it may be turned."""
HIGHER: Final = 1.65
"""How much higher than on a turned page a table may be before it is turned, if it may be."""
LONGEST_TOKEN_EM: Final = 11.0
"""A longer run without a blank, such as a digest, may be broken anywhere."""
_LINE_EM, _ROW_EM = 1.3, 1.2
_SHORT_CELL_EM, _SHORT_LABEL_EM = 5.5, 3.1
_WHOLE_FIGURE_EM, _WHOLE_VERDICT_EM = 9.0, 6.5
_STEP_EM = 0.5
_RIGHT_INSET_EM, _FIGURE_INSET_EM = 0.5, 1.1
_NORM = 6.0


class Layout(NamedTuple):
    """Text size in pt, columns and their right insets in em of it, lines of the highest row, height in pt."""

    size: float
    columns: list[float]
    insets: list[float]
    lines: int
    height: float


def layout(table: Block, width_pt: float) -> Layout:
    """Return how to set `table` on a line of `width_pt`, in the largest size that breaks no number and no word.

    A column gets what its longest word or number needs; what is left goes where it makes the rows lowest.
    """
    return next(_layouts(table, width_pt))


def upright_layout(table: Block, upright_pt: float, turned_pt: float) -> Layout | None:
    """Return how to set a table that may be turned on an upright page, none if it reads much better turned."""
    highest = HIGHER * layout(table, turned_pt).height
    return next((found for found in legible_layouts(table, upright_pt) if found.height <= highest), None)


def legible_layouts(table: Block, width_pt: float) -> Iterator[Layout]:
    """Yield the layouts of `table` that break no word and are not too small to read, largest first."""
    return (found for found in _layouts(table, width_pt) if found.size >= LEGIBLE_PT)


def _layouts(table: Block, width_pt: float) -> Iterator[Layout]:
    """Yield the layouts of the sizes that break no word, largest first; of the smallest size, if all do."""
    rows = _rows(table)
    columns = list(zip(*rows, strict=True))
    aligns = [column["align"] for column in table["columns"]]
    insets = [_right_inset(pair) for pair in zip(aligns, [*aligns[1:], "right"], strict=True)]
    blanks = [LEFT_INSET_EM + inset for inset in insets]
    needed = [
        blank + _least(column, align) for blank, column, align in zip(blanks, columns, aligns, strict=True)
    ]
    wanted = [max(least, blank + max(widest(text) for text in column))
              for blank, least, column in zip(blanks, needed, columns, strict=True)]  # fmt: skip
    for size in [size for size in SIZES_PT if sum(needed) <= width_pt / size] or SIZES_PT[-1:]:
        widths = [round(width, 3) for width in _shared(rows, blanks, needed, wanted, width_pt / size)]
        rooms = [round(max(width - blank, 1.0), 3) for width, blank in zip(widths, blanks, strict=True)]
        heights = [max(map(lines_of, row, rooms)) for row in rows]
        yield Layout(
            size, widths, insets, max(heights), size * (_LINE_EM * sum(heights) + _ROW_EM * len(rows))
        )


def _rows(table: Block) -> list[list[str]]:
    return [[column["label"] for column in table["columns"]],
            *([_printed(cell) for cell in row] for row in table["rows"]),
            *([[plain(cell) for cell in table["foot"]]] if table["foot"] else [])]  # fmt: skip


def _printed(cell: Cell) -> str:
    """Return the words of a cell; those with a tone are printed after a sign one em wide, if it has one."""
    tone = cell.get("tone") if isinstance(cell, dict) else None
    sign = "" if tone in (None, "muted") else "〇"
    return f"{sign}{JOINER}{plain(cell)}" if tone else plain(cell)


def _least(column: Sequence[str], align: str) -> float:
    label, *body = column
    return max(_label(label), 1.0, *(_unbroken(text, align) for text in body))


def _label(words: str) -> float:
    """A label may stand on two lines, unless it is so short that one character would stand alone."""
    whole = widest(words)
    needed = whole if whole <= _SHORT_LABEL_EM else min(ceil(whole / 2), _SHORT_CELL_EM)
    return max(needed, _token(words))


def _unbroken(words: str, align: str) -> float:
    """Return the width that must stay on one line: a short cell, verdict or figure, else the longest word."""
    short = _WHOLE_VERDICT_EM if JOINER in words else _SHORT_CELL_EM
    whole = _WHOLE_FIGURE_EM if align == "right" else short
    return widest(words) if widest(words) <= whole else max(_token(words), 2.0)


def _token(words: str) -> float:
    return min(longest(words), LONGEST_TOKEN_EM)


def _shared(
    rows: Sequence[Sequence[str]],
    blanks: Sequence[float],
    needed: Sequence[float],
    wanted: Sequence[float],
    room: float,
) -> list[float]:
    """Give every column what it needs, then the rest step by step where it makes the table lowest."""
    if sum(needed) >= room:
        return [least * room / sum(needed) for least in needed]
    if sum(wanted) <= room:
        return [want + (room - sum(wanted)) * want / sum(wanted) for want in wanted]
    columns, texts = list(needed), [[widest(text) for text in row] for row in rows]
    while room - sum(columns) > _STEP_EM:
        rooms = [column - blank for column, blank in zip(columns, blanks, strict=True)]
        gains = [_gain(texts, rooms, place) if columns[place] < wanted[place] else 0.0
                 for place in range(len(columns))]  # fmt: skip
        if max(gains) <= 0.0:
            break
        columns[gains.index(max(gains))] += _STEP_EM
    rest = (room - sum(columns)) / sum(columns)
    return [column * (1 + rest) for column in columns]


def _gain(texts: Sequence[Sequence[float]], rooms: Sequence[float], place: int) -> float:
    """Return by how much the rows become lower, about, if one column becomes a step wider."""
    wider = [*rooms[:place], rooms[place] + _STEP_EM, *rooms[place + 1 :]]
    return sum(_height(row, rooms) - _height(row, wider) for row in texts)


def _height(row: Sequence[float], rooms: Sequence[float]) -> float:
    # A smooth maximum: where two cells are equally high, both must become lower before the row does.
    filled = (max(1.0, text / room) for text, room in zip(row, rooms, strict=True))
    return float(sum(share**_NORM for share in filled) ** (1 / _NORM))


def _right_inset(aligns: tuple[str, str]) -> float:
    """Return the blank at the right of a column: figures keep away from words that begin right after them."""
    return _FIGURE_INSET_EM if aligns[0] == "right" and aligns[1] != "right" else _RIGHT_INSET_EM
