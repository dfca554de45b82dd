"""What may not exceed what in a table: spending its money, a part its whole, rates on one base a hundred."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.grids.columns import rate_of
from jixiao.reading.judging import half_step
from jixiao.reading.relation import Relation
from jixiao.reading.tabular import check
from jixiao.reading.tabular.table import Table, shown

HUNDRED = Decimal(100)
_ACCOUNT = 3


@check("limits")
def find(table: Table) -> Iterator[Relation]:
    """Check each row for parts above their whole."""
    grid = table.grid
    for column in range(1, len(grid.roles)):
        if grid.column_name(column).lstrip("（").startswith("其中"):
            yield from _compared(table, column, _whole(table, column), "subset_le", "contradicted")
    if grid.columns("carry_in"):
        yield from _overspent(table)
    else:
        for spent in grid.columns("spent")[:1]:
            for received in grid.columns("received")[:1]:
                yield from _compared(table, spent, received, "spend_gt_received", "review", only_above=True)
    if not _cumulative(table) and grid.columns("rate"):
        for spent in grid.columns("spent")[:1]:
            for budget in grid.columns("budget_adjusted", "budget")[:1]:
                yield from _compared(table, spent, budget, "exceeds_plan", "review", only_above=True)
    for done in _cumulative(table):
        for plan in grid.columns("budget", "budget_adjusted")[:1]:
            yield from _compared(table, done, plan, "exceeds_plan", "review", only_above=True)
    yield from _hundred(table)


def _whole(table: Table, column: int) -> int | None:
    """Return the amounts beside which 其中 opens a part: the nearest column to the left that is none itself."""
    for other in range(column - 1, -1, -1):
        if not table.grid.column_name(other).startswith("其中") and table.cells(
            other, table.grid.body_rows()
        ):
            return other
    return None


def _cumulative(table: Table) -> tuple[int, ...]:
    return tuple(
        column for column in table.grid.columns("done", "spent") if "累计" in table.grid.column_name(column)
    )


def _compared(
    table: Table, part: int, whole: int | None, kind: str, above: str, only_above: bool = False
) -> Iterator[Relation]:
    if whole is None:
        return
    grid = table.grid
    for row in grid.body_rows():
        first, second = grid.figure(row, part), grid.figure(row, whole)
        if (
            first is None
            or second is None
            or first.kind != second.kind
            or (first.kind != "money" and first.unit != second.unit)
        ):
            continue
        exceeds = first.base > second.base
        if not exceeds and only_above:
            continue
        start, end = table.quote(row, first, second)
        yield Relation(
            kind,
            above if exceeds else "reconciled",
            "medium" if exceeds else "low",
            (first,),
            second,
            "",
            first.base / scale_of(second.unit),
            second.unit,
            f"{shown(first)} ≤ {shown(second)}",
            start=start,
            end=end,
        )


def _overspent(table: Table) -> Iterator[Relation]:
    """Spending above the opening balance and the income of the year."""
    grid = table.grid
    columns = [
        found[0]
        for found in (
            grid.columns("carry_in"),
            grid.columns("income", "received", "allotted"),
            grid.columns("spent"),
        )
        if found
    ]
    for row in grid.body_rows("item") if len(columns) == _ACCOUNT else ():
        figures = [
            figure for figure in (grid.figure(row, column) for column in columns) if figure is not None
        ]
        if len(figures) == _ACCOUNT and figures[2].base > figures[0].base + figures[1].base:
            yield _one_overspent(table, row, *figures)


def _one_overspent(table: Table, row: int, first: Figure, income: Figure, spent: Figure) -> Relation:
    """Return the relation; certain where the printed closing balance is the missing amount."""
    lasts = [table.grid.figure(row, column) for column in table.grid.columns("carry_out")]
    missing = spent.base - first.base - income.base
    is_sure = any(last is not None and abs(last.base) == missing for last in lasts)
    start, end = table.quote(row, income, spent)
    return Relation(
        "spend_gt_received",
        "contradicted" if is_sure else "review",
        "high" if is_sure else "medium",
        (spent, first),
        income,
        "",
        spent.base / scale_of(income.unit),
        income.unit,
        f"{shown(spent)} ≤ {shown(first)} + {shown(income)}",
        start=start,
        end=end,
    )


def _hundred(table: Table) -> Iterator[Relation]:
    """Execution and what remains of the same base give 100 %."""
    grid = table.grid
    rates = {rate_of(grid.column_name(column)): column for column in grid.columns("rate")}
    if "execution" not in rates or "remainder" not in rates:
        return
    for row in grid.body_rows():
        used, left = grid.figure(row, rates["execution"]), grid.figure(row, rates["remainder"])
        if used is not None and left is not None:
            yield _complement(table, row, used, left)


def _complement(table: Table, row: int, used: Figure, left: Figure) -> Relation:
    total = used.base + left.base
    holds = abs(total - HUNDRED) <= half_step(used) + half_step(left)
    start, end = table.quote(row, used, left)
    return Relation(
        "exec_plus_saving",
        "reconciled" if holds else "contradicted",
        "low" if holds else "high",
        (used, left),
        None,
        "100%",
        total,
        "%",
        f"{shown(used)} + {shown(left)}",
        start=start,
        end=end,
    )
