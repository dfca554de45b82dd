"""The operands of shares: an amount or a count over the whole that the words name, or that opens the list."""

import re
from bisect import bisect_right
from decimal import Decimal
from itertools import islice

from jixiao.reading import lexicon
from jixiao.reading.counts import is_countable, unit_of
from jixiao.reading.figure import Figure
from jixiao.reading.money_roles import amounts_of
from jixiao.reading.operands import is_of, role_named
from jixiao.reading.passage import Passage
from jixiao.reading.rate_statement import Statement
from jixiao.reading.rate_words import bare, calls_total, word_pattern
from jixiao.reading.ratio import CERTAIN, CONFIRMS_ONLY, PLAUSIBLE, Ratio
from jixiao.reading.role_shares import role_ratios
from jixiao.reading.share_name import SLICE, part_behind_before

_MOST, _LINES, _FIGURES, _NEXT = 8, 12, 40, 6
_OWN = re.compile("[，；：。、（]")
_WHOLE_ENDS = re.compile("^(?:本|全|该|其|年度|项目)|(?:总额|总数|总量|额|数|量)$")
_THING_ENDS = re.compile("(?:资金|经费|支出|总投入|投入|款项|费用|金额|总面积|面积|人数|总人数|户数|总户数)$")
_SHARED = re.compile(r"[^，。；]{0,6}[，（、]?[^，。；：]{0,8}占")


def share_ratios(passage: Passage, statement: Statement) -> list[Ratio]:
    """Return the ratios that a share may be, the surest first."""
    before = _before(passage, statement)
    if statement.of > 1:
        return _listed(statement, before)
    behind = _part_behind(passage, statement, before)
    parts = _parts(passage, statement, before)
    if behind or statement.core == SLICE:
        return behind
    if not parts:
        return role_ratios(passage, statement)
    if statement.bases:
        return _of_bases(statement, parts[0])
    wholes = _wholes(passage, statement, parts[0], before)
    return [Ratio((part,), (whole,), "", strength if part is parts[0] else CONFIRMS_ONLY, tier=index + 1)
            for part in parts[:3] for index, (whole, strength) in enumerate(wholes)
            if part.id != whole.id and _fits(part, whole)]  # fmt: skip


def _of_bases(statement: Statement, part: Figure) -> list[Ratio]:
    """Return the share of the amount that stands in the words of the whole: 占总投资300万元的."""
    return [Ratio((part,), (whole,), "", CERTAIN) for whole in statement.bases[-1:] if _fits(part, whole)]


def _part_behind(passage: Passage, statement: Statement, before: list[Figure]) -> list[Ratio]:
    """Return the ratios of a share whose part stands behind it; [] if it has none there or the words leave doubt."""
    part = statement.part
    if part is None:
        return []
    if statement.bases:
        return _of_bases(statement, part)
    if statement.base:
        named = _wholes(passage, statement, part, before)
        return [Ratio((part,), (whole,), "", min(strength, PLAUSIBLE)) for whole, strength in named]
    line = passage.line_start(passage.line_at(part.at))
    larger = [figure for figure in before if figure.at >= line and _fits(part, figure) and figure.base >= part.base]
    taken = {figure.id for figure in larger if part_behind_before(passage, figure)}
    larger = [figure for figure in larger if figure.id not in taken][:_MOST]
    sure = len({figure.base for figure in larger}) == 1
    near = sure and larger[0].at >= passage.sentence_span(part.at)[0]
    strength = CERTAIN if near else PLAUSIBLE if sure else CONFIRMS_ONLY
    return [Ratio((part,), (whole,), "", strength) for whole in larger]


def lone_part(passage: Passage, statement: Statement) -> Figure | None:
    """Return the part of a share whose whole stands nowhere."""
    if statement.of > 1 or statement.bases:
        return None
    parts = [statement.part] if statement.part else _parts(passage, statement, _before(passage, statement))
    return parts[0] if parts and parts[0].line == statement.figure.line else None


