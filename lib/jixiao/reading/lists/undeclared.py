"""Lists that no word opens: they follow their total, and the sum itself shows that they belong together."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.reading.figure import Figure
from jixiao.reading.lists import words
from jixiao.reading.lists.spans import Entry, Spans
from jixiao.reading.lists.units import class_of, size_of
from jixiao.reading.lists.verdict import Sum, agrees, ratio, size_sum

_BACK = 8
_NAME = 60
_SMALL = 20
_SIBLING_GAP = 14


def undeclared_sums(spans: Spans) -> Iterator[Sum]:
    """Yield sums of parts that stand in the part of a sentence behind their total."""
    for start, end in _segments(spans):
        figures = spans.inside(start, end)
        if not 2 <= len(figures) <= 24:
            continue
        for of in dict.fromkeys(class_of(figure) for figure in figures if class_of(figure)):
            entries = spans.entries(start, end, of)
            if len(entries) >= 2:
                yield from _sums_of(spans, start, end, entries)


def _segments(spans: Spans) -> Iterator[tuple[int, int]]:
    for sentence in spans.passage.sentences:
        start = max(sentence.start, sentence.figures[0].at - _NAME)
        end = min(sentence.end, sentence.figures[-1].till + _NAME)
        position = start
        for match in re.finditer("；", spans.text[start:end]):
            yield position, start + match.start()
            position = start + match.end()
        yield position, end


def _sums_of(spans: Spans, start: int, end: int, entries: list[Entry]) -> Iterator[Sum]:
    parts = tuple(entry.figure for entry in entries)
    first, rest = parts[0], parts[1:]
    if len(rest) > 1 and size_of(first) >= _SMALL and size_sum(rest) == size_of(first):
        yield Sum(first, rest, "reconciled", "", start)
        return
    totals = [total for total in spans.before(start, _BACK) if _may_be_total(spans, total, parts)]
    for total in totals:
        if size_sum(parts) == size_of(total) and (len(parts) > 2 or size_of(total) >= _SMALL):
            yield Sum(total, parts, "reconciled", "", start)
            yield from _sibling(spans, start, end, total, parts)
            return
    if totals and _is_scale(spans, parts) and Decimal("0.9") <= ratio(totals[0], parts) <= Decimal("1.1"):
        verdict, note = agrees(totals[0], parts)
        yield Sum(totals[0], parts, verdict, note, start)


def _may_be_total(spans: Spans, total: Figure, parts: tuple[Figure, ...]) -> bool:
    return (class_of(total) == class_of(parts[0]) and total.line == parts[0].line and spans.may_add(total)
            and not spans.in_bracket(total) and size_of(total) > max(map(size_of, parts)))  # fmt: skip


def _is_scale(spans: Spans, parts: tuple[Figure, ...]) -> bool:
    """Whether the parts are the grades of a survey: 很满意, 满意, 一般, 不满意."""
    return len(parts) > 2 and all(words.survey_grade().search(part.head) for part in parts)


def _sibling(spans: Spans, start: int, end: int, total: Figure, parts: tuple[Figure, ...]) -> Iterator[Sum]:
    """Yield the second sum of a list whose items have two figures: 286笔4,318万元 beside 271笔3,658万元."""
    for other in spans.inside(total.till, total.till + _SIBLING_GAP):
        if class_of(other) in ("", class_of(total)) or not spans.may_add(other):
            continue
        beside = tuple(entry.figure for entry in spans.entries(start, end, class_of(other)))
        if len(beside) == len(parts) and Decimal("0.7") <= ratio(other, beside) <= Decimal("1.4"):
            verdict, note = agrees(other, beside)
            yield Sum(other, beside, verdict, note, start)
        return
