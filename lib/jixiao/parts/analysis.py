"""What was recomputed: figures, indicators, scores, survey."""

from typing import TYPE_CHECKING

from jixiao import document as doc
from jixiao import reconcile, tables
from jixiao.document import Block
from jixiao.language import text
from jixiao.parts import part
from jixiao.parts.stated_figures import apart
from jixiao.parts.tracing import traces_of_scores
from jixiao.quantities import as_decimal, show_percent
from jixiao.rulebook.lists import dimension_label, dimensions
from jixiao.scoring import satisfaction
from jixiao.scoring.sheet import question_of
from jixiao.scoring.weights import remark

if TYPE_CHECKING:
    from jixiao.intake.tables import Row
    from jixiao.workbook import Workbook


@part
def stated(book: "Workbook", level: int) -> list[Block]:
    """What the evaluated report states, against what was recomputed."""
    others = [doc.note(apart(book.proposals, book.language))] if book.proposals else []
    if not book.stated.stated:
        return [doc.note(text("report.no_stated", book.language), tone="warn"), *others]
    verdicts = [check.verdict for check in book.checks]
    summary = text("report.reconciled", book.language, figures=len(book.stated.stated), checks=len(verdicts),
                   contradicted=verdicts.count("contradicted"), reconciled=verdicts.count("reconciled"),
                   other=len(verdicts) - verdicts.count("contradicted") - verdicts.count("reconciled"))  # fmt: skip
    unused = len(reconcile.unused(book.stated, book.checks))
    told = [summary, text("reconcile.unused", book.language, number=unused)] if unused else [summary]
    return [*map(doc.paragraph, told), *others, tables.checks_table(book.checks, book.language)]


@part
def checks(book: "Workbook", level: int) -> list[Block]:
    """The reconciliation, as the working paper shows it."""
    return stated(book, level)


@part
def indicators(book: "Workbook", level: int, *groups: str) -> list[Block]:
    """The recomputed indicators (of some dimensions), those that differ from the statement as formulas."""
    blocks: list[Block] = []
    chosen = [item for item in book.indicators if not groups or item.rule["dimension"] in groups]
    for item in chosen:
        fraction = item.fraction()
        if item.state == "contradicted" and fraction:
            blocks.append(doc.formula(item.rule.text("label", book.language), *fraction, item.shown(book.language)))
    id = "-".join(["indicators", *groups])
    return [*blocks, {**tables.indicators_table(chosen, book.language), "id": id}]


@part
def spending(book: "Workbook", level: int) -> list[Block]:
    """Quarterly spending against the schedule, where there is a ledger."""
    if "spending" not in book.charts:
        return [doc.note(text("report.no_ledger", book.language), tone="warn")]
    return [book.charts["spending"].block()]


@part
def elements(book: "Workbook", level: int, *indicators: str) -> list[Block]:
    """Check-list indicators (all, or those with the given ids), point by point."""
    table = book.facts.tables.get("elements", ())
    rows = [row for row in table if not indicators or row["indicator_id"] in indicators]
    if not rows:
        return [] if indicators else [doc.note(text("report.no_elements", book.language), tone="warn")]
    heads = [(text(f"report.column.{name}", book.language), "left")
             for name in ("code", "element", "share", "met", "reason", "by")]  # fmt: skip
    cells = [
        [row["indicator_id"], row["element"], f"{row['share']}%", text(f"report.met.{row['met']}", book.language),
         row["reason"] or "—", row["scored_by"] or "—"]
        for row in rows
    ]  # fmt: skip
    id = "-".join(["elements", *indicators])
    return [doc.table(id, text("report.caption.elements", book.language), heads, cells)]


@part
def scores(book: "Workbook", level: int) -> list[Block]:
    """Points and reasons of every indicator, and where the points were lost."""
    if not book.scores.scores:
        return [doc.note(book.scores.headline(book.language), tone="warn")]
    on_weights = remark(book.scores, book.language, book.params.rules_as_of)
    on_reach = book.reach.remark_text(book.language)
    remarks = filter(None, (book.scores.remark_text(book.language), on_weights, on_reach))
    return [
        tables.scores_table(book.scores, book.language),
        *traces_of_scores(book),
        *map(doc.paragraph, remarks),
        book.charts["lost_points"].block(),
    ]


@part
def achievements(book: "Workbook", level: int, *groups: str) -> list[Block]:
    """What the indicators of some dimensions achieved, with the check-lists behind them."""
    found = book.scores.of(groups)
    names = text("report.and", book.language).join(_dimension_label(group, book) for group in groups)
    if not found:
        missing = "no_achievements" if book.scores.scores else "no_indicators"
        tone = "info" if book.scores.scores else "warn"
        return [doc.note(text(f"report.{missing}", book.language, names=names), tone=tone)]
    blocks = [tables.achievements_table(found, book.language, "-".join(["achievements", *groups]), names)]
    checked = [row["indicator_id"] for row in book.facts.tables.get("indicators", ()) if row["kind"] == "element"]
    codes = [score.code for score in found if score.code in checked]
    return [*blocks, *(elements(book, level, *codes) if codes else [])]


@part
def survey(book: "Workbook", level: int) -> list[Block]:
    """The survey: how many were asked, how many answered, how satisfied they are."""
    table = book.facts.tables.get("survey")
    if table is None or not len(table):
        return [doc.note(text("report.no_survey", book.language), tone="warn")]
    heads = [(text(f"report.column.{name}", book.language), "left" if name in ("batch", "question") else "right")
             for name in ("batch", "question", "sent", "valid", "satisfaction")]  # fmt: skip
    rows = [[row["batch"], row["question"], str(row["sent"]), str(row["valid"]), _satisfied(row)]
            for row in table]  # fmt: skip
    return [doc.table("survey", text("report.caption.survey", book.language), heads, rows)]


def _satisfied(row: "Row") -> str:
    found = satisfaction([question_of(row)])
    return "—" if found is None else show_percent(as_decimal(found.rate))


def _dimension_label(group: str, book: "Workbook") -> str:
    if group in dimensions():
        return dimension_label(group, book.language, book.pack.basis.regulation)
    label = text("scoring.execution", book.language)
    return label[:1].lower() + label[1:]
