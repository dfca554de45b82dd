"""Lines under a heading that announces advice: what stands there is asked for, not told."""

import re

from jixiao.reading import lexicon
from jixiao.reading.passage import Passage

_TEN = "[一二三四五六七八九十]{1,3}"
_MARK = re.compile(rf"\s*(?:(第?{_TEN}(?:、|部分))|(（{_TEN}）)|(\d{{1,2}}[.、．](?!\d)))")
_TITLE = re.compile(r"[^\s，。；：\n]{2,24}")


def advice_lines(passage: Passage) -> frozenset[int]:
    """Return the indexes of the lines from each heading of advice up to the next heading of its rank or above."""
    found: set[int] = set()
    rank = 0
    for line, text in enumerate(passage.text.split("\n")):
        mark = _MARK.match(text)
        if mark and (not rank or (mark.lastindex or 0) <= rank):
            rank = (mark.lastindex or 0) if _announces(text[mark.end() :]) else 0
        if rank:
            found.add(line)
    return frozenset(found)


def _announces(words: str) -> bool:
    title = _TITLE.match(words.lstrip())
    advice, told = (lexicon.pattern("advice", key) for key in ("advice", "told"))
    return bool(title and advice.search(title.group()) and not told.search(title.group()))
