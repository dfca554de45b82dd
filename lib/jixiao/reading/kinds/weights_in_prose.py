"""Points available that prose lists with their total: 决策15分、过程25分、产出35分、效益25分，满分100分."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.judging import is_exact
from jixiao.reading.kinds import finder
from jixiao.reading.passage import Passage
from jixiao.reading.quoting import quote
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report
from jixiao.reading.tabular.table import summed

_FULL = Decimal(100)
_FEWEST, _SURE, _MOST = 2, 3, 24
_FAR = Decimal("0.2")
_BETWEEN = re.compile(r"[分）]?[，；、和及与：]?[^，。；、\d]{0,14}")
_EXTRA = re.compile("[加减附]")
_INSIDE = re.compile("[，；]?(?:其中|包括|分为|包含|由)[：，]?|（(?:其中|包括)?[：，]?")


@finder("weights_in_prose")
def find(report: Report) -> Iterator[Relation]:
    """Yield a relation for each list of points available that has a total."""
    passage = report.passage
    for sentence in passage.sentences:
        points = [figure for figure in sentence.figures if figure.unit == "分" and is_exact(figure)]
        for number, total in enumerate(points[:_MOST]) if len(points) > _FEWEST else ():
            words = passage.clause(total)
            if not lexicon.pattern("points", "whole", "(?:为|是|：)?$").search(words) or _is_given(words):
                continue
            before = _available(passage, points[:number])
            behind = _inside(passage, total, points[number + 1 :])
            yield from _told(passage, total, behind or before, bool(behind))


def _is_given(words: str) -> bool:
    """Return whether words say that points were given or taken, not that they can be won."""
    return bool(re.search("得|扣|自评|失|减|加", words.replace("满分", "")))


def _available(passage: Passage, points: Sequence[Figure]) -> list[Figure]:
    """Return the points available right before a total: those given to the same items may stand between."""
    found: list[Figure] = []
    is_listed = False
    for figure in reversed(points):
        words = passage.clause(figure)
        if _is_given(words):
            continue
        if found and lexicon.pattern("points", "whole", "$").search(words) and not _names(words):
            break
        found.insert(0, figure)
        is_listed = is_listed or bool(lexicon.pattern("points", "listed").search(passage.label(figure)))
    return found if found and (is_listed or all(_names(passage.clause(figure)) for figure in found)) else []


def _names(words: str) -> bool:
    return len(re.sub(r"[\s，。；、：（）和及与]|得分?|其中", "", words)) > 1


def _inside(passage: Passage, total: Figure, points: Sequence[Figure]) -> list[Figure]:
    """Return the points available that 其中 opens behind a total, one right after the other."""
    first = points[0] if points else None
    if first is None or not _INSIDE.match(passage.text, total.till, first.at):
        return []
    found: list[Figure] = []
    for figure in points:
        words = passage.clause(figure)
        apart = passage.text[(found[-1] if found else total).till : figure.at]
        if _EXTRA.search(words):
            return []
        if _is_given(words) or not _names(words) or (found and not _BETWEEN.fullmatch(apart)):
            break
        found.append(figure)
    return found


def _told(passage: Passage, total: Figure, parts: Sequence[Figure], is_inside: bool) -> Iterator[Relation]:
    computed = sum((part.base for part in parts), Decimal(0))
    holds = computed == total.base
    is_near = abs(computed - total.base) <= total.base * _FAR and max(part.base for part in parts) < total.base
    if len(parts) < _FEWEST or not (holds or is_near):
        return
    is_sure = len(parts) >= _SURE and (is_inside or total.base == _FULL)
    verdict = "reconciled" if holds else "contradicted" if is_sure else "review"
    start, end = quote(passage, (total, *parts))
    yield Relation("weight_sum", verdict, "high" if verdict == "contradicted" else "low", tuple(parts), total,
                   computed=computed, unit=total.unit, formula=summed(parts), start=start, end=end)  # fmt: skip
