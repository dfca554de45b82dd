"""Prices whose count and total stand beside them and do not fit."""

import re
from collections.abc import Sequence
from decimal import Decimal

from jixiao.reading.figure import Figure
from jixiao.reading.lists.spans import Spans
from jixiao.reading.lists.units import group_of
from jixiao.reading.products import terms
from jixiao.reading.products.around import Around, judge_product, nearest_run
from jixiao.reading.products.joint import firm_total, product_relation
from jixiao.reading.relation import Relation

_FARTHEST, _NAME = 70, 14
_CLOSE, _PAIRS = 8, 2
_LOW, _HIGH = Decimal("0.7"), Decimal("1.4")
_BARE = re.compile("[共合总小]?计|共|一共|总共")


def failing_product(spans: Spans, around: Around) -> Relation | None:
    """Return the relation of a price whose count and total stand right beside it and do not fit."""
    counts = nearest_run(spans, around)
    totals = [total for total in around.totals if around.inside(total)]
    times = times_said(around)
    if not counts or not totals or times is None:
        return None
    total = totals[0]
    if any("；" in text_between(spans, around.price, figure) for figure in (counts[0], total)):
        return None
    verdict, note = judge_product(around, counts, total, times)
    share = sum(count.base for count in counts) * times * around.price.base / (total.base or 1)
    if verdict == "review":
        return product_relation(spans, around, counts, total, verdict, note, times)
    sure = _is_sure(spans, around, counts, total)
    mean = around.states_mean(total)
    widest = 20 if sure and not mean else 2
    if verdict != "contradicted" or not 1 <= share * widest <= widest * widest:
        return None
    if not sure and abs(share - 1) > Decimal("0.15"):
        return None
    if mean and not sure:
        return None
    verdict, note = ("contradicted", "") if sure else ("review", "terms_unclear")
    return product_relation(spans, around, counts, total, verdict, note, times)


def times_said(around: Around) -> Decimal | None:
    """Return how often a price is paid: once, or as the sentence says; None if it does not say it or says two."""
    said = set(around.times[1:-1])
    return Decimal(1) if around.times[-1] == 1 else said.pop() if len(said) == 1 else None


def far_failing(spans: Spans, around: Around) -> Relation | None:
    """Return the relation of a price and its count with the item of a list in the paragraph before that names both."""
    price = around.price
    near = [count for count in around.counts if around.inside(count) and 0 < price.at - count.till <= 8]
    if (
        not near
        or around.mean
        or around.times[-1] != 1
        or any(around.inside(total) for total in around.totals)
    ):
        return None
    segment = spans.text[max(around.sentence[0], near[0].at - 30) : near[0].at].split("；")[-1]
    linked = [
        total
        for total in around.totals
        if total.at < price.at and len(total.head) <= 12 and terms.shared_words(total.head, segment) >= 2
    ]
    if len(linked) != 1:
        return None
    share = near[0].base * price.base / linked[0].base if linked[0].base else Decimal(0)
    verdict, note = judge_product(around, near[:1], linked[0], Decimal(1))
    if not Decimal("0.6") <= share <= Decimal("1.6") or verdict == "reconciled":
        return None
    return product_relation(spans, around, near[:1], linked[0], verdict, note, Decimal(1))


def far_mean(spans: Spans, around: Around) -> Relation | None:
    """Return the relation of a mean right behind its count with the total that a sentence before names alike."""
    price, counts = around.price, nearest_run(spans, around)
    if not around.mean or len(counts) != 1 or not 0 < price.at - counts[0].till <= _CLOSE or around.times[-1] != 1:
        return None
    if any(around.inside(total) for total in around.totals) or not _names_the_unit(counts[0], price):
        return None
    words = spans.text[max(around.sentence[0], counts[0].at - _NAME) : price.at]
    named = [total for total in around.totals if total.line == price.line and total.at < price.at
             and len(total.head) >= _PAIRS and _pairs_shared(total.head[-4:], words) >= _PAIRS]  # fmt: skip
    if len(named) != 1:
        return None
    share = counts[0].base * price.base / (named[0].base or 1)
    verdict, note = judge_product(around, counts, named[0], Decimal(1))
    if not _LOW <= share <= _HIGH or verdict == "reconciled":
        return None
    return product_relation(spans, around, counts, named[0], verdict, note, Decimal(1))


def _pairs_shared(name: str, words: str) -> int:
    return sum(name[index : index + 2] in words for index in range(len(name) - 1))


def _is_sure(spans: Spans, around: Around, counts: Sequence[Figure], total: Figure) -> bool:
    """Whether the three stand together: count, price and total in one run, the total named as one."""
    price, figures = around.price, (*counts, around.price, total)
    first, last = min(figure.at for figure in figures), max(figure.till for figure in figures)
    if last - first > _FARTHEST or _has_rival(spans, around, counts, first, last):
        return False
    clause = spans.clause_before(total)
    if terms.is_planned(clause) != terms.is_planned(spans.clause_before(counts[0])):
        return False
    if price.at < counts[0].at and total.role == "spent" and "应" not in clause and not _BARE.fullmatch(clause):
        return False
    between = [figure for figure in spans.inside(first, last) if figure not in figures]
    if any(figure.kind in ("money", "count") and not _is_trifle(spans, figure, price) for figure in between):
        return False
    if around.states_mean(total):
        return total.at < price.at and counts[0].at < price.at and _names_the_unit(counts[0], price)
    named = bool(firm_total().search(clause))
    start = max(around.sentence[0], first - _NAME)
    return named or total.at > price.at and terms.shared_words(clause, spans.text[start : price.at]) > 0


def _has_rival(spans: Spans, around: Around, counts: Sequence[Figure], first: int, last: int) -> bool:
    """Whether another price stands between the three, or may be paid for the same counts."""
    for figure in spans.inside(*around.sentence):
        if not spans.is_price(figure) or figure.id == around.price.id:
            continue
        is_beside = first <= figure.at < last or terms.matches(counts[0], figure.per)
        if is_beside and "；" not in text_between(spans, figure, around.price):
            return True
    return False


def _is_trifle(spans: Spans, figure: Figure, price: Figure) -> bool:
    if figure.kind == "count" and terms.is_aside(spans, figure):
        return True
    return figure.kind == "money" == price.kind and figure.base < price.base or group_of(figure) == "time"


def _names_the_unit(count: Figure, price: Figure) -> bool:
    """Whether a mean names the very unit of a count: 户均 beside 户."""
    return price.per != "each" and terms.matches(count, price.per)


def text_between(spans: Spans, first: Figure, second: Figure) -> str:
    """Return the text between two figures in either order."""
    start, end = (first.till, second.at) if first.at < second.at else (second.till, first.at)
    return spans.text[start:end]
