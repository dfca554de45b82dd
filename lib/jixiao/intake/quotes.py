"""Finding quoted words in a document again: white space aside, and the nearest words where they are not there."""

from collections import Counter
from functools import cached_property

AROUND = 32
_GRAM = 3
_MOST_HITS = 50
_SHIFT = 3
_SIGNS = "，。；：、！？（）|\n"
_REACH = 8


def condensed(words: str) -> str:
    """Return words without white space: copies of a document differ in it.

    Example:
        >>> condensed("支出 90 万元")
        '支出90万元'
    """
    return "".join(words.split())


class Quotable:
    """A text in which quotes are looked up.

    Attributes:
        text: The text as read.
        bare: The same without white space.
    """

    def __init__(self, text: str) -> None:
        self.text, self.bare = text, condensed(text)

    def count(self, quote: str) -> int:
        """Return how often a quote occurs."""
        return self.bare.count(condensed(quote))

    def span(self, quote: str, raw: str) -> tuple[int, int] | None:
        """Return start and end of `raw` in the text, given the words around it; None if these are not found once.

        Where the quote holds `raw` several times, the last one is meant.
        """
        words, inner = condensed(quote), condensed(raw)
        at = self.bare.find(words)
        offset = words.rfind(inner)
        if not words or not inner or at < 0 or offset < 0 or self.bare.find(words, at + 1) >= 0:
            return None
        first = at + offset
        return self._origins[first], self._origins[first + len(inner) - 1] + 1

    def nearest(self, quote: str) -> str:
        """Return the words of the text that resemble a quote most, without white space; nothing if none do."""
        words = condensed(quote)
        votes: Counter[int] = Counter()
        for offset in range(len(words) - _GRAM + 1):
            for at in _found(self.bare, words[offset : offset + _GRAM]):
                votes[at - offset] += 1
        if not votes:
            return ""
        best = max(votes, key=lambda start: (sum(votes[start + step] for step in range(-_SHIFT, _SHIFT + 1)),
                                             votes[start], -start))  # fmt: skip
        return self._clause(max(best, 0), min(best + len(words), len(self.bare)))

    @cached_property
    def _origins(self) -> list[int]:
        return [offset for offset, character in enumerate(self.text) if not character.isspace()]

    def _clause(self, start: int, end: int) -> str:
        """Return the words from start to end of the bare text with what belongs to the clauses at both ends."""
        first, last = self._origins[start], self._origins[end - 1] + 1
        farthest = max(0, first - _REACH)
        before = max(self.text.rfind(sign, farthest, first) for sign in _SIGNS) + 1
        behind = [at for sign in _SIGNS if (at := self.text.find(sign, last, last + _REACH)) >= 0]
        return condensed(self.text[before or farthest : min(behind, default=last + _REACH)])


def selector(text: str, span: tuple[int, int], around: int = AROUND) -> dict[str, str]:
    """Return words with those before and behind them, in the terms of the W3C Web Annotation Data Model."""
    start, end = span
    return {"type": "TextQuoteSelector", "exact": text[start:end],
            "prefix": text[max(0, start - around) : start], "suffix": text[end : end + around]}  # fmt: skip


def _found(text: str, words: str) -> list[int]:
    found: list[int] = []
    at = text.find(words)
    while at >= 0 and len(found) < _MOST_HITS:
        found.append(at)
        at = text.find(words, at + 1)
    return found
