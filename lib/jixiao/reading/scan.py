"""Find every number of a text and say what it is: an amount, a rate, a count, or a year, a label, a telephone."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from jixiao.reading import lexicon, numerals
from jixiao.reading.figure import Figure
from jixiao.reading.names import name_kind
from jixiao.reading.normal import Normal
from jixiao.reading.tail import kind_of, read_tail, scaled, words_behind

# a space is a thousands separator only between words: 接待3 852人次
_SPACED = r"(?<=[\u4e00-\u9fff])\d{1,3}(?: \d{3})+(?:\.\d+)?(?=[\u4e00-\u9fff])"
_NUMBER = re.compile(rf"{_SPACED}|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?")
_PERCENT_OF = "百分之"
_DIGITS = "".join(numerals.DIGITS)
_CHINESE = re.compile(f"(?<![第{numerals.CHARACTERS}])[{numerals.CHARACTERS}]{{1,12}}(?:点[{_DIGITS}]+)?")
_SIGN = re.compile("([≥≤><=]=?)[ ]?$")
_PER_BEHIND = re.compile(
    r"(?:人民币)?/(?P<what>[^\d，。；、：（）\s/·|]{1,4})(?![\u4e00-\u9fff]*\s?\d)|(?P<each>每[人户亩村校场家件个台套])"
)
_NOUN = re.compile(r"[^\d，。；、：（）\s|！？“”《》/]{1,14}")
_RANGE = re.compile(r"[ \t]?(?:%|元|万元|分|个|人|天)?[ \t]?(?:-{1,2}|~|至|到)[ \t]?")
_BEFORE = 24


def scan(normal: Normal) -> list[Figure]:
    """Return all numbers of the text in its order, with class, unit and qualifier; roles are given later."""
    text = normal.text
    found: list[Figure] = []
    starts = [0, *(match.end() for match in re.finditer("\n", normal.printed))]
    for match in _numbers(text):
        figure = _figure(text, match)
        if figure is not None:
            found.append(_placed(figure, normal, starts, f"F{len(found) + 1:03}"))
    return _ranges(text, found)


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Yield Arabic and Chinese numerals in the order of the text."""
    chinese = _CHINESE.finditer(text)
    following = next(chinese, None)
    for match in _NUMBER.finditer(text):
        while following is not None and following.start() < match.start():
            yield following
            following = next(chinese, None)
        yield match
    while following is not None:
        yield following
        following = next(chinese, None)


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    if text.endswith(_PERCENT_OF, 0, match.start()):
        return _percent(text, match)
    return _arabic(text, match) if match.group()[0].isdigit() else _chinese(text, match)


def _arabic(text: str, match: re.Match[str]) -> Figure:
    tail = read_tail(text, match.end())
    kind = name_kind(text, match.start(), match.end(), match.group(), tail.unit)
    if kind:
        return Figure("", match.start(), match.end(), match.group(), match.group(), _value(match.group()),
                      "年" if kind == "year" else "", kind, at=match.start(), till=match.end())  # fmt: skip
    return _quantity(text, match, *scaled(tail, _value(match.group())), tail.qualifier, tail.end)


def _chinese(text: str, match: re.Match[str]) -> Figure | None:
    """Return a Chinese numeral as a figure where it stands before a unit and is not part of a word."""
    words, number = lexicon.words("numbers"), match.group()
    before = text[max(0, match.start() - 1) : match.start()]
    if number[0] == "零" or number in words["uncounted"] or (before and before in words["uncounted_behind"]):
        return None
    value, tail = numerals.value_of(number), read_tail(text, match.end())
    if value is None or tail.unit in ("", *words["uncounted_units"]) or (value == 1 and not tail.multiplier):
        return None
    return _quantity(text, match, *scaled(tail, value), tail.qualifier, tail.end)


