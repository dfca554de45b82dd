"""Which words of a report are marked in the reading view, how, and which note belongs to which mark."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from jixiao.reading.reading import Reading, Remark
from jixiao.reading.relation import VERDICTS, Relation
from jixiao.reading.telling.focus import focus

UNUSED = ("operand", "quantity", "name")
STATES = (*VERDICTS, *UNUSED)
"""How a mark looks, the worst first: the verdict on it, computed with, could be computed with, a mere name."""
_REMARKS = {"contradiction": "contradicted", "missing": "not_verifiable", "unsupported": "not_verifiable",
            "vague": "review", "review": "review", "hint": "hint"}  # fmt: skip


@dataclass
class Note:
    """What is told beside the text about one relation or remark.

    Attributes:
        number: Its number in the order of the text, from 1.
        state: One of `VERDICTS`.
        about: The relation or the remark.
        mark: Identifier of the mark it belongs to.
    """

    number: int
    state: str
    about: Relation | Remark
    mark: str = ""


@dataclass
class Mark:
    """Words of the report that are marked.

    Attributes:
        start: Offset in the document's text.
        end: Offset behind them.
        state: One of `STATES`.
        id: Identifier in the page.
        notes: The notes on it, the worst first.
    """

    start: int
    end: int
    state: str
    id: str
    notes: list[Note] = field(default_factory=list)


def state_of(remark: Remark) -> str:
    """Return the verdict that a remark counts as."""
    return _REMARKS[remark.kind]


def marked(reading: Reading) -> list[Mark]:
    """Return all marks in the order of the text; no two overlap, none goes over the end of a line."""
    marks = _Marks(reading)
    for number, (start, end, about) in enumerate(sorted(_subjects(reading), key=lambda told: told[:2]), 1):
        state = about.verdict if isinstance(about, Relation) else state_of(about)
        marks.add(Note(number, state, about), start, end)
    return marks.sorted


def _subjects(reading: Reading) -> Iterator[tuple[int, int, Relation | Remark]]:
    whole = reading.document.text
    yield from ((*focus(relation, whole), relation) for relation in reading.relations)
    yield from ((remark.start, remark.end, remark) for remark in reading.remarks if remark.end > remark.start)


class _Marks:
    """The marks of one text: those of its figures, and those that notes on words add between them."""

    def __init__(self, reading: Reading) -> None:
        used = {figure.id for relation in reading.relations for figure in relation.operands}
        self.whole = reading.document.text
        self.sorted: list[Mark] = []
        for figure in reading.figures:
            state = "name" if not figure.is_quantity else "operand" if figure.id in used else "quantity"
            if not self.sorted or figure.start >= self.sorted[-1].end:
                self.sorted.append(Mark(figure.start, figure.end, state, figure.id))

    def add(self, note: Note, start: int, end: int) -> None:
        """Put a note on the mark at its words, or on a new one."""
        mark = self._at(start, end) or self._new(start, end, f"W{note.number:03}")
        if mark is None:
            return
        note.mark = mark.id
        mark.notes = sorted([*mark.notes, note], key=lambda other: (VERDICTS.index(other.state), other.number))
        # a value that the text does not state says nothing about the figures that it comes from
        if note.state != "derived" and STATES.index(note.state) < STATES.index(mark.state):
            mark.state = note.state

    def _at(self, start: int, end: int) -> Mark | None:
        index = bisect_right(self.sorted, start, key=lambda mark: mark.start) - 1
        for mark in self.sorted[max(index, 0) : index + 2]:
            if mark.start < max(end, start + 1) and start < mark.end:
                return mark
        return None

    def _new(self, start: int, end: int, name: str) -> Mark | None:
        line_end = self.whole.find("\n", start)
        mark = Mark(start, min(end, line_end) if line_end >= 0 else end, "name", name)
        if mark.end <= mark.start:
            return None
        self.sorted.insert(bisect_left(self.sorted, start, key=lambda other: other.start), mark)
        return mark
