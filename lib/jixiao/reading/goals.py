"""The goals that a report sets itself in figures, and the figures of a sentence that stay below one of them."""

import re
from collections.abc import Iterator

from jixiao.quantities import places, rounded
from jixiao.reading.assertions import wholes_pattern
from jixiao.reading.evidence import HUNDRED, Evidence
from jixiao.reading.figure import Figure
from jixiao.reading.judging import is_exact
from jixiao.reading.passage import Passage
from jixiao.reading.shortfalls import Shortfall

_MOST, _HEADING, _PER_UNIT, _SHORTEST, _WIDTH, _PLAN = 200, 24, 40, 4, 90, 20
_LOWER = ("≤", "<")


class Goals:
    """The goals of a report by their unit."""

    def __init__(self, passage: Passage) -> None:
        """Find the figures of lines that set goals."""
        self.passage = passage
        self.by_unit: dict[str, list[tuple[str, Figure]]] = {}
        self.planned: dict[str, list[Figure]] = {}
        for sentence in passage.sentences:
            is_goal = sets_goals(passage, sentence.line)
            for figure in sentence.figures:
                if is_goal:
                    self._add(figure)
                elif wholes_pattern("plan").search(figure.head[-_PLAN:]) and figure.kind == "count" and figure.base:
                    self.planned.setdefault(figure.unit, []).append(figure)

    def _add(self, figure: Figure) -> None:
        words = wholes_pattern("goal_light").sub("", re.split("[，；。：、（）]", figure.head)[-1])
        goals = self.by_unit.setdefault(figure.unit, [])
        is_upward = figure.sign not in _LOWER and not wholes_pattern("lower_is_better").search(words)
        if is_upward and len(words) >= _SHORTEST and figure.value and len(goals) < _PER_UNIT:
            goals.append((words, figure))

    def missed(self, figure: Figure) -> Iterator[Shortfall]:
        """Yield the goal that a figure of a later line stays below: the words of the goal stand before it."""
        start = max(self.passage.sentence_span(figure.at)[0], figure.at - _WIDTH)
        before = self.passage.text[start : figure.at]
        for words, goal in self.by_unit.get(figure.unit, ()) if is_exact(figure) else ():
            is_below = figure.base < goal.base and goal.kind == figure.kind
            if is_below and goal.line < figure.line and _is_of(words, before, figure):
                yield Shortfall("value", Evidence(None, figure, goal, False), before, figure.line)

    def made_of(self, rate: Figure) -> Evidence | None:
        """Return the amount right before a rate and the goal of which it makes that rate."""
        part = self.passage.previous(rate)
        if part is None or not part.is_quantity:
            return None
        planned = self.planned.get(part.unit, ())[:_PER_UNIT]
        for goal in (*(goal for _, goal in self.by_unit.get(part.unit, ())), *planned):
            assert rate.value is not None
            if goal.kind == part.kind and rounded(part.base / goal.base * HUNDRED, places(rate.value)) == rate.value:
                return Evidence(None, part, goal, False)
        return None


def sets_goals(passage: Passage, line: int) -> bool:
    """Return whether a line, or the heading right above it, speaks of goals."""
    above = passage.line_text(line - 1) if line else ""
    return bool(wholes_pattern("goal").search(passage.line_text(line)[:_HEADING])
                or (len(above) <= _HEADING and wholes_pattern("goal").search(above)))  # fmt: skip


def _is_of(words: str, before: str, figure: Figure) -> bool:
    """Whether the words of a goal stand right before a figure, or its last word does and the rest further ahead."""
    label = wholes_pattern("goal_light").sub("", figure.head)
    return label.endswith(words) or (label.endswith(words[-2:]) and len(words) > _SHORTEST and words[:-2] in before)
