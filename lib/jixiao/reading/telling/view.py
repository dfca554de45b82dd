"""The reading view: the text of a report with every figure marked and recomputed, as one offline page."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from jixiao import __version__
from jixiao.export.clean import cleaned
from jixiao.language import text
from jixiao.reading.reading import Reading, Remark
from jixiao.reading.relation import Relation
from jixiao.reading.telling import summary, wording
from jixiao.reading.telling.focus import focus
from jixiao.reading.telling.layout import Passage, passages
from jixiao.reading.telling.marks import STATES, Mark, Note, marked, state_of
from jixiao.reading.telling.places import Places
from jixiao.reading.telling.rows import rows
from jixiao.runs.store import storage_errors

GENERATOR = "jixiao reconcile"
"""What every page says of itself; a file that does not is not ours to replace."""
LANG = {"zh": "zh-CN", "en": "en"}
SIGNS = {"contradicted": "×", "not_verifiable": "?", "review": "△", "hint": "i", "derived": "＝", "reconciled": "✓"}
"""A verdict is never shown by colour alone."""
LISTED = ("contradicted", "not_verifiable", "review", "hint", "derived")
FOLDED = ("hint", "derived")
_MARK = f'<meta name="generator" content="{GENERATOR}">'.encode()
_MARK_WITHIN = 2048
_STYLES = ("report.css", "reading.css")


def page(reading: Reading, language: str) -> str:
    """Return the reading view as a self-contained HTML page."""
    marks = marked(reading)
    told = _Page(reading, language, marks)
    return _environment().get_template("reading.html.j2").render(
        lang=LANG[language], style=_style(), generator=GENERATOR, signs=SIGNS, states=STATES, folded=FOLDED,
        say=told.say, facts=cleaned(told.facts()), lists=told.lists(), passages=told.passages(),
        held=cleaned(told.held()), gaps=cleaned(told.gaps()), whole=cleaned(told.whole()),
        generated=told.say("generated", version=__version__),
    )  # fmt: skip


def is_view(place: Path) -> bool:
    """Tell whether a file is a page that this command wrote.

    Raises:
        StorageError: It cannot be read.
    """
    if not place.is_file() or place.is_symlink():
        return False
    with storage_errors(), open(place, "rb") as file:
        return _MARK in file.read(_MARK_WITHIN)


class _Page:
    """What the template shows, in words of one language."""

    def __init__(self, reading: Reading, language: str, marks: list[Mark]) -> None:
        self.reading, self.language, self.marks = reading, language, marks
        self.places = Places(reading.document)

    def say(self, key: str, **fields: object) -> str:
        """Return a sentence of the catalogue."""
        return text(f"reading.view.{key}", self.language, **fields)

    def facts(self) -> dict[str, Any]:
        """Return what stands on top."""
        language = self.language
        return {
            "title": self.say("title", file=self.reading.document.file),
            "kind": summary.kind_name(self.reading, language), "extent": summary.extent(self.reading, language),
            "notes": [*summary.notes(self.reading, language), summary.assurance(self.reading, language)],
            "counts": [(verdict, self.verdict(verdict), number)
                       for verdict, number in summary.counts(self.reading).items()],
            "legend": [(state, self.say(f"legend.{state}")) for state in STATES],
        }  # fmt: skip

    def lists(self) -> list[tuple[str, str, list[dict[str, Any]]]]:
        """Return verdicts with their relations, the worst first."""
        notes = {id(note.about): note for mark in self.marks for note in mark.notes}
        return [
            (verdict, self.verdict(verdict), [self.note(notes.get(id(relation)), relation) for relation in found])
            for verdict in LISTED
            if (found := summary.of_verdict(self.reading, verdict))
        ]

    def held(self) -> list[tuple[str, int]]:
        """Return how much holds, by kind."""
        found = summary.by_kind(summary.of_verdict(self.reading, "reconciled"))
        return [(wording.label(kind, self.language), number) for kind, number in found]

    def gaps(self) -> list[str]:
        """Return the gaps of the outline."""
        comma = text("reconcile.comma", self.language)
        return [
            text("reading.section-missing" if section.line is None else "reading.section-lacks", self.language,
                 title=section.title[self.language],
                 parts=comma.join(part[self.language] for part in section.missing))
            for section in summary.gaps(self.reading)
        ]  # fmt: skip

    def whole(self) -> list[str]:
        """Return the remarks on the report as a whole; the others stand beside their words."""
        return [self.remark(remark) for remark in self.reading.remarks if remark.end <= remark.start]

    def passages(self) -> list[tuple[Passage, str, list[dict[str, Any]], list[dict[str, Any]]]]:
        """Return each passage with its place, the notes on what does not hold, and those on what does."""
        told = []
        for passage in passages(self.reading.document, self.marks):
            notes = [self.note(note, note.about) for note in passage.notes]
            open_notes = [note for note in notes if note["state"] != "reconciled"]
            place = self.places.words(passage.start, self.language)
            told.append((passage, place, open_notes, [note for note in notes if note["state"] == "reconciled"]))
        return told

    def note(self, note: Note | None, about: Relation | Remark) -> dict[str, Any]:
        """Return a note as the template shows it."""
        shown = self.relation(about) if isinstance(about, Relation) else self.remarked(about)
        state = about.verdict if isinstance(about, Relation) else state_of(about)
        number, mark = (note.number, note.mark) if note else (0, "")
        return {"number": number, "mark": mark, "state": state, "verdict": self.verdict(state), **cleaned(shown)}

    def relation(self, relation: Relation) -> dict[str, Any]:
        """Return the words about a relation."""
        language = self.language
        formula = "" if wording.is_comparison(relation) else wording.formula(relation, language)
        return {"title": wording.headline(relation, language), "formula": formula,
                "place": self.place(relation), "rows": rows(relation, self.places, language, quoted=False)}  # fmt: skip

    def place(self, relation: Relation) -> str:
        """Return where the words of a relation stand."""
        return self.places.words(focus(relation, self.reading.document.text)[0], self.language)

    def remarked(self, remark: Remark) -> dict[str, Any]:
        """Return the words about a remark beside its words."""
        title, why = wording.remark_title(remark, self.language), wording.remark_why(remark, self.language)
        told = [(text("reading.field.why", self.language), why)] if why else []
        return {"title": title, "formula": "", "place": self.places.words(remark.start, self.language), "rows": told}

    def remark(self, remark: Remark) -> str:
        """Return a remark in one line."""
        return text("reading.remark-line", self.language, kind=text(f"reading.remark.{remark.kind}", self.language),
                    title=wording.remark_title(remark, self.language))  # fmt: skip

    def verdict(self, state: str) -> str:
        """Return the name of a verdict."""
        return text(f"reconcile.verdict.{state}", self.language)


@cache
def _environment() -> Environment:
    return Environment(loader=PackageLoader("jixiao.export", "templates"), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True)  # fmt: skip


@cache
def _style() -> Markup:
    folder = files("jixiao.export") / "templates"
    return Markup("").join(Markup((folder / name).read_text("utf-8")) for name in _STYLES)
