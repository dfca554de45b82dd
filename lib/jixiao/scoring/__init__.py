"""Points of each project indicator under a rule pack, the total and the grade, each with its reason."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from jixiao.intake.facts import Facts
from jixiao.intake.tables import Row, Table
from jixiao.quantities import ZERO, rounded, show_percent
from jixiao.scoring.delivery import delivered, dimension_of
from jixiao.scoring.kinds import KINDS, Outcome, number_of, operator_of, rows_of
from jixiao.scoring.results import EXECUTION, SIGNS, Dimension, Score, Scores
from jixiao.scoring.survey import respondents, satisfaction

__all__ = ["Dimension", "Outcome", "Score", "Scores", "delivered", "dimension_of", "number_of", "respondents",
           "satisfaction", "score"]  # fmt: skip

_UNKNOWN_KIND = Outcome(None, "kind_missing", {})


def score(facts: Facts, pack: Mapping[str, Any], rates: Mapping[str, Decimal | None]) -> Scores:
    """Return the scores of a project.

    The execution rate is scored beside the project's own indicators where their weights leave its points over;
    where they already make the full total it is not added.

    Args:
        facts: The project.
        pack: A rule pack (``rules/packs``).
        rates: The computed indicators by code; the pack names the one that its execution points go by.
    """
    table = facts.tables.get("indicators")
    if not table or not len(table):
        return Scores(pack, (), "no_indicators")
    own = tuple(_scored(row, pack, facts) for row in table)
    weights, full = sum((entry.weight for entry in own), ZERO), Decimal(pack["total"])
    if weights == full:
        return Scores(pack, own, remark="execution_inside" if _names_execution(table) else "execution_not_scored")
    if weights == full - Decimal(pack["execution"]["points"]):
        return Scores(pack, (_execution(pack, rates.get(pack["execution"]["rate"])), *own), remark="execution_added")
    return Scores(pack, own, "weights")


def _names_execution(table: Table) -> bool:
    return any("执行率" in str(row["name"]) or "execution rate" in str(row["name"]).lower() for row in table)


def _execution(pack: Mapping[str, Any], rate: Decimal | None) -> Score:
    weight = Decimal(pack["execution"]["points"])
    if rate is None:
        outcome = Outcome(None, "execution_unknown", {})
    else:
        outcome = Outcome(min(rate, Decimal(pack["execution"]["cap"])), "execution", {"rate": show_percent(rate)})
    return Score(EXECUTION, "", "", weight, _points(outcome, weight, pack), outcome)


def _scored(row: Row, pack: Mapping[str, Any], facts: Facts) -> Score:
    kind, weight = KINDS.get(row["kind"]), row["weight"] or ZERO
    outcome = kind(row, pack, facts) if kind else _UNKNOWN_KIND
    return Score(
        str(row["indicator_id"] or ""), str(row["level1"] or ""), str(row["name"] or ""), weight,
        _points(outcome, weight, pack), outcome, _target(row), _actual(row, facts), row["self_score"],
        row["deviation_reason"] or "", _places(row),
    )  # fmt: skip


def _points(outcome: Outcome, weight: Decimal, pack: Mapping[str, Any]) -> Decimal | None:
    if outcome.share is None:
        return None
    return rounded(max(ZERO, min(Decimal(1), outcome.share)) * weight, int(pack["rounding"]["digits"]))


def _target(row: Row) -> str:
    if not row["target"]:
        return str(row["target_date"] or "")
    sign = SIGNS[operator_of(row)] if number_of(row["target"]) is not None else ""
    return f"{sign}{row['target']}{row['unit'] or ''}"


def _actual(row: Row, facts: Facts) -> str:
    if row["kind"] == "survey":
        rate = satisfaction(rows_of(facts, "survey", row))
        return str(row["actual"] or "") if rate is None else show_percent(rate)
    return str(row["actual"] or row["actual_date"] or "")


def _places(row: Row) -> dict[str, str]:
    """Return where the cells stand; what another table decides has no target or actual cell to point at."""
    dated = "_date" if row["kind"] == "date" else ""
    columns = {"actual": f"actual{dated}", "target": f"target{dated}",
               "self_score": "self_score", "weight": "weight"}  # fmt: skip
    empty_counts = row["kind"] in ("quantity", "cost", "date")
    return {name: str(row.cell(column).place) for name, column in columns.items()
            if row[column] is not None or (empty_counts and name != "self_score")}  # fmt: skip
