"""What a sentence says of the rows of a table: a share of the total, several rows together, what is left of it.

Only what holds is told: which row and which column the words mean is a guess until the figures agree.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from jixiao.quantities import PERCENT
from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.grid import Grid
from jixiao.reading.judging import judge
from jixiao.reading.kinds import finder
from jixiao.reading.passage import Passage
from jixiao.reading.quoting import quote
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report
from jixiao.reading.tabular.addable import columns_of
from jixiao.reading.tabular.table import Table, shown, summed

_SHARE = re.compile(r"占[^，。；\d]{0,20}的?(?:比例?重?为?|比为|达)?$")
_TOGETHER = re.compile(r"(?:共|合计|共计|总计|之和为?)[^，。；\d]{0,6}$")
_LEFT = re.compile(r"(?:未|尚|结余|剩余|节约|节余|差额|超支|结转)[^，。；\d]{0,6}$")
_MOST_ROWS = 300
_FAR_LINES = 30
_MOST_TABLES = 12


@finder("table_in_prose")
def find(report: Report) -> Iterator[Relation]:
    """Yield the statements of prose that the rows of a table nearby bear out."""
    grids = sorted(report.grids, key=lambda grid: grid.last_line)
    tables = [Table(report, grid) for grid in grids if any(grid.body_rows("total", "item", "part"))]
    ends = [table.grid.last_line for table in tables]
    for figure in report.passage.prose if tables else ():
        near = tables[
            bisect_left(ends, figure.line - _FAR_LINES) : bisect_left(ends, figure.line + _FAR_LINES)
        ][:_MOST_TABLES]
        words = report.passage.label(figure) if near else ""
        for table in near:
            if figure.unit == "%" and _SHARE.search(words):
                yield from islice(_share(report.passage, table, figure), 1)
            elif figure.kind in ("money", "count") and _TOGETHER.search(words):
                yield from islice(_together(report.passage, table, figure), 1)
            elif figure.kind == "money" and _LEFT.search(words):
                yield from islice(_left(report.passage, table, figure), 1)


def _named(grid: Grid, words: str) -> list[int]:
    """Return the rows whose label stands in some words, in the order of the table."""
    rows = grid.body_rows("item", "part")[:_MOST_ROWS]
    labels = {row: re.sub("^其中：?|[一二三四五六七八九十]+、", "", grid.label(row)).strip() for row in rows}
    return [row for row, label in labels.items() if len(label) > 1 and label in words]


def _totals(grid: Grid) -> tuple[int, ...]:
    return grid.body_rows("total")[-1:] or grid.body_rows("subtotal")[-1:]


def _share(passage: Passage, table: Table, rate: Figure) -> Iterator[Relation]:
    grid = table.grid
    words = passage.text[passage.sentence_span(rate.at)[0] : rate.at]
    rows = _named(grid, re.split("[，；、]", words.rpartition("占")[0])[-1] or words)
    before = [one for one in passage.sentence(rate).figures if one.kind == "money" and one.at < rate.at][-1:]
    for total in _totals(grid):
        for column in columns_of(table):
            whole, part = grid.figure(total, column), grid.figure(rows[-1], column) if rows else None
            for top in (part, *before):
                if whole is None or top is None or not whole.base or whole.kind != top.kind:
                    continue
                computed = top.base / whole.base * PERCENT
                if judge(rate, computed)[0] == "reconciled":
                    yield _told(
                        passage, "rate", rate, computed, (top, whole), f"{shown(top)} ÷ {shown(whole)}"
                    )


def _together(passage: Passage, table: Table, stated: Figure) -> Iterator[Relation]:
    grid = table.grid
    rows = _named(grid, passage.text[passage.sentence_span(stated.at)[0] : stated.at])
    if len(rows) < 2:
        return
    for column in columns_of(table):
        parts = [
            part
            for part in (grid.figure(row, column) for row in rows)
            if part is not None and part.kind == stated.kind
        ]
        total = sum((part.base for part in parts), Decimal(0))
        if len(parts) == len(rows) and judge(stated, total)[0] == "reconciled":
            yield _told(passage, "part_sum", stated, total, parts, summed(parts))


def _left(passage: Passage, table: Table, stated: Figure) -> Iterator[Relation]:
    """Check a balance against the total row, or an amount of the sentence against the total row."""
    grid = table.grid
    for total in _totals(grid):
        amounts = [
            one
            for one in (grid.figure(total, column) for column in columns_of(table))
            if one is not None and one.kind == "money"
        ]
        sentence = [
            one for one in passage.sentence(stated).figures if one.kind == "money" and one is not stated
        ][:4]
        if any(abs(one.base - stated.base) == 0 for one in amounts):
            return
        for high in (*amounts, *sentence):
            for low in amounts:
                if high.base > low.base and high.base - low.base == stated.base:
                    yield _told(
                        passage,
                        "saving_amount",
                        stated,
                        stated.base,
                        (high, low),
                        f"{shown(high)} − {shown(low)}",
                    )


def _told(
    passage: Passage, kind: str, stated: Figure, computed: Decimal, operands: Sequence[Figure], formula: str
) -> Relation:
    start, end = quote(passage, [stated])
    return Relation(
        kind,
        "reconciled",
        "low",
        tuple(operands),
        stated,
        "",
        computed / scale_of(stated.unit),
        stated.unit,
        formula,
        start=start,
        end=end,
    )
