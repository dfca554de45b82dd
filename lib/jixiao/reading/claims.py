"""Statements that claim something of the whole: all is spent, received, done."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from jixiao.reading import lexicon
from jixiao.reading.advice import advice_lines
from jixiao.reading.passage import Passage

_CLAUSE = re.compile(r"[，。；：！？\n（）“”]|(?<=[析况理用度])[ \u3000]+")
_WIDTH = 60
_NUMBER = re.compile(r"[\d,.%]+(?:万元|亿元|元|个|户|人|家|项)?|[\s、“”《》]")


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement about the whole.

    Attributes:
        family: Its name in ``rules/lexicon/claims.yaml``.
        start: Offset of its first character in the normalised text.
        end: Offset behind its last character.
        line: Index of its line.
        rest: What its subject names beside the project and its money; empty if it speaks of the whole.
    """

    family: str
    start: int
    end: int
    line: int
    rest: str


def family(name: str) -> dict[str, Any]:
    """Return what the word list says of a family of claims."""
    found: dict[str, Any] = lexicon.words("claims")[name]
    return found


def claims(passage: Passage, name: str) -> Iterator[Claim]:
    """Yield the claims of one family in the order of the text; what is denied, planned or asked for is none."""
    text, node, advice = passage.text, family(name), advice_lines(passage)
    for match in pattern(name).finditer(text):
        line = passage.line_at(match.start())
        before = own_clause(text, match.start())
        if line in passage.rows or line in advice or word_pattern("not_before").search(before):
            continue
        subject = subject_clause(text, match.start())
        near = text[max(0, match.start() - _WIDTH) : match.end()]
        if "about" in node and not any(word in near for word in node["about"]):
            continue
        yield Claim(name, match.start(), match.end(), line, _rest(name, subject + match.group()))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of a family of claims."""
    node = family(name)
    return re.compile(f"(?:{node['words']}){node['stop']}")


def word_pattern(name: str) -> re.Pattern[str]:
    """Return one of the other patterns of the word list."""
    return lexicon.pattern("claims", name)


def subject_clause(text: str, end: int) -> str:
    """Return the words of a clause before an offset; the clause before it where a comma stands there."""
    return own_clause(text, end) or _clause_before(text, end)


def own_clause(text: str, end: int) -> str:
    """Return the words of the clause before an offset."""
    return _CLAUSE.split(text[max(0, end - _WIDTH) : end])[-1]


def _clause_before(text: str, end: int) -> str:
    parts = _CLAUSE.split(text[max(0, end - _WIDTH) : end])
    return parts[-2] if len(parts) > 1 and text[max(0, end - 1) : end] == "，" else ""


@cache
def _subjects(name: str) -> re.Pattern[str]:
    return re.compile(lexicon.longest_first(family(name)["subjects"]))


def _rest(name: str, words: str) -> str:
    """Return what a subject names beside the words that mean the whole; a single character means nothing."""
    if family(name).get("object") and re.search(family(name)["object"], words):
        return ""
    rest = _NUMBER.sub("", _subjects(name).sub("", pattern(name).sub("", words + "，"))).strip("，")
    return rest if len(rest) > 1 else ""
