"""A line of a ledger: voucher number, day, amount and direction out of the columns that accounts have for them."""

import re
from dataclasses import replace
from decimal import Decimal

from jixiao.importing.cellwork import in_unit
from jixiao.importing.directions import SIDE, signed
from jixiao.importing.model import TablePlan
from jixiao.importing.scanning import month_of
from jixiao.importing.shaping import Context
from jixiao.importing.tabling import WITH_MONTH
from jixiao.importing.taking import Cells, Found
from jixiao.intake.cells import CellRefusedError

SPEND, REFUND = "spend", "refund"
NEGATIVE, BOTH_SIDES = "negative-refund", "debit-less-credit"
_MONTH_AND_DAY = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?|(\d{1,2})\.(0?[4-9]|0[1-3]|[1-3]\d)")
_NOTHING, _ONE = Decimal(0), Decimal(1)


def ledger_line(cells: Cells, plan: TablePlan, context: Context) -> None:
    """Make what no column of the source has.

    A credit is a refund, and so is a negative debit or a negative amount; a negative credit takes a refund back and
    is a spending. Where debit and credit are both filled, the difference counts.
    """
    if "voucher_no.number" in cells:
        cells["voucher_no"] = _voucher(cells.pop("voucher_no.number"), cells.pop("voucher_no.word", None))
    if "date.month" in cells and "date.day" in cells:
        cells["date"] = _day(cells)
    if "date" in cells and context.year:
        cells["date"] = _with_year(cells["date"], context.year)
    if plan.choices.get("vouchers") == WITH_MONTH and "voucher_no" in cells and "date" in cells:
        cells["voucher_no"] = _with_month(cells["voucher_no"], month_of(cells["date"].text))
    if plan.made.get("amount") == "sides":
        _sides(cells, context)
    elif plan.made.get("direction") == "sign":
        _sign(cells, context)
    elif plan.made.get("direction") == "word":
        _word(cells, context)
    if plan.made.get("line_no"):
        voucher = cells["voucher_no"].text.strip() if "voucher_no" in cells else ""
        context.lines[voucher] += 1
        cells["line_no"] = Found(str(context.lines[voucher]))


def _voucher(number: Found, word: Found | None) -> Found:
    """Return the number of a voucher with the word before it: 记 and 12 make 记-12."""
    prefix, digits = word.text.strip() if word else "", number.text.strip()
    joined = digits if not prefix or not digits or digits.startswith(prefix) else f"{prefix}-{digits}"
    rules = (*(word.rules if word else ()), *number.rules)
    return Found(joined, number.column, number.found, rules or (("voucher-word",) if joined != number.found else ()))


def _with_month(voucher: Found, month: str) -> Found:
    """Return the number of a voucher with the month before it: 202001-记-12."""
    text = f"{month}-{voucher.text.strip()}" if voucher.text.strip() else ""
    return replace(voucher, text=text, rules=(*voucher.rules, "month-before-voucher"))


def _day(cells: Cells) -> Found:
    year, month, day = (cells.pop(name, None) for name in ("date.year", "date.month", "date.day"))
    assert month and day
    numbers = [_number(part.text) if part else "" for part in (year, month, day)]
    if not any(numbers[1:]):
        return Found("", month.column, month.found)
    made = "-".join(part.zfill(2) for part in numbers)
    return Found(made, month.column, f"{month.found} {day.found}".strip(), ("day-of-parts", *month.rules, *day.rules))


def _with_year(day: Found, year: str) -> Found:
    """Return a day without its year with the fiscal year before it.

    Of 3.1 nobody knows whether it was 3.10 before a spreadsheet took it for a number: it is refused as it stands.
    """
    match = _MONTH_AND_DAY.fullmatch(day.text.strip())
    if match is None:
        return day
    month, number = match[1] or match[3], match[2] or match[4]
    return replace(day, text=f"{year}-{month.zfill(2)}-{number.zfill(2)}", rules=(*day.rules, "year-added"))


def _number(text: str) -> str:
    """Return the digits of 5, 05, 5月 or 2020年; another text as it is."""
    match = re.fullmatch(r"\s*(\d{1,4})\s*[年月日号]?\s*", text)
    return match[1] if match else text.strip()


def _sides(cells: Cells, context: Context) -> None:
    found = (_taken(cells.pop(side, None), context) for side in ("amount.debit", "amount.credit"))
    out, back = (side or Found("") for side in found)
    refused = next((side for side in (out, back) if side.error or side.is_shared), None)
    paid, returned = (_value(side) for side in (out, back))
    if refused:
        _directed(cells, refused, SPEND)
    elif paid and returned:
        both = f"{paid - _value(back, out.unit):f}"
        found_both = f"{out.found} / {back.found}"
        _directed(cells, Found(both, out.column, found_both, (BOTH_SIDES,), False, out.unit), SPEND)
    elif returned:
        _directed(cells, back, REFUND)
    else:
        _directed(cells, out if out.text else back, SPEND)


def _sign(cells: Cells, context: Context) -> None:
    _directed(cells, _taken(cells["amount"], context) or Found(""), SPEND)


def _word(cells: Cells, context: Context) -> None:
    side, amount = cells.pop(SIDE), _taken(cells["amount"], context) or Found("")
    spent = signed(side.text, _value(amount) or _ONE)
    if amount.text.startswith("-") and spent is not None:
        amount = replace(amount, text=amount.text[1:], rules=(*amount.rules, NEGATIVE))
    cells["amount"] = amount
    direction = side.text.strip() if spent is None else SPEND if spent > 0 else REFUND
    rules = () if direction == side.text else ("direction-word",)
    cells["direction"] = Found(direction, side.column, side.found, (*side.rules, *rules))


def _value(side: Found, unit: str = "") -> Decimal:
    if side.error or not side.text:
        return _NOTHING
    text = in_unit(side.text, side.unit, unit) if unit and unit != side.unit else side.text
    return Decimal(text.replace(",", ""))


def _taken(side: Found | None, context: Context) -> Found | None:
    """Return an amount in its plain form; one that is none keeps the reason, and is refused with its place."""
    if side is None or not side.text.strip():
        return side and replace(side, text="")
    if side.is_shared or side.error:
        return side
    try:
        text, rules = context.work.plain_amount(side.text, side.unit)
    except CellRefusedError as error:
        return replace(side, error=error)
    return Found(text, side.column, side.found, (*side.rules, *rules), False, side.unit)


def _directed(cells: Cells, amount: Found, direction: str) -> None:
    """Put an amount without its sign and its direction into a line."""
    if amount.text.startswith("-") and not amount.is_shared and _value(amount):
        amount = replace(amount, text=amount.text[1:], rules=(*amount.rules, NEGATIVE))
        direction = REFUND if direction == SPEND else SPEND
    cells["amount"] = amount
    cells["direction"] = Found(direction)
