"""The amounts that indicators are computed from: totals of the funds table and of the ledger."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.intake.tables import Cell, Row
from jixiao.reconcile.figures import Figure, Figures, fact, from_rows
from jixiao.reconcile.statements import TOTALS, distinct, statements

if TYPE_CHECKING:
    from jixiao.intake.facts import Facts

SIGNS: Mapping[str, int] = {"spend": 1, "refund": -1}
"""How a direction of the ledger counts towards spending."""
COLUMNS = ("received", "spent", "allotted", "carry_in", "carry_out")
TIMELY = ("due", "received_in_time")
"""Totals that need what every fund source says of the days: what was due, and what of it came in time."""
DERIVED = ("explained", *TIMELY)
"""Totals that only indicators use; a report does not state them."""


@dataclass(frozen=True)
class Totals:
    """Named amounts in 元, the cells behind each, and why an amount is missing.

    Attributes:
        amounts: Name to total.
        cells: Name to the cells that were added up.
        missing: Name to the reason (a key of the catalogue) why there is no total.
        remarks: Name to a remark (a key of the catalogue) on how the total was formed.
        partial: Name to the sum of a column that only some fund sources fill: at least this much.
    """

    amounts: Mapping[str, Decimal]
    cells: Mapping[str, tuple[Cell, ...]]
    missing: Mapping[str, str]
    remarks: Mapping[str, str]
    partial: Mapping[str, Decimal] = field(default_factory=dict)


def totals(facts: "Facts") -> Totals:
    """Return the totals of the project: a column counts only where every fund source has a value."""
    rows = tuple(facts.tables.get("funds", ()))
    cells = {name: tuple(row.cell(name) for row in rows) for name in COLUMNS}
    cells["budget"] = tuple(map(_budget, rows))
    given = {name: tuple(cell for cell in column if cell.value is not None) for name, column in cells.items()}
    known = [name for name in cells if rows and len(given[name]) == len(rows)]
    partial = {name: _sum(given[name]) for name in given if name not in known and given[name]}
    amounts = {name: _sum(given[name]) for name in known}
    remarks = _budget_remark(given["budget"]) if "budget" in known else {}
    found = {name: given[name] for name in (*known, *partial)}
    _add_timely(rows, amounts, found)
    if "ledger" in facts.filled:
        vouched = tuple(_vouched(facts))
        amounts["explained"] = sum((SIGNS[row["direction"]] * row["amount"] for row in vouched), Decimal(0))
        found["explained"] = tuple(row.cell("amount") for row in vouched)
        remarks["explained"] = "explained_by_ledger"
    missing = {name: "not_stated" for name in cells if name not in known}
    return Totals(amounts, found, missing, remarks, partial)


def figures(facts: "Facts", found: Totals) -> Figures:
    """Return what the report states beside the totals of the tables, for the reconciliation."""
    unit = facts.project.money_unit
    places = {name: ", ".join(str(cell.place) for cell in cells) for name, cells in found.cells.items()}
    table, partial = (
        {name: fact(name, amount, unit, places[name]) for name, amount in amounts.items() if name not in DERIVED}
        for amounts in (found.amounts, found.partial)
    )
    return Figures(from_rows(facts.tables.get("stated", ())), table, facts.filled, unit,
                   str(facts.project.fiscal_year), partial, dict(_sources(facts)))  # fmt: skip


def explained_by_text(stated: Figures) -> tuple[Decimal, tuple[Figure, ...]]:
    """Return the project's own amounts of the year that the report's text gives, and the figures behind them.

    A stated total counts once; where only unit amounts and counts are stated, their products count.
    """
    used = list(distinct(stated.of("total_amount")))
    amount = sum((figure.value for figure in used), Decimal(0))
    for group in statements(stated):
        if group.of(*TOTALS) or not all(map(stated.is_current, group.members)):
            continue
        for counts, unit in group.pairs():
            amount += unit.value * sum((figure.value for figure in counts), Decimal(0))
            used += [unit, *counts]
    return amount, tuple(used)


def _add_timely(rows: tuple[Row, ...], amounts: dict[str, Decimal], found: dict[str, tuple[Cell, ...]]) -> None:
    """Add the money due and what arrived by the due day, where every fund source says both."""
    if not rows or not all(_is_dated(row) for row in rows):
        return
    timely = [row for row in rows if row["received"] and row["received_on"] <= row["due_by"]]
    found["due"] = tuple(map(_budget, rows))
    found["received_in_time"] = tuple(row.cell("received") for row in timely)
    amounts |= {name: _sum(found[name]) for name in TIMELY}


def _is_dated(row: Row) -> bool:
    """Whether a fund source says what was due when, and, unless nothing came, what came when."""
    arrived = row["received"] is not None and (row["received_on"] is not None or not row["received"])
    return row["due_by"] is not None and _budget(row).value is not None and arrived


def _budget(row: Row) -> Cell:
    adjusted = row.cell("budget_adjusted")
    return row.cell("budget_initial") if adjusted.value is None else adjusted


def _budget_remark(cells: Iterable[Cell]) -> dict[str, str]:
    initial = [cell.place.column == "budget_initial" for cell in cells]
    if not any(initial):
        return {}
    return {"budget": "budget_is_initial" if all(initial) else "budget_partly_initial"}


def _sources(facts: "Facts") -> Iterator[tuple[str, dict[str, Figure]]]:
    for row in facts.tables.get("funds", ()):
        cells = {name: row.cell(name) for name in COLUMNS} | {"budget": _budget(row)}
        yield str(row["fund_source"]), {
            name: fact(name, cell.value, facts.project.money_unit, str(cell.place))
            for name, cell in cells.items() if cell.value is not None
        }  # fmt: skip


def _vouched(facts: "Facts") -> Iterator[Row]:
    """Yield the ledger lines of the year that rest on registered evidence, each once."""
    registered = {row["evidence_id"] for row in facts.tables.get("evidence", ())}
    seen: set[str] = set()
    for row in facts.tables["ledger"]:
        if row["evidence"] in registered and row["date"].year == facts.project.fiscal_year and row.key not in seen:
            yield row
        seen.add(row.key)


def _sum(cells: Iterable[Cell]) -> Decimal:
    return sum((cell.value for cell in cells), Decimal(0))
