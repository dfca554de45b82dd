"""Scores in prose against the table of the form: those of a section, the total, and how many of its points were won."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from jixiao.quantities import PERCENT
from jixiao.reading.figure import Figure
from jixiao.reading.judging import judge
from jixiao.reading.kinds import finder
from jixiao.reading.passage import Passage
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report
from jixiao.reading.tabular.form import Form, forms_of, is_funds
from jixiao.reading.tabular.points import execution_score
from jixiao.reading.tabular.table import shown, summed

_GIVEN = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,12}?)(?:类|方面|部分|维度|指标)*(?:指标|部分)?(?:实际|综合|评价)?(?:得|得分|评分|得分为|得分是)[：:]?$"
)
_TOTAL = re.compile(
    r"(?:总得分|综合得分|自评总分|总分|自评得分|评价得分|综合评价得分|合计得分|自评分|得分合计)(?:为|是|：)?$"
)
_WON = re.compile(r"得分率(?:为|是|：|达)?$")
_AVAILABLE = re.compile(r"(?:满分|分值|权重|总分值)(?:为|是|：)?$")
_NOISE = re.compile(r"[（(].*|类$|指标$|部分$|^项目|^其中|^绩效")


@finder("dimension_scores")
def find(report: Report) -> Iterator[Relation]:
    """Yield the scores that prose states for a section or for the whole."""
    forms = forms_of(report)
    sums: dict[str, list[list[Figure]]] = {}
    for form in forms:
        for name, figures in {**dimension_scores(form), **_section_scores(form)}.items():
            sums.setdefault(name, []).append(figures)
    weights = {name: figure for form in forms for name, figure in _weights(form).items()}
    for sentence in report.passage.sentences:
        points = [figure for figure in sentence.figures if figure.unit == "分"]
        given = [(figure, _name(report.passage, figure)) for figure in points]
        for figure, name in given:
            if name and name in sums:
                is_whole = all(_is_complete(form) for form in forms)
                yield from _of_dimension(report.passage, figure, sums[name], is_whole)
        yield from _totals(
            report.passage, points, [figure for figure, name in given if name and name in weights], forms
        )
    yield from _won(report.passage, weights)


def _of_dimension(
    passage: Passage, figure: Figure, sums: Sequence[list[Figure]], is_whole: bool
) -> Iterator[Relation]:
    """Check the score of a dimension against the form in which it holds; wrong only if all forms say the same."""
    totals = [sum((part.base for part in parts), Decimal(0)) for parts in sums]
    best = next((parts for parts, total in zip(sums, totals, strict=True) if total == figure.base), sums[0])
    if figure.base in totals or len(set(totals)) == 1:
        told = _told(passage, figure, best, "score_sum" if len(best) > 1 else "same_quantity")
        is_doubtful = told.verdict == "contradicted" and not is_whole
        yield replace(told, verdict="review", severity="low") if is_doubtful else told


def _is_complete(form: Form) -> bool:
    """Return whether all rows of a form were read: a total row of scores, or the sections, say so."""
    if form.sections:
        return True
    scores = [row.score for row in form.of("indicator", "execution") if row.score is not None]
    added = sum((score.base for score in scores), Decimal(0))
    return any(row.score is not None and row.score.base == added for row in form.of("total"))


def _name(passage: Passage, figure: Figure) -> str:
    match = _GIVEN.search(passage.clause(figure))
    return _bare(match["name"]) if match else ""


def _bare(words: str) -> str:
    found = words.strip()
    for _ in range(3):
        found = _NOISE.sub("", found)
    return found


def _section_scores(form: Form) -> dict[str, list[Figure]]:
    """Return the scores of each section of which all indicators have one."""
    found: dict[str, list[Figure]] = {}
    for section in form.sections:
        scores = [row.score for row in section.rows if row.score is not None]
        if scores and len(scores) == len(section.rows) and not section.is_outer:
            found[_bare(section.name)] = scores
    return found


def dimension_scores(form: Form) -> dict[str, list[Figure]]:
    """Return the scores of the rows by the dimension in their first cell; a blank one belongs to the one above."""
    found: dict[str, list[Figure | None]] = {}
    name = ""
    for row in form.of("indicator", "execution"):
        if is_funds(row.table.grid):
            continue
        first = row.table.grid.rows[row.row][0].text
        name = _bare(first) or name
        found.setdefault(name, []).append(row.score)
    whole = {name: [score for score in scores if score is not None] for name, scores in found.items() if name}
    return {name: scores for name, scores in whole.items() if scores and len(scores) == len(found[name])}


def _weights(form: Form) -> dict[str, tuple[Figure, ...]]:
    """Return the points available of each section; of all rows of a dimension together where no row names its sum."""
    found = {_bare(section.name): (section.points,) for section in form.sections if section.points is not None}
    rows: dict[str, tuple[Figure, ...]] = {}
    for row in form.of("indicator", "execution"):
        if row.weight is not None:
            rows[_bare(row.label)] = (*rows.get(_bare(row.label), ()), row.weight)
    return {**rows, **found}


def _totals(
    passage: Passage, points: Sequence[Figure], given: Sequence[Figure], forms: Sequence[Form]
) -> Iterator[Relation]:
    """Check a total of points: against the scores of the sections beside it, or execution and indicators."""
    for figure in points:
        if not _TOTAL.search(passage.clause(figure)) or figure in given:
            continue
        if len(given) > 2:
            yield _told(passage, figure, given, "score_sum")
        for form in forms[-1:]:
            execution, subtotals = (
                execution_score(form),
                [row.score for row in form.of("subtotal") if row.score is not None],
            )
            if execution is not None and len(subtotals) == 1 and not form.of("total"):
                yield _told(passage, figure, [execution, *subtotals], "score_sum")


def _won(passage: Passage, weights: dict[str, tuple[Figure, ...]]) -> Iterator[Relation]:
    """Check a share of points won: score over the points of the dimension named before it."""
    for rate in passage.prose:
        if rate.unit != "%" or not _WON.search(passage.clause(rate)):
            continue
        before = next((figure for figure in passage.preceding(rate)
                       if figure.unit == "分" and not _AVAILABLE.search(passage.clause(figure))), None)  # fmt: skip
        if before is None or passage.sentence(before) is not passage.sentence(rate):
            continue
        available = _most(passage, before) or weights.get(_name(passage, before), ())
        most = sum((figure.base for figure in available), Decimal(0))
        if most and before.base <= most:
            computed = before.base / most * PERCENT
            formula = summed(available) if len(available) == 1 else f"({summed(available)})"
            verdict, note = judge(rate, computed)
            yield _relation(passage, "rate", rate, computed, (before, *available), f"{shown(before)} ÷ {formula}",
                            verdict, note)  # fmt: skip


def _most(passage: Passage, score: Figure) -> tuple[Figure, ...]:
    """Return the points that the sentence itself calls available beside a score."""
    inside = [figure for figure in passage.sentence(score).figures if _AVAILABLE.search(passage.clause(figure))]
    return tuple(inside) if len(inside) == 1 and inside[0].unit == "分" else ()


def _told(passage: Passage, stated: Figure, parts: Sequence[Figure], kind: str) -> Relation:
    computed = sum((part.base for part in parts), Decimal(0))
    verdict, note = judge(stated, computed)
    return _relation(passage, kind, stated, computed, tuple(parts), summed(parts), verdict, note)


def _relation(
    passage: Passage,
    kind: str,
    stated: Figure,
    computed: Decimal,
    operands: tuple[Figure, ...],
    formula: str,
    verdict: str,
    note: str,
) -> Relation:
    start, end = passage.sentence_span(stated.at)
    start, end = max(start, stated.at - 60), min(end, stated.till + 40)
    normal = passage.normal
    return Relation(
        kind,
        verdict,
        "high" if verdict == "contradicted" else "low",
        operands,
        stated,
        "",
        computed,
        stated.unit,
        formula,
        "",
        note,
        (),
        normal.origin(start),
        normal.origin(max(start, end - 1)) + 1,
    )
