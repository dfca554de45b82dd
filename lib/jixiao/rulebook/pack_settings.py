"""The settings of a rule pack, read from its file: one function for each key, refusing what cannot be meant."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from jixiao.exceptions import RuleError
from jixiao.intake.nearest import ranked
from jixiao.quantities import ONE, ZERO
from jixiao.rulebook.files import keys, load, rule_files
from jixiao.rulebook.lists import dimensions
from jixiao.rulebook.pack import (
    CLOSED,
    MODES,
    Band,
    Cap,
    Execution,
    Grade,
    Lateness,
    Over,
    Penalty,
    Rounding,
    Shares,
)
from jixiao.rulebook.regulations import basis_of
from jixiao.rulebook.written import Written, need

EXECUTION = "execution"
MOST_DIGITS, MOST_DAYS = 6, 3660
Row = TypeVar("Row")


def total(part: Written) -> Decimal:
    """Return the total, above 0."""
    return part.decimal(above=True)


def execution(part: Written, whole: Decimal) -> Execution | None:
    """Return how the execution rate is scored beside the indicators; None where it is not."""
    if part.found is None:
        return None
    parts = part.parts("pack_execution")
    cap = None if parts["cap"].found is None else parts["cap"].decimal(above=True)
    return Execution(parts["points"].decimal(ZERO, whole, above=True), _rate(parts["rate"]), cap)


def over(part: Written) -> Over:
    """Return when a target counts as far exceeded, and what that costs."""
    parts = part.parts("pack_over")
    penalties = _distinct(parts["lose"], [_penalty(row) for row in parts["lose"].rows()], lambda row: row.at)
    zero = parts["zero_target_at"]
    return Over(
        parts["explain_at"].decimal(ONE), parts["bound"].word(("from", "above")) == "from",
        None if zero.found is None else zero.decimal(),
        tuple(sorted(penalties, key=lambda row: row.at, reverse=True)),
        parts["lose_if"].word(("always", "unexplained")) == "unexplained",
    )  # fmt: skip


def lateness(part: Written) -> Lateness:
    """Return what a day of lateness costs, or the shares that are left by days."""
    parts = part.parts("pack_lateness")
    part.exactly_one(parts, ("per_day", "table"))
    if parts["table"].found is None:
        return Lateness(parts["per_day"].decimal(ZERO, ONE))
    steps = [row.parts("pack_late_steps") for row in need(parts["table"]).rows()]
    read = [(step["days"].whole(1, MOST_DAYS), step["share"].decimal(ZERO, ONE)) for step in steps]
    return Lateness(ZERO, tuple(sorted(_distinct(parts["table"], read, lambda step: step[0]))))


def bands(part: Written) -> dict[str, Band]:
    """Return the shares that a judgement of each band may give."""
    return {name: _band(band) for name, band in part.parts("pack_bands").items()}


def satisfaction(part: Written) -> tuple[tuple[Fraction, Fraction], ...]:
    """Return the steps by which satisfaction is scored; none where it is scored in proportion."""
    if part.found == "proportional":
        return ()
    if not isinstance(part.found, list):
        raise part.refused()
    steps = [row.parts("pack_satisfaction") for row in part.rows()]
    read = [(_share(step["from"]), _share(step["share"])) for step in steps]
    return tuple(sorted(_distinct(part, read, lambda step: step[0]), reverse=True))


def rounding(part: Written) -> Rounding:
    """Return to how many places points are rounded, and how."""
    parts = part.parts("pack_rounding")
    return Rounding(parts["digits"].whole(0, MOST_DIGITS), parts["mode"].word(MODES))


def caps(part: Written, whole: Decimal) -> tuple[Cap, ...]:
    """Return the limits of the total where a rate is low."""
    rows = [row.parts("pack_caps") for row in part.rows()]
    return tuple(Cap(_rate(row["rate"]), row["below"].decimal(above=True), row["at_most"].decimal(ZERO, whole))
                 for row in rows)  # fmt: skip


def grades(part: Written, whole: Decimal) -> tuple[Grade, ...]:
    """Return the grades, the best first; the last one begins at 0, so that every total has one."""
    read = _distinct(part, [_grade(row, whole) for row in part.rows()], lambda grade: grade.at_least)
    if not any(grade.at_least == 0 for grade in read):
        raise part.refused(", ".join(str(grade.at_least) for grade in read))
    return tuple(sorted(read, key=lambda grade: grade.at_least, reverse=True))


def shares(part: Written, whole: Decimal) -> tuple[Shares, ...]:
    """Return the points of the first level that the regime names, one row per case."""
    return tuple(_shares(row, whole) for row in part.rows())


def minimum(part: Written) -> tuple[tuple[str, ...], Decimal] | None:
    """Return the dimensions that must have at least a share of the total; None where there is no such rule."""
    if part.found is None:
        return None
    parts = part.parts("pack_minimum")
    return need(parts["dimensions"]).words(dimensions()), parts["share"].decimal(ZERO, ONE)


def indicators(part: Written, scores: str) -> tuple[str, ...]:
    """Return the pack's own indicators; a pack that scores its own list must have one."""
    return (need(part) if scores == "catalogue" else part).words(_codes())


