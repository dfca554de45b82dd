"""From a cell of a table to the row of the source that it was made from."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from jixiao.intake.trail import Origin, Origins
from jixiao.tracing.places import cells_of, from_source
from jixiao.tracing.trace import Trace


def led_back(trace: Trace, origins: Origins) -> Trace:
    """Return a trace whose cells are followed by the rows of the sources that they came from."""
    if not origins:
        return trace
    steps = (replace(step, places=(*step.places, *_sources(step.places, origins))) for step in trace.steps)
    return replace(trace, steps=tuple(steps))


def _sources(places: Iterable[str], origins: Origins) -> Iterator[str]:
    """Yield the places in the sources, the cells of one column and the rows of one sheet gathered."""
    columns: dict[tuple[str, str, str], set[int]] = {}
    for origin, column in _origins(places, origins):
        columns.setdefault((origin.file, origin.sheet, origin.letters.get(column, "")), set()).add(origin.row)
    yield from (from_source(file, sheet, rows, letters) for (file, sheet, letters), rows in columns.items())


def _origins(places: Iterable[str], origins: Origins) -> Iterator[tuple[Origin, str]]:
    """Yield where each cell came from, with the column of the table that it stands in."""
    for place in places:
        file, rows, column = cells_of(place)
        known = origins.get(file.removesuffix(".csv"), {})
        yield from ((known[row], column) for row in rows if row in known)
