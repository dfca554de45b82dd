"""The operands of rates of things that are counted: the stem of the name says what the numerator counts."""

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import product

from jixiao.reading import lexicon
from jixiao.reading.counts import MOST, Counted, counts_around, fit, unit_of
from jixiao.reading.counts_behind import behind_ratios
from jixiao.reading.far_counts import far_ratios
from jixiao.reading.figure import Figure
from jixiao.reading.operands import is_of
from jixiao.reading.passage import Passage
from jixiao.reading.rate_statement import Statement
from jixiao.reading.rate_words import word_pattern
from jixiao.reading.ratio import BY_PLACE, CERTAIN, CONFIRMS_ONLY, PLAUSIBLE, Ratio

_COMPARED = re.compile("[，（]?(?:较|比)(?:原|年初|年度|全年)?(?:计划|目标|任务)(?:数|量|值)?的?")
_MAY_EXCEED = ("completed", "collected", "attended", "vaccinated")


def counted_ratios(passage: Passage, statement: Statement) -> list[Ratio]:
    """Return the ratios of counts that a rate may be, the surest first."""
    node = lexicon.words("rates")["counts"].get(statement.family, {})
    counts = counts_around(passage, statement, node)
    found = [*_by_role(passage, statement, counts, node), *_by_rest(counts, node)]
    if node.get("parts"):
        found.extend(_by_parts(counts))
    if _plans(node):
        found.extend(_against_plan(passage, counts))
    found.extend(behind_ratios(passage, statement, node))
    found.extend(_sum_of_stems(statement, counts))
    if not any(ratio.strength == CERTAIN for ratio in found):
        found.extend(_by_place(passage, statement, counts))
        found.extend(far_ratios(passage, statement, counts, _plans(node)))
    return found


def _by_role(
    passage: Passage, statement: Statement, counts: list[Counted], node: Mapping[str, list[str]]
) -> list[Ratio]:
    parts = [item for item in counts if item.is_part][:MOST]
    own = statement.core.removesuffix("率").removesuffix("度")
    named = [item for item in parts if own in passage.label(item.figure)[-16:]]
    parts = named or parts
    if statement.modifier and statement.family not in ("satisfied", "share_of"):
        of_modifier = [item for item in parts if is_of(passage, item.figure, statement.modifier)]
        sure, parts = bool(of_modifier), of_modifier or parts
    else:
        sure = True
    found = []
    part = _nearest_only(parts)
    if statement.family == "satisfied" and sum(item.near == 0 for item in parts) > 1:
        sure = False
    wholes = [item for item in counts if item not in parts or item.is_whole]
    whole = _whole_of(passage, part, wholes, node) if part else None
    other_here = any(item.near == 0 and (item.is_whole or not node) for item in wholes)
    over = statement.family in _MAY_EXCEED
    for first, second in product(parts, wholes):
        if first.figure.id == second.figure.id or not fit(first.figure, second.figure):
            continue
        if first.figure.base > second.figure.base and not over:
            continue
        strength = CONFIRMS_ONLY
        if (
            part
            and whole
            and sure
            and not (part.near > 1 and other_here)
            and (first.figure.id, second.figure.id) == (part.figure.id, whole.figure.id)
        ):
            strength = CERTAIN if _is_sure(passage, statement, first, second) else PLAUSIBLE
        if strength == CONFIRMS_ONLY and second.is_plan and not over:
            continue
        found.append(Ratio((first.figure,), (second.figure,), "", strength, tier=first.near + second.near))
    return found


def _is_sure(passage: Passage, statement: Statement, part: Counted, whole: Counted) -> bool:
    """Whether part and whole leave no doubt: near, a plan where one is due, no 按期 that may be on another base."""
    first = min(part.figure.at, whole.figure.at)
    here = part.is_part and whole.is_whole and first >= passage.sentence(statement.figure).start
    if (
        (part.near + whole.near > 2 and not here)
        or whole.is_unsure
        or (statement.family == "handled" and statement.modifier)
    ):
        return False
    return statement.family not in _MAY_EXCEED or whole.is_plan or whole.is_whole


def _nearest_only(items: list[Counted]) -> Counted | None:
    """Return the part of the nearest place that has any; None if two differ there."""
    for near in range(4):
        tied = [item for item in items if item.near == near]
        if tied:
            return tied[0] if near == 0 or len({item.figure.base for item in tied}) == 1 else None
    return None


def _whole_of(
    passage: Passage, part: Counted, others: list[Counted], node: Mapping[str, list[str]]
) -> Counted | None:
    """Return the whole of a part: the one with its words, else the only other count of its unit in the sentence."""
    fitting = [item for item in others if item.figure.id != part.figure.id and fit(part.figure, item.figure)]
    marked = [item for item in fitting if item.is_whole and not (item.is_plan and not _plans(node))]
    for near in range(4):
        here = [item for item in marked if item.near == near]
        tied = [item for item in here if item.rank == min(other.rank for other in here)]
        if tied:
            return (
                tied[0]
                if len({item.figure.base for item in tied}) == 1 or _plans(node)
                else _last_whole(tied, part)
            )
    larger = [item for item in fitting if item.figure.base >= part.figure.base and not _plans(node)]
    rest = [item for item in larger if item.near == 0]
    if len({item.figure.base for item in rest}) == 1:
        return rest[0]
    # 在园14,208人，其中 …: what opens the list is the whole of all that follows
    openers = [item for item in larger if item.near <= 2 and _opens(passage, item.figure)]
    return openers[0] if not rest and len({item.figure.base for item in openers}) == 1 else None


