"""A form in a Word document: each table as a sheet, with the lines in front of it, where the title stands."""

from collections.abc import Iterator

from jixiao.documents.model import Document, Line
from jixiao.spreadsheets.model import Sheet


def sheets_of(document: Document) -> tuple[Sheet, ...]:
    """Return the tables of a document as sheets; a row's number is that of its line in the document, from 1.

    What stands between two tables belongs to the sheet of the second, what follows the last table to the last one.
    """
    return tuple(_sheet(name, rows) for name, rows in _grouped(document))


def _grouped(document: Document) -> Iterator[tuple[str, list[tuple[int, tuple[str, ...]]]]]:
    name, rows = "", list[tuple[int, tuple[str, ...]]]()
    waiting: list[tuple[int, tuple[str, ...]]] = []
    for number, line in enumerate(document.lines, 1):
        row = (number, _cells(line))
        if line.place.part != "table":
            waiting.append(row)
            continue
        if name and line.place.name != name:
            yield name, rows
            rows = []
        name = line.place.name
        rows += [*waiting, row]
        waiting = []
    if name:
        yield name, [*rows, *waiting]


def _cells(line: Line) -> tuple[str, ...]:
    return tuple(line.text[start:end] for start, end in line.cells) if line.cells else (line.text,)


def _sheet(name: str, rows: list[tuple[int, tuple[str, ...]]]) -> Sheet:
    held = [(number, cells) for number, cells in rows if any(cells)]
    return Sheet(name, held, max((number for number, _ in held), default=0),
                 max((len(cells) for _, cells in held), default=0))  # fmt: skip
