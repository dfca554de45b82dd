"""The indicators of a form: one row each, its levels taken from the cells that span it or stand above it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from jixiao.forms.grid import Grid
from jixiao.forms.headings import Headings
from jixiao.forms.labels import amount_of, joined, label, listed, names, starting
from jixiao.forms.model import Change, Stated
from jixiao.importing.model import TakenRow
from jixiao.layout.words import plain

_LEVELS = ("level1", "level2")
_VALUES = ("target", "actual", "weight", "self_score")
_LETTERS = re.compile("[A-Za-z](?:=[A-Za-z0-9/*+×÷%()]+)?|[(]?[0-9]{1,2}[)]?|栏次|—|-")
Cells = dict[str, tuple[str, int]]


@dataclass
class Indicators:
    """The rows of the indicators, and what became of each row behind their headings."""

    rows: list[TakenRow] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)


def read_indicators(grid: Grid, found: Headings, rows: Iterable[int]) -> Indicators:
    """Return the indicators that stand in `rows`, which are the rows behind their headings.

    Target and actual value are told as they stand there, with sign and unit.
    """
    done, levels = Indicators(), _Levels(grid, found)
    is_closed = False
    for row in rows:
        reason = _reason(grid, found, row, is_closed)
        if reason == "total":
            _state(done, grid, found, row)
        is_closed = is_closed or reason in ("total", "note", "signature")
        cells = {} if reason else _cells(grid, found, row, levels.of(row, done))
        if cells:
            done.changes += _percentages(grid, row, cells)
            done.rows.append(TakenRow("indicators", row, cells))
        else:
            done.reasons[row] = reason or "no-indicator"
    return done


class _Levels:
    """The names of the levels from row to row: what a cell leaves empty is what stands above it."""

    def __init__(self, grid: Grid, found: Headings) -> None:
        self._grid, self._found = grid, found
        self._last: Cells = {}

    def of(self, row: int, done: Indicators) -> Cells:
        """Return both levels of a row; a new first level ends the second one."""
        for name in _LEVELS:
            column = self._found.column(name)
            text = self._grid.text(row, column) if column else ""
            if not text:
                continue
            level = joined(text)
            if name == "level1" and level != self._last.get(name, ("", 0))[0]:
                self._last = {}
            self._last[name] = (level, column)
            if level != text and column in self._grid.rows[row]:
                done.changes.append(Change(row, column, name, text, level, "letters-joined"))
        return dict(self._last)


def _reason(grid: Grid, found: Headings, row: int, is_closed: bool) -> str:
    """Return why a row is no indicator, nothing if it may be one."""
    cells = list(grid.cells(row))
    first = plain(cells[0][1]) if cells else ""
    own = [label(text) for column, text in cells if column < (found.column("target") or found.ends[cells[0][0]])
           ] if cells and cells[0][0] in found.ends else [label(text) for _, text in cells[:1]]  # fmt: skip
    if any(text in listed("total") for text in own):
        return "total"
    known = [names("indicators", "columns").get(label(text)) for _, text in cells]
    if len(cells) > 1 and sum(name is not None for name in known) > len(cells) / 2:
        return "repeated-header"
    if len(cells) > 2 and all(_LETTERS.fullmatch(plain(text)) for _, text in cells):
        return "column-letters"
    if _is_closing(grid, found, row):
        for reason, name in (("note", "notes"), ("signature", "signatures")):
            if starting(name).match(first):
                return reason
    return "other" if is_closed or not cells else ""


def _is_closing(grid: Grid, found: Headings, row: int) -> bool:
    """Whether a row can be a note: it has no indicator beside its first cell."""
    name = found.column("name") or found.column("level2")
    values = [found.column(key) for key in _VALUES]
    return not (grid.rows.get(row, {}).get(name) and any(grid.rows[row].get(column) for column in values if column))


def _cells(grid: Grid, found: Headings, row: int, levels: Cells) -> Cells:
    """Return the cells of an indicator; nothing where the row has no value, as rows of a template."""
    cells: Cells = {}
    for column, name in found.columns:
        if name not in _LEVELS:
            # Points in a cell of several rows would count once for each of them.
            parts = [(number, text) for number, text in found.cells(grid, row, column)
                     if name not in ("weight", "self_score") or number in grid.rows.get(row, {})]  # fmt: skip
            text = "\n".join(dict.fromkeys(grid.shown(row, number) for number, _ in parts))
            cells |= {name: (text, parts[0][0])} if text else {}
    if not any(name in cells for name in _VALUES):
        return {}
    if "name" not in cells and (own := _own_level(grid, found, row)):
        cells["name"] = own
    levels = levels if "level2" in levels or "level1" not in levels else levels | {"level2": (levels["level1"][0], 0)}
    return levels | cells


def _percentages(grid: Grid, row: int, cells: Cells) -> Iterable[Change]:
    """Yield the numbers that the form shows as percentages and that are taken so."""
    for name, (text, column) in cells.items():
        found = grid.text(row, column)
        if name in _VALUES and column and text != found and text == grid.shown(row, column):
            yield Change(row, column, name, found, text, "percent-shown")


def _own_level(grid: Grid, found: Headings, row: int) -> tuple[str, int] | None:
    """Return the innermost level that a row names itself, where it has no name of its own."""
    for name in reversed(_LEVELS):
        column = found.column(name)
        if column and column in grid.rows.get(row, {}):
            return joined(grid.text(row, column)), column
    return None


def _state(done: Indicators, grid: Grid, found: Headings, row: int) -> None:
    """Keep the totals of a row: under their headings, else the number behind the label."""
    cells = {name: (grid.rows[row].get(column, ""), column) for name, column in (
        ("total_weight", found.column("weight")), ("total_score", found.column("self_score"))) if column}  # fmt: skip
    known = {name: cell for name, cell in cells.items() if amount_of(cell[0]) is not None}
    behind = [(text, column) for column, text in grid.cells(row) if amount_of(text) is not None]
    if not known and len(behind) == 1:
        known = {"total_score": behind[0]}
    done.stated += [Stated(name, text, row, column) for name, (text, column) in known.items()]
