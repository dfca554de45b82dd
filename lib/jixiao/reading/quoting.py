"""The words of the report that a relation quotes: the sentence of its figures, at most 120 characters."""

import re
from collections.abc import Sequence

from jixiao.reading.figure import Figure
from jixiao.reading.passage import Passage

LONGEST = 120
_SIGN = re.compile("[，；、：。\n]")


def quote(passage: Passage, figures: Sequence[Figure]) -> tuple[int, int]:
    """Return start and end, in the printed text, of the quote of a relation.

    Args:
        passage: The text.
        figures: The figures of the relation, the stated one first: its sentence is quoted.
    """
    stated = figures[0]
    start, end = passage.sentence_span(stated.at)
    ats = [figure.at for figure in figures if start <= figure.at < end]
    tills = [figure.till for figure in figures if start <= figure.at < end]
    if end - start > LONGEST:
        first, last = min(ats), max(tills)
        if last - first > LONGEST:
            first, last = max(start, stated.till - LONGEST + 1), stated.till
        else:
            room = LONGEST - (last - first)
            cut = _SIGN.search(passage.text, max(start, first - room), first)
            first = cut.end() if cut else max(start, first - room)
            last = min(end, max(last, first + LONGEST))
        start, end = first, last
    while start < stated.at and passage.text[start].isspace():
        start += 1
    return passage.normal.origin(start), passage.normal.origin(max(start, end - 1)) + 1
