"""The amounts around one percentage: in its segment, its sentence, its paragraph, the document."""

import re
from decimal import Decimal

from jixiao.reading.figure import Figure
from jixiao.reading.money_roles import Amount, Amounts, year_in
from jixiao.reading.passage import Passage
from jixiao.reading.rate_words import word_pattern

Near = tuple[int, Amount]
"""An amount with its tier: 0 segment, 1 sentence, 2 paragraph, 3 document."""
_DOCUMENT, _FAR = 3, 2000
_ADDED = re.compile("追加|调增|增加预算|增拨")
_CUT = re.compile("(?:调减|追减|核减|压减|收回|调出|减少预算)(?:预算|资金|指标)?$")
_WHOLES = frozenset({"budget", "allotted", "fund", "due", "budget_adjusted"})
_FAR_BACK, _FAR_ON = 60, 20
_OWN = re.compile("[，；：。、（]|和|与")
_NEAR = 14
_OF_ALL = re.compile("资金|预算|项目|总|专项|年度")
FUND_TIER = 2
"""From this tier on an amount that is only called a sum of money is passed over for one with a role."""


class Scope:
    """The amounts around one percentage."""

    def __init__(self, passage: Passage, figure: Figure, amounts: Amounts) -> None:
        self._passage = passage
        start, end = passage.sentence_span(figure.at)
        near = max(start, figure.at - _FAR)
        segment = max(passage.text.rfind(sign, near, figure.at) for sign in "；;") + 1 or near
        line = passage.line_start(figure.line)
        tiers = (
            amounts.before(figure.at, segment),
            [*amounts.before(segment, start), *amounts.behind(figure.till, end)],
            amounts.before(start, line) or self._next(amounts, start, end),
            [
                *amounts.before(line, 0, _FAR_BACK),
                *amounts.behind(end, len(passage.text), _FAR_ON),
                *amounts.tables,
            ],
        )
        self.near: list[Near] = []
        seen: set[str] = set()
        for tier, found in enumerate(tiers):
            for amount in found:
                if amount.figure.id not in seen:
                    seen.add(amount.figure.id)
                    self.near.append((tier, amount))
        self.year = year_in(passage.text[max(start, figure.at - 160) : figure.at])

    def _next(self, amounts: Amounts, start: int, end: int) -> list[Amount]:
        """Return the amounts of the next sentence of the line where the rate opens it and none stands beside it."""
        if end >= len(self._passage.text) or self._passage.text[end] == "\n" or amounts.behind(start, end, 1):
            return []
        return amounts.behind(end, self._passage.sentence_span(end + 1)[1])

    def typed(self, roles: list[str]) -> list[Near]:
        """Return the amounts of the roles, the nearest first; a nameless sum only where no other one stands."""
        strong = [near for near in self.near if near[1].roles & set(roles) - {"fund"}]
        weak = [near for near in self.near if "fund" in near[1].roles] if "fund" in roles else []
        return [near for near in (*strong, *weak) if not (near[0] == _DOCUMENT and near[1].is_part)]

    def label(self, near: Near) -> str:
        """Return the words before an amount."""
        return self._passage.label(near[1].figure)

    def is_about_part(self, part: Near, whole: Near, name: str) -> bool:
        """Whether the amount just before the percentage is a part of another: the rate may be that part's.

        It is not where its name says that it is the rate of the whole, unless the last part has a source whose own
        rate it may be and the parts do not add up to the amount before them.
        """
        if not self.near or self.near[0][0] or not self.near[0][1].is_part:
            return False
        if self.near[0][1].figure.id in (part[1].figure.id, whole[1].figure.id):
            return False
        if not _OF_ALL.match(name):
            return True
        return bool(sources_of(self._passage, self.near[0][1].figure)) and not self._is_listed(part[1])

    def _is_listed(self, whole: Amount) -> bool:
        """Whether the parts between an amount and the percentage add up to it."""
        behind = [near[1].figure for near in self.near if near[0] == 0 and near[1].figure.at > whole.figure.at]
        return len(behind) > 1 and sum((figure.base for figure in behind), Decimal(0)) == whole.figure.base

    def local(self, parts: list[Near]) -> tuple[Amount, Amount] | None:
        """Return the nearest amount of the segment with the nameless or partial sum just before it."""
        segment = [near[1] for near in self.near if near[0] == 0]
        wanted = {near[1].figure.id for near in parts}
        for index, amount in enumerate(segment[:-1]):
            if amount.figure.id in wanted:
                before = segment[index + 1]
                if before.is_part and not amount.is_part and len(segment) > index + 2 and segment[index + 2].is_part:
                    return None
                named = before.roles - {"fund"} and not before.is_part
                return (
                    None
                    if named or before.is_former or before.figure.base < amount.figure.base
                    else (amount, before)
                )
        return None

    def additions(self) -> list[Figure]:
        """Return what the sentence adds to a budget: an opening balance, an addition in the course of the year."""
        found = [near[1] for near in self.near if near[0] <= 1 and not near[1].is_part]
        if any("budget_adjusted" in amount.roles for amount in found):
            return []
        return [amount.figure for amount in found if "carry_in" in amount.roles and not amount.is_total
                or "change" in amount.roles and self._is_added(amount.figure)][:2]  # fmt: skip

    def cuts(self) -> tuple[Figure, ...]:
        """Return what the sentence takes off a budget in the course of the year."""
        found = [near[1] for near in self.near if near[0] <= 1 and not near[1].is_part]
        if any("budget_adjusted" in amount.roles for amount in found):
            return ()
        return tuple(amount.figure for amount in found if "change" in amount.roles
                     and _CUT.search(self._passage.label(amount.figure)[-8:]))[:2]  # fmt: skip

    def _is_added(self, figure: Figure) -> bool:
        return bool(_ADDED.search(self._passage.label(figure)[-6:]))

    def of_source(self, part: Near, passage: Passage) -> list[Near]:
        """Return the amounts that may be the whole of a part that is named by its source: 县级配套, 中央补助."""
        sources = sources_of(passage, part[1].figure)
        if not sources:
            return []
        others = [
            near for near in self.near if near[1].figure.id != part[1].figure.id and near[1].roles <= _WHOLES
        ]
        return [near for near in others if sources & sources_of(passage, near[1].figure)]

    def unique(self, found: list[Near]) -> Near | None:
        """Return the one amount of the nearest tier that has any; None if two differ."""
        mains = [
            near for near in found if not near[1].is_part and not near[1].is_former and self._of_year(near[1])
        ]
        mains = self._without_parts(mains)
        for tier in range(4):
            tied = [near for near in mains if near[0] == tier]
            named = [near for near in tied if near[1].roles != {"fund"}]
            if (
                named
                or (tied and tier < FUND_TIER)
                or (tied and not any(near[1].roles != {"fund"} for near in mains))
            ):
                return _only(named or tied)
        return None

    def _without_parts(self, mains: list[Near]) -> list[Near]:
        """Return the amounts without those that another place tells as a part of a larger one: 其中直补资金9万元."""
        parts = [near[1].figure for near in self.near if near[1].is_part]
        bases = {figure.base for figure in parts}
        kept = [near for near in mains if near[1].figure.base not in bases]
        largest = max((near[1].figure.base for near in kept), default=Decimal(0))
        return [near for near in mains if near in kept or near[1].figure.base >= largest]

    def _of_year(self, amount: Amount) -> bool:
        return not self.year or not amount.year or amount.year == self.year


def _only(tied: list[Near]) -> Near | None:
    if len({near[1].figure.base for near in tied}) == 1:
        return tied[0]
    totals = [near for near in tied if near[1].is_total]
    return totals[0] if len({near[1].figure.base for near in totals}) == 1 else None


def sources_of(passage: Passage, figure: Figure) -> set[str]:
    """Return the levels and funds that the words right before an amount name: 中央, 县级, 配套."""
    return set(word_pattern("source_words").findall(_OWN.split(passage.label(figure)[-_NEAR:])[-1]))


def may_be_of(passage: Passage, figure: Figure, modifier: str) -> bool:
    """Whether an amount can be that of the source which a rate names: it bears the source, or none."""
    wanted, found = set(word_pattern("source_words").findall(modifier)), sources_of(passage, figure)
    return not wanted or not found or bool(wanted & found)
