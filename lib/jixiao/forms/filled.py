"""What stands in the official form of a run: the unit's own entries beside what the rules compute from them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.forms.labels import official
from jixiao.intake.tables import Row
from jixiao.quantities import YUAN_PER_UNIT
from jixiao.scoring.kinds.numbers import number_of, range_of

if TYPE_CHECKING:
    from jixiao.rulebook.pack import Pack
    from jixiao.scoring import Score
    from jixiao.workbook import Workbook


@dataclass(frozen=True, slots=True)
class Fund:
    """One fund source, its amounts in the unit of the form."""

    source: str
    budget_initial: Decimal | None = None
    budget_adjusted: Decimal | None = None
    spent: Decimal | None = None

    @property
    def budget(self) -> Decimal | None:
        """The budget that counts: the initial one where there was no adjustment."""
        return self.budget_initial if self.budget_adjusted is None else self.budget_adjusted


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator.

    Attributes:
        target: The target as the form shows it, with sign and unit.
        actual: The actual value as the form shows it.
        weight: Full marks.
        score: The unit's own points, the computed ones where it gave none.
        is_own: The points are the unit's own.
        is_dropped: It is not scored.
        reason: The reason of a deviation.
    """

    level1: str
    level2: str
    name: str
    target: str = ""
    actual: str = ""
    weight: Decimal | None = None
    score: Decimal | None = None
    is_own: bool = False
    is_dropped: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Filled:
    """An official form, filled in.

    Attributes:
        keys: ``name``, ``dept``, ``unit``, ``goal``, ``goal_achieved``; empty where there is none.
        fiscal_year: The year of the title.
        money_unit: The unit of all amounts.
        funds: The fund sources.
        lines: The indicators.
        pack: The rule pack, whose points of the execution rate stand beside the funds; None for a form without.
        execution: The computed points of the execution rate; None where it is not scored there.
        total: The total as computed; None where there is none, or where the unit's own points are in it.
        notes: What a reader must be told below the form.
    """

    keys: Mapping[str, str]
    fiscal_year: int
    money_unit: str
    funds: tuple[Fund, ...] = ()
    lines: tuple[Line, ...] = ()
    pack: "Pack | None" = None
    execution: Decimal | None = None
    total: Decimal | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def is_own(self) -> bool:
        """Whether any points are the unit's own."""
        return any(line.is_own for line in self.lines)

    @property
    def points(self) -> Decimal | None:
        """The total that the form shows: the unit's own points and what was computed beside them, else the total.

        None where an indicator that counts has no points.
        """
        scored = [line.score for line in self.lines if not line.is_dropped or line.score is not None]
        return _sum([*scored, self.execution] if self.pack else scored) if self.is_own else self.total

    @property
    def budget(self) -> Decimal | None:
        """The budget of all sources; None where one has none."""
        return _sum(fund.budget for fund in self.funds)

    @property
    def spent(self) -> Decimal | None:
        """The spending of all sources; None where one has none."""
        return _sum(fund.spent for fund in self.funds)


def filled(book: "Workbook") -> Filled:
    """Return the form of an evaluation, without notes.

    Where its rule pack scores other indicators than the project's own, the form has the unit's own points only.
    """
    project, scores = book.facts.project, book.scores
    unit = project.unit_of("funds")
    is_own_table = book.pack.scores == "table"
    by_id = {score.id: score for score in scores.scores} if is_own_table else {}
    lines = tuple(_line(row, by_id.get(str(row["indicator_id"]))) for row in book.facts.tables.get("indicators", ()))
    execution = by_id.get("execution")
    is_computed = bool(lines) and not any(line.is_own for line in lines) and is_own_table
    keys = {name: getattr(project, name) or "" for name in ("name", "dept", "unit", "goal", "goal_achieved")}
    return Filled(
        keys, project.fiscal_year, unit, tuple(_funds(book.facts.tables.get("funds", ()), unit)), lines,
        book.pack if execution else None, execution.points if execution else None,
        scores.total if is_computed else None,
    )  # fmt: skip


def _funds(rows: Iterable[Row], unit: str) -> Iterator[Fund]:
    for row in rows:
        amounts = (row[name] for name in ("budget_initial", "budget_adjusted", "spent"))
        yield Fund(str(row["fund_source"]), *(None if amount is None else amount / YUAN_PER_UNIT[unit]
                                              for amount in amounts))  # fmt: skip


def _line(row: Row, score: "Score | None") -> Line:
    own = row["self_score"]
    computed = score.points if score else None
    return Line(
        row["level1"] or "", row["level2"] or "", row["name"] or "", _target(row), _actual(row, score), row["weight"],
        computed if own is None else own, own is not None, bool(row["status"]), row["deviation_reason"] or "",
    )  # fmt: skip


def _target(row: Row) -> str:
    if not row["target"]:
        return str(row["target_date"] or "")
    return f"{official()['signs'].get(row['operator'], '')}{_with_unit(row['target'], row['unit'])}"


def _actual(row: Row, score: "Score | None") -> str:
    if row["actual"] or row["actual_date"]:
        return _with_unit(row["actual"], row["unit"]) if row["actual"] else str(row["actual_date"])
    return score.actual if score else ""


def _with_unit(text: str, unit: str | None) -> str:
    is_bare = number_of(text) is not None or range_of(text) is not None
    return f"{text}{unit}" if unit and is_bare and not text.endswith(unit) else text


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = list(values)
    return sum((value for value in known if value is not None), Decimal(0)) if known and None not in known else None
