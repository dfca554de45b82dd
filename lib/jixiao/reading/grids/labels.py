"""What a row of a table is, by its label: a total, a subtotal, a part of the row above, an average, an item."""

import re
from functools import cache

from jixiao.reading import lexicon

_NOISE = re.compile(r"[\s：:（(]+$")
_LEAD = re.compile(r"^[\s（(]*(?:[一二三四五六七八九十]+、|\d+[.、])?")


@cache
def _endings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = lexicon.words("columns")["rows"]
    return tuple(
        (role, re.compile(rf"[^，。；]{{0,8}}(?:{lexicon.longest_first(words)})(?:（[^）]*）)?"))
        for role, words in rows.items()
    )


@cache
def row_role(label: str) -> str:
    """Return the role of a row: ``total``, ``subtotal``, ``part``, ``average``, otherwise ``item``."""
    words = _NOISE.sub("", re.sub(r"\s+", "", label))
    if re.match("其中|其 中", words):
        return "part"
    words = _LEAD.sub("", words)
    for role in ("subtotal", "average", "total"):
        pattern = dict(_endings())[role]
        if pattern.fullmatch(words):
            return role
    return "total" if words in lexicon.words("columns")["rows"]["whole"] else "item"


@cache
def blanks() -> frozenset[str]:
    """Return what is printed in an empty cell."""
    return frozenset(lexicon.words("columns")["blank"])


def is_blank(words: str) -> bool:
    """Return whether a cell is empty: nothing, a dash, a stroke."""
    return words in blanks() or not words.strip(" -—/一－*…")
