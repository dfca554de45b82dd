"""Which shortfall speaks against a statement that something was done in full."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from jixiao.reading.assertions import Assertion, wholes, wholes_pattern
from jixiao.reading.evidence import Evidence
from jixiao.reading.goals import Goals
from jixiao.reading.passage import Passage
from jixiao.reading.report import Report
from jixiao.reading.shortfalls import Shortfall, shortfalls_in
from jixiao.reading.table_shortfalls import table_shortfalls

_BACK, _FAR, _MOST, _BEHIND, _BARE, _BESIDE = 8, 80, 60, 120, 3, 24


class Contradictions:
    """The shortfalls of a report, asked about one statement after the other."""

    def __init__(self, report: Report) -> None:
        """Find the shortfalls by their lines."""
        self.passage, self.goals = report.passage, Goals(report.passage)
        self.lines: dict[int, list[Shortfall]] = {}
        for sentence in report.passage.sentences:
            found = map(self._with_amounts, shortfalls_in(report.passage, sentence))
            self.lines.setdefault(sentence.line, []).extend(found)
        self.tables = tuple(table_shortfalls(report))

    def against(self, said: Assertion) -> Shortfall | None:
        """Return the nearest shortfall of what a statement speaks of; one with amounts before a bare rate."""
        if said.is_bare:
            return next(self._of_aim(said), None)
        for found in (self._here(said), self._goals(said), self._in_tables(said), self._back(said)):
            fitting = [shortfall for shortfall in found if _fits(self.passage, said, shortfall)]
            if fitting:
                return next((short for short in fitting if short.evidence.part), fitting[0])
        return None

    def _with_amounts(self, short: Shortfall) -> Shortfall:
        """Return a shortfall that is a bare rate with the amount and the goal of which it is the rate."""
        rate = short.evidence.rate
        made = self.goals.made_of(rate) if rate and short.evidence.part is None else None
        return replace(short, evidence=made, about=_about_goal(made) + short.about) if made else short

    def _here(self, said: Assertion) -> Iterable[Shortfall]:
        """Return the shortfalls of the paragraph, those not far behind the statement as well; near ones first."""
        near = [shortfall for shortfall in self.lines.get(said.line, ())[-_MOST:]
                if shortfall.evidence.anchor.at < said.end + _BEHIND]  # fmt: skip
        return near if said.is_sweeping else near[::-1]

    def _goals(self, said: Assertion) -> Iterator[Shortfall]:
        start, end = self.passage.sentence_span(said.start)
        for figure in self.passage.quantities_in(max(start, said.start - _BEHIND), said.start):
            yield from self.goals.missed(figure)

    def _of_aim(self, said: Assertion) -> Iterator[Shortfall]:
        """Yield the missed goal of the figures right before a bare aim: 增长7%，达到预期目标."""
        start = max(self.passage.sentence_span(said.start)[0], said.start - _BEHIND)
        for figure in self.passage.quantities_in(start, said.start)[-_BARE:]:
            yield from self.goals.missed(figure)

    def _in_tables(self, said: Assertion) -> Iterator[Shortfall]:
        near = (shortfall for shortfall in self.tables if abs(shortfall.line - said.line) <= _FAR)
        return (short for short in near if said.subject or said.titled or short.is_whole or said.is_sweeping
                or _is_its_rate(said, short))  # fmt: skip

    def _back(self, said: Assertion) -> Iterator[Shortfall]:
        for line in range(said.line - 1, max(-1, said.line - 1 - _BACK), -1):
            yield from self.lines.get(line, ()) if said.subject else ()


def _fits(passage: Passage, said: Assertion, short: Shortfall) -> bool:
    is_verb = bool(said.verb) and said.verb in short.name
    if (short.sort not in _against(said) and not is_verb) or (short.is_timely and not said.is_timely):
        return False
    if not _is_of_verb(said, short) or _is_effect(said, short):
        return False
    if said.subject:
        is_named = all(_names(part, short.about) for part in said.subject)
        return is_named or _is_main(said, short) or _is_beside(passage, said, short)
    if said.is_sweeping or short.is_whole or _is_its_rate(said, short):
        return True
    return _is_of_count(said, short) or _is_of_title(said, short)


def _is_its_rate(said: Assertion, short: Shortfall) -> bool:
    """Whether a row of a table is the rate of what a statement says: 按期完工率 for 按期完工."""
    return short.in_table and said.is_timely and short.is_timely and f"{said.verb}率" in short.about


def _is_effect(said: Assertion, short: Shortfall) -> bool:
    """Whether a row counts what came of the work: trees that grew, people who found a job; the work may be done."""
    is_of_work = said.sort == "done" and short.sort == "value" and short.in_table and not short.is_timely
    return is_of_work and bool(wholes_pattern("effects").search(short.about)) and said.verb not in short.about


def _is_of_title(said: Assertion, short: Shortfall) -> bool:
    """Whether a row of a table counts what the project is named after, or measures the verb of the statement."""
    part = short.evidence.part
    if not said.titled or not short.in_table or part is None:
        return False
    is_counted = part.kind == "count" and all(_names(name, short.about) for name in said.titled)
    return is_counted or (bool(said.verb) and said.verb in short.about and said.verb not in wholes("measured"))


def _is_main(said: Assertion, short: Shortfall) -> bool:
    """Whether amounts of the year's task stand in the paragraph of a statement about all tasks."""
    is_beside = short.line == said.line and not short.in_table
    return said.is_sweeping and short.is_whole and is_beside and not short.name


def _is_of_verb(said: Assertion, short: Shortfall) -> bool:
    """Whether a rate measures what the verb says: 完工率 does so for 竣工, 合格率 for 合格 alone."""
    if not short.name or short.sort != "done":
        return True
    others = wholes("measured_by").get(said.verb, wholes("measured"))
    return any(word in short.name for word in (said.verb or "达标", *others))


def _is_beside(passage: Passage, said: Assertion, short: Shortfall) -> bool:
    """Whether a rate without a subject of its own stands right before the clause of the statement, with its verb."""
    between = passage.text[short.evidence.anchor.till : said.start]
    is_near = not short.in_table and 0 < len(between) <= _BESIDE and between.count("，") == 1
    return is_near and short.is_whole and said.verb in short.name and not re.search(r"[\d。；：\n]", between)


def _against(said: Assertion) -> tuple[str, ...]:
    return tuple(wholes("sorts")[said.sort]["against"])


def _is_of_count(said: Assertion, shortfall: Shortfall) -> bool:
    """Whether a count of things that were done stands in the paragraph of a statement that all is done."""
    return said.sort == "done" and shortfall.sort == "done" and shortfall.line == said.line and not shortfall.in_table


def _names(part: str, about: str) -> bool:
    """Whether the words about a shortfall hold what a statement names, whole or in pairs of characters."""
    pairs = [part[index : index + 2] for index in range(0, len(part) - 1, 2)]
    is_named = part in about or (len(part) > 2 and all(pair in about for pair in pairs))
    return is_named or _is_turned(part, about)


def _is_turned(part: str, about: str) -> bool:
    """Whether words hold the noun and the verb of 养殖场改造 the other way round: 改造养殖场36家."""
    verb = next((verb for verb in wholes("sorts")["done"]["verbs"] if part.endswith(verb)), "")
    noun = wholes_pattern("each_of").sub("", part.removesuffix(verb))
    return bool(verb) and len(noun) > 1 and verb + noun in about


def _about_goal(made: Evidence) -> str:
    return made.whole.head if made.whole else ""
