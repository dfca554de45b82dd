"""Putting the text of a CSV cell into a cell of a workbook: numbers as numbers, days as days, choices as words."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from jixiao.exceptions import LimitError
from jixiao.intake import limits
from jixiao.intake.cells import CellRefusedError, clean, day, number
from jixiao.intake.schema import Column
from jixiao.rulebook.rules import role_label, roles

# Beyond these spreadsheets lose digits, or count a day that never was.
_DIGITS, _FIRST_DAY = 15, date(1900, 3, 1)
_NUMERIC = ("amount", "number", "integer")


def put(sheet: Any, row: int, at: int, column: Column, words: str, language: str, style: Any) -> None:
    """Write one cell; what is not of its column's type stays the text that it is.

    Args:
        sheet: The worksheet of xlsxwriter.
        row: Row, from 0.
        at: Column, from 0.
        column: The definition of the column.
        words: The text as a CSV file holds it.
        language: Language of the choices.
        style: Format of the cell.

    Raises:
        LimitError: The text is longer than a cell can be.
    """
    if not words.strip():
        return
    value = _value(column, words, language)
    if isinstance(value, date):
        sheet.write_datetime(row, at, datetime(value.year, value.month, value.day), style)
    elif isinstance(value, Decimal):
        sheet.write_number(row, at, float(value), style)
    else:
        put_text(sheet, row, at, value, style)


def put_text(sheet: Any, row: int, at: int, words: str, style: Any) -> None:
    """Write a text as it is, never as a formula or a link.

    Raises:
        LimitError: It is longer than a cell can be.
    """
    if len(words) > limits.CELL_CHARACTERS or sheet.write_string(row, at, words, style) != 0:
        raise LimitError("template-cell-too-long", limit=limits.CELL_CHARACTERS, found=len(words), row=row + 1)


def _value(column: Column, words: str, language: str) -> str | Decimal | date:
    try:
        plain = clean(words)
        if column.type == "date" and (found := day(plain)) >= _FIRST_DAY:
            return found
        if column.type in _NUMERIC and _fits(value := number(plain)):
            return value
    except CellRefusedError:
        return words
    if column.type == "role":
        return role_label(plain, language) if plain in roles() else words
    return column.choice_label(plain, language) if plain in column.choice_labels else words


def _fits(value: Decimal) -> bool:
    return len(value.normalize().as_tuple().digits) <= _DIGITS and abs(value) < 10**_DIGITS
