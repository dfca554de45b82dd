"""The overall goal of a form, and how far it was reached, as the unit puts it in words."""

from collections.abc import Sequence

from jixiao.forms.grid import Grid
from jixiao.forms.labels import label, listed
from jixiao.forms.model import Entry


def read_goals(grid: Grid, rows: Sequence[int]) -> dict[str, Entry]:
    """Return ``goal`` and ``goal_achieved`` from the rows of the goal, the first of which holds its labels."""
    heads = {column: kind for row in rows[:2] for column, text in grid.cells(row) if (kind := _head(text))}
    if len({kind for kind in heads.values() if kind != "other"}) < 2:
        heads = {}
    found: dict[str, list[Entry]] = {}
    for row in rows:
        side = "goal"
        for column, text in grid.cells(row):
            if _head(text) or label(text) in _titles():
                side = _head(text) or side
                continue
            above = [kind for head, kind in sorted(heads.items()) if head <= column]
            found.setdefault(above[-1] if above else side, []).append(Entry(text, row, column))
    names = {"goal": "goal", "achieved": "goal_achieved"}
    return {names[kind]: Entry("\n".join(entry.text for entry in entries), entries[0].row, entries[0].column)
            for kind, entries in found.items() if kind in names}  # fmt: skip


def _titles() -> frozenset[str]:
    return listed("goals", "label") | listed("indicators", "label")


def _head(text: str) -> str:
    return next((kind for kind in ("goal", "achieved", "other") if label(text) in listed("goals", kind)), "")