def _before(passage: Passage, statement: Statement) -> list[Figure]:
    """Return the quantities before the words of the share, the nearest first, back to the start of the paragraph."""
    stop = statement.bases[0].at if statement.bases else statement.figure.at
    found = [
        figure
        for figure in islice(passage.preceding(statement.figure, _LINES), 3 * _FIGURES)
        if figure.at < stop and is_countable(figure)
    ]
    return found[:_FIGURES]


def _parts(passage: Passage, statement: Statement, before: list[Figure]) -> list[Figure]:
    start = passage.sentence_span(statement.figure.at)[0]
    stop = start if statement.base else _last_rate(passage, statement, start)
    inside = [figure for figure in before if figure.at >= stop]
    if statement.modifier:
        called = [figure for figure in before if statement.modifier in passage.label(figure)]
        if called and called[0].at >= start:
            return called[:_MOST]
        return [figure for figure in before if is_of(passage, figure, statement.modifier[:2])][:_MOST]
    return inside[:1]


def _last_rate(passage: Passage, statement: Statement, start: int) -> int:
    """Return where the last percentage before this one ends: what stands before it has its share already."""
    figures = islice(passage.preceding(statement.figure), _FIGURES)
    last = next((figure for figure in figures if figure.kind == "rate"), None)
    return max(start, last.till) if last else start


def _wholes(
    passage: Passage, statement: Statement, part: Figure, before: list[Figure]
) -> list[tuple[Figure, int]]:
    fitting = [figure for figure in before if figure.id != part.id and _fits(part, figure)]
    base = _WHOLE_ENDS.sub("", statement.base)
    if base:
        return _named(passage, statement, part, fitting, base)
    start = passage.sentence_span(statement.figure.at)[0]
    opener = _opener(passage, part)
    larger = [figure for figure in fitting if figure.base >= part.base
              and (figure is opener or not _is_share(passage, figure))]  # fmt: skip
    if part.role in ("carry_out", "saving"):
        known = amounts_of(passage)
        larger = [figure for figure in larger if figure.role not in ("spent", "carry_out")
                  and not any(amount.is_part for amount in known.before(figure.at, figure.at, 1))]  # fmt: skip
    inside = [figure for figure in larger if figure.at >= start and figure.at < part.at]
    totals = [figure for figure in inside or larger if _is_total(passage, figure)]
    if opener and _is_share(passage, opener):
        # the part of a part: the share may be on either
        return [(figure, PLAUSIBLE if figure is opener else CONFIRMS_ONLY) for figure in larger[:_MOST]]
    chosen = opener or (
        totals[0] if totals else inside[-1] if inside and _siblings(passage, statement) else None
    )
    return [
        (figure, CERTAIN if chosen and figure.base == chosen.base else CONFIRMS_ONLY)
        for figure in larger[:_MOST]
    ]


def _opener(passage: Passage, part: Figure) -> Figure | None:
    """Return the whole that opens the list in which a part stands: 1,926.4万元，其中 …; 267.5万元。按用途划分：…."""
    line = passage.line_start(passage.line_at(part.at))
    for figure in islice(passage.preceding(part), _FIGURES):
        if (
            figure.at < line
            or passage.depth(figure) > passage.depth(part)
            or not is_countable(figure)
            or not _fits(part, figure)
            or figure.base < part.base
        ):
            continue
        if word_pattern("part_words").search(passage.text[figure.till : figure.till + 24].split("；")[0]):
            return figure
    return None


