"""What the rows of a source's table show before they are taken: cells left blank, closing entries, years."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from jixiao.importing.draft import Draft
from jixiao.layout.words import plain
from jixiao.reading.lexicon import words
from jixiao.repairs.known import Known

SPREAD = {
    "indicators": ("level1", "level2"),
    "elements": ("indicator_id",),
    "survey": ("batch",),
    "ledger": ("voucher_no", "voucher_no.word", "voucher_no.number", "date", "date.year", "date.month", "date.day",
               "summary"),
}  # fmt: skip
"""Columns that people fill only in the first of several rows that belong together."""
AMOUNTS = ("amount", "amount.debit", "amount.credit")
"""Where the amount of a line of a ledger may stand."""
_MONTH = re.compile(r"((?:19|20)\d\d)\s*[-年./]?\s*(1[0-2]|0?[1-9])(?=\D|\d\d$)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\D|$)")


@dataclass
class Scan:
    """What going through the rows of a table brought to light.

    Attributes:
        blanks: Number of cells left blank below a filled one, by source column.
        first_blank: Row of the first one.
        closing: Number of credit entries that close the account.
        first_closing: Row of the first one, and its summary.
        again: Number of vouchers whose number occurs in another month too.
        first_again: Row of the first one, and its number.
        unpaid: Number of lines without any amount, such as receipts in a cash book.
        first_unpaid: Row of the first one, and its summary.
        opening: Number of lines without any amount that open the account with its balance.
        years: How often each year occurs among the dates.
        sources: The different texts of the column of fund sources, in their order.
    """

    blanks: Counter[int] = field(default_factory=Counter)
    first_blank: int = 0
    closing: int = 0
    first_closing: tuple[int, str] = (0, "")
    again: int = 0
    first_again: tuple[int, str] = (0, "")
    unpaid: int = 0
    first_unpaid: tuple[int, str] = (0, "")
    opening: int = 0
    years: Counter[str] = field(default_factory=Counter)
    sources: dict[str, None] = field(default_factory=dict)


def scan(draft: Draft) -> Scan:
    """Return what the rows show; the same columns are gone through once."""
    key = ("scan", draft.table, tuple(sorted(draft.columns.items())))
    return draft.piece.once(key, lambda: _scanned(draft))


def is_closing(summary: str, credit: str) -> bool:
    """Return whether an entry closes the account instead of giving money back."""
    return bool(credit.strip()) and any(word in summary for word in words("importing")["closing"])


def is_opening(summary: str) -> bool:
    """Return whether a line without an amount opens an account with its balance.

    Example:
        >>> is_opening("上年结转"), is_opening("上年结转资金下达")
        (True, False)
    """
    return plain(summary) in words("importing")["opening"]


def is_blank(text: str) -> bool:
    """Return whether a cell holds nothing, or a sign for it."""
    return not text.strip() or text.strip() in words("repairs")["empty"]


def _scanned(draft: Draft) -> Scan:
    found = Scan()
    columns: Mapping[str, list[int]] = {name: draft.at(name) for name in draft.columns.values() if name}
    spread = [number for name in SPREAD.get(draft.table, ()) for number in columns.get(name, ())]
    dates = [number for name in ("date", "date.year") for number in columns.get(name, ())]
    sources = columns.get("fund_source", []) if draft.table == "funds" else []
    summary, credit = (next(iter(columns.get(name, ())), 0) for name in ("summary", "amount.credit"))
    months = _Months(columns, found)
    amounts = [number for name in AMOUNTS for number in columns.get(name, ())] if draft.table == "ledger" else []
    width = max((number for numbers in columns.values() for number in numbers), default=0)
    years, blank = Known(_year), Known(is_blank)
    filled: set[int] = set()
    for row, cells in draft.found.body:
        if len(cells) < width:
            cells += ("",) * (width - len(cells))
        for number in spread:
            if (text := cells[number - 1]) and not text.isspace():
                filled.add(number)
            elif number in filled:
                found.blanks[number] += 1
                found.first_blank = found.first_blank or row
        for number in dates:
            if year := years[cells[number - 1]]:
                found.years[year] += 1
        for number in sources:
            found.sources.setdefault(_text(cells, number))
        months.add(row, cells)
        if amounts and blank[cells[amounts[0] - 1]] and all(blank[cells[number - 1]] for number in amounts):
            first = (row, _text(cells, summary) if summary else "")
            if is_opening(first[1]):
                found.opening += 1
                continue
            found.unpaid += 1
            found.first_unpaid = found.first_unpaid if found.first_unpaid[0] else first
        if summary and credit and is_closing(_text(cells, summary), _text(cells, credit)):
            found.closing += 1
            found.first_closing = found.first_closing if found.first_closing[0] else (row, _text(cells, summary))
    return found


def _year(text: str) -> str:
    found = _YEAR.search(text.strip())
    return found[0] if found else ""


class _Months:
    """Watches for numbers of vouchers that begin anew each month."""

    def __init__(self, columns: Mapping[str, list[int]], found: Scan) -> None:
        number = columns.get("voucher_no") or columns.get("voucher_no.number") or [0]
        day = columns.get("date.month") or columns.get("date") or [0]
        self._number, self._day, self._word = number[0], day[0], (columns.get("voucher_no.word") or [0])[0]
        self._found = found
        self._months: dict[str, str] = {}
        self._month_of = Known(month_of)
        self._day_before = ""

    def add(self, row: int, cells: tuple[str, ...]) -> None:
        """Look at a row of data."""
        if not (self._number and self._day):
            return
        day = self._day_before = cells[self._day - 1].strip() or self._day_before
        number = cells[self._number - 1].strip()
        if not number:
            return
        voucher, month = f"{_text(cells, self._word)}{number}" if self._word else number, self._month_of[day]
        if self._months.setdefault(voucher, month) != month:
            self._found.again += 1
            self._found.first_again = self._found.first_again if self._found.first_again[0] else (row, number)


def month_of(day: str) -> str:
    """Return the month of a day however it is written, or what stands for it.

    Example:
        >>> month_of("2020-01-05"), month_of("2020年1月5日"), month_of("20200105"), month_of("1")
        ('202001', '202001', '202001', '1')
    """
    match = _MONTH.match(day)
    return f"{match[1]}{int(match[2]):02d}" if match else day


def _text(cells: tuple[str, ...], number: int) -> str:
    return cells[number - 1].strip() if number <= len(cells) else ""
