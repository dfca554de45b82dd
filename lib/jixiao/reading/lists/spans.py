"""The figures of a stretch of text, with the signs that part them and the words that break the list."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from jixiao.reading.figure import Figure
from jixiao.reading.lists import words
from jixiao.reading.lists.units import MIXED, class_of, group_of
from jixiao.reading.passage import Passage

if TYPE_CHECKING:
    from jixiao.reading.lists.openings import Opening

LONGEST = 1500
MANY = 40
_RANKS = {"、": 1, "，": 2, "；": 3, "。": 4, "\n": 4}
_SIGNS = re.compile(r"[（）、，；。\n]")
_MOVES = re.compile(
    "(?:增加|增长|提高|提升|上升|升高|升|增|扩大|减少|下降|降低|降|减|缩短|压减|核减|调整|变更|缩减)(?:到|至|为)$"
)
_MOVES_BEHIND = re.compile(
    "^(?:的[^，。；\\d]{0,8})?(?:增加|增长|提高|提升|上升|升|增|扩大|减少|下降|降低|起降|降|减|缩短|压减|核减|调整|变更|缩减)(?:到|至|为)"
)
_CHANGE = re.compile(
    "(?:增加|减少|增长|下降|净增|净减|增支|减支|核减|调减|调增|超支|降低|上升|多出|高出|少|(?<![许众很])多)(?:了|约)?$"
)
_EACH = re.compile(r"均|每|单[价方位]|标准(?!化|农田|厂房|体系|间|地|园|校)[^，。；\d]{0,6}$")
_EACH_COUNT = re.compile("均|每")
_LIMIT = re.compile("以上|以下|以内|之内|不超过|不低于|不少于|不高于|至少|至多")
_CLAUSE_SIGN = re.compile(r"[，；。：\n（）、|]")
_ORDINAL = re.compile(
    r"\s*(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]|其[次二三]|（\d{1,2}）|\d{1,2}[.、）]|[②③④⑤⑥⑦⑧⑨])"
)
_NESTED = re.compile("^(?:其中|包括|包含|含|内含|主要用于)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of a list.

    Attributes:
        figure: The figure.
        rank: The strongest sign between it and the entry before: 0 none, 1 、, 2 ，, 3 ；, 4 。.
        broken: Whether words stand between that begin a new statement.
    """

    figure: Figure
    rank: int
    broken: bool


