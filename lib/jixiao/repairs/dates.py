"""A day of the calendar in the forms in which people and spreadsheets write it."""

import re
from datetime import date, timedelta

from jixiao.intake.cells import CellRefusedError
from jixiao.reading.lexicon import pattern, words
from jixiao.repairs.draft import Draft
from jixiao.repairs.written import written_number

_YEAR = "((?:19|20)[0-9]{2})"
_FORMS = (
    re.compile(rf"{_YEAR} *([-./]) *([0-9]{{1,2}}) *\2 *([0-9]{{1,2}})"),
    re.compile(rf"{_YEAR}()([0-9]{{2}})([0-9]{{2}})"),
)
_TIME = re.compile(r"(.{8,}?)(?:[ T]+|(?<=\D))([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?")
_SERIAL = re.compile(r"([0-9]{5})(\.[0-9]+)?")
# Day 0 of the count from 1900, whose 29 February 1900 never was.
_FIRST = date(1899, 12, 30)
_YEARS = range(1990, 2100)


def as_day(draft: Draft) -> None:
    """Bring a day to ``YYYY-MM-DD``; what is no day stays as it is.

    A bare number is a day of a spreadsheet that counts from 1900, if it lies in the years 1990 to 2099.

    Raises:
        CellRefusedError: The calendar has no such day, or only the month is told.
    """
    _without_time(draft)
    parts = _parts(draft.text)
    if parts:
        draft.put("date-form", _iso(*parts))
    elif pattern("repairs", "month").fullmatch(draft.text):
        raise CellRefusedError("day-missing")
    else:
        _from_serial(draft)


def _without_time(draft: Draft) -> None:
    found = _TIME.fullmatch(draft.text)
    if found:
        is_midnight = not any(map(int, filter(None, found.groups()[1:])))
        draft.put("midnight-left-out" if is_midnight else "time-left-out", found[1].rstrip())


def _parts(text: str) -> tuple[int, int, int] | None:
    for form in _FORMS:
        if found := form.fullmatch(text):
            return int(found[1]), int(found[3]), int(found[4])
    if found := pattern("repairs", "day").fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    found = pattern("repairs", "written_day").fullmatch(text)
    return _from_words(*found.groups()) if found else None


def _from_words(year: str, month: str, day: str) -> tuple[int, int, int] | None:
    numerals = words("repairs")["numerals"]
    digits = [next(value for value, ways in enumerate(numerals) if sign in ways) for sign in year]
    numbers = written_number(month), written_number(day)
    if None in numbers:
        return None
    return int("".join(map(str, digits))), numbers[0] or 0, numbers[1] or 0


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise CellRefusedError("no-such-day") from error


def _from_serial(draft: Draft) -> None:
    found = _SERIAL.fullmatch(draft.text)
    day = _FIRST + timedelta(days=int(found[1])) if found else _FIRST
    if found and day.year in _YEARS:
        if found[2] and found[2].strip(".0"):
            draft.put("time-left-out", found[1])
        draft.put("serial-day", day.isoformat())
