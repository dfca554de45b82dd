"""Whole numbers of people per event out of figures that are called inexact: estimated rather than counted."""

import re
from collections.abc import Iterator
from itertools import pairwise

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.judging import is_exact
from jixiao.reading.kinds import finder
from jixiao.reading.quoting import quote
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report

_FEWEST_EVENTS, _NEAR = 3, 40


@finder("round_average")
def find(report: Report) -> Iterator[Relation]:
    """Yield a relation where an inexact number of people is a whole multiple of the number of events before it."""
    passage, words = report.passage, lexicon.words("remarks")
    for events, people in pairwise(passage.prose):
        if not (_is(events, words["events"]) and _is(people, words["people"])) or is_exact(people):
            continue
        between = passage.text[events.till : people.at]
        if (
            events.line != people.line
            or len(between) > _NEAR
            or re.search(f"[。；]|{words['average']}", between)
        ):
            continue
        if events.base >= _FEWEST_EVENTS and people.base > events.base and people.base % events.base == 0:
            start, end = quote(passage, (people, events))
            formula = f"{people.number} ÷ {events.number}"
            yield Relation("round_average", "review", "low", (people, events), computed=people.base / events.base,
                           unit=people.unit, formula=formula, start=start, end=end)  # fmt: skip


def _is(figure: Figure, units: list[str]) -> bool:
    return figure.kind == "count" and figure.unit in units and bool(figure.value)
