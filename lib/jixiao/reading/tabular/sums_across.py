"""Sums of rows: columns called 小计 or 合计, and columns that two others make up on most rows."""

from collections.abc import Iterator

from jixiao.reading.grids.columns import plain
from jixiao.reading.grids.labels import row_role
from jixiao.reading.relation import Relation
from jixiao.reading.tabular import check
from jixiao.reading.tabular.addable import columns_of
from jixiao.reading.tabular.adding import Outcome, Parts, best, outcomes
from jixiao.reading.tabular.table import Table, summed

_MOST_COLUMNS = 24
_FEWEST_ROWS = 2
# these make up one another by subtraction, which other checks tell
_OTHERS = frozenset(("change", "balance", "carry_out", "carry_in", "last_year", "this_year", "income"))


@check("sums_across")
def find(table: Table) -> Iterator[Relation]:
    """Check each column that is the sum of its neighbours."""
    columns = [column for column in columns_of(table) if _has_numbers(table, column)][:_MOST_COLUMNS]
    named = [column for column in columns if _role(table, column) == "subtotal"]
    for total in columns:
        group = _group(table, total, columns)
        if group:
            found = list(outcomes(total, group, table.grid.body_rows(), table.across))
            for one in found:
                yield from _told(table, one, sum(each.tells for each in found))
            continue
        parts, found = best(total, candidates(total, columns, named), table.grid.body_rows(), table.across)
        held = sum(one.tells for one in found)
        is_whole = total in named and set(parts) == set(columns) - {total}
        if not _convinces(table, total, parts, found, held, total in named) and not (is_whole and held):
            continue
        for one in found:
            yield from _told(table, one, held)


def _has_numbers(table: Table, column: int) -> bool:
    return any(table.grid.figure(row, column) is not None for row in table.grid.body_rows())


def _role(table: Table, column: int) -> str:
    return table.grid.roles[column] if column < len(table.grid.roles) else ""


def _convinces(table: Table, total: int, parts: Parts, found: list[Outcome], held: int, named: bool) -> bool:
    if not found or len(parts) < 2:
        return False
    roles = {_role(table, column) for column in (total, *parts)}
    if roles & _OTHERS:
        return False
    if named:
        return held * 2 >= sum(len(one.parts) > 1 for one in found) or held >= 2
    if any(not plain(table.grid.column_name(column)) for column in (total, *parts)):
        # periods beside one another
        return False
    money = roles & {"budget", "spent", "received", "allotted", "budget_adjusted", "budget_initial"}
    return held >= 2 and held * 2 > len(found) and len(money) < 2


def _group(table: Table, total: int, columns: list[int]) -> Parts:
    """Return the columns of the other groups that stand under the same name as one of a group called 合计."""
    header = table.grid.rows[: table.grid.header]
    names = {column: [row[column].text if column < len(row) else "" for row in header] for column in columns}
    if len(header) < _FEWEST_ROWS or row_role(names[total][0]) == "item" or not names[total][1]:
        return ()
    parts = tuple(
        column
        for column in columns
        if names[column][1:] == names[total][1:] and row_role(names[column][0]) == "item" and names[column][0]
    )
    return parts if len(parts) > 1 else ()


def candidates(total: int, columns: list[int], named: list[int]) -> list[Parts]:
    """Return the runs of columns beside a total that it may add up: up to the next total, or the totals alone."""
    at = columns.index(total)
    left, right = columns[:at][::-1], columns[at + 1 :]
    found: list[Parts] = []
    for side in (left, right):
        run = _until(side, named)
        found += [tuple(sorted(run[:count])) for count in range(len(run), 1, -1)]
        found += [
            tuple(sorted(run[skip : skip + count]))
            for skip in (1, 2)
            for count in range(len(run) - skip, 1, -1)
        ]
        totals = tuple(sorted(column for column in side if column in named))
        found += [totals] if len(totals) > 1 else []
    return [parts for parts in dict.fromkeys(found) if len(parts) > 1]


def _until(side: list[int], named: list[int]) -> list[int]:
    found: list[int] = []
    for column in side:
        if column in named:
            break
        found.append(column)
    return found


def _told(table: Table, one: Outcome, held: int) -> Iterator[Relation]:
    verdict = one.verdict
    if verdict == "contradicted" and held == 0:
        verdict = "review"
    if len(one.parts) < 2:
        return
    severity = "high" if one.total.kind == "money" else "medium"
    yield table.relation(
        "row_sum",
        one.line,
        one.total,
        one.computed,
        one.parts,
        summed(one.parts),
        verdict=verdict,
        note=one.note,
        severity=severity,
    )
