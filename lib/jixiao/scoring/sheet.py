"""What is scored: the indicators of a project with everything that decides their points."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from jixiao.intake.tables import Row

if TYPE_CHECKING:
    from jixiao.intake.facts import Facts

Part = TypeVar("Part")
SCORE, DEDUCT, REVIEW, CONFIRM, REJECT = DECISIONS = ("score", "deduct", "review", "confirm", "reject")
"""Decisions of a person about an indicator: its points, points taken off, a second opinion of its points, and
whether the points are agreed to."""


@dataclass(frozen=True, slots=True)
class Element:
    """One point of a check-list: its share in percent, whether all depends on it, whether it is met."""

    text: str
    share: Decimal | None
    gate: bool = False
    met: str = ""
    reason: str = ""
    by: str = ""
    on: date | None = None
    evidence: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a survey: the answers of each grade, the best first, divided by ``|``."""

    batch: str
    distribution: str
    scale: int | None = None
    sent: int | None = None
    valid: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about an indicator, with the reason and the evidence."""

    score: Decimal | None
    band: str = ""
    reason: str = ""
    evidence: str = ""
    by: str = ""
    on: date | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator of a project.

    Attributes:
        id: Its code in the project.
        level1: The name of its dimension as the project writes it, `level2` that of its class.
        kind: How it earns points (``kinds``).
        operator: ``>=``, ``<=``, ``=`` or nothing.
        target: Target and `actual` value as written, without their `unit`.
        weight: Full marks; None where none is given.
        step: Points that one case costs, for a deduction.
        status: ``dropped`` or ``not_applicable`` where the indicator is not scored.
        rule: The rule whose value is its actual value, for a rate.
        evidence: The document that shows the actual value.
        judged: The points that a person gave, `deduction` those taken off, `review` a second opinion.
        places: Where the cells stand, by column.
    """

    id: str
    level1: str = ""
    level2: str = ""
    name: str = ""
    kind: str = "quantity"
    operator: str = ""
    target: str = ""
    actual: str = ""
    unit: str = ""
    target_date: date | None = None
    actual_date: date | None = None
    weight: Decimal | None = None
    step: Decimal | None = None
    status: str = ""
    rule: str = ""
    self_score: Decimal | None = None
    deviation: str = ""
    evidence: str = ""
    elements: tuple[Element, ...] = ()
    questions: tuple[Question, ...] = ()
    judged: Judgement | None = None
    deduction: Judgement | None = None
    review: Judgement | None = None
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Value:
    """A computed indicator as scoring needs it: its value, or why (in words of the catalogue) it has none.

    `is_saving` marks a rate that must not be negative instead of one that should be full; `is_ratio` one that a
    target states in percent.
    """

    value: Decimal | Fraction | None
    reason: str = ""
    is_saving: bool = False
    is_ratio: bool = True

    @property
    def exact(self) -> Fraction | None:
        """The value as an exact number."""
        return None if self.value is None else Fraction(self.value)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that a rule pack scores.

    Attributes:
        items: The project's own indicators, in the order of their table.
        values: The computed indicators, by code.
        elements: The check-lists that belong to an indicator of the rules, by its code.
        judged: The points that a person gave to such an indicator, by its code.
        deductions: The points that a person took off it, by its code.
        reviews: A second opinion of it, by its code; ``execution`` is the execution rate.
        confirmed: Who agreed to the points of an indicator, by its id or code; `rejected`: who did not.
    """

    items: tuple[Item, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    elements: Mapping[str, tuple[Element, ...]] = field(default_factory=dict)
    judged: Mapping[str, Judgement] = field(default_factory=dict)
    deductions: Mapping[str, Judgement] = field(default_factory=dict)
    reviews: Mapping[str, Judgement] = field(default_factory=dict)
    confirmed: Mapping[str, Judgement] = field(default_factory=dict)
    rejected: Mapping[str, Judgement] = field(default_factory=dict)


def sheet_of(facts: "Facts", values: Mapping[str, Value] | None = None) -> Sheet:
    """Return the sheet of a project.

    Args:
        facts: The project.
        values: The computed indicators, by code.
    """
    elements = _grouped(facts, "elements", _element)
    questions = _grouped(facts, "survey", question_of)
    decisions = {decision: _judgements(facts, decision) for decision in DECISIONS}
    items = tuple(_item(row, elements, questions, decisions) for row in facts.tables.get("indicators", ()))
    return Sheet(items, values or {}, elements, *decisions.values())


def _item(
    row: Row, elements: Mapping[str, tuple[Element, ...]], questions: Mapping[str, tuple[Question, ...]],
    decisions: Mapping[str, Mapping[str, Judgement]],
) -> Item:  # fmt: skip
    id = row["indicator_id"] or ""
    return Item(
        id, row["level1"] or "", row["level2"] or "", row["name"] or "", row["kind"] or "", row["operator"] or "",
        row["target"] or "", row["actual"] or "", row["unit"] or "", row["target_date"], row["actual_date"],
        row["weight"], row["step"], row["status"] or "", row["rule"] or "", row["self_score"],
        row["deviation_reason"] or "", row["evidence"] or "", elements.get(id, ()), questions.get(id, ()),
        decisions[SCORE].get(id), decisions[DEDUCT].get(id), decisions[REVIEW].get(id), _places(row),
    )  # fmt: skip


def _element(row: Row) -> Element:
    return Element(row["element"] or "", row["share"], row["gate"] == "yes", row["met"] or "", row["reason"] or "",
                   row["scored_by"] or "", row["scored_on"], row["evidence"] or "",
                   str(row.cell("met").place))  # fmt: skip


def question_of(row: Row) -> Question:
    """Return one question of ``survey.csv``."""
    return Question(row["batch"] or "", row["distribution"] or "", row["scale"], row["sent"], row["valid"],
                    str(row.cell("distribution").place))  # fmt: skip


def _judgements(facts: "Facts", decision: str) -> dict[str, Judgement]:
    found: dict[str, Judgement] = {}
    for row in facts.tables.get("judgements", ()):
        if row["decision"] == decision:
            found.setdefault(row["subject"], Judgement(
                row["score"], row["band"] or "", row["reason"] or "", row["evidence"] or "", row["by"] or "",
                row["on"], str(row.cell("score").place)))  # fmt: skip
    return found


def _grouped(facts: "Facts", table: str, read: Callable[[Row], Part]) -> dict[str, tuple[Part, ...]]:
    groups: dict[str, list[Part]] = {}
    for row in facts.tables.get(table, ()):
        groups.setdefault(row["indicator_id"] or "", []).append(read(row))
    return {id: tuple(parts) for id, parts in groups.items()}


def _places(row: Row) -> dict[str, str]:
    """Return where the cells stand; what another table decides has no target or actual cell to point at."""
    dated = "_date" if row["kind"] == "date" else ""
    columns = {"actual": f"actual{dated}", "target": f"target{dated}",
               "self_score": "self_score", "weight": "weight"}  # fmt: skip
    empty_counts = row["kind"] in _WITH_CELLS
    return {name: str(row.cell(column).place) for name, column in columns.items()
            if row[column] is not None or (empty_counts and name != "self_score")}  # fmt: skip


_WITH_CELLS = ("quantity", "cost", "date", "range", "direct", "deduction")
