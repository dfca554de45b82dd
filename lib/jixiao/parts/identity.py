"""The lines that identify a project, on the cover and in the report."""

from typing import TYPE_CHECKING

from jixiao.language import text

if TYPE_CHECKING:
    from jixiao.workbook import Workbook

IDENTITY = ("name", "code", "unit", "dept", "region", "fiscal_year", "eval_type", "fund_nature", "evaluator",
            "reviewer", "approver")  # fmt: skip
COVER = ("name", "unit", "fiscal_year", "eval_type", "evaluator", "reviewer")


def cover_pairs(book: "Workbook") -> list[list[str]]:
    """Return label and value of what stands on the cover."""
    return [pair for pair, key in zip(identity_pairs(book), IDENTITY, strict=True) if key in COVER]


def identity_pairs(book: "Workbook") -> list[list[str]]:
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
