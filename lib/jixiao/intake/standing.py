"""Which stated figures count: those a person has confirmed; proposals and rejected figures stand apart."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from jixiao.exceptions import SchemaError
from jixiao.intake.stated import CONFIRMED, PROPOSED, REJECTED
from jixiao.intake.tables import Row, Table

STATED = "stated"
_STATUS_OF = {"confirm": CONFIRMED, "reject": REJECTED}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row of ``stated.csv`` that nothing is computed from.

    Attributes:
        row: The row.
        status: ``proposed`` or ``rejected``.
        decision: The row of ``judgements.csv`` that rejects it; None if ``stated.csv`` says so itself.
    """

    row: Row
    status: str
    decision: Row | None = None

    @property
    def is_open(self) -> bool:
        """Whether a person has still to confirm or reject it."""
        return self.status == PROPOSED


def divided(tables: Mapping[str, Table], shown_as: str) -> tuple[dict[str, Table], tuple[Proposal, ...]]:
    """Return the tables with the stated figures that count, and the others.

    A decision in ``judgements.csv`` about a figure decides; a rejection outweighs a confirmation.

    Args:
        tables: The tables of a project, by name.
        shown_as: What messages call the table of stated figures.

    Raises:
        SchemaError: A figure is confirmed that has no role.
    """
    if STATED not in tables:
        return dict(tables), ()
    table, decisions = tables[STATED], _decisions(tables.get("judgements"))
    standing = [(row, *_status(row, decisions.get(str(row["figure_id"])))) for row in table]
    counting = tuple(row for row, status, _ in standing if status == CONFIRMED)
    for row in counting:
        if row["role"] is None and row["status"] not in (None, CONFIRMED):
            raise SchemaError("confirmed-without-role", **row.cell("role").place.told_in(shown_as), id=row.key)
    others = tuple(Proposal(row, status, decision) for row, status, decision in standing if status != CONFIRMED)
    return {**tables, STATED: replace(table, rows=counting)}, others


def _status(row: Row, decision: Row | None) -> tuple[str, Row | None]:
    if decision is not None:
        return _STATUS_OF[decision["decision"]], decision
    return row["status"] or CONFIRMED, None


def _decisions(judgements: Table | None) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in judgements or ():
        if row["decision"] == "reject" or (row["decision"] == "confirm" and row["subject"] not in found):
            found[str(row["subject"])] = row
    return found
