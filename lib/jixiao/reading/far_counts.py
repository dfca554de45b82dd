"""The whole of a counted rate that stands far away: 完成筛查6,350人，完成率90.71%, the plan among the targets."""

import re
from bisect import bisect_left
from dataclasses import replace
from decimal import Decimal
from weakref import WeakKeyDictionary

from jixiao.reading.counts import Counted, is_countable, unit_of
from jixiao.reading.figure import Figure
from jixiao.reading.passage import Passage
from jixiao.reading.rate_statement import Statement
from jixiao.reading.rate_words import word_pattern
from jixiao.reading.ratio import BY_PLACE, CERTAIN, PLAUSIBLE, Ratio

_READ: "WeakKeyDictionary[Passage, dict[str, list[Figure]]]" = WeakKeyDictionary()
_BEFORE, _BEHIND, _WORDS, _TIER = 40, 10, 14, 5
_LISTED, _CLOSE = 12, Decimal(5)
_HAN = re.compile("[\u4e00-\u9fff]{2,}")


def far_ratios(passage: Passage, statement: Statement, counts: list[Counted], plans: bool) -> list[Ratio]:
    """Return the ratios of the count right before a percentage over counts of the same thing anywhere before it.

    Args:
        passage: The text.
        statement: The rate.
        counts: The counts around it.
        plans: Whether its whole is a plan: the only plan of the same thing lets a person look.
    """
    part = _opener(passage, [item for item in counts if item.near == 0 and item.figure.kind == "count"])
    if part is None:
        return []
    names = _names(passage, part.figure)
    own = {statement.name[index : index + 2] for index in range(len(statement.name) - 2)}
    if not (part.is_part or plans or statement.family == "generic" or names & own):
        return []
    same = [figure for figure in _of_unit(passage, part.figure) if names & _names(passage, figure)]
    planned = [figure for figure in same if _is_planned(passage, figure)] if plans else []
    sure = len({figure.base for figure in planned}) == 1
    return [_of_plan(statement, part.figure, figure) if sure and figure in planned
            else Ratio((part.figure,), (figure,), "", BY_PLACE, tier=_TIER)
            for figure in same if figure.base >= part.figure.base or plans]  # fmt: skip


def _of_plan(statement: Statement, part: Figure, plan: Figure) -> Ratio:
    """Return the ratio over the only plan of the same thing: sure if its value is near; 不少于 leaves a plan exact."""
    ratio = Ratio((part,), (replace(plan, qualifier=""),), "", PLAUSIBLE, tier=_TIER)
    near = ratio.is_possible and ratio.gap(statement.figure) <= _CLOSE
    return replace(ratio, strength=CERTAIN) if near and statement.family == "completed" else ratio


def _opener(passage: Passage, counts: list[Counted]) -> Counted | None:
    """Return the nearest count, or the one that opens the list of parts in which it stands and that adds up to it."""
    for index, item in enumerate(counts[:_LISTED]):
        parts = sum((other.figure.base for other in counts[:index]), Decimal(0))
        behind = passage.text[item.figure.till : item.figure.till + _WORDS]
        if index > 1 and parts == item.figure.base and word_pattern("part_words").search(behind):
            return item
    return counts[0] if counts else None


def _of_unit(passage: Passage, part: Figure) -> list[Figure]:
    """Return the counts of the unit of a figure: the nearest before it, a few behind it."""
    if passage not in _READ:
        units: dict[str, list[Figure]] = {}
        for figure in passage.prose:
            if figure.kind == "count" and is_countable(figure):
                units.setdefault(unit_of(figure), []).append(figure)
        _READ[passage] = units
    known = _READ[passage].get(unit_of(part), [])
    at = bisect_left(known, part.at, key=lambda figure: figure.at)
    return [figure for figure in known[max(0, at - _BEFORE) : at + _BEHIND] if figure.id != part.id]


def _names(passage: Passage, figure: Figure) -> set[str]:
    """Return the pairs of characters that say what is counted, without the words of planning and doing."""
    own = re.split("[，；：。、（）]", passage.label(figure)[-_WORDS:])[-1] + " " + figure.noun[:6]
    bare = word_pattern("general_words").sub(" ", own)
    return {words[index : index + 2] for words in _HAN.findall(bare) for index in range(len(words) - 1)}


def _is_planned(passage: Passage, figure: Figure) -> bool:
    if word_pattern("plan_words").search(passage.label(figure)):
        return True
    above = passage.text[max(0, passage.line_start(figure.line) - 40) : figure.at]
    return bool(word_pattern("target_sections").search(above))
