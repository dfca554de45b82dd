"""What was recomputed: figures, indicators, scores, survey."""

from typing import TYPE_CHECKING

from jixiao import document as doc
from jixiao import tables
from jixiao.document import Block
from jixiao.language import text
from jixiao.parts import part
from jixiao.quantities import show_percent
from jixiao.scoring import satisfaction

if TYPE_CHECKING:
    from jixiao.workbook import Workbook


@part
def stated(book: "Workbook", level: int) -> list[Block]:
    """What the evaluated report states, against what was recomputed."""
    if not book.stated.stated:
        return [doc.note(text("report.no_stated", book.language), tone="warn")]
    verdicts = [check.verdict for check in book.checks]
    summary = text("report.reconciled", book.language, figures=len(book.stated.stated), checks=len(verdicts),
                   contradicted=verdicts.count("contradicted"), reconciled=verdicts.count("reconciled"),
                   other=len(verdicts) - verdicts.count("contradicted") - verdicts.count("reconciled"))  # fmt: skip
    return [doc.paragraph(summary), tables.checks_table(book.checks, book.language)]


@part
def checks(book: "Workbook", level: int) -> list[Block]:
    """The reconciliation, as the working paper shows it."""
    return stated(book, level)


@part
def indicators(book: "Workbook", level: int) -> list[Block]:
    """The recomputed indicators, the two or three that differ from the statement as formulas."""
    blocks: list[Block] = []
    for item in book.indicators:
        fraction = item.fraction()
        if item.state == "contradicted" and fraction:
            blocks.append(doc.formula(item.rule.text("label", book.language), *fraction, item.shown(book.language)))
    return [*blocks, tables.indicators_table(book.indicators, book.language)]


@part
def spending(book: "Workbook", level: int) -> list[Block]:
    """Quarterly spending against the schedule, where there is a ledger."""
    if "spending" not in book.charts:
        return [doc.note(text("report.no_ledger", book.language), tone="warn")]
    return [book.charts["spending"].block()]


@part
def elements(book: "Workbook", level: int) -> list[Block]:
    """Check-list indicators, point by point."""
    table = book.facts.tables.get("elements")
    if table is None or not len(table):
        return [doc.note(text("report.no_elements", book.language), tone="warn")]
    heads = [(text(f"report.column.{name}", book.language), "left")
             for name in ("code", "element", "share", "met", "reason", "by")]  # fmt: skip
    rows = [
        [row["indicator_id"], row["element"], f"{row['share']}%", text(f"report.met.{row['met']}", book.language),
         row["reason"] or "—", row["scored_by"] or "—"]
        for row in table
    ]  # fmt: skip
    return [doc.table("elements", text("report.caption.elements", book.language), heads, rows)]


@part
def scores(book: "Workbook", level: int) -> list[Block]:
    """Points and reasons of every indicator, and where the points were lost."""
    if not book.scores.scores:
        return [doc.note(book.scores.headline(book.language), tone="warn")]
    return [tables.scores_table(book.scores, book.language), book.charts["lost_points"].block()]


@part
def benefits(book: "Workbook", level: int) -> list[Block]:
    """What can be said of the benefits."""
    key = "benefits" if book.scores.scores else "no_benefits"
    return [doc.paragraph(text(f"report.{key}", book.language))]


@part
def survey(book: "Workbook", level: int) -> list[Block]:
    """The survey: how many were asked, how many answered, how satisfied they are."""
    table = book.facts.tables.get("survey")
    if table is None or not len(table):
        return [doc.note(text("report.no_survey", book.language), tone="warn")]
    heads = [(text(f"report.column.{name}", book.language), "left" if name in ("batch", "question") else "right")
             for name in ("batch", "question", "sent", "valid", "satisfaction")]  # fmt: skip
    rows = [[row["batch"], row["question"], str(row["sent"]), str(row["valid"]), show_percent(satisfaction([row]))]
            for row in table]  # fmt: skip
    return [doc.table("survey", text("report.caption.survey", book.language), heads, rows)]
