"""Run as a process of its own: an old workbook on standard input, its cells as lines of JSON on standard output.

The reader of the old format is native code. In a process it can neither crash, nor stall, nor fill the memory of the
program that wants the cells. The file is run by its path and imports nothing of this package, so that it starts fast.
The first line tells the sheets, or the code of an error; then follow a line for each row, and an empty line after
each sheet.
"""

import json
import re
import sys
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import python_calamine

# What XML cannot hold, no cell of the other formats holds either.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SECOND = timedelta(seconds=1)


def main(data: bytes, cells: int, columns: int) -> None:
    """Write the sheets.

    Args:
        data: Bytes of the workbook.
        cells: Most cells of a sheet, counted from its first corner to its last cell.
        columns: Most columns.
    """
    try:
        book = python_calamine.load_workbook(BytesIO(data))
    except python_calamine.PasswordError:
        return _write({"error": "sheet-protected"})
    except python_calamine.CalamineError:
        return _write({"error": "sheet-damaged"})
    known = [sheet for sheet in book.sheets_metadata]
    _write({"sheets": [[sheet.name, str(sheet.visible), str(sheet.typ)] for sheet in known]})
    for sheet in known:
        _write_sheet(book, sheet.name, cells, columns)
    return None


def _write_sheet(book: Any, name: str, cells: int, columns: int) -> None:
    try:
        sheet = book.get_sheet_by_name(name)
    except python_calamine.CalamineError:
        return _write({"error": "sheet-damaged"})
    (top, left), (bottom, right) = sheet.start or (0, 0), sheet.end or (0, 0)
    if (bottom + 1) * (right + 1) > cells or right >= columns:
        return _write({"error": "sheet-box", "sheet": name, "rows": bottom + 1, "columns": right + 1})
    _write({"merged": [[a + 1, b + 1, c + 1, d + 1] for (a, b), (c, d) in sheet.merged_cell_ranges or ()]})
    gap = [""] * left
    for number, row in enumerate(sheet.to_python(skip_empty_area=True), top + 1):
        texts = [_text(value) for value in row]
        if any(texts):
            _write([number, gap + texts])
    return _write(None)


def _write(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def _text(value: Any) -> str:
    if isinstance(value, str):
        return _CONTROL.sub("\ufffd", value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime | date):
        return _day(value)
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
    seconds = round(value / _SECOND)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _number(value: float) -> str:
    plain = f"{Decimal(f'{value:.15g}'):f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return plain if plain != "-0" else "0"


def _day(value: date) -> str:
    if isinstance(value, datetime):
        rounded = (value + _SECOND / 2).replace(microsecond=0)
        return rounded.isoformat(" ").removesuffix(" 00:00:00")
    return value.isoformat()


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    # Not every system lets a process limit itself.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    _limit(int(sys.argv[1]), int(sys.argv[2]))
    main(sys.stdin.buffer.read(), int(sys.argv[3]), int(sys.argv[4]))
