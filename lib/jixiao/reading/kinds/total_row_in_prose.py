"""Percentages in prose of the total row of a table: one column of another, or a column of a plan in the sentence."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from jixiao.quantities import PERCENT
from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.grid import Grid
from jixiao.reading.grids.columns import plain
from jixiao.reading.judging import is_exact, judge
from jixiao.reading.kinds import finder
from jixiao.reading.passage import Passage
from jixiao.reading.quoting import quote
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report
from jixiao.reading.tabular.addable import columns_of
from jixiao.reading.tabular.one_rate import slack_of
from jixiao.reading.tabular.table import Table, shown

_FAR_LINES, _MOST_TABLES, _MOST_COLUMNS = 8, 3, 24
_SHARED = 2
_OF = re.compile(
    r"(?P<top>[\u4e00-\u9fff]{2,14}?)(?:占|为|相当于|是)(?P<under>[\u4e00-\u9fff]{2,14})的(?:比例为|比重为)?$"
)
_PLAN = re.compile(r"(?:完成|达到?|占|为)[^，。；\d]{0,8}(?:计划|任务|目标)[^，。；\d]{0,4}的?$")
_PLANNED = re.compile("计划|任务|目标")
_AROUND = re.compile("全部|合计|总计|累计|本年|全年|项目|资金|金额|数额|总额|其中|共|总")


@finder("total_row_in_prose")
def find(report: Report) -> Iterator[Relation]:
    """Yield the rates of prose whose operands stand in the total row of a table near them."""
    grids = sorted((grid for grid in report.grids if grid.body_rows("total")), key=lambda grid: grid.last_line)
    ends = [grid.last_line for grid in grids]
    for rate in report.passage.prose if grids else ():
        if rate.unit != "%" or not is_exact(rate) or not rate.base:
            continue
        first, last = (bisect_left(ends, rate.line + far) for far in (-_FAR_LINES, _FAR_LINES))
        found = (one for grid in grids[first:last][:_MOST_TABLES] for one in _told(report, grid, rate))
        yield from islice(found, 1)


def _told(report: Report, grid: Grid, rate: Figure) -> Iterator[Relation]:
    passage, words = report.passage, report.passage.clause(rate)
    if re.search(lexicon.longest_first(_others()), words):
        return
    cells = _cells(Table(report, grid))
    match = _OF.search(words)
    if match:
        tops, unders = (_called(cells, match[name]) for name in ("top", "under"))
        if len(tops) == len(unders) == 1 and unders[0].base and tops[0].unit == unders[0].unit:
            yield _relation(passage, rate, tops[0], unders[0], is_sure=True)
    if _PLAN.search(words):
        for plan in _plans(passage, rate):
            # 册 of the text is 册次 of the header
            alike = [(name, cell) for name, cell in cells if plan.unit and cell.unit.startswith(plan.unit)]
            done = [cell for name, cell in alike if _named(passage, plan, name)]
            if len(done) == 1:
                yield _relation(passage, rate, done[0], plan, is_sure=False)


def _others() -> list[str]:
    """Return the words of another year or scope; those of a plan are asked for here."""
    others = lexicon.words("columns")["other_scope"]
    return [word for word in others if not _PLANNED.search(word) and word not in ("占", "累计")]


def _cells(table: Table) -> list[tuple[str, Figure]]:
    """Return the quantities of the total row with the bare names of their columns."""
    grid = table.grid
    total, columns = grid.body_rows("total")[-1], columns_of(table)[:_MOST_COLUMNS]
    cells = ((plain(grid.column_name(column)), grid.figure(total, column)) for column in columns)
    return [(name, cell) for name, cell in cells if cell is not None and len(name) >= _SHARED]


def _called(cells: list[tuple[str, Figure]], words: str) -> list[Figure]:
    """Return the cells whose column has just the name that some words are, fillers aside."""
    bare = _AROUND.sub("", words)
    return [cell for name, cell in cells if bare and bare == _AROUND.sub("", name)]


def _plans(passage: Passage, rate: Figure) -> list[Figure]:
    """Return the last planned quantity before a rate in its sentence."""
    before = [figure for figure in passage.sentence(rate).figures if figure.at < rate.at and figure.base]
    return [figure for figure in before if figure.kind != "rate" and _PLANNED.search(passage.clause(figure))][-1:]


def _named(passage: Passage, plan: Figure, name: str) -> bool:
    words = f"{passage.clause(plan)}{plan.noun}"
    return any(name[at : at + _SHARED] in words for at in range(len(name) - 1))


def _relation(passage: Passage, rate: Figure, top: Figure, under: Figure, is_sure: bool) -> Relation:
    computed = top.base / under.base * PERCENT
    verdict, note = judge(rate, computed, (top, under), slack_of(top, under))
    if verdict == "contradicted" and not is_sure:
        verdict = "review"
    start, end = quote(passage, (rate,))
    return Relation("rate", verdict, "high" if verdict == "contradicted" else "low", (top, under), rate,
                    computed=computed, unit="%", formula=f"{shown(top)} ÷ {shown(under)}", note=note,
                    start=start, end=end)  # fmt: skip
