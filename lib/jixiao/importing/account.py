"""Where every row of every sheet went: taken, or left out with the reason."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from jixiao.importing.model import Plan, TableAccount, TablePlan
from jixiao.importing.opening import OpenedSheet, Piece, sheets
from jixiao.importing.tabling import FORM
from jixiao.layout.model import FoundTable, LeftOut
from jixiao.spreadsheets.model import Source

NOT_USED, CLOSING, UNPAID, EXECUTION = "table-not-used", "closing-entry", "no-amount", "execution"
OPENING = "carried-over"


class Left(Collection[LeftOut]):
    """The rows of a sheet that are no rows of the project; those of an unused table are gone through anew each time."""

    def __init__(self, listed: Sequence[LeftOut], unused: Sequence[FoundTable]) -> None:
        self._listed = tuple(sorted(listed, key=lambda row: row.row))
        self._unused = tuple(unused)
        self._count = len(self._listed) + sum(1 for table in unused for _ in table.body)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[LeftOut]:
        yield from self._listed
        for table in self._unused:
            yield from (LeftOut(row, NOT_USED, texts) for row, texts in table.body)

    def __contains__(self, row: object) -> bool:
        return any(row == known for known in self)


def accounts_of(
    sources: Sequence[Source], plan: Plan, found: Mapping[int, Piece], closed: Mapping[int, Sequence[LeftOut]],
    written: Mapping[int, int],
) -> tuple[TableAccount, ...]:  # fmt: skip
    """Return the account of each sheet.

    Args:
        sources: The sources in the order of the plan.
        plan: What was done.
        found: The tables by number.
        closed: The entries that close an account, by number of the table.
        written: How many rows of a project table were written for each table of a source.

    Raises:
        RuntimeError: A row is not accounted for, or more than once: a fault of this program.
    """
    plans = {table.number: table for table in plan.tables}
    by_sheet: dict[int, list[Piece]] = {}
    for piece in found.values():
        by_sheet.setdefault(id(piece.opened), []).append(piece)
    parts = ((opened, by_sheet.get(id(opened), ())) for opened in sheets(sources))
    return tuple(_account(opened, [(plans[piece.number], piece) for piece in its], closed, written)
                 for opened, its in parts)  # fmt: skip


def _account(
    opened: OpenedSheet, parts: Sequence[tuple[TablePlan, Piece]], closed: Mapping[int, Sequence[LeftOut]],
    written: Mapping[int, int],
) -> TableAccount:  # fmt: skip
    listed, unused, taken = _sorted(opened, parts, closed, written)
    if len(opened.tables) > 1 and _side_by_side(opened):
        used = [piece.found for table, piece in parts if table.table and piece.found]
        taken, listed, unused = _each_once(opened, used, listed, unused)
    left = Left(listed, unused)
    there = sum(1 for _ in opened.sheet.rows)
    account = TableAccount(opened.source.file, opened.sheet.name, there, taken, left)
    twice = [row for row, count in Counter(row.row for row in listed).items() if count > 1]
    if not account.is_complete or twice:
        counts = f"{there} rows, {taken} taken, {len(left)} left, twice {twice}"
        raise RuntimeError(f"{account.file} {account.sheet}: {counts}")
    return account


def _sorted(
    opened: OpenedSheet, parts: Sequence[tuple[TablePlan, Piece]], closed: Mapping[int, Sequence[LeftOut]],
    written: Mapping[int, int],
) -> tuple[list[LeftOut], list[FoundTable], int]:  # fmt: skip
    """Return the rows left out, the tables that are not used, and the number of rows taken."""
    listed, unused, taken = list(opened.between), list[FoundTable](), 0
    for table, piece in parts:
        if opened.form:
            rows = {row.row: row for row in opened.form.rows}
            taken += len(rows) if table.table == FORM else 0
            listed += [] if table.table == FORM else _form_rows(opened, set(rows))
        elif piece.found:
            listed += [*piece.found.left, *closed.get(table.number, ())]
            if table.table:
                taken += written[table.number]
            else:
                unused.append(piece.found)
    return listed, unused, taken


def _side_by_side(opened: OpenedSheet) -> bool:
    return any(doubt.kind == "side-by-side" for found in opened.tables if found for doubt in found.doubts)


def _each_once(
    opened: OpenedSheet, used: Sequence[FoundTable], listed: Sequence[LeftOut], unused: Sequence[FoundTable]
) -> tuple[int, list[LeftOut], list[FoundTable]]:
    """Count a row that belongs to two tables beside each other once: it is taken if one of them takes it."""
    closed = {row.row for row in listed if row.reason in (CLOSING, UNPAID)}
    taken = {row for found in used for row, _ in found.body} - closed
    others = {row: LeftOut(row, NOT_USED, texts) for found in unused for row, texts in found.body}
    kept = others | {row.row: row for row in reversed(listed)}
    return len(taken), [row for number, row in kept.items() if number not in taken], []


def _form_rows(opened: OpenedSheet, numbers: set[int]) -> list[LeftOut]:
    return [LeftOut(row, NOT_USED, texts) for row, texts in opened.sheet.rows if row in numbers]
