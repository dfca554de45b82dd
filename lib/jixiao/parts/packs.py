"""The same project under other rule packs."""

from typing import TYPE_CHECKING

from jixiao import document as doc
from jixiao.document import Block
from jixiao.language import text
from jixiao.parts import part
from jixiao.quantities import show_number
from jixiao.rulebook.rules import citation
from jixiao.scoring import Scores, spread

if TYPE_CHECKING:
    from jixiao.workbook import Workbook


@part
def packs(book: "Workbook", level: int) -> list[Block]:
    """Total and grade under each rule pack that was asked for, and what makes the difference."""
    if not book.comparisons:
        return []
    names = ("pack", "total", "grade", "difference", "causes", "basis")
    heads = [(text(f"report.column.{name}", book.language), "right" if name in ("total", "difference") else "left")
             for name in names]  # fmt: skip
    caption = text("report.caption.packs", book.language)
    return [doc.paragraph(_summary(book)), doc.table("packs", caption, heads, _rows(book), landscape=True)]


def _rows(book: "Workbook") -> list[list[doc.Cell]]:
    official = text("packs.official", book.language, label=book.pack.text("label", book.language))
    rows: list[list[doc.Cell]] = [_row(book.scores, official, "—", "—", book.language)]
    for comparison in book.comparisons:
        label = comparison.other.pack.text("label", book.language)
        told = comparison.told(book.language)
        rows.append(_row(comparison.other, label, show_number(comparison.difference), told, book.language))
    return rows


def _row(scores: Scores, label: str, difference: str, causes: str, language: str) -> list[doc.Cell]:
    low, high = scores.range
    total = show_number(scores.total) if scores.total is not None else f"{show_number(low)}–{show_number(high)}"
    return [label, total, scores.grade(language), difference, causes, citation(scores.pack.basis, language)]


def _summary(book: "Workbook") -> str:
    everything = [book.scores, *(comparison.other for comparison in book.comparisons)]
    found = spread(everything)
    if found is None:
        return text("packs.no_spread", book.language, number=len(everything))
    grades = dict.fromkeys(scores.grade(book.language) for scores in everything if scores.total is not None)
    low, high = found
    return text("packs.summary", book.language, number=len(everything), low=show_number(low), high=show_number(high),
                spread=show_number(high - low), grades=text("report.and", book.language).join(grades))  # fmt: skip
