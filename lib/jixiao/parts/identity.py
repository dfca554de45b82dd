"""The lines that identify a project, on the cover and in the report."""

from typing import TYPE_CHECKING

from jixiao import document as doc
from jixiao.document import Block
from jixiao.language import text

if TYPE_CHECKING:
    from jixiao.workbook import Workbook

IDENTITY = ("name", "code", "unit", "dept", "region", "fiscal_year", "eval_type", "fund_nature", "evaluator",
            "reviewer", "approver")  # fmt: skip
COVER = ("name", "unit", "fiscal_year", "eval_type", "evaluator", "reviewer")


def cover_pairs(book: "Workbook") -> list[list[str]]:
    """Return label and value of what stands on the cover."""
    pairs = [pair for pair, key in zip(_stated_pairs(book), IDENTITY, strict=True) if key in COVER]
    return [*pairs, *_draft_pair(book)]


def identity_pairs(book: "Workbook") -> list[list[str]]:
    """Return label and value of what identifies the project, and whether this is a draft."""
    return [*_stated_pairs(book), *_draft_pair(book)]


def draft_note(book: "Workbook") -> list[Block]:
    """Return the remark that the report is a draft, with what must be supplied first; nothing if it is none."""
    return [doc.note(_draft(book), tone="bad")] if book.is_draft else []


def _draft_pair(book: "Workbook") -> list[list[str]]:
    return [[text("report.identity.state", book.language), _draft(book)]] if book.is_draft else []


def _draft(book: "Workbook") -> str:
    return text("report.draft", book.language, number=book.open_entries)


def _stated_pairs(book: "Workbook") -> list[list[str]]:
    """Return label and value of what identifies the project; what is not stated says so."""
    project, language = book.facts.project, book.language
    unit = (project.unit_en or project.unit) if language == "en" else project.unit
    values = {
        "name": project.called(language), "code": project.code, "unit": unit,
        "dept": project.dept, "region": project.region,
        "fiscal_year": str(project.fiscal_year), "eval_type": text(f"report.eval_type.{project.eval_type}", language),
        "fund_nature": project.fund_nature, "evaluator": project.evaluator, "reviewer": project.reviewer,
        "approver": project.approver,
    }  # fmt: skip
    none = text("report.not_stated", language)
    return [[text(f"report.identity.{key}", language), values[key] or none] for key in IDENTITY]
