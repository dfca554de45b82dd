"""Which dimension and class an indicator belongs to, and whether its output was delivered."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from jixiao.rulebook.rules import classes, dimensions
from jixiao.scoring.kinds.numbers import answer_of, number_of, range_of
from jixiao.scoring.kinds.quantity import operator_of
from jixiao.scoring.sheet import Item
from jixiao.scoring.survey import satisfaction


@lru_cache(maxsize=4096)
def dimension_of(level1: str) -> str:
    """Return the dimension that a project means by its first level, or nothing if the name says none.

    Example:
        >>> [dimension_of(name) for name in ("产出指标", "二、效益（30分）", "产出类", "其他")]
        ['output', 'benefit', 'output', '']
    """
    return _meant(level1, dimensions())


@lru_cache(maxsize=4096)
def class_of(level2: str) -> str:
    """Return the class that a project means by its second level, or nothing if the name says none.

    Example:
        >>> [class_of(name) for name in ("数量指标", "产出时效", "社会效益指标", "其他")]
        ['quantity', 'time', 'social', '']
    """
    return _meant(level2, classes())


def _meant(words: str, known: Mapping[str, Mapping[str, Any]]) -> str:
    name = words.lower()
    found = [(name.index(word), code) for code, node in known.items() for word in node["words"] if word in name]
    return min(found)[1] if found else ""


def delivered(item: Item) -> bool | None:
    """Whether an output is on time, in quality and complete; None if the material does not show it."""
    on_time = _on_time(item) if item.target_date else True
    reached = _REACHED[item.kind](item) if item.kind in _REACHED else None
    if on_time is False or reached is False:
        return False
    return None if on_time is None or reached is None else True


def _on_time(item: Item) -> bool | None:
    due, done = item.target_date, item.actual_date
    return None if due is None or done is None else done <= due


def _quantity(item: Item) -> bool | None:
    target, actual = number_of(item.target), number_of(item.actual)
    if target is None or actual is None:
        return None
    return {">=": actual >= target, "<=": actual <= target, "=": actual == target}[operator_of(item)]


def _range(item: Item) -> bool | None:
    bounds, actual = range_of(item.target), number_of(item.actual)
    return None if bounds is None or actual is None else bounds[0] <= actual <= bounds[1]


def _qualitative(item: Item) -> bool | None:
    return None if item.judged is None or not item.judged.band else item.judged.band == "reached"


def _element(item: Item) -> bool | None:
    marks = {point.met for point in item.elements}
    if "no" in marks:
        return False
    return True if marks == {"yes"} else None


def _survey(item: Item) -> bool | None:
    found, target = satisfaction(item.questions), number_of(item.target)
    return None if found is None or target is None else found.rate * 100 >= Fraction(target)


def _direct(item: Item) -> bool | None:
    wanted, answer = answer_of(item.target or "yes"), answer_of(item.actual)
    return None if wanted is None or answer is None else answer is wanted


def _deduction(item: Item) -> bool | None:
    allowed, cases = number_of(item.target or "0"), number_of(item.actual)
    return None if allowed is None or cases is None else cases <= allowed


_REACHED: dict[str, Callable[[Item], bool | None]] = {
    "quantity": _quantity, "range": _range, "date": _on_time, "qualitative": _qualitative, "element": _element,
    "survey": _survey, "direct": _direct, "deduction": _deduction,
}  # fmt: skip
