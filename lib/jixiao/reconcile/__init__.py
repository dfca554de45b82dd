"""Recompute every figure that the evaluated report states, and say what holds."""

from collections.abc import Iterable
from decimal import Decimal

from jixiao.reconcile.checks import VERDICTS, Check
from jixiao.reconcile.figures import Figure, Figures
from jixiao.rulebook.rules import Rule

__all__ = ["Check", "Figure", "Figures", "VERDICTS", "reconcile", "unused"]


def reconcile(figures: Figures, relations: Iterable[Rule], tolerance: Decimal = Decimal(0)) -> tuple[Check, ...]:
    """Return the result of every relation that the figures allow.

    Args:
        figures: What the report states and what the project's tables give.
        relations: The relation rules in force.
        tolerance: Accepted gap of a rate, in percentage points, beyond the rounding of printed figures.

    Returns:
        Checks in the order of the rules, worst verdict first inside one rule.
    """
    from jixiao.reconcile.kinds import find

    found = [check for rule in relations for check in find(rule["kind"])(rule, figures, tolerance)]
    return tuple(sorted(found, key=lambda check: VERDICTS.index(check.verdict)))


def unused(figures: Figures, checks: Iterable[Check]) -> tuple[Figure, ...]:
    """Return the stated figures that no check reads, in the order of the report."""
    used = {figure.id for check in checks for figure in (*check.stated, *check.operands)}
    return tuple(figure for figure in figures.stated if figure.id not in used)
