"""The total row of a table against the same quantity in prose: amounts by role, the total score."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.judging import half_step, is_exact, judge
from jixiao.reading.kinds import finder
from jixiao.reading.kinds.same_quantity import is_slip
from jixiao.reading.mains import is_part
from jixiao.reading.passage import Passage
from jixiao.reading.quoting import quote
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report

_ROLES = {"budget_adjusted": "budget"}
_TOTAL_SCORE = re.compile("(?:综合|总|自评|评价|最终|复核|项目)(?:评价)?(?:得分|评分|总分)|总分|总得分")
_OTHER = re.compile("上年|去年|上一年|单位自评|分别|其中|扣|满分|占|累计|历年|[12]\\d{3}年[^，。]{0,6}(?:上|前)")
_CLOSE = Decimal("0.05")
_HUNDRED = Decimal(100)


@finder("table_against_prose")
def find(report: Report) -> Iterator[Relation]:
    """Yield a relation for each total of a table that the prose states as well."""
    passage = report.passage
    totals = {(_ROLES.get(figure.role, figure.role), figure.id): figure for figure in report.table_totals}
    by_role: dict[str, list[Figure]] = {}
    for (role, _), figure in totals.items():
        by_role.setdefault(role, []).append(figure)
    for figure in passage.prose:
        candidates = by_role.get(_ROLES.get(figure.role, figure.role), []) if figure.kind == "money" else []
        if candidates and _is_main(passage, figure):
            yield from _compared(passage, candidates, figure)
    yield from _scores(report)


def _is_main(passage: Passage, figure: Figure) -> bool:
    words = passage.clause(figure)
    return not (figure.per or is_part(passage, figure) or _OTHER.search(words)) and is_exact(figure)


def _compared(passage: Passage, totals: list[Figure], figure: Figure) -> Iterator[Relation]:
    """Yield the total that the figure equals; if none does, the only total if it is nearly the same."""
    verdicts = ((total, judge(figure, total.base, (), _slack(total, figure))[0]) for total in totals)
    equal = next((total for total, verdict in verdicts if verdict == "reconciled"), None)
    if equal:
        yield _relation(passage, equal, figure, "reconciled")
    elif len({total.base for total in totals}) == 1:
        total = totals[0]
        gap = abs(total.base - figure.base)
        if is_slip(total, figure):
            yield _relation(passage, total, figure, "contradicted")
        elif gap <= max(total.base, figure.base) * _CLOSE:
            yield _relation(passage, total, figure, "review")


def _slack(total: Figure, figure: Figure) -> Decimal | None:
    return half_step(total) if total.unit != figure.unit else None


def _scores(report: Report) -> Iterator[Relation]:
    """Yield the total score of the only score table against the one in prose."""
    totals = report.score_totals
    if len({figure.value for figure in totals}) != 1 or not totals[0].value:
        return
    full = _full_marks(report)
    for figure in report.passage.prose:
        words = report.passage.clause(figure)
        if figure.value in full and figure.value != totals[0].value:
            continue
        if figure.kind == "points" and _TOTAL_SCORE.search(words) and not _OTHER.search(words) and "（" not in words:
            holds = figure.value == totals[0].value
            yield _relation(report.passage, totals[0], figure, "reconciled" if holds else "contradicted")


def _full_marks(report: Report) -> set[Decimal | None]:
    """Return the points available in the total rows of score tables, and the usual hundred."""
    weights = (
        grid.figure(row, column)
        for grid in report.grids
        for row in grid.body_rows("total")
        for column in grid.columns("weight")
    )
    return {_HUNDRED, *(weight.value for weight in weights if weight is not None)}


def _relation(passage: Passage, total: Figure, figure: Figure, verdict: str) -> Relation:
    start, end = quote(passage, (figure,))
    return Relation("same_quantity", verdict, "low" if verdict == "reconciled" else "medium", (total,), figure,
                    computed=total.base / scale_of(figure.unit), unit=figure.unit,
                    formula=f"{total.raw} = {figure.raw}", note="" if verdict == "reconciled" else "table_and_prose",
                    start=start, end=end)  # fmt: skip
