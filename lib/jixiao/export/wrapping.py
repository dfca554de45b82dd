"""How wide printed words are, and how many lines they take in a column; an estimate close to the typesetter's."""

import re
from functools import lru_cache
from typing import Final

from jixiao.export.breaks import parted

WIDE: Final = "\u2e80"
JOINER: Final = "\u2060"
"""Between a sign and the words of a cell: as wide as a blank, but no line ends there."""
_PIECE = re.compile(r"\s+|[^\s\u2e80-\uffff“”‘’—…]+|.")
_CLINGING = frozenset("，。、；：？！）》」』】〕”’…—%％")
"""Marks that never begin a line."""
# Between a hanzi and a letter or digit the typesetter leaves a quarter of an em.
_SEAM = re.compile("(?<=[0-9A-Za-z%])(?=[\u2e80-\u9fff])|(?<=[\u3400-\u9fff])(?=[0-9A-Za-z])")
_GAP_EM = 0.25
_REMEMBERED = 8192


@lru_cache(maxsize=_REMEMBERED)
def em(words: str) -> float:
    """Return the width of `words` in em: a hanzi is 1 wide, other characters about half of that.

    Example:
        >>> em("合计"), em("12")
        (2.0, 1.18)
    """
    return sum(_advance(character) for character in words) + _GAP_EM * len(_SEAM.findall(words))


def widest(words: str) -> float:
    """Return the width of the longest line of `words`, none of them wrapped."""
    return max((em(line) for line in words.split("\n")), default=0.0)


@lru_cache(maxsize=_REMEMBERED)
def pieces(line: str) -> tuple[tuple[float, bool], ...]:
    """Return the parts of a line that cannot be broken: the width of each, and whether it is blank."""
    found: list[tuple[float, bool]] = []
    for piece in _PIECE.findall(line):
        if piece in _CLINGING and found and not found[-1][1]:
            found[-1] = (found[-1][0] + em(piece), False)
        else:
            found.extend((em(part), part.isspace()) for part in parted(piece))
    return tuple(found)


def longest(words: str) -> float:
    """Return the width of the longest part of `words` that cannot be broken."""
    return max((width for line in words.split("\n") for width, _ in pieces(line)), default=0.0)


def lines_of(words: str, room: float) -> int:
    """Return how many lines `words` take in a column with `room` em."""
    return sum(_wrapped(line, room) for line in words.split("\n"))


def _wrapped(line: str, room: float) -> int:
    lines, used = 1, 0.0
    for width, blank in pieces(line):
        if not blank and used and used + width > room:
            lines, used = lines + 1, 0.0
        # what is wider than the column by itself is broken anywhere
        lines += int(width / room) if width > room else 0
        used += 0.0 if blank and not used else width
    return lines


def _advance(character: str) -> float:
    if character >= WIDE or character in "—…“”‘’":
        return 1.0
    if character in "mwMW%@":
        return 0.9
    if character in f" .,:;'|!ijlI()[]{JOINER}":
        return 0.31
    # as wide as in bold, in which totals are printed
    if character in "0123456789":
        return 0.59
    return 0.66 if character.isupper() else 0.56
