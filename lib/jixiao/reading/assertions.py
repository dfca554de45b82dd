"""Statements that something named was done, paid or received in full, such as the dredging or the county's share."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from jixiao.reading import lexicon
from jixiao.reading.advice import advice_lines
from jixiao.reading.claims import own_clause, subject_clause, word_pattern
from jixiao.reading.passage import Passage

_MOST, _TITLE = 400, 60
_STOP = r"(?=[，。；、：）（！”]|\s(?!\d)|$|了|并|给|的(?:表述|说法|结论))"


@dataclass(frozen=True, slots=True)
class Assertion:
    """One statement.

    Attributes:
        sort: A name among the sorts of ``rules/lexicon/wholes.yaml``.
        start: Offset of its first character in the normalised text.
        end: Offset behind its last character.
        line: Index of its line.
        verb: The word that says what was done; empty for aims.
        subject: What it names; empty if it speaks of the project as a whole.
        titled: What it names and the title names as well: the project by its own name.
        is_sweeping: Whether it means each of several things.
        is_timely: Whether it also says that it was in time.
        is_bare: Whether no word says that all is meant: it speaks of the figure before it.
    """

    sort: str
    start: int
    end: int
    line: int
    verb: str
    subject: tuple[str, ...]
    is_sweeping: bool
    is_timely: bool
    is_bare: bool = False
    titled: tuple[str, ...] = ()


def wholes(name: str) -> Any:
    """Return one entry of the word list."""
    return lexicon.words("wholes")[name]


@cache
def wholes_pattern(name: str) -> re.Pattern[str]:
    """Return one pattern of the word list; a list of words becomes their alternatives."""
    found = wholes(name)
    return re.compile(found if isinstance(found, str) else lexicon.longest_first(found))


def title_of(passage: Passage) -> str:
    """Return the first line if it is a title and no sentence."""
    title = passage.line_text(0)
    return "" if "。" in title else title[:_TITLE]


def assertions(passage: Passage) -> Iterator[Assertion]:
    """Yield the statements in the order of the text; what is denied, planned or asked for is none."""
    title, advice = title_of(passage), advice_lines(passage)
    for match in islice(_pattern().finditer(passage.text), _MOST):
        line = passage.line_at(match.start())
        before = own_clause(passage.text, match.start())
        if line in passage.rows or line in advice or word_pattern("not_before").search(before):
            continue
        subject = before if match["noun"] else subject_clause(passage.text, match.start())
        words = subject + match.group()
        is_bare = bool(match["aim"]) and not re.search(
            lexicon.longest_first([*wholes("quantifiers"), *wholes("sweeping"), "均", "都"]), words
        )
        parts = () if is_bare else _named(subject + (match["noun"] or ""))
        titled = tuple(part for part in parts if line and part in title)
        yield Assertion(_sort(match), match.start(), match.end(), line, match["verb"] or "",
                        tuple(part for part in parts if part not in titled),
                        bool(wholes_pattern("sweeping").search(words if match["noun"] else subject)),
                        bool(wholes_pattern("timely").search(match.group())), is_bare, titled)  # fmt: skip


@cache
def _pattern() -> re.Pattern[str]:
    quantifiers, between = lexicon.longest_first(wholes("quantifiers")), lexicon.longest_first(wholes("between"))
    verbs = lexicon.longest_first([verb for node in wholes("sorts").values() for verb in node["verbs"]])
    all_of = lexicon.longest_first(wholes("sweeping"))
    of_all = f"(?:{all_of})(?P<noun>[\u4e00-\u9fff]{{1,8}}?)(?:{between}){{1,4}}"
    lead = f"(?:{of_all}|(?:已经?)?(?:{quantifiers})(?:{between}){{0,3}})"
    ends = f"(?:{lexicon.longest_first(wholes('endings'))})?"
    aim = f"(?:(?:{quantifiers}|均|都)(?:{between}){{0,3}})?(?P<aim>{wholes('aims')})"
    return re.compile(f"(?:{aim}|{lead}(?P<verb>{verbs}){ends}){_STOP}")


@cache
def _sorts() -> dict[str, str]:
    return {verb: sort for sort, node in wholes("sorts").items() for verb in node["verbs"]}


def _sort(match: re.Match[str]) -> str:
    return "reached" if match["aim"] else _sorts()[match["verb"]]


@cache
def _number() -> re.Pattern[str]:
    units = lexicon.longest_first(lexicon.unit_groups())
    return re.compile(rf"[\d,.%]+[万亿]?(?:{units})?|[\s“”《》]")


def _named(words: str) -> tuple[str, ...]:
    """Return what a subject names beside the words that may mean the whole."""
    bare = wholes_pattern("generic").sub("、", _number().sub("、", words))
    bare = re.sub(lexicon.longest_first([*wholes("between"), *wholes("quantifiers")]), "、", bare)
    return tuple(part for part in re.split("[、，]", bare) if len(part) > 1)
