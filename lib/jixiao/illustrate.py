"""Which charts a project gets, and the figures they are drawn from."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao import charts
from jixiao.findings import KINDS, SEVERITIES, count
from jixiao.intake.schema import schemas
from jixiao.intake.tables import Table
from jixiao.language import text
from jixiao.totals import SIGNS

if TYPE_CHECKING:
    from jixiao.charts.canvas.chart import Chart
    from jixiao.workbook import Workbook

SCHEDULE = tuple(Decimal(quarter) / 4 for quarter in (1, 2, 3, 4))


def illustrate(book: "Workbook") -> Mapping[str, "Chart"]:
    """Return the charts that the data of `book` allows: scores and a ledger are not always there."""
    found = {"funds": _funds(book), "severity": _severity(book)}
    if book.scores.scores:
        found |= {"lost_points": _lost_points(book), "dimensions": _dimensions(book)}
    if "ledger" in book.facts.filled:
        found["spending"] = _spending(book)
    return found


def quarterly(ledger: Table, year: int) -> list[tuple[str, Decimal]]:
    """Return the net spending of each quarter of `year` in 元; lines of other years are left out."""
    sums = [Decimal(0)] * 4
    for row in ledger:
        if row["date"].year == year:
            sums[(row["date"].month - 1) // 3] += SIGNS[row["direction"]] * row["amount"]
    return [(f"Q{number}", amount) for number, amount in enumerate(sums, 1)]


def _funds(book: "Workbook") -> "Chart":
    amounts = book.totals.amounts
    # A rate that is not admissible has an arithmetic value only: beside the others it would look recomputed.
    rates = [
        (item.rule.text("label", book.language), _stated_value(book, item.rule.get("stated_as")), item.value)
        for item in book.indicators if item.rule.get("stated_as") and item.indicative is None
    ]  # fmt: skip
    return charts.funds_chart(amounts.get("budget"), amounts.get("received"), amounts.get("spent"),
                              book.facts.project.money_unit, rates, book.language,
                              _files(book, "funds", "stated"))  # fmt: skip


def _files(book: "Workbook", *names: str) -> str:
    """Return what the tables are called that a chart is drawn from."""
    tables = book.facts.tables
    return ", ".join(tables[name].file if name in tables else schemas()[name].file for name in names)


def _stated_value(book: "Workbook", role: str) -> Decimal | None:
    figures = book.stated.of(role)
    return figures[0].value if figures else None


def _severity(book: "Workbook") -> "Chart":
    split = {
        severity: {
            text(f"findings.kind.{kind}", book.language): number
            for kind in KINDS
            if (number := sum(item.kind == kind and item.severity == severity for item in book.findings))
        }
        for severity in SEVERITIES
    }
    return charts.severity_chart(count(book.findings), split, book.language,
                                 text("report.register.findings", book.language))  # fmt: skip


def _lost_points(book: "Workbook") -> "Chart":
    scores = book.scores
    named = [(item.code, item.shown_name(book.language), item) for item in scores.counted]
    lost = [(code, name, item.weight - item.points) for code, name, item in named
            if item.points is not None and item.points != item.weight]  # fmt: skip
    if scores.total is not None:
        adjusted = {"rescaled": -scores.gained_by_scale, "capped": scores.lost_to_caps}
        lost += [("", text(f"scoring.adjusted.{key}", book.language), points)
                 for key, points in adjusted.items() if points]  # fmt: skip
    unscored = [(code, name, item.weight) for code, name, item in named if item.points is None]
    full = sum((item.weight for item in scores.counted), Decimal(0))
    return charts.lost_points_chart(full, lost, scores.total, book.language, _files(book, "indicators"), unscored)


def _dimensions(book: "Workbook") -> "Chart":
    found = book.scores.dimensions(book.language)
    bars = [(item.label(book.language), item.points, item.weight) for item in found]
    bounds = [grade.at_least / book.pack.total for grade in book.pack.grades]
    return charts.dimension_chart(bars, bounds, book.language, _files(book, "indicators"))


def _spending(book: "Workbook") -> "Chart":
    project = book.facts.project
    quarters = quarterly(book.facts.tables["ledger"], project.fiscal_year)
    return charts.spending_chart(quarters, book.totals.amounts.get("budget"), project.money_unit, SCHEDULE,
                                 book.language, _files(book, "ledger"))  # fmt: skip
