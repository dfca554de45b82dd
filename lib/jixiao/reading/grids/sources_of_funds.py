"""A total with its sources run together: 项目总投资20万元中央补助0省级财政0其他资金20万元."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.grid import Cell, Grid
from jixiao.reading.grids.source import Source

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_AMOUNT = rf"{_NUMBER}(?:万元|元)?"
_PART = rf"[\u4e00-\u9fff]{{2,8}}(?:安排|资金|拨款|补助|配套|自筹|收入|财政|投入)[：:]?{_AMOUNT}"
_FUNDS = re.compile(
    rf"(?P<label>项目总投资|(?:项目|年度|中期)?资金总额|总投资|项目总额|项目总预算|(?:项目)?预算(?:申报|申请|安排|批复)?(?:总额|数|金额)"
    rf"|申[报请](?:预算|资金|金额)(?:总额)?|资金申请(?:总额|数)?)"
    rf"(?:（(?P<unit>万元|元)）)?[：:]?(?P<total>{_AMOUNT})(?P<parts>(?:(?:其中)?[：:]?{_PART}){{2,8}})"
    rf"(?P<rest>[^…\n]{{0,12}})"
)
_ONE = re.compile(rf"(?P<label>[\u4e00-\u9fff]{{2,10}}?)[：:]?(?P<amount>{_AMOUNT})")
# the last source of a full list is what the unit itself or others give
_OWN = re.compile("自筹|自有|其他|其它|配套|社会|单位")
_GOES_ON = re.compile(rf"(?:补助|拨款|资金|财政|投入)[^。；]{{0,6}}{_NUMBER}|{_NUMBER}(?:万元|元)")
_FAR = Decimal("0.25")


def funds_grids(source: Source, line: int) -> Iterator[Grid]:
    """Yield totals with their sources, where these add up or the list of them is complete."""
    start, words = source.starts[line], source.lines[line]
    for match in _FUNDS.finditer(words):
        unit = match["unit"] or ""
        rows = [_row(source, start, match.span("label"), match.span("total"), unit)]
        rows += [
            _row(source, start, one.span("label"), one.span("amount"), unit)
            for one in _ONE.finditer(words, *match.span("parts"))
        ]
        if _adds_up(rows) or _is_complete(rows, match["rest"]):
            yield _grid(tuple(rows), line)


def _row(
    source: Source, start: int, label: tuple[int, int], amount: tuple[int, int], unit: str
) -> tuple[Cell, Cell]:
    first, last = start + amount[0], start + amount[1]
    words = source.text[first:last]
    unit = "万元" if words.endswith("万元") else "元" if words.endswith("元") else unit
    name = source.cell(start + label[0], start + label[1])
    return name, Cell(words, source.made(first, last, unit), first, last)


def _figures(rows: list[tuple[Cell, Cell]]) -> list[Figure]:
    return [amount.figure for _, amount in rows if amount.figure is not None and amount.figure.value is not None]


def _values(figures: list[Figure]) -> list[Decimal]:
    return [figure.value * scale_of(figure.unit) for figure in figures if figure.value is not None]


def _adds_up(rows: list[tuple[Cell, Cell]]) -> bool:
    """Return whether the sources give the total; a zero may stand without a unit."""
    figures = _figures(rows)
    values = _values(figures)
    is_bare = any(not figure.unit and figure.value for figure in figures)
    return not is_bare and len(values) == len(rows) and values[0] == sum(values[1:], Decimal(0))


def _is_complete(rows: list[tuple[Cell, Cell]], behind: str) -> bool:
    """Return whether sources that do not add up are all there: each has its unit, and the last one is own money."""
    figures = _figures(rows)
    values = _values(figures)
    if len(values) != len(rows) or not all(figure.unit for figure in figures) or _GOES_ON.search(behind):
        return False
    total, parts = values[0], values[1:]
    is_near = abs(sum(parts, Decimal(0)) - total) <= total * _FAR and max(parts) < total
    return is_near and sum(part != 0 for part in parts) > 1 and bool(_OWN.search(rows[-1][0].text))


def _grid(rows: tuple[tuple[Cell, ...], ...], line: int) -> Grid:
    roles = ("total", "part", *("item",) * (len(rows) - 2))
    return Grid(rows, "glued", 0, "", line, line, False, ("label", "amount"), roles)
