"""From the reading of one document to rows of stated.csv, each a proposal."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jixiao.documents.model import Document
from jixiao.drafting.cells import Cells
from jixiao.drafting.groups import groups
from jixiao.drafting.naming import period_of, role_of
from jixiao.drafting.quoting import one_line, quote_of
from jixiao.intake.quotes import Quotable
from jixiao.intake.stated import PROPOSED, RATE
from jixiao.intake.tables import Row
from jixiao.reading import Figure, Reading
from jixiao.reading.telling.places import Places

MOST = 2_000
"""So many figures of one document are proposed at most; nobody confirms more."""


@dataclass(frozen=True)
class Proposed:
    """What a document gives.

    Attributes:
        rows: The new rows of ``stated.csv``.
        known: How many of its figures the table has already.
        unquotable: How many cannot be quoted so that the quote occurs once.
        left: How many were left out because there are too many.
    """

    rows: tuple[dict[str, str], ...]
    known: int
    unquotable: int
    left: int = 0


def propose(
    doc: str, reading: Reading, tables: Cells, existing: Iterable[Row], language: str, fiscal_year: int
) -> Proposed:  # fmt: skip
    """Return the figures of a document that the table does not have yet.

    Args:
        doc: The evidence_id of the document.
        reading: The document as it was read.
        tables: The figures of its tables.
        existing: All rows of the table, whatever their status.
        language: Language of the places.
        fiscal_year: The year that a figure speaks of where it names none.
    """
    document = quotable(reading.document)
    rows = [row for row in existing if row["doc"] == doc]
    known = Known(document, rows)
    found = (tables[figure.id][0] if figure.id in tables else figure for figure in reading.figures)
    figures = [figure for figure in found if _is_proposed(figure)]
    fresh = [figure for figure in figures if not known.has(figure)]
    quoted = [(figure, quote) for figure in fresh[:MOST] if (quote := quote_of(document, figure.start, figure.end))]
    roles = {figure.id: tables[figure.id][1] if figure.id in tables else role_of(figure) for figure, _ in quoted}
    named = _named(doc, reading, roles, rows)
    numbers = _numbers(f"{doc}-", (str(row["figure_id"]) for row in rows))
    made = tuple(
        _row(f"{doc}-{next(numbers):03}", doc, figure, quote, reading.document, language)
        | named[figure.id] | {"period": period_of(figure, fiscal_year)}
        for figure, quote in quoted
    )  # fmt: skip
    return Proposed(made, len(figures) - len(fresh), len(fresh[:MOST]) - len(quoted), len(fresh[MOST:]))


def quotable(document: Document) -> Quotable:
    """Return the text of a document as quotes of it are written: in normal form C."""
    return Quotable(unicodedata.normalize("NFC", document.text))


class Known:
    """The places of a document that rows of the table stand for.

    Args:
        document: Its text.
        rows: The rows that quote it.
    """

    def __init__(self, document: Quotable, rows: Iterable[Row]) -> None:
        spans = (document.span(str(row["quote"]), str(row["raw"])) for row in rows)
        self._spans = sorted(span for span in spans if span)

    def has(self, figure: Figure) -> bool:
        """Return whether a row stands for this figure, or for words around it."""
        at = bisect_right(self._spans, (figure.end, 0))
        return any(end > figure.start for _, end in self._spans[max(0, at - 3) : at])


def _is_proposed(figure: Figure) -> bool:
    """Whether a role of ``rules/roles.yaml`` could fit: amounts, percentages and counts, no points or scores."""
    if figure.kind == "rate":
        return figure.is_quantity and figure.unit == RATE
    return figure.is_quantity and figure.kind in ("money", "count") and bool(figure.unit)


def _row(id: str, doc: str, figure: Figure, quote: str, document: Document, language: str) -> dict[str, str]:
    places = Places(document)
    line = document.lines[figure.line].place.number if document.encoding else 0
    raw = unicodedata.normalize("NFC", document.text[figure.start : figure.end])
    return {
        "figure_id": id, "doc": doc, "locator": f"L{line}" if line else places.words(figure.start, language),
        "quote": quote, "raw": one_line(raw), "value": f"{figure.value:f}", "unit": figure.unit,
        "qualifier": figure.qualifier, "status": PROPOSED,
    }  # fmt: skip


def _named(doc: str, reading: Reading, roles: Mapping[str, str], rows: Iterable[Row]) -> dict[str, dict[str, str]]:
    """Return role and group of each figure, by its id, given the role that its own words tell."""
    named = {id: {"role": role, "group": ""} for id, role in roles.items()}
    numbers = _numbers(f"{doc}-G", (str(row["group"] or "") for row in rows))
    for members in groups(reading.relations, roles):
        group = f"{doc}-G{next(numbers)}"
        named |= {id: {"role": role, "group": group} for id, role in members.items()}
    return named


def _numbers(prefix: str, used: Iterable[str]) -> Iterator[int]:
    """Yield the numbers behind the highest one that is used with `prefix`."""
    tails = (name.removeprefix(prefix) for name in used if name.startswith(prefix))
    number = max((int(tail) for tail in tails if tail.isascii() and tail.isdigit()), default=0)
    while True:
        number += 1
        yield number
