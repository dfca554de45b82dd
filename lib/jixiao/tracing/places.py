"""Where something stands, in words: file, row and column, and many cells of one column as ranges of rows."""

import re
from collections.abc import Iterable, Iterator

from jixiao.language import text

_CELL = re.compile(r"(?P<file>[^:]+):(?P<rows>[\d,-]*\d)(?::(?P<column>\w+))?")
_SHEET_CELL = re.compile(r"(?P<sheet>[^!:]+:.+)!(?P<letters>[A-Z]{1,3})(?P<row>\d+)")
# Between the file and the sheet of a source; no file name holds it.
_SHEET = "|"
# What divides the parts of a place, or places from each other, and what it becomes in the name of a sheet.
_DIVIDERS = str.maketrans(":;", "：；")
_MOST_RUNS = 20


def placed(place: str, language: str, named: str = "") -> str:
    """Return a place as a reader finds it in a spreadsheet; a place in a document stays as it is.

    Cells or rows of a source that a table was made from are told with its sheet, unless that was `named` just before.

    Example:
        >>> placed("funds.csv:2:spent", "en"), placed("ledger.csv:2-9:amount", "en"), placed("L6", "en")
        ('funds.csv row 2, column spent', 'ledger.csv rows 2–9, column amount', 'L6')
        >>> placed("a.xlsx|May:5-7", "en")
        'from a.xlsx, sheet May, rows 5–7'
        >>> placed("a.xlsx|May:5-7,9:H", "en"), placed("a.xlsx|May:5:H", "en", "a.xlsx|May")
        ('from a.xlsx, sheet May, cells H5:H7, H9', 'from the same sheet, cell H5')
    """
    found = _CELL.fullmatch(place)
    if found is None:
        return place
    numbers = found["rows"].replace("-", "–").replace(",", text("trace.and", language))
    file, divided, sheet = found["file"].partition(_SHEET)
    if divided and found["file"] == named:
        file = text("trace.same_sheet" if sheet else "trace.same_file", language)
    elif sheet:
        file = text("trace.sheet", language, file=file, sheet=sheet)
    if sheet and found["column"]:
        cells = text("trace.and", language).join(_range(found["column"], run) for run in _runs_in(found["rows"]))
        key = "trace.source_cell" if found["rows"].isdigit() else "trace.source_cells"
        return text("trace.from", language, place=text(key, language, file=file, cells=cells))
    rows = text("trace.row" if found["rows"].isdigit() else "trace.rows", language, file=file, rows=numbers)
    rows = text("trace.from", language, place=rows) if divided else rows
    return text("trace.column", language, rows=rows, column=found["column"]) if found["column"] else rows


def source_of(place: str) -> str:
    """Return file and sheet of a place in a source; nothing for any other place.

    Example:
        >>> source_of("a.xlsx|May:5-7:H"), source_of("ledger.csv:2:amount")
        ('a.xlsx|May', '')
    """
    found = _CELL.fullmatch(place)
    return found["file"] if found is not None and _SHEET in found["file"] else ""


def spans(places: Iterable[str]) -> tuple[str, ...]:
    """Return places with the cells of one column gathered: rows that follow each other become a range.

    Example:
        >>> spans(["a.csv:2:x", "a.csv:3:x", "a.csv:4:x", "a.csv:7:x", "L6"])
        ('a.csv:2-4,7:x', 'L6')
        >>> spans(["a.xlsx:May!C5", "a.xlsx:May!C6", "a.xlsx:May!C9"])
        ('a.xlsx:May!C5:C6,C9',)
    """
    columns: dict[tuple[str, str], list[int]] = {}
    sheets: dict[tuple[str, str], list[int]] = {}
    others: list[str] = []
    for place in dict.fromkeys(places):
        found, cell = _CELL.fullmatch(place), _SHEET_CELL.fullmatch(place)
        if cell is not None:
            sheets.setdefault((cell["sheet"], cell["letters"]), []).append(int(cell["row"]))
        elif found is None or not found["rows"].isdigit():
            others.append(place)
        else:
            columns.setdefault((found["file"], found["column"] or ""), []).append(int(found["rows"]))
    gathered = [
        ":".join(filter(None, (file, ",".join(map(_span, runs(sorted(rows)))), column)))
        for (file, column), rows in columns.items()
    ]
    cells = (f"{sheet}!{','.join(_range(letters, run) for run in runs(sorted(rows)))}"
             for (sheet, letters), rows in sheets.items())  # fmt: skip
    return (*gathered, *cells, *others)


def _range(letters: str, run: tuple[int, int]) -> str:
    first, last = (f"{letters}{row}" for row in run)
    return f"{first}:{last}" if last != first else first


def from_source(file: str, sheet: str, rows: Iterable[int], letters: str = "") -> str:
    """Return the place of rows of a source, or of cells in one column; of many scattered ones the first and the last.

    Example:
        >>> from_source("a.xlsx", "May", [7, 5, 6])
        'a.xlsx|May:5-7'
    """
    gathered = list(runs(sorted(rows)))
    if len(gathered) > _MOST_RUNS:
        gathered = [(gathered[0][0], gathered[-1][1])]
    column = f":{letters}" if letters else ""
    return f"{file}{_SHEET}{sheet.translate(_DIVIDERS)}:{','.join(map(_span, gathered))}{column}"


def cells_of(place: str) -> tuple[str, tuple[int, ...], str]:
    """Return file, rows and column of a place; a place in a document has none.

    Example:
        >>> cells_of("ledger.csv:2-4,7:amount"), cells_of("L6")
        (('ledger.csv', (2, 3, 4, 7), 'amount'), ('', (), ''))
    """
    found = _CELL.fullmatch(place)
    if found is None:
        return "", (), ""
    rows = tuple(row for first, last in _runs_in(found["rows"]) for row in range(first, last + 1))
    return found["file"], rows, found["column"] or ""


def _runs_in(rows: str) -> Iterator[tuple[int, int]]:
    """Yield first and last row of each run of rows that a place has."""
    for span in rows.split(","):
        first, _, last = span.partition("-")
        yield int(first), int(last or first)


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
