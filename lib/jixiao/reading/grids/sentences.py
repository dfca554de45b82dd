"""The execution of a form in one sentence: 全年预算数675万元，全年执行数540万元，执行率80%，得分8分."""

import re
from collections.abc import Iterator
from functools import cache

from jixiao.reading import lexicon
from jixiao.reading.grid import Cell, Grid
from jixiao.reading.grids.columns import role_of_header, unit_of_header
from jixiao.reading.grids.layout import with_unit
from jixiao.reading.grids.source import Source

_LONGEST = 120


@cache
def _pattern() -> re.Pattern[str]:
    known = lexicon.words("columns")["has"]
    names = [
        name
        for role in ("budget_initial", "budget_adjusted", "budget", "spent", "weight", "score")
        for name in known[role]
        if len(name) > 1
    ]
    return re.compile(
        rf"(?P<name>(?:{lexicon.longest_first([*names, '预算执行率', '执行率'])})(?:（[^）]{{1,4}}）)?)\s?[：:为]?\s?"
        r"(?P<value>\d[\d,.]*\s?(?:万元|亿元|元|%|分)?)"
    )


def sentence_grids(source: Source, line: int) -> Iterator[Grid]:
    """Yield the execution that a short line states, with its points."""
    words = source.lines[line]
    if len(words) > _LONGEST or "得分" not in words or "执行" not in words:
        return
    start, found = source.starts[line], list(_pattern().finditer(words))
    names = [source.cell(start + match.start("name"), start + match.end("name")) for match in found]
    roles = [role_of_header(name.text) for name in names]
    if len(set(roles)) != len(roles) or not {"spent", "score"} <= set(roles) or len(roles) < 3:
        return
    label = source.cell(start, start + found[0].start())
    values = [source.cell(start + match.start("value"), start + match.end("value")) for match in found]
    filled = [
        with_unit(cell, unit_of_header(name.text), role)
        for cell, name, role in zip(values, names, roles, strict=True)
    ]
    header = Cell("", None, label.start, label.start)
    yield Grid(
        ((header, *names), (label, *filled)),
        "flattened",
        1,
        "",
        line,
        line,
        False,
        ("label", *roles),
        ("header", "item"),
    )
