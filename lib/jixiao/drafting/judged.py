"""Proposals beside what the reading of their documents found: the verdict on each figure, by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jixiao.documents import read_document
from jixiao.drafting.proposals import quotable
from jixiao.exceptions import LimitError, UnreadableInputError
from jixiao.intake.facts import Facts
from jixiao.intake.standing import Proposal
from jixiao.language import text
from jixiao.quoted import COLUMNS, Quoted, quoted
from jixiao.reading import Reading, Relation, read
from jixiao.reading.telling import wording

DECIDED = ("reason", "by", "on")


@dataclass(frozen=True, slots=True)
class Judged:
    """A stated figure that does not count.

    Attributes:
        proposal: Its row with its status.
        quoted: The row beside the text of its document.
        relation: The worst relation of the document's reading that states or uses the figure; None if there is none.
        is_stated: Whether it is the figure that the relation recomputes.
    """

    proposal: Proposal
    quoted: Quoted
    relation: Relation | None = None
    is_stated: bool = False

    def told(self, language: str) -> str:
        """Return what the reading says of the figure, and its formula."""
        if self.quoted.found == "no":
            return text("drafting.quote-lost", language)
        if self.relation is None:
            return text("drafting.unrelated", language)
        fields = {"verdict": text(f"reconcile.verdict.{self.relation.verdict}", language),
                  "formula": wording.formula(self.relation, language)}  # fmt: skip
        form = "used" if not self.is_stated else "stated" if fields["formula"] else "bare"
        return text(f"drafting.judged.{form}", language, **fields)

    def decision(self, language: str) -> str:
        """Return the status, of a rejected figure with who rejected it when and why."""
        status, given = text(f"drafting.status.{self.proposal.status}", language), self.proposal.decision
        if given is None:
            return status
        fields = {name: str(given[name] or "—") for name in DECIDED}
        return text("drafting.decided", language, status=status, **fields)


def judged(facts: Facts) -> tuple[Judged, ...]:
    """Return the stated figures that do not count, in the order of their table."""
    rows = ((proposal.row, proposal.status) for proposal in facts.proposals)
    found = tuple(zip(facts.proposals, quoted(facts, rows), strict=True))
    readings = {doc: _reading(facts, file) for doc, file in
                {str(p.row["doc"]): q.file for p, q in found if p.is_open and q.file}.items()}  # fmt: skip
    return tuple(_judged(proposal, entry, readings.get(str(proposal.row["doc"]))) for proposal, entry in found)


def proposals_register(entries: tuple[Judged, ...]) -> dict[str, Any]:
    """Return the register of the stated figures that do not count."""
    columns = [*COLUMNS, "verdict", "kind", "formula", "computed", *DECIDED]
    rows = [[*entry.quoted.cells, *_verdict(entry), *_decided(entry)] for entry in entries]
    return {"columns": columns, "rows": rows}


def _reading(facts: Facts, file: str) -> Reading | None:
    try:
        return read(read_document(facts.folder / file))
    except (UnreadableInputError, LimitError):
        return None


def _judged(proposal: Proposal, entry: Quoted, reading: Reading | None) -> Judged:
    if reading is None or not proposal.is_open:
        return Judged(proposal, entry)
    span = quotable(reading.document).span(str(proposal.row["quote"]), str(proposal.row["raw"]))
    ids = {figure.id for figure in reading.figures if span and figure.start < span[1] and span[0] < figure.end}
    for relation, is_stated in _relations(reading, ids):
        return Judged(proposal, entry, relation, is_stated)
    return Judged(proposal, entry)


def _relations(reading: Reading, ids: set[str]) -> Iterator[tuple[Relation, bool]]:
    """Yield the relations that state one of the figures, then those that only use it, the worst first."""
    for relation in reading.relations:
        if relation.stated is not None and relation.stated.id in ids:
            yield relation, True
    for relation in reading.relations:
        if any(figure.id in ids for figure in relation.operands):
            yield relation, False


def _verdict(entry: Judged) -> list[str]:
    relation = entry.relation
    if relation is None:
        return [""] * 4
    computed = "" if relation.computed is None else str(relation.computed)
    return [relation.verdict if entry.is_stated else "", relation.kind, relation.formula, computed]


def _decided(entry: Judged) -> list[str]:
    given: Mapping[str, Any] | None = entry.proposal.decision  # type: ignore[assignment]
    return [str(given[name] or "") if given is not None else "" for name in DECIDED]
