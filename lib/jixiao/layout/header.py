"""Where the header of a table is, and what its columns are called."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jixiao.layout import words as are
from jixiao.layout.merges import Cells, Merges
from jixiao.layout.model import Heading
from jixiao.reading.lexicon import pattern

Line = tuple[int, Cells]
MOST_ROWS = 4
_SURE = 0.6
_SOME = 0.34
_FEW = 3
_KEY_AND_VALUE = re.compile(r".:.")


@dataclass(frozen=True)
class Block:
    """The rows of a header.

    Attributes:
        lines: Number and texts of each row, the upper one first.
        headings: Its columns.
        guessed: Columns under which an upper heading was drawn although no merged cell says so.
    """

    lines: tuple[Line, ...]
    headings: tuple[Heading, ...]
    guessed: tuple[int, ...] = ()

    @property
    def first(self) -> int:
        """Number of its first row."""
        return self.lines[0][0]

    @property
    def last(self) -> int:
        """Number of its last row."""
        return self.lines[-1][0]

    @property
    def keys(self) -> tuple[tuple[int, str], ...]:
        """What tells whether two headers are the same."""
        return tuple((heading.column, are.plain(heading.text)) for heading in self.headings)


def find(lines: Sequence[Line], merges: Merges) -> Block | None:
    """Return the header that begins with the first of some rows, None if it is not certain that one does.

    Args:
        lines: The row, and those that follow it.
        merges: The merged areas of the sheet.
    """
    block, best = lines[:1], None
    if not _can_be_header(lines[0][1]):
        return None
    for line in lines[1 : MOST_ROWS + 1]:
        if is_certain(found := block_of(block, merges)):
            best = found
        if len(block) == MOST_ROWS or not _goes_on(block, line, merges):
            break
        block = [*block, line]
    else:
        best = found if is_certain(found := block_of(block, merges)) else best
    return best


def block_of(lines: Sequence[Line], merges: Merges) -> Block:
    """Return the header that some rows make, whether it is known or not."""
    columns, guessed = _columns([line for line in lines if not are_units(line[1])], merges)
    units = {column: text for _, cells in lines if are_units(cells) for column, text in _filled(cells)}
    headings = tuple(_heading(column, texts, units.get(column, "")) for column, texts in sorted(columns.items()))
    return Block(tuple(lines), headings, guessed)


def is_certain(block: Block) -> bool:
    """Return whether enough of the headings are known, and none is a value."""
    named = [heading for heading in block.headings if heading.words]
    sure = [any(map(are.is_heading, heading.words)) for heading in named]
    like = [any(map(are.is_like_heading, heading.words)) for heading in named]
    if len(named) <= _FEW:
        return len(named) > 1 and sum(sure) >= max(2, len(named) - 1) and all(like) and _is_close(block)
    if _alternates(sure):
        return False
    return sum(sure) >= _FEW and (
        sum(sure) >= _SURE * len(named) or (sum(like) >= _SURE * len(named) and sum(sure) >= _SOME * len(named))
    )


def _alternates(sure: list[bool]) -> bool:
    """A form has a value beside each of its words."""
    return sure[: len(sure) // 2 * 2] == [True, False] * (len(sure) // 2)


def _is_close(block: Block) -> bool:
    columns = [heading.column for heading in block.headings]
    return columns[-1] - columns[0] < 2 * len(columns)


def _heading(column: int, texts: list[str], unit: str) -> Heading:
    shown = [" ".join(text.split()) for text in texts]
    alone = are.heading_unit(f"({unit})") if unit else ""
    named = next(filter(None, map(are.heading_unit, shown[::-1])), "")
    return Heading(column, tuple(dict.fromkeys(shown)), alone or named)


def _columns(lines: Sequence[Line], merges: Merges) -> tuple[Mapping[int, list[str]], tuple[int, ...]]:
    columns: dict[int, list[str]] = {}
    guessed: list[int] = []
    for level, (number, cells) in enumerate(lines):
        below = [cells for _, cells in lines[level + 1 :]]
        for column, text in _filled(cells):
            merged = merges.right_end(number, column)
            last = merged if merged > column else _reach(number, cells, column, below, merges)
            guessed += range(column + 1, last + 1) if last > merged else []
            for spanned in range(column, last + 1):
                columns.setdefault(spanned, []).append(text)
    return columns, tuple(guessed)


def _reach(number: int, cells: Cells, column: int, below: list[Cells], merges: Merges) -> int:
    """Return the last column over which a heading reaches that no merged cell spans: up to the next one."""
    if merges.bottom(number, column) > number or not any(_at(row, column) for row in below):
        return column
    last = column
    while not _at(cells, last + 1) and not merges.covers(number, last + 1) and any(_at(r, last + 1) for r in below):
        last += 1
    return last


def _goes_on(block: Sequence[Line], line: Line, merges: Merges) -> bool:
    """Return whether a row is one more row of a header."""
    number, cells = line
    filled = _filled(cells)
    if not filled or number - block[-1][0] > 1 or not _can_be_header(cells):
        return False
    if _is_title(block, line, merges):
        return False
    if are_units(cells):
        return True
    if any(merges.covers(number, heading) for first, row in block for heading, _ in _filled(row)):
        return True
    if not all(_is_below_group(column, block, cells, merges) for column, _ in filled):
        return False
    named = [text for _, text in filled if are.is_like_heading(text)]
    return 2 * len(named) >= len(filled) or all(_is_below_merged(column, block, merges) for column, _ in filled)


def are_units(cells: Cells) -> bool:
    """Return whether a row holds nothing but units, more than one of them."""
    texts = [text for _, text in _filled(cells)]
    return len(texts) > 1 and all(map(are.is_unit, texts)) and any(map(are.is_money_unit, texts))


def _is_below_group(column: int, block: Sequence[Line], cells: Cells, merges: Merges) -> bool:
    number, above = block[-1]
    if any(_at(row, column) for _, row in block):
        begins = merges.right_end(number, column) > column
        return begins or bool(not _at(above, column + 1) and _at(cells, column + 1) and _at(above, column))
    return True


def _is_below_merged(column: int, block: Sequence[Line], merges: Merges) -> bool:
    return any(area.left <= column <= area.right and area.right > area.left and area.bottom <= number
               for number, _ in block[-1:] for area in merges.beginning(number))  # fmt: skip


def _is_title(block: Sequence[Line], line: Line, merges: Merges) -> bool:
    """Return whether the only text of the block stands over all the columns of the row below."""
    texts = [(number, column) for number, cells in block for column, _ in _filled(cells)]
    return len(texts) == 1 and texts[0][1] <= _filled(line[1])[0][0]


def _can_be_header(cells: Cells) -> bool:
    texts = [are.plain(text) for _, text in _filled(cells)]
    if not texts or are.declared_unit(texts):
        return False
    return not any(_is_value(text) for text in texts)


@lru_cache(maxsize=4096)
def _is_value(text: str) -> bool:
    if are.is_number(text):
        return not are.is_year(text)
    return bool(are.is_day(text) and not are.is_heading(text) or _KEY_AND_VALUE.search(text)
                or pattern("layout", "sentence").search(text))  # fmt: skip


def _filled(cells: Cells) -> list[tuple[int, str]]:
    return [(column, text) for column, text in enumerate(cells, start=1) if text.strip()]


def _at(cells: Cells, column: int) -> str:
    return cells[column - 1].strip() if column <= len(cells) else ""
