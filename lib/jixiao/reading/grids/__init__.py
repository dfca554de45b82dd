"""Find the tables of a text, whatever way they are printed."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jixiao.documents.model import Document
from jixiao.reading.figure import Figure
from jixiao.reading.grid import Grid
from jixiao.reading.grids.glued import glued_grids
from jixiao.reading.grids.layout import grids_of
from jixiao.reading.grids.lines import blocks
from jixiao.reading.grids.prose_units import with_prose_units
from jixiao.reading.grids.runs import runs
from jixiao.reading.grids.sentences import sentence_grids
from jixiao.reading.grids.source import Source
from jixiao.reading.grids.sources_of_funds import funds_grids
from jixiao.reading.grids.stream import grids_of_run
from jixiao.reading.normal import Normal
from jixiao.reading.passage import Passage


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a text, before the prose around them is known.

    Attributes:
        rows: Indexes of the lines that are rows of a table: they hold cells, no sentences.
        grids: The tables, in no particular order.
    """

    rows: frozenset[int]
    grids: tuple[Grid, ...]


def tables_of(document: Document, normal: Normal, figures: Sequence[Figure]) -> Tables:
    """Return the tables of a scanned text and the lines that they take."""
    source = Source(document, normal, figures)
    printed = list(blocks(source))
    rows = {line for block in printed for line in range(block.first, block.last + 1)}
    last = max((index for index, line in enumerate(source.lines) if line.strip()), default=0)
    found = [grid for block in printed
             for grid in grids_of(block.rows, block.caption, "lines", block.last == last)]  # fmt: skip
    for run in runs(source):
        for grid in grids_of_run(run):
            found.append(grid)
            rows |= run.lines & _lines_of(source, grid)
    taken = rows | {line for grid in found for line in range(grid.first_line, grid.last_line + 1)}
    inside = list(_inside_lines(source, taken))
    return Tables(frozenset(rows | {grid.first_line for grid in inside}), (*found, *inside))


def find_grids(tables: Tables, passage: Passage) -> tuple[Grid, ...]:
    """Return the tables in the order of the text, with units that only the prose around them names."""
    found = with_prose_units(list(tables.grids), passage)
    return tuple(sorted(found, key=lambda grid: min(cell.start for row in grid.rows for cell in row)))


def _lines_of(source: Source, grid: Grid) -> set[int]:
    """Return the lines from the first cell of a table to its last one."""
    cells = [cell for row in grid.rows for cell in row if cell.text]
    first, last = min(cell.start for cell in cells), max(cell.start for cell in cells)
    return set(range(bisect_right(source.starts, first) - 1, bisect_right(source.starts, last)))


def _inside_lines(source: Source, taken: set[int]) -> Iterator[Grid]:
    """Yield the tables that stand inside one line: glued, or as a sentence."""
    for line in range(len(source.lines)):
        if line not in taken:
            yield from glued_grids(source, line)
            yield from funds_grids(source, line)
            yield from sentence_grids(source, line)
