"""A part that is named beside its whole: the part is not larger."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.judging import is_exact
from jixiao.reading.kinds import finder
from jixiao.reading.lists import words
from jixiao.reading.lists.accusing import is_direct
from jixiao.reading.lists.belonging import is_of_another
from jixiao.reading.lists.forward import totals_before
from jixiao.reading.lists.openings import Opening, openings
from jixiao.reading.lists.spans import Spans
from jixiao.reading.lists.units import class_of, in_unit_of, size_of
from jixiao.reading.lists.verdict import quote_of, tidy
from jixiao.reading.passage import Passage
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report

_NEAR, _LAST, _TAIL = 60, 4, 8


@finder("subset_le")
def find(report: Report) -> Iterator[Relation]:
    """Find every single part named with 其中 or 含, and every pair such as 申请 and 获批."""
    spans = report.spans
    for whole, part, is_sure in (*_named_parts(spans), *_pairs(spans)):
        yield _relation(report.passage, whole, part, is_sure)


def _named_parts(spans: Spans) -> Iterator[tuple[Figure, Figure, bool]]:
    for opening in openings(spans):
        if opening.strength not in ("partition", "single", "open") or _is_sign(spans, opening):
            continue
        inside = spans.inside(opening.start, min(opening.end, opening.start + _NEAR))
        for of in dict.fromkeys(class_of(figure) for figure in inside if class_of(figure)):
            entries = spans.entries(opening.start, opening.end, of)
            is_single = len(entries) == 1 or (
                len(entries) > 1 and entries[1].rank >= 3 and spans.text[opening.start - 1] not in "：:，"
            )
            wholes = totals_before(spans, opening, of) if entries else []
            if (
                not wholes
                or not (is_single or _is_too_large(spans, opening, wholes, entries[0].figure))
                or "，" in spans.text[inside[0].till : entries[0].figure.at]
                or spans.is_price(wholes[0])
                or is_of_another(spans, opening.at, wholes[0], (entries[0].figure,))
            ):
                continue
            gap = spans.text[wholes[0].till : opening.at]
            part = entries[0].figure
            is_own = _is_own(spans, wholes, opening, part)
            if size_of(part) > size_of(wholes[0]) and not is_own and any(
                size_of(part) <= size_of(whole) for whole in wholes[1:]
            ):
                continue
            if is_own or (len(re.findall("[。\n]+", gap)) <= 1 and "；" not in gap):
                yield wholes[0], part, is_own or (len(gap) <= 2 and "\n" not in gap)


def _is_too_large(spans: Spans, opening: Opening, wholes: Sequence[Figure], part: Figure) -> bool:
    """Whether the first amount of a list is larger than the one amount right before 其中 that the sentence has."""
    if class_of(part) != "money" or not wholes or not is_direct(spans, opening, wholes[0]):
        return False
    start, _ = spans.passage.sentence_span(opening.at)
    others = [whole for whole in wholes[1:] if whole.at >= start and size_of(whole) >= size_of(part)]
    return wholes[0].at >= start and size_of(part) > size_of(wholes[0]) and not others


def _is_own(spans: Spans, wholes: Sequence[Figure], opening: Opening, part: Figure) -> bool:
    """Whether a count is the only one before 其中 in its sentence, and but its rate, price or amount stands between."""
    whole, start = wholes[0], spans.passage.sentence_span(opening.at)[0]
    gap = spans.text[whole.till : opening.at]
    others = spans.inside(whole.till, opening.at)
    if whole.kind != "count" or whole.at < start or len(gap) > _NEAR or any(other.kind == "count" for other in others):
        return False
    *pieces, last = re.split("[、，；]", gap)
    is_told = all(re.search(r"\d", piece) for piece in pieces[1:]) and len(last) <= _LAST
    if not is_told or _beyond().search(spans.text[whole.at : part.till + _TAIL]):
        return False
    return not any(_may_be_meant(spans, other, whole, part) for other in wholes[1:])


def _may_be_meant(spans: Spans, other: Figure, whole: Figure, part: Figure) -> bool:
    """Whether a larger count of the paragraph may be the whole: no word of the nearer one is said again of the part."""
    if other.line != whole.line or size_of(other) < size_of(part):
        return False
    is_near = other.at >= spans.passage.sentence_span(whole.at)[0]
    named = spans.clause_before(whole)[-_TAIL:]
    behind = spans.text[part.till : part.till + _TAIL] + spans.clause_before(part)
    return is_near or not any(named[index : index + 3] in behind for index in range(len(named) - 2))


def _is_sign(spans: Spans, opening: Opening) -> bool:
    return spans.text[opening.at] in "：（" or not re.match(
        "其中|(?:内|另)?含(?!税|量|水|油|沙|氧|糖)|包括|包含", spans.text[opening.at : opening.at + 3]
    )


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (
            re.compile(lexicon.longest_first(pair["whole"])),
            re.compile(rf"(?:{lexicon.longest_first(pair['part'])})"),
        )
        for pair in lexicon.words("subsets")["pairs"]
    )


@cache
def _beyond() -> re.Pattern[str]:
    return re.compile(lexicon.longest_first(lexicon.words("subsets")["beyond"]))


def _pairs(spans: Spans) -> Iterator[tuple[Figure, Figure, bool]]:
    for sentence in spans.passage.sentences:
        counts = [figure for figure in sentence.figures if figure.kind == "count" and spans.may_add(figure)]
        for whole, part in zip(counts, counts[1:], strict=False):
            between = spans.text[whole.till : part.at]
            if (
                class_of(whole) != class_of(part)
                or len(between) > _NEAR
                or "；" in between
                or "、" in between[:1]
            ):
                continue
            if _is_pair(spans, whole, part):
                yield whole, part, not _beyond().search(spans.text[whole.at : part.till + 6])


def _is_pair(spans: Spans, whole: Figure, part: Figure) -> bool:
    before = spans.clause_before(whole) + whole.noun[:6]
    behind = spans.clause_before(part) + part.noun[:4]
    return any(
        first.search(before) and second.search(behind) and not first.search(spans.clause_before(part))
        for first, second in _patterns()
    )


def _relation(passage: Passage, whole: Figure, part: Figure, is_sure: bool) -> Relation:
    holds = size_of(part) <= size_of(whole)
    sure = is_sure and is_exact(whole) and is_exact(part) and not words.aside("price").search(part.head)
    verdict = "reconciled" if holds else "contradicted" if sure else "review"
    start, end = quote_of(passage, (whole, part), part)
    severity = "low" if holds else "high" if class_of(part) == "money" else "medium"
    return Relation(
        "subset_le",
        verdict,
        severity,
        (part, whole),
        whole,
        computed=tidy(in_unit_of(size_of(part), whole)),
        unit=whole.unit,
        formula=f"{part.number} ≤ {whole.number}",
        start=start,
        end=end,
    )
