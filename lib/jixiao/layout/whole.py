"""A sheet taken apart into tables and the rows that are no data."""

from dataclasses import replace

from jixiao.exceptions import ParameterError
from jixiao.layout.apart import apart
from jixiao.layout.merges import Merges
from jixiao.layout.model import Doubt, FoundTable, Layout, LeftOut
from jixiao.layout.reading import Reading
from jixiao.layout.settling import settled
from jixiao.spreadsheets.model import Sheet

NOT_UNDERSTOOD, SIDE_BY_SIDE = "not-understood", "side-by-side"


def lay_out(sheet: Sheet, header: tuple[int, int] | None = None) -> Layout:
    """Take a sheet apart.

    Args:
        sheet: The sheet.
        header: First and last row of the header, where a person says so; it is searched for otherwise.

    Returns:
        Its tables. Without a header that is recognised with certainty there is none, and every row is left out.
        A row is once in the body or the ``left`` of a table, or in ``left``; only tables side by side, which have the
        doubt ``side-by-side``, may each have a part of it.

    Raises:
        ParameterError: `header` names rows that hold nothing.
    """
    parts = apart(sheet) if header is None else (sheet,)
    if len(parts) > 1:
        return _together(sheet, [_read(part, header) for part in parts])
    return _read(sheet, header)


def _read(sheet: Sheet, header: tuple[int, int] | None) -> Layout:
    reading = Reading(Merges(sheet.merged), header)
    reading.read(sheet.rows)
    if not reading.tables:
        if header:
            raise ParameterError("header-rows-empty", sheet=sheet.name or "—", first=header[0], last=header[1])
        return Layout(sheet, (), tuple(LeftOut(number, NOT_UNDERSTOOD, cells) for (number, cells), _ in reading.front))
    return Layout(sheet, tuple(settled(table, sheet.rows) for table in reading.tables), ())


def _together(sheet: Sheet, parts: list[Layout]) -> Layout:
    tables = [_beside(table, len(parts)) for part in parts for table in part.tables]
    return Layout(sheet, tuple(tables), tuple(row for part in parts for row in part.left))


def _beside(table: FoundTable, count: int) -> FoundTable:
    return replace(table, doubts=(*table.doubts, Doubt(SIDE_BY_SIDE, table.header[0], count=count)))
