"""翻番 and 翻一番: the new value is twice the old one."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.reading.changes import part_of
from jixiao.reading.compare import dimension
from jixiao.reading.figure import Figure
from jixiao.reading.kinds import finder
from jixiao.reading.passage import Passage
from jixiao.reading.quoting import quote
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report

_DOUBLED = re.compile("翻(?:了)?一?番")
_HUNDRED, _NEARLY = Decimal(100), Decimal(15)


@finder("doubling")
def find(report: Report) -> Iterator[Relation]:
    """Yield a relation for every claim that a value doubled, where both values stand in its sentence."""
    passage = report.passage
    for match in _DOUBLED.finditer(passage.text):
        start, end = passage.sentence_span(match.start())
        near = [figure for figure in passage.quantities_in(start, end) if not figure.per]
        new = next((figure for figure in reversed(near) if figure.at < match.start()
                    and part_of(passage, figure) in ("value", "new")), None)  # fmt: skip
        old = _old(passage, near, new, match.start()) if new else None
        if new and old and old.base:
            yield _relation(passage, new, old, match.group())


def _old(passage: Passage, near: list[Figure], new: Figure, at: int) -> Figure | None:
    found = [figure for figure in near if dimension(figure) == dimension(new) and part_of(passage, figure) == "old"]
    return min(found, key=lambda figure: abs(figure.at - at), default=None)


def _relation(passage: Passage, new: Figure, old: Figure, words: str) -> Relation:
    growth = (new.base - old.base) / old.base * _HUNDRED
    gap = abs(growth - _HUNDRED)
    verdict = "reconciled" if not gap else "review" if gap <= _NEARLY else "contradicted"
    start, end = quote(passage, (new, old))
    return Relation("growth", verdict, "low" if verdict != "contradicted" else "high", (new, old), words=words,
                    computed=growth, unit="%", formula=f"({new.number} − {old.number}) ÷ {old.number}",
                    definition="values", start=start, end=end)  # fmt: skip
