"""What a remainder is the difference of: pairs of a whole and what was used of it, and how sure they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.quantities import PERCENT
from jixiao.reading.compare import contains, dimension, pairs
from jixiao.reading.figure import Figure
from jixiao.reading.judging import is_exact, judge
from jixiao.reading.mains import is_part
from jixiao.reading.passage import Passage
from jixiao.reading.report import Report

WHOLES = ("received", "budget_adjusted", "budget", "allotted")
PLANNED = ("budget", "budget_adjusted", "allotted")
_FIGURES_BACK, _LINES_BACK, _EXACT_BACK, _RATED_BACK = 40, 30, 8, 10
_NEAR, _RATE_REACH, _USED_REACH = 160, 260, 70
_USE = re.compile("支出|支付|执行|使用|付款|拨付|发放|兑付|分配|完成")
_RECEIVED = re.compile("到位|到账")
_ITEM = re.compile(
    "([\u4e00-\u9fff]{2,8}?)(?:资金|经费)?(?:部分)?(?:缺口|欠拨|欠缴|未到位|未支付|未执行|结余|结转|剩余|尚差)"
)
_GENERIC = re.compile("其中|实际|仅|已|到位|支出|支付|累计|全年|资金|项目|共|[，。；、：（）\\s]|\\d")
_MINUS = re.compile(
    "(?:(?P<received>到位|收入)|预算|批复|下达)[^，。；]{0,6}(?:减去|减|扣除|与)[^，。；]{0,6}(?:支出|支付)"
)
_DONE = re.compile("已|完成|实际|分配|发放|兑付|收回|其中")


@dataclass(frozen=True, slots=True)
class Balance:
    """A whole and what was used of it.

    Attributes:
        whole: The amount there was.
        used: The amount that was used, paid or received of it.
        opening: The opening balance; None if the text states none.
        is_sure: Whether the words or a rate beside them leave no other pair.
    """

    whole: Figure
    used: Figure
    opening: Figure | None = None
    is_sure: bool = False

    @property
    def is_overspent(self) -> bool:
        """Whether more was used than came in: then nothing can be left, which is another kind of defect."""
        return self.is_sure and not self.opening and self.whole.role == "received" and self.left < 0

    @property
    def operands(self) -> tuple[Figure, ...]:
        """The figures of the difference."""
        return (*((self.opening,) if self.opening else ()), self.whole, self.used)

    @property
    def left(self) -> Decimal:
        """What must be left, in base units."""
        return self.whole.base - self.used.base + (self.opening.base if self.opening else 0)


def balances(report: Report, stated: Figure) -> Iterator[Balance]:
    """Yield the pairs that a stated remainder can be the difference of, the surest first."""
    passage = report.passage
    before = _values_before(report, stated)
    is_shortage = contains(passage.label(stated)[-10:] + passage.behind(stated, 20), "not_received")
    yield from _rated(passage, stated, before, is_shortage)
    yield from _explicit(report.passage, stated, before)
    yield from _of_row(report, stated, is_shortage)
    if stated.kind == "money":
        yield from _by_role(passage, stated, before, is_shortage)
    else:
        yield from _counted(passage, stated, before)
    yield from _exact(stated, before)


def _values_before(report: Report, stated: Figure) -> list[Figure]:
    """Return the values of one dimension before a remainder, the totals of tables among them, the nearest first."""
    wanted = dimension(stated)
    prose = [figure for figure in report.passage.before(stated, _LINES_BACK, _FIGURES_BACK)
             if dimension(figure) == wanted and not figure.per and figure.line not in report.passage.rows]  # fmt: skip
    totals = [figure for figure in report.table_totals if figure.at < stated.at] if wanted == "元" else []
    return sorted((*prose, *totals[-_EXACT_BACK:]), key=lambda figure: -figure.at)


def _rated(passage: Passage, stated: Figure, before: Sequence[Figure], is_shortage: bool) -> Iterator[Balance]:
    """Yield the pairs that a percentage beside them proves: 支付924万元，支付率88% of 1050万元."""
    found = [
        Balance(whole, used, None, True)
        for rate in passage.before(stated, 2, _RATED_BACK * 2)
        if rate.unit == "%" and is_exact(rate) and rate.base < PERCENT and stated.at - rate.at < _RATE_REACH
        for used in before[:_RATED_BACK]
        if used.base and _belongs(passage, rate, used, is_shortage)
        for whole in before[:_RATED_BACK]
        if whole.base > used.base and whole.role != "spent"
        if judge(rate, used.base / whole.base * PERCENT) == ("reconciled", "")
    ]  # fmt: skip
    only = len({(pair.whole.base, pair.used.base) for pair in found}) == 1
    yield from (pair if only else Balance(pair.whole, pair.used) for pair in found)


def _belongs(passage: Passage, rate: Figure, used: Figure, is_shortage: bool) -> bool:
    """Whether a percentage is that of an amount: of its sentence or table, and by its words one of use or receipt."""
    words = passage.label(rate) + (used.head if abs(used.at - rate.at) < _USED_REACH else "")
    is_near = abs(used.at - rate.at) < _USED_REACH or used.line in passage.rows
    return is_near and bool((_RECEIVED if is_shortage else _USE).search(words))


def _by_role(passage: Passage, stated: Figure, before: Sequence[Figure], is_shortage: bool) -> Iterator[Balance]:
    opening = next((figure for figure in before if figure.role == "carry_in"), None)
    used = [figure for figure in before if figure.role == ("received" if is_shortage else "spent")]
    wholes = [figure for figure in before if figure.role in (PLANNED if is_shortage else WHOLES)]
    incomes = [figure for figure in wholes if figure.role == "received" and figure.at >= stated.at - _NEAR]
    sentence = passage.sentence(stated).start
    for spent in used[:3]:
        for whole in wholes[:6]:
            is_near = spent is used[0] and min(spent.at, whole.at) >= sentence - _NEAR and not _is_item(spent, whole)
            is_near = is_near and not (is_part(passage, whole) or is_part(passage, spent))
            is_near = is_near and not contains(passage.label(stated), "accumulated")
            if opening:
                yield Balance(whole, spent, opening, is_near and len(incomes) < 2)
            elif whole.base >= spent.base or whole.role == "received":
                yield Balance(whole, spent, None, is_near and (whole is wholes[0] or whole.base < spent.base))


def _is_item(used: Figure, whole: Figure) -> bool:
    """Whether what was used speaks of one item that the whole does not name: 县级配套仅到位205万元."""
    subject = _GENERIC.sub("", used.head[-10:])
    return len(subject) >= 4 and subject[:2] not in whole.head and subject[-2:] not in whole.head


def _explicit(passage: Passage, stated: Figure, before: Sequence[Figure]) -> Iterator[Balance]:
    """Yield the pair that the sentence itself names: 到位资金减去支出，年末结余12.10万元."""
    match = _MINUS.search(passage.text, passage.sentence(stated).start, stated.at)
    if match is None:
        return
    roles = ("received",) if match["received"] else PLANNED
    whole = next((figure for figure in before if figure.role in roles), None)
    used = next((figure for figure in before if figure.role == "spent"), None)
    if whole and used:
        yield Balance(whole, used, None, True)


def _of_row(report: Report, stated: Figure, is_shortage: bool) -> Iterator[Balance]:
    """Yield the pair of the one table row that the words name: 县级配套资金缺口3.7万元."""
    match = _ITEM.search(report.passage.clause(stated))
    if match is None:
        return
    rows = [amounts for label, amounts in report.table_items if label and (label in match[1] or match[1] in label)]
    if len(rows) != 1:
        return
    used = rows[0].get("received" if is_shortage else "spent") or rows[0].get("spent")
    names = ("budget_adjusted", "budget", "allotted") if is_shortage else ("received", "budget_adjusted", "budget")
    whole = next((rows[0][name] for name in names if name in rows[0]), None)
    if used and whole and whole.base >= used.base:
        yield Balance(whole, used, None, True)


def _counted(passage: Passage, stated: Figure, before: Sequence[Figure]) -> Iterator[Balance]:
    """Yield the pair of counts of one unit right before a remainder: 房源620套，已分配589套，剩余31套."""
    near = [figure for figure in before[:2] if stated.at - figure.at < _NEAR and figure.unit == stated.unit]
    if len(near) == 2 and near[1].base > near[0].base and _DONE.search(passage.label(near[0])):
        left = near[1].base - near[0].base
        yield Balance(near[1], near[0], None, left / 2 <= stated.base <= left * 2)


def _exact(stated: Figure, before: Sequence[Figure]) -> Iterator[Balance]:
    """Yield pairs of which one is a plan, a receipt or a payment and whose difference is exactly what is left."""
    for index, used in enumerate(before[:_EXACT_BACK]):
        for whole in before[index + 1 :]:
            gap = whole.base - used.base
            if gap == stated.base and (stated.kind == "count" or _is_typed(whole, used)):
                yield Balance(whole, used)
            elif -gap == stated.base and used.role in (*PLANNED, "received"):
                yield Balance(used, whole)


def _is_typed(whole: Figure, used: Figure) -> bool:
    is_contract = contains(whole.head, "contracts", name="quantities")
    return is_contract or whole.role in (*WHOLES, "spent") or _share_words(whole, used)


def _share_words(one: Figure, other: Figure) -> bool:
    return bool(pairs(one.head) & pairs(other.head))