def optional(part: Written, listed: Sequence[str]) -> tuple[str, ...]:
    """Return the indicators of the pack's list that a project may do without."""
    return part.words(listed)


def _penalty(row: Written) -> Penalty:
    parts = row.parts("pack_penalties")
    row.exactly_one(parts, ("points", "share"))
    at = parts["at"].decimal(ONE)
    if parts["share"].found is None:
        return Penalty(at, points=parts["points"].decimal(above=True))
    return Penalty(at, share=parts["share"].decimal(ZERO, ONE, above=True))


def _band(band: Written) -> Band:
    parts = band.parts("pack_band")
    read = Band(_share(parts["from"]), _share(parts["to"]), parts["closed"].word(CLOSED))
    if read.low > read.high or (read.low == read.high and read.closed != "both"):
        raise band.refused()
    return read


def _grade(row: Written, whole: Decimal) -> Grade:
    parts = row.parts("pack_grades")
    also = tuple(word.text() for word in parts["also"].rows())
    for label in ("label", "label_en"):
        parts[label].text()
    return Grade(parts["at_least"].decimal(ZERO, whole), row.found, also)


def _shares(row: Written, whole: Decimal) -> Shares:
    """Return the points of one case; which dimensions there are is told by their own list, not by keys.yaml."""
    words = set(keys("pack_shares")) - {"points"}
    node = row.mapping()
    points = {name: value for name, value in node.items() if name not in words}
    for name in points:
        _check_group(row, name, (*words, EXECUTION, *dimensions()))
    replace(row, found={**{name: node[name] for name in words & set(node)}, "points": points}).parts("pack_shares")
    basis = basis_of(row.file, node["basis"]) if "basis" in node else None
    return Shares({name: _points(row, name, value, whole) for name, value in points.items()}, node, basis)


def _points(row: Written, name: str, value: object, whole: Decimal) -> Decimal:
    return Written(row.file, "pack_shares", "points", f"{row.key}.", value, shown=name).decimal(ZERO, whole)


def _check_group(row: Written, name: str, known: Sequence[str]) -> None:
    if name not in known:
        raise RuleError("rule-unknown-key", file=row.file, key=f"{row.key}.{name}",
                        allowed=", ".join(ranked(name, known)))  # fmt: skip


def _distinct(part: Written, rows: list[Row], bound: Callable[[Row], object]) -> list[Row]:
    """Return the rows, no two of which begin at the same bound."""
    bounds = [bound(row) for row in rows]
    if len(set(bounds)) != len(bounds):
        raise part.refused()
    return rows


def _share(part: Written) -> Fraction:
    return Fraction(part.decimal(ZERO, ONE))


def _rate(part: Written) -> str:
    """Return the code of an indicator that is computed by a formula; no other can be a rate."""
    code = part.word(_codes())
    if not any(path.stem == code and "formula" in load(path) for path in rule_files("indicators")):
        raise part.refused()
    return code


def _codes() -> tuple[str, ...]:
    return tuple(path.stem for path in rule_files("indicators"))