def _named(
    passage: Passage, statement: Statement, part: Figure, fitting: list[Figure], base: str
) -> list[tuple[Figure, int]]:
    role = role_named(base)
    amounts = {amount.figure.id: amount for amount in amounts_of(passage).before(part.at, 0, 60)}
    far = [amount.figure for amount in amounts.values()] if part.kind == "money" else fitting
    same = re.compile(f"[^\\d。；]{{0,12}}占{re.escape(statement.base)}")
    far = [figure for figure in far if not same.match(passage.text, figure.till)]
    by_words = [figure for figure in far if figure.id != part.id and _is_called(passage, figure, base)]
    by_words = by_words or _behind(passage, statement, part)
    by_words = by_words or _by_alias(passage, far, part, base)
    thing = _THING_ENDS.sub("", base)
    if not by_words and len(thing) > 1:
        by_words = [figure for figure in far if figure.id != part.id and thing in passage.label(figure)
                    and figure.base >= part.base]  # fmt: skip
    by_role = [figure for figure in far if figure.id != part.id and role and figure.id in amounts
               and role in amounts[figure.id].roles and not amounts[figure.id].is_part]  # fmt: skip
    found = by_words or by_role
    if statement.base.startswith("其") and statement.modifier:
        found = [figure for figure in found if is_of(passage, figure, statement.modifier[:2])]
    sure = len({figure.base for figure in found}) == 1
    if not sure and part.kind == "money":
        totals = [figure for figure in found if amounts[figure.id].is_total]
        if len({figure.base for figure in totals}) == 1:
            found, sure = totals + [figure for figure in found if figure not in totals], True
    rest = [
        (figure, CONFIRMS_ONLY)
        for figure in fitting[:_MOST]
        if figure not in found and figure.base >= part.base
    ]
    return [
        (figure, CERTAIN if sure and figure.base == found[0].base else CONFIRMS_ONLY)
        for figure in found[:_MOST]
    ] + rest


def _by_alias(passage: Passage, far: list[Figure], part: Figure, base: str) -> list[Figure]:
    """Return the nearest figure that other words call what a share names as its whole: 抽取45个 are the 样本."""
    words = lexicon.words("rates")["base_words"].get(base, ())
    found = [figure for figure in far if figure.id != part.id and figure.base >= part.base
             and any(word in passage.label(figure)[-6:] for word in words)]  # fmt: skip
    return found[:1]


def _behind(passage: Passage, statement: Statement, part: Figure) -> list[Figure]:
    """Return the figures behind a share in its sentence that the words of its whole name in full."""
    figures = passage.sentence(statement.figure).figures
    first = bisect_right(figures, statement.figure.at, key=lambda other: other.at)
    return [figure for figure in figures[first : first + _NEXT] if _fits(part, figure) and figure.base >= part.base
            and statement.base in passage.label(figure)]  # fmt: skip


def _is_called(passage: Passage, figure: Figure, base: str) -> bool:
    """Whether the words before a figure are those of a whole; of 支出 it must be all spending, not 基本支出."""
    label = passage.label(figure)
    if base not in label:
        return False
    return bool(bare(base)) or not bare(re.sub("[^\u4e00-\u9fff]", "", _OWN.split(label)[-1]))


def _listed(statement: Statement, before: list[Figure]) -> list[Ratio]:
    """Return the share of one of several parts that stand before 分别占."""
    own = [figure for figure in before if figure.line == statement.figure.line]
    for index, whole in enumerate((*statement.bases, *before)):
        near = [figure for figure in own if _fits(figure, whole) and figure.id != whole.id][: statement.of]
        if len(near) == statement.of and sum((figure.base for figure in near), Decimal(0)) == whole.base:
            return [Ratio((near[::-1][statement.position],), (whole,), "", CERTAIN, tier=index)]
    parts = tuple(own[: statement.of][::-1])
    if len(parts) < statement.of:
        return []
    together = parts if all(_fits(part, parts[0]) for part in parts) else ()
    larger = [
        figure
        for figure in before[statement.of :]
        if _fits(figure, parts[0]) and figure.base >= parts[0].base
    ]
    wholes: list[tuple[Figure, ...]] = [(whole,) for whole in larger[:_MOST]]
    wholes += [together] if together else []
    return [Ratio((parts[statement.position],), whole, "", CONFIRMS_ONLY) for whole in wholes]


def _fits(first: Figure, second: Figure) -> bool:
    return first.kind == second.kind and (first.kind == "money" or unit_of(first) == unit_of(second))


def _is_share(passage: Passage, figure: Figure) -> bool:
    return bool(_SHARED.match(passage.text[figure.till : figure.till + 20]))


def _is_total(passage: Passage, figure: Figure) -> bool:
    return calls_total(re.split("[，；：]", passage.label(figure))[-1])


def _siblings(passage: Passage, statement: Statement) -> bool:
    """Whether other shares stand in the same sentence: the whole is then what opens the list."""
    figures = passage.sentence(statement.figure).figures
    return len(figures) > _FIGURES or sum(figure.kind == "rate" for figure in figures) > 1
