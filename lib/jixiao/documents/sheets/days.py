"""A day or a time of day as a spreadsheet shows it: days are counted from 1900 or from 1904."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_PIECES = re.compile(
    r'"[^"]*"|\\.|!.|_.|\*.|\[[^\]]*\]|AM/PM|上午/下午|yyyy|yy?|e|mmm+|mm?|dd?|hh?|ss?|.', re.IGNORECASE
)
LAST_DAY = 2_958_465
"""31 December 9999, the last day that a spreadsheet counts."""
NO_DAY = 60
"""The 29 February 1900 that never was."""


def is_day_format(form: str) -> bool:
    """Return whether a number format shows days or times.

    Example:
        >>> is_day_format('yyyy"年"m"月"'), is_day_format('#,##0.00"元"')
        (True, False)
    """
    signs = set(_QUOTED.sub("", form).lower())
    return form != "General" and bool(signs & set("ymdhs")) and not signs & set("0#?")


def first_day(days: int, from_1904: bool) -> date:
    """Return the day from which `days` are counted; the count of 1900 holds a 29 February that never was."""
    return date(1904, 1, 1) if from_1904 else date(1899, 12, 31 if days < NO_DAY else 30)


def shown_day(number: Decimal, form: str, from_1904: bool) -> str:
    """Return the day that is `number` days after the first one, empty if there is no such day.

    Example:
        >>> shown_day(Decimal(44196), 'yyyy"年"m"月"d"日"', False)
        '2020年12月31日'
    """
    if not 0 <= number <= LAST_DAY:
        return ""
    first = datetime.combine(first_day(int(number), from_1904), time())
    moment = first + timedelta(seconds=round(float(number) * 86_400))
    pieces = _PIECES.findall(form)
    return "".join(_piece(pieces, place, moment) for place in range(len(pieces))).strip()


def _piece(pieces: list[str], place: int, moment: datetime) -> str:
    piece = pieces[place]
    sign = piece[0].lower()
    if sign == '"':
        return piece.strip('"')
    if sign in "\\!":
        return piece[1:]
    if sign in "[_*@;":
        return ""
    if sign == "m" and len(piece) < 3 and _is_minute(pieces, place):
        return f"{moment.minute:0{len(piece)}}"
    values = {"y": moment.year % 100 if len(piece) == 2 else moment.year, "e": moment.year, "m": moment.month,
              "d": moment.day, "h": moment.hour, "s": moment.second}  # fmt: skip
    return f"{values[sign]:0{min(len(piece), 2)}}" if sign in values else piece


def _is_minute(pieces: list[str], place: int) -> bool:
    # The letter m is a month unless hours stand before it or seconds behind it.
    letters = [piece[0].lower() for piece in pieces]
    before = [sign for sign in letters[:place] if sign in "ymdhs"][-1:]
    behind = [sign for sign in letters[place + 1 :] if sign in "ymdhs"][:1]
    return before == ["h"] or behind == ["s"]
