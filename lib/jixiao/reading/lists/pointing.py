"""Totals of some items of the list before them, and totals in several units: 前两类合计; 共56台（辆、套）."""

import re
from collections.abc import Iterator, Sequence

from jixiao.reading import lexicon, numerals
from jixiao.reading.figure import Figure
from jixiao.reading.lists import words
from jixiao.reading.lists.accusing import sureness
from jixiao.reading.lists.spans import Entry, Spans
from jixiao.reading.lists.units import class_of, group_of, plain_unit
from jixiao.reading.lists.verdict import Sum, agrees, ratio

_FIRST = re.compile("前(?P<number>[两二三四五])(?:类|项|者|个|种|批|笔|级|年|期|块|部分|季度|标段)")
_UNITS = re.compile("（(?P<units>[^（）\\d，。；]{1,12})）|/(?P<unit>[^（）\\d，。；、]{1,2})")
_REACH = 60


def first_sums(spans: Spans) -> Iterator[Sum]:
    """Yield the total of the first items of a list: 其中前两类为按月发放，合计680万元."""
    for match in _FIRST.finditer(spans.text):
        start, end = spans.passage.sentence_span(match.start())
        following = spans.inside(match.end(), min(end, match.end() + _REACH))[:1]
        total = following[0] if following else None
        if total is None or not class_of(total) or not words.closer().search(spans.clause_before(total)):
            continue
        number = int(numerals.value_of(match["number"].replace("两", "二")) or 0)
        listed = _before(spans, start, match.start(), class_of(total))
        if len(listed) > number:
            yield from _judged(total, listed[:number], named=True)


def _before(spans: Spans, start: int, end: int, of: str, units: frozenset[str] = frozenset()) -> list[Figure]:
    """Return the list in the same sentence before an offset, or in the sentence before it."""
    own = _of_units(spans.entries(start, end, of), units)
    if own or start == 0 or spans.text[start - 1] == "\n":
        return own
    first, last = spans.passage.sentence_span(max(0, start - 2))
    return _of_units(spans.entries(max(first, last - 800), last, of), units)


def _of_units(entries: Sequence[Entry], units: frozenset[str]) -> list[Figure]:
    figures = [entry.figure for entry in entries]
    return [figure for figure in figures if not units or {figure.unit, plain_unit(figure.unit)} & units]


def joint_sums(spans: Spans) -> Iterator[Sum]:
    """Yield the total of things in several units that it names: 车辆4辆，仪器17台，共21台（辆）."""
    for total in spans.figures:
        match = words.closer().search(spans.clause_before(total)) if total.kind == "count" else None
        if not match or not spans.may_add(total):
            continue
        number = int(numerals.value_of((match["number"] or "零").replace("两", "二")) or 0)
        units = _units(spans, total) or (_PEOPLE if number > 1 and total.unit == "人次" else frozenset())
        if units:
            start, _ = spans.passage.sentence_span(total.at)
            parts = _before(spans, max(start, total.at - 800), total.at, "count", units)
            if len(parts) > 1 and len({part.unit for part in (total, *parts)}) > 1 and number in (0, len(parts)):
                yield from _judged(total, parts)


_PEOPLE = frozenset(("人", "人次"))


def _units(spans: Spans, total: Figure) -> frozenset[str]:
    """Return the units that a bracket behind a figure adds to its own: 台（辆、套）; empty if there is none."""
    match = _UNITS.match(spans.text, total.till)
    if not match:
        return frozenset()
    named = re.split("[、/]", match["units"] or match["unit"])
    known = lexicon.unit_groups()
    full = {unit if unit in known and unit != "次" else total.unit + unit for unit in named}
    return frozenset({*full, total.unit, plain_unit(total.unit)}) if full <= set(known) else frozenset()


def _judged(total: Figure, parts: Sequence[Figure], named: bool = False) -> Iterator[Sum]:
    is_same = group_of(total) == "money" or group_of(total) == group_of(parts[0])
    verdict, note = agrees(total, parts)
    if verdict == "contradicted":
        verdict = sureness(ratio(total, parts), "closed") if is_same else ""
        note = "" if verdict == "contradicted" else "parts_unclear"
    if verdict:
        yield Sum(total, tuple(parts), verdict, note, parts[0].at, backward=True, named=named)
