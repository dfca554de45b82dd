"""A scanned text cut into lines, sentences and clauses, with the words around each figure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from jixiao.reading.figure import Figure
from jixiao.reading.normal import Normal
from jixiao.reading.roles import role_of

_SENTENCE_END = re.compile(r"[。！？!?\n]|(?<=[\u4e00-\u9fff])\.(?=[\u4e00-\u9fff\s])")
_CLAUSE_END = re.compile(r"[，；、：。！？\n（）|]")
_LEADING = re.compile(r"^[\s，。；、：）”’》|]+")
LONGEST_LABEL = 40
MOST_FIGURES = 120
_BRACKET_REACH = 300
_LONGEST_WALK = 12
# names that are part of the words around a figure: 比2022年的25.9亿元
_WORDS = ("year", "date", "docno", "ordinal", "code")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of prose.

    Attributes:
        index: Its number in the text, from 0.
        start: Offset of its first character in the normalised text.
        end: Offset behind its last character, its final stop left out.
        line: Index of its line.
        figures: Its quantities in their order.
    """

    index: int
    start: int
    end: int
    line: int
    figures: tuple[Figure, ...]


class Passage:
    """The text of a report with its figures, as the kinds of relations read it.

    Attributes:
        normal: The text, printed and normalised.
        text: The normalised text; all offsets of figures called ``at`` and ``till`` point into it.
        figures: Every number, with roles.
        parts: What each figure is in a sentence about a change, as far as it was asked for.
        kept: What was found once and is asked for by several kinds, by name; it lives as long as the text.
    """

    def __init__(self, normal: Normal, figures: Sequence[Figure], rows: frozenset[int] = frozenset()) -> None:
        """Cut the text.

        Args:
            normal: The text.
            figures: What `scan` found.
            rows: Indexes of the lines that are rows of a table: they hold cells, no sentences.
        """
        self.normal, self.text, self.rows = normal, normal.text, rows
        self._ends = [match.start() for match in _SENTENCE_END.finditer(self.text)]
        self._clauses = [match.end() for match in _CLAUSE_END.finditer(self.text)]
        self._lines = [0, *(match.end() for match in re.finditer("\n", self.text))]
        self._labels: dict[tuple[str, int], str] = {}
        self.parts: dict[tuple[str, int], str] = {}
        self.kept: dict[str, Any] = {}
        self._position = {figure.id: index for index, figure in enumerate(figures)}
        self.figures: tuple[Figure, ...] = tuple(figures)
        self.figures = tuple(
            replace(figure, head=self.label(figure), role=role_of(self, figure)) if figure.is_quantity else figure
            for figure in figures
        )

    @cached_property
    def prose(self) -> tuple[Figure, ...]:
        """The quantities that stand in sentences, in the order of the text."""
        return tuple(figure for figure in self.figures if figure.is_quantity and figure.line not in self.rows)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of prose that hold a quantity, in the order of the text."""
        grouped: dict[int, list[Figure]] = {}
        for figure in self.prose:
            grouped.setdefault(bisect_right(self._ends, figure.at), []).append(figure)
        # a sentence without end is read in pieces, so that the work stays proportional to the text
        pieces = [
            (number, figures[first : first + MOST_FIGURES])
            for number, figures in sorted(grouped.items())
            for first in range(0, len(figures), MOST_FIGURES)
        ]
        return tuple(
            Sentence(index, self._sentence_start(number), self._sentence_end(number), figures[0].line, tuple(figures))
            for index, (number, figures) in enumerate(pieces)
        )

    @cached_property
    def _sentence_numbers(self) -> dict[str, int]:
        return {figure.id: sentence.index for sentence in self.sentences for figure in sentence.figures}

    def sentence(self, figure: Figure) -> Sentence:
        """Return the sentence in which a quantity of prose stands."""
        return self.sentences[self._sentence_numbers[figure.id]]

    def sentence_span(self, offset: int) -> tuple[int, int]:
        """Return start and end of the sentence around any offset of the normalised text."""
        number = bisect_right(self._ends, offset)
        return self._sentence_start(number), self._sentence_end(number)

    def paragraph(self, figure: Figure) -> tuple[Figure, ...]:
        """Return the quantities of prose in the same line, in their order; of a very long line the near ones."""
        figures = self._by_line[figure.line]
        if len(figures) <= MOST_FIGURES:
            return figures
        index = bisect_left(figures, figure.at, key=lambda other: other.at)
        return figures[max(0, index - MOST_FIGURES // 2) : index + MOST_FIGURES // 2]

    @cached_property
    def _by_line(self) -> dict[int, tuple[Figure, ...]]:
        grouped: dict[int, list[Figure]] = {}
        for figure in self.prose:
            grouped.setdefault(figure.line, []).append(figure)
        return {line: tuple(figures) for line, figures in grouped.items()}

    def label(self, figure: Figure) -> str:
        """Return the words between the number before (or the start of the sentence) and this figure."""
        found = self._labels.get((figure.id, figure.at))
        if found is None:
            start = max(self._label_start(figure), figure.at - LONGEST_LABEL)
            found = self._labels[figure.id, figure.at] = _LEADING.sub("", self.text[start : figure.at])
        return found

    def wide_label(self, figure: Figure) -> str:
        """Return the words before a figure back to the last amount or rate: counts in between do not end them."""
        index = self._position[figure.id] - 1
        start = self.sentence_span(figure.at)[0]
        first = max(0, index - _LONGEST_WALK)
        while index >= first and self.figures[index].at > start:
            if self.figures[index].kind in ("money", "rate"):
                start = self.figures[index].till
                break
            index -= 1
        return _LEADING.sub("", self.text[start : figure.at])

    def clause(self, figure: Figure) -> str:
        """Return the words of the figure's own clause before it: from the last sign on."""
        index = bisect_right(self._clauses, figure.at)
        start = self._clauses[index - 1] if index else 0
        return self.text[max(start, self._label_start(figure)) : figure.at].strip()

    def behind(self, figure: Figure, most: int = 12) -> str:
        """Return the words behind a figure, up to the next number, the end of the sentence or `most` characters."""
        index = self._position[figure.id] + 1
        end = self.figures[index].at if index < len(self.figures) else len(self.text)
        _, stop = self.sentence_span(figure.till - 1)
        return self.text[figure.till : min(end, stop, figure.till + most)]

    def between(self, first: Figure, second: Figure) -> str:
        """Return the words between two figures."""
        return self.text[first.till : second.at]

    def previous(self, figure: Figure) -> Figure | None:
        """Return the number right before a figure in its sentence; None if there is none."""
        index = self._position[figure.id] - 1
        start = self.sentence_span(figure.at)[0]
        return self.figures[index] if index >= 0 and self.figures[index].at >= start else None

    def before(self, figure: Figure, lines: int, most: int) -> list[Figure]:
        """Return up to `most` quantities before a figure, cells of tables included, the nearest first.

        Args:
            figure: Where to start.
            lines: How many lines to go back.
            most: How many quantities to return.
        """
        found: list[Figure] = []
        index = self._position[figure.id] - 1
        while index >= 0 and len(found) < most and self.figures[index].line >= figure.line - lines:
            if self.figures[index].is_quantity:
                found.append(self.figures[index])
            index -= 1
        return found

    def quantities_in(self, start: int, end: int) -> tuple[Figure, ...]:
        """Return the quantities between two offsets of the normalised text, at most `MOST_FIGURES`."""
        first = bisect_left(self.figures, start, key=lambda figure: figure.at)
        last = bisect_left(self.figures, end, key=lambda figure: figure.at)
        return tuple(figure for figure in self.figures[first : min(last, first + MOST_FIGURES)] if figure.is_quantity)

    def figures_between(self, first: Figure, second: Figure) -> tuple[Figure, ...]:
        """Return every number, names included, between two figures."""
        return self.figures[self._position[first.id] + 1 : self._position[second.id]]

    def line_text(self, line: int) -> str:
        """Return the normalised text of a line."""
        end = self._lines[line + 1] - 1 if line + 1 < len(self._lines) else len(self.text)
        return self.text[self._lines[line] : end]

    def line_start(self, line: int) -> int:
        """Return the offset of a line in the normalised text."""
        return self._lines[line]

    def line_at(self, offset: int) -> int:
        """Return the index of the line at an offset of the normalised text."""
        return bisect_right(self._lines, offset) - 1

    def depth(self, figure: Figure) -> int:
        """Return how many brackets are open at a figure, as far as they were opened in its line not far before it."""
        line = self._lines[self.line_at(figure.at)]
        before = self.text[max(line, figure.at - _BRACKET_REACH) : figure.at]
        return max(0, before.count("（") - before.count("）"))

    def preceding(self, figure: Figure, most_lines: int = 0) -> Iterator[Figure]:
        """Yield the quantities of prose before a figure, the nearest first, at most `most_lines` lines back."""
        index = self._prose_position[figure.id]
        for position in range(index - 1, -1, -1):
            other = self.prose[position]
            if other.line < figure.line - most_lines:
                return
            yield other

    @cached_property
    def _prose_position(self) -> dict[str, int]:
        return {figure.id: index for index, figure in enumerate(self.prose)}

    def _label_start(self, figure: Figure) -> int:
        index = self._position[figure.id] - 1
        while index >= 0 and self.figures[index].kind in _WORDS:
            index -= 1
        return max(self.figures[index].till if index >= 0 else 0, self.sentence_span(figure.at)[0])

    def _sentence_start(self, number: int) -> int:
        return self._ends[number - 1] + 1 if number else 0

    def _sentence_end(self, number: int) -> int:
        return self._ends[number] if number < len(self._ends) else len(self.text)
