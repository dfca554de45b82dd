"""What the decisions of people lack before a report can be final: reason, evidence, person, day, band, points."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from jixiao.finding import Finding
from jixiao.intake.tables import Place, Row
from jixiao.language import text
from jixiao.rulebook import NEWEST
from jixiao.rulebook.rules import load_rules
from jixiao.scoring.results import Scores
from jixiao.scoring.sheet import DEDUCT, REVIEW, SCORE

if TYPE_CHECKING:
    from jixiao.intake.facts import Facts

ELEMENT, STATUS = "element", "status"
_GIVES_POINTS = (SCORE, DEDUCT, REVIEW)
# Without these nobody can look up why; who and when can be supplied without a look at the matter.
_GRAVE = ("reason", "deviation_reason", "evidence")


@dataclass(frozen=True, slots=True)
class Gap:
    """One cell that a decision lacks.

    Attributes:
        subject: The indicator, by its id or by the code of its rule.
        decision: A decision of ``judgements.csv``, ``element`` (a point of a check-list), or ``status``.
        column: The column that is empty; ``subject`` where there is no such indicator.
        place: The cell.
        found: What stands there: a document that is not registered, or an indicator that does not exist.
    """

    subject: str
    decision: str
    column: str
    place: Place
    found: str = ""

    @property
    def cell(self) -> tuple[str, int | None, str | None]:
        """The file, the row and the column."""
        return self.place.file, self.place.row, self.place.column

    def sentence(self, language: str) -> str:
        """Return where the cell stands and what is wrong with it."""
        key = "stray" if self.column == "subject" else "unregistered" if self.found else "empty"
        return text(f"findings.gap.{key}", language, place=self.place, found=self.found)


def gaps_of(facts: "Facts", known: Collection[str]) -> tuple[Gap, ...]:
    """Return what the decisions of a project lack, in the order of its tables.

    Args:
        facts: The project.
        known: The indicators that a score can be given to: ids of the project and codes of the rules.
    """
    registered = {row["evidence_id"] for row in facts.tables.get("evidence", ())}
    return (*_dropped(facts.tables.get("indicators", ())),
            *_elements(facts.tables.get("elements", ()), registered),
            *_judgements(facts, known, registered))  # fmt: skip


def from_gaps(gaps: Iterable[Gap], names: Mapping[str, str], language: str) -> Iterator[Finding]:
    """Yield one finding per decision that lacks something.

    Args:
        gaps: What is lacking, told by no other finding.
        names: The names of the indicators, by id.
        language: ``zh`` or ``en``.
    """
    ordered = sorted(gaps, key=lambda gap: (gap.decision, gap.subject))
    for (decision, subject), group in groupby(ordered, key=lambda gap: (gap.decision, gap.subject)):
        found = tuple(group)
        columns = dict.fromkeys(text(f"findings.gap.column.{gap.column}", language) for gap in found)
        fields = {"name": f"{subject} {names.get(subject, '')}".strip(), "number": len(found),
                  "decision": text(f"findings.decision.{decision}", language),
                  "columns": text("report.and", language).join(columns)}  # fmt: skip
        key = "stray" if found[0].column == "subject" else "incomplete"
        sentences = tuple(gap.sentence(language) for gap in found)
        yield Finding(
            "", f"judgements.{key}", "data" if key == "stray" else "missing",
            "high" if any(gap.column in _GRAVE for gap in found) else "medium",
            text(f"findings.{key}.title", language, **fields), text(f"findings.{key}.criterion", language),
            text(f"findings.{key}.condition", language, **fields), "",
            text(f"findings.{key}.effect", language), text(f"findings.{key}.remedy", language), sentences,
            gaps=len(found),
        )  # fmt: skip


def _dropped(rows: Iterable[Row]) -> Iterator[Gap]:
    for row in rows:
        if row["status"] and not row["deviation_reason"]:
            yield _gap(row, row["indicator_id"], STATUS, "deviation_reason")


def _elements(rows: Iterable[Row], registered: Collection[str]) -> Iterator[Gap]:
    for row in rows:
        if row["met"]:
            needed = ("reason", "scored_by", "scored_on") if row["met"] == "no" else ("scored_by", "scored_on")
            yield from _lacking(row, row["indicator_id"], ELEMENT, needed, registered)


def _judgements(facts: "Facts", known: Collection[str], registered: Collection[str]) -> Iterator[Gap]:
    kinds = {row["indicator_id"]: row["kind"] for row in facts.tables.get("indicators", ())}
    for row in facts.tables.get("judgements", ()):
        subject, decision = row["subject"] or "", row["decision"]
        if decision in _GIVES_POINTS and subject not in known:
            yield _gap(row, subject, decision, "subject", subject)
        else:
            needed = ("reason", "by", "on") + _also_needed(decision, kinds.get(subject, "qualitative"))
            checked = registered if decision in _GIVES_POINTS else None
            yield from _lacking(row, subject, decision, needed, checked)


def _also_needed(decision: str, kind: str) -> tuple[str, ...]:
    """Return the cells that one decision needs; a score without points is told by the indicator that has none."""
    if decision == SCORE:
        return ("band",) if kind == "qualitative" else ()
    return ("score",) if decision in (DEDUCT, REVIEW) else ()


def _lacking(
    row: Row, subject: str | None, decision: str, needed: Iterable[str], registered: Collection[str] | None
) -> Iterator[Gap]:
    """Yield the empty ones of the cells that are needed; the evidence must be registered as well, if any is asked."""
    for column in needed:
        if row[column] is None:
            yield _gap(row, subject, decision, column)
    if registered is not None and row["evidence"] not in registered:
        yield _gap(row, subject, decision, "evidence", row["evidence"] or "")


def _gap(row: Row, subject: str | None, decision: str, column: str, found: str = "") -> Gap:
    return Gap(subject or "", decision, column, row.cell(column).place, found)


def subject_names(scores: Scores, language: str) -> dict[str, str]:
    """Return what the subjects of decisions are called: indicators of the project and of the rules."""
    labels = {rule.code: rule.text("label", language) for rule in load_rules(NEWEST).indicators}
    return labels | {score.id: score.shown_name(language) for score in scores.scores}
