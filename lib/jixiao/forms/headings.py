"""Where the parts of a form begin: the headings of funds, goals and indicators, found by their labels."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jixiao.forms.grid import Grid
from jixiao.forms.labels import amount_of, label, listed, names


@dataclass(frozen=True)
class Headings:
    """The headings of one table of a form.

    Attributes:
        row: Their last row, 0 if there are none.
        columns: First column and name of each heading that is known, from left to right.
        found: Every heading: its column, the column behind it, its text.
        first: Their first row.
    """

    row: int = 0
    columns: tuple[tuple[int, str], ...] = ()
    found: tuple[tuple[int, int, str], ...] = ()
    first: int = 0
    ends: Mapping[int, int] = field(default_factory=dict)

    def column(self, name: str) -> int:
        """Return the column of a heading, 0 if it is not there."""
        return next((column for column, known in self.columns if known == name), 0)

    def cells(self, grid: Grid, row: int, column: int) -> Iterator[tuple[int, str]]:
        """Yield column and text of the cells of a row that stand under the heading of a column."""
        for number in range(column, self.ends[column]):
            if number == column or number in grid.rows.get(row, {}):
                text = grid.text(row, number)
                if text:
                    yield number, text


def funds_headings(grid: Grid) -> Headings:
    """Return the headings of the funds; none where a form writes label and amount side by side."""
    amounts = ("budget_initial", "budget_adjusted", "received", "spent")
    for row in grid.rows:
        found = headings(grid, row, names("funds", "columns"))
        is_header = not any(amount_of(text) is not None for _, text in grid.cells(row))
        if is_header and sum(found.column(name) > 0 for name in amounts) >= 2:
            return found
    return Headings()


def indicator_headings(grid: Grid, after: int = 0) -> Headings:
    """Return the headings of the first table of indicators behind a row."""
    for row in grid.rows:
        if row <= after:
            continue
        found = headings(grid, row, names("indicators", "columns"))
        if sum(found.column(name) > 0 for name in ("level1", "level2", "name")) >= 2:
            deep = _deep(grid, found)
            if any(deep.column(name) for name in ("target", "weight", "actual")):
                return deep
    return Headings()


def _deep(grid: Grid, found: Headings) -> Headings:
    """Return headings of two rows as one: what stands in the second row under a heading names part of it."""
    below = row_below(grid, found.row)
    lower = headings(grid, below, names("indicators", "columns")) if below else Headings()
    is_header = bool(lower.columns) and all(label(text) in names("indicators", "columns")
                                            for column, text in grid.cells(below)
                                            if grid.text(found.row, column) != text)  # fmt: skip
    if not is_header:
        return found
    replaced = {column for column, _ in lower.columns}
    kept = [entry for entry in found.columns if entry[0] not in replaced]
    texts = {column: (column, end, text) for column, end, text in (*found.found, *lower.found)}
    return _sorted(below, dict([*kept, *lower.columns]), list(texts.values()), found.row)


def headings(grid: Grid, row: int, known: Mapping[str, str]) -> Headings:
    """Return the headings that stand in one row; of two that say the same the first counts."""
    columns: dict[int, str] = {}
    texts: list[tuple[int, int, str]] = []
    for column, text in grid.cells(row):
        name = known.get(label(text), "")
        if name and name not in columns.values():
            columns[column] = name
        texts.append((column, grid.right_of(row, column), text))
    return _sorted(row, columns, texts, row)


def _sorted(row: int, columns: Mapping[int, str], texts: list[tuple[int, int, str]], first: int) -> Headings:
    texts.sort()
    starts = [column for column, _, _ in texts]
    behind = [*starts[1:], max((end for _, end, _ in texts), default=0)]
    ends = {column: max(end, other) if other > column else end
            for (column, end, _), other in zip(texts, behind, strict=True)}  # fmt: skip
    return Headings(row, tuple(sorted(columns.items())), tuple(texts), first, ends)


def row_below(grid: Grid, row: int) -> int:
    """Return the next row that holds something, 0 if there is none."""
    return next((number for number in grid.rows if number > row), 0)


def goal_row(grid: Grid, before: int) -> int:
    """Return the first row of the overall goal, which stands above the indicators; 0 if there is none."""
    sure = {*names_of("goal"), *names_of("achieved")}
    for row in grid.rows:
        if row >= before:
            return 0
        found = grid.labels(row)
        if any(words in sure for words in found) or (found and found[0] in listed("goals", "label")):
            return row
    return 0


def names_of(kind: str) -> frozenset[str]:
    """Return the labels of ``goal`` or ``achieved``."""
    return listed("goals", kind)
