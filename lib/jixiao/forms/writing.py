"""Write the official form of an evaluation as a spreadsheet with live formulas."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from jixiao.forms.filled import Filled, Fund
from jixiao.forms.formulas import Formula, budget_total, column_total, execution_points, rate, total_points
from jixiao.forms.labels import official
from jixiao.forms.page import Page
from jixiao.language import text

_LAST = 9
_DASH = "—"


def written(form: Filled) -> bytes:
    """Return the form as an ``.xlsx`` file; the same form gives the same bytes.

    Nothing that a user wrote becomes a formula. Totals of the funds, rates, the points of the execution rate and the
    sum of all points are formulas, and hold the value that the rules give.
    """
    page = Page(official()["title"])
    row = _head(page, form)
    total, row = _funds(page, form, row)
    row = _goals(page, form, row)
    row = _indicators(page, form, row, total)
    for note in form.notes:
        words = official()["note"].format(text=note)
        page.put(row, 1, words, "note", (row, _LAST))
        page.height(row, (words, 1, _LAST))
        row += 1
    return page.finished(row - 1, official()["title"], text("forms.footer", "zh"))


def _head(page: Page, form: Filled) -> int:
    words, keys = official(), form.keys
    page.put(1, 1, words["title"], "title", (1, _LAST))
    page.put(2, 1, words["year"].format(year=form.fiscal_year), "plain", (2, _LAST))
    page.put(3, 1, words["unit"].format(unit=form.money_unit), "unit", (3, _LAST))
    page.put(4, 1, words["head"]["name"], "label")
    page.put(4, 2, keys["name"], "text", (4, _LAST))
    page.height(4, (keys["name"], 2, _LAST))
    page.put(5, 1, words["head"]["dept"], "label")
    page.put(5, 2, keys["dept"], "text", (5, 4))
    page.put(5, 5, words["head"]["unit"], "label")
    page.put(5, 6, keys["unit"], "text", (5, _LAST))
    page.height(5, (keys["dept"], 2, 4), (keys["unit"], 6, _LAST))
    return 6


def _funds(page: Page, form: Filled, row: int) -> tuple[int, int]:
    """Return the row of the total and the first row behind the funds."""
    words, total, first = official()["funds"], row + 1, row + 2
    funds: Sequence[Fund] = form.funds or (Fund(words["none"].rpartition("：")[2]),)
    last = first + len(funds) - 1
    page.put(row, 1, words["label"].format(unit=form.money_unit), "label", (last, 1))
    page.put(row, 2, "", "label", (row, 3))
    for column, label in enumerate(words["columns"].values(), 4):
        page.put(row, column, label, "label")
    page.height(row, *((label, column, column) for column, label in enumerate(words["columns"].values(), 4)))
    page.put(total, 2, words["total"], "text", (total, 3))
    _total_of_funds(page, form, total, first)
    for number, fund in enumerate(funds, first):
        _fund(page, fund, number, is_first=number == first)
    return total, last + 1


def _total_of_funds(page: Page, form: Filled, row: int, first: int) -> None:
    funds = form.funds
    initial = column_total([fund.budget_initial for fund in funds], first, "D")
    budget = budget_total(funds, first, "D", "E")
    spent = column_total([fund.spent for fund in funds], first, "F") if form.spent is not None else None
    for column, formula, plain in ((4, initial, None), (5, budget, form.budget), (6, spent, form.spent)):
        page.put(row, column, formula or plain, "amount")
    execution = form.pack.execution if form.pack else None
    page.put(row, 7, execution.points if execution else _DASH, "points")
    page.put(row, 8, rate(form.spent, form.budget, f"F{row}", f"E{row}"), "rate")
    points = execution_points(form, f"F{row}", f"E{row}", f"G{row}") if budget and spent else None
    page.put(row, 9, (points or form.execution) if execution else _DASH, "points")


def _fund(page: Page, fund: Fund, row: int, is_first: bool) -> None:
    name = official()["funds"]["first"].format(source=fund.source) if is_first else fund.source
    page.put(row, 2, name, "text", (row, 3))
    page.height(row, (name, 2, 3))
    for column, amount in ((4, fund.budget_initial), (5, fund.budget_adjusted), (6, fund.spent)):
        page.put(row, column, amount, "amount")
    base = f"D{row}" if fund.budget_adjusted is None else f"E{row}"
    page.put(row, 7, _DASH, "centred")
    page.put(row, 8, rate(fund.spent, fund.budget, f"F{row}", base), "rate")
    page.put(row, 9, _DASH, "centred")


def _goals(page: Page, form: Filled, row: int) -> int:
    words = official()["goals"]
    page.put(row, 1, words["label"], "label", (row + 1, 1))
    for key, name, first, last in (("goal", "goal", 2, 5), ("achieved", "goal_achieved", 6, _LAST)):
        page.put(row, first, words[key], "label", (row, last))
        page.put(row + 1, first, form.keys[name], "text", (row + 1, last))
    page.height(row + 1, (form.keys["goal"], 2, 5), (form.keys["goal_achieved"], 6, _LAST))
    return row + 2


def _indicators(page: Page, form: Filled, row: int, total: int) -> int:
    words, first = official()["indicators"], row + 1
    last = first + max(1, len(form.lines)) - 1
    page.put(row, 1, words["label"], "label", (last, 1))
    for column, label in enumerate(words["columns"].values(), 2):
        page.put(row, column, label, "label")
    page.height(row, *((label, column, column) for column, label in enumerate(words["columns"].values(), 2)))
    _levels(page, form, first)
    refused = {key: text(f"forms.points.{key}", "zh") for key in ("title", "message")}
    for number, line in enumerate(form.lines, first):
        for column, value in ((4, line.name), (5, line.target), (6, line.actual), (9, line.reason)):
            page.put(number, column, value, "centred" if column in (5, 6) else "text")
        page.put(number, 7, line.weight, "points")
        page.put(number, 8, line.score, "points")
        page.points_within(number, 8, f"$G${number}", refused)
        page.height(number, (line.level1, 2, 2), (line.level2, 3, 3), (line.name, 4, 4), (line.target, 5, 5),
                    (line.actual, 6, 6), (line.reason, 9, 9))  # fmt: skip
    if not form.lines:
        for column in range(2, _LAST + 1):
            page.put(first, column, None, "text")
    _total(page, form, (first, last), total)
    return last + 2


def _levels(page: Page, form: Filled, first: int) -> None:
    """Write the levels, rows of the same level in one cell; a second level ends where its first level ends."""
    for column, key in ((2, lambda line: (line.level1,)), (3, lambda line: (line.level1, line.level2))):
        row = first
        for level, lines in groupby(form.lines, key=key):
            end = row + len(list(lines)) - 1
            page.put(row, column, level[-1], "centred", (end, column))
            row = end + 1


def _total(page: Page, form: Filled, rows: tuple[int, int], total: int) -> None:
    row, (first, last) = rows[1] + 1, rows
    page.put(row, 1, official()["indicators"]["total"], "label", (row, 6))
    weights: Mapping[str, Decimal | None] = {f"G{number}": line.weight for number, line in enumerate(form.lines, first)}
    execution = form.pack.execution if form.pack else None
    words = f"=G{total}+SUM(G{first}:G{last})" if execution else f"=SUM(G{first}:G{last})"
    known = [weight for weight in weights.values() if weight is not None]
    whole = sum(known, execution.points if execution else Decimal(0))
    page.put(row, 7, Formula(words, whole) if known else None, "points")
    page.put(row, 8, total_points(form, f"I{total}", f"H{first}", f"H{last}") or form.points, "points")
    page.put(row, _LAST, None, "text")
