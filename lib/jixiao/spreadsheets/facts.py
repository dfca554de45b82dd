"""A sheet of its rows and of what its file says about them beside their values."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from jixiao.spreadsheets import limits
from jixiao.spreadsheets.areas import Areas
from jixiao.spreadsheets.covered import uncovered
from jixiao.spreadsheets.model import Area, Remark, Sheet
from jixiao.spreadsheets.stored import Store, StoredRows

_VISIBLE = "visible"


class Structure(Protocol):
    """What a reader of cells found about rows, columns and areas."""

    merged: list[Area]
    hidden_rows: list[tuple[int, int]]
    hidden_columns: list[tuple[int, int]]


def sheet_of(
    file: str, name: str, state: str, rows: StoredRows, found: Structure, remarks: Iterable[Remark]
) -> Sheet:
    """Return a sheet with all remarks; what is hidden is told only as far as the sheet holds something.

    Args:
        file: Name of the file, for messages.
        name: Its name.
        state: ``visible``, or how it is hidden.
        rows: Its rows.
        found: Its merged and its hidden areas.
        remarks: What was noticed about its cells.
    """
    hidden = state != _VISIBLE
    first = (Remark("hidden-sheet", None, state),) if hidden else ()
    noted = Areas()
    rows = uncovered(rows, found.merged, Store(file, name), noted)
    return Sheet(
        name, rows, rows.count, rows.width, tuple(found.merged),
        (*first, *_limited(_structure(found, rows)), *noted.remarks(), *remarks), hidden,
    )  # fmt: skip


def _structure(found: Structure, rows: StoredRows) -> Iterator[Remark]:
    width, count = max(rows.width, 1), rows.count
    for first, last in found.hidden_rows:
        if first <= count:
            yield Remark("hidden-row", Area(first, 1, min(last, count), width))
    for first, last in found.hidden_columns:
        if first <= rows.width and count:
            yield Remark("hidden-column", Area(1, first, count, min(last, width)))
    for area in found.merged:
        if area.top <= count and area.left <= width:
            yield Remark("merged", area)


def _limited(remarks: Iterable[Remark]) -> list[Remark]:
    """Return at most so many remarks of a kind."""
    kept: dict[str, list[Remark]] = {}
    for remark in remarks:
        of_kind = kept.setdefault(remark.kind, [])
        if len(of_kind) < limits.REMARKS:
            of_kind.append(remark)
    return [remark for of_kind in kept.values() for remark in of_kind]
