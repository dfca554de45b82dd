"""Points of prose that add up to a stated total: 决策15分得14分 …, 综合得分94分."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from jixiao.reading import lexicon, numerals
from jixiao.reading.figure import Figure
from jixiao.reading.judging import judge
from jixiao.reading.kinds import finder
from jixiao.reading.lists.spans import Entry, Spans
from jixiao.reading.lists.verdict import formula_of, quote_of, tidy
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report

_FAR = 900
_DENSEST = 12
_SLIP = 3
_FULL = 100
_ASIDE = 3
_WIDE = (Decimal("0.1"), Decimal("0.2"))


@finder("scores_in_prose")
def find(report: Report) -> Iterator[Relation]:
    """Find every total of points that stands in prose, and every mean of points."""
    spans = report.spans
    seen: Counter[int] = Counter()
    for figure in spans.figures:
        if figure.kind != "points" or figure.qualifier:
            continue
        clause = spans.clause_before(figure)
        if lexicon.pattern("points", "total").search(clause):
            seen[figure.at // _FAR] += 1
            if seen[figure.at // _FAR] > _DENSEST:
                continue
        if lexicon.pattern("points", "available").search(clause):
            continue
        if lexicon.pattern("points", "taken").search(clause) and lexicon.pattern("points", "total").search(clause):
            yield from _deductions(spans, figure)
        elif lexicon.pattern("points", "total").search(clause):
            yield from _total(spans, figure)
        elif lexicon.pattern("points", "average").search(clause):
            yield from _mean(spans, figure)


@cache
def _given_of() -> re.Pattern[str]:
    """Return the pattern of points given right behind those available: 满分20分得18.5分."""
    return re.compile(rf"\d分[^\d，。；]{{0,4}}(?:{lexicon.longest_first(lexicon.words('points')['given'])})$")


def _deductions(spans: Spans, total: Figure) -> Iterator[Relation]:
    start = spans.passage.line_start(spans.passage.line_at(total.at))
    taken = [
        entry.figure
        for entry in _entries(spans, max(start, total.at - _FAR), total.at)
        if lexicon.pattern("points", "taken", "(?:了|掉)?$").search(spans.clause_before(entry.figure))
    ]
    same = [figure for figure in taken if spans.passage.sentence(figure) == spans.passage.sentence(total)]
    for parts in (taken, same):
        if len(parts) >= 2 and _sum(parts) == total.value:
            yield _relation(spans, total, parts, "reconciled", "")
            return
    if len(same) >= 2 and len(same) == len(taken):
        yield _relation(spans, total, same, *_judged(total, same))


def _total(spans: Spans, total: Figure) -> Iterator[Relation]:
    runs = [run for run in _runs(spans, total) if len(run) >= 2]
    for run in runs:
        for length in range(len(run), 1, -1):
            for parts in (run[:length], run[-length:]):
                if _judged(total, parts)[0] == "reconciled" and max(part.base for part in parts) < total.base:
                    yield _relation(spans, total, parts, *_judged(total, parts))
                    return
    if not total.base or (total.value == 100 and "得" not in spans.clause_before(total)):
        return
    close = [run for run in runs if len(run) > 2 and abs(_sum(run) / total.base - 1) <= _WIDE[len(run) > 3]]
    if close:
        verdict, note = _judged(total, close[0])
        # an item that is not named leaves a gap of its own size; a slip of the pen a small one
        unsure = len(close[0]) < 4 and total.base - _sum(close[0]) > _SLIP
        yield _relation(
            spans, total, close[0], "review" if unsure else verdict, "parts_unclear" if unsure else note
        )


def _judged(total: Figure, parts: Sequence[Figure]) -> tuple[str, str]:
    """Judge a sum of points: they are not rounded, but for a trifle."""
    computed = _sum(parts)
    verdict, note = judge(total, computed)
    if verdict == "reconciled" and abs(total.base - computed) > abs(computed) / 1000:
        return "contradicted", ""
    return verdict, note


def _runs(spans: Spans, total: Figure) -> Iterator[list[Figure]]:
    """Yield the points given before the total and behind it, in the same paragraph."""
    passage = spans.passage
    line = passage.line_at(total.at)
    start, end = passage.line_start(line), passage.line_start(line) + len(passage.line_text(line))
    sentence_start, sentence_end = passage.sentence_span(total.at)
    stretches = (
        (max(start, total.at - _FAR), total.at),
        (max(sentence_start, total.at - _FAR), total.at),
        (total.till, min(sentence_end, total.till + _FAR)),
        (total.till, min(end, total.till + _FAR)),
    )
    yield _in_bracket(spans, total)
    for first, last in stretches:
        entries = _entries(spans, first, last)
        given = _given_in(spans, entries)
        yield given
        if not given:
            yield [entry.figure for entry in entries]
    yield _items(spans, total)


def _in_bracket(spans: Spans, total: Figure) -> list[Figure]:
    """Return the points in the bracket right behind the total, unless they are those of the full marks."""
    if spans.text[total.till : total.till + 1] != "（":
        return []
    start = total.till + 1
    run = [entry.figure for entry in _entries(spans, start, spans.list_end(start))]
    return run if _sum(run) < _FULL else []


def _given_in(spans: Spans, entries: Sequence[Entry]) -> list[Figure]:
    """Return the points given: those with the word before them, and those joined to them with 、 (分别得18分、17分)."""
    given: list[Figure] = []
    for entry in entries:
        joined = bool(given) and spans.text[given[-1].till : entry.figure.at] == "、"
        if joined or _is_given(spans, entry.figure):
            given.append(entry.figure)
    return given


def _items(spans: Spans, total: Figure) -> list[Figure]:
    """Return the points given in the lines before 三项指标共得13.5分, one a line, if there are just so many."""
    passage = spans.passage
    counted = re.search("([两二三四五六七八九])[项个类]", spans.clause_before(total))
    number = int(numerals.value_of(counted.group(1)) or 0) if counted else 0
    line = passage.line_at(total.at)
    found: dict[int, Figure] = {}
    first = passage.line_start(max(0, line - number - _ASIDE))
    for figure in spans.inside(first, passage.line_start(line)) if number else ():
        if figure.kind == "points" and _is_given(spans, figure):
            found.setdefault(figure.line, figure)
    return list(found.values()) if len(found) == number else []


def _is_given(spans: Spans, figure: Figure) -> bool:
    clause = spans.clause_before(figure)
    if lexicon.pattern("points", "total").search(clause) or lexicon.pattern("points", "taken").search(clause):
        return False
    return bool(lexicon.pattern("points", "given", "[：:]?$").search(clause))


def _entries(spans: Spans, start: int, end: int) -> list[Entry]:
    return [entry for entry in spans.entries(start, end, "points") if not _is_aside(spans, entry.figure)]


def _is_aside(spans: Spans, figure: Figure) -> bool:
    clause = spans.clause_before(figure)
    taken = lexicon.pattern("points", "taken", "(?:了|掉)?$").search(clause)
    return bool(
        (lexicon.pattern("points", "available").search(clause) and not _given_of().search(clause))
        or figure.qualifier
        or (lexicon.pattern("points", "total").search(clause) and not taken)
    )


def _mean(spans: Spans, mean: Figure) -> Iterator[Relation]:
    """Yield the mean of points listed with 、 right before it."""
    start, _ = spans.passage.sentence_span(mean.at)
    run = [entry.figure for entry in _entries(spans, max(start, mean.at - 300), mean.at)]
    if len(run) >= 2 and "分别" in spans.text[start : run[0].at]:
        computed = _sum(run) / len(run)
        verdict, note = judge(mean, computed)
        first, last = quote_of(spans.passage, (*run, mean), mean)
        yield Relation(
            "product",
            verdict,
            "low" if verdict == "reconciled" else "medium",
            tuple(run),
            mean,
            computed=tidy(computed),
            unit=mean.unit,
            formula=f"({formula_of(mean, run)}) ÷ {len(run)}",
            definition="mean",
            note=note,
            start=first,
            end=last,
        )


def _sum(parts: Sequence[Figure]) -> Decimal:
    return sum((part.base for part in parts), Decimal(0))


def _relation(spans: Spans, total: Figure, parts: Sequence[Figure], verdict: str, note: str) -> Relation:
    start, end = quote_of(spans.passage, (total, *parts), total)
    severity = "low" if verdict == "reconciled" else "high"
    return Relation(
        "score_sum",
        verdict,
        severity,
        tuple(parts),
        total,
        computed=tidy(_sum(parts)),
        unit="分",
        formula=formula_of(total, parts),
        note=note,
        start=start,
        end=end,
    )
