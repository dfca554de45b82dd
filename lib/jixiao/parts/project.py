"""What is evaluated: the project, its money, its goals, and how it was evaluated."""

from typing import TYPE_CHECKING

from jixiao import document as doc
from jixiao import tables
from jixiao.document import Block
from jixiao.language import text
from jixiao.parts import part
from jixiao.parts.identity import identity_pairs
from jixiao.rulebook.rules import role_label

if TYPE_CHECKING:
    from jixiao.intake.tables import Table
    from jixiao.workbook import Workbook


@part
def parameters(book: "Workbook", level: int) -> list[Block]:
    """The parameters of this run, all of them."""
    columns = [(text(f"report.column.{name}", book.language), "left") for name in ("parameter", "value")]
    rows = [[name, str(value)] for name, value in book.params.model_dump().items()]
    return [doc.table("parameters", text("report.caption.parameters", book.language), columns, rows)]


@part
def inputs(book: "Workbook", level: int) -> list[Block]:
    """The tables that were read: rows, unit and encoding of each file, and what was left out as empty."""
    names = ("file", "table", "rows", "unit", "encoding", "left_out")
    heads = [(text(f"report.column.{name}", book.language), "right" if name == "rows" else "left") for name in names]
    rows = [
        [table.file, table.schema.label_in(book.language), str(len(table)), table.unit, table.encoding,
         _left_out(table, book.language)]
        for table in book.facts.tables.values()
    ]
    return [doc.table("inputs", text("report.caption.inputs", book.language), heads, rows)]


def _left_out(table: "Table", language: str) -> str:
    counts = {"columns": table.dropped_columns, "rows": table.dropped_rows}
    told = [text(f"report.left_out.{name}", language, number=number) for name, number in counts.items() if number]
    return text("report.and", language).join(told) or "—"


@part
def identity(book: "Workbook", level: int) -> list[Block]:
    """Who and what is evaluated."""
    columns = [(text(f"report.column.{name}", book.language), "left") for name in ("item", "content")]
    return [doc.table("identity", text("report.caption.identity", book.language), columns, identity_pairs(book))]


@part
def funds(book: "Workbook", level: int) -> list[Block]:
    """The money: budget, received, spent, by source."""
    unit = book.facts.project.money_unit
    blocks = [tables.funds_table(book.facts.tables.get("funds"), unit, book.language)]
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
    tables_read = text("report.and", book.language).join(
        f"{table.file} ({len(table)})" for table in book.facts.tables.values()
    )
    return [
        doc.paragraph(text("report.purpose", book.language)),
        doc.paragraph(text("report.object", book.language, name=project.called(book.language), year=project.fiscal_year,
                           tables=tables_read)),
    ]


@part
def method(book: "Workbook", level: int) -> list[Block]:
    """Principles, methods, standards, and the rules in force."""
    label = book.pack.text("label", book.language)
    return [
        doc.paragraph(text("report.method", book.language)),
        doc.paragraph(text("report.standards", book.language, pack=label, day=book.params.rules_as_of)),
        tables.basis_table(book.indicators, book.language),
    ]


@part
def validation(book: "Workbook", level: int) -> list[Block]:
    """The checks of the input; what each rests on stands in the working paper and the register."""
    return [block for block in book.validation.blocks(book.language) if block["kind"] != "details"]
