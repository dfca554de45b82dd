"""Lists whose total stands before them: 其中, 包括, 分别为, 由…组成, a colon, a bracket."""

import re
from collections.abc import Iterator, Sequence

from jixiao.reading.figure import Figure
from jixiao.reading.lists.accusing import failed_sum, is_direct
from jixiao.reading.lists.openings import Opening, openings
from jixiao.reading.lists.spans import Entry, Spans
from jixiao.reading.lists.units import MIXED, class_of, group_of, size_of
from jixiao.reading.lists.verdict import Sum, agrees, ratio, size_sum

_MOST_TOTALS = 8
# 其中设备购置费中服务器占240万元: the list is one of an item of the list before
_OF_ITEM = re.compile("[ ，：]?(?P<name>[^，。；：、（）\\d中]{2,12})中(?![央心小学型期等医级间标])")
_MANY = 30


def forward_sums(spans: Spans) -> Iterator[Sum]:
    """Yield every sum whose total stands before its parts."""
    for opening in openings(spans):
        inside = spans.inside(opening.start, opening.end)[:_MANY]
        classes = dict.fromkeys(class_of(figure) for figure in inside if class_of(figure))
        for of in classes:
            yield from _sums_of(spans, opening, of)
        if sum(group_of(figure) == "any" for figure in inside) > 1 and len(classes) > 1:
            yield from _sums_of(spans, opening, MIXED)


def _sums_of(spans: Spans, opening: Opening, of: str) -> Iterator[Sum]:
    entries = spans.entries(opening.start, opening.end, of)
    if len(entries) < 2:
        return
    item = _OF_ITEM.match(spans.text, opening.start)
    totals = totals_before(spans, opening, of)
    if item:
        totals = [total for total in totals if item["name"] in spans.passage.label(total)]
    if not totals:
        return
    if is_direct(spans, opening, totals[0]):
        start, _ = spans.passage.sentence_span(totals[0].at)
        totals = [total for total in totals if total.at >= start]
    found = [sum_ for sum_ in _holding(opening, entries, totals)]
    yield from found
    if found and (found[0].total is totals[0] or len(found[0].parts) == len(entries)):
        return
    parts = strict(entries, totals[0])
    failed = failed_sum(spans, opening, totals, parts) if len(parts) >= 2 else None
    if failed:
        yield failed


def _holding(opening: Opening, entries: Sequence[Entry], totals: Sequence[Figure]) -> Iterator[Sum]:
    """Yield what reconciles: to the digit with any total; by rounding the whole list with the nearest one only."""
    taken: set[str] = set()
    tries = [(parts, size_sum(parts)) for parts in _tries(entries)]
    for total in totals:
        for parts, size in tries:
            if (
                size == size_of(total)
                and parts[0].id not in taken
                and size_of(total) >= max(map(size_of, parts))
            ):
                taken.update(part.id for part in parts)
                yield Sum(total, tuple(parts), "reconciled", "", opening.at)
    parts = strict(entries, totals[0])
    if len(parts) > 1 and parts[0].id not in taken:
        verdict, note = agrees(totals[0], parts)
        if verdict == "reconciled":
            yield Sum(totals[0], tuple(parts), verdict, note, opening.at)


def totals_before(spans: Spans, opening: Opening, of: str) -> list[Figure]:
    """Return the figures that may be the total of a list, the nearest first."""
    found: list[Figure] = []
    line = spans.passage.line_at(opening.at)
    for figure in spans.before(opening.at, 24):
        if figure.line < line - 2 or len(found) >= _MOST_TOTALS:
            break
        if spans.belongs(figure, of) and _may_be_total(spans, figure, opening):
            found.append(figure)
            if opening.bracket:
                break
    return found


def _may_be_total(spans: Spans, figure: Figure, opening: Opening) -> bool:
    between = spans.text[figure.till : opening.at]
    if between.count("）") > between.count("（"):
        return False
    if spans.may_add(figure):
        return True
    return bool(figure.per) and not re.search("[。；\n]", between) and not figure.sign


def _tries(entries: Sequence[Entry]) -> Iterator[list[Figure]]:
    """Yield the readings of a list that may reconcile: first of each segment, one role, then every beginning."""
    figures = [entry.figure for entry in entries]
    heads = [entry.figure for index, entry in enumerate(entries) if index == 0 or entry.rank >= 3]
    if 2 <= len(heads) < len(figures):
        yield heads
    for role in dict.fromkeys(figure.role for figure in figures):
        one = [figure for figure in figures if figure.role == role]
        if role and 2 <= len(one) < len(figures):
            yield one
    for length in range(len(figures), 1, -1):
        if length == len(figures) or not _goes_on(entries, length):
            yield figures[:length]


def _goes_on(entries: Sequence[Entry], length: int) -> bool:
    """Whether the item behind a beginning of the list is joined to it like the items before: then the list goes on."""
    following = entries[length]
    ranks = max(entry.rank for entry in entries[1:length])
    if following.rank > ranks or following.broken:
        return False
    alike = any(entry.figure.head[-2:] == following.figure.head[-2:] for entry in entries[:length])
    return following.rank == 1 or (alike and len(following.figure.head) > 1)


def strict(entries: Sequence[Entry], total: Figure) -> list[Figure]:
    """Return the list as its signs show it; of several readings the one that comes nearest to the total."""
    readings: list[list[Figure]] = []
    for level in range(max(1, entries[1].rank), 5):
        run = [entries[0].figure]
        for entry in entries[1:]:
            if entry.rank > level or (entry.broken and entry.rank < 3):
                break
            run.append(entry.figure)
        readings.append(run)
    heads = [entry.figure for index, entry in enumerate(entries) if index == 0 or entry.rank >= 3]
    readings.append(heads)
    usable = [reading for reading in readings if len(reading) >= 2] or [[entries[0].figure]]
    return min(usable, key=lambda reading: abs(ratio(total, reading) - 1))
