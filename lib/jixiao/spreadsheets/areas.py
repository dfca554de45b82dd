"""What was noticed about single cells, gathered into rectangles of cells of which the same is true."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from jixiao.spreadsheets import limits
from jixiao.spreadsheets.model import Area, Remark

# So many rectangles are told apart; from there on cells only enlarge the last one.
_RUNS = 20_000


@dataclass(slots=True)
class _Run:
    """Cells of one column, one below the other."""

    key: Hashable
    text: str
    top: int
    bottom: int
    left: int
    right: int

    @property
    def area(self) -> Area:
        """The rectangle."""
        return Area(self.top, self.left, self.bottom, self.right)


class Areas:
    """Takes cells in the order of rows, and returns remarks about rectangles."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, int], _Run] = {}
        self._runs: dict[str, list[_Run]] = defaultdict(list)

    def add(self, kind: str, row: int, column: int, text: str, key: Hashable = None) -> None:
        """Note something about a cell.

        Args:
            kind: Kind of the remark.
            row: Row of the cell, never less than that of the cell before.
            column: Its column.
            text: Text of the remark, if it is the first one of its rectangle.
            key: Cells with the same key belong together; by default the text.
        """
        key = text if key is None else key
        run = self._last.get((kind, column))
        if run is not None and run.bottom == row - 1 and run.key == key:
            run.bottom = row
            return
        runs = self._runs[kind]
        if len(runs) >= _RUNS:
            last = runs[-1]
            last.bottom, last.left, last.right = row, min(last.left, column), max(last.right, column)
            return
        run = _Run(key, text[: limits.REMARK_CHARACTERS], row, row, column, column)
        self._last[kind, column] = run
        runs.append(run)

    def columns(self, kind: str) -> Iterator[Area]:
        """Yield the parts of columns that were noted, from top to bottom."""
        return (run.area for run in self._runs[kind])

    def remarks(self) -> tuple[Remark, ...]:
        """Return the remarks by kind and place; of very many the last one spans all that are left."""
        return tuple(remark for kind in sorted(self._runs) for remark in self._of(kind))

    def _of(self, kind: str) -> list[Remark]:
        runs = _joined(self._runs[kind])
        if len(runs) > limits.REMARKS:
            rest = runs[limits.REMARKS - 1 :]
            area = Area(min(run.top for run in rest), min(run.left for run in rest),
                        max(run.bottom for run in rest), max(run.right for run in rest))  # fmt: skip
            listed = [_remark(kind, run) for run in runs[: limits.REMARKS - 1]]
            return [*listed, Remark(kind, area, f"… {len(rest)}", is_rest=True)]
        return [_remark(kind, run) for run in runs]


def _remark(kind: str, run: _Run) -> Remark:
    return Remark(kind, run.area, run.text)


def _joined(runs: list[_Run]) -> list[_Run]:
    """Return the runs with those joined that stand side by side."""
    joined: list[_Run] = []
    for run in sorted(runs, key=lambda run: (run.top, run.bottom, run.left)):
        before = joined[-1] if joined else None
        same = before and (before.top, before.bottom, before.key) == (run.top, run.bottom, run.key)
        if before and same and before.right == run.left - 1:
            before.right = run.right
        else:
            joined.append(run)
    return joined
