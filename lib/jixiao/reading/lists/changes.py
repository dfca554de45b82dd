"""Sums with a sign of their own: a budget with additions and cuts, what is done and what is left."""

import re
from collections.abc import Iterator
from functools import cache

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.lists import words
from jixiao.reading.lists.spans import Spans
from jixiao.reading.lists.units import class_of, size_of
from jixiao.reading.lists.verdict import Sum, agrees

_BACK = 8


@cache
def _pattern(name: str, end: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?:{lexicon.longest_first(lexicon.words('lists')['adjusting'][name])}){end}")


def adjusted_sums(spans: Spans) -> Iterator[Sum]:
    """Yield an adjusted budget with the first one, its additions and its cuts, all in one sentence."""
    for sentence in spans.passage.sentences:
        money = [
            figure for figure in sentence.figures if figure.kind == "money" and not spans.is_price(figure)
        ]
        for index, total in enumerate(money[2:7], 2):
            if _pattern("end").search(spans.clause_before(total)):
                yield from _adjusted(spans, money[:index], total)
                break


def _adjusted(spans: Spans, before: list[Figure], total: Figure) -> Iterator[Sum]:
    start, changes = before[0], before[1:]
    if not _pattern("start").search(spans.clause_before(start)):
        return
    signs = [_sign(spans.clause_before(change)) for change in changes]
    if 0 in signs:
        return
    verdict, note = agrees(total, before, (1, *signs))
    yield Sum(total, tuple(before), verdict, note or "plan_and_change", start.at, (1, *signs), backward=True)


def _sign(clause: str) -> int:
    tail = "(?:了|资金|预算|项目|项目资金|经费|指标)?$"
    return 1 if _pattern("more", tail).search(clause) else -1 if _pattern("less", tail).search(clause) else 0


def remaining_sums(spans: Spans) -> Iterator[Sum]:
    """Yield a plan that is what is done plus what is left; only where it adds up, for other words may stand between."""
    for left in spans.figures:
        of = class_of(left)
        if not of or of == "money" or not words.rest().search(spans.clause_before(left)):
            continue
        earlier = [
            figure for figure in spans.before(left.at, 40) if class_of(figure) == of and not figure.sign
        ][:_BACK]
        for done in earlier[:3]:
            whole = next((plan for plan in earlier if plan.id != done.id and plan.id != left.id
                          and size_of(plan) == size_of(done) + size_of(left)), None)  # fmt: skip
            if whole:
                yield Sum(whole, (done, left), "reconciled", "", done.at, backward=True)
                break
