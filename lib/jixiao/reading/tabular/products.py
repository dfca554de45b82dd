"""Unit price times count, and times months or times where the table has them, is the amount, row by row."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, product

from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.judging import judge
from jixiao.reading.relation import Relation
from jixiao.reading.tabular import check
from jixiao.reading.tabular.table import Table, shown

_COUNTS = ("quantity", "done", "plan")
_AMOUNTS = ("amount", "spent", "subtotal", "allotted", "budget", "budget_initial", "")
_TEN_THOUSAND = Decimal(10_000)
_SCALES = (Decimal(1), _TEN_THOUSAND, 1 / _TEN_THOUSAND)
_SAMPLE = 60
_MOST = 4
_FEW = 2


@dataclass(frozen=True)
class Factors:
    """The columns of a product.

    Attributes:
        price: The unit price.
        counts: What it is multiplied by.
        amount: The product.
        scale: What the product is multiplied by where no header names the units.
    """

    price: int
    counts: tuple[int, ...]
    amount: int
    scale: Decimal


@check("products")
def find(table: Table) -> Iterator[Relation]:
    """Check the amounts of a table that has a column of unit prices and one of counts."""
    factors, held = best_factors(table)
    if factors is None or not held:
        return
    rows = list(_rows(table, factors))
    is_sure = held >= _FEW or held * 2 >= len(rows) or _is_typed(table, factors)
    for row, price, counts, amount in rows:
        computed = _computed(price, counts, factors.scale)
        verdict, note = judge(amount, computed, (price, *counts))
        verdict = verdict if is_sure or verdict != "contradicted" else "review"
        formula = " × ".join(map(shown, (price, *counts)))
        yield table.relation(
            "product", row, amount, computed, (price, *counts), formula, verdict=verdict, note=note
        )


def _is_typed(table: Table, factors: Factors) -> bool:
    """Return whether the headers leave no choice: one price, one quantity, one amount."""
    grid = table.grid
    return all(len(grid.columns(role)) == 1 for role in ("price", "quantity", "amount")) and (
        grid.roles[factors.amount] == "amount" and factors.scale == 1
    )


def held_products(table: Table) -> int:
    """Return on how many rows a product holds."""
    return best_factors(table)[1]


def best_factors(table: Table) -> tuple[Factors | None, int]:
    """Return the columns whose product holds on most rows, and on how many; the first of equals."""
    tried = [(factors, _held(table, factors)) for factors in _candidates(table)]
    return max(tried, key=lambda one: one[1], default=(None, 0))


def _candidates(table: Table) -> Iterator[Factors]:
    grid = table.grid
    counts, times = grid.columns(*_COUNTS)[:_MOST] or _counted(table), grid.columns("times")[:_MOST]
    taken: list[tuple[int, ...]] = [(count,) for count in (*counts, *times)]
    taken += list(product(counts, times))
    amounts = [column for column in grid.columns(*_AMOUNTS) if column < len(grid.roles)][: 2 * _MOST]
    for scale in _SCALES:
        for price, many, amount in product(grid.columns("price")[:_MOST], taken, amounts):
            if scale == 1 or not _names_units(table, price, amount):
                yield Factors(price, many, amount, scale)


def _counted(table: Table) -> tuple[int, ...]:
    """Return the columns that count something by the unit of their cells, whatever they are called."""
    grid = table.grid
    return tuple(
        column
        for column, role in enumerate(grid.roles)
        if role == ""
        and any(figure.kind == "count" for figure in table.cells(column, grid.body_rows()).values())
    )[:_MOST]


def _names_units(table: Table, *columns: int) -> bool:
    return all(
        any(figure.unit for figure in table.cells(column, table.grid.body_rows()).values())
        for column in columns
    )


def _held(table: Table, factors: Factors) -> int:
    return sum(
        judge(amount, _computed(price, counts, factors.scale))[0] == "reconciled"
        and amount.base not in (0, price.base)
        for _, price, counts, amount in islice(_rows(table, factors), _SAMPLE)
    )


def _computed(price: Figure, counts: tuple[Figure, ...], scale: Decimal) -> Decimal:
    computed = price.base * scale
    for count in counts:
        computed *= count.base
    return computed


def _rows(table: Table, factors: Factors) -> Iterator[tuple[int, Figure, tuple[Figure, ...], Figure]]:
    grid = table.grid
    for row in grid.body_rows("item", "part"):
        price, amount = grid.figure(row, factors.price), grid.figure(row, factors.amount)
        counts = tuple(figure for count in factors.counts if (figure := grid.figure(row, count)) is not None)
        if price is None or amount is None or len(counts) < len(factors.counts) or price.base <= 0:
            continue
        yield row, price, counts, amount if scale_of(amount.unit) >= 1 else price
