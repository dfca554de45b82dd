"""An amount of every year or month, how long it is paid, and the total: 合同期三年，每年182万元，总价546万元."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.reading import numerals
from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.judging import judge
from jixiao.reading.lists.spans import Spans
from jixiao.reading.lists.verdict import firmly, quote_of, tidy
from jixiao.reading.products import terms
from jixiao.reading.products.joint import firm_total
from jixiao.reading.relation import Relation

_PERIODS = {"年": "年", "月": "个月"}
_NUMBER = r"(?P<number>\d{1,2}|[两二三四五六七八九十]{1,2})"
_ALL = r"(?:合计|共计|总计|累计|一共|共)[^，。；\d]{0,8}"
_REACH, _FAR = 30, 60
_LOW, _HIGH = Decimal("0.7"), Decimal("1.4")


def yearly_products(spans: Spans) -> Iterator[Relation]:
    """Yield the product of every amount of each year or month whose time is told beside it."""
    for price in spans.figures:
        if price.kind != "money" or price.per not in _PERIODS or not price.value or terms.is_mean(spans, price):
            continue
        total = _total(spans, price)
        if total is None or f"每{price.per}" not in spans.clause_before(price):
            continue
        found = _relation(spans, price, total)
        if found:
            yield found


def _total(spans: Spans, price: Figure) -> Figure | None:
    """Return the next amount of the sentence, if no other figure but a number of years stands between."""
    end = spans.passage.sentence_span(price.at)[1]
    for figure in spans.inside(price.till, min(end, price.till + _FAR)):
        if figure.kind == "money":
            return figure if spans.may_add(figure) and not figure.per else None
        if figure.unit != _PERIODS[price.per]:
            return None
    return None


def _relation(spans: Spans, price: Figure, total: Figure) -> Relation | None:
    unit = _PERIODS[price.per]
    between = spans.text[price.till : total.at]
    start = max(spans.passage.sentence_span(price.at)[0], price.at - _REACH)
    summed = re.search(rf"(?<![\d二三四五六七八九十第]){_NUMBER}{unit}{_ALL}$", between)
    told = summed or re.search(
        rf"(?:期|期限|周期|时间)(?:为|是|共)?{_NUMBER}{unit}(?:，|、|（)[^，。；\d]{{0,12}}$",
        spans.text[start : price.at],
    )
    if not told or not (summed or firm_total().search(spans.clause_before(total))):
        return None
    number = Decimal(told["number"]) if told["number"].isdecimal() else numerals.value_of(told["number"])
    if number is None or number < 2:
        return None
    computed = price.base * number
    verdict, note = firmly(total, computed, judge(total, computed, (price,)))
    if verdict != "reconciled" and not _LOW <= computed / (total.base or 1) <= _HIGH:
        return None
    if verdict == "contradicted" and not summed:
        verdict, note = "review", "terms_unclear"
    first, last = quote_of(spans.passage, (price, total), total)
    return Relation("product", verdict, "low" if verdict == "reconciled" else "high", (price,), total,
                    computed=tidy(computed / scale_of(total.unit)), unit=total.unit,
                    formula=f"{number} × {price.number}", definition="price", note=note,
                    start=first, end=last)  # fmt: skip
