"""Put the cells of a row that lost its empty cells under the columns where they fit."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations
from math import comb

from jixiao.reading import lexicon
from jixiao.reading.grid import Cell
from jixiao.reading.grids.labels import is_blank, row_role

Row = tuple[Cell, ...]
_AMOUNTS = frozenset(
    """budget_initial budget_adjusted budget allotted received spent plan done last_year this_year change
carry_in income carry_out balance amount subtotal price quantity share period""".split()
)
_WORDS = frozenset(("label", "level", "reason", "grade", "measure"))
_BUDGETS = ("budget_adjusted", "budget", "allotted")
_BAD = -60
_MOST_CHOICES = 200
_CLOSE = Decimal("0.01")


def filled(cells: Sequence[Cell], roles: Sequence[str]) -> Row:
    """Return the cells under their columns, with empty cells between; the order of both is kept.

    Args:
        cells: What is printed of the row.
        roles: The roles of the columns.
    """
    cells = _named(cells)
    if len(cells) > len(roles):
        cells = _squeezed(cells, len(roles))
    places = _by_rate(cells, roles) or _places(cells, roles)
    blank = Cell("", None, cells[0].start, cells[0].start)
    row = [blank] * len(roles)
    for cell, column in zip(cells, places, strict=True):
        row[column] = cell
    return tuple(row)


def _named(cells: Sequence[Cell]) -> list[Cell]:
    """Leave out the level of an indicator before its name."""
    levels = lexicon.words("columns")["levels"]
    found = list(cells)
    while (
        len(found) > 1 and found[0].text in levels and found[1].figure is None and not is_blank(found[1].text)
    ):
        found.pop(0)
    return found


def _squeezed(cells: list[Cell], width: int) -> list[Cell]:
    """Join words at the end, then at the start, until the cells fit."""
    found = list(cells)
    while len(found) > width:
        if found[-1].figure is None and found[-2].figure is None:
            found[-2:] = [_both(found[-2], found[-1])]
        elif len(found) > 1 and found[0].figure is None and found[1].figure is None:
            found[:2] = [_both(found[0], found[1])]
        else:
            found.pop()
    return found


def _both(first: Cell, second: Cell) -> Cell:
    return Cell(f"{first.text} {second.text}", None, first.start, second.end)


def _places(cells: Sequence[Cell], roles: Sequence[str]) -> list[int]:
    """Return the column of each cell: the choice in order with the best fit, the leftmost of equals."""
    is_total = row_role(cells[0].text) in ("total", "subtotal")

    @cache
    def best(cell: int, column: int) -> tuple[int, tuple[int, ...]]:
        if cell == len(cells):
            return 0, ()
        if len(roles) - column < len(cells) - cell:
            return _BAD * 100, ()
        score, rest = best(cell + 1, column + 1)
        here = (_fit(cells[cell], roles[column], is_total) + score, (column, *rest))
        score, rest = best(cell, column + 1)
        skipped = roles[column] in _AMOUNTS and not (is_total and roles[column] in ("price", "quantity"))
        later = (score - skipped, rest)
        return here if here[0] >= later[0] else later

    return list(best(0, 0)[1])


def _by_rate(cells: Sequence[Cell], roles: Sequence[str]) -> list[int]:
    """Return the columns under which the printed rate is that of spending and budget; empty if there is no choice."""
    budgets = [column for column, role in enumerate(roles) if role in _BUDGETS]
    if len(cells) == len(roles) or comb(len(roles), len(cells)) > _MOST_CHOICES or not budgets:
        return []
    if roles.count("spent") != 1 or roles.count("rate") != 1:
        return []
    spent, rate = roles.index("spent"), roles.index("rate")
    is_total = row_role(cells[0].text) in ("total", "subtotal")
    best: tuple[int, list[int]] = (0, [])
    for places in combinations(range(len(roles)), len(cells)):
        under = dict(zip(places, cells, strict=True))
        if any(_is_rate(under.get(spent), under.get(budget), under.get(rate)) for budget in budgets):
            score = sum(_fit(cell, roles[column], is_total) for column, cell in under.items())
            best = max(best, (score, list(places)), key=lambda one: one[0])
    return best[1]


def _is_rate(top: Cell | None, under: Cell | None, rate: Cell | None) -> bool:
    figures = [cell.figure if cell is not None else None for cell in (top, under, rate)]
    if any(figure is None or figure.value is None for figure in figures):
        return False
    spent, budget, stated = (
        figure.value for figure in figures if figure is not None and figure.value is not None
    )
    return bool(
        budget
        and spent
        and figures[2] is not None
        and figures[2].unit == "%"
        and abs(spent / budget * 100 - stated) < _CLOSE
    )


def _fit(cell: Cell, role: str, is_total: bool) -> int:
    if is_blank(cell.text):
        return 1 if role not in _WORDS else 0
    figure = cell.figure
    if figure is None:
        return (
            6
            if role in ("label", "reason")
            else 3
            if role == ""
            else 5
            if role in _WORDS or role in ("target", "actual")
            else _BAD
        )
    if role in _WORDS:
        return _BAD
    if role == "serial":
        return (
            5
            if figure.number.isdigit() and len(figure.number) < 3 and not figure.unit and not is_total
            else _BAD
        )
    if figure.unit == "%" or figure.kind == "rate":
        return 8 if role == "rate" else 5 if role in ("target", "actual") else _BAD
    if role == "rate":
        return -8 if figure.value else -1
    if figure.sign:
        return 8 if role == "target" else _BAD
    if role in ("target", "actual"):
        return _BAD if is_total else 4 if figure.unit else 3
    if figure.unit not in ("", "分") and role in ("weight", "score"):
        return _BAD
    if is_total and role in ("price", "quantity", ""):
        return 3 if role == "" else 1
    return 5 if role == "weight" and figure.number == "10" else 4
