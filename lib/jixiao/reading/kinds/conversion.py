"""One amount in two units: 元 and 万元, 亩 and 万亩."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from jixiao.quantities import YUAN_PER_UNIT, rounded
from jixiao.reading import lexicon
from jixiao.reading.compare import dimension
from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.judging import Judgement, half_step, judge
from jixiao.reading.kinds import finder
from jixiao.reading.passage import Passage
from jixiao.reading.quoting import quote
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report

_LEAST_YUAN, _MOST_PLACES = Decimal(10_000), 5
_COARSER = {"元": "万元", "万元": "亿元"}
_TENTH = Decimal("0.9")
_BACK, _SIDE_BY_SIDE = 6, 8
_WORD_BEFORE = re.compile("(?:折合|约合|折算为?|相当于|合计折合)(?:人民币)?约?$")


@cache
def _joint() -> re.Pattern[str]:
    words = lexicon.longest_first(lexicon.words("changes")["conversion"])
    return re.compile(rf"[，、\s]?[（]?\s?(?:{words})?(?:人民币|约|为|：)?\s?[（]?")


@finder("unit_conversion")
def find(report: Report) -> Iterator[Relation]:
    """Yield a relation where one amount is printed twice side by side in two units."""
    passage = report.passage
    for first, second in zip(passage.figures, passage.figures[1:], strict=False):
        if _is_conversion(passage, first, second):
            yield _relation(passage, first, second)
    yield from _far(passage)
    yield from _implicit(report)


def _far(passage: Passage) -> Iterator[Relation]:
    """Yield 年末余额折合13.93万元 whose amount in the other unit stands in the sentence before."""
    for figure in passage.prose:
        if figure.kind != "money" or not _WORD_BEFORE.search(passage.label(figure)):
            continue
        for other in passage.before(figure, 1, _BACK):
            if other.unit != figure.unit and (other.kind == "money" or _is_bare(other)) and _prints(other, figure):
                yield _relation(passage, other, figure)
                break


def _is_bare(figure: Figure) -> bool:
    """Whether a number of a table has no unit of its own and is so long that it can only be 元."""
    return figure.kind == "number" and figure.base >= _LEAST_YUAN


def _prints(fine: Figure, coarse: Figure) -> bool:
    return judge(coarse, fine.base)[0] == "reconciled"


def _implicit(report: Report) -> Iterator[Relation]:
    """Yield the amounts of one document that are the same amount in another unit, tables included."""
    passage = report.passage
    seen: dict[tuple[str, Decimal], Figure] = {}
    amounts = sorted((figure for figure in (*passage.prose, *report.cell_figures) if figure.unit in YUAN_PER_UNIT),
                     key=lambda figure: figure.at)  # fmt: skip
    for figure in amounts:
        coarse = _COARSER.get(figure.unit) if figure.base >= _LEAST_YUAN else None
        for digits in range(_MOST_PLACES) if coarse else ():
            seen.setdefault((coarse or "", rounded(figure.base / YUAN_PER_UNIT[coarse or "元"], digits)), figure)
    told: set[str] = set()
    for figure in amounts:
        match = seen.get((figure.unit, figure.base / YUAN_PER_UNIT[figure.unit]))
        if match and match.id not in told and _is_apart(match, figure) and _prints(match, figure):
            told.add(match.id)
            yield _relation(passage, match, figure)


def _is_apart(one: Figure, other: Figure) -> bool:
    return max(one.at, other.at) - min(one.till, other.till) > _SIDE_BY_SIDE


def _is_conversion(passage: Passage, first: Figure, second: Figure) -> bool:
    if not (first.is_quantity and second.is_quantity) or first.kind not in ("money", "count") or second.per:
        return False
    if first.unit == second.unit or dimension(first) != dimension(second) or not first.base:
        return False
    between = passage.between(first, second)
    if len(between) > 8 or not _joint().fullmatch(between):
        return False
    in_brackets = between.startswith("（") and passage.text[second.till : second.till + 1] == "）"
    has_word = any(word in between for word in lexicon.words("changes")["conversion"])
    ratio = second.base / first.base
    # two amounts in brackets without a word are one amount only if they are about equal
    is_about = Decimal("0.5") < ratio < 2
    is_shifted = has_word and any(_TENTH < abs(ratio * factor) < 1 / _TENTH for factor in (10, Decimal("0.1")))
    return (has_word or in_brackets) and (is_about or is_shifted)


def _relation(passage: Passage, first: Figure, second: Figure) -> Relation:
    verdict, note = _judged(first, second)
    start, end = quote(passage, (first, second))
    factor = scale_of(second.unit) / scale_of(first.unit)
    formula = f"{first.number} ÷ {factor:f}" if factor > 1 else f"{first.number} × {1 / factor:f}"
    return Relation("unit_conversion", verdict, "low" if verdict == "reconciled" else "high", (first,), second,
                    computed=first.base / scale_of(second.unit), unit=second.unit, formula=formula, note=note,
                    start=start, end=end)  # fmt: skip


def _judged(first: Figure, second: Figure) -> Judgement:
    """Return verdict and note; 约 beside a converted amount allows one unit of its last place, not more."""
    slack = half_step(first) if scale_of(first.unit) > scale_of(second.unit) else None
    verdict, note = judge(replace(second, qualifier=""), first.base, (first,), slack)
    if verdict == "reconciled" or not (first.qualifier or second.qualifier):
        return verdict, note
    is_near = abs(second.base - first.base) <= half_step(second) * 2
    return ("review", "approximate") if is_near or first.qualifier else ("contradicted", "")
