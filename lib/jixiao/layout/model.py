"""What a sheet consists of: its tables, and every row that is no row of a table, with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from jixiao.spreadsheets.model import Sheet

SUMS = ("total", "subtotal", "running-total")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of one column.

    Attributes:
        column: The column, from 1.
        words: Its words from the upper header row to the lower one, each once; merged headings are spread.
        unit: The money unit or other unit it names, such as 万元 in 金额（万元）; empty if none.
    """

    column: int
    words: tuple[str, ...]
    unit: str = ""

    @property
    def text(self) -> str:
        """The heading as one line: levels are divided by ``/``."""
        return "/".join(self.words)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no row of data.

    Attributes:
        row: Its number in the sheet.
        reason: ``title``, ``unit``, ``header``, ``repeated-header``, ``subtotal``, ``total``, ``running-total``,
            ``carried-over``, ``of-which``, ``section``, ``note``, ``signature``, ``page``, ``column-letters``,
            ``empty``, ``other``, ``not-understood``; a word in the catalogue each (``layout.reason.<reason>``).
        cells: Its texts.
    """

    row: int
    reason: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about a table that a person may have to decide.

    Attributes:
        kind: ``empty-below``: cells of a label column are empty below a filled one and no merged cell spans them;
            ``guessed-heading``: an upper heading was drawn over a column although no merged cell says so;
            ``merged-amount``: a merged cell holds one amount for several rows, it stands in the first of them;
            ``of-which``: whether rows after an 其中 are parts of the row above it does not follow from the amounts;
            ``two-units``: different units are declared above the table; ``unit-in-note``: a note declares another one;
            ``code-levels``: rows whose code begins the code of the next row may add up the rows below them;
            ``only-totals``: the table has rows of totals and no row of data;
            ``side-by-side``: the table stands beside `count` - 1 others, so that they have rows of the same number.
            A sentence in the catalogue each (``layout.doubt.<kind>``).
        row: The first row it is about.
        column: The column it is about, 0 if none.
        count: How many rows or cells it is about.
        text: The words it is about.
    """

    kind: str
    row: int
    column: int = 0
    count: int = 1
    text: str = ""


class Body(Protocol):
    """The rows of data of one table, to be gone through again and again."""

    def __iter__(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield number and texts of each row; texts of merged cells stand in each row they span."""
        ...


@dataclass(frozen=True)
class FoundTable:
    """One table of a sheet.

    Attributes:
        header: First and last row of its header.
        headings: Its columns that have a heading or hold something.
        unit: The money unit that is declared near it (单位：万元), empty if none.
        unit_row: The row that declares it, 0 if none.
        body: Its rows of data.
        left: Its rows that are no data: title, unit, header, totals, subtotals, repeated headers, notes.
        doubts: What a person may have to decide.
    """

    header: tuple[int, int]
    headings: tuple[Heading, ...]
    unit: str
    unit_row: int
    body: Body
    left: tuple[LeftOut, ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def totals(self) -> tuple[LeftOut, ...]:
        """Its total and subtotal rows, which check the rows of data and are none."""
        return tuple(row for row in self.left if row.reason in SUMS)


@dataclass(frozen=True)
class Layout:
    """A sheet taken apart: each of its rows is in the body of one table, or in one ``left``.

    Only tables side by side, which have the doubt ``side-by-side``, may have parts of the same row.

    Attributes:
        tables: Its tables from top to bottom.
        left: Rows that belong to no table.
    """

    sheet: Sheet
    tables: tuple[FoundTable, ...]
    left: tuple[LeftOut, ...]
