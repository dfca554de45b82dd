"""Points of the budget execution: weight times spent over budget; a total row of zeros above filled rows."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.reading.figure import Figure
from jixiao.reading.judging import judge
from jixiao.reading.relation import Relation
from jixiao.reading.tabular.form import Form, Scored
from jixiao.reading.tabular.one_rate import HUNDRED
from jixiao.reading.tabular.table import shown, summed

_BUDGETS = ("budget_adjusted", "budget", "allotted", "budget_initial")


def of_form(form: Form) -> Iterator[Relation]:
    """Yield the points of the execution, in the total row and where they were entered in a 其中 row."""
    for row in form.of("execution", "share"):
        grid = row.table.grid
        budgets, spent = grid.columns(*_BUDGETS), grid.columns("spent")
        if not budgets or not spent:
            continue
        filled = [
            figure for figure in (grid.figure(row.row, column) for column in budgets) if figure is not None
        ]
        budget, used = filled[0] if filled else None, grid.figure(row.row, spent[0])
        weight = row.weight or _weight(form)
        if (
            budget is not None
            and used is not None
            and row.role == "execution"
            and not budget.base
            and not used.base
        ):
            yield from _zeros(row, budgets[0], spent[0])
        elif (
            budget is not None
            and used is not None
            and budget.base
            and weight is not None
            and row.score is not None
        ):
            yield _points(row, row.score, used, filled, weight)


def _weight(form: Form) -> Figure | None:
    return next((row.weight for row in form.of("execution") if row.weight is not None), None)


def _points(row: Scored, score: Figure, used: Figure, budgets: Sequence[Figure], weight: Figure) -> Relation:
    """Return the points on the first budget; where those on another one fit, a person has to look."""
    budget = budgets[0]
    computed = min(used.base / budget.base, Decimal(1)) * weight.base
    others = [min(used.base / other.base, Decimal(1)) * weight.base for other in budgets[1:] if other.base]
    fits = judge(score, computed)[0] != "contradicted"
    other_fits = not fits and any(judge(score, other)[0] == "reconciled" for other in others)
    return row.table.relation(
        "indicator_score",
        row.row,
        score,
        computed,
        (used, budget, weight),
        f"{shown(used)} ÷ {shown(budget)} × {shown(weight)}",
        verdict="review" if other_fits else "",
        note="other_definition" if other_fits else "",
        severity="medium",
    )


def _zeros(row: Scored, budget: int, spent: int) -> Iterator[Relation]:
    """Recompute rate and points of a total row of zeros from the rows below it."""
    table, grid = row.table, row.table.grid
    below = [number for number in grid.body_rows("part", "item") if number > row.row]
    pairs = [(table.grid.figure(number, spent), table.grid.figure(number, budget)) for number in below]
    full = [
        (used, planned)
        for used, planned in pairs
        if used is not None and planned is not None and planned.base
    ]
    if not full:
        return
    used, planned = [one[0] for one in full], [one[1] for one in full]
    ratio = sum((one.base for one in used), Decimal(0)) / sum((one.base for one in planned), Decimal(0))
    formula = (
        f"({summed(used)}) ÷ ({summed(planned)})"
        if len(full) > 1
        else f"{shown(used[0])} ÷ {shown(planned[0])}"
    )
    for column in grid.columns("rate"):
        rate = grid.figure(row.row, column)
        if rate is not None and not rate.value:
            told = table.relation(
                "rate",
                row.row,
                rate,
                ratio * HUNDRED,
                (*used, *planned),
                formula,
                verdict="contradicted",
                note="zero_total_row",
            )
            yield Relation(
                told.kind,
                told.verdict,
                told.severity,
                told.operands,
                told.stated,
                "",
                told.computed,
                "%",
                told.formula,
                "",
                told.note,
                (),
                told.start,
                told.end,
            )
    if row.score is not None and row.weight is not None and not row.score.value:
        yield table.relation(
            "indicator_score",
            row.row,
            row.score,
            ratio * row.weight.base,
            (*used, *planned, row.weight),
            f"{formula} × {shown(row.weight)}",
            verdict="review",
            note="zero_total_row",
        )
