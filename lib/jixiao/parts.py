"""The parts that pages and the report are made of: each a function from the workbook to blocks."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from jixiao import document as doc
from jixiao import tables
from jixiao.display import Shown
from jixiao.document import Block
from jixiao.exceptions import RuleError
from jixiao.findings import Finding, count
from jixiao.language import text
from jixiao.quantities import show_percent
from jixiao.registers import registers_of
from jixiao.rules import outline, pack, role_label
from jixiao.scoring import satisfaction

if TYPE_CHECKING:
    from jixiao.workbook import Workbook

IDENTITY = ("name", "code", "unit", "dept", "region", "fiscal_year", "eval_type", "fund_nature", "evaluator",
            "reviewer", "approver")  # fmt: skip
COVER = ("name", "unit", "fiscal_year", "eval_type", "evaluator", "reviewer")
Part = Callable[["Workbook", int], list[Block]]
_PARTS: dict[str, Part] = {}


def part(function: Part) -> Part:
    """Register `function` under its own name, as an outline's ``shows`` and a page's ``show`` call it."""
    _PARTS[function.__name__] = function
    return function


def blocks_of(book: "Workbook", name: str, level: int) -> list[Block]:
    """Return the blocks of one part; `level` is the level that headings inside it start at."""
    if name not in _PARTS:
        raise RuleError("unknown-part", part=name, allowed=", ".join(sorted(_PARTS)))
    return _PARTS[name](book, level)


def show(book: "Workbook", name: str) -> Shown:
    """Return one part as a page shows it, with its register beside it."""
    proof = {**book.digests, "headline": headline(book)} if name == "seal" else None
    composed = book.document if name == "report" else None
    return Shown(blocks_of(book, name, 2), registers=registers_of(book, name) or None, document=composed, seal=proof)


@part
def report(book: "Workbook", level: int) -> list[Block]:
    """The whole report, as page 4 shows it."""
    return list(book.document["blocks"])


@part
def parameters(book: "Workbook", level: int) -> list[Block]:
    """The parameters of this run, all of them."""
    columns = [(text("report.column.parameter", book.language), "left"),
               (text("report.column.value", book.language), "left")]  # fmt: skip
    rows = [[name, str(value)] for name, value in book.params.model_dump().items()]
    return [doc.table("parameters", text("report.caption.parameters", book.language), columns, rows)]


@part
def identity(book: "Workbook", level: int) -> list[Block]:
    """Who and what is evaluated."""
    columns = [(text("report.column.item", book.language), "left"), (text("report.column.content", book.language), "left")]
    return [doc.table("identity", text("report.caption.identity", book.language), columns, identity_pairs(book))]


@part
def funds(book: "Workbook", level: int) -> list[Block]:
    """The money: budget, received, spent, by source."""
    unit = book.facts.project.money_unit
    blocks = [tables.funds_table(book.facts.tables.get("funds"), book.totals, unit, book.language)]
    missing = [role_label(name, book.language) for name in book.totals.missing if name != "allotted"]
    if missing:
        names = text("report.and", book.language).join(missing)
        blocks.append(doc.note(text("report.funds_missing", book.language, names=names), tone="warn"))
    return blocks


@part
def funds_chart(book: "Workbook", level: int) -> list[Block]:
    """The chart of budget, received and spent."""
    return [book.charts["funds"].block()]


@part
def goals(book: "Workbook", level: int) -> list[Block]:
    """The targets, as far as the material gives any."""
    table = book.facts.tables.get("indicators")
    if table is None or not len(table):
        return [doc.note(text("report.no_goals", book.language), tone="warn")]
    return [doc.paragraph(text("report.goals", book.language, number=len(table)))]


@part
def scope(book: "Workbook", level: int) -> list[Block]:
    """Purpose, object and scope of this evaluation."""
    project = book.facts.project
    name = (project.name_en or project.name) if book.language == "en" else project.name
    tables_read = text("report.and", book.language).join(
        f"{name}.csv ({len(table)})" for name, table in book.facts.tables.items()
    )
    return [
        doc.paragraph(text("report.purpose", book.language)),
        doc.paragraph(text("report.object", book.language, name=name, year=project.fiscal_year, tables=tables_read)),
    ]


@part
def method(book: "Workbook", level: int) -> list[Block]:
    """Principles, methods, standards, and the rules in force."""
    label = pack(book.params.rule_pack)["label_en" if book.language == "en" else "label"]
    return [
        doc.paragraph(text("report.method", book.language)),
        doc.paragraph(text("report.standards", book.language, pack=label, day=book.params.rules_as_of)),
        tables.basis_table(book.indicators, book.language),
    ]


@part
def validation(book: "Workbook", level: int) -> list[Block]:
    """The checks of the input; what each rests on stands in the working paper and the register."""
    return [block for block in book.validation.blocks(book.language) if block["kind"] != "details"]


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


@part
def conclusion(book: "Workbook", level: int) -> list[Block]:
    """The score with its grade, or why there is none."""
    numbers = count(book.findings)
    return [
        doc.paragraph(doc.strong(book.scores.headline(book.language))),
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
    prescribed = outline(book.facts.project.stated_outline)["label_en" if book.language == "en" else "label"]
    return [doc.table("outline", text("report.caption.outline", book.language, outline=prescribed), heads, rows)]


@part
def limits(book: "Workbook", level: int) -> list[Block]:
    """What this evaluation does not decide."""
    return [doc.bullets([text(f"report.limit.{name}", book.language) for name in ("clauses", "truth", "judgement", "missing")])]


@part
def provenance(book: "Workbook", level: int) -> list[Block]:
    """The digests by which this report can be recomputed and compared."""
    return seal(book, level)


@part
def seal(book: "Workbook", level: int) -> list[Block]:
    """The digests of inputs, rules and code."""
    heads = [(text("report.column.digest_of", book.language), "left"), ("SHA-256", "left")]
    rows: list[list[doc.Cell]] = [[text(f"report.digest.{name}", book.language), str(book.digests[name])]
                                  for name in ("inputs", "rules", "code")]  # fmt: skip
    return [doc.table("seal", text("report.caption.seal", book.language), heads, rows)]


def headline(book: "Workbook") -> dict[str, str | None]:
    """Return the score for the command line, or why there is none."""
    words = book.scores.headline(book.language)
    return {"score": words, "reason": ""} if book.scores.total is not None else {"score": None, "reason": words}


def cover_pairs(book: "Workbook") -> list[list[str]]:
    """Return label and value of what stands on the cover."""
    return [pair for pair, key in zip(identity_pairs(book), IDENTITY, strict=True) if key in COVER]


def identity_pairs(book: "Workbook") -> list[list[str]]:
    """Return label and value of what identifies the project; what is not stated says so."""
    project, language = book.facts.project, book.language
    name = (project.name_en or project.name) if language == "en" else project.name
    unit = (project.unit_en or project.unit) if language == "en" else project.unit
    values = {
        "name": name, "code": project.code, "unit": unit, "dept": project.dept, "region": project.region,
        "fiscal_year": str(project.fiscal_year), "eval_type": text(f"report.eval_type.{project.eval_type}", language),
        "fund_nature": project.fund_nature, "evaluator": project.evaluator, "reviewer": project.reviewer,
        "approver": project.approver,
    }  # fmt: skip
    none = text("report.not_stated", language)
    return [[text(f"report.identity.{key}", language), values[key] or none] for key in IDENTITY]


def _aspects(finding: Finding, language: str) -> list[list[doc.Inline]]:
    return [
        [doc.strong(text(f"report.aspect.{name}", language)), str(getattr(finding, name))]
        for name in ("criterion", "condition", "cause", "effect", "recommendation")
        if getattr(finding, name)
    ]
