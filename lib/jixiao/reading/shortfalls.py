"""Figures that say how much was missing: a rate below 100 %, 15 planned and 13.6 done, 3 of 30 under construction."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jixiao.quantities import places, rounded
from jixiao.reading import lexicon
from jixiao.reading.assertions import wholes, wholes_pattern
from jixiao.reading.claims import word_pattern
from jixiao.reading.evidence import HUNDRED, Evidence, is_reached
from jixiao.reading.figure import Figure
from jixiao.reading.mains import is_part
from jixiao.reading.passage import Passage, Sentence

_BEFORE, _BEHIND, _TAIL, _MOST, _APART = 60, 8, 14, 24, 24
_TASK = "任务|计划数|计划的|目标"


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One part that stays below its whole, or one rate below 100 %.

    Attributes:
        sort: ``spent``, ``received``, ``done``, or ``value`` for a target that was missed.
        evidence: The figures.
        about: The words around them that say what is short.
        line: Index of its line.
        name: The name of the rate; empty for amounts.
        is_whole: Whether it speaks of the project as a whole.
        is_timely: Whether it only says that something was late.
        in_table: Whether it stands in a table.
    """

    sort: str
    evidence: Evidence
    about: str
    line: int
    name: str = ""
    is_whole: bool = False
    is_timely: bool = False
    in_table: bool = False


def shortfalls_in(passage: Passage, sentence: Sentence) -> Iterator[Shortfall]:
    """Yield the shortfalls of one sentence in their order; those of another year are left out."""
    figures = [figure for figure in sentence.figures[:_MOST] if not word_pattern("former").search(figure.head[-_TAIL:])]
    found = [*_rates(passage, figures), *_pairs(passage, figures), *_undone(passage, figures)]
    yield from sorted(found, key=lambda shortfall: shortfall.evidence.anchor.at)


def _rates(passage: Passage, figures: Sequence[Figure]) -> Iterator[Shortfall]:
    for before, figure in zip((None, *figures), figures, strict=False):
        if figure.kind != "rate" or figure.sign or not 0 < figure.base < HUNDRED:
            continue
        sort, name = _rate_sort(passage, figure, before)
        if sort:
            evidence, about = Evidence(figure, None, None, False), _about(passage, figure, figure)
            is_whole = not is_part(passage, figure) and _is_plain(name, figure)
            is_timely = bool(wholes_pattern("timely").search(name))
            yield Shortfall(sort, evidence, about, figure.line, name, is_whole, is_timely)


def _rate_sort(passage: Passage, figure: Figure, before: Figure | None) -> tuple[str, str]:
    label = figure.head[-20:]
    if before and label == "的" and wholes_pattern("plan_behind").search(before.head) and re.search(_TASK, before.head):
        return "done", ""
    if wholes_pattern("share_of_plan").search(label):
        return "done", ""
    if wholes_pattern("rate_behind").search(passage.behind(figure, 4)) and label.endswith("的"):
        return "spent", ""
    for sort, names in wholes("rates").items():
        match = re.search(f"({lexicon.longest_first(names)})[^，。；\\d]{{0,6}}$", label)
        if match and is_reached(figure, names):
            return sort, match.group(1)
    return "", ""


def _is_plain(name: str, figure: Figure) -> bool:
    """Whether no words before the name of a rate narrow it."""
    words = re.split("[，；：、（）]", figure.head)[-1]
    return len(wholes_pattern("generic").sub("", words.partition(name)[0])) < 2 if name else True


def _pairs(passage: Passage, figures: Sequence[Figure]) -> Iterator[Shortfall]:
    """Yield 计划清淤15公里，实清13.6公里 · 57.6亿元，完成年度任务64亿元 · 62.4%，较目标值65%低2.6个百分点."""
    for first, second, third in zip(figures, figures[1:], (*figures[2:], None), strict=False):
        is_pair = (first.unit, first.kind) == (second.unit, second.kind) and second.at - first.till <= _APART
        if not is_pair or first.sign or second.sign:
            continue
        sort = _pair_sort(passage, first, second)
        part, whole = (first, second) if sort in ("behind", "value") else (second, first)
        if sort and 0 < part.base < whole.base and not part.per and not whole.per:
            about = _about(passage, first, second)
            is_main = bool(wholes_pattern("main_task").search(about))
            if sort == "behind":
                is_task = re.search(_TASK, second.head[-_TAIL:])
                sort = "done" if is_task or part.role not in ("spent", "received") else part.role
            evidence = Evidence(_rate_of(part, whole, third), part, whole, False)
            if sort != "done" or part.kind != "money" or re.search(_TASK, about):
                yield Shortfall(sort, evidence, about, part.line, "", is_main or _is_main(passage, sort, part))


def _is_main(passage: Passage, sort: str, part: Figure) -> bool:
    return sort in ("spent", "received") and not is_part(passage, part)


def _rate_of(part: Figure, whole: Figure, rate: Figure | None) -> Figure | None:
    """Return the rate behind two figures if it is what they make."""
    if rate is None or rate.kind != "rate" or rate.value is None:
        return None
    return rate if rounded(part.base / whole.base * HUNDRED, places(rate.value)) == rate.value else None


def _pair_sort(passage: Passage, first: Figure, second: Figure) -> str:
    before, label = first.head[-20:], second.head[-20:]
    if wholes_pattern("below_target").search(label):
        behind = passage.behind(second, 4)
        is_lower = wholes_pattern("below").search(label) or wholes_pattern("below_behind").search(behind)
        return "value" if is_lower and not wholes_pattern("lower_is_better").search(before) else ""
    if wholes_pattern("plan_behind").search(label):
        return "behind"
    if not wholes_pattern("plan").search(before) or not wholes_pattern("actual").search(label):
        return ""
    return {"received": "received", "spent": "spent"}.get(second.role, "done")


def _undone(passage: Passage, figures: Sequence[Figure]) -> Iterator[Shortfall]:
    """Yield wholes of which one part is done and the other is not: 24个子项目中20个已完工，另有4个延期."""
    for whole, first, second in zip(figures, figures[1:], figures[2:], strict=False):
        is_sum = first.base + second.base == whole.base and first.base and second.base
        if len({whole.unit, first.unit, second.unit}) > 1 or not is_sum:
            continue
        states = [bool(wholes_pattern("undone").search(_state(passage, figure))) for figure in (first, second)]
        if whole.kind in ("count", "money") and states[0] != states[1]:
            done = second if states[0] else first
            yield Shortfall("spent" if whole.kind == "money" else "done", Evidence(None, done, whole, False),
                            _about(passage, whole, second), whole.line)  # fmt: skip


def _state(passage: Passage, figure: Figure) -> str:
    """Return the words that say what became of a part: right before it and right behind it."""
    before = re.split("[，；：、]", figure.head)[-1][-_BEHIND:]
    return before + re.split("[，；、]", passage.behind(figure, 16))[0]


def _about(passage: Passage, first: Figure, last: Figure) -> str:
    """Return the words around figures: from the last semicolon on, and up to the next sign."""
    start, end = passage.sentence_span(first.at)
    before = passage.text[max(start, first.at - _BEFORE) : last.till].split("；")[-1]
    return before + re.split("[，；：、（]", passage.text[last.till : min(end, last.till + _BEHIND)])[0]
