"""Every stated percentage of a text with the ratio that it is or should be."""

import re
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from itertools import islice

from jixiao.quantities import PERCENT, PRECISION
from jixiao.reading import lexicon
from jixiao.reading.counted import counted_ratios
from jixiao.reading.counts import counts_around, is_countable, stems_of
from jixiao.reading.exchanged import told_by_exchange
from jixiao.reading.far_counts import far_ratios
from jixiao.reading.figure import Figure
from jixiao.reading.judging import half_step
from jixiao.reading.money_roles import amounts_of
from jixiao.reading.operands import is_of, lone_operand, money_ratios
from jixiao.reading.passage import Passage
from jixiao.reading.rate_statement import Statement
from jixiao.reading.rate_words import word_pattern
from jixiao.reading.ratename import named, statements
from jixiao.reading.ratio import CERTAIN, CONFIRMS_ONLY, Rated, Ratio, decide
from jixiao.reading.report import Report
from jixiao.reading.share_lists import told_by_lists
from jixiao.reading.shares import lone_part, share_ratios
from jixiao.reading.written_out import bracket_ratios

_WITHIN = re.compile("[\u4e00-\u9fff]{2}中(?P<first>[\u4e00-\u9fff]{2})[\u4e00-\u9fff]*$")
_MONTH = re.compile("(?:(?<![\\d])(?:[1-9]|1[01])[ ]?月|[一二三]季度|上半年)[^。；\\d]{0,12}$")
_LONGEST = 24
_LARGEST, _BEFORE, _FAR = 5000, 12, 400
# a letter inside a number, or a number cut by a space: the operands cannot be trusted
_DAMAGED = re.compile(r"(?<![A-Za-z])[lIoO|]\d|\d[lIoO](?![A-Za-z])|\d [ ]?\d{3}(?!\d)")


def rates_of(report: Report) -> tuple[Rated, ...]:
    """Return the verdict on every percentage of the prose, in the order of the text; they are computed once."""
    passage = report.passage
    if "rates" not in passage.kept:
        amounts_of(passage, report.grids)
        passage.kept["rates"] = tuple(_rates(passage))
    rates: tuple[Rated, ...] = passage.kept["rates"]
    return rates


def is_money(statement: Statement) -> bool:
    """Return whether a statement is a rate of money."""
    return statement.family in lexicon.words("rates")["money"]


def _rates(passage: Passage) -> list[Rated]:
    found: list[Rated] = []
    last: Statement | None = None
    for statement in statements(passage):
        if statement.family == "again":
            if last is None or last.figure.line != statement.figure.line:
                continue
            statement = replace(named(last.name, statement.figure), base=statement.base)
        rated = _rate(passage, statement)
        if rated is not None or statement.family == "share":
            found.append(rated or Rated(statement, "unknown"))
        if is_money(statement):
            last = statement
    return told_by_exchange(told_by_lists(found, lambda statement: _ratios(passage, statement)))


def _rate(passage: Passage, statement: Statement) -> Rated | None:
    rated = decide(statement, _ratios(passage, statement))
    if rated is not None:
        return rated
    if statement.family in ("share", "part_of", "formula"):
        return _alone(passage, statement)
    if not statement.claims or lexicon.words("rates")["counts"].get(statement.family, {}).get("silent"):
        return None
    return _whole_number(passage, statement) or Rated(
        statement, "not_verifiable", lone=_lone(passage, statement)
    )


def _lone(passage: Passage, statement: Statement) -> tuple[Figure, str] | None:
    return lone_operand(passage, statement, statement.family) if is_money(statement) else None


def _ratios(passage: Passage, statement: Statement) -> list[Ratio]:
    ratios = _all_ratios(passage, statement)
    start, end = passage.sentence_span(statement.figure.at)
    start, end = max(start, statement.figure.at - _FAR), min(end, statement.figure.till + _FAR)
    several = statement.of > 1 and statement.family != "share"
    unsure = several or _has_own_base(passage, statement) or _is_within(passage, statement, ratios)
    unsure = unsure or _is_of_month(passage, statement, ratios) or _is_of_each(passage, statement, ratios)
    return _weak(ratios) if unsure or _DAMAGED.search(passage.text, start, end) else ratios


def _has_own_base(passage: Passage, statement: Statement) -> bool:
    """Whether a bracket without numbers behind the percentage names another whole: 支付率93.33%（占已完成投资）."""
    return bool(word_pattern("own_base").match(passage.text, statement.figure.till))


def _is_of_each(passage: Passage, statement: Statement, ratios: list[Ratio]) -> bool:
    """Whether the count right before the name of a rate of money says whose it is: 6个子项执行率100%."""
    parts = [part for ratio in ratios if ratio.strength == CERTAIN for part in ratio.numerator]
    return is_money(statement) and any(
        part.kind == "count" and part.at < statement.figure.at
        and not re.search("[，。；：]", passage.between(part, statement.figure)) for part in parts)  # fmt: skip


