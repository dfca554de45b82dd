"""Stated figures with the place of their words in the document: line, quote, and a selector that finds them again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from jixiao.intake.facts import Facts
from jixiao.intake.quotes import Quotable, selector
from jixiao.intake.stated import CONFIRMED
from jixiao.intake.tables import Row

COLUMNS = ("id", "raw", "value", "unit", "role", "qualifier", "group", "period", "document", "file", "locator",
           "paragraph", "quote", "found", "exact", "prefix", "suffix", "status")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quoted:
    """A row of ``stated.csv`` beside the text it was taken from.

    Attributes:
        row: The row.
        status: ``confirmed``, ``proposed`` or ``rejected``.
        file: The document, relative to the project; empty if its text is not known.
        text: Its text.
        span: Start and end of the figure in the text; None if the quote is not found there once.
    """

    row: Row
    status: str
    file: str
    text: str
    span: tuple[int, int] | None

    @property
    def paragraph(self) -> int | None:
        """The line of the text in which the figure begins, from 1."""
        return None if self.span is None else self.text.count("\n", 0, self.span[0]) + 1

    @property
    def found(self) -> str:
        """Whether the quote is found once, ``yes`` or ``no``; empty where there is no text to look in."""
        return "" if not self.file else "no" if self.span is None else "yes"

    @property
    def cells(self) -> list[str]:
        """The values of `COLUMNS`; exact, prefix and suffix are those of a W3C TextQuoteSelector."""
        row = self.row
        told = [row["figure_id"], row["raw"], "" if row["value"] is None else f"{row['value']:f}",
                *(row[name] for name in ("unit", "role", "qualifier", "group", "period", "doc"))]  # fmt: skip
        chosen = selector(self.text, self.span) if self.span else {"exact": "", "prefix": "", "suffix": ""}
        return [*(str(value or "") for value in told), self.file, str(row["locator"] or ""),
                str(self.paragraph or ""), str(row["quote"] or ""), self.found,
                chosen["exact"], chosen["prefix"], chosen["suffix"], self.status]  # fmt: skip


def quoted(facts: Facts, rows: Iterable[tuple[Row, str]]) -> Iterator[Quoted]:
    """Yield rows of ``stated.csv``, each given with its status, beside the text of their documents."""
    texts = {id: Quotable(source.text) for id, source in facts.sources.items()}
    for row, status in rows:
        source, text = facts.sources.get(str(row["doc"])), texts.get(str(row["doc"]))
        span = text.span(str(row["quote"] or ""), str(row["raw"] or "")) if text else None
        yield Quoted(row, status, source.file if source else "", text.text if text else "", span)


def confirmed(facts: Facts) -> Iterator[Quoted]:
    """Yield the stated figures that count."""
    return quoted(facts, ((row, CONFIRMED) for row in facts.tables.get("stated", ())))


def figures_register(facts: Facts) -> dict[str, Any]:
    """Return the register of the stated figures that count."""
    return {"columns": list(COLUMNS), "rows": [figure.cells for figure in confirmed(facts)]}
