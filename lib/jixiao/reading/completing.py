"""A change whose other value stands before its sentence: the year before, or the thing that its words name."""

import re
from dataclasses import replace

from jixiao.reading.changes import Change, earlier
from jixiao.reading.compare import contains, dimension
from jixiao.reading.figure import Figure
from jixiao.reading.passage import Passage

_NAMED = re.compile("(?P<name>[\u4e00-\u9fff]{4,12}?)(?:比|较)(?:上|去)年[^，。；]{0,6}$")
_BESIDE = 14


def completed(passage: Passage, stated: Figure, change: Change) -> Change:
    """Return a change with the one earlier value that can only be meant; without such a value, as it was."""
    if change.new and not change.old and not change.gap and contains(passage.label(stated), "former", "over_time"):
        old = _year_before(passage, change.new)
        return replace(change, old=old, loose=None) if old else change
    if change.gap and not change.new and not change.old:
        new = _named(passage, change.gap)
        return replace(change, new=new) if new else change
    return change


def _year_before(passage: Passage, new: Figure) -> Figure | None:
    """Return the value of the year before, in the same paragraph and with the same words: 2021年投入…；2022年投入….."""
    year = _year_of(passage, new)
    if year is None:
        return None
    found = [figure for figure in passage.paragraph(new) if figure.at < new.at and _year_of(passage, figure) == year - 1
             and dimension(figure) == dimension(new) and _words(figure) == _words(new)]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _year_of(passage: Passage, figure: Figure) -> int | None:
    """Return the year that stands right before a figure with its words between."""
    previous = passage.previous(figure)
    if previous is None or previous.kind != "year" or figure.at - previous.till > _BESIDE or previous.value is None:
        return None
    return int(previous.value)


def _words(figure: Figure) -> str:
    return re.sub(r"[\d年，。；、：\s]", "", figure.head)[-4:]


def _named(passage: Passage, gap: Figure) -> Figure | None:
    """Return the one earlier value of what a difference names: 公务接待费比上年减少2.60万元."""
    match = _NAMED.search(passage.label(gap))
    if match is None:
        return None
    found = {value.base: value for value in earlier(passage, gap, dimension(gap)) if match["name"] in value.head}
    return next(iter(found.values())) if len(found) == 1 else None
