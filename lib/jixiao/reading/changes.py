"""A change and what it is measured against: new value, old value, difference, percentage."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from jixiao.reading import lexicon
from jixiao.reading.change_words import OWN_CLAUSE, falls, part_of
from jixiao.reading.compare import contains, dimension
from jixiao.reading.figure import Figure
from jixiao.reading.passage import Passage

__all__ = ["Change", "change_of", "earlier", "falls", "part_of"]

_LINES_BACK, _FIGURES_BACK, _BESIDE = 24, 60, 16


@dataclass(slots=True)
class Change:
    """The figures of one change.

    Attributes:
        new: The value after the change.
        old: The value before it.
        gap: The stated difference.
        rate: The stated percentage.
        falls: Whether the words say that it went down.
        loose: Another value of the sentence that no word makes the old one.
    """

    new: Figure | None = None
    old: Figure | None = None
    gap: Figure | None = None
    rate: Figure | None = None
    falls: bool = False
    loose: Figure | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to compute with."""
        return not (self.new or self.old or self.gap)


def change_of(passage: Passage, figure: Figure) -> Change | None:
    """Return the change that a percentage or a difference belongs to; None if nothing fits."""
    figures = passage.sentence(figure).figures
    before = [other for other in figures if other.at < figure.at]
    behind = [other for other in figures if other.at > figure.at]
    for unit in _dimensions(passage, before, figure):
        found = _assign(passage, figure, [other for other in before if dimension(other) == unit],
                        [other for other in behind if dimension(other) == unit])  # fmt: skip
        if not found.is_empty:
            return found
    return None


def earlier(passage: Passage, figure: Figure, unit: str, lines: int = _LINES_BACK) -> list[Figure]:
    """Return the values of one dimension before the sentence of a figure, tables included, the nearest first."""
    start = max(passage.sentence(figure).start, passage.text.rfind("；", 0, figure.at))
    found = [other for other in passage.before(figure, lines, _FIGURES_BACK)
             if other.at < start and dimension(other) == unit and part_of(passage, other) != "gap"]  # fmt: skip
    return list({other.base: other for other in reversed(found)}.values())[::-1]


def _dimensions(passage: Passage, before: Sequence[Figure], figure: Figure) -> list[str]:
    """Return what the change may be measured in: 笔数增长 speaks of 笔, a bare percentage of the nearest values."""
    if figure.kind != "rate" and figure.unit != "倍":
        return [dimension(figure)]
    if figure.unit == "百分点":
        return ["%"]
    own = OWN_CLAUSE.split(passage.label(figure))[-1]
    measures = lexicon.words("changes")["measures"]
    wanted = next((unit for word, unit in measures.items() if own.startswith(word) and unit), "")
    found = list(dict.fromkeys(dimension(other) for other in reversed(before)))
    found = [unit for unit in found if unit not in ("%", "", "倍")]
    return [unit for unit in found if unit.endswith(wanted)] if wanted else found[:1]


def _assign(passage: Passage, figure: Figure, before: Sequence[Figure], behind: Sequence[Figure]) -> Change:
    """Give the figures around a change their parts, reading back from it; a semicolon ends the search for values."""
    is_rate = figure.unit in ("%", "倍")
    change = Change(old=_base_behind(passage, figure, behind), falls=falls(passage, figure),
                    gap=None if is_rate else figure, rate=figure if is_rate else None)  # fmt: skip
    for other in reversed(before):
        is_ahead = change.old is not None and change.old.at > figure.at
        if not change.is_empty and not is_ahead and "；" in passage.text[other.till : figure.at]:
            break
        if not _take(passage, change, other, figure, before):
            break
    if change.old is None:
        change.old = next((other for other in behind[:1] if part_of(passage, other) == "old"
                           and "；" not in passage.text[figure.till : other.at]), None)  # fmt: skip
    if change.old is not None:
        change.loose = None
    return change


def _take(passage: Passage, change: Change, other: Figure, figure: Figure, before: Sequence[Figure]) -> bool:
    """Put one more figure where it belongs; return whether the search goes on."""
    part = part_of(passage, other)
    if part in ("left", "whole") or (part == "old" and change.old is not None):
        return True
    if part == "gap":
        if change.is_empty:
            change.gap = other
            return True
        return other.unit == "%"
    if part == "value" and _is_aside(passage, other, figure, change.old, before):
        return True
    if _is_of_same_year(passage, figure, other, change):
        return True
    name = _place(passage, change, other, part)
    if not name:
        return False
    setattr(change, name, other)
    return not (change.new and (change.old or change.loose))


def _place(passage: Passage, change: Change, other: Figure, part: str) -> str:
    if part == "old":
        return "old"
    if change.new is None:
        return "new"
    if part == "value" and change.old is None:
        return "old" if _is_earlier(passage, other, change.new) else "loose"
    return ""


def _is_of_same_year(passage: Passage, figure: Figure, other: Figure, change: Change) -> bool:
    """Whether a plan stands before a change over the year: 比上年增长3.65% does not measure against the budget."""
    if change.new is None or not contains(OWN_CLAUSE.split(passage.label(figure))[-1], "over_time"):
        return False
    is_plan = part_of(passage, other) == "value" and contains(passage.label(other), "plan")
    return is_plan and not any(name.kind == "year" for name in passage.figures_between(other, change.new))


def _base_behind(passage: Passage, figure: Figure, behind: Sequence[Figure]) -> Figure | None:
    """Return the old value right behind a percentage: 环比上升36.67%，三季度为30微克."""
    if not behind or not contains(passage.label(figure), "over_time"):
        return None
    following = behind[0]
    is_next = following.at - figure.till < _BESIDE and "；" not in passage.between(figure, following)
    return following if is_next and _period().match(passage.label(following)) else None


@cache
def _period() -> re.Pattern[str]:
    words = lexicon.longest_first(lexicon.words("changes")["period"])
    return re.compile(f"而?(?:{words})(?:同期|末|[一二三四]季度)?[为是仅]?")


def _is_aside(
    passage: Passage, other: Figure, figure: Figure, old: Figure | None, before: Sequence[Figure]
) -> bool:
    """Whether a value is not what changed: one of another period, one in brackets, a price among totals."""
    if _period().match(passage.label(other)) or passage.depth(other) > passage.depth(figure):
        return True
    return _is_other_price(other, figure, old, before)


def _is_other_price(other: Figure, figure: Figure, old: Figure | None, before: Sequence[Figure]) -> bool:
    """Whether a figure per head stands among totals: 场均390人次 is not what grew to 52,000人次."""
    priced = bool(old.per if old else figure.per)
    rest = [value for value in before if value is not other and value is not old]
    return bool(other.per) != priced and any(bool(value.per) == priced for value in rest)


def _is_earlier(passage: Passage, other: Figure, new: Figure) -> bool:
    """Whether of two plain values the first is what the second is measured against: another year, the plan."""
    own = passage.label(new)
    if any(figure.kind == "year" for figure in passage.figures_between(other, new)):
        return True
    if contains(passage.label(other), "plan") and not contains(own, "plan"):
        return True
    return own.startswith(tuple(lexicon.words("changes")["this_year"]))
