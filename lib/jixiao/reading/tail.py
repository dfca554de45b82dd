"""What follows a number: qualifier, 万 or 亿, unit; and in which one spelling the unit is kept."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from jixiao.quantities import YUAN_PER_UNIT
from jixiao.reading import lexicon

RATES = {"%": "%", "百分比": "%", "百分点": "百分点", "个百分点": "百分点", "‰": "‰"}
_MONEY = {"": ("元", 1), "百": ("元", 100), "千": ("元", 1000), "万": ("万元", 1), "十万": ("万元", 10),
          "百万": ("万元", 100), "千万": ("万元", 1000), "亿": ("亿元", 1)}  # fmt: skip
_YUAN = ("元", "块钱", "元整", "")
_FACTORS = {"百": 100, "千": 1000, "十万": 100_000, "百万": 1_000_000, "千万": 10_000_000}
_LONGEST_NOT_POINTS, _NEAR = 4, 20


@dataclass(frozen=True, slots=True)
class Tail:
    """The words behind a number.

    Attributes:
        unit: The unit as printed, without 万; empty if none stands there.
        multiplier: 万, 亿, 百万 … between number and unit.
        qualifier: 余, 以上 …; several joined by ``…``.
        end: Offset behind the last of these words.
    """

    unit: str
    multiplier: str
    qualifier: str
    end: int


def read_tail(text: str, end: int) -> Tail:
    """Return what follows a number whose digits end at an offset of the normalised text."""
    if text.startswith("块", end) and _pieces().search(text, max(0, end - _NEAR), end + _NEAR):
        return Tail("块", "", "", end + 1)
    match = _pattern().match(text, end)
    assert match is not None
    unit, multiplier = match["unit"] or "", match["mult"] or ""
    if unit == "分" and _not_points().match(text, match.end("unit")):
        unit = ""
    qualifiers = [match[name] for name in ("q1", "q2", "q3") if match[name]]
    if not unit and not multiplier and match["q3"] is None:
        return Tail("", "", "", end)
    stop = match.end() if unit or not match["unit"] else match.start("unit")
    return Tail(unit, multiplier, "…".join(qualifiers), stop)


def scaled(tail: Tail, value: Decimal) -> tuple[str, Decimal]:
    """Return unit and value with the unit in its one spelling: 万 belongs to the unit, 百 and 千 to the number."""
    unit, multiplier = tail.unit, tail.multiplier
    if unit in RATES:
        return RATES[unit], value
    if unit in _YUAN and (multiplier or unit):
        money, factor = _MONEY.get(multiplier, ("元", 1))
        return money, value * factor
    if multiplier in _FACTORS:
        return unit, value * _FACTORS[multiplier]
    return multiplier + unit, value


def kind_of(unit: str) -> str:
    """Return the class of a quantity by its unit.

    Example:
        >>> kind_of("万元"), kind_of("百分点"), kind_of("分"), kind_of("万人次"), kind_of("")
        ('money', 'rate', 'points', 'count', 'number')
    """
    if unit in YUAN_PER_UNIT:
        return "money"
    if unit in RATES.values():
        return "rate"
    return "points" if unit == "分" else "count" if unit else "number"


def words_behind(text: str, end: int) -> str:
    """Return a word such as 以上 that stands right behind a percentage in words; empty if none does."""
    match = _pattern().match(text, end)
    return (match["q3"] or "") if match and not match["unit"] else ""


@cache
def _pattern() -> re.Pattern[str]:
    words = lexicon.words("numbers")
    units = lexicon.longest_first({*lexicon.unit_groups(), *RATES, "分", "块钱", "元整"} - {"块"})
    rates, behind = lexicon.longest_first(RATES), lexicon.longest_first(words["behind"])
    others = lexicon.longest_first(words["other_words"].split())
    return re.compile(
        r"[ \u3000]?(?P<q1>余|多|来|几)?"
        rf"(?P<mult>[十百千]?[万亿]|[百千](?!分)(?=[余多]?(?:{units})))?(?P<q2>余|多)?[ \u3000]?"
        rf"(?P<unit>{rates}|(?!{others})(?:{units}))?(?P<q3>(?:（含）)?(?:{behind})|多(?=[。，；、]))?"
    )


@cache
def _pieces() -> re.Pattern[str]:
    """Return a pattern for a number of pieces, with the thing right before or behind it: 水表8,460块, 60块展板."""
    things = lexicon.longest_first(lexicon.words("numbers")["pieces"])
    behind = rf"\d块[\u4e00-\u9fff]{{0,4}}(?:{things})"
    return re.compile(rf"(?:{things})(?:数量|计划|实际|共|了|约|为){{0,2}}[\d,]+块(?!钱)|{behind}")


@cache
def _not_points() -> re.Pattern[str]:
    words = lexicon.longest_first(lexicon.words("numbers")["not_points"])
    return re.compile(rf"{words}|[（(]?\d")
