"""What follows: the conclusion, the findings, the recommendations, the limits."""

from typing import TYPE_CHECKING

from jixiao import document as doc
from jixiao import tables
from jixiao.document import Block
from jixiao.findings import Finding, count
from jixiao.language import text, wording
from jixiao.parts import part
from jixiao.parts.identity import draft_note
from jixiao.rulebook.rules import outline

if TYPE_CHECKING:
    from jixiao.workbook import Workbook


@part
def conclusion(book: "Workbook", level: int) -> list[Block]:
    """The score with its grade, or why there is none."""
    numbers = count(book.findings)
    return [
        *draft_note(book),
        doc.paragraph(doc.strong(book.scores.headline(book.language))),
        *([doc.note(text("report.caveat", book.language), tone="warn")] if book.is_indicative else []),
        doc.paragraph(text("report.finding_counts", book.language, total=len(book.findings), **numbers)),
        book.charts["severity"].block(),
    ]


@part
def dimensions(book: "Workbook", level: int) -> list[Block]:
    """The score of each dimension."""
    return [book.charts["dimensions"].block()] if "dimensions" in book.charts else []


@part
def findings(book: "Workbook", level: int) -> list[Block]:
    """All findings: the overview, then each with criterion, condition, cause, effect and evidence."""
    if not book.findings:
        return [doc.note(text("report.no_findings", book.language))]
    blocks: list[Block] = [tables.findings_table(book.findings, book.language)]
    for finding in book.findings:
        blocks.append(doc.heading(level, f"{finding.id} {finding.title}", listed=False))
        blocks.append(doc.bullets(_aspects(finding, book.language)))
        if finding.evidence:
            blocks.append(doc.details(text("report.aspect.evidence", book.language, number=len(finding.evidence)),
                                      [doc.bullets(list(finding.evidence))]))  # fmt: skip
    return blocks


@part
def recommendations(book: "Workbook", level: int) -> list[Block]:
    """What to do, each recommendation once, with the findings it answers."""
    answers: dict[str, list[str]] = {}
    for finding in book.findings:
        answers.setdefault(finding.recommendation, []).append(finding.id)
    ids = text("report.and", book.language)
    items = [text("report.recommendation", book.language, what=what, ids=ids.join(found))
             for what, found in answers.items()]  # fmt: skip
    return [doc.bullets(items, ordered=True)] if items else [doc.note(text("report.no_findings", book.language))]


@part
def outline_gaps(book: "Workbook", level: int) -> list[Block]:
    """The sections of the evaluated report and what they lack."""
    if not book.sections:
        return [doc.note(text("report.no_outline", book.language))]
    heads = [(text(f"report.column.{name}", book.language), "left") for name in ("section", "line", "missing_parts")]
    none = text("report.complete", book.language)
    rows = [
        [state.title[book.language], str(state.line or "—"),
         text("report.and", book.language).join(part[book.language] for part in state.missing)
         or (none if state.line else text("report.section_missing", book.language))]
        for state in book.sections
    ]  # fmt: skip
    prescribed = wording(outline(book.facts.project.stated_outline), "label", book.language)
    return [doc.table("outline", text("report.caption.outline", book.language, outline=prescribed), heads, rows)]


@part
def limits(book: "Workbook", level: int) -> list[Block]:
    """What this evaluation does not decide."""
    names = ("clauses", "truth", "judgement", "missing")
    return [doc.bullets([text(f"report.limit.{name}", book.language) for name in names])]


def _aspects(finding: Finding, language: str) -> list[list[doc.Inline]]:
    return [
        [doc.strong(text(f"report.aspect.{name}", language)), str(getattr(finding, name))]
        for name in ("criterion", "condition", "cause", "effect", "recommendation")
        if getattr(finding, name)
    ]
