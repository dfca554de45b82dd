"""The scored rows of a form, over all its tables: execution, indicators, sections with stated points, totals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.grid import Cell, Grid
from jixiao.reading.grids.columns import points_of
from jixiao.reading.grids.labels import is_blank
from jixiao.reading.report import Report
from jixiao.reading.tabular.spans import figures_between
from jixiao.reading.tabular.table import Table

_EXECUTION = re.compile("执行")


@dataclass(frozen=True)
class Scored:
    """One row with points.

    Attributes:
        table: Its table.
        row: Its row there.
        weight: The points available; None if not printed.
        score: The points given; None if not printed.
        role: ``execution`` (the total row of the funds), ``share`` (其中 rows of the funds), ``indicator``, ``total``.
    """

    table: Table
    row: int
    weight: Figure | None
    score: Figure | None
    role: str

    @property
    def label(self) -> str:
        """The words of the row before its first number, the name of the indicator last."""
        words = [cell.text for cell in self.table.grid.rows[self.row] if cell.text and cell.figure is None]
        return words[0] if words else ""

    def names(self) -> tuple[str, ...]:
        """Return the words of all cells of the row."""
        return tuple(
            cell.text for cell in self.table.grid.rows[self.row] if cell.text and cell.figure is None
        )


@dataclass
class Section:
    """A part of the form with stated points, such as 产出指标（50分）.

    Attributes:
        name: Its words without the points.
        points: The stated points.
        table: The table in which it stands.
        row: Its row there.
        rows: The indicators that belong to it.
        is_outer: Whether it encloses further sections.
    """

    name: str
    points: Figure | None
    table: Table
    row: int
    rows: list[Scored] = field(default_factory=list)
    is_outer: bool = False


@dataclass
class Form:
    """One form.

    Attributes:
        rows: All its scored rows, totals among them, in order.
        sections: Its sections in order.
    """

    rows: list[Scored] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def of(self, *roles: str) -> list[Scored]:
        """Return its rows of some roles."""
        return [row for row in self.rows if row.role in roles]


def forms_of(report: Report) -> list[Form]:
    """Return the forms of a report; a grand total ends one unless only prose follows."""
    forms = [Form()]
    for grid in report.grids:
        if grid.columns("weight", "score"):
            if _begins_another(forms[-1], grid):
                forms.append(Form())
            _add(forms[-1], Table(report, grid))
    return [form for form in forms if form.rows]


def _begins_another(form: Form, grid: Grid) -> bool:
    closed = any(row.role == "total" for row in form.rows)
    return closed or (is_funds(grid) and any(row.role == "execution" for row in form.rows))


def is_funds(grid: Grid) -> bool:
    """Return whether a table lists amounts by source: its points are those of the execution."""
    return bool(grid.columns("spent")) and not grid.columns("target", "actual")


def _add(form: Form, table: Table) -> None:
    grid = table.grid
    weights, scores = _fullest(table, "weight"), _fullest(table, "score")
    for cell in _header_cells(grid):
        _open(form, table, 0, cell)
    taken = False
    for row in range(grid.header, len(grid.rows)):
        for cell in grid.rows[row]:
            if points_of(cell.text):
                _open(form, table, row, cell)
        weight = grid.figure(row, weights) if weights is not None else None
        score = grid.figure(row, scores) if scores is not None else None
        role = _role(table, row, taken)
        if weight is None and role == "execution":
            weight = _points_above(table)
        if weight is None and score is None:
            continue
        taken = taken or role == "execution"
        found = Scored(table, row, weight, score, role)
        form.rows.append(found)
        if role == "indicator":
            for section in _open_sections(form):
                section.rows.append(found)


def _fullest(table: Table, role: str) -> int | None:
    """Return the column with most figures, the last of equals: levels above have their own points in merged cells."""
    filled = [
        (len(table.cells(column, table.grid.body_rows())), column) for column in table.grid.columns(role)
    ]
    return max(filled)[1] if filled else None


def _header_cells(grid: Grid) -> Iterator[Cell]:
    for row in grid.rows[: grid.header]:
        for cell in row:
            if points_of(cell.text) and not _EXECUTION.search(cell.text):
                yield cell


def _role(table: Table, row: int, taken: bool) -> str:
    grid = table.grid
    role = grid.row_roles[row]
    if is_funds(grid):
        return "share" if taken or role == "part" else "execution"
    if role in ("total", "subtotal"):
        return role
    if role == "average":
        return "average"
    return (
        "execution"
        if any("执行率" in cell.text for cell in grid.rows[row][:3] if cell.figure is None)
        and not grid.columns("target")
        and not grid.body_rows("subtotal")
        else "indicator"
    )


def _open(form: Form, table: Table, row: int, cell: Cell) -> None:
    points = _points_in(table, cell.start, cell.end)
    if points is None or _EXECUTION.search(cell.text):
        return
    if form.sections and not form.sections[-1].rows:
        form.sections[-1].is_outer = True
    form.sections.append(Section(re.sub(r"（.*", "", cell.text).strip(), points, table, row))


def _open_sections(form: Form) -> Iterator[Section]:
    if form.sections:
        yield form.sections[-1]
    for section in form.sections[:-1]:
        if section.is_outer:
            yield section


def _points_in(table: Table, start: int, end: int) -> Figure | None:
    found = [figure for figure in figures_between(table.report.passage, start, end) if figure.unit == "分"]
    return found[-1] if found else None


def _points_above(table: Table) -> Figure | None:
    """Return the points that the words above a table of funds state, such as 预算执行情况（10分）."""
    first = max(0, table.grid.first_line - 2)
    start = table.report.passage.line_start(first)
    end = max((cell.end for row in table.grid.rows[: table.grid.header + 1] for cell in row), default=start)
    words = table.report.passage.text[start:end]
    match = re.search(r"执行[^（）\n]{0,6}（(\d+(?:\.\d+)?)分）", words)
    return _points_in(table, start + match.start(), start + match.end()) if match else None


def reason_of(row: Scored) -> str:
    """Return the words that explain a deviation: those of the column of reasons, or behind the score."""
    grid = row.table.grid
    cells = grid.rows[row.row]
    for column in grid.columns("reason"):
        if column < len(cells) and not is_blank(cells[column].text) and not _is_hint(cells[column].text):
            return cells[column].text
    return ""


def _is_hint(words: str) -> bool:
    return any(hint in words for hint in lexicon.words("columns")["hints"])
