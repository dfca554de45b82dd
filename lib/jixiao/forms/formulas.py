"""The live formulas of the written form, each beside the value that the rules give."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from jixiao.forms.filled import Filled, Fund
from jixiao.rulebook.pack import Pack

DIGITS = 15
"""Significant digits of a number in a spreadsheet; one with more is written as text, so that none is lost."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and its value."""

    text: str
    value: Decimal | Fraction


def is_number(value: Decimal) -> bool:
    """Return whether a spreadsheet can hold a value as a number.

    Example:
        >>> is_number(Decimal("202.15")), is_number(Decimal("12345678901234.567"))
        (True, False)
    """
    return len(value.normalize().as_tuple().digits) <= DIGITS


def budget_total(funds: Sequence[Fund], first: int, initial: str, adjusted: str) -> Formula | None:
    """Return the sum of the budgets that count: of a source that was not adjusted, the initial one."""
    known = [fund.budget for fund in funds]
    if not known or None in known:
        return None
    if all(fund.budget_adjusted is not None for fund in funds):
        return column_total([fund.budget_adjusted for fund in funds], first, adjusted)
    cells = (f"{initial if fund.budget_adjusted is None else adjusted}{first + number}"
             for number, fund in enumerate(funds))  # fmt: skip
    return _checked(f"={'+'.join(cells)}", known)


def column_total(values: Sequence[Decimal | None], first: int, column: str) -> Formula | None:
    """Return the sum of a column, None where no cell of it is filled."""
    known = [value for value in values if value is not None]
    return _checked(f"=SUM({column}{first}:{column}{first + len(values) - 1})", known) if known else None


def _checked(text: str, values: Sequence[Decimal | None]) -> Formula | None:
    """Return the formula, unless a number among them is written as text, which it would not add."""
    known = [value for value in values if value is not None]
    total = sum(known, Decimal(0))
    return Formula(text, total) if all(map(is_number, [*known, total])) else None


def rate(spent: Decimal | None, budget: Decimal | None, part: str, whole: str) -> Formula | Decimal | None:
    """Return the execution rate; a plain number where an amount is written as text, None where there is no rate."""
    if spent is None or not budget:
        return None
    exact = Fraction(spent) / Fraction(budget)
    return Formula(f"={part}/{whole}", exact) if is_number(spent) and is_number(budget) else _as_number(exact)


def _as_number(value: Fraction) -> Decimal:
    with localcontext(prec=DIGITS):
        return Decimal(value.numerator) / Decimal(value.denominator)


def execution_points(form: Filled, spent: str, budget: str, weight: str) -> Formula | None:
    """Return the points of the execution rate, None where the rules give others than the formula."""
    pack = form.pack
    if pack is None or pack.execution is None or form.execution is None or not form.budget or form.spent is None:
        return None
    rate, cap = Fraction(form.spent) / Fraction(form.budget), pack.execution.cap
    share, words = rate, f"{spent}/{budget}"
    if cap is not None:
        share, words = min(rate, Fraction(cap)), f"MIN({words},{cap.normalize():f})"
    points = pack.rounding(share * Fraction(pack.execution.points))
    return Formula(_rounded(f"{words}*{weight}", pack), form.execution) if points == form.execution else None


def total_points(form: Filled, execution: str, first: str, last: str) -> Formula | None:
    """Return the sum of all points; None where the total of the form is not their sum, or there is none."""
    points = [line.score for line in form.lines] + ([form.execution] if form.pack else [])
    total = sum((point for point in points if point is not None), Decimal(0))
    if form.points is None or total != form.points:
        return None
    return Formula(f"={execution}+SUM({first}:{last})" if form.pack else f"=SUM({first}:{last})", total)


def _rounded(words: str, pack: Pack) -> str:
    function = "ROUND" if pack.rounding.mode == "half_up" else "ROUNDDOWN"
    return f"={function}({words},{pack.rounding.digits})"
