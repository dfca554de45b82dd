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
    """Yield the places in the sources, the rows of one sheet gathered."""
    sheets: dict[tuple[str, str], set[int]] = {}
    for origin in dict.fromkeys(_origins(places, origins)):
        sheets.setdefault((origin.file, origin.sheet), set()).add(origin.row)
    yield from (from_source(file, sheet, rows) for (file, sheet), rows in sheets.items())


def _origins(places: Iterable[str], origins: Origins) -> Iterator[Origin]:
    for place in places:
        file, rows = cells_of(place)
        known = origins.get(file.removesuffix(".csv"), {})
        yield from (known[row] for row in rows if row in known)
