"""Where something stands, in words: file, row and column, and many cells of one column as ranges of rows."""

import re
from collections.abc import Iterable, Iterator

from jixiao.language import text

_CELL = re.compile(r"(?P<file>[^:]+):(?P<rows>[\d,-]*\d)(?::(?P<column>\w+))?")


def placed(place: str, language: str) -> str:
    """Return a place as a reader finds it in a spreadsheet; a place in a document stays as it is.

    Example:
        >>> placed("funds.csv:2:spent", "en"), placed("ledger.csv:2-9:amount", "en"), placed("L6", "en")
        ('funds.csv row 2, column spent', 'ledger.csv rows 2–9, column amount', 'L6')
    """
    found = _CELL.fullmatch(place)
    if found is None:
        return place
    numbers = found["rows"].replace("-", "–").replace(",", text("trace.and", language))
    rows = text("trace.row" if found["rows"].isdigit() else "trace.rows", language, file=found["file"], rows=numbers)
    return text("trace.column", language, rows=rows, column=found["column"]) if found["column"] else rows


def spans(places: Iterable[str]) -> tuple[str, ...]:
    """Return places with the cells of one column gathered: rows that follow each other become a range.

    Example:
        >>> spans(["a.csv:2:x", "a.csv:3:x", "a.csv:4:x", "a.csv:7:x", "L6"])
        ('a.csv:2-4,7:x', 'L6')
    """
    columns: dict[tuple[str, str], list[int]] = {}
    others: list[str] = []
    for place in dict.fromkeys(places):
        found = _CELL.fullmatch(place)
        if found is None or not found["rows"].isdigit():
            others.append(place)
        else:
            columns.setdefault((found["file"], found["column"] or ""), []).append(int(found["rows"]))
    gathered = [
        ":".join(filter(None, (file, ",".join(map(_span, runs(sorted(rows)))), column)))
        for (file, column), rows in columns.items()
    ]
    return (*gathered, *others)


def _span(run: tuple[int, int]) -> str:
    first, last = run
    return f"{first}-{last}" if last > first else str(first)


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of each run of numbers that follow each other.

    Example:
        >>> list(runs([1, 2, 3, 7]))
        [(1, 3), (7, 7)]
    """
    first = last = None
    for number in numbers:
        if first is None or last is None or number != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = number
        last = number
    if first is not None and last is not None:
        yield first, last
