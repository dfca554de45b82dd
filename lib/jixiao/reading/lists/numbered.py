"""Items that carry a number of their own: 一是 … 二是 …, (1) … (2) …, in a paragraph or one on each line."""

import re
from dataclasses import dataclass
from functools import cache

_ORDINALS = "一二三四五六七八九十"
_LONGEST = 6000
_FIRST = re.compile(
    r"\s{0,8}(?:(?P<chinese>一是|一、|（一）)|(?P<digit>（1）|1[.、）)]|①|⑴)|(?P<first>第一[，、])|(?P<head>首先))"
)
_HEADING = re.compile(
    r"\n[ \t\u3000]*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+[章节部])"
)
_ANY_ITEM = re.compile(
    rf"[ \t\u3000]*(?:[{_ORDINALS}]是|（\d{{1,2}}）|\d{{1,2}}[.、）)]|[①-⑳⑴-⒇]|第[{_ORDINALS}]|其次|再次|最后)"
)


@dataclass(frozen=True, slots=True)
class Items:
    """Numbered items.

    Attributes:
        start: Offset of the first one.
        count: How many there are.
        over_lines: Whether each stands on a line of its own, so that its end is less sure.
    """

    start: int
    count: int
    over_lines: bool


def items_from(text: str, offset: int) -> Items | None:
    """Return the numbered items that begin at an offset; None if there are none."""
    first = _FIRST.match(text, offset)
    if first is None:
        return None
    style, over_lines = first.lastgroup or "", "\n" in first.group()
    end = _end(text, first, style, over_lines)
    count, position = 1, first.end()
    for number in range(2, 11):
        found = _item(number, style).search(text, position, end)
        if not found:
            break
        count, position = number, found.end()
    broken_off = "……" in text[first.start() : end]
    return Items(first.end(), count, over_lines) if count > 1 and not broken_off else None


def _end(text: str, first: re.Match[str], style: str, over_lines: bool) -> int:
    """Return where the list ends at the latest: a heading, the number one again, a line without a number."""
    end = min(len(text), first.end() + _LONGEST)
    again = _item(1, style).search(text, first.end(), end)
    end = again.start() if again else end
    if over_lines:
        heading = _HEADING.search(text, first.end(), end) if style != "chinese" else None
        return heading.start() if heading else end
    position = text.find("\n", first.end(), end)
    while position >= 0 and _ANY_ITEM.match(text, position + 1):
        position = text.find("\n", position + 1, end)
    return position if position >= 0 else end


@cache
def _item(number: int, style: str) -> re.Pattern[str]:
    chinese = _ORDINALS[number - 1]
    if style == "chinese":
        return re.compile(rf"(?<![第统唯]){chinese}是|(?:^|\n)\s*{chinese}、|（{chinese}）")
    if style == "digit":
        circled, bracketed = chr(ord("①") + number - 1), chr(ord("⑴") + number - 1)
        return re.compile(rf"（{number}）|(?:^|[\n。；\s]){number}[.、）)](?!\d)|{circled}|{bracketed}")
    words = ("首先|第一", "其次|第二", "再次|第三|最后", "第四|最后") if style == "head" else ()
    return re.compile(words[number - 1] if number <= len(words) else f"第{chinese}")
