"""A table as a grid of cells, whatever way it is printed: with lines, one value a line, run together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.reading.figure import Figure


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        text: Its words in the normalised text, trimmed.
        figure: Its only quantity, with the unit of its column; None if it holds words or nothing.
        start: Offset in the normalised text.
        end: Offset behind it.
    """

    text: str
    figure: Figure | None
    start: int
    end: int


@dataclass(frozen=True)
class Grid:
    """One table.

    Attributes:
        rows: Its rows, header first; cells stand under their header, a row may be shorter than it.
        surface: How it is printed: ``lines``, ``flattened``, ``value_per_line``, ``glued``.
        header: Number of rows that are header.
        unit: The money unit its caption or header names; empty if none.
        first_line: Index of its first line in the document.
        last_line: Index of its last line.
        ends_open: Whether it breaks off: the text ends with it or goes on with an ellipsis.
        roles: What each column holds: a name in ``rules/lexicon/columns.yaml``, empty if unknown.
        row_roles: What each row is: ``header``, ``total``, ``subtotal``, ``part``, ``average``, ``item``.
        caption: The words printed above the table.
    """

    rows: tuple[tuple[Cell, ...], ...]
    surface: str
    header: int
    unit: str
    first_line: int
    last_line: int
    ends_open: bool = False
    roles: tuple[str, ...] = ()
    row_roles: tuple[str, ...] = ()
    caption: str = ""

    @property
    def body(self) -> Sequence[tuple[Cell, ...]]:
        """The rows below the header."""
        return self.rows[self.header :]

    def column_name(self, column: int) -> str:
        """Return the words of all header rows above a column, joined."""
        return "".join(row[column].text for row in self.rows[: self.header] if column < len(row))

    def columns(self, *roles: str) -> tuple[int, ...]:
        """Return the columns that hold one of `roles`, in the order of the roles."""
        return tuple(column for role in roles for column, found in enumerate(self.roles) if found == role)

    def body_rows(self, *roles: str) -> tuple[int, ...]:
        """Return the indexes in `rows` of the rows below the header that are one of `roles`; all without roles."""
        return tuple(
            row for row in range(self.header, len(self.rows)) if not roles or self.row_roles[row] in roles
        )

    def figure(self, row: int, column: int) -> Figure | None:
        """Return the quantity of a cell, in the unit of its column; None for words, blanks and missing cells."""
        cells = self.rows[row]
        return cells[column].figure if column < len(cells) else None

    def amount(self, row: int, column: int) -> Decimal | None:
        """Return the value of a cell in base units: money in 元, counts one by one; None if it holds none."""
        figure = self.figure(row, column)
        return figure.base if figure is not None else None

    def label(self, row: int) -> str:
        """Return the words of a row that say what it is about: its first cell of words."""
        cells = self.rows[row]
        return next((cell.text for cell in cells if cell.text and cell.figure is None), "")

    def figures(self) -> Iterator[tuple[int, int, Figure]]:
        """Yield row, column and quantity of all cells below the header, row by row."""
        for row in self.body_rows():
            for column, cell in enumerate(self.rows[row]):
                if cell.figure is not None:
                    yield row, column, cell.figure
