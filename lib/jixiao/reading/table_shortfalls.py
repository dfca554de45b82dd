"""Rows of tables in which less was done, paid or received than planned, and targets that were missed."""

import re
from collections.abc import Iterator
from dataclasses import replace

from jixiao.quantities import places, rounded
from jixiao.reading.assertions import wholes, wholes_pattern
from jixiao.reading.evidence import HUNDRED, Evidence
from jixiao.reading.figure import Figure
from jixiao.reading.grid import Grid
from jixiao.reading.report import Report
from jixiao.reading.shortfalls import Shortfall

_MOST, _WIDTH = 600, 40


def table_shortfalls(report: Report) -> Iterator[Shortfall]:
    """Yield the shortfalls of all tables in the order of the text."""
    for grid in report.grids:
        for row in grid.body_rows()[:_MOST]:
            yield from _missed(grid, row)
            for sort, plan, actual in _columns(grid):
                found = _short(grid, row, sort, plan, actual)
                if found:
                    yield found


def _columns(grid: Grid) -> Iterator[tuple[str, int, int]]:
    """Yield sort, column of the plan and column of what was done; the nearest plan to the left counts."""
    names = [grid.column_name(column) for column in range(len(grid.roles))]
    amounts = [column for column, name in enumerate(names) if not wholes_pattern("no_amount").search(name)]
    for sort, words in wholes("actual_columns").items():
        actual = next((column for column in amounts if re.search(words, names[column])), None)
        before = [column for column in amounts if actual is not None and column < actual]
        plans = [column for column in before if _is_plan(names[column]) and not re.search(words, names[column])]
        if actual is not None and plans and not grid.columns("target"):
            yield sort, plans[-1], actual


def _is_plan(name: str) -> bool:
    return bool(wholes_pattern("plan_columns").search(name))


def _short(grid: Grid, row: int, sort: str, plan: int, actual: int) -> Shortfall | None:
    whole, part = grid.figure(row, plan), grid.figure(row, actual)
    if not whole or not part or whole.sign or not whole.value or part.value is None or whole.unit != part.unit:
        return None
    if not 0 <= part.base < whole.base:
        return None
    evidence = Evidence(_rate(grid, row, part, whole), part, whole, False)
    label = grid.label(row)
    is_total = grid.row_roles[row] == "total" or bool(wholes_pattern("total_row").search(label))
    return Shortfall(sort, evidence, label[:_WIDTH], part.line, is_whole=is_total, in_table=True)


def _rate(grid: Grid, row: int, part: Figure, whole: Figure) -> Figure | None:
    """Return the rate of the row that the two figures make."""
    for cell in grid.rows[row]:
        rate = cell.figure
        if rate and rate.kind == "rate" and rate.value is not None:
            if rounded(part.base / whole.base * HUNDRED, places(rate.value)) == rate.value:
                return rate
    return None


def _missed(grid: Grid, row: int) -> Iterator[Shortfall]:
    """Yield the target of a row that its actual value does not reach."""
    targets, actuals = grid.columns("target"), grid.columns("actual")
    if not targets or not actuals:
        return
    target, actual = grid.figure(row, targets[0]), grid.figure(row, actuals[0])
    words = "".join(cell.text for cell in grid.rows[row][: targets[0]])
    if not target or not actual or target.value is None or actual.value is None or not actual.value:
        return
    target = replace(target, sign=target.sign or _sign(grid, row))
    if target.sign not in ("≥", ">", "=", "") or _may_be_lower(words, target) or not _is_below(actual, target):
        return
    share = wholes_pattern("rest_row").search(words)
    is_rate = bool(share) and actual.kind == "rate"
    evidence = Evidence(actual, None, None, False) if is_rate else Evidence(None, actual, target, False)
    sort = next((sort for sort in ("spent", "received") if share and share.group() in wholes("rates")[sort]), "value")
    yield Shortfall(sort, evidence, words[-_WIDTH:], actual.line, is_whole=sort != "value",
                    is_timely=bool(wholes_pattern("timely").search(words)), in_table=True)  # fmt: skip


def _sign(grid: Grid, row: int) -> str:
    cells = grid.rows[row]
    return next((cells[column].text for column in grid.columns("sign") if column < len(cells)), "")


def _may_be_lower(words: str, target: Figure) -> bool:
    is_less = bool(wholes_pattern("lower_is_better").search(words))
    return is_less or target.kind == "money" or target.unit in ("天", "日", "小时")


def _is_below(actual: Figure, target: Figure) -> bool:
    return (actual.unit == target.unit or not actual.unit or not target.unit) and actual.base < target.base
