"""The account of a year: opening balance and income less spending give the closing balance."""

from collections.abc import Iterator

from jixiao.reading.judging import judge, sum_slack
from jixiao.reading.relation import Relation
from jixiao.reading.tabular import check
from jixiao.reading.tabular.table import Table, shown


@check("accounts")
def find(table: Table) -> Iterator[Relation]:
    """Check the account of each row."""
    grid = table.grid
    if grid.columns("carry_in") and grid.columns("carry_out") and grid.columns("spent"):
        yield from _account(table)


def _account(table: Table) -> Iterator[Relation]:
    """Check opening balance + income − spending = closing balance."""
    grid = table.grid
    incomes = grid.columns("income", "received", "allotted", "budget_adjusted", "budget")
    if not incomes:
        return
    columns = (
        grid.columns("carry_in")[0],
        incomes[0],
        grid.columns("spent")[0],
        grid.columns("carry_out")[0],
    )
    found = [(row, [grid.figure(row, column) for column in columns]) for row in grid.body_rows()]
    full = [
        (row, [figure for figure in figures if figure is not None])
        for row, figures in found
        if None not in figures
    ]
    held = sum(
        judge(last, first.base + income.base - spent.base)[0] == "reconciled"
        for _, (first, income, spent, last) in full
    )
    for row, (first, income, spent, last) in full:
        computed = first.base + income.base - spent.base
        verdict, note = judge(last, computed, (first, income, spent), sum_slack(last, (first, income, spent)))
        if verdict == "contradicted" and not held:
            verdict = "review"
        yield table.relation(
            "carry_identity",
            row,
            last,
            computed,
            (first, income, spent),
            f"{shown(first)} + {shown(income)} − {shown(spent)}",
            verdict=verdict,
            note=note,
        )
