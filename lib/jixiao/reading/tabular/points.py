"""Points of a form: weights and scores against their totals, sections against their indicators."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.quantities import PERCENT
from jixiao.reading.figure import Figure
from jixiao.reading.judging import judge
from jixiao.reading.relation import Relation
from jixiao.reading.tabular.form import Form, Scored, Section
from jixiao.reading.tabular.table import shown, summed

_TWO_LEVELS = 2
_FULL = re.compile(r"(?:满分|总分)为?(\d+)分(?=）|$)", re.MULTILINE)
_EXECUTION = 10
"""The usual points of the budget execution."""


def sums_of_form(form: Form) -> Iterator[Relation]:
    """Yield the sums of points of a form and the execution points that stand in two rows."""
    yield from _sections(form)
    yield from _outer_weights(form)
    yield from _duplicate(form)
    for total in form.of("total", "subtotal"):
        rows = _below(form, total)
        if total.weight is not None:
            yield from _weights(form, total, rows)
        if total.score is not None:
            yield from _scores(form, total, rows)


def _below(form: Form, total: Scored) -> list[Scored]:
    """Return the indicators that a total row adds up: all, a subtotal those since the one before."""
    at = next(number for number, row in enumerate(form.rows) if row is total)
    before = [row for row in form.rows[:at] if row.role == "indicator"]
    if total.role == "total":
        return before or [row for row in form.rows[at:] if row.role == "indicator"]
    last = max((number for number, row in enumerate(form.rows[:at]) if row.role == "subtotal"), default=-1)
    return [
        row
        for row in form.rows[last + 1 : at]
        if row.role == "indicator" and row.table.grid is total.table.grid
    ]


def _top_level(form: Form, total: Scored) -> list[Scored]:
    """Return the subtotals before a total with the rows that belong to none; empty where there are no subtotals."""
    at = next(number for number, row in enumerate(form.rows) if row is total)
    before = [row for row in form.rows[:at] if row.table.grid is total.table.grid]
    subtotals = [number for number, row in enumerate(before) if row.role == "subtotal"]
    if total.role != "total" or not subtotals:
        return []
    outer = [row for row in form.of("execution") if row.table.grid is not total.table.grid][:1]
    found = [row for number, row in enumerate(before) if number in subtotals or number > subtotals[-1]]
    return [*outer, *found] if len(found) + len(outer) > 1 else []


def _by_levels(rows: Sequence[Scored], name: str) -> list[list[Figure]]:
    """Return the points of the top level, as a sum to try before that of all rows."""
    figures = [row.weight if name == "weight" else row.score for row in rows]
    known = [figure for figure in figures if figure is not None]
    return [known] if known and len(known) == len(figures) else []


def _sections(form: Form) -> Iterator[Relation]:
    for section in form.sections:
        weights = [row.weight for row in section.rows if row.weight is not None]
        if not weights or section.points is None or len(weights) != len(section.rows):
            continue
        if _is_open(form, section) and _sum(weights) != section.points.base:
            continue
        yield section.table.relation(
            "weight_sum",
            section.row,
            section.points,
            _sum(weights),
            weights,
            summed(weights),
            severity="medium",
        )


def _is_open(form: Form, section: Section) -> bool:
    """Return whether rows of a section may be missing: the text breaks off in it before a total."""
    grid = section.rows[-1].table.grid
    is_last = section is form.sections[-1] and grid.ends_open
    columns, rows = grid.columns("weight"), grid.body_rows("item")
    targets = [row for row in rows if any(grid.figure(row, column) for column in grid.columns("target"))]
    is_blank = any(not any(grid.figure(row, column) for column in columns) for row in targets)
    return is_last and (form.rows[-1].role != "total" or is_blank)


def _full_marks(total: Scored, weights: Sequence[Figure]) -> Iterator[Relation]:
    """Check the full marks that stand above a table against the points of its rows."""
    table = total.table
    passage, first = table.report.passage, table.grid.first_line
    start = passage.line_start(max(0, first - 1))
    for match in _FULL.finditer(passage.text, start, passage.line_start(first)):
        for figure in passage.quantities_in(match.start(1), match.end()):
            yield table.relation("weight_sum", total.row, figure, _sum(weights), weights, summed(weights))


def _outer_weights(form: Form) -> Iterator[Relation]:
    """Check the points of a level that has its own column against those of the rows down to its next one."""
    for table in {id(row.table.grid): row.table for row in form.of("indicator")}.values():
        columns = table.grid.columns("weight")
        if len(columns) < _TWO_LEVELS:
            continue
        outer, inner = (table.cells(column, table.grid.body_rows("item", "part")) for column in columns[-2:])
        starts = sorted(outer)
        for number, start in enumerate(starts):
            stop = starts[number + 1] if number + 1 < len(starts) else len(table.grid.rows)
            parts = [figure for row, figure in inner.items() if start <= row < stop]
            if parts and len(outer) < len(inner):
                yield table.relation("weight_sum", start, outer[start], _sum(parts), parts, summed(parts),
                                     severity="medium")  # fmt: skip


def _weights(form: Form, total: Scored, rows: Sequence[Scored]) -> Iterator[Relation]:
    assert total.weight is not None
    weights = [row.weight for row in rows if row.weight is not None]
    execution = [row.weight for row in form.of("execution") if row.weight is not None][:1]
    if len(weights) < 2:
        return
    top = _by_levels(_top_level(form, total), "weight")
    tried = [weights] if total.role == "subtotal" or not execution else [[*execution, *weights], weights]
    tried = [*top, *tried]
    sections = [
        section.points for section in form.sections if section.points is not None and not section.is_outer
    ]
    by_section = [
        figures
        for figures in ([*execution, *sections], sections)
        if len(figures) > 1 and _sum(figures) == total.weight.base
    ]
    agrees = any(_sum(figures) == total.weight.base for figures in tried)
    if total.role == "total" and total.weight.base == _sum(tried[0]):
        yield from _full_marks(total, tried[0])
    if by_section:
        yield total.table.relation(
            "weight_sum", total.row, total.weight, total.weight.base, by_section[0], summed(by_section[0])
        )
    if not by_section or not agrees:
        whole = _adds_up(total.score, [row.score for row in rows], execution_score(form))
        yield from _told(total, total.weight, tried, "weight_sum", doubtful=bool(by_section), complete=whole)


def _scores(form: Form, total: Scored, rows: Sequence[Scored]) -> Iterator[Relation]:
    assert total.score is not None
    scores = [row.score for row in rows if row.score is not None]
    top = _by_levels(_top_level(form, total), "score")
    if len(scores) < 2 or any(row.score is None and row.weight is not None for row in rows):
        return
    if any(row.weight is not None and row.weight.unit == "%" for row in rows):
        yield from _weighted(total, rows)
        return
    execution = execution_score(form)
    blank = bool(form.of("execution")) and execution is None and bool(form.of("execution")[0].weight)
    if blank:
        return
    tried = [[execution, *scores], scores] if execution is not None else [scores]
    weight = next((row.weight for row in form.of("execution") if row.weight is not None), None)
    complete = _adds_up(total.weight, [row.weight for row in rows], weight)
    tried = [*top, *([scores] if total.role == "subtotal" else tried)]
    yield from _told(total, total.score, tried, "score_sum", complete=complete)


def _adds_up(total: Figure | None, parts: Sequence[Figure | None], execution: Figure | None) -> bool:
    """Return whether the other column of the form adds up: then all its rows were read."""
    if total is None or any(part is None for part in parts):
        return False
    added = _sum([part for part in parts if part is not None])
    return total.base in (added, added + (execution.base if execution is not None else 0))


def _weighted(total: Scored, rows: Sequence[Scored]) -> Iterator[Relation]:
    """Check a total of scores that count by their share."""
    assert total.score is not None
    pairs = [(row.score, row.weight) for row in rows if row.score is not None and row.weight is not None]
    if len(pairs) < len(rows) or _sum([weight for _, weight in pairs]) != PERCENT:
        return
    computed = sum((score.base * weight.base for score, weight in pairs), Decimal(0)) / PERCENT
    formula = " + ".join(f"{shown(score)} × {shown(weight)}%" for score, weight in pairs)
    operands = [figure for pair in pairs for figure in pair]
    yield total.table.relation("score_sum", total.row, total.score, computed, operands, formula)


def execution_score(form: Form) -> Figure | None:
    """Return the points of the execution: those of the total row, or of a 其中 row if the total row has none."""
    found = [row.score for row in form.of("execution") if row.score is not None]
    if found and found[0].value:
        return found[0]
    shares = [row.score for row in form.of("share") if row.score is not None and row.score.value]
    return shares[0] if shares else found[0] if found else None


def _told(
    total: Scored,
    stated: Figure,
    tried: Sequence[Sequence[Figure]],
    kind: str,
    doubtful: bool = False,
    complete: bool = False,
) -> Iterator[Relation]:
    for figures in tried:
        if judge(stated, _sum(figures))[0] == "reconciled":
            yield total.table.relation(kind, total.row, stated, _sum(figures), figures, summed(figures))
            return
    figures = tried[0]
    gap = stated.base - _sum(figures)
    if abs(gap) * 4 > stated.base and not complete:
        # far away from what is printed: the rows were read from several levels, or not all of them
        return
    # the points of the execution may stand in a table that is not printed here
    verdict = (
        "review"
        if doubtful or (len(tried) == 1 and total.role == "total" and 0 < gap <= _EXECUTION and not complete)
        else "contradicted"
    )
    yield total.table.relation(
        kind, total.row, stated, _sum(figures), figures, summed(figures), verdict=verdict
    )


def _duplicate(form: Form) -> Iterator[Relation]:
    """The execution points count once: entered in the total row and in a 其中 row they are added twice."""
    totals = [row for row in form.of("execution") if row.score is not None and row.score.value]
    if not totals:
        return
    first = totals[0].score
    assert first is not None
    for share in form.of("share"):
        if share.score is None or not share.score.value or share.table.grid is not totals[0].table.grid:
            continue
        printed = [row.score.base for row in form.of("total") if row.score is not None]
        added = (
            first.base
            + share.score.base
            + sum((row.score.base for row in form.of("indicator") if row.score), Decimal(0))
        )
        verdict = "contradicted" if added in printed else "review"
        yield _entered_twice(share, first, share.score, verdict)


def _entered_twice(share: Scored, first: Figure, second: Figure, verdict: str) -> Relation:
    """Return the relation of points in two rows; of two that differ, what both give together."""
    if first.base == second.base:
        return share.table.relation("duplicate_score", share.row, second, first.base, (first,), first.number,
                                    verdict=verdict)  # fmt: skip
    figures = (first, second)
    return share.table.relation("duplicate_score", share.row, first, _sum(figures), figures, summed(figures),
                                verdict=verdict)  # fmt: skip


def _sum(figures: Sequence[Figure]) -> Decimal:
    return sum((figure.base for figure in figures), Decimal(0))