def _quantity(text: str, match: re.Match[str], unit: str, value: Decimal, behind: str, end: int) -> Figure:
    start, before = match.start(), text[max(0, match.start() - _BEFORE) : match.start()]
    sign = _SIGN.search(before)
    words = "…".join(filter(None, (_qualifier(before), behind)))
    return Figure("", start, end, match.group(), text[start:end], value, unit, kind_of(unit), words,
                  noun=_noun(text, end), per=_per(before, text, end, unit), sign=sign[1] if sign else "",
                  at=start, till=end)  # fmt: skip


def _percent(text: str, match: re.Match[str]) -> Figure | None:
    """Return the percentage that words spell out: 百分之九十三, 百分之95.5, 百分之百."""
    start, number = match.start() - len(_PERCENT_OF), match.group()
    value = _value(number) if number[0].isdigit() else numerals.value_of(number)
    behind = words_behind(text, match.end())
    end = match.end() + len(behind)
    words = "…".join(filter(None, (_qualifier(text[max(0, start - _BEFORE) : start]), behind)))
    return Figure("", start, end, number, text[start:end], value, "%", "rate", words, noun=_noun(text, end),
                  at=start, till=end)  # fmt: skip


def _value(number: str) -> Decimal:
    return Decimal(number.replace(",", "").replace(" ", ""))


def _qualifier(before: str) -> str:
    match = _before_pattern().search(before)
    return match[1] if match else ""


@cache
def _before_pattern() -> re.Pattern[str]:
    words = lexicon.words("numbers")
    guards = {word: f"(?<![{characters}]){word}" for word, characters in words["not_before"].items()}
    found = "|".join(guards.get(word, word) for word in sorted(words["before"], key=lambda word: (-len(word), word)))
    return re.compile(f"({found})[ ：:]?[¥￥]?$")


@cache
def _per_pattern() -> re.Pattern[str]:
    words = lexicon.words("numbers")
    prices = lexicon.longest_first(words["price"])
    return re.compile(
        r"(?:(?:每|单(?=[公延平亩座台套盏](?!价|体|位)))(?P<what>[一]?[^\d，。；、：（）\s每]{1,3}?)(?:每[年月天次季周人户]|/?[年月天次])?"
        rf"|(?P<mean>[{words['means']}]均)|平均每?[^\d，。；、：]{{0,4}}|{prices}|(?<!高)标准(?!化))"
        r"(?P<gap>[^\d，。；、\n每]{0,10})$"
    )


def _per(before: str, text: str, end: int, unit: str) -> str:
    """Return what an amount is paid or counted for, if it is a price: 每户, 元/亩, 人均."""
    if unit in ("%", "分", ""):
        return ""
    behind = _PER_BEHIND.match(text, end)
    if behind:
        return behind["what"] or behind["each"][1:]
    match = _per_pattern().search(before)
    return (match["what"] or (match["mean"] or "")[:1] or "each") if match else ""


def _noun(text: str, end: int) -> str:
    match = _NOUN.match(text, end)
    return match.group() if match else ""


def _ranges(text: str, figures: list[Figure]) -> list[Figure]:
    """Mark 80-90分 and 3至5年 as ranges: nobody subtracts them or takes one end for the value."""
    marked = list(figures)
    for index, (first, second) in enumerate(zip(figures, figures[1:], strict=False)):
        is_pair = first.is_quantity and second.is_quantity and (first.kind == "number" or first.unit == second.unit)
        if is_pair and _RANGE.fullmatch(text, first.till, second.at):
            marked[index] = replace(first, kind="range", unit=second.unit)
            marked[index + 1] = replace(second, kind="range")
    return marked


def _placed(figure: Figure, normal: Normal, starts: list[int], id: str) -> Figure:
    """Return a figure with its name and its place in the printed text."""
    printed, start = normal.printed, normal.origin(figure.at)
    end = normal.origin(figure.till - 1) + 1
    line = bisect_right(starts, start) - 1
    first = figure.at + len(_PERCENT_OF) * figure.raw.startswith(_PERCENT_OF)
    number = printed[normal.origin(first) : normal.origin(first + len(figure.number) - 1) + 1]
    return replace(figure, id=id, start=start, end=end, number=number, raw=printed[start:end], line=line,
                   column=start - starts[line])  # fmt: skip
