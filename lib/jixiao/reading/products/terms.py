"""Which count a price is paid for, and which total it may lead to."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.lists import words
from jixiao.reading.lists.spans import Spans
from jixiao.reading.lists.units import class_of, group_of, plain_unit

_PEOPLE = ("人", "名", "位", "生", "each")
_PERIOD = re.compile(
    "每?(?P<period>季度|[月季周天日年])(?:标准|补助|补贴|给予|发放|工资|支付|付)?[^，。；：\\d]{0,6}$"
)


def matches(count: Figure, per: str) -> bool:
    """Return whether a count counts what a price is paid for."""
    if count.kind != "count" or group_of(count) in ("time", "other", "energy"):
        return False
    unit = plain_unit(count.unit)
    if per and unit.startswith(per):
        return True
    if per == "each":
        return group_of(count) in ("any", "people", "households", "area", "length")
    if unit in (per, plain_unit(per)):
        return True
    if per in _PEOPLE:
        return group_of(count) == "people"
    if unit == "笔" and per == "户":
        return True
    return len(per) > 0 and (
        count.noun.startswith(per) or count.head.endswith(per) or (per[-1:] == unit) or per.startswith(unit)
    )


def names_work(count: Figure, price: Figure) -> bool:
    """Return whether a price is paid for each of a count of working time: 489个工作日，每个工作日300元."""
    return count.kind == "count" and len(count.unit) > 2 and price.head.endswith(f"每{count.unit}")


def is_mean(spans: Spans, price: Figure) -> bool:
    """Return whether a price is a mean of something: 人均, 平均每户."""
    clause = re.split("[，；。]", spans.text[max(0, price.at - 16) : price.at])[-1]
    return bool(_mean().search(clause))


@cache
def _mean() -> re.Pattern[str]:
    node = lexicon.words("products")
    costs = lexicon.longest_first(node["cost"])
    return re.compile(f"{lexicon.longest_first(node['mean'])}|[每单][^，。；\\d]{{1,6}}?(?:{costs})")


def is_foreign(spans: Spans, price: Figure) -> bool:
    """Return whether an amount per head is none that a budget pays, such as income per head."""
    words = spans.clause_before(price) + price.noun
    return bool(re.search(lexicon.longest_first(lexicon.words("products")["foreign"]), words))


def periods(spans: Spans, price: Figure) -> list[Decimal]:
    """Return how many times a price may be paid: once, as often as the sentence says, 12 times a year for 每人每月."""
    clause = spans.clause_before(price)
    match = _PERIOD.search(clause)
    if not match or not re.search(f"每{match['period']}|{match['period']}(?:人|户|生)?均", clause):
        return [Decimal(1)]
    start, end = spans.passage.sentence_span(price.at)
    said = [figure.value for figure in spans.inside(start, end)
            if figure.value and figure.unit.replace("个", "") == match["period"].replace("日", "天")]  # fmt: skip
    return [Decimal(1), *said, Decimal(lexicon.words("products")["periods"][match["period"]])]


def nearest_first(figures: Iterable[Figure], price: Figure) -> list[Figure]:
    """Return figures by their distance in the text from a price; what stands before it counts as nearer."""
    return sorted(
        figures,
        key=lambda figure: (price.at - figure.at) if figure.at < price.at else (figure.at - price.at) * 1.5,
    )


def may_be_total(spans: Spans, figure: Figure, price: Figure) -> bool:
    """Return whether a figure can be what a price and a count lead to."""
    if class_of(figure) != class_of(price) or figure.id == price.id or (figure.role == "change" and figure.qualifier):
        return False
    return spans.may_add(figure) or _follows_a_price(spans, figure)


def _follows_a_price(spans: Spans, figure: Figure) -> bool:
    """Whether 折合 leads from a price to its total instead of saying an amount again in another unit."""
    before = spans.passage.previous(figure)
    clause = spans.clause_before(figure)
    return before is not None and spans.is_price(before) and bool(words.aside("again").match(clause))


def is_aside(spans: Spans, count: Figure) -> bool:
    """Return whether a count is one part of another that stands before it: 其中脱贫人口315人."""
    return spans.clause_before(count).startswith("其中")


def is_planned(clause: str) -> bool:
    """Return whether a clause speaks of a plan: 计划补助400户."""
    return bool(re.search(lexicon.longest_first(lexicon.words("products")["plan"]), clause))


def digits(figure: Figure) -> int:
    """Return how many digits of a number say something: 1,260.00 has three."""
    plain = figure.number.replace(",", "").replace("，", "")
    return len(
        (plain.rstrip("0").rstrip(".") if "." in plain else plain.rstrip("0")).replace(".", "").lstrip("0")
    )


@cache
def _plain() -> frozenset[str]:
    return frozenset(lexicon.words("products")["plain"])


def shared_words(first: str, second: str) -> int:
    """Return how many pairs of characters that say something two stretches of text have in common."""
    pairs = {first[index : index + 2] for index in range(len(first) - 1)} - _plain()
    return sum(pair in second for pair in pairs if re.fullmatch("[\u4e00-\u9fff]{2}", pair))
