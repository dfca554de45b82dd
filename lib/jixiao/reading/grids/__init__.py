"""Find the tables of a text, whatever way they are printed."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

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


def table_lines(document: Document, normal: Normal, figures: Sequence[Figure]) -> frozenset[int]:
    """Return the indexes of the lines that are rows of a table: they hold cells, no sentences."""
    source = Source(document, normal, figures)
    printed = {line for block in blocks(source) for line in range(block.first, block.last + 1)}
    for run in runs(source):
        for grid in grids_of_run(run):
            printed |= run.lines & _lines_of(source, grid)
    printed |= {grid.first_line for grid in _inside_lines(source, printed)}
    return frozenset(printed)


def find_grids(document: Document, passage: Passage) -> tuple[Grid, ...]:
    """Return the tables in the order of the text."""
    source = Source(document, passage.normal, passage.figures)
    last = max((index for index, line in enumerate(source.lines) if line.strip()), default=0)
    found = [
        grid
        for block in blocks(source)
        for grid in grids_of(block.rows, block.caption, "lines", block.last == last)
    ]
    found += [grid for run in runs(source) for grid in grids_of_run(run)]
    taken = {line for grid in found for line in range(grid.first_line, grid.last_line + 1)}
    found += _inside_lines(source, taken)
    found = list(with_prose_units(found, passage))
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
