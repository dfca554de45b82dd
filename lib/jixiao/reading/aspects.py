"""What sets two figures of one name apart: one is planned and one done, or their years, periods or headings differ."""

import re

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.goals import sets_goals
from jixiao.reading.passage import Passage

_WORDS, _REACH, _BEHIND = "quantities", 160, 14
_CLAUSES = re.compile("[，；：、]")
_HEAD = re.compile(r"[^，。；：\d\n]{2,16}(?=：)")


def are_apart(passage: Passage, first: Figure, second: Figure) -> bool:
    """Return whether the words around two figures say that they are two quantities of one name."""
    # an amount is planned or not by its role already, which both share
    if first.kind == "count" and is_planned(passage, first) != is_planned(passage, second):
        return True
    one, two = _ahead(passage, first), _ahead(passage, second)
    return any(_are_disjoint(key, one, two) for key in ("year", "months", "period"))


def are_under_other_heads(passage: Passage, first: Figure, second: Figure) -> bool:
    """Return whether each figure stands behind a head of its own: 东湖镇：开设8期 and 西湖镇：开设9期."""
    heads = [_HEAD.match(_ahead(passage, figure).strip()) for figure in (first, second)]
    return all(heads) and len({head.group() for head in heads if head}) > 1


def is_planned(passage: Passage, figure: Figure) -> bool:
    """Return whether a figure is planned: the nearest clause that says so decides, then the heading of its line."""
    if lexicon.pattern(_WORDS, "plan_behind").match(passage.text[figure.till : figure.till + _BEHIND]):
        return True
    for clause in reversed(_CLAUSES.split(_ahead(passage, figure))):
        if lexicon.pattern(_WORDS, "surely_done").search(clause):
            return False
        if lexicon.pattern(_WORDS, "planned").search(clause):
            return True
        if lexicon.pattern(_WORDS, "done").search(clause):
            return False
    return sets_goals(passage, figure.line)


def _are_disjoint(key: str, one: str, two: str) -> bool:
    pattern = lexicon.pattern(_WORDS, key)
    first, second = set(pattern.findall(one)), set(pattern.findall(two))
    return bool(first and second) and not first & second


def _ahead(passage: Passage, figure: Figure) -> str:
    """Return the words of the sentence before a figure."""
    start = passage.sentence_span(figure.at)[0]
    return passage.text[max(start, figure.at - _REACH) : figure.at]
