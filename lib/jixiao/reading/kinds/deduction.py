"""What is left after a deduction: 安排18600万元，扣除统筹收回1400万元后，为17200万元."""

import re
from collections.abc import Iterator

from jixiao.reading.compare import dimension
from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.judging import is_exact, judge
from jixiao.reading.kinds import finder
from jixiao.reading.passage import Passage
from jixiao.reading.quoting import quote
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report

_DEDUCTED = re.compile(r"(?:扣除|剔除|减去|扣减|去掉|除去|核减)[^，。；\d]{0,12}$")
_AFTER = re.compile(r"后[^\d。；]{0,14}$|[，]?(?:剩余|余|实际|实有|净)[^\d。；]{0,8}$")


@finder("deduction")
def find(report: Report) -> Iterator[Relation]:
    """Yield a relation for every value that is a value before it less what a word such as 扣除 takes away."""
    passage = report.passage
    for deducted, rest in zip(passage.prose, passage.prose[1:], strict=False):
        whole = _whole(passage, deducted, rest)
        if whole:
            yield _relation(passage, whole, deducted, rest)


def _whole(passage: Passage, deducted: Figure, rest: Figure) -> Figure | None:
    if not _DEDUCTED.search(passage.label(deducted)) or dimension(rest) != dimension(deducted) or rest.per:
        return None
    if passage.sentence(deducted) is not passage.sentence(rest) or not _AFTER.search(passage.between(deducted, rest)):
        return None
    values = [figure for figure in passage.sentence(deducted).figures
              if figure.at < deducted.at and dimension(figure) == dimension(deducted) and not figure.per]  # fmt: skip
    exact = [value for value in values if value.base - deducted.base == rest.base]
    return next(iter((exact or values)[-1:]), None)


def _relation(passage: Passage, whole: Figure, deducted: Figure, rest: Figure) -> Relation:
    left = whole.base - deducted.base
    verdict, note = judge(rest, left, (whole, deducted))
    if verdict == "contradicted" and not (is_exact(whole) and is_exact(deducted) and rest.base < whole.base):
        verdict = "review"
    start, end = quote(passage, (rest, whole, deducted))
    return Relation("saving_amount", verdict, "low" if verdict == "reconciled" else "medium", (whole, deducted), rest,
                    computed=left / scale_of(rest.unit), unit=rest.unit, formula=f"{whole.number} − {deducted.number}",
                    note=note, start=start, end=end)  # fmt: skip
