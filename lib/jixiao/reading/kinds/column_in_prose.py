"""A figure of prose against the table whose column, and perhaps row, its own words name."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.grids.columns import plain
from jixiao.reading.judging import half_step, is_exact, judge
from jixiao.reading.kinds import finder
from jixiao.reading.kinds.same_quantity import is_slip
from jixiao.reading.mains import is_part
from jixiao.reading.passage import Passage
from jixiao.reading.quoting import quote
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report
from jixiao.reading.tabular.addable import columns_of
from jixiao.reading.tabular.table import Table

_LEAD = re.compile("^其中：?|[一二三四五六七八九十]+、")
_FAR_LINES = 25
_MOST_TABLES = 6
_MOST_ROWS = 60
_FEWEST_DIGITS = 2
_SHARED, _WHOLE = 2, 3
_NEAR = 20
_HEADING = 30


@dataclass(frozen=True)
class Named:
    """A cell of a table whose names stand in the words of a figure.

    Attributes:
        cell: The quantity of the table.
        is_whole: Whether the whole name of its column stands there.
        has_unit: Whether the unit of the figure is that of the column.
    """

    cell: Figure
    is_whole: bool
    has_unit: bool


@dataclass(frozen=True)
class Names:
    """The names of a table.

    Attributes:
        table: The table.
        columns: Its columns that may be added up, with their bare names.
        labels: The words of its first rows.
        total: Its total row.
    """

    table: Table
    columns: tuple[tuple[int, str], ...]
    labels: tuple[tuple[int, str], ...]
    total: int


@finder("column_in_prose")
def find(report: Report) -> Iterator[Relation]:
    """Yield a relation for each figure of prose that a cell of a table near it states as well."""
    grids = sorted(report.grids, key=lambda grid: grid.last_line)
    tables = [_names_of(Table(report, grid)) for grid in grids if grid.body_rows("total")]
    ends = [names.table.grid.last_line for names in tables]
    for figure in report.passage.prose if tables else ():
        if figure.kind not in ("money", "count") or figure.per or not is_exact(figure) or not figure.base:
            continue
        first, last = (bisect_left(ends, figure.line + far) for far in (-_FAR_LINES, _FAR_LINES))
        near = tables[first:last][:_MOST_TABLES]
        told = (_told(report.passage, figure, list(_named(report.passage, names, figure))) for names in near)
        yield from [relation for relation in told if relation is not None][:1]


def _names_of(table: Table) -> Names:
    grid = table.grid
    labels = ((row, _LEAD.sub("", grid.label(row))) for row in grid.body_rows("item")[:_MOST_ROWS])
    return Names(
        table,
        tuple((column, _bare(grid.column_name(column))) for column in columns_of(table)),
        tuple((row, label) for row, label in labels if len(label) >= _SHARED),
        grid.body_rows("total")[-1],
    )


def _words(passage: Passage, figure: Figure) -> str:
    """Return the words that name a figure: those of its clause before it, and what it counts."""
    return re.sub(
        r"\s", "", f"{passage.clause(figure)}{figure.unit if figure.kind == 'count' else ''}{figure.noun}"
    )


def _named(passage: Passage, names: Names, figure: Figure) -> Iterator[Named]:
    """Yield the cells of the row that the words name, otherwise of the total row, whose column they name."""
    words = _words(passage, figure)
    rows = [row for row, label in names.labels if label in words]
    if len(rows) > 1:
        return
    for column, name in names.columns:
        cell = names.table.grid.figure(rows[0] if rows else names.total, column)
        if cell is None or (cell.kind == "money") != (figure.kind == "money"):
            continue
        has_unit = figure.kind == "count" and (cell.unit == figure.unit or figure.unit in name)
        is_counted = len(name) >= _SHARED and name in figure.noun
        is_whole = (len(name) >= _WHOLE and name in words) or is_counted
        if is_whole or any(name[at : at + _SHARED] in words for at in range(len(name) - 1)):
            yield Named(cell, is_whole, has_unit)


def _bare(name: str) -> str:
    found = plain(name)
    nouns = (noun for noun in lexicon.words("columns")["behind"] if found.endswith(noun))
    return found.removesuffix(next(nouns, ""))


def _told(passage: Passage, figure: Figure, named: list[Named]) -> Relation | None:
    """Return the relation with the cell of the same value, otherwise with the only cell that may be meant."""
    slack = half_step(figure)
    for one in named:
        gap = slack if one.cell.unit != figure.unit and figure.kind == "money" else None
        if judge(figure, one.cell.base, (), gap)[0] == "reconciled" and (one.is_whole or _tells(figure, one)):
            return _relation(passage, one.cell, figure, "reconciled")
    sure = [one for one in named if one.is_whole] or [one for one in named if one.has_unit]
    if len(sure) != 1 or not _is_whole_project(passage, figure):
        return None
    cell = sure[0].cell
    same = figure.kind == "count" and cell.base == cell.value
    if _is_slip(cell, figure):
        return _relation(passage, cell, figure, "contradicted")
    near = abs(cell.base - figure.base) * _NEAR <= max(cell.base, figure.base)
    if not near or (figure.kind == "count" and not same):
        return None
    return _relation(
        passage, cell, figure, "contradicted" if figure.kind == "count" and sure[0].has_unit else "review"
    )


def _is_slip(cell: Figure, figure: Figure) -> bool:
    """Return whether two numbers have the same digits in another order; a count of three digits tells as well."""
    if is_slip(cell, figure):
        return True
    one, two = str(cell.value), str(figure.value)
    return figure.kind == "count" and one != two and len(one) >= _WHOLE and sorted(one) == sorted(two)


def _tells(figure: Figure, one: Named) -> bool:
    return one.has_unit or len(str(figure.value).replace(".", "").rstrip("0")) >= _FEWEST_DIGITS


def _is_whole_project(passage: Passage, figure: Figure) -> bool:
    others = lexicon.words("columns")["other_scope"]
    if is_part(passage, figure) or re.search(lexicon.longest_first(others), passage.clause(figure)):
        return False
    # what the heading above sets as a goal is no result
    heading = "".join(passage.line_text(line) for line in range(max(0, figure.line - 1), figure.line))
    return not (len(heading) < _HEADING and re.search("目标|计划|任务", heading))


def _relation(passage: Passage, cell: Figure, figure: Figure, verdict: str) -> Relation:
    start, end = quote(passage, (figure,))
    holds = verdict == "reconciled"
    return Relation("same_quantity", verdict, "low" if holds else "medium", (cell,), figure,
                    computed=cell.base / scale_of(figure.unit), unit=figure.unit,
                    formula=f"{cell.raw} = {figure.raw}", note="" if holds else "table_and_prose",
                    start=start, end=end)  # fmt: skip
