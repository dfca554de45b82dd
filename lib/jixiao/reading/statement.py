"""Words of the report without a figure: how they are quoted, in offsets of the printed text."""

from jixiao.reading.passage import Passage

LONGEST = 120


def quote_words(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """Return start and end, in the printed text, of the sentence around words; a long one is cut around them."""
    first, last = passage.sentence_span(start)
    first, last = max(first, start - LONGEST // 2), max(end, min(last, end + LONGEST // 3))
    while first < start and passage.text[first] in " \u3000\t\n":
        first += 1
    return passage.normal.origin(first), passage.normal.origin(max(first, last - 1)) + 1


def printed(passage: Passage, start: int, end: int) -> str:
    """Return the words as printed between two offsets of the normalised text."""
    normal = passage.normal
    return normal.printed[normal.origin(start) : normal.origin(max(start, end - 1)) + 1]
