"""What a computed indicator was made from: each amount with every cell or quotation it came from."""

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from jixiao import formula as arithmetic
from jixiao.indicators import Indicator, Operand
from jixiao.intake.tables import Cell, Row
from jixiao.language import text
from jixiao.reconcile import Figure
from jixiao.rulebook.rules import role_label, roles
from jixiao.scoring import Item
from jixiao.scoring.sheet import DECISIONS
from jixiao.tracing.places import spans
from jixiao.tracing.trace import Step
from jixiao.tracing.vouchers import money, voucher_steps

if TYPE_CHECKING:
    from jixiao.workbook import Workbook

VOUCHED = ("spent", "explained")
"""Amounts that the ledger has vouchers for."""
CELLS = 12
"""Up to so many cells of a total are told one by one; of more, the rows."""
_TITLE = 30


def operand_steps(book: "Workbook", indicator: Indicator) -> Iterator[Step]:
    """Yield every operand with its sources, what is missing, and the vouchers behind spending."""
    for operand in indicator.operands:
        yield from _operand(book, operand, indicator)
    for name in indicator.missing:
        yield Step("missing", text("trace.missing", book.language, name=label(name, book)))
    for unmet in indicator.unmet:
        yield quote(book, unmet) if isinstance(unmet, Figure) else _unmet(unmet)
    names = [operand.name for operand in indicator.operands]
    if "ledger" in book.facts.tables and any(name in names for name in VOUCHED):
        yield from voucher_steps(book.facts.tables["ledger"], book.facts, book.language)


def _operand(book: "Workbook", operand: Operand, indicator: Indicator) -> Iterator[Step]:
    language, unit = book.language, book.facts.project.money_unit
    value = shown(operand, book) if operand.is_money else indicator.operand_shown(operand)
    words = text("trace.operand", language, name=label(operand.name, book), value=value)
    cells = book.totals.cells.get(operand.name, ()) if operand.name in book.totals.amounts else ()
    figures = [figure for figure in book.stated.stated if figure.id in operand.places] if not cells else []
    if len(cells) == 1 or not (cells or figures):
        yield Step("operand", words, f"{operand.value:f}", operand.places)
        return
    yield Step("operand", text("trace.added_up", language, operand=words, number=len(cells)) if cells else words,
               f"{operand.value:f}", spans(operand.places) if cells else ())  # fmt: skip
    if len(cells) <= CELLS:
        yield from (Step("cell", _cell(cell, unit, language), f"{cell.value:f}", (str(cell.place),)) for cell in cells)
    yield from (quote(book, figure) for figure in figures)


def _unmet(item: Item) -> Step:
    points = tuple(point.place for point in item.elements if point.met != "yes")
    cells = tuple(item.places[name] for name in ("actual", "target") if name in item.places)
    return Step("unmet", f"{item.id} {item.name}", item.actual, points or cells)


def _cell(cell: Cell, unit: str, language: str) -> str:
    return text("trace.cell", language, amount=money(cell.value, unit, language), raw=cell.raw.strip())


def shown(operand: Operand, book: "Workbook") -> str:
    """Return the amount of an operand with its unit."""
    return money(operand.value, book.facts.project.money_unit, book.language)


def label(name: str, book: "Workbook") -> str:
    """Return what a reader calls a figure of a formula; a name that is no role stays as it is."""
    return role_label(name, book.language) if name in roles() else name


def quote(book: "Workbook", figure: Figure) -> Step:
    """Return the step of a figure: the words of the document, or the cells of a table that it was added up from."""
    language = book.language
    words = text("trace.operand", language, name=label(figure.role, book), value=figure.shown(language))
    if not figure.quote:
        return Step("operand", words, f"{figure.value:f}", spans(filter(None, figure.locator.split(", "))))
    place = next((str(row.cell("value").place) for row in _rows(book, "stated") if row["figure_id"] == figure.id), "")
    told = text("trace.quote", language, operand=words, id=figure.id, quote=figure.quote,
                doc=document(book, figure.doc), locator=figure.locator)  # fmt: skip
    return Step("stated", told, f"{figure.value:f}", (place,) if place else ())


def document(book: "Workbook", id: str) -> str:
    """Return the title of a document of the evidence table with its code."""
    found = next((row for row in _rows(book, "evidence") if row["evidence_id"] == id), None)
    if found is None:
        return id
    title = str(found["title"])
    return f"{id} {title}" if len(title) <= _TITLE else f"{id} {title[:_TITLE]}…"


def arithmetic_steps(indicator: Indicator, language: str) -> Iterator[Step]:
    """Yield the formula of a computed indicator with names, then with amounts and its result."""
    formula = indicator.rule["formula"]
    names = {name: role_label(name, language) for name in arithmetic.names(formula) if name in roles()}
    yield Step("formula", arithmetic.show(formula, names), formula)
    value = indicator.value if indicator.value is not None else indicator.indicative
    result = indicator.shown(language, value) if value is not None else "—"
    yield Step("computed", f"{indicator.calculation(language)} = {result}", "" if value is None else f"{value:f}")


def judgement_steps(book: "Workbook", *subjects: str, decisions: Collection[str] = DECISIONS) -> Iterator[Step]:
    """Yield what people decided about any of `subjects`: who, when, what, why, on which evidence."""
    language = book.language
    for row in _rows(book, "judgements"):
        if row["subject"] in subjects and row["decision"] in decisions:
            score = "" if row["score"] is None else f"{row['score']:f}"
            words = text("trace.judgement", language, by=row["by"] or "—", on=str(row["on"] or "—"),
                         decision=text(f"trace.decision.{row['decision']}", language),
                         score=text("trace.points", language, points=score) if score else "",
                         reason=row["reason"] or "—", evidence=document(book, row["evidence"] or "—"))  # fmt: skip
            yield Step("judgement", words, score, (str(row.cell("score" if score else "decision").place),))


def _rows(book: "Workbook", table: str) -> Iterable[Row]:
    return book.facts.tables.get(table, ())
