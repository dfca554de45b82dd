"""The figures between two offsets of a text."""

from bisect import bisect_left

from jixiao.reading.figure import Figure
from jixiao.reading.passage import Passage


def figures_between(passage: Passage, start: int, end: int) -> tuple[Figure, ...]:
    """Return the figures that begin between two offsets of the normalised text, in their order."""
    first = bisect_left(passage.figures, start, key=lambda figure: figure.at)
    last = bisect_left(passage.figures, end, lo=first, key=lambda figure: figure.at)
    return passage.figures[first:last]
