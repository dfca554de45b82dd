"""Are the saved results of simple formulas what their cells give?"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.spreadsheets.excel.formulas import (
    EXACT,
    KEPT,
    STEP,
    Amount,
    Formula,
    NotSimpleError,
    agrees,
    exact,
    moved,
    parsed,
)
from jixiao.spreadsheets.model import Area, Remark
from jixiao.spreadsheets.stored import StoredRows
from jixiao.spreadsheets.values import number_text

_FORMULAS = 20_000
# Columns of ranges and single cells that are looked up.
_LOOKUPS = 200_000
# Days and times are numbers for a spreadsheet, errors spoil a sum.
_NO_TEXT = re.compile(r"[0-9]{4}-[0-9]{2}-|[0-9]+:[0-9]{2}:|#")


@dataclass
class Kept:
    """The formulas of one sheet with their saved results.

    Attributes:
        found: Row, column, formula and saved result of each.
        masters: Place and text of formulas that others share.
    """

    found: list[tuple[int, int, str, str]] = field(default_factory=list)
    masters: dict[str, tuple[int, int, str]] = field(default_factory=dict)

    def add(self, row: int, column: int, text: str, shared: str | None, value: str) -> None:
        """Keep one, if it can be calculated."""
        if shared is not None and text:
            self.masters[shared] = (row, column, text)
        if len(self.found) >= _FORMULAS:
            return
        try:
            if shared is not None and not text:
                top, left, text = self.masters.get(shared, (row, column, ""))
                text = moved(text, row - top, column - left)
        except NotSimpleError:
            return
        self.found.append((row, column, text, value))


def stale_values(kept: Kept, rows: StoredRows, texts: Iterable[Area]) -> list[Remark]:
    """Return a remark for each formula whose saved result differs by more than a calculation can lose.

    Args:
        kept: The formulas.
        rows: The rows of the sheet.
        texts: Parts of columns where numbers are kept as text.
    """
    formulas = [(place, formula) for place in kept.found if (formula := _simple(place[2]))]
    table = _Table(formula for _, formula in formulas)
    if not formulas or table.size > _LOOKUPS:
        return []
    table.fill(rows, texts)
    remarks = []
    for (row, column, text, value), formula in formulas:
        try:
            found = formula.result(table.point, table.total)
        except NotSimpleError:
            continue
        if not agrees(Decimal(value), found):
            told = number_text(str(found.value)) or str(found.value)
            remarks.append(Remark("stale-value", Area(row, column, row, column), f"={text} → {told}"))
    return remarks


def _simple(text: str) -> Formula | None:
    try:
        return parsed(text)
    except NotSimpleError:
        return None


class _Table:
    """The cells that formulas need, and the running sums of the columns they add up.

    Args:
        formulas: The formulas.
    """

    def __init__(self, formulas: Iterable[Formula]) -> None:
        self._points: dict[tuple[int, int], Amount | None] = {}
        self._marks: dict[int, set[int]] = defaultdict(set)
        self._sums: dict[tuple[int, int], tuple[Decimal, Decimal, int]] = {}
        self.size = 0
        for area in (area for formula in formulas for area in formula.areas):
            width = area.right - area.left + 1
            self.size += width
            if self.size > _LOOKUPS:
                return
            if (area.top, area.left) == (area.bottom, area.right):
                self._points[area.top, area.left] = exact(Decimal(0))
            for row in (area.top - 1, area.bottom):
                self._marks[row].update(range(area.left, area.right + 1))

    def fill(self, rows: StoredRows, texts: Iterable[Area]) -> None:
        """Go through the rows once; numbers in the areas `texts` are kept as text."""
        marks = sorted(self._marks)
        columns = set().union(*self._marks.values()) if marks else set()
        used = (area for area in texts if area.left in columns)
        no_numbers = {(row, area.left) for area in used for row in range(area.top, area.bottom + 1)}
        running = {column: (Decimal(0), Decimal(0), 0) for column in columns}
        wanted = {row for row, _ in self._points}
        for number, cells in rows:
            while marks and marks[0] < number:
                self._mark(marks.pop(0), running)
            for column in columns:
                words = cells[column - 1] if column <= len(cells) else ""
                if words:
                    amount = None if (number, column) in no_numbers else _amount(words)
                    running[column] = _further(running[column], amount, words)
                    if number in wanted and (number, column) in self._points:
                        self._points[number, column] = amount
        for row in marks:
            self._mark(row, running)

    def _mark(self, row: int, running: dict[int, tuple[Decimal, Decimal, int]]) -> None:
        for column in self._marks[row]:
            self._sums[row, column] = running[column]

    def point(self, area: Area) -> Amount:
        """Return the number in a cell, nothing in an empty one."""
        amount = self._points.get((area.top, area.left))
        if amount is None:
            raise NotSimpleError
        return amount

    def total(self, area: Area) -> Amount:
        """Return the sum of the numbers in a range."""
        value = size = Decimal(0)
        for column in range(area.left, area.right + 1):
            first, last = self._sums[area.top - 1, column], self._sums[area.bottom, column]
            if last[2] != first[2]:
                raise NotSimpleError
            value, size = EXACT.add(value, last[0] - first[0]), size + last[1] - first[1]
        count = (area.bottom - area.top + 1) * (area.right - area.left + 1)
        return Amount(value, size * (KEPT + count * STEP))


def _amount(words: str) -> Amount | None:
    return exact(Decimal(words)) if words[0] in "-0123456789" and number_text(words) is not None else None


def _further(
    running: tuple[Decimal, Decimal, int], amount: Amount | None, words: str
) -> tuple[Decimal, Decimal, int]:
    if amount is None:
        return running[0], running[1], running[2] + bool(_NO_TEXT.match(words))
    return EXACT.add(running[0], amount.value), EXACT.add(running[1], abs(amount.value)), running[2]
