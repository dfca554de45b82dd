"""Days, times and durations, which a spreadsheet keeps as numbers of days, as ISO text."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from jixiao.documents.sheets.days import LAST_DAY, NO_DAY, first_day

_DAY_SECONDS = 86_400


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
    if not 0 <= Decimal(number) <= LAST_DAY:
        return number
    seconds = int((Decimal(number) * _DAY_SECONDS).quantize(Decimal(1), ROUND_HALF_UP))
    days, rest = divmod(seconds, _DAY_SECONDS)
    time = clock(rest)
    if kind == "elapsed":
        return clock(seconds)
    if not days and (kind == "time" or not from_1904):
        return time if kind == "time" or rest else number
    if days == NO_DAY and not from_1904:
        return number
    day = (first_day(days, from_1904) + timedelta(days)).isoformat()
    return f"{day} {time}" if rest else day


def clock(seconds: int) -> str:
    """Return hours, minutes and seconds; there can be more than 24 hours."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest:02}"
