"""An indicator against its target, its points against the rule."""

from collections.abc import Iterator

from jixiao.quantities import PERCENT
from jixiao.reading import lexicon
from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.judging import judge
from jixiao.reading.relation import Relation
from jixiao.reading.tabular.form import Scored, reason_of
from jixiao.reading.tabular.scoring import (
    LOWER,
    actual_of,
    base_of,
    comparable,
    full_points,
    is_reached,
    other_points,
    printed,
    proportional,
    reviewed,
    target_of,
)
from jixiao.reading.tabular.table import shown


def of_row(row: Scored) -> Iterator[Relation]:
    """Yield target and points of one indicator."""
    above = _is_above(row)
    if above and row.score is not None and row.weight is not None:
        yield row.table.relation(
            "indicator_score",
            row.row,
            row.score,
            row.weight.base,
            (row.weight,),
            shown(row.weight),
            verdict="contradicted",
            note="above_weight",
        )
    target, actual = target_of(row), actual_of(row)
    if target is None:
        return
    if actual is None:
        yield from _without_actual(row)
    elif comparable(target, actual):
        reached = is_reached(target, actual)
        if reached is None and not _may_be_lower(row, target):
            reached = base_of(actual, target) >= base_of(target, actual)
        if reached is not None:
            yield from _target(row, target, actual, reached)
            if not above:
                yield from _points(row, target, actual, reached)


def _is_above(row: Scored) -> bool:
    """Return whether the score exceeds its points, in a table whose other scores do not: else the scales differ."""
    weight, score, grid = row.weight, row.score, row.table.grid
    if weight is None or score is None or weight.unit == "%" or score.base <= weight.base:
        return False
    weights, scores = grid.columns("weight")[-1:], grid.columns("score")[:1]
    if not weights or not scores:
        return False
    others = [
        (grid.figure(number, scores[0]), grid.figure(number, weights[0])) for number in grid.body_rows()
    ]
    full = [(given, most) for given, most in others if given is not None and most is not None]
    return sum(given.base <= most.base for given, most in full) * 2 >= len(full) - 1 > 0


def _may_be_lower(row: Scored, target: Figure) -> bool:
    """Return whether less may be better for an indicator without a sign: a cost, a time, a rate of something bad."""
    if target.unit.endswith("元") or target.unit in lexicon.words("units")["time"] or not target.unit:
        return True
    return any(word in name for name in row.names() for word in lexicon.words("columns")["lower_is_better"])


def _target(row: Scored, target: Figure, actual: Figure, reached: bool) -> Iterator[Relation]:
    sign = "≤" if target.sign in LOWER else "≥"
    computed = base_of(actual, target)
    severity = "low" if reached or reason_of(row) else "medium"
    start, end = row.table.quote(row.row, target, actual)
    yield Relation(
        "indicator_target",
        "reconciled" if reached else "review",
        severity,
        (actual,),
        target,
        "",
        computed / scale_of(target.unit or actual.unit),
        target.unit or actual.unit,
        f"{printed(actual, target)} {sign} {printed(target, actual)}",
        start=start,
        end=end,
        note="" if reached else "missed_with_reason" if reason_of(row) else "missed",
    )


def _points(row: Scored, target: Figure, actual: Figure, reached: bool) -> Iterator[Relation]:
    weight, score = row.weight, row.score
    if weight is None or score is None or weight.unit == "%":
        return
    wanted, got = base_of(target, actual), base_of(actual, target)
    if reached:
        if score.base == weight.base:
            yield row.table.relation("indicator_score", row.row, score, weight.base, (weight,), shown(weight))
        elif not reason_of(row):
            yield reviewed(row, score, weight.base, (weight,), shown(weight), "deducted_without_reason")
        return
    if not wanted:
        return
    if actual.unit == "%" and any("执行率" in name for name in row.names()):
        share = actual.base / PERCENT * weight.base
        if judge(score, share)[0] == "reconciled":
            formula = f"{shown(actual)}% × {shown(weight)}"
            yield row.table.relation("indicator_score", row.row, score, share, (actual, weight), formula)
            return
    rules = list(proportional(target, wanted, got, weight, actual))
    for number, (computed, formula) in enumerate(rules):
        if judge(score, computed)[0] == "reconciled" and score.base != weight.base and number == 0:
            yield row.table.relation(
                "indicator_score", row.row, score, computed, (actual, target, weight), formula
            )
            return
    if score.base == weight.base:
        yield full_points(row, score, rules[0], (actual, target, weight))
    else:
        yield from other_points(row, score, rules, (actual, target, weight))


def _without_actual(row: Scored) -> Iterator[Relation]:
    """Points without an actual value cannot be checked; without points there is nothing to check."""
    if row.score is None or row.weight is None or not row.score.value:
        return
    grid = row.table.grid
    cells = grid.rows[row.row]
    if any(
        column < len(cells) and cells[column].text and cells[column].figure is None
        for column in grid.columns("actual")
    ):
        return
    start, end = row.table.quote(row.row, row.score)
    yield Relation(
        "indicator_score",
        "not_verifiable",
        "low",
        (row.weight,),
        row.score,
        "",
        None,
        "分",
        note="no_actual",
        start=start,
        end=end,
    )
