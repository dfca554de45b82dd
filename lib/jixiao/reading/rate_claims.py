"""Whether a percentage reports something: a threshold, a wish, an order and another year do not."""

import re

from jixiao.reading.figure import Figure
from jixiao.reading.passage import Passage
from jixiao.reading.rate_words import word_pattern

_BOUND = re.compile(
    "以上|以下|以内|之内|不少于|不低于|不高于|不超|超|至少|至多|高于|低于|大于|小于|突破|不大于|不小于"
)
_ORDER = re.compile("不低于|不少于|不高于|≥|≤|不超过")
_INLINE_HEADING = re.compile(
    r"[ \u3000]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]{1,2})?([^，。；：:]{2,16})[。：:]"
)
_SENTENCE, _HEADING, _SHORT = 120, 40, 20


def is_bound(figure: Figure, before: str, passage: Passage) -> bool:
    """Whether the percentage is a threshold, a change, or another year's."""
    if figure.qualifier and _BOUND.search(figure.qualifier):
        return True
    if word_pattern("growth_before", "(?:了|幅度|幅)?(?:为|达到?|约|到|至)?[：]?[ ]?$").search(before[-12:]):
        return True
    if word_pattern("target_before", "(?:的|为|是|至少|不|设定|：)?[ ]?$").search(before[-10:]):
        return True
    if word_pattern("former_before", "(?:度|水平|数|值)?(?:的|为|是)?[ ]?$").search(before[-10:]):
        return True
    return bool(word_pattern("target_behind", "").match(passage.text[figure.till : figure.till + 8]))


def is_claim(passage: Passage, figure: Figure, start: int) -> bool:
    """Whether the sentence reports: not in a section of targets, not in a sentence of orders."""
    sentence = passage.text[start : figure.at][-_SENTENCE:]
    wish = word_pattern("target_sentence").search(sentence)
    order = _ORDER.search(sentence) if "." not in figure.number else None
    for match in (wish, order):
        if match and not word_pattern("done_words").search(sentence, match.end()):
            return False
    heading = _heading(passage, passage.line_at(figure.at))
    return not (heading and word_pattern("target_sections", "").search(heading))


def _heading(passage: Passage, line: int) -> str:
    """Return the heading right above a line, or at its start."""
    at = passage.line_start(line)
    own = passage.text[at : at + _HEADING].split("\n")[0]
    first = _INLINE_HEADING.match(own)
    if first and not re.search("完成|实现情况|分析", first[1]):
        if word_pattern("target_sections", "").search(first[1]):
            return first[1]
    for index in range(line - 1, max(-1, line - 3), -1):
        above = passage.text[passage.line_start(index) : passage.line_start(index + 1)][
            : 2 * _HEADING
        ].strip()
        if not above:
            continue
        short = len(above) <= _SHORT and not re.search("完成|实现情况|分析|[。；]$", above)
        return above if short else ""
    return ""
