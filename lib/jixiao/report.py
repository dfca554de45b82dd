"""The report as one document: a summary, the prescribed outline filled with parts, the registers attached."""

import csv
import io
from typing import TYPE_CHECKING, Any

from jixiao import document as doc
from jixiao.findings import count
from jixiao.language import text
from jixiao.parts import blocks_of
from jixiao.parts.identity import cover_pairs, draft_note
from jixiao.registers import registers_of
from jixiao.rulebook.rules import outline

if TYPE_CHECKING:
    from jixiao.workbook import Workbook

REGISTERS = ("indicators", "checks", "scores", "opinions", "findings")
WORST = 3


def compose(book: "Workbook") -> dict[str, Any]:
    """Return the report of `book` in the outline and the language that its parameters ask for."""
    language, project = book.language, book.facts.project
    blocks = [*_banner(book), *_summary(book)]
    for section in outline(book.params.report_style)["sections"]:
        if section.get("opens"):
            continue
        level = int(section.get("level", 1))
        title = section["title_en"] if language == "en" else f"{section['number']}{section['title']}"
        blocks.append(doc.heading(level, title))
        for part in section["shows"]:
            blocks += blocks_of(book, part, level + 1)
    return doc.document(
        text("report.title", language, name=project.called(language)), blocks, language=language,
        subtitle=text("report.subtitle", language), page_style=book.params.page_style,
        report_id=f"{book.params.project} · {str(book.digests['inputs'])[:8]}", date=_stamp(book),
        cover=cover_pairs(book), banner=text("report.synthetic", language) if project.synthetic else "",
        attachments=_attachments(book),
    )  # fmt: skip


def _stamp(book: "Workbook") -> str:
    """Return the day that a PDF carries as its own: the end of what is evaluated, not the day of the report."""
    project = book.facts.project
    return str(project.period_end or f"{project.fiscal_year}-12-31")


def _banner(book: "Workbook") -> list[doc.Block]:
    if not book.facts.project.synthetic:
        return []
    return [doc.note(text("report.synthetic_note", book.language), tone="bad")]


def _summary(book: "Workbook") -> list[doc.Block]:
    language, numbers = book.language, count(book.findings)
    worst = [f"{finding.id} {finding.title}" for finding in book.findings[:WORST]]
    return [
        doc.heading(1, text("report.summary", language)),
        *draft_note(book),
        doc.paragraph(*_headline(book)),
        doc.paragraph(text("report.finding_counts", language, total=len(book.findings), **numbers)),
        *([doc.bullets(worst)] if worst else []),
    ]


def _headline(book: "Workbook") -> list[doc.Inline]:
    """Return the score; a sentence that says why there is none needs no label before it."""
    words = book.scores.headline(book.language)
    if book.scores.total is None:
        return [doc.strong(words)]
    caveat = text("report.caveat", book.language) if book.is_indicative else ""
    return [doc.strong(text("report.score", book.language)), " ".join(filter(None, (words, caveat)))]


def _attachments(book: "Workbook") -> list[dict[str, str]]:
    found = {name: registers_of(book, name)[name] for name in REGISTERS} | book.validation.register()
    return [
        {"name": f"{name}.csv", "mime": "text/csv", "text": _csv(register),
         "description": text(f"report.register.{name}", book.language)}
        for name, register in sorted(found.items())
    ]  # fmt: skip


def _csv(register: dict[str, Any]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([register["columns"], *register["rows"]])
    return buffer.getvalue()
