"""The two counts right behind a percentage: 及时率90%，30笔中有27笔按期; 新建率120%，计划5座，实建6座."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from jixiao.quantities import PERCENT
from jixiao.reading.counts import fit, is_countable, stems_of
from jixiao.reading.figure import Figure
from jixiao.reading.passage import Passage
from jixiao.reading.rate_statement import Statement
from jixiao.reading.rate_words import word_pattern
from jixiao.reading.ratio import CERTAIN, CONFIRMS_ONLY, PLAUSIBLE, Ratio

_LEAD = re.compile(r"[，：；（。][^\d，。；：%]{0,14}")
_AMONG = re.compile("[^，。；]{0,10}(?:中有?|里有?|当中|已)[^，。；]{0,8}|[^，。；]{0,10}[，]?其中[^，。；]{0,8}")
_DONE = re.compile("实|已|完成|新|建成")
_TWO, _MOST = 2, 4
_CLOSE, _CLOSEST = Decimal(5), Decimal(2)


def behind_ratios(passage: Passage, statement: Statement, node: Mapping[str, list[str]]) -> list[Ratio]:
    """Return the ratio of the two counts right behind a percentage that has none before it in its clause."""
    pair = _pair(passage, statement)
    if pair is None:
        return []
    first, second = pair
    words = passage.label(second) + re.split("[，。；：、（）]", passage.behind(second))[0]
    if word_pattern("plan_words").search(passage.label(first)) and _DONE.search(words):
        return [Ratio((second,), (first,), "", CERTAIN, tier=1)]
    if second.base > first.base:
        return []
    stems = [stem for stem in (*stems_of(statement, {}), *node.get("stems", ())) if len(stem) > 1]
    if word_pattern("fail_words").search(words) or word_pattern("rest_marks", f"(?:{'|'.join(stems)})").search(words):
        return [Ratio((second,), (first,), "", PLAUSIBLE, True, 1)]
    told = any(stem in words for stem in stems)
    among = bool(_AMONG.fullmatch(passage.between(first, second)))
    return [_of_two(statement, Ratio((second,), (first,), "", CONFIRMS_ONLY, tier=1), told, among)]


def _of_two(statement: Statement, ratio: Ratio, told: bool, among: bool) -> Ratio:
    """Return the ratio, sure if the words bear the stem of the rate, or are those of a part and the value is near."""
    gap = ratio.gap(statement.figure) if ratio.is_possible else PERCENT
    sure = told and (among or gap <= _CLOSE) or among and gap <= _CLOSEST and statement.family != "satisfied"
    return replace(ratio, strength=CERTAIN) if sure else ratio


def _figures_behind(passage: Passage, figure: Figure) -> tuple[Figure, ...]:
    """Return the quantities of the sentence; those of the next one in the line where it holds nothing but rates."""
    own = passage.sentence(figure)
    following = own.index + 1
    if all(other.kind == "rate" for other in own.figures) and following < len(passage.sentences):
        other = passage.sentences[following]
        return other.figures if other.line == own.line and passage.text[figure.till : figure.till + 1] == "。" else ()
    return own.figures


def _pair(passage: Passage, statement: Statement) -> tuple[Figure, Figure] | None:
    """Return the first two quantities behind a percentage if they count one thing and nothing else follows there."""
    figure = statement.figure
    before = passage.previous(figure)
    clause = passage.text[before.till : figure.at] if before else "；"
    if before and before.is_quantity and before.kind != "rate" and not re.search("[；：]", clause):
        return None
    figures = _figures_behind(passage, figure)
    start = bisect_right(figures, figure.at, key=lambda other: other.at)
    near = list(takewhile(lambda other: other.kind != "rate", figures[start : start + _MOST]))
    if len(near) < _TWO or not all(is_countable(other) for other in near[:2]) or not fit(near[0], near[1]):
        return None
    lead = passage.text[figure.till : near[0].at]
    named = statement.modifier and statement.modifier[:2] in lead
    if not _LEAD.fullmatch(lead) or (lead[0] == "；" and not named) or "；" in passage.between(near[0], near[1]):
        return None
    # what is left of the first by the second may stand behind them
    rest = [other for other in near[2:] if fit(near[0], other) and other.base != near[0].base - near[1].base]
    return None if rest and "；" not in passage.between(near[1], rest[0]) else (near[0], near[1])
