"""What a column of a table holds, by the words of its header; the unit that the header names."""

import re
from functools import cache

from jixiao.reading import lexicon

_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)|\[[^\[\]]*\]|（[^（）]*$")
_YEAR = re.compile(r"(?:19|20)\d\d年?(?:度)?")
_SPACE = re.compile(r"\s+")
_UNIT = re.compile(r"(?:单位|金额单位|货币单位)?[：:]?\s?(?:人民币)?\s?(亿元|万元|元)(?=[）)\]/]|$)")
_COUNT = re.compile(
    r"（(万?(?:人次|册次|辆次|台次|批次|场次|班次|车次|人|户|台班|台|套|件|亩|公里|千米|个|所|座|平方米|立方米|米|吨|千克|公斤|株|辆|家|项|册|场|张|期|度|千瓦时|头|只|处|片|间|份|天|月|批|篇|条))）"
)
_CAPTION_UNIT = re.compile(
    r"(?:单位|计量单位|金额单位|货币单位)[：:]?\s?(?:人民币)?\s?(亿元|万元|元)|[（(](?:金额)?(?:单位[：:]?)?(亿元|万元|元)[）)]|，\s?单位[：:](亿元|万元|元)"
)
_POINTS = re.compile(r"（(\d+(?:\.\d+)?)分）$")


def plain(name: str) -> str:
    """Return the words of a header without brackets, years and white space."""
    return _SPACE.sub("", _YEAR.sub("", _BRACKETS.sub("", name))).strip("：:/-*#")


@cache
def role_of_header(name: str) -> str:
    """Return the role of a column by its header; empty if no word tells."""
    words = _SPACE.sub("", name)
    known, bare = lexicon.words("columns"), plain(words)
    if not bare:
        year = re.search("（(.*)）", words)
        return role_of_header(year[1]) if year and year[1] else ""
    exact = _exact().get(bare)
    if exact:
        return exact
    for role, endings in known["ends"].items():
        if any(bare.endswith(ending) for ending in endings):
            return str(role)
    bracket = re.search("（([^（）]+)）", words)
    if bracket and bracket[1] in _exact():
        return _exact()[bracket[1]]
    for mark in known["part"]:
        bare = bare.removeprefix(mark)
    if bare.startswith(tuple(known["left"])):
        return "balance"
    role = _without_noun(bare) or _longest(bare, unit_of_header(name).endswith("元"))
    return "last_year" if role in known["dated"] and bare.startswith(tuple(known["earlier"])) else role


@cache
def _exact() -> dict[str, str]:
    return {word: role for role, words in lexicon.words("columns")["has"].items() for word in words}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(lexicon.longest_first({word for word in _exact() if len(word) > 1}))


def _without_noun(words: str) -> str:
    """Return the role of what stands before a word such as 金额, in ``分配金额``; empty if it is not known."""
    nouns = (noun for noun in lexicon.words("columns")["behind"] if words.endswith(noun))
    roles = (_exact().get(words.removesuffix(noun), "") for noun in nouns)
    return next((role for role in roles if role and role not in ("label", "level", "serial")), "")


def _longest(words: str, has_unit: bool) -> str:
    """Return the role of the longest word; of two as long, of the later one."""
    best, position = "", 0
    while match := _pattern().search(words, position):
        best = match.group() if len(match.group()) >= len(best) else best
        position = match.start() + 1
    role = _exact()[best] if best else ""
    # 中央资金 is an amount, 项目支出 no label
    return "" if role == "label" and (best == "资金" or has_unit or not words.endswith(best)) else role


def unit_of_header(name: str) -> str:
    """Return the money or count unit that a header names, such as 万元 in ``资金（万元）``; empty if none."""
    words = _SPACE.sub("", name)
    match = re.search(r"（(?:单位[：:])?(亿元|万元|元)[）/}]", words) or re.search("(亿元|万元)$", words)
    if match:
        return match[1]
    count = _COUNT.search(words)
    return count[1] if count else ""


def unit_of_caption(words: str) -> str:
    """Return the money unit that the words above a table name; empty if none."""
    match = _CAPTION_UNIT.search(_SPACE.sub("", words))
    return next((unit for unit in match.groups() if unit), "") if match else ""


@cache
def rate_of(name: str) -> str:
    """Return which rate a header names; ``""`` if the words do not tell."""
    words = _SPACE.sub("", name)
    for rate, node in lexicon.words("columns")["rates"].items():
        if any(word in words for word in node["words"]):
            return str(rate)
    return ""


def points_of(words: str) -> str:
    """Return the points in ``产出指标（50分）``; empty if none are named."""
    match = _POINTS.search(_SPACE.sub("", words))
    return match[1] if match else ""
