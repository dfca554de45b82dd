"""What the total rows of a table say, beside the sum of the rows that each of them covers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.intake.cells import CellRefusedError
from jixiao.layout import words as are
from jixiao.layout.columns import Columns
from jixiao.layout.merges import Cells
from jixiao.layout.model import FoundTable, LeftOut
from jixiao.quantities import YUAN_PER_UNIT
from jixiao.repairs.amounts import as_amount
from jixiao.repairs.draft import Draft

Sums = Mapping[int, Decimal]
_SIGNS = re.compile("[¥$,]")
_ZERO = Decimal(0)
_TOTALS = ("total", "running-total")


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """One amount of a total row.

    Attributes:
        row: The total row.
        reason: ``total``, ``subtotal`` or ``running-total``.
        column: The column.
        stated: What the row says, in the unit of the table.
        found: The sum of the rows of data it covers.
        covers: ``all`` rows of data above it, those since the last ``total`` row or since the last row of a sum
            (``section``), or rows ``below`` it: up to the next row of a sum (``below-section``) or to the end.
    """

    row: int
    reason: str
    column: int
    stated: Decimal
    found: Decimal
    covers: str

    @property
    def agrees(self) -> bool:
        """Whether both are the same."""
        return self.stated == self.found


@dataclass
class Running:
    """Sums of the columns of numbers while rows go by."""

    columns: Mapping[int, str]
    all: dict[int, Decimal] = field(default_factory=dict)
    total: dict[int, Decimal] = field(default_factory=dict)
    section: dict[int, Decimal] = field(default_factory=dict)

    def add(self, cells: Cells) -> None:
        """Add a row of data."""
        for column, value in amounts(cells, self.columns).items():
            for sums in (self.all, self.total, self.section):
                sums[column] = sums.get(column, _ZERO) + value

    def close(self, reason: str) -> None:
        """Begin again after a row of a sum."""
        self.section = {}
        if reason == "total":
            self.total = {}

    def candidates(self) -> dict[str, Sums]:
        """Return the sums that a row of a sum may show, by what they cover."""
        return {"all": dict(self.all), "total": dict(self.total), "section": dict(self.section)}


def sums(table: FoundTable) -> tuple[TotalCheck, ...]:
    """Return each amount of each total row beside the sum of the rows that it covers.

    What a row covers is what its amounts agree with; if they agree with nothing, a subtotal covers its section and
    a total the whole table.
    """
    running = Running(sum_columns(Columns(table.headings), table.unit))
    shots = list(_shots(table, running))
    checks: list[TotalCheck] = []
    for place, (row, above) in enumerate(shots):
        stated = amounts(row.cells, running.columns)
        covers, found = _covered(row.reason, stated, {**above, **_below(shots, place, running.all)})
        checks += [TotalCheck(row.row, row.reason, column, value, found.get(column, _ZERO), covers)
                   for column, value in stated.items()]  # fmt: skip
    return tuple(checks)


def stated_totals(table: FoundTable) -> dict[int, Decimal]:
    """Return by column what the table's own total row says of all its rows, in the unit of the table."""
    checks = sums(table)
    # What has run up since the beginning of the year says nothing of a table of one month, whose own sum agrees.
    summed = {check.column for check in checks if check.agrees and check.reason != "running-total"}
    whole = [check for check in checks if check.reason in _TOTALS and check.covers in ("all", "below", "total")
             and (check.reason == "total" or check.agrees or check.column not in summed)]  # fmt: skip
    found = {check.column: check.stated for check in whole}
    return found | {check.column: check.stated for check in whole if check.agrees and check.covers != "total"}


def sum_columns(columns: Columns, unit: str) -> dict[int, str]:
    """Return the columns that can be added up, with the unit of each: those of numbers and unknown ones, no rates."""
    units = {heading.column: heading.unit for heading in columns.headings}
    return {column: units.get(column) or unit
            for column in sorted((columns.amounts | columns.others) - columns.never_summed)}  # fmt: skip


