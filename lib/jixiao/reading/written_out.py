"""Rates whose operands stand in brackets right behind them: 执行率92.31%（实际支出120万元/预算130万元）."""

import re
from bisect import bisect_right

from jixiao.reading import lexicon
from jixiao.reading.counts import fit, stems_of
from jixiao.reading.figure import Figure
from jixiao.reading.money_roles import amounts_of
from jixiao.reading.passage import Passage
from jixiao.reading.rate_statement import Statement
from jixiao.reading.ratio import CERTAIN, Ratio

_DIVIDED = re.compile(r"[ ）]*(?:[/÷]|除以)[ （]*[\u4e00-\u9fff]{0,14}[：:]?")
_TWO, _LONGEST = 2, 80


def bracket_ratios(passage: Passage, statement: Statement) -> list[Ratio]:
    """Return the ratio of the two figures in the brackets behind a percentage; [] if they are no operands of it."""
    figures = _in_bracket(passage, statement.figure)
    if len(figures) != _TWO or not fit(*figures):
        return []
    if _DIVIDED.fullmatch(passage.between(*figures)):
        return [Ratio(figures[:1], figures[1:], "", CERTAIN)]
    if any(figure.per for figure in figures):
        return []
    part = [figure for figure in figures if _is_part(passage, statement, figure)]
    whole = [figure for figure in figures if figure not in part]
    return [Ratio(tuple(part), tuple(whole), "", CERTAIN)] if len(part) == 1 else []


def _in_bracket(passage: Passage, figure: Figure) -> tuple[Figure, ...]:
    """Return the quantities in the brackets that open right behind a figure, percentages left out."""
    if passage.text[figure.till : figure.till + 1] != "（":
        return ()
    end = passage.text.find("）", figure.till, figure.till + _LONGEST)
    figures = passage.sentence(figure).figures
    first = bisect_right(figures, figure.at, key=lambda other: other.at)
    near = figures[first : first + 2 * _TWO]
    return tuple(other for other in near if other.at < end and other.unit != "%")


def _is_part(passage: Passage, statement: Statement, figure: Figure) -> bool:
    """Whether the words of a figure are those of the numerator."""
    words = lexicon.words("rates")
    money = words["money"].get(statement.family)
    if money and figure.kind == "money":
        roles = {role for name in money["definitions"] for role in words["definitions"][name]["numerator"]
                 if not words["definitions"][name].get("rest")}  # fmt: skip
        near = amounts_of(passage).before(figure.at, figure.at, 1)
        return bool(near and near[0].roles & roles)
    known = words["counts"].get(statement.family, {})
    return any(stem and stem in passage.label(figure) for stem in stems_of(statement, known))
