"""Lists whose items have several figures each: A安排3、支出2；B安排5、支出4；合计安排8、支出6."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.reading.figure import Figure
from jixiao.reading.lists import words
from jixiao.reading.lists.spans import Spans
from jixiao.reading.lists.units import class_of
from jixiao.reading.lists.verdict import Sum, agrees, ratio

_FEWEST, _MOST = 3, 20
_LOW, _HIGH = Decimal("0.6"), Decimal("1.6")


def parallel_sums(spans: Spans) -> Iterator[Sum]:
    """Yield a sum for every figure but the first of the items in a sentence cut by ；."""
    for sentence in spans.passage.sentences:
        segments = _segments(spans, sentence.figures[0].at, sentence.figures[-1].till)
        for last in range(_FEWEST - 1, len(segments)):
            if segments[last] and _is_total(spans, segments[last][0]):
                yield from _columns(_alike(segments[: last + 1]))


def _segments(spans: Spans, start: int, end: int) -> list[list[Figure]]:
    """Return the amounts of each part of a sentence; its first part gives the class."""
    cuts = [start, *(match.end() for match in re.finditer("；", spans.text[start:end])), end - start + 1]
    cuts = [start, *(start + cut for cut in cuts[1:])][: _MOST + 2]
    pieces = [spans.inside(first, following - 1) for first, following in zip(cuts, cuts[1:], strict=False)]
    found = [[figure for figure in piece if class_of(figure) == "money" and spans.may_add(figure)] for piece in pieces]
    return found if len(found) >= _FEWEST else []


def _is_total(spans: Spans, figure: Figure) -> bool:
    return bool(words.closer().search(spans.clause_before(figure)))


def _alike(segments: Sequence[list[Figure]]) -> list[list[Figure]]:
    """Return the total with the items right before it that have as many figures as it has."""
    run = [segments[-1]]
    for segment in reversed(segments[:-1]):
        if len(segment) != len(segments[-1]):
            break
        run.insert(0, segment)
    return run


def _columns(run: list[list[Figure]]) -> Iterator[Sum]:
    for column in range(1, len(run[-1]) if len(run) >= _FEWEST else 0):
        total, parts = run[-1][column], tuple(segment[column] for segment in run[:-1])
        verdict, note = agrees(total, parts)
        is_named = len({figure.head[-2:] for figure in (total, *parts)}) == 1 and _LOW <= ratio(total, parts) <= _HIGH
        if verdict == "reconciled" or is_named:
            yield Sum(total, parts, verdict, note, parts[0].at, backward=True)
