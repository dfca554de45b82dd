"""A total with its sources run together: 项目总投资20万元中央补助0省级财政0其他资金20万元."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.reading.figure import scale_of
from jixiao.reading.grid import Cell, Grid
from jixiao.reading.grids.source import Source

_PART = r"[\u4e00-\u9fff]{2,8}(?:安排|资金|拨款|补助|配套|自筹)[：:]?\d+(?:\.\d+)?(?:万元|元)?"
_FUNDS = re.compile(
    rf"(?P<label>项目总投资|资金总额|总投资|项目总额)[：:]?(?P<total>\d+(?:\.\d+)?(?:万元|元)?)(?P<parts>(?:(?:其中)?[：:]?{_PART}){{2,8}})"
)
_ONE = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,10}?)[：:]?(?P<amount>\d+(?:\.\d+)?(?:万元|元)?)")


def funds_grids(source: Source, line: int) -> Iterator[Grid]:
    """Yield totals with their sources, where the sources add up."""
    start, words = source.starts[line], source.lines[line]
    for match in _FUNDS.finditer(words):
        rows = [_row(source, start, match.span("label"), match.span("total"))]
        rows += [
            _row(source, start, one.span("label"), one.span("amount"))
            for one in _ONE.finditer(words, *match.span("parts"))
        ]
        grid = _grid(tuple(rows), line)
        if grid is not None:
            yield grid


def _row(source: Source, start: int, label: tuple[int, int], amount: tuple[int, int]) -> tuple[Cell, ...]:
    words = source.text[start + amount[0] : start + amount[1]]
    unit = "万元" if words.endswith("万元") else "元" if words.endswith("元") else ""
    first, last = start + amount[0], start + amount[1]
    return source.cell(start + label[0], start + label[1]), Cell(
        words, source.made(first, last, unit), first, last
    )


def _grid(rows: tuple[tuple[Cell, ...], ...], line: int) -> Grid | None:
    """Return the table; a zero without a unit takes that of the others, and what does not add up is left alone."""
    figures = [row[1].figure for row in rows]
    values = [
        figure.value * scale_of(figure.unit)
        for figure in figures
        if figure is not None and figure.value is not None
    ]
    bare = any(figure is not None and not figure.unit and figure.value for figure in figures)
    if bare or len(values) != len(rows) or values[0] != sum(values[1:], Decimal(0)):
        return None
    return Grid(
        rows,
        "glued",
        0,
        "",
        line,
        line,
        False,
        ("label", "amount"),
        ("total", "part", *("item",) * (len(rows) - 2)),
    )
