"""What stands around a price: counts, totals, and whether they belong together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.reading.figure import Figure
from jixiao.reading.judging import half_step, is_exact, judge
from jixiao.reading.lists.spans import Spans
from jixiao.reading.lists.units import class_of
from jixiao.reading.lists.verdict import firmly
from jixiao.reading.products import terms

_JOINED = re.compile("[^，。；：\\d]{0,3}(?:、|和|及|与)[^，。；：、\\d]{0,10}")
_BEFORE, _AFTER, _MOST = 28, 12, 10


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a price.

    Attributes:
        price: The price.
        mean: Whether it is a mean.
        times: How often it may be paid; only once if no period is named.
        counts: The counts it may be paid for, the nearest first.
        totals: The totals it may lead to, the nearest first.
        sentence: Start and end of its sentence.
    """

    price: Figure
    mean: bool
    times: list[Decimal]
    counts: list[Figure]
    totals: list[Figure]
    sentence: tuple[int, int]

    def states_mean(self, total: Figure) -> bool:
        """Return whether the price follows from a total: 户均 behind it; 人均500元，共9.5万元 leads to one."""
        return self.mean and (total.at < self.price.at or not self.inside(total))

    def inside(self, figure: Figure) -> bool:
        """Return whether a figure stands in the sentence of the price."""
        return self.sentence[0] <= figure.at < self.sentence[1]


def around_price(spans: Spans, price: Figure) -> Around:
    """Return the counts and totals that stand around a price."""
    start, end = spans.passage.sentence_span(price.at)
    before = [figure for figure in spans.before(price.at, _BEFORE) if figure.line >= price.line - 2]
    after = [
        figure for figure in spans.inside(price.till, end + 300)[:_AFTER] if figure.line <= price.line + 2
    ]
    near = terms.nearest_first([*before, *after], price)
    counts = [
        figure
        for figure in near
        if (terms.matches(figure, price.per) or terms.names_work(figure, price))
        and not spans.is_price(figure)
        and figure.value
    ]
    if class_of(price) != "money":
        counts = [figure for figure in counts if class_of(figure) != class_of(price)]
    totals = [figure for figure in near if terms.may_be_total(spans, figure, price)]
    counts, totals = _of_segment(spans, price, counts, end), _of_segment(spans, price, totals, end)
    return Around(
        price,
        terms.is_mean(spans, price),
        terms.periods(spans, price),
        counts[:_MOST],
        totals[:_MOST],
        (start, end),
    )


def _of_segment(spans: Spans, price: Figure, figures: list[Figure], end: int) -> list[Figure]:
    """Leave out what stands behind the next ； of the sentence where the price's own part of it has one."""
    stop = spans.text.find("；", price.till, end)
    start = spans.text.rfind("；", max(0, price.at - 200), price.at) + 1
    if stop < 0 or not any(start <= figure.at < stop for figure in figures):
        return figures
    return [figure for figure in figures if figure.at < stop or figure.at >= end]


def stand_together(spans: Spans, counts: Sequence[Figure], total: Figure) -> bool:
    """Return whether counts and total follow each other with no other figure between."""
    first, last = min(counts[0].at, total.at), max(counts[-1].till, total.till)
    return last - first <= 40 and len(spans.inside(first, last)) == len(counts) + 1


def count_choices(spans: Spans, around: Around) -> Iterator[tuple[Figure, ...]]:
    """Yield single counts, the nearest first, and runs of counts on one side: 2个 and 2个, 每个10000元."""
    yield from ((count,) for count in around.counts)
    inside = sorted((count for count in around.counts if around.inside(count)), key=lambda count: count.at)
    before = [count for count in inside if count.at < around.price.at]
    for run in (before[::-1], inside[len(before) :]):
        for length in range(2, min(len(run), 5) + 1):
            counts = tuple(sorted(run[:length], key=lambda count: count.at))
            if _is_run(spans, counts):
                yield counts


def _is_run(spans: Spans, counts: Sequence[Figure]) -> bool:
    return len({class_of(count) for count in counts}) == 1 and "；" not in spans.text[counts[0].till : counts[-1].at]


def nearest_run(spans: Spans, around: Around) -> tuple[Figure, ...]:
    """Return the nearest count of the sentence, with those that 、 joins to it; empty if there is none."""
    inside = [count for count in around.counts if around.inside(count)]
    inside = [count for count in inside if not terms.is_aside(spans, count)] or inside
    if not inside:
        return ()
    run = [inside[0]]
    for count in sorted(inside[1:], key=lambda other: abs(other.at - inside[0].at)):
        first, second = sorted((count, min(run, key=lambda other: abs(other.at - count.at))), key=lambda one: one.at)
        if class_of(count) == class_of(run[0]) and _JOINED.fullmatch(spans.text, first.till, second.at):
            run.append(count)
    return tuple(sorted(run, key=lambda count: count.at))


def are_linked(spans: Spans, around: Around, counts: Sequence[Figure], total: Figure) -> bool:
    """Return whether nothing but chance would have to put the three together."""
    price = around.price
    count_near = all(around.inside(count) for count in counts)
    said = sum(map(terms.digits, (*counts, total, price)))
    if around.inside(total):
        return count_near or said >= 5
    if total.at > price.at and not stand_together(spans, counts, total):
        return False
    start = max(around.sentence[0], price.at - 40)
    if count_near and terms.shared_words(total.head[-12:], spans.text[start : price.at]):
        return True
    return said >= 7 and (around.states_mean(total) or count_near or stand_together(spans, counts, total))


def judge_product(around: Around, counts: Sequence[Figure], total: Figure, times: Decimal) -> tuple[str, str]:
    """Return verdict and note for a price, its counts and a total."""
    number = sum((count.base for count in counts), Decimal(0)) * times
    if not number:
        return "", ""
    if around.states_mean(total):
        mean = total.base / number
        return firmly(around.price, mean, judge(around.price, mean, (*counts, total)))
    rounding = half_step(around.price) * number if around.mean or not is_exact(around.price) else None
    product = number * around.price.base
    return firmly(total, product, judge(total, product, (*counts, around.price), rounding))
