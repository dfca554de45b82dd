"""What a figure is in a sentence about a change, by the words around it: difference, old or new value, remainder."""

import re
from functools import cache

from jixiao.reading import lexicon
from jixiao.reading.compare import contains, word_before
from jixiao.reading.figure import Figure
from jixiao.reading.passage import Passage

OWN_CLAUSE = re.compile("[，；：。（）]")
_BASE = r"(?<![占同环])比(?![例重])|较(?![好为大多高低快强小])"
_SHARE_BEHIND = re.compile(r"的\s?\d[\d.]*\s?%")
_OVER = re.compile("超(?:过|出)?(?:年度|年初)?(?:目标|计划|任务)(?:数|值)?$")
_EXCEEDED = re.compile(r"超(?:额完成|过|出)?[^，。；\d]{0,6}$")
_TARGET_BEHIND = re.compile("的?(?:年度|全年)?(?:目标|任务|计划)")
_FROM, _TO = re.compile(r"(?:由|从|自)[^，；。]{0,14}$"), re.compile("[到至为升降增减提扩缩变]")
_COMPARED = ("高于", "低于", "超过", "超")
_TOUCHING, _NEAR = 2, 8
MOST_JOINTS = 3


def part_of(passage: Passage, figure: Figure, joints: int = MOST_JOINTS) -> str:
    """Return what a figure is in a sentence about a change.

    Returns:
        ``gap`` for a difference or a percentage of it, ``old`` for what is compared with, ``new`` for a value that is
        arrived at, ``left`` for a remainder, ``whole`` for the base of a share, ``value`` for anything else.
    """
    found = passage.parts.get((figure.id, figure.at))
    if found is None:
        found = _part(passage, figure, passage.label(figure), joints)
        if joints == MOST_JOINTS:
            passage.parts[figure.id, figure.at] = found
    return found


def _part(passage: Passage, figure: Figure, label: str, joints: int) -> str:
    joined = _joined(passage, figure, label, joints)
    if joined:
        return joined
    if word_before(label, "arrival"):
        return "new"
    if figure.qualifier in _COMPARED and contains(passage.behind(figure, _NEAR), "threshold"):
        return "old"
    if word_before(label, "up", "down"):
        return "gap"
    own = OWN_CLAUSE.split(label)[-1]
    if _is_left(figure, label, own):
        return "gap" if _is_compared(passage, figure) else "left"
    if own.startswith("占") or _SHARE_BEHIND.match(passage.text, figure.till):
        return "whole"
    return "old" if figure.role != "carry_in" and _is_old(passage, figure, own) else "value"


def falls(passage: Passage, figure: Figure) -> bool:
    """Return whether the word before a change says that it went down."""
    return bool(word_before(passage.label(figure), "down"))


def _joined(passage: Passage, figure: Figure, label: str, joints: int) -> str:
    """Return the part of the number that a figure stands right behind, such as 253笔3,795万元; empty if none."""
    previous = passage.previous(figure)
    is_joint = not label or label in lexicon.words("changes")["joints"]
    if not joints or not is_joint or previous is None or figure.at - previous.till > _TOUCHING:
        return ""
    part = part_of(passage, previous, joints - 1)
    # 超目标4000万元200万元: the second of two figures in one unit is the difference
    return "gap" if part == "old" and previous.unit == figure.unit and not label else part


def _is_left(figure: Figure, label: str, own: str) -> bool:
    if figure.role == "carry_in" or contains(own, "opening"):
        return False
    return bool(word_before(label, "remainder") or _left().search(own))


@cache
def _left() -> re.Pattern[str]:
    words = lexicon.longest_first(lexicon.words("changes")["left"])
    return re.compile(rf"(?:{words})的?[\u4e00-\u9fff]{{0,8}}$")


def _is_compared(passage: Passage, figure: Figure) -> bool:
    """Whether a remainder stands behind what it is measured against: 较采购预算980万元节约63.3万元."""
    if contains(passage.label(figure), "comparing"):
        return True
    previous = passage.previous(figure)
    is_near = previous is not None and figure.at - previous.till <= _NEAR
    return previous is not None and is_near and contains(passage.label(previous)[-12:], "comparing")


def _is_old(passage: Passage, figure: Figure, own: str) -> bool:
    """Whether the words around a figure make it what another one is measured against."""
    if _base().search(own) or _OVER.search(own):
        return True
    if "与" in own and passage.behind(figure, 4).startswith(("相比", "比")):
        return True
    if _EXCEEDED.search(own) and _TARGET_BEHIND.match(passage.behind(figure, 6)):
        return True
    return bool(_FROM.search(own) and _TO.search(passage.behind(figure, 12)))


@cache
def _base() -> re.Pattern[str]:
    words = lexicon.longest_first(lexicon.words("changes")["former"])
    return re.compile(f"(?:{_BASE}|{words})[^，；。]{{0,24}}$")
