"""What is left: a balance, an amount or a number not yet paid, received or done, against what it is left of."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.reading.changes import part_of
from jixiao.reading.compare import contains
from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.judging import half_step, is_exact, judge
from jixiao.reading.kinds import finder
from jixiao.reading.mains import is_part
from jixiao.reading.passage import Passage
from jixiao.reading.quoting import quote
from jixiao.reading.relation import Relation
from jixiao.reading.remains import Balance, balances
from jixiao.reading.report import Report

_LINES, _MOST = 2, 8


@finder("carry_identity")
def find(report: Report) -> Iterator[Relation]:
    """Yield a relation for every stated remainder whose whole and used part are stated before it."""
    for figure in report.passage.prose:
        if figure.kind in ("money", "count") and not figure.per and part_of(report.passage, figure) == "left":
            relation = _relation(report, figure)
            if relation:
                yield relation


def _relation(report: Report, stated: Figure) -> Relation | None:
    found = [balance for balance in balances(report, stated) if _is_fitting(report, stated, balance)]
    judged = [(balance, judge(stated, balance.left, balance.operands, _slack(balance))) for balance in found]
    fits = [pair for pair in judged if pair[1][0] == "reconciled"]
    if not judged or (not fits and any(balance.is_overspent for balance in found)):
        return None
    balance, (verdict, note) = (fits or judged)[0]
    if balance.left < 0 < stated.base:
        # less than nothing cannot be left: the amounts were not those of the remainder
        return None
    if verdict == "contradicted" and not (balance.is_sure and all(map(is_exact, balance.operands))):
        return None
    if verdict == "contradicted" and _is_other(report.passage, stated, balance):
        return None
    plus = f"{balance.opening.number} + " if balance.opening else ""
    start, end = quote(report.passage, (stated, *balance.operands))
    return Relation("carry_identity" if balance.opening else "saving_amount", verdict,
                    "low" if verdict == "reconciled" else "high", balance.operands, stated,
                    computed=balance.left / scale_of(stated.unit), unit=stated.unit,
                    formula=f"{plus}{balance.whole.number} − {balance.used.number}", note=note,
                    start=start, end=end)  # fmt: skip


def _is_other(passage: Passage, stated: Figure, balance: Balance) -> bool:
    """Whether the words make a remainder only a part of what is left, or name what else was taken off before it."""
    between = [figure for figure in passage.before(stated, _LINES, _MOST)
               if figure.at > balance.used.at and figure.kind == stated.kind]  # fmt: skip
    if any(contains(passage.label(figure), "deducted") or figure.base == balance.left for figure in between):
        return True
    return is_part(passage, stated) and any(part_of(passage, figure) == "left" for figure in between)


def _is_fitting(report: Report, stated: Figure, balance: Balance) -> bool:
    """Whether a pair can be meant: money retained under a contract is left of the contract, not of the budget."""
    words = report.passage.label(stated) + report.passage.behind(stated)
    if not contains(words, "retained", name="quantities"):
        return True
    is_contract = contains(balance.whole.head, "contracts", name="quantities")
    return is_contract or balance.left == stated.base


def _slack(balance: Balance) -> Decimal | None:
    units = {figure.unit for figure in balance.operands}
    return sum(map(half_step, balance.operands), Decimal(0)) if len(units) > 1 else None
