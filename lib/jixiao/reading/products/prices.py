"""A price, what it is paid for, and the total: 每户3000元, 312户, 共93.6万元; 户均2,700元."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.reading.lists.spans import Spans
from jixiao.reading.products import terms
from jixiao.reading.products.around import (
    Around,
    are_linked,
    around_price,
    count_choices,
    judge_product,
    stand_together,
)
from jixiao.reading.products.failing import failing_product, far_failing, far_mean, text_between
from jixiao.reading.products.joint import product_relation
from jixiao.reading.relation import Relation


def price_products(spans: Spans) -> Iterator[Relation]:
    """Yield the relation of every price that has a count."""
    for price in spans.figures:
        if not spans.is_price(price) or price.kind not in ("money", "count") or not price.value:
            continue
        around = around_price(spans, price)
        if not around.counts:
            continue
        yield from _of_price(spans, around)


def _of_price(spans: Spans, around: Around) -> Iterator[Relation]:
    """Yield what reconciles, unless what stands right beside the price surely does not; else the nearest that fails."""
    found = list(_holding(spans, around))
    if terms.is_foreign(spans, around.price):
        yield from found
        return
    failing = failing_product(spans, around)
    if failing and failing.verdict == "contradicted" and not any(_is_near(around, relation) for relation in found):
        yield failing
    elif found:
        yield from found
    else:
        other = failing or far_failing(spans, around) or far_mean(spans, around) or _derived(spans, around)
        yield from [other] if other else []


def _is_near(around: Around, relation: Relation) -> bool:
    return all(around.inside(figure) for figure in relation.operands)


def _holding(spans: Spans, around: Around) -> Iterator[Relation]:
    """Yield what reconciles: the nearest pair of count and total, and every further pair that stands together."""
    used: set[str] = set()
    choices = list(count_choices(spans, around))
    for total in around.totals:
        for counts in choices:
            if used and not stand_together(spans, counts, total) or used & {count.id for count in counts}:
                continue
            if not are_linked(spans, around, counts, total):
                continue
            for times in dict.fromkeys(around.times):
                verdict, note = judge_product(around, counts, total, times)
                if verdict == "reconciled" and total.id not in used:
                    used.update((total.id, *(count.id for count in counts)))
                    yield product_relation(spans, around, counts, total, verdict, note, times)


def _derived(spans: Spans, around: Around) -> Relation | None:
    """Return the product that the text does not state, for a count in the clause right before its price."""
    price = around.price
    stated = any(around.inside(total) and total.at < price.at for total in around.totals)
    if (around.mean and stated) or price.kind != "money" or around.times[-1] != 1 or price.per == "each":
        return None
    near = [
        count
        for count in around.counts
        if around.inside(count) and count.at < price.at and price.at - count.till <= 24
    ]
    near += [count for count in around.counts if around.inside(count) and 0 < count.at - price.till <= 16]
    if not near or "；" in text_between(spans, near[0], price):
        return None
    return product_relation(spans, around, near[:1], None, "derived", "", Decimal(1))
