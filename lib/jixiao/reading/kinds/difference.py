"""Differences: one value − the other = the stated difference."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.reading.changes import Change, change_of, earlier, part_of
from jixiao.reading.compare import contains, dimension, pairs, word_before
from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.judging import half_step, judge
from jixiao.reading.kinds import finder
from jixiao.reading.mains import is_part
from jixiao.reading.passage import Passage
from jixiao.reading.quoting import quote
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report

_HUNDRED = Decimal(100)
_BEYOND = re.compile("(?:超过|超出|超|低于|少于)(?P<name>[\u4e00-\u9fff]{2,8})$")
_NAMED_BACK = 6
_TOTAL = re.compile("(?:合计|共计|总计)[为约：]{0,2}$")
_TIME_NAME = re.compile("年|期")
_BASE_NAME = re.compile("[比较](?P<name>[\u4e00-\u9fff]{2,8}?)(?=[增减少多低高下上节核审降提])")


@finder("saving_amount")
def find(report: Report) -> Iterator[Relation]:
    """Yield a relation for every stated difference of two values in its sentence."""
    passage = report.passage
    for figure in passage.prose:
        if figure.unit in ("%", "倍") or part_of(passage, figure) != "gap":
            continue
        change = change_of(passage, figure)
        pair = _pair(passage, figure, change) if change else None
        if pair:
            yield _relation(passage, figure, *pair)
    yield from _beyond(passage)


def _beyond(passage: Passage) -> Iterator[Relation]:
    """Yield 到位838.5万元，超过调整后预算28.5万元 where value and named earlier value differ by what is stated."""
    for figure in passage.prose:
        match = _BEYOND.search(passage.clause(figure))
        if not match or figure.kind not in ("money", "count"):
            continue
        values = [value for value in passage.before(figure, 4, 12) if dimension(value) == dimension(figure)]
        for index, new in enumerate(values[:2]):
            old = next((value for value in values[index + 1 :] if _is_gap(figure, new, value)
                        and match["name"][-2:] in passage.label(value)), None)  # fmt: skip
            if old:
                yield _relation(passage, figure, new, old)
                break


def _pair(passage: Passage, stated: Figure, change: Change) -> tuple[Figure, Figure] | None:
    """Return new and old value: from the sentence, else one of an earlier sentence where another figure proves it."""
    new, old, loose = change.new, change.old, change.loose
    if new and old and (new.per or old.per) and _is_of_all(stated, new) and not _is_gap(stated, new, old):
        return None
    if new and old:
        whole = _whole_of(passage, new)
        if whole and not _is_gap(stated, new, old) and _is_gap(stated, whole, old):
            return whole, old
        return (new, old) if dimension(new) == dimension(old) else None
    if new and loose and (_is_gap(stated, new, loose) or _is_audited(passage, stated, new, loose)):
        return new, loose
    if new:
        named = _named_base(passage, stated, new) or _of_same_thing(passage, stated, new)
        return (new, named) if named else None
    return _proved(passage, stated, old) if old else _named_pair(passage, stated)


def _is_of_all(stated: Figure, price: Figure) -> bool:
    """Whether a change beside prices is printed in a larger unit: that of all they are paid for, 每年增加75.6万元."""
    return scale_of(stated.unit) > scale_of(price.unit)


def _whole_of(passage: Passage, part: Figure) -> Figure | None:
    """Return the total of the list of which a value is a part: what is compared may be the total before the list."""
    if not is_part(passage, part):
        return None
    before = [figure for figure in passage.sentence(part).figures if figure.at < part.at]
    return next((figure for figure in reversed(before) if dimension(figure) == dimension(part)
                 and not is_part(passage, figure)), None)  # fmt: skip


def _is_gap(stated: Figure, one: Figure, other: Figure) -> bool:
    return abs(one.base - other.base) == stated.base


def _is_audited(passage: Passage, stated: Figure, new: Figure, loose: Figure) -> bool:
    """Whether two plain values and a cut stand side by side: 送审价40.2万元，审定价38.5万元，核减1.9万元."""
    if loose.at > new.at or passage.figures_between(loose, new) or passage.figures_between(new, stated):
        return False
    label = passage.label(stated)
    return bool(word_before(label, "used_up")) and not contains(label, "comparing") and not is_part(passage, new)


def _proved(passage: Passage, stated: Figure, old: Figure) -> tuple[Figure, Figure] | None:
    """Return the earlier value that makes the difference or the percentage behind it hold."""
    values = earlier(passage, stated, dimension(old))
    bare = [value for value in earlier(passage, stated, "") if value.line in passage.rows]
    exact = next((value for value in (*values, *bare) if _is_gap(stated, value, old)), None)
    if exact or not old.base:
        return (exact, old) if exact else None
    behind = [figure for figure in passage.sentence(stated).figures if figure.at > stated.at and figure.unit == "%"]
    for rate in behind[:1] if behind and part_of(passage, behind[0]) == "gap" else ():
        for value in values:
            if judge(rate, abs(value.base - old.base) / old.base * _HUNDRED)[0] == "reconciled":
                return value, old
    return None


def _named_base(passage: Passage, stated: Figure, new: Figure) -> Figure | None:
    """Return the earlier value that words such as 较批复投资 name, where they are followed by no number."""
    match = _BASE_NAME.search(passage.label(stated))
    if not match or _TIME_NAME.search(match["name"]):
        return None
    values = earlier(passage, stated, dimension(new))
    named = [value for value in values if match["name"][-2:] in passage.label(value) and value.base != new.base]
    exact = next((value for value in values if _is_gap(stated, value, new)), None)
    return exact or (named[0] if len(named) == 1 else None)


def _named_pair(passage: Passage, stated: Figure) -> tuple[Figure, Figure] | None:
    """Return two earlier values that differ by what is stated, one of them named: 较批复预算节约2.65万元."""
    match = _BASE_NAME.search(passage.label(stated))
    if not match or _TIME_NAME.search(match["name"]):
        return None
    values = earlier(passage, stated, dimension(stated))
    named = [value for value in values if match["name"][-2:] in passage.label(value)]
    return next(((value, base) for base in named for value in values[:_NAMED_BACK]
                 if value is not base and _is_gap(stated, value, base)), None)  # fmt: skip


def _of_same_thing(passage: Passage, stated: Figure, new: Figure) -> Figure | None:
    """Return an earlier value of the same thing from which the value differs by what is stated."""
    subjects = pairs(new.head)
    for value in earlier(passage, stated, dimension(new)):
        if _is_gap(stated, value, new) and _TOTAL.search(value.head) and new.role.startswith("budget"):
            return value
        if _is_gap(stated, value, new) and subjects & pairs(value.head):
            return value
    return None


def _relation(passage: Passage, stated: Figure, new: Figure, old: Figure) -> Relation:
    gap = abs(new.base - old.base)
    verdict, note = judge(stated, gap, (new, old), half_step(new) + half_step(old) if new.unit != old.unit else None)
    high, low = (new, old) if new.base >= old.base else (old, new)
    start, end = quote(passage, (stated, new, old))
    return Relation("saving_amount", verdict, "low" if verdict == "reconciled" else "medium", (high, low), stated,
                    computed=gap / scale_of(stated.unit), unit=stated.unit, formula=f"{high.number} − {low.number}",
                    note=note, start=start, end=end)  # fmt: skip
