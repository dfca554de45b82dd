"""What a report says is attached and is not there: tables, the other parts of an annex."""

import re
from collections.abc import Iterator
from functools import cache

from jixiao.reading import lexicon
from jixiao.reading.remarks import Case, Remark, remarker

_TOP = 200


@remarker("annex_missing")
def annex(case: Case) -> Iterator[Remark]:
    """Yield a remark if a report bears the number of a later part of an annex and the earlier parts are not there."""
    match = _pattern("annex").search(case.passage.text, 0, _TOP)
    if match is None or not case.is_whole or int(match.group(2)) < 2:
        return
    number, last = match.group(1), int(match.group(2))
    named = _pattern("annex").finditer(case.passage.text)
    others = {int(other.group(2)) for other in named if other.group(1) == number}
    missing = [f"{number}-{part}" for part in range(1, last) if part not in others]
    if missing:
        fields = (("annex", f"{number}-{last}"), ("missing", "、".join(missing)))
        yield Remark("annex_missing", "low", "missing", *_place(case, match), fields)


@remarker("table_missing")
def table(case: Case) -> Iterator[Remark]:
    """Yield a remark for the first table that a report without any table says is attached."""
    if case.report.grids or case.passage.rows or not case.is_whole:
        return
    match = _pattern("table_promised").search(case.passage.text)
    if match is None or _pattern("annex_start").search(case.passage.text, match.end()):
        return
    yield Remark("table_missing", "high", "missing", *_place(case, match), (("words", match.group()),))


def _place(case: Case, match: re.Match[str]) -> tuple[int, int]:
    normal = case.passage.normal
    return normal.origin(match.start()), normal.origin(match.end() - 1) + 1


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(lexicon.words("remarks")[name], re.MULTILINE)
