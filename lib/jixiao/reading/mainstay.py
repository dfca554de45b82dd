"""The amounts that speak of the project as a whole: the first budget, receipt and spending that stand together."""

from collections.abc import Mapping
from itertools import groupby, islice

from jixiao.reading.figure import Figure
from jixiao.reading.mains import is_part
from jixiao.reading.passage import Passage

ROLES = ("budget", "budget_adjusted", "received", "spent")
_LINES = 400


def whole_amounts(passage: Passage) -> Mapping[str, Figure]:
    """Return budget, received and spent amount of the first paragraph that states at least two of them, by role.

    Prices, parts of a total and amounts behind the second of a role are left out.
    """
    for _, figures in islice(groupby(passage.prose, key=lambda figure: figure.line), _LINES):
        found: dict[str, Figure] = {}
        for figure in figures:
            is_whole = figure.kind == "money" and figure.role in ROLES and not figure.per
            if is_whole and not is_part(passage, figure):
                found.setdefault(figure.role, figure)
        if len(found) > 1:
            return found
    return {}
