"""An amount handed to a number of people: what falls to each, which the text does not state."""

from collections.abc import Iterator

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.judging import is_exact
from jixiao.reading.lists.spans import Spans
from jixiao.reading.lists.units import group_of
from jixiao.reading.lists.verdict import quote_of, tidy
from jixiao.reading.relation import Relation

_FAR = 60
_FEW = 200


def shares(spans: Spans) -> Iterator[Relation]:
    """Yield the share of each for 14000元 handed to 7名, for 59人 that receive 885万元."""
    for sentence in spans.passage.sentences:
        for first, second in zip(sentence.figures, sentence.figures[1:], strict=False):
            pair = _pair(spans, first, second)
            if pair:
                found = _relation(spans, *pair)
                if found:
                    yield found


def _pair(spans: Spans, first: Figure, second: Figure) -> tuple[Figure, Figure] | None:
    between = spans.text[first.till : second.at]
    if len(between) > _FAR or "；" in between or first.per or second.per:
        return None
    if first.kind == "money" and _is_group(second) and lexicon.pattern("products", "handed").search(between):
        return second, first
    if (
        _is_group(first)
        and second.kind == "money"
        and lexicon.pattern("products", "receive").search(spans.clause_before(first) + between)
    ):
        return first, second
    return None


def _is_group(figure: Figure) -> bool:
    return (group_of(figure) in ("people", "households") or figure.unit == "笔") and (figure.value or 0) > 1


def _relation(spans: Spans, count: Figure, money: Figure) -> Relation | None:
    if not is_exact(count) or not is_exact(money) or count.base != int(count.base) or not money.base:
        return None
    each = money.base / count.base
    words = spans.text[min(count.at, money.at) : max(count.till, money.till)]
    is_whole = each == int(each)
    if not is_whole and not (lexicon.pattern("products", "grants").search(words) and count.base <= _FEW):
        return None
    start, end = quote_of(spans.passage, (count, money), money)
    return Relation(
        "product",
        "reconciled" if is_whole else "review",
        "low",
        (money, count),
        computed=tidy(each / scale_of(money.unit)),
        unit=money.unit,
        formula=f"{money.number}{money.unit} ÷ {count.number}",
        definition="each",
        note="whole_each" if is_whole else "not_whole_each",
        start=start,
        end=end,
    )
