"""Money in a report that is not its own, and things handed out in numbers that ask for a second look."""

import re
from collections.abc import Iterator

from jixiao.quantities import rounded
from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.judging import is_exact
from jixiao.reading.remarks import Case, Remark, remarker
from jixiao.reading.spending import is_outside, spending_of

_MANY_EACH, _MOST = 5, 50


@remarker("outside_money")
def outside(case: Case) -> Iterator[Remark]:
    """Yield one remark with the amounts of a whole report that seem to be loans, gifts or funds of others."""
    found = (
        [figure for figure in case.passage.prose if is_outside(case.passage, figure)] if case.is_whole else []
    )
    if found and spending_of(case.passage):
        fields = (("number", str(len(found))),)
        yield Remark("outside_money", "medium", "review", fields=fields, figures=tuple(found[:_MOST]))


@remarker("handouts_per_head")
def handouts(case: Case) -> Iterator[Remark]:
    """Yield a remark where far more things were handed out than people took part."""
    words = lexicon.words("remarks")
    for sentence in case.passage.sentences:
        handed = [
            figure for figure in sentence.figures if _is(figure, words["handouts"]) and "发" in figure.head
        ]
        given = handed[0] if handed else None
        heads = [figure for figure in sentence.figures if _is(figure, words["people"])]
        if (
            given is None
            or not heads
            or re.search(words["average"], case.passage.text[sentence.start : sentence.end])
        ):
            continue
        people = max(heads, key=lambda figure: figure.base)
        if given.base >= _MANY_EACH * people.base and not (is_exact(given) and is_exact(people)):
            per = f"{rounded(given.base / people.base, 1)}"
            yield Remark("handouts_per_head", "low", "review", given.start, given.end,
                         (("given", given.raw), ("people", people.raw), ("per", per)), (given, people))  # fmt: skip


def _is(figure: Figure, units: list[str]) -> bool:
    return figure.kind == "count" and figure.unit.lstrip("万亿") in units and bool(figure.value)
