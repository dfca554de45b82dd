"""A reading as lines for a terminal: what does not hold first, what holds only counted."""

from collections.abc import Iterable, Iterator, Sequence

from jixiao.catalogue.lines import WIDTH, aligned, folded, for_consoles
from jixiao.export.clean import clean_text
from jixiao.language import text
from jixiao.outline import SectionState
from jixiao.reading.reading import Reading, Remark
from jixiao.reading.relation import Relation
from jixiao.reading.telling import summary, wording
from jixiao.reading.telling.focus import focus
from jixiao.reading.telling.places import Places
from jixiao.reading.telling.rows import rows

_INDENT = "   "
_LABEL_ROOM = 25
_LEAST = 40
_IN_FULL, _IN_SHORT = ("contradicted", "not_verifiable", "review"), ("hint", "derived")
_SHORT_LIST = 12


def lines(reading: Reading, language: str, *, width: int = WIDTH, everything: bool = False) -> Iterator[str]:
    """Yield a reading as lines of at most `width` columns; a wide character takes two.

    Args:
        reading: What was read.
        language: ``zh`` or ``en``.
        width: Columns of the terminal.
        everything: List also what holds, which is only counted otherwise.
    """
    told = _Terminal(reading, language, max(width, _LEAST))
    for line in told.all(everything):
        yield for_consoles(clean_text(line))


class _Terminal:
    def __init__(self, reading: Reading, language: str, width: int) -> None:
        self.reading, self.language, self.width = reading, language, width
        self.places = Places(reading.document)

    def all(self, everything: bool) -> Iterator[str]:
        """Yield the whole report."""
        yield from self.head()
        for verdict in (*_IN_FULL, *_IN_SHORT):
            yield from self.section(verdict, full=everything or verdict in _IN_FULL)
        yield from self.section("reconciled", full=True) if everything else self.counted()
        yield from self.outline(summary.gaps(self.reading))
        yield from self.remarks(self.reading.remarks)
        yield ""
        yield from self.fold(self.say("summary", tally=summary.tally(self.reading, self.language)), "")

    def head(self) -> Iterator[str]:
        """Yield what was read."""
        kind = summary.kind_name(self.reading, self.language)
        file = self.reading.document.file
        yield from self.fold(self.say("file-of-kind", file=file, kind=kind) if kind else file, "")
        yield from self.fold(summary.extent(self.reading, self.language), "")
        assurance = summary.assurance(self.reading, self.language)
        for note in filter(None, (*summary.notes(self.reading, self.language), assurance)):
            yield from self.fold(note, "")

    def section(self, verdict: str, full: bool) -> Iterator[str]:
        """Yield the relations with one verdict."""
        found = summary.of_verdict(self.reading, verdict)
        if not found:
            return
        yield from ("", self.title(f"reconcile.verdict.{verdict}", len(found)))
        for number, relation in enumerate(found if full else found[:_SHORT_LIST], 1):
            yield from self.relation(number, relation) if full else self.short(relation)
        if not full and len(found) > _SHORT_LIST:
            yield f"{_INDENT}{self.say('more', number=len(found) - _SHORT_LIST)}"

    def relation(self, number: int, relation: Relation) -> Iterator[str]:
        """Yield a relation in full."""
        language = self.language
        level = text(f"findings.severity.{relation.severity}", language)
        mark = self.say("numbered", number=number, severity=level)
        yield from self.fold(f"{mark}{wording.headline(relation, language)}", " ")
        yield from self.fields(rows(relation, self.places, language, quoted=True))

    def short(self, relation: Relation) -> Iterator[str]:
        """Yield a relation in a line or two."""
        language = self.language
        place = self.places.words(focus(relation, self.reading.document.text)[0], language)
        words = self.say("short", title=wording.headline(relation, language), place=place,
                         formula=wording.formula(relation, language))  # fmt: skip
        yield from self.fold(f"- {words}", " ", hang="  ")
        if note := wording.note(relation, language):
            yield from self.fold(note, _INDENT)

    def counted(self) -> Iterator[str]:
        """Yield how much holds, by kind."""
        found = summary.of_verdict(self.reading, "reconciled")
        if found:
            yield from ("", self.title("reconcile.verdict.reconciled", len(found)))
            kinds = summary.by_kind(found)
            yield from aligned([wording.label(kind, self.language), str(number)] for kind, number in kinds)

    def outline(self, gaps: Sequence[SectionState]) -> Iterator[str]:
        """Yield the gaps of the outline."""
        if not gaps:
            return
        yield from ("", self.title("reading.title.outline", len(gaps)))
        comma = text("reconcile.comma", self.language)
        for section in gaps:
            parts = comma.join(part[self.language] for part in section.missing)
            key = "section-missing" if section.line is None else "section-lacks"
            words = self.say(key, title=section.title[self.language], parts=parts)
            yield from self.fold(f"- {words}", " ", hang="  ")

    def remarks(self, remarks: Sequence[Remark]) -> Iterator[str]:
        """Yield what is no arithmetic."""
        if not remarks:
            return
        yield from ("", self.title("reading.title.remarks", len(remarks)))
        for remark in remarks:
            kind = text(f"reading.remark.{remark.kind}", self.language)
            words = self.say("remark-line", kind=kind, title=wording.remark_title(remark, self.language))
            yield from self.fold(f"- {words}", " ", hang="  ")
            if remark.end > remark.start:
                place = self.places.words(remark.start, self.language)
                quote = self.places.quote(remark.start, remark.end)
                yield from self.fold(self.say("quoted", place=place, quote=quote), _INDENT)

    def fields(self, told: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Yield labels and words in two columns."""
        room = self.width - _LABEL_ROOM
        cells = [
            (label if place == 0 else "", line)
            for label, words in told
            for place, line in enumerate(folded(words, room))
        ]
        yield from (f"{_INDENT}{line}" for line in aligned(cells))

    def fold(self, words: str, indent: str, hang: str = "") -> Iterator[str]:
        """Yield a sentence in lines that fit."""
        first, *others = folded(words, self.width - len(indent) - len(hang)) or [""]
        yield f"{indent}{first}"
        yield from (f"{indent}{hang}{line}" for line in others)

    def title(self, key: str, number: int) -> str:
        """Return a title with the number of what follows."""
        return self.say("section", title=text(key, self.language), number=number)

    def say(self, key: str, **fields: object) -> str:
        """Return a sentence of the catalogue."""
        return text(f"reading.{key}", self.language, **fields)