class Spans:
    """Access to the quantities of prose by offset."""

    def __init__(self, passage: Passage) -> None:
        """Remember where each quantity stands."""
        self.passage, self.text = passage, passage.text
        self.figures = passage.prose
        self._at = [figure.at for figure in self.figures]
        self._may_add: dict[tuple[str, bool], bool] = {}
        self.openings: tuple[Opening, ...] | None = None
        self._entries: dict[tuple[int, int, str], list[Entry]] = {}
        self._sign_at = array("q", (match.start() for match in _SIGNS.finditer(self.text)))

    def inside(self, start: int, end: int) -> tuple[Figure, ...]:
        """Return the quantities whose first digit stands in a stretch of text."""
        return self.figures[bisect_left(self._at, start) : bisect_left(self._at, end)]

    def before(self, offset: int, most: int) -> Iterator[Figure]:
        """Yield the quantities before an offset, the nearest first."""
        index = bisect_left(self._at, offset)
        yield from reversed(self.figures[max(0, index - most) : index])

    def list_end(self, start: int) -> int:
        """Return where the list that begins at an offset ends: its bracket, sentence, or last numbered sentence."""
        limit = min(len(self.text), start + LONGEST)
        first = bisect_left(self._sign_at, start)
        return min(limit, self._list_ends[first]) if first < len(self._list_ends) else limit

    @cached_property
    def _list_ends(self) -> "array[int]":
        """Where a list ends in which a sign is the first one, for every sign, found from the last one back."""
        ends = array("q", [len(self.text)]) * (len(self._sign_at) + 1)
        closes = [False] * (len(self._sign_at) + 1)
        places = {at: index for index, at in enumerate(self._sign_at)}
        for index in range(len(self._sign_at) - 1, -1, -1):
            at = self._sign_at[index]
            sign = self.text[at]
            following = index + 1
            if sign == "（" and closes[following]:
                following = places[ends[following]] + 1
            if sign == "）" or (sign in "。\n" and not _ORDINAL.match(self.text, at + 1)):
                ends[index], closes[index] = at, sign == "）"
            else:
                ends[index], closes[index] = ends[following], closes[following]
        return ends

    def entries(self, start: int, end: int, of: str) -> list[Entry]:
        """Return the figures of one class in a stretch, outside its brackets."""
        key = (start, end, of)
        if key not in self._entries:
            self._entries[key] = self._find_entries(start, end, of)
        return list(self._entries[key])

    def _find_entries(self, start: int, end: int, of: str) -> list[Entry]:
        found: list[Entry] = []
        figures = self.inside(start, end)[:MANY]
        depth, rank, index, since, nested = 0, 0, 0, start, 0
        for position in range(bisect_left(self._sign_at, start), len(self._sign_at) + 1):
            stop = min(self._sign_at[position], end) if position < len(self._sign_at) else end
            while index < len(figures) and figures[index].at < stop:
                figure = figures[index]
                index += 1
                if depth == 0 and not nested and self.belongs(figure, of) and self.may_add(figure, start):
                    # 、 joins items of one list, whatever they are called
                    broken = bool(found) and rank != 1 and bool(words.breaks().search(self.text, since, figure.at))
                    found.append(Entry(figure, rank, broken))
                    rank, since = 0, figure.till
            if stop == end or index == len(figures):
                break
            sign = self.text[stop]
            depth = depth + 1 if sign == "（" else max(0, depth - 1) if sign == "）" else depth
            if depth == 0:
                rank = max(rank, _RANKS.get(sign, 0))
                if nested and _RANKS.get(sign, 0) >= 3:
                    nested = 0
                elif found and sign == "，" and _NESTED.match(self.text[stop + 1 : stop + 7]):
                    nested = 1
        return found

    def belongs(self, figure: Figure, of: str) -> bool:
        """Return whether a figure is of a class, or counts any thing where the class is `MIXED`."""
        return group_of(figure) == "any" if of == MIXED else of in (class_of(figure), figure.kind)

    def in_bracket(self, figure: Figure) -> bool:
        """Return whether a bracket of its sentence is open at a figure."""
        start, _ = self.passage.sentence_span(figure.at)
        before = self.text[max(start, figure.at - 200) : figure.at]
        return before.count("（") > before.count("）")

    def clause_before(self, figure: Figure) -> str:
        """Return the words of the clause before a figure, other figures included."""
        words_before = self.text[max(figure.at - 40, 0) : figure.at]
        return _CLAUSE_SIGN.split(words_before)[-1].strip()

    def may_add(self, figure: Figure, start: int = 0) -> bool:
        """Return whether a figure can be a part or a total: no price, limit, change, comparison or repetition."""
        is_first = next((other.at < start for other in self.before(figure.at, 1)), True)
        key = (figure.id, is_first)
        if key not in self._may_add:
            self._may_add[key] = self._find_may_add(figure, start)
        return self._may_add[key]

    def _find_may_add(self, figure: Figure, start: int) -> bool:
        # l.32 and 24O are damaged numbers: what is left of them is no value
        if self.text[figure.at - 1 : figure.at] in (".", "l", "O") or self.text[
            figure.till : figure.till + 1
        ] in ("l", "O"):
            return False
        if figure.sign or self.is_price(figure) or _LIMIT.search(figure.qualifier):
            return False
        clause = self.clause_before(figure)
        if _CHANGE.search(clause) or words.aside("compared").search(clause) or _MOVES.search(clause):
            return False
        if _MOVES_BEHIND.match(self.text[figure.till : figure.till + 16]):
            return False
        if words.aside("again").match(clause):
            return not self._is_again(figure, start)
        return True

    def is_price(self, figure: Figure) -> bool:
        """Return whether a figure is paid for each of something; 标准 in 高标准农田 makes no price."""
        if not figure.per or figure.per != "each":
            return bool(figure.per)
        return bool((_EACH if figure.kind == "money" else _EACH_COUNT).search(figure.head))

    def _is_again(self, figure: Figure, start: int) -> bool:
        for other in self.before(figure.at, 1):
            return other.at >= start and class_of(other) == class_of(figure)
        return False
