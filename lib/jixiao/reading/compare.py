"""Which figures of a sentence measure the same thing, and which word of a list stands before a figure."""

import re
from functools import cache

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure, scale_of


def dimension(figure: Figure) -> str:
    """Return what a figure measures, so that two of one dimension can be compared.

    Example:
        >>> from jixiao.reading.figure import Figure
        >>> from decimal import Decimal
        >>> dimension(Figure("F001", 0, 3, "5", "5万元", Decimal(5), "万元", "money"))
        '元'
    """
    if figure.kind == "money":
        return "元"
    if figure.kind == "rate":
        return "%"
    unit = figure.unit
    return unit[1:] if len(unit) > 1 and scale_of(unit) != 1 else unit


@cache
def pattern(lists: tuple[str, ...], *, name: str = "changes", filler: bool = False) -> re.Pattern[str]:
    """Return a pattern for a word of `lists` (in ``rules/lexicon/<name>.yaml``) right before a figure."""
    words = lexicon.words(name)
    found = lexicon.longest_first({word for key in lists for word in words[key]})
    between = f"(?:{lexicon.longest_first(words['filler'])}|[ \u3000]){{0,3}}" if filler else ""
    return re.compile(f"(?P<word>{found}){between}$")


def word_before(label: str, *lists: str, filler: bool = True) -> str:
    """Return the word of the lists that stands right before a figure, given its label; empty if none does."""
    match = pattern(lists, filler=filler).search(label[-16:])
    return match["word"] if match else ""


def contains(label: str, *lists: str, name: str = "changes") -> bool:
    """Return whether a word of the lists stands anywhere in a label."""
    return bool(_anywhere(lists, name).search(label))


@cache
def _anywhere(lists: tuple[str, ...], name: str) -> re.Pattern[str]:
    words = lexicon.words(name)
    return re.compile(lexicon.longest_first({word for key in lists for word in words[key]}))


def pairs(words: str) -> set[str]:
    """Return the pairs of neighbouring characters: two names that share one may be of one thing.

    Example:
        >>> sorted(pairs("补助款"))
        ['助款', '补助']
    """
    return {words[index : index + 2] for index in range(len(words) - 1)}
