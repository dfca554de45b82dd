"""The points of one indicator by the usual rules: its share of the target; more is wrong, less needs a reason."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.judging import judge
from jixiao.reading.relation import Relation
from jixiao.reading.tabular.form import Scored, reason_of
from jixiao.reading.tabular.table import shown

Rule = tuple[Decimal, str]
"""The points that a rule gives, with its formula."""
LOWER = ("≤", "<")
_SAMPLE = 40
"""So many rows of a table are read for the rule that it follows."""


def target_of(row: Scored) -> Figure | None:
    """Return the target with its sign: its own, or that of the column of signs."""
    grid = row.table.grid
    cells = grid.rows[row.row]
    figure = next((grid.figure(row.row, column) for column in grid.columns("target")), None)
    if figure is None:
        return None
    for column in grid.columns("sign"):
        if column < len(cells) and cells[column].text in ("≥", "≤", "=", ">", "<"):
            figure = replace(figure, sign=cells[column].text)
    return figure


def actual_of(row: Scored) -> Figure | None:
    """Return the actual value."""
    return next((row.table.grid.figure(row.row, column) for column in row.table.grid.columns("actual")), None)


def comparable(target: Figure, actual: Figure) -> bool:
    """Return whether two figures count the same thing in a known proportion."""
    if target.unit == actual.unit or not actual.unit or not target.unit:
        return True
    return _bare(target.unit) == _bare(actual.unit) and "%" not in (target.unit, actual.unit)


def _bare(unit: str) -> str:
    return unit.lstrip("百千万亿") if scale_of(unit) > 1 or unit[:1] in "百千" else unit


def printed(figure: Figure, other: Figure) -> str:
    """Return a figure for a formula; with its unit where the other one has another."""
    return shown(figure) if figure.unit == other.unit or not figure.unit else f"{shown(figure)}{figure.unit}"


def base_of(figure: Figure, other: Figure) -> Decimal:
    """Return the value in base units; a figure without unit stands in that of the other one."""
    assert figure.value is not None
    return figure.value * scale_of(figure.unit or other.unit)


def is_reached(target: Figure, actual: Figure) -> bool | None:
    """Return whether the target is reached; None if no sign says which way."""
    wanted, got = base_of(target, actual), base_of(actual, target)
    if target.sign in LOWER:
        return got <= wanted
    if target.sign or got == wanted:
        return got >= wanted if wanted or target.sign != "=" else got == 0
    return None


def proportional(
    target: Figure, wanted: Decimal, got: Decimal, weight: Figure, actual: Figure
) -> Iterator[tuple[Decimal, str]]:
    """Yield the points that the usual rules give a missed target, with their formula."""
    first, second = printed(actual, target), printed(target, actual)
    if target.sign in LOWER:
        share = max(Decimal(0), 1 - (got - wanted) / wanted)
        yield (
            share * weight.base,
            f"(1 − ({first} − {second}) ÷ {second}) × {shown(weight)}",
        )
        yield wanted / got * weight.base, f"{second} ÷ {first} × {shown(weight)}"
    else:
        yield got / wanted * weight.base, f"{first} ÷ {second} × {shown(weight)}"


def full_points(row: Scored, score: Figure, rule: Rule, operands: tuple[Figure, ...]) -> Relation:
    """Return the relation of full points although the target is missed."""
    computed, formula = rule
    most = operands[-1].base
    clear = most - computed >= max(Decimal("0.3"), most / 50) and judge(score, computed)[0] != "reconciled"
    # without a column for reasons, the reason may stand in the text
    unexplained = bool(row.table.grid.columns("reason")) and not reason_of(row)
    verdict = "contradicted" if clear and unexplained and operands[1].sign else "review"
    return row.table.relation("indicator_score", row.row, score, computed, operands, formula, verdict=verdict,
                              note="full_although_missed", severity="medium")  # fmt: skip


def other_points(row: Scored, score: Figure, rules: Sequence[Rule], operands: tuple[Figure, ...]) -> Iterator[Relation]:
    """Yield the relation of points off the rule: fewer need a reason, more are wrong where others follow it."""
    computed, formula = rules[0]
    is_other = len(rules) > 1 and judge(score, rules[1][0])[0] == "reconciled"
    if score.base > computed and not is_other:
        verdict = "contradicted" if operands[1].sign and _follow_rule(row) else "review"
        yield row.table.relation("indicator_score", row.row, score, computed, operands, formula, verdict=verdict,
                                 note="above_rule", severity="medium")  # fmt: skip
    elif not reason_of(row):
        yield reviewed(row, score, computed, operands, formula, "other_rule" if is_other else "off_rule")


def _follow_rule(row: Scored) -> bool:
    """Return whether another indicator of the table that missed its target has the points of its share."""
    rows = islice(row.table.grid.body_rows("item", "part"), _SAMPLE)
    return any(_follows(replace(row, row=number)) for number in rows if number != row.row)


def _follows(row: Scored) -> bool:
    grid = row.table.grid
    weight, score = (next((figure for column in grid.columns(role)[-1:] if (figure := grid.figure(row.row, column))),
                          None) for role in ("weight", "score"))  # fmt: skip
    target, actual = target_of(row), actual_of(row)
    if target is None or actual is None or weight is None or score is None or score.base == weight.base:
        return False
    wanted, got = base_of(target, actual), base_of(actual, target)
    if not comparable(target, actual) or not wanted or not got or is_reached(target, actual) is not False:
        return False
    return judge(score, next(proportional(target, wanted, got, weight, actual))[0])[0] == "reconciled"


def reviewed(
    row: Scored, score: Figure, computed: Decimal, operands: tuple[Figure, ...], formula: str, note: str
) -> Relation:
    """Return the relation of points that a person has to look at, with a remark."""
    return row.table.relation(
        "indicator_score", row.row, score, computed, operands, formula, verdict="review", note=note
    )
