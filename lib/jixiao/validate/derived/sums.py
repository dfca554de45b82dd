"""Sums and comparisons within a table or between two, made from decimals and days."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from jixiao.intake.tables import Row
from jixiao.intake.undivided import is_undivided
from jixiao.quantities import ZERO, show_amount, show_number
from jixiao.validate.derived.lines import Line, framed
from jixiao.validate.frames import Frames

GRADE_DIVIDER = "|"


def ledger_by_source(frames: Frames) -> pd.DataFrame:
    """Return per fund source the total of its ledger (``left``) and the spending stated (``right``).

    A refund counts against spending; a source without vouchers has a total of zero. A ledger that is not told by
    source gives one row: its total beside that of all sources.
    """
    booked: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for row in frames.rows("ledger"):
        booked[row["fund_source"]] += -row["amount"] if row["direction"] == "refund" else row["amount"]
    funds = frames.rows("funds")
    if is_undivided(booked, (row["fund_source"] for row in funds)):
        return _as_a_whole(funds, booked)
    lines = []
    for row in funds:
        spent = row["spent"]
        if spent is not None:
            lines.append(_compared(row, booked[row["fund_source"]], spent))
    return framed(lines, left="amount", right="amount")


def carry_by_source(frames: Frames) -> pd.DataFrame:
    """Return per fund source the closing carry-over as computed (``left``) and as stated (``right``)."""
    lines = []
    for row in frames.rows("funds"):
        opening, received, spent, closing = (
            row[column] for column in ("carry_in", "received", "spent", "carry_out")
        )
        if opening is not None and received is not None and spent is not None and closing is not None:
            lines.append(_compared(row, opening + received - spent, closing))
    return framed(lines, left="amount", right="amount")


def weight_total(frames: Frames) -> pd.DataFrame:
    """Return one row: the ``total`` of the weights of all indicators."""
    rows = frames.rows("indicators")
    if not rows:
        return framed([], total="number")
    total = sum((row["weight"] for row in rows), ZERO)
    made = framed([Line(rows[0], show_number(total), {"total": total})], total="number")
    return made.assign(_row=pd.Series([None], dtype="Int64"), _key="")


def shares_by_indicator(frames: Frames) -> pd.DataFrame:
    """Return per check-list indicator the ``total`` of its shares, placed at its first point."""
    points: dict[str, list[Row]] = defaultdict(list)
    for row in frames.rows("elements"):
        points[row["indicator_id"]].append(row)
    lines = []
    for rows in points.values():
        total = sum((row["share"] for row in rows), ZERO)
        lines.append(Line(rows[0], show_number(total), {"total": total}))
    return framed(lines, total="number")


def survey_answers(frames: Frames) -> pd.DataFrame:
    """Return per survey question what its distribution holds, beside ``valid`` and ``scale``.

    A distribution that is not made of whole numbers has no ``counted`` and zero readable ``grades``.
    """
    lines = []
    for row in frames.rows("survey"):
        parts = [part.strip() for part in (row["distribution"] or "").split(GRADE_DIVIDER)]
        whole = all(part.isdecimal() for part in parts)
        values = {"counted": sum(map(int, parts)) if whole else None, "grades": len(parts) if whole else 0,
                  "valid": row["valid"], "scale": row["scale"]}  # fmt: skip
        lines.append(Line(row, row["distribution"] or "", values))
    return framed(lines, counted="integer", grades="integer", valid="integer", scale="integer")


def lowered_scores(frames: Frames) -> pd.DataFrame:
    """Return the indicators whose own score is below their weight, with their ``deviation_reason``."""
    lines = []
    for row in frames.rows("indicators"):
        score, weight = row["self_score"], row["weight"]
        if score is not None and weight is not None and score < weight:
            found = f"{show_number(score)} < {show_number(weight)}"
            lines.append(Line(row, found, {"deviation_reason": row["deviation_reason"]}))
    return framed(lines, deviation_reason="text")


def scored_indicators(frames: Frames) -> pd.DataFrame:
    """Return per indicator the score of its own beside its ``weight``."""
    lines = []
    for row in frames.rows("indicators"):
        score, weight = row["self_score"], row["weight"]
        found = f"{show_number(score)} > {show_number(weight)}"
        lines.append(Line(row, found, {"self_score": score, "weight": weight}))
    return framed(lines, self_score="number", weight="number")


def arrivals(frames: Frames) -> pd.DataFrame:
    """Return per fund source when its money was due and when it was received."""
    lines = []
    for row in frames.rows("funds"):
        due, came = row["due_by"], row["received_on"]
        lines.append(Line(row, f"{came} > {due}", {"due_by": due, "received_on": came}))
    return framed(lines, due_by="date", received_on="date")


def _as_a_whole(funds: list[Row], booked: Mapping[str, Decimal]) -> pd.DataFrame:
    """Return one row for all fund sources together; none where the spending of one is missing."""
    spent = [row["spent"] for row in funds]
    if not funds or None in spent:
        return framed([], left="amount", right="amount")
    made = framed([_compared(funds[0], sum(booked.values(), ZERO), sum(spent, ZERO))], left="amount", right="amount")
    return made.assign(_row=pd.Series([None], dtype="Int64"), _key=", ".join(booked))


def _compared(row: Row, computed: Decimal, stated: Decimal) -> Line:
    """Return two amounts side by side, shown in 元."""
    found = f"{show_amount(computed, '元')} ≠ {show_amount(stated, '元')}"
    return Line(row, found, {"left": computed, "right": stated})
