"""Groups of stated figures: a name that ties nothing together is probably a slip of the pen."""

import pandas as pd

from jixiao.intake.nearest import nearest
from jixiao.intake.tables import Row
from jixiao.rulebook.rules import roles
from jixiao.validate.derived.lines import Line, framed
from jixiao.validate.frames import Frames


def figure_groups(frames: Frames) -> pd.DataFrame:
    """Return per group whether it has ``partners`` (yes or no): two members or more, one of them a figure.

    What is found is the name, after it the group that it resembles most.
    """
    groups: dict[str, list[Row]] = {}
    for row in frames.rows("stated"):
        if row["group"]:
            groups.setdefault(row["group"], []).append(row)
    lines = []
    for name, rows in groups.items():
        near = nearest(name, [other for other in groups if other != name])
        found = name if near is None else f"{name} ≈ {near}"
        lines.append(Line(rows[0], found, {"partners": "yes" if _has_partners(rows) else "no"}))
    return framed(lines, partners="text")


def _has_partners(rows: list[Row]) -> bool:
    kinds = {roles()[row["role"]]["kind"] for row in rows if row["role"] in roles()}
    return len(rows) > 1 and kinds != {"claim"}
