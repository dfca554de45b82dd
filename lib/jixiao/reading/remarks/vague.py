"""Figures that the report itself calls inexact, exact ones with 余 behind them, amounts without 元."""

import re
from collections import Counter
from collections.abc import Iterator

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.remarks import Case, Remark, remarker

_FEW, _MANY, _SHOWN = 3, 10, 60


@remarker("vague_quantity")
def vague(case: Case) -> Iterator[Remark]:
    """Yield one remark with the number of figures that 余, 约, 以上 and the like make inexact."""
    found = [figure for figure in case.passage.prose if _is_vague(case, figure)]
    if len(found) < _FEW:
        return
    counted = Counter(figure.qualifier for figure in found)
    parts = "；".join(f"{word} {number}" for word, number in counted.most_common())
    fields = (("number", str(len(found))), ("parts", parts))
    severity = "medium" if len(found) >= _MANY else "low"
    yield Remark("vague_quantity", severity, "vague", fields=fields, figures=tuple(found[:_SHOWN]))


def _is_vague(case: Case, figure: Figure) -> bool:
    """Whether a figure is inexact; a bound that names a class, such as 65岁以上老年人, is exact."""
    words = lexicon.words("remarks")["vague"]
    if any(re.search(words[kind], figure.qualifier) for kind in ("more", "about")):
        return True
    is_bound = any(re.search(words[kind], figure.qualifier) for kind in ("least", "most"))
    return is_bound and not re.match("[\u4e00-\u9fff]", case.passage.text[figure.till : figure.till + 1])


@remarker("exact_with_more")
def exact(case: Case) -> Iterator[Remark]:
    """Yield one remark with the figures that are exact to the last digit and yet followed by 余 or 多."""
    found = [figure for figure in case.passage.prose if _is_exact_with_more(figure)]
    if found:
        first = found[0]
        yield Remark("exact_with_more", "low", "vague", first.start, first.end, (("number", str(len(found))),),
                     tuple(found[:_SHOWN]))  # fmt: skip


def _is_exact_with_more(figure: Figure) -> bool:
    more = re.search(lexicon.words("remarks")["vague"]["more"], figure.qualifier)
    whole = figure.value is not None and figure.value == int(figure.value) and scale_of(figure.unit) == 1
    return (
        bool(more)
        and whole
        and figure.value is not None
        and figure.value > 10
        and int(figure.value) % 10 != 0
    )


@remarker("unit_missing")
def unit(case: Case) -> Iterator[Remark]:
    """Yield a remark for every amount in 万 or 亿 that lacks 元."""
    for figure in case.passage.prose:
        behind = case.passage.text[figure.till : figure.till + 1]
        if figure.kind == "money" and re.search("[万亿]", figure.raw) and "元" not in figure.raw + behind:
            yield Remark("unit_missing", "low", "vague", figure.start, figure.end, figures=(figure,))
