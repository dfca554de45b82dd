"""The amounts that indicators are computed from: totals of the funds table and of the ledger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from jixiao.intake.facts import Facts
from jixiao.intake.tables import Cell, Row
from jixiao.reconcile.figures import Figure, Figures, fact, from_rows

_COLUMNS = ("received", "spent", "allotted", "carry_in", "carry_out")


@dataclass(frozen=True)
class Totals:
    """Named amounts in 元, the cells behind each, and why an amount is missing.

    Attributes:
        amounts: Name to total.
        cells: Name to the cells that were added up.
        missing: Name to the reason (a key of the catalogue) why there is no total.
        remarks: Name to a remark (a key of the catalogue) on how the total was formed.
    """

    amounts: Mapping[str, Decimal]
    cells: Mapping[str, tuple[Cell, ...]]
    missing: Mapping[str, str]
    remarks: Mapping[str, str]


def totals(facts: Facts) -> Totals:
    """Return the totals of the project: a column counts only where every fund source has a value."""
    amounts: dict[str, Decimal] = {}
    cells: dict[str, tuple[Cell, ...]] = {}
    missing: dict[str, str] = {}
    remarks: dict[str, str] = {}
    funds = facts.tables.get("funds")
    rows = tuple(funds) if funds else ()
    for name in _COLUMNS:
        _add(name, _column(rows, name), amounts, cells, missing)
    adjusted = _column(rows, "budget_adjusted")
    _add("budget", adjusted or _column(rows, "budget_initial"), amounts, cells, missing)
    if "budget" in amounts and not adjusted:
        remarks["budget"] = "budget_is_initial"
    if "ledger" in facts.filled:
        vouched = tuple(row.cell("amount") for row in facts.tables["ledger"] if row["evidence"])
        amounts["explained"] = _signed(facts.tables["ledger"])
        cells["explained"] = vouched
        remarks["explained"] = "explained_by_ledger"
    return Totals(amounts, cells, missing, remarks)


def figures(facts: Facts) -> Figures:
    """Return what the report states beside the totals of the tables, for the reconciliation."""
    unit = facts.project.money_unit
    found = totals(facts)
    digits = {name: max((places_of(cell) for cell in found.cells[name]), default=2) for name in found.cells}
    table = {
        name: fact(name, amount, unit, digits[name], ", ".join(str(cell.place) for cell in found.cells[name]))
        for name, amount in found.amounts.items()
        if name != "explained" and digits[name] <= 6
    }
    return Figures(from_rows(facts.tables.get("stated", ())), table, facts.filled, unit)


def explained_by_text(stated: Figures) -> tuple[Decimal, tuple[Figure, ...]]:
    """Return the project's own amounts that the report's text gives, and the figures behind them.

    A stated total counts once; where only a unit amount and counts are stated, their product counts.
    """
    amount, used = Decimal(0), []
    for figure in stated.of("total_amount"):
        amount += figure.value
        used.append(figure)
    for members in stated.groups().values():
        roles = {member.role for member in members}
        if "unit_amount" in roles and not roles & {"total_amount", "outside_amount"}:
            unit = next(member for member in members if member.role == "unit_amount")
            counts = [member for member in members if member.role == "count"]
            amount += unit.value * sum((member.value for member in counts), Decimal(0))
            used += [unit, *counts]
    return amount, tuple(used)


def places_of(cell: Cell) -> int:
    """Return the decimal places of an amount as it was entered, full-width digits and separators aside."""
    raw = cell.raw.strip().replace("．", ".").replace(",", "").replace("，", "")
    return len(raw.partition(".")[2]) if "." in raw else 0


def _column(rows: Iterable[Row], column: str) -> tuple[Cell, ...]:
    found = tuple(row.cell(column) for row in rows)
    return found if found and all(cell.value is not None for cell in found) else ()


def _add(
    name: str,
    found: tuple[Cell, ...],
    amounts: dict[str, Decimal],
    cells: dict[str, tuple[Cell, ...]],
    missing: dict[str, str],
) -> None:
    if found:
        amounts[name] = sum((cell.value for cell in found), Decimal(0))
        cells[name] = found
    else:
        missing[name] = "not_stated"


def _signed(ledger: Iterable[Row]) -> Decimal:
    signs = {"spend": 1, "refund": -1}
    return sum((signs[row["direction"]] * row["amount"] for row in ledger if row["evidence"]), Decimal(0))
