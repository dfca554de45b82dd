"""The words around a figure by which it is found again: one clause, lengthened until it occurs once."""

from collections.abc import Iterator

from jixiao.intake.quotes import Quotable

_SIGNS = "，。；：、！？\n|（）"
_STEPS = 6
_REACH = 40
_ROW = 80
# A cell of a spreadsheet that begins with one of these would be read as a formula.
_UNSAFE = "=+-@＝＋－＠"


def quote_of(document: Quotable, start: int, end: int) -> str | None:
    """Return words around ``text[start:end]`` that occur once and lead back to just these characters.

    Returns:
        The words on one line; None if there are none that do.
    """
    raw = document.text[start:end]
    for first, last in _spans(document.text, start, end):
        words = one_line(document.text[first:last])
        if words[:1] not in _UNSAFE and document.span(words, raw) == (start, end):
            return words
    return None


def one_line(words: str) -> str:
    """Return words without line breaks, and without blanks around them."""
    return " ".join(words.split())


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield longer and longer stretches around a figure: first more clauses before it, then more behind it.

    In the row of a table the cells from its beginning come first, because the first one names the row.
    """
    line = text.rfind("\n", 0, start) + 1
    if "|" in text[line:start] and end - line <= _ROW:
        yield line + len(text[line:start]) - len(text[line:start].lstrip("| \u3000\t")), end
    first = start
    firsts = [first := _clause_start(text, first) for _ in range(_STEPS)]
    yield from ((first, end) for first in firsts)
    last = end
    for first in firsts:
        last = _clause_end(text, last)
        yield first, last
        yield firsts[0], last


def _clause_start(text: str, offset: int) -> int:
    """Return where the clause before an offset begins; at a sign the one before that."""
    at = offset
    while at > 0 and text[at - 1] in _SIGNS + " \u3000\t":
        at -= 1
    limit = max(0, at - _REACH)
    while at > limit and text[at - 1] not in _SIGNS:
        at -= 1
    while at < offset and text[at] in _UNSAFE + " \u3000\t":
        at += 1
    return at


def _clause_end(text: str, offset: int) -> int:
    at = offset
    while at < len(text) and text[at] in _SIGNS:
        at += 1
    limit = min(len(text), at + _REACH)
    while at < limit and text[at] not in _SIGNS:
        at += 1
    return at