def _is_of_month(passage: Passage, statement: Statement, ratios: list[Ratio]) -> bool:
    """Whether a rate is that of a month before the end of the year, and the amounts stand not with it."""
    figure, start = statement.figure, passage.sentence_span(statement.figure.at)[0]
    match = _MONTH.search(passage.text, max(start, figure.at - _LONGEST), figure.at)
    parts = [part for ratio in ratios if ratio.strength == CERTAIN for part in ratio.numerator]
    return bool(match) and not any(start <= part.at < figure.at for part in parts)


def _is_within(passage: Passage, statement: Statement, ratios: list[Ratio]) -> bool:
    """Whether a share is of what the sentence counts last: 专任教师2860人，专任教师中本科学历占82.5%."""
    match = _WITHIN.search(statement.subject) if statement.family == "share" and not statement.base else None
    parts = [figure for ratio in ratios for figure in ratio.numerator if ratio.strength == CERTAIN]
    names = {match["first"], statement.subject[-2:]} if match else set()
    return bool(match) and not any(name in passage.label(part) for part in parts for name in names)


def _all_ratios(passage: Passage, statement: Statement) -> list[Ratio]:
    if statement.family == "formula":
        return [Ratio(statement.bases[:1], statement.bases[1:], "", CERTAIN)]
    if written := bracket_ratios(passage, statement):
        return written
    if statement.family == "part_of" and word_pattern("plan_words").search(statement.base):
        planned = far_ratios(passage, statement, counts_around(passage, statement, {}), True)
        return [*share_ratios(passage, statement), *planned]
    if statement.family in ("share", "part_of"):
        return share_ratios(passage, statement)
    if statement.family == "share_of":
        return [*share_ratios(passage, statement), *counted_ratios(passage, statement)]
    if not is_money(statement):
        return counted_ratios(passage, statement)
    words = lexicon.words("rates")
    money = money_ratios(passage, statement, statement.family)
    if statement.core not in words["open"] or any(word in statement.name for word in words["money_words"]):
        return money
    counts = counted_ratios(passage, statement)
    if any(ratio.strength > CONFIRMS_ONLY and ratio.numerator[0].kind == "count" for ratio in counts):
        return [*counts, *_weak(money)]
    return [*money, *_weak(counts)]


def _weak(ratios: list[Ratio]) -> list[Ratio]:
    return [replace(ratio, strength=min(ratio.strength, CONFIRMS_ONLY)) for ratio in ratios]


def _alone(passage: Passage, statement: Statement) -> Rated | None:
    """Return a share of which only the part, or nothing, is there."""
    if not statement.claims:
        return None
    part = lone_part(passage, statement)
    lone = (part, "numerator") if part else None
    if (number := _whole_number(passage, statement)) is not None:
        return number
    named = bool(part or statement.subject) and len(statement.base) > 1
    return Rated(statement, "not_verifiable" if named else "unknown", lone=lone)


def _whole_number(passage: Passage, statement: Statement) -> Rated | None:
    """Return a rate that fits one whole number only as its denominator."""
    part = _only_part(passage, statement)
    value = statement.figure.value
    if part is None or not value or value >= PERCENT or "." not in statement.figure.number:
        return None
    with localcontext(prec=PRECISION):
        half = half_step(statement.figure)
        most = (part.base * PERCENT / (value - half)).to_integral_value(ROUND_FLOOR)
        least = (part.base * PERCENT / (value + half)).to_integral_value(ROUND_CEILING)
    if most != least or not 0 < most <= _LARGEST:
        return None
    return Rated(statement, "reconciled", Ratio((part,), ()), "whole_number", implied=int(most))


def _only_part(passage: Passage, statement: Statement) -> Figure | None:
    """Return the one count of the sentence that bears the words of the rate."""
    start = passage.sentence_span(statement.figure.at)[0]
    before = [figure for figure in islice(passage.preceding(statement.figure), _BEFORE) if figure.at >= start]
    if any(figure.kind == "rate" for figure in before):
        return None
    inside = [figure for figure in before if is_countable(figure) and figure.kind == "count"]
    if len(inside) != 1 or inside[0].base != inside[0].base.to_integral_value() or inside[0].qualifier:
        return None
    figure = inside[0]
    node = lexicon.words("rates")["counts"].get(statement.family, {})
    stems = stems_of(statement, node) if node or statement.name else [statement.modifier]
    words = passage.label(figure) + passage.text[figure.till : figure.till + 30]
    pairs = {stem[index : index + 2] for stem in stems for index in range(max(1, len(stem) - 1))}
    if statement.name and statement.modifier and not is_of(passage, figure, statement.modifier):
        return None
    return figure if any(pair and pair in words for pair in pairs) else None


def implied_percentage(rated: Rated) -> Decimal:
    """Return the percentage under the implied whole number."""
    assert rated.ratio is not None and rated.implied
    with localcontext(prec=PRECISION):
        return rated.ratio.numerator[0].base * PERCENT / rated.implied
