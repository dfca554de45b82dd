"""The text as patterns read it: one width of signs, simplified characters, no stray pinyin; offsets lead back."""

import re
from array import array
from bisect import bisect_left
from functools import cache

from jixiao.reading import lexicon

_WIDE = {**{ord("０") + digit: str(digit) for digit in range(10)},
         **dict(zip(map(ord, "％﹪（）()：:；;｜／＋＝＜＞≧≦～∼〜﹣－⁃‐—–＊×✕•"),
                    "%%（）（）：：；；|/+=<>≥≤~~~-----**··", strict=False))}  # fmt: skip
# a comma is a thousands separator only before exactly three digits, and in one width of digits
_COMMA = re.compile(r",(?!\d{3}(?!\d))|(?<!\d),")
_WIDE_POINT = re.compile("(?<=[0-9０-９])．(?=[0-9０-９])")
_WIDE_COMMA = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_PINYIN = re.compile(r"(?<=[\u4e00-\u9fff])（[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,7}）")
_DOUBLED = re.compile(r"(?<=([，。；、：]))\1+")


class Normal:
    """A text in the form that the patterns know, with the way back to the text as printed.

    Attributes:
        text: The normalised text.
        printed: The text as printed.
    """

    def __init__(self, printed: str) -> None:
        self.printed = printed
        self._origins: array[int] | None
        changed = _same_length(printed)
        cuts = [match.span() for pattern in (_PINYIN, _DOUBLED) for match in pattern.finditer(changed)]
        self.text, self._origins = changed, None
        if cuts:
            self.text, self._origins = _without(changed, sorted(cuts))

    def origin(self, offset: int) -> int:
        """Return the offset in the printed text of a character of the normalised one."""
        if self._origins is None:
            return offset
        return self._origins[offset] if offset < len(self._origins) else len(self.printed)

    def offset(self, origin: int) -> int:
        """Return the first offset in the normalised text that stands at or behind `origin` in the printed one."""
        return origin if self._origins is None else bisect_left(self._origins, origin)


def _same_length(printed: str) -> str:
    text = _WIDE_COMMA.sub(",", _WIDE_POINT.sub(".", printed)).translate(_characters())
    return _COMMA.sub("，", text)


@cache
def _characters() -> dict[int, str]:
    return {**_WIDE, **lexicon.simplified()}


def _without(text: str, cuts: list[tuple[int, int]]) -> tuple[str, "array[int]"]:
    kept: list[str] = []
    origins = array("L")
    position = 0
    for start, end in cuts:
        if start < position:
            continue
        kept.append(text[position:start])
        origins.extend(range(position, start))
        position = end
    kept.append(text[position:])
    origins.extend(range(position, len(text)))
    return "".join(kept), origins
