"""An execution rate that holds by rounding alone while its label and that of the funding rate changed places."""

from collections.abc import Iterable
from dataclasses import replace

from jixiao.reading.ratio import Rated, Ratio

FUNDING = "funding"
SPENDING = ("execution", "payment", "use")
_REACH, _LINES = 4, 3


def told_by_exchange(found: Iterable[Rated]) -> list[Rated]:
    """Return the verdicts; where two labels exchanged hold to the last digit, a hit by rounding counts for nothing."""
    judged = list(found)
    for index, funding in enumerate(judged):
        if funding.statement.family != FUNDING or funding.verdict != "contradicted":
            continue
        for near in range(max(0, index - _REACH), min(len(judged), index + _REACH + 1)):
            other = _exchanged(funding, judged[near])
            if other is not None:
                judged[near] = replace(judged[near], verdict="contradicted", ratio=other, note="")
    return judged


def _exchanged(funding: Rated, spent: Rated) -> Ratio | None:
    """Return the ratio that the execution rate should be; None if the two labels did not change places."""
    first, second = funding.statement.figure, spent.statement.figure
    if spent.statement.family not in SPENDING or spent.verdict != "reconciled":
        return None
    if abs(first.line - second.line) > _LINES:
        return None
    if funding.ratio is None or spent.ratio is None or spent.ratio.value == second.value:
        return None
    if funding.ratio.value != second.value:
        return None
    return next((other for other in spent.others
                 if other.denominator == funding.ratio.denominator and other.value == first.value), None)  # fmt: skip
