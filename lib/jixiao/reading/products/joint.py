"""The relation of a product: formula, severity and quote; and totals of several prices at once."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.judging import judge
from jixiao.reading.lists.spans import Spans
from jixiao.reading.lists.units import class_of
from jixiao.reading.lists.verdict import firmly, quote_of, tidy
from jixiao.reading.products import terms
from jixiao.reading.products.around import Around
from jixiao.reading.relation import Relation


def product_relation(
    spans: Spans,
    around: Around,
    counts: Sequence[Figure],
    total: Figure | None,
    verdict: str,
    note: str,
    times: Decimal,
) -> Relation:
    """Return the relation of a price with its counts and, where it is stated, its total."""
    price, number = around.price, sum((count.base for count in counts), Decimal(0)) * times
    named = " + ".join(printed(count) for count in counts)
    named = f"({named})" if len(counts) > 1 else named
    extra = f" × {times}" if times != 1 else ""
    per = f"({named}{extra})" if extra else named
    severity = (
        "low" if verdict in ("reconciled", "derived") else "high" if class_of(price) == "money" else "medium"
    )
    mean = total is not None and around.states_mean(total)
    operands = (*counts, total if total and mean else price)
    stated = (price if mean else total) if total else None
    if total and mean:
        computed, unit, formula = (
            total.base / number / scale_of(price.unit),
            price.unit,
            f"{printed(total)} ÷ {per}",
        )
    else:
        unit = total.unit if total else price.unit
        computed, formula = number * price.base / scale_of(unit), f"{named} × {printed(price, unit)}{extra}"
    start, end = quote_of(spans.passage, tuple(filter(None, (*counts, price, total))), stated or price)
    return Relation(
        "product",
        verdict,
        severity,
        tuple(operands),
        stated,
        computed=tidy(computed),
        unit=unit,
        formula=formula,
        definition="mean" if mean else "price",
        note=note,
        start=start,
        end=end,
    )


def printed(figure: Figure, unit: str = "") -> str:
    """Return the number, with its unit where that is not the unit of the result."""
    return figure.number + (
        figure.unit if figure.unit[:1] in "万亿" or (unit and figure.unit != unit) else ""
    )


@cache
def firm_total() -> re.Pattern[str]:
    """Return the pattern of the words that name a total."""
    return re.compile(lexicon.longest_first(lexicon.words("products")["firm_total"]))


def joint_products(spans: Spans) -> Iterator[Relation]:
    """Yield the total of several prices with their counts: 20台, 每台5000元, 10台, 每台1500元, 共计11.5万元."""
    for sentence in spans.passage.sentences:
        terms_of: list[tuple[Figure, Figure]] = []
        for first, second in zip(sentence.figures, sentence.figures[1:], strict=False):
            if (
                spans.is_price(second)
                and second.kind == "money"
                and terms.matches(first, second.per)
                and second.at - first.till <= 12
            ):
                terms_of.append((first, second))
            elif (
                len(terms_of) > 1
                and terms.may_be_total(spans, second, terms_of[0][1])
                and firm_total().search(spans.clause_before(second))
            ):
                figures = tuple(figure for pair in terms_of for figure in pair)
                between = [
                    figure for figure in spans.inside(figures[0].at, second.at) if figure not in figures
                ]
                computed = sum((count.base * price.base for count, price in terms_of), Decimal(0))
                verdict, note = firmly(second, computed, judge(second, computed, figures))
                if not between and (
                    verdict != "contradicted" or Decimal("0.5") <= computed / (second.base or 1) <= 2
                ):
                    yield _joint_relation(spans, terms_of, second, computed, verdict, note)
                break


def _joint_relation(
    spans: Spans,
    pairs: Sequence[tuple[Figure, Figure]],
    total: Figure,
    computed: Decimal,
    verdict: str,
    note: str,
) -> Relation:
    figures = tuple(figure for pair in pairs for figure in pair)
    start, end = quote_of(spans.passage, (*figures, total), total)
    formula = " + ".join(f"{count.number} × {printed(price, total.unit)}" for count, price in pairs)
    return Relation(
        "product",
        verdict,
        "low" if verdict == "reconciled" else "high",
        figures,
        total,
        unit=total.unit,
        computed=tidy(computed / scale_of(total.unit)),
        formula=formula,
        definition="price",
        note=note,
        start=start,
        end=end,
    )
