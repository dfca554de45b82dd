"""Days, times and durations, which a spreadsheet keeps as numbers of days, as ISO text."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_LAST_DAY = 2_958_465
_DAY_SECONDS = 86_400
# The count from 1900 holds a 29 February that never was.
_NO_DAY = 60


@lru_cache(maxsize=4096)
def day_text(number: str, kind: str, from_1904: bool) -> str:
    """Return a day, with its time unless that is midnight, or a time; the number itself if there is no such day.

    Args:
        number: Days since the first day of the count.
        kind: ``day``, ``time`` or ``elapsed``; the last one is a duration in hours.
        from_1904: The count begins in 1904, not in 1900.

    Example:
        >>> day_text("43866", "day", False), day_text("0.4375", "time", False), day_text("1.5", "elapsed", False)
        ('2020-02-05', '10:30:00', '36:00:00')
    """
    if not 0 <= Decimal(number) <= _LAST_DAY:
        return number
    seconds = int((Decimal(number) * _DAY_SECONDS).quantize(Decimal(1), ROUND_HALF_UP))
    days, rest = divmod(seconds, _DAY_SECONDS)
    time = clock(rest)
    if kind == "elapsed":
        return clock(seconds)
    if not days and (kind == "time" or not from_1904):
        return time if kind == "time" or rest else number
    if days == _NO_DAY and not from_1904:
        return number
    first = date(1904, 1, 1) if from_1904 else date(1899, 12, 31 if days < _NO_DAY else 30)
    day = (first + timedelta(days)).isoformat()
    return f"{day} {time}" if rest else day


def clock(seconds: int) -> str:
    """Return hours, minutes and seconds; there can be more than 24 hours."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest:02}"
