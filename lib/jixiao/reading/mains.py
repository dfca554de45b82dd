"""Which amounts speak of the whole project, and which only of a part of it."""

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.passage import Passage

_REACH = 400


def is_part(passage: Passage, figure: Figure) -> bool:
    """Return whether a figure is an item of a list that a word such as 其中 opens before it in its sentence."""
    start = max(passage.sentence_span(figure.at)[0], figure.at - _REACH)
    openers = list(lexicon.pattern("quantities", "openers").finditer(passage.text, start, figure.at))
    if not openers:
        return passage.depth(figure) > 0
    # a new total after a semicolon ends the list
    stop = passage.text.rfind("；", openers[-1].end(), figure.at)
    return stop < 0 or not lexicon.pattern("quantities", "anew").match(passage.text[stop + 1 : figure.at].strip())
