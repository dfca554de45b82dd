"""A small table whose columns stand below the columns of a plot."""

from collections.abc import Sequence
from typing import NamedTuple

from jixiao.charts.canvas.lettering import line_height, text_width, wrap
from jixiao.charts.canvas.sheet import BAD, INK, MARGIN, PALE, RIGHT, SMALL, Sheet

ROW = 0.24
KEY_WIDTH = 0.2
SMALLEST = 6.0


class Line(NamedTuple):
    """A row of the table; `key` is its mark in the plot: ``bar``, ``line`` or empty."""

    label: str
    cells: Sequence[str]
    key: str = ""
    bold: bool = False


def columns(left: float, number: int) -> list[tuple[float, float]]:
    """Return the edges of `number` equal columns from `left` to the right margin, in inches."""
    step = (RIGHT - left) / number
    return [(left + step * n, left + step * (n + 1)) for n in range(number)]


def draw_table(
    sheet: Sheet,
    heads: Sequence[str],
    lines: Sequence[Line],
    edges: Sequence[tuple[float, float]],
    color: str,
) -> None:
    """Draw the table; a row too wide for its columns is written smaller or turned.

    Args:
        sheet: Sheet to draw on, from `Sheet.y` downwards.
        heads: Head of each column.
        lines: Rows; a negative figure in a bold row without key is shown as bad.
        edges: Edges of the columns.
        color: Colour of the bars in the plot.
    """
    room = edges[0][1] - edges[0][0] - 0.06
    _draw_heads(sheet, [wrap(head, room, SMALL) for head in heads], edges)
    for number, line in enumerate(lines):
        size, height = _fit(line, room)
        middle = sheet.y + height / 2
        if number % 2 == 0:
            sheet.bar(MARGIN, RIGHT, middle, height, PALE, zorder=0)
        _draw_key(sheet, line.key, middle, color)
        sheet.text(MARGIN + KEY_WIDTH, middle, line.label, size=SMALL)
        _draw_cells(sheet, line, edges, size, upright=height > ROW, middle=middle)
        sheet.y += height


def _draw_cells(
    sheet: Sheet, line: Line, edges: Sequence[tuple[float, float]], size: float, *, upright: bool, middle: float
) -> None:
    for cell, (left, right) in zip(line.cells, edges, strict=True):
        bad = line.bold and not line.key and cell.startswith("-")
        sheet.text(
            (left + right) / 2, middle, cell, size=size, color=BAD if bad else INK, bold=line.bold,
            align="center", upright=upright,
        )  # fmt: skip


def _fit(line: Line, room: float) -> tuple[float, float]:
    """Return the size of a row's letters and its height: smaller letters, or else turned ones."""
    widest = max(text_width(cell, SMALL, line.bold) for cell in line.cells)
    size = SMALL * min(1.0, room / widest)
    return (size, ROW) if size >= SMALLEST else (SMALL, widest + 0.12)


def _draw_heads(sheet: Sheet, heads: Sequence[list[str]], edges: Sequence[tuple[float, float]]) -> None:
    height = max(len(lines) for lines in heads) * line_height(SMALL)
    for lines, (left, right) in zip(heads, edges, strict=True):
        sheet.lines((left + right) / 2, sheet.y + height / 2, lines, size=SMALL, align="center")
    sheet.y += height + 0.04


def _draw_key(sheet: Sheet, key: str, y: float, color: str) -> None:
    if key == "bar":
        sheet.bar(MARGIN + 0.04, MARGIN + 0.15, y, 0.11, color)
    elif key == "line":
        sheet.line((MARGIN + 0.03, MARGIN + 0.16), (y, y), color="black", width=2.0, zorder=3)
