"""The operands of rates of money, by role and by nearness."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.money_roles import amounts_of
from jixiao.reading.passage import Passage
from jixiao.reading.raised import raised_ratios
from jixiao.reading.rate_statement import Statement
from jixiao.reading.rate_words import word_pattern
from jixiao.reading.ratio import CERTAIN, CONFIRMS_ONLY, PLAUSIBLE, Ratio
from jixiao.reading.scope import FUND_TIER, Near, Scope, may_be_of, sources_of

_CLOSE, _MOST = 8, 6
_HUNDRED = Decimal(100)
_CLAUSE = re.compile("[，；：]")
# 县财政拨付 names who gave, not what the amount is a part of
_GIVEN = re.compile("[省市县区]级?财政[^，；。、]{0,8}(?:拨付|下拨|拨入|拨给)")


def money_ratios(passage: Passage, statement: Statement, family: str) -> list[Ratio]:
    """Return the ratios of amounts that a rate of money may be, the nearest first."""
    scope = Scope(passage, statement.figure, amounts_of(passage))
    node = lexicon.words("rates")["money"][family]
    found = _on_base(passage, statement, scope, node["definitions"])
    if not any(ratio.strength > CONFIRMS_ONLY for ratio in found):
        for definition in node.get("instead", ()):
            found.extend(_instead(passage, list(defined(passage, statement, scope, definition))))
    if family == "funding" and not any(ratio.strength > CONFIRMS_ONLY for ratio in found):
        found.extend(raised_ratios(passage, statement, scope))
    found.extend(_all_of_it(passage, statement, scope))
    found.extend(_of_modifier(passage, statement, scope))
    return sorted(found, key=lambda ratio: ratio.tier)


def _on_base(passage: Passage, statement: Statement, scope: Scope, definitions: list[str]) -> list[Ratio]:
    """Return the ratios on the amount that a rate says it is computed on; on any if it says none, or names none."""
    words = lexicon.words("rates")
    role = role_named(statement.base)
    kept = [name for name in definitions if role in words["definitions"][name]["denominator"]]
    found = [ratio for name in kept for ratio in defined(passage, statement, scope, name)]
    if statement.base and word_pattern("available_words").search(statement.base):
        found = list(of_available(scope, words["definitions"][definitions[0]]["numerator"]))
    if found:
        return found
    any_base = [ratio for name in definitions for ratio in defined(passage, statement, scope, name)]
    return _weaker(any_base, CONFIRMS_ONLY) if role else any_base


def of_available(scope: Scope, roles: list[str], called: str = "") -> Iterator[Ratio]:
    """Yield the ratio over what was carried in and what was received; `called`: the words before its numerator."""
    parts = scope.typed(roles)
    same = [near for near in parts if called and called in scope.label(near)]
    part = scope.unique(same or parts)
    carried, received = (scope.unique(scope.typed([name])) for name in ("carry_in", "received"))
    if part and carried and received:
        strength = CERTAIN if part[0] == carried[0] == received[0] else PLAUSIBLE
        yield Ratio((part[1].figure,), (carried[1].figure, received[1].figure), "", strength, tier=part[0])


def role_named(words: str) -> str:
    """Return the role of an amount that words without a number name: 到位资金, 总投资; empty if they name none."""
    roles = lexicon.words("rates")["base_roles"]
    return next((role for role, known in roles.items() if any(word in words for word in known)), "")


def defined(passage: Passage, statement: Statement, scope: Scope, definition: str) -> Iterator[Ratio]:
    """Yield the ratios of the amounts around a percentage under one definition."""
    node = lexicon.words("rates")["definitions"][definition]
    parts, wholes = scope.typed(node["numerator"]), scope.typed(node["denominator"])
    yield from _ratios(passage, statement, scope, definition, parts, wholes, bool(node.get("rest")))


def _instead(passage: Passage, ratios: list[Ratio]) -> list[Ratio]:
    """Return ratios of what was granted, where nothing is called received; sure if it is the treasury's only grant."""
    if len(ratios) != 1 or ratios[0].tier > 1:
        return _weaker(ratios, CONFIRMS_ONLY)
    by_treasury = "财政" in passage.wide_label(ratios[0].numerator[0])
    return [replace(ratios[0], strength=CERTAIN if by_treasury else PLAUSIBLE)]


def _weaker(ratios: list[Ratio], most: int) -> list[Ratio]:
    return [replace(ratio, strength=min(ratio.strength, most)) for ratio in ratios]


def _ratios(
    passage: Passage,
    statement: Statement,
    scope: Scope,
    definition: str,
    parts: list[Near],
    wholes: list[Near],
    rest: bool,
) -> Iterator[Ratio]:
    part = scope.unique(parts)
    if word_pattern("overall_words").search(statement.name):
        yield from _together(parts, wholes, definition, rest)
    elif part and (same := scope.of_source(part, passage)):
        yield from _of_one_source(part, same, definition, rest)
        part = None
    elif (local := scope.local(parts)) and _is_for(passage, statement, local[1].figure):
        sure = local[1].figure.till + _CLOSE >= local[0].figure.at
        yield Ratio(
            (local[0].figure,), (local[1].figure,), definition, CERTAIN if sure else CONFIRMS_ONLY, rest
        )
        part = None
    whole = scope.unique(wholes)
    more, less = (scope.additions(), scope.cuts()) if whole else ([], ())
    # more was spent than came in: what was carried over belongs to the whole
    carried = bool(part and whole and more and not rest and "received" in whole[1].roles
                   and part[1].figure.base > whole[1].figure.base)  # fmt: skip
    if part and whole and (more or less):
        strength = _strength(passage, statement, scope, part, whole) if carried and whole[0] == 0 else CONFIRMS_ONLY
        yield Ratio((part[1].figure,), (*more, whole[1].figure), definition, strength, rest, part[0] + whole[0], less)
    for numerator, denominator in product(parts[:_MOST], wholes[:_MOST]):
        first, second = numerator[1].figure, denominator[1].figure
        if first.id == second.id or (rest and first.base > second.base):
            continue
        strength = CONFIRMS_ONLY
        if part and whole and first.base == part[1].figure.base and second.base == whole[1].figure.base:
            most = CONFIRMS_ONLY if carried else PLAUSIBLE if more or less else CERTAIN
            strength = min(_strength(passage, statement, scope, part, whole), most)
        yield Ratio((first,), (second,), definition, strength, rest, numerator[0] + denominator[0])


