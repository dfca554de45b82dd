"""The counts around a percentage: what each of them may be in the rate, by the words that it bears."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice, takewhile

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.passage import Passage
from jixiao.reading.rate_statement import Statement
from jixiao.reading.rate_words import word_pattern

MOST = 8
_FAR, _BEFORE = 2000, 60
_SURVEYED = re.compile("[\u4e00-\u9fff]{2}[度率](?=[\u4e00-\u9fff])")
_RESPONSES = frozenset({"份", "人", "名", "户", "位", "人次"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A count and what it may be in one rate.

    Attributes:
        figure: The count.
        near: 0 the sentence or its part up to a semicolon, before the percentage; 1 the sentence behind it;
            2 earlier in the paragraph; 3 in the paragraphs before.
        is_part: Whether its words have the stem of the rate.
        is_rest: Whether they deny the stem: 不合格.
        is_whole: Whether they are words of the denominator.
        is_plan: Whether they speak of a plan.
        rank: Place of the first word of the denominator among these words: 有效问卷 before 发放问卷.
        is_unsure: Whether the whole may be another number that the text does not give: answers, not forms sent.
    """

    figure: Figure
    near: int
    is_part: bool
    is_rest: bool
    is_whole: bool
    is_plan: bool
    rank: int = 0
    is_unsure: bool = False


def stems_of(statement: Statement, node: Mapping[str, list[str]]) -> list[str]:
    """Return the words that the numerator of a rate must bear."""
    if node:
        return list(node["stems"])
    core = statement.core.removesuffix("率").removesuffix("度")
    if core in ("占比", "比例", "比重") or statement.family == "share_of":
        return [statement.modifier] if statement.modifier else []
    return [core]


def unit_of(figure: Figure) -> str:
    """Return the unit of a count without 万 and 亿."""
    return figure.unit.lstrip("万亿") if len(figure.unit) > 1 and figure.kind == "count" else figure.unit


def is_countable(figure: Figure) -> bool:
    """Return whether a figure can be an operand of a rate of counts."""
    # 平均占用108张 is a mean, not a price
    return (
        figure.kind in ("count", "money")
        and (not figure.per or (figure.kind == "count" and figure.per == "each"))
        and figure.unit not in ("年", "天", "小时", "个月")
    )


def counts_around(passage: Passage, statement: Statement, node: Mapping[str, list[str]]) -> list[Counted]:
    """Return the counts around a percentage, the nearest first; what is a change only is left out."""
    figure, stems = statement.figure, stems_of(statement, node)
    sentence = passage.sentence(figure)
    segment = passage.text.rfind("；", max(sentence.start, figure.at - _FAR), figure.at)
    before = list(islice(passage.preceding(figure, 3), _BEFORE))
    found = [(other, 0 if other.at > segment else 2) for other in before if other.at >= sentence.start]
    behind = []
    first = bisect_right(sentence.figures, figure.at, key=lambda other: other.at)
    for other in sentence.figures[first : first + 3]:
        if other.kind == "rate" or "；" in passage.text[figure.till : other.at]:
            break
        behind.append((other, 1))
    if not any(is_countable(other) for other, _ in (*found, *behind)):
        behind.extend((other, 2) for other in _next_sentence(passage, figure))
    earlier = [
        (other, 2 if other.line == figure.line else 3) for other in before if other.at < sentence.start
    ]
    kept = [item for item in (*found, *behind, *earlier[:16]) if is_countable(item[0])]
    return [
        _counted(passage, other, near, stems, node)
        for other, near in kept[: 3 * MOST]
        if not _is_change(passage, other)
    ]


def _next_sentence(passage: Passage, figure: Figure) -> tuple[Figure, ...]:
    """Return the first figures of the sentence behind that of a percentage, in the same line, up to a percentage."""
    number = passage.sentence(figure).index + 1
    if number >= len(passage.sentences) or passage.sentences[number].line != figure.line:
        return ()
    return tuple(takewhile(lambda other: other.kind != "rate", passage.sentences[number].figures[:3]))


def _is_change(passage: Passage, figure: Figure) -> bool:
    return (
        bool(word_pattern("change_words", "(?:了|出|约)?$").search(passage.label(figure)[-6:]))
        or figure.role == "change"
    )


def _counted(
    passage: Passage, figure: Figure, near: int, stems: list[str], node: Mapping[str, list[str]]
) -> Counted:
    label = passage.label(figure)[-24:]
    own = re.split("[，；：]", label)[-1]
    behind = re.split("[，。；：、（）]", passage.behind(figure, 12))[0]
    # 满意度调查有效样本160人 names the survey, not the satisfied
    bare = _SURVEYED.sub("", own)
    words = bare if _has(bare, stems) else bare + behind
    whole = bool(node) and _has(own + behind, node["whole"])
    denied = _has(own, [f"{mark}{stem}" for mark in _listed("rest_marks") for stem in stems])
    denied = denied or _has(behind, [f"{mark}{stem}" for mark in _listed("rest_marks") for stem in stems])
    denied = denied or bool(node.get("rest")) and bool(word_pattern("fail_words").search(own))
    plan = bool(word_pattern("plan_words").search(own))
    due = _has(own, [f"{mark}{stem}" for mark in _listed("due_words") for stem in stems])
    is_part = _has(words, stems) and not denied and not plan and not due and not _has(own, node.get("not_part", []))
    known = node.get("whole", [])
    rank = next((index for index, word in enumerate(known) if word in own + behind), len(known))
    return Counted(figure, near, is_part, denied, whole or due, plan, rank, _has(own, node.get("unsure", [])))


def _listed(key: str) -> list[str]:
    return list(lexicon.words("rates")[key])


def _has(words: str, wanted: list[str]) -> bool:
    return any(word and word in words for word in wanted)


def fit(first: Figure, second: Figure) -> bool:
    """Return whether two figures count the same kind of thing: answers are forms as well as people."""
    if first.kind == "money" or second.kind == "money":
        return first.kind == second.kind
    return unit_of(first) == unit_of(second) or {unit_of(first), unit_of(second)} <= _RESPONSES