def _opens(passage: Passage, figure: Figure) -> bool:
    return bool(
        word_pattern("part_words").match(passage.text[figure.till : figure.till + 8].lstrip("，：。；、 （"))
    )


def _last_whole(tied: list[Counted], part: Counted) -> Counted | None:
    larger = [item for item in tied if item.figure.base >= part.figure.base]
    return larger[0] if len({item.figure.base for item in larger}) == 1 else None


def _plans(node: Mapping[str, list[str]]) -> bool:
    return bool(node) and "计划" in node["whole"]


def _against_plan(passage: Passage, counts: list[Counted]) -> list[Ratio]:
    """Return what was done over the plan with which the text compares it: 绿化5.4公顷，比计划6公顷少0.6公顷."""
    for item in counts:
        part = passage.previous(item.figure) if item.near == 0 else None
        if part and fit(part, item.figure) and _COMPARED.fullmatch(passage.between(part, item.figure)):
            return [Ratio((part,), (item.figure,), "", CERTAIN)]
    return []


def _by_rest(counts: list[Counted], node: Mapping[str, list[str]]) -> list[Ratio]:
    """Return whole minus what failed, where the text names only what failed."""
    if not node.get("rest") or any(
        item.is_part and not item.is_whole for item in counts if item.near == 0
    ):
        return []
    failed = [item for item in counts if item.is_rest]
    first = _nearest_only(failed)
    if first is None:
        return []
    wholes = [item for item in counts if not item.is_rest and not item.is_plan and fit(first.figure, item.figure)
              and item.figure.base >= first.figure.base]  # fmt: skip
    wholes.sort(key=lambda item: not item.is_whole)
    return [
        Ratio((first.figure,), (item.figure,), "", _sure(first, item), True, first.near + item.near)
        for item in wholes[:1]
    ]


def _sure(first: Counted, whole: Counted) -> int:
    return CERTAIN if whole.is_whole and first.near == 0 else PLAUSIBLE


def _by_parts(counts: list[Counted]) -> list[Ratio]:
    """Return 100 % where the things that were dealt with add up to those that came in."""
    inside = [item.figure for item in counts if item.near == 0][::-1]
    if len(inside) < 3:
        return []
    whole, parts = inside[0], tuple(inside[1:])
    same = all(unit_of(part) == unit_of(whole) for part in parts)
    return [Ratio(parts, (whole,), "", BY_PLACE)] if same else []


def _sum_of_stems(statement: Statement, counts: list[Counted]) -> list[Ratio]:
    """Return several numerators together over one whole: 很满意 and 满意; both kinds of a thing."""
    parts = tuple(item.figure for item in reversed(counts) if item.is_part)
    if not 2 <= len(parts) <= 4:
        return []
    wholes = [item for item in counts if not item.is_part and all(fit(part, item.figure) for part in parts)]
    total = sum((part.base for part in parts), Decimal(0))
    overall = bool(word_pattern("overall_words").search(statement.name))
    answers = statement.family == "satisfied"
    best = min((item.rank for item in wholes if item.is_whole), default=0)
    found = []
    for whole in wholes[:MOST]:
        strength = CONFIRMS_ONLY if answers else BY_PLACE
        if overall and _is_sum(whole, wholes):
            strength = CERTAIN
        elif answers and whole.is_whole and whole.rank == best and not whole.is_unsure:
            strength = PLAUSIBLE
        if whole.figure.base >= total:
            found.append(Ratio(parts, (whole.figure,), "", strength, tier=3))
    return found


def _is_sum(whole: Counted, wholes: list[Counted]) -> bool:
    """Whether a whole beside the percentage is the sum of the earlier ones."""
    earlier = [item.figure.base for item in wholes if item.near > 1 and item.is_whole]
    return whole.near == 0 and len(earlier) > 1 and sum(earlier, Decimal(0)) == whole.figure.base


def _by_place(passage: Passage, statement: Statement, counts: list[Counted]) -> list[Ratio]:
    """Return the two nearest counts of one unit before the percentage, whatever their words.

    Where they are the only two and one of them bears the name, a person looks at what does not fit.
    """
    inside = [item for item in counts if item.near == 0]
    for first in inside[:4]:
        same = [item for item in counts if item.near in (0, 2) and item.figure.at < first.figure.at
                and unit_of(item.figure) == unit_of(first.figure)]  # fmt: skip
        if same:
            pair = len([item for item in same if item.near == 0]) == 1 and first is inside[0]
            # 群众来信412件 says nothing of the 群众满意率
            told = pair and statement.family != "satisfied"
            told = told and any(_bears(passage, item.figure, statement.name) for item in (first, same[0]))
            return [_placed(passage, first, second, told) for second in same[:MOST]]
    return []


def _placed(passage: Passage, first: Counted, second: Counted, told: bool) -> Ratio:
    """Return the ratio of two counts; a person looks if they are the only ones, or one opens the list of the other."""
    small, large = sorted((first.figure, second.figure), key=lambda figure: figure.base)
    sure = told and second.near == 0 or large is second.figure and _opens(passage, large)
    return Ratio((small,), (large,), "", PLAUSIBLE if sure else BY_PLACE, tier=2)


def _bears(passage: Passage, figure: Figure, name: str) -> bool:
    words = passage.label(figure)[-16:] + re.split("[，；。：、]", passage.behind(figure, 6))[0]
    return any(name[index : index + 2] in words for index in range(len(name) - 2))
