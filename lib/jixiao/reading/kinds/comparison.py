"""Stated comparisons: 高于70%的年度目标, 未超过批复的1,040万元, 比年度目标85%高1个百分点."""

import re
from collections.abc import Iterator
from functools import cache

from jixiao.reading import lexicon
from jixiao.reading.change_words import OWN_CLAUSE
from jixiao.reading.changes import change_of, part_of
from jixiao.reading.compare import contains, dimension, word_before
from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.kinds import finder
from jixiao.reading.passage import Passage
from jixiao.reading.quoting import quote
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report

_SIGNS = {"above": ">", "below": "<", "not_above": "≤", "reached": "≥"}
_REACH, _CONTEXT, _NEAR = 18, 300, 12
# words between a value and the word that compares it; a noun there is another subject: 伙食费不超过130元
_ADVERBS = re.compile("[均都也仍还并且已略又较但而远大明显幅稍未不没有达]{0,4}")
_COMPARING = re.compile("高于|低于|超|大于|小于|优于|多于|少于|突破|控制在|达到|不足|不及|达")
_NEGATED = re.compile("(?:未|不|没有|没)$")


@finder("comparison")
def find(report: Report) -> Iterator[Relation]:
    """Yield a relation for every value that is compared in words with a threshold beside it."""
    passage = report.passage
    for figure in passage.prose:
        way = _way(passage, figure)
        value = _value(passage, figure) if way and dimension(figure) else None
        if value:
            yield _relation(passage, value, figure, way)
    yield from _directions(passage)


def _way(passage: Passage, figure: Figure) -> str:
    """Return how a value is compared with this figure; empty if no word compares them."""
    if not _is_bound(passage, figure):
        return ""
    label = passage.label(figure)
    own = OWN_CLAUSE.split(label)[-1][-_REACH:]
    found = _by_qualifier(passage, figure) or next(
        (way for way in ("not_above", "above", "below") if _comparator(way).search(own)), "")  # fmt: skip
    if found:
        return found
    is_reached = "以上" in figure.qualifier and word_before(label, "reached")
    return "reached" if is_reached and contains(passage.behind(figure, 6), "threshold") else ""


def _is_bound(passage: Passage, figure: Figure) -> bool:
    """Whether the words make a figure a threshold, in a sentence that reports and does not order."""
    if figure.unit == "百分点" or part_of(passage, figure) == "gap":
        return False
    start = max(passage.sentence_span(figure.at)[0], figure.at - _CONTEXT)
    if lexicon.pattern("changes", "orders").search(passage.text, start, figure.at):
        return False
    return contains(passage.behind(figure, 10) + passage.label(figure)[-12:], "threshold", "not_above")


def _by_qualifier(passage: Passage, figure: Figure) -> str:
    before = passage.text[max(0, figure.at - _NEAR) : figure.at].rstrip()
    for word, way in lexicon.words("changes")["qualifiers"].items():
        if figure.qualifier.startswith(word) and before.endswith(word):
            is_negated = way == "above" and _NEGATED.search(before[: -len(word)])
            return "not_above" if is_negated else str(way)
    return ""


@cache
def _comparator(way: str) -> re.Pattern[str]:
    """Return a pattern for a comparing word and the name of the threshold behind it, right before the number."""
    words = lexicon.longest_first(lexicon.words("changes")[way])
    return re.compile(f"(?:{words})[\u4e00-\u9fff]{{0,10}}$")


def _value(passage: Passage, threshold: Figure) -> Figure | None:
    """Return the value right before a threshold: the last one of its dimension in the sentence."""
    sentence = passage.sentence(threshold)
    if not _ADVERBS.fullmatch(_COMPARING.split(OWN_CLAUSE.split(passage.label(threshold))[-1])[0]):
        return None
    values = [figure for figure in sentence.figures
              if figure.at < threshold.at and dimension(figure) == dimension(threshold) and figure.unit != "百分点"
              and part_of(passage, figure) in ("value", "new")]  # fmt: skip
    return values[-1] if values else None


def _relation(passage: Passage, value: Figure, threshold: Figure, way: str) -> Relation:
    holds = {"above": value.base > threshold.base, "below": value.base < threshold.base,
             "not_above": value.base <= threshold.base, "reached": value.base >= threshold.base}[way]  # fmt: skip
    start, end = quote(passage, (value, threshold))
    return Relation("comparison", "reconciled" if holds else "contradicted", "low" if holds else "medium", (value,),
                    threshold, computed=value.base / scale_of(threshold.unit), unit=threshold.unit,
                    formula=f"{value.number} {_SIGNS[way]} {threshold.number}", start=start, end=end)  # fmt: skip


def _directions(passage: Passage) -> Iterator[Relation]:
    """Yield a contradiction where figures run against the words: 84% … 比目标85%高1个百分点, 由268件降至312件."""
    for figure in passage.prose:
        pair = _against_words(passage, figure)
        if pair:
            value, old, way = pair
            yield _relation(passage, value, old, way)


def _against_words(passage: Passage, figure: Figure) -> tuple[Figure, Figure, str] | None:
    part = part_of(passage, figure)
    if part == "new":
        return _arrival(passage, figure)
    change = change_of(passage, figure) if part == "gap" and figure.unit != "%" else None
    if not change or not change.new or not change.old or not word_before(passage.label(figure), "up", "down"):
        return None
    new, old = change.new, change.old
    if dimension(new) != dimension(old) or part_of(passage, old) != "old" or abs(new.base - old.base) != figure.base:
        return None
    return (new, old, "below" if change.falls else "above") if (new.base > old.base) == change.falls else None


def _arrival(passage: Passage, figure: Figure) -> tuple[Figure, Figure, str] | None:
    """Return the pair of 由…降至… whose figures go the other way."""
    word = word_before(passage.label(figure), "arrival")
    previous = passage.previous(figure)
    if not word or not previous or dimension(previous) != dimension(figure) or part_of(passage, previous) != "old":
        return None
    falls, rises = word[0] in "减降缩压回", word[0] in "增升提扩涨"
    if (falls and figure.base > previous.base) or (rises and figure.base < previous.base):
        return figure, previous, "below" if falls else "above"
    return None