def amounts(cells: Cells, columns: Mapping[int, str]) -> dict[int, Decimal]:
    """Return the numbers of a row by column, in the unit of the column."""
    found = ((column, amount(cells[column - 1], unit)) for column, unit in columns.items()
             if column <= len(cells) and cells[column - 1])  # fmt: skip
    return {column: value for column, value in found if value is not None}


def amount(text: str, unit: str = "") -> Decimal | None:
    """Return the number that a cell shows, None if it shows none or a rate.

    Args:
        text: The cell.
        unit: The unit of its column, into which an amount with a unit of its own is converted; empty if unknown.

    Example:
        >>> amount("¥1,020.30"), amount("（3.5）"), amount("93%"), amount("-")
        (Decimal('1020.30'), Decimal('-3.5'), None, None)
        >>> amount("壹佰万元整", "万元"), amount("5,000元", "万元")
        (Decimal('100'), Decimal('0.5'))
    """
    if not are.is_number(text):
        return _with_own_unit(text, unit) if unit in YUAN_PER_UNIT else None
    shown = _SIGNS.sub("", are.plain(text))
    bare = shown.strip("()").rstrip("-")
    if bare.endswith("%"):
        return None
    value = Decimal(bare)
    return -value if shown.startswith("(") or shown.endswith("-") else value


def _with_own_unit(text: str, unit: str) -> Decimal | None:
    draft = Draft(are.plain(text))
    with suppress(CellRefusedError):
        as_amount(draft, unit)
    return Decimal(draft.text) if draft.text != text and are.is_number(draft.text) else None


def _shots(table: FoundTable, running: Running) -> Iterator[tuple[LeftOut, dict[str, Sums]]]:
    """Yield each total row with the sums of the rows above it."""
    waiting = sorted(table.totals, key=lambda row: row.row, reverse=True)
    for number, cells in table.body:
        while waiting and waiting[-1].row < number:
            yield _shot(waiting.pop(), running)
        running.add(cells)
    while waiting:
        yield _shot(waiting.pop(), running)


def _shot(row: LeftOut, running: Running) -> tuple[LeftOut, dict[str, Sums]]:
    found = running.candidates()
    running.close(row.reason)
    return row, found


def _below(shots: Sequence[tuple[LeftOut, dict[str, Sums]]], place: int, whole: Sums) -> dict[str, Sums]:
    """Return the sums of the rows below a total row: to the end, and to the next row of a sum of its rank."""
    row, above = shots[place]
    further = [next_ for next_ in shots[place + 1 :] if next_[0].reason in (row.reason, *_TOTALS)]
    stop = further[0][1]["all"] if further else whole
    return {"below": _less(whole, above["all"]), "below-section": _less(stop, above["all"])}


def _less(whole: Sums, part: Sums) -> Sums:
    return {column: value - part.get(column, _ZERO) for column, value in whole.items()}


def _covered(reason: str, stated: Sums, found: Mapping[str, Sums]) -> tuple[str, Sums]:
    order = ("all", "total", "below", "section", "below-section") if reason in _TOTALS else (
        "section", "below-section", "total", "all", "below")  # fmt: skip
    ranked = sorted(order, key=lambda name: -agreeing(stated, found[name]))
    best = ranked[0]
    if agreeing(stated, found[best]):
        return best, found[best]
    if not any(stated.values()) and not any(found[order[0]].values()):
        return order[0], found[order[0]]
    usual = ("all", "below") if reason in _TOTALS else ("section", "below-section")
    best = next((name for name in usual if any(found[name].values())), usual[0])
    return best, found[best]


def agreeing(stated: Sums, found: Sums) -> int:
    """Return how many amounts of a row are the sums, zeros not counted."""
    return sum(value == found.get(column) for column, value in stated.items() if value)
