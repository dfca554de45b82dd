"""How high a row must be so that nothing of its wrapped texts is cut off."""

import unicodedata
from collections.abc import Iterable

LINE, LEAST, MOST = 14.5, 22.0, 409.0
"""Points: one line of text, the lowest row of the form, the highest row that a spreadsheet has."""


def row_height(texts: Iterable[tuple[str, float]]) -> float:
    """Return the height in points of a row with these texts, each with the width of its cell in characters.

    Example:
        >>> row_height([("完成", 10)]), row_height([("已经全部完成", 6)])
        (22.0, 48.5)
    """
    lines = max((lines_of(text, width) for text, width in texts), default=1)
    return min(MOST, max(LEAST, lines * LINE + 5))


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a cell of a width; a Chinese character is as wide as two others."""
    return sum(max(1, -(-_wide(line) // max(1, int(width - 1)))) for line in text.split("\n"))


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)