def _together(parts: list[Near], wholes: list[Near], definition: str, rest: bool) -> Iterator[Ratio]:
    """Yield the ratio of all amounts of both roles in the sentence: the rate of everything that it names."""
    tops = tuple(near[1].figure for near in parts if near[0] <= 1)[::-1]
    unders = tuple(near[1].figure for near in wholes if near[0] <= 1 and near[1].figure not in tops)[::-1]
    if len(tops) == len(unders) and 2 <= len(tops) <= _MOST:
        yield Ratio(tops, unders, definition, CONFIRMS_ONLY, rest)


def _is_for(passage: Passage, statement: Statement, figure: Figure) -> bool:
    modifier = statement.modifier
    return not modifier or (is_of(passage, figure, modifier) and may_be_of(passage, figure, modifier))


def _of_one_source(part: Near, wholes: list[Near], definition: str, rest: bool) -> Iterator[Ratio]:
    """Yield the ratios of two amounts of one source; sure if there is one such whole only."""
    sure = len({near[1].figure.base for near in wholes}) == 1
    for whole in wholes[:_MOST]:
        if not rest or part[1].figure.base <= whole[1].figure.base:
            yield Ratio(
                (part[1].figure,),
                (whole[1].figure,),
                definition,
                CERTAIN if sure else CONFIRMS_ONLY,
                rest,
                part[0] + whole[0],
            )


def _strength(passage: Passage, statement: Statement, scope: Scope, part: Near, whole: Near) -> int:
    """Return how sure it is that these two are meant: a rate of one source needs the amounts of that source."""
    if not all(may_be_of(passage, near[1].figure, statement.modifier) for near in (part, whole)):
        return CONFIRMS_ONLY
    if statement.modifier and not any(
        is_of(passage, near[1].figure, statement.modifier) for near in (part, whole)
    ):  # fmt: skip
        return CONFIRMS_ONLY
    given = _GIVEN.search(passage.wide_label(part[1].figure)) and not sources_of(passage, whole[1].figure)
    if (sources_of(passage, part[1].figure) and not given) or scope.is_about_part(part, whole, statement.name):
        return CONFIRMS_ONLY
    if part[1].figure.base > whole[1].figure.base and sources_of(passage, whole[1].figure):
        return CONFIRMS_ONLY
    nameless = whole[1].roles == {"fund"} and whole[0] >= FUND_TIER
    behind = whole[1].figure.at > statement.figure.at
    return PLAUSIBLE if nameless and (behind or not whole[1].is_total) else CERTAIN


def is_of(passage: Passage, figure: Figure, modifier: str) -> bool:
    """Return whether the words before or behind a figure name what a modifier names."""
    words = passage.wide_label(figure)[-40:] + _CLAUSE.split(passage.behind(figure, 10))[0]
    pairs = [modifier[index : index + 2] for index in range(max(1, len(modifier) - 1))]
    return any(pair in words for pair in pairs)


def _of_modifier(passage: Passage, statement: Statement, scope: Scope) -> Iterator[Ratio]:
    """Yield the later of two amounts that bear the name of a part over the earlier one: 其中基本支出 … 其中基本支出."""
    words = statement.name.removesuffix(statement.core)[:2]
    near = [
        item[1].figure
        for item in scope.near
        if item[0] <= 2 and words and words in passage.label(item[1].figure)
    ]
    if len(near) == 2:
        yield Ratio((near[0],), (near[1],), "", CONFIRMS_ONLY, tier=2)


def _all_of_it(passage: Passage, statement: Statement, scope: Scope) -> Iterator[Ratio]:
    """Yield 100 % where the words say that the whole amount was spent."""
    if statement.figure.value != _HUNDRED:
        return
    for tier, amount in scope.near[:_MOST]:
        behind = passage.text[amount.figure.till : amount.figure.till + 16]
        if tier <= 2 and re.match(rf"[^。；]{{0,8}}?(?:全部|全额|均已|已全部){_all_words()}", behind):
            yield Ratio((amount.figure,), (amount.figure,), "", PLAUSIBLE, tier=tier)
            return


def _all_words() -> str:
    return word_pattern("all_words").pattern


def lone_operand(passage: Passage, statement: Statement, family: str) -> tuple[Figure, str] | None:
    """Return the one operand of a rate of money that stands near it, and which one it is; None if none or both do."""
    scope = Scope(passage, statement.figure, amounts_of(passage))
    words = lexicon.words("rates")
    nodes = [words["definitions"][name] for name in words["money"][family]["definitions"]]
    for side in ("numerator", "denominator"):
        roles = sorted({role for node in nodes if not node.get("rest") for role in node[side]})
        near = scope.unique([item for item in scope.typed(roles) if item[0] <= 1])
        if near and not statement.modifier:
            return near[1].figure, side
    return None
