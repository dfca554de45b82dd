"""Products that the text writes out: 328户×1000元=32.8万元, 45人*800元/月*12个月=43.2万元."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.judging import judge
from jixiao.reading.lists.spans import Spans
from jixiao.reading.lists.units import class_of
from jixiao.reading.lists.verdict import firmly, quote_of, tidy
from jixiao.reading.relation import Relation

_TIMES = re.compile(r"[^\d，。；、\n（）]{0,6}\s?[*·×xX]\s?")
_EQUALS = re.compile(r"[^\d，。；、\n（）]{0,6}\s?[=≈]\s?|，?(?:共计|合计|共|计|总计)")


def written_products(spans: Spans) -> Iterator[Relation]:
    """Yield every product whose factors and result are joined by signs."""
    factors: list[Figure] = []
    for first, second in zip(spans.figures, spans.figures[1:], strict=False):
        between = spans.text[first.till : second.at] if second.at - first.till < 12 else "。"
        if _TIMES.fullmatch(between):
            factors = [*factors, second] if factors else [first, second]
        else:
            if factors and _EQUALS.fullmatch(between) and _may_be_result(factors, second):
                yield _relation(spans, factors, second)
            factors = []


def _may_be_result(factors: Sequence[Figure], total: Figure) -> bool:
    """Whether one factor is measured as the result is, and the others are counts or rates."""
    alike = [factor for factor in factors if class_of(factor) == class_of(total) != ""]
    others = [factor for factor in factors if factor not in alike]
    return len(alike) == 1 and all(factor.kind in ("count", "rate", "number") for factor in others)


def _relation(spans: Spans, factors: Sequence[Figure], total: Figure) -> Relation:
    computed = Decimal(1)
    for factor in factors:
        computed *= factor.base / 100 if factor.unit == "%" else factor.base
    verdict, note = firmly(total, computed, judge(total, computed, factors))
    start, end = quote_of(spans.passage, (*factors, total), total)
    formula = " × ".join(f"{factor.number}{factor.unit if factor.unit in _SHOWN else ''}" for factor in factors)
    return Relation("product", verdict, "low" if verdict == "reconciled" else "high", tuple(factors), total,
                    computed=tidy(computed / scale_of(total.unit)), unit=total.unit, formula=formula,
                    definition="price", note=note, start=start, end=end)  # fmt: skip


_SHOWN = ("元", "万元", "亿元", "%")
