"""Growth: (new − old) ÷ old = the stated percentage."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao.reading import lexicon
from jixiao.reading.change_words import OWN_CLAUSE
from jixiao.reading.changes import Change, change_of, earlier, part_of
from jixiao.reading.compare import contains, dimension, pairs, word_before
from jixiao.reading.completing import completed
from jixiao.reading.figure import Figure
from jixiao.reading.judging import Judgement, is_exact, judge
from jixiao.reading.kinds import finder
from jixiao.reading.passage import Passage
from jixiao.reading.quoting import quote
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report

_HUNDRED = Decimal(100)
# a percentage, or how many times as much was added: 增长1.2倍
_FACTORS = {"%": Decimal(1), "倍": _HUNDRED}
_BACK = "earlier-value"
_TOUCHING = 8
_NAME = re.compile("(?P<name>[\u4e00-\u9fff]{3,12}?)(?:同比|环比|比上年|较上年|比去年|较去年)")
_FAR_OFF = Decimal(30)
# behind this word stands what came in less what went out: neither of them is the base
_NET, _NEAR = "净", 4


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to compute a growth rate: which figures, the value in percent, the formula."""

    name: str
    operands: tuple[Figure, ...]
    value: Decimal
    formula: str


@finder("growth")
def find(report: Report) -> Iterator[Relation]:
    """Yield a relation for every percentage of growth; without operands it cannot be verified."""
    passage = report.passage
    for figure in passage.prose:
        if figure.unit not in _FACTORS or not _is_growth(passage, figure):
            continue
        change = change_of(passage, figure)
        relation = _growth(passage, figure, change) if change else None
        if relation:
            yield relation
        elif figure.value and not contains(passage.text[passage.sentence(figure).start : figure.at], "planned"):
            start, end = quote(passage, (figure,))
            yield Relation("rate_no_operand", "not_verifiable", "low", (), figure, unit=figure.unit,
                           note="growth_without_base", start=start, end=end)  # fmt: skip


def _is_growth(passage: Passage, figure: Figure) -> bool:
    return part_of(passage, figure) == "gap" and not word_before(passage.label(figure), "saving_rates")


def _growth(passage: Passage, stated: Figure, change: Change) -> Relation | None:
    factor = _FACTORS[stated.unit]
    judged = [(way, judge(stated, way.value / factor, way.operands)) for way in _all_ways(passage, stated, change)]
    fits = [(way, judgement) for way, judgement in judged if judgement[0] == "reconciled"]
    # a value from an earlier sentence may confirm a percentage; it never contradicts one, nor a mean of several years
    is_mean = contains(passage.label(stated), "averaged")
    near = [(way, judgement) for way, judgement in judged if way.name != _BACK and not is_mean]
    if not fits and (not near or _is_of_another(passage, stated, near[0][0])):
        return None
    way, judgement = (fits or near)[0]
    verdict, note = _softened(judgement, way, stated)
    start, end = quote(passage, (stated, *way.operands))
    others = tuple((other.name, other.value) for other, _ in near if other is not way)
    return Relation("growth", verdict, "low" if verdict == "reconciled" else "high", way.operands, stated,
                    computed=way.value / factor, unit=stated.unit, formula=way.formula, definition=way.name,
                    note=note, start=start, end=end, others=others)  # fmt: skip


def _is_of_another(passage: Passage, stated: Figure, way: _Way) -> bool:
    """Whether the clause of a percentage names a thing that its operands do not: 投诉件同比下降12% behind amounts."""
    own = _NAME.match(OWN_CLAUSE.split(passage.label(stated))[-1])
    if own is None or any(figure.at > stated.at or stated.at - figure.till < _TOUCHING for figure in way.operands):
        return False
    heads = "".join(figure.head + figure.noun for figure in way.operands)
    name = own["name"]
    is_measure = any(word in name for word in lexicon.words("changes")["measures"])
    return not is_measure and not pairs(name) & pairs(heads)


def _softened(judgement: Judgement, way: _Way, stated: Figure) -> Judgement:
    """Return the verdict; a percentage of quite another size has other operands: it is for a person to judge."""
    if judgement[0] == "contradicted" and not all(map(is_exact, way.operands)):
        return "review", "approximate"
    percent = stated.base * _FACTORS[stated.unit]
    is_far = percent and not 1 / _FAR_OFF <= way.value / percent <= _FAR_OFF
    return ("review", "") if judgement[0] == "contradicted" and is_far else judgement


def _all_ways(passage: Passage, stated: Figure, change: Change) -> list[_Way]:
    change = completed(passage, stated, change)
    return [way for way in (*_ways(change), *_ways_back(passage, stated, change)) if way.value >= 0]


def _ways_back(passage: Passage, stated: Figure, change: Change) -> Iterator[_Way]:
    """Yield the ways in which a value of an earlier sentence gives the percentage."""
    anchor = change.old or change.gap
    if change.new or not anchor:
        return
    for value in earlier(passage, stated, dimension(anchor)):
        completed = replace(change, new=value, gap=None if change.old else change.gap)
        yield from (replace(way, name=_BACK) for way in _ways(completed))


def _ways(change: Change) -> Iterator[_Way]:
    new, old, gap = change.new, change.old, change.gap
    if new and old and old.base:
        formula = f"({new.number} − {old.number}) ÷ {old.number}"
        yield _Way("values", (new, old), abs(new.base - old.base) / old.base * _HUNDRED, formula)
    if gap and old and old.base:
        yield _Way("gap-over-old", (gap, old), gap.base / old.base * _HUNDRED, f"{gap.number} ÷ {old.number}")
    elif gap and new and change.loose and _NET in gap.head[-_NEAR:]:
        return
    elif gap and new and change.loose:
        yield from _of_larger(gap, new, change.loose)
    elif gap and new:
        yield from _of_derived(gap, new, change.falls)


def _of_larger(gap: Figure, one: Figure, other: Figure) -> Iterator[_Way]:
    """Yield a cut over the larger of two values that differ by it: 中标价1728万元，审减95.04万元，审减率5.5%."""
    larger = max(one, other, key=lambda figure: figure.base)
    if abs(one.base - other.base) == gap.base and larger.base:
        yield _Way("gap-over-old", (gap, larger), gap.base / larger.base * _HUNDRED, f"{gap.number} ÷ {larger.number}")


def _of_derived(gap: Figure, new: Figure, falls: bool) -> Iterator[_Way]:
    """Yield the difference over the old value that new value and difference give."""
    base, sign = (new.base + gap.base, "+") if falls else (new.base - gap.base, "−")
    if base > 0:
        formula = f"{gap.number} ÷ ({new.number} {sign} {gap.number})"
        yield _Way("gap-over-derived", (gap, new), gap.base / base * _HUNDRED, formula)
