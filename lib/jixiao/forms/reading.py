"""Read an official form: its parts are found by their labels, and every row is accounted for."""

from dataclasses import dataclass

from jixiao.forms.funds import Funds, read_funds
from jixiao.forms.goals import read_goals
from jixiao.forms.grid import LONGEST_FORM, Grid
from jixiao.forms.headings import Headings, funds_headings, goal_row, indicator_headings
from jixiao.forms.heads import fields, is_of_department, money_unit, title_kind
from jixiao.forms.indicators import Indicators, read_indicators
from jixiao.forms.labels import known, label, listed, names, unit_of
from jixiao.forms.model import SELF, TARGET, Entry, Form
from jixiao.layout.words import plain
from jixiao.spreadsheets.model import Sheet


@dataclass(frozen=True)
class _Parts:
    """The rows of each part of a form, each row in one part."""

    head: tuple[int, ...]
    funds: tuple[int, ...]
    goals: tuple[int, ...]
    body: tuple[int, ...]
    other: tuple[int, ...]


def read_form(sheet: Sheet) -> Form | None:
    """Return the official form that a sheet is, None if it is none.

    A form of a whole department is none, nor is a sheet with two sets of levels side by side: its tables may be read
    as such. Where a second form follows on the same sheet its rows are left, ``another-form``.

    Args:
        sheet: A sheet as it was read; a form in Word becomes one by `jixiao.forms.word.sheets_of`.
    """
    if sheet.count > LONGEST_FORM:
        return None
    grid = Grid(sheet)
    found = indicator_headings(grid)
    if not found.row or _has_two_sets(found) or is_of_department(grid, found.first):
        return None
    amounts = funds_headings(grid)
    amounts = amounts if amounts.row < found.first else Headings()
    kind = title_kind(grid, amounts.row or found.first)
    parts = _parts(grid, found, amounts)
    project = fields(grid, parts.head)
    if kind == "department" or not ("name" in project or _asks_name(grid, parts.head) or (kind and amounts.row)):
        return None
    return _form(grid, found, amounts, parts, project, kind)


def _form(grid: Grid, found: Headings, amounts: Headings, parts: _Parts, project: dict[str, Entry],
          kind: str) -> Form:  # fmt: skip
    funds = read_funds(grid, amounts, parts.funds)
    indicators = read_indicators(grid, found, parts.body)
    project |= read_goals(grid, parts.goals)
    taken = (*funds.rows, *indicators.rows)
    reasons = _reasons(grid, found, amounts, parts, funds, indicators)
    left = tuple(grid.left(row, reasons.get(row, "other")) for row in grid.texts
                 if row not in {line.row for line in taken})  # fmt: skip
    has_actual = bool(found.column("actual") or found.column("self_score") or "goal_achieved" in project)
    columns = dict(found.columns)
    return Form(
        SELF if has_actual or kind == SELF else TARGET, grid.name,
        money_unit(grid, (*parts.head, *parts.funds, amounts.row)), project, taken,
        (*funds.stated, *indicators.stated), left, (*funds.changes, *indicators.changes),
        {column: (text, columns.get(column, "")) for column, _, text in found.found},
    )  # fmt: skip


def _parts(grid: Grid, found: Headings, amounts: Headings) -> _Parts:
    rows = list(grid.texts)
    end = _next_form(grid, found)
    goal = goal_row(grid, found.first)
    money = amounts.row or _beside_row(grid, goal or found.first)
    starts = sorted(row for row in (money, goal, found.first) if row)
    ends = dict(zip(starts, [*starts[1:], found.first], strict=True))
    funds = [row for row in rows if money and money <= row < ends[money] and row != amounts.row]
    goals = [row for row in rows if goal and goal <= row < ends[goal]]
    between = {row for row in funds if _is_field_row(grid, row)}
    head = [row for row in rows if row < starts[0]]
    return _Parts(
        (*head, *sorted(between)), tuple(row for row in funds if row not in between), tuple(goals),
        tuple(row for row in rows if found.row < row < end), tuple(row for row in rows if row >= end),
    )  # fmt: skip


def _beside_row(grid: Grid, before: int) -> int:
    """Return the first row that writes the total of the funds beside its amount."""
    return next((row for row in grid.rows
                 if row < before and set(grid.labels(row)) & listed("funds", "total")), 0)  # fmt: skip


def _is_field_row(grid: Grid, row: int) -> bool:
    found = grid.labels(row)
    return bool(found) and (found[0] in names("fields") or found[0] in listed("other_fields"))


def _next_form(grid: Grid, found: Headings) -> int:
    """Return the row where a second form begins: at its title, else at the name of its project."""
    named = {words for words, meant in names("fields").items() if meant == "name"}
    second = next((row for row in grid.rows if row > found.row and set(grid.labels(row)[:1]) & named), 0)
    if not second:
        return max(grid.texts, default=0) + 1
    before = [row for row in grid.rows if found.row < row < second]
    titles = [row for row in before[-4:] if title_kind(grid, row + 1, row)]
    return titles[0] if titles else second


def _has_two_sets(found: Headings) -> bool:
    """Whether the headings name a level twice, as forms do that have long-term and yearly targets side by side."""
    texts = [label(text) for _, _, text in found.found]
    levels = [words for words, meant in names("indicators", "columns").items() if meant in ("level1", "name")]
    return any(texts.count(words) > 1 for words in levels)


def _asks_name(grid: Grid, rows: tuple[int, ...]) -> bool:
    named = {words for words, meant in names("fields").items() if meant == "name"}
    return any(set(grid.labels(row)) & named for row in rows)


def _reasons(grid: Grid, found: Headings, amounts: Headings, parts: _Parts, funds: Funds,
             indicators: Indicators) -> dict[int, str]:  # fmt: skip
    reasons = {row: _head_reason(grid, row) for row in parts.head}
    reasons |= dict.fromkeys(parts.goals, "goal") | dict.fromkeys(parts.other, "another-form")
    reasons |= dict.fromkeys(range(found.first, found.row + 1), "header")
    reasons |= {amounts.row: "header"} if amounts.row else {}
    return reasons | funds.reasons | indicators.reasons


def _head_reason(grid: Grid, row: int) -> str:
    cells = list(grid.cells(row))
    if any(label(text) in known() or _is_field(text) for _, text in cells):
        return "project"
    return "unit" if any(unit_of(text) for _, text in cells) else "title"


def _is_field(text: str) -> bool:
    """Whether a cell holds a label of the head and its value behind a colon."""
    before, colon, _ = plain(text).partition(":")
    return bool(colon) and (label(before) in names("fields") or label(before) in listed("other_fields"))

