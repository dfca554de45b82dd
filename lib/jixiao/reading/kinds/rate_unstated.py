"""Funding rate and execution rate that the text does not state although it names both amounts."""

import re
from collections.abc import Iterator
from itertools import pairwise, product

from jixiao.quantities import PERCENT, rounded
from jixiao.reading.kinds import finder
from jixiao.reading.money_roles import Amount, amounts_of
from jixiao.reading.passage import Passage
from jixiao.reading.quoting import quote
from jixiao.reading.ratename import statements
from jixiao.reading.rating import rates_of
from jixiao.reading.ratio import Ratio
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report

_SIX = 6
_FIRST, _MENTIONS = 60, 6
_LEAST, _MOST = 10, 200
_SENT = re.compile("(?:发放|发出|下发|投放)[^，。；]{0,10}$")
_BACK = re.compile("(?:共|实际)?(?:收回|回收)")
_RATES = {
    "funding": (("received_adjusted", "received", "budget_adjusted"), ("received_budget", "received", "budget")),
    "execution": (("spent_adjusted", "spent", "budget_adjusted"), ("spent_budget", "spent", "budget"),
                  ("spent_received", "spent", "received")),
}  # fmt: skip
_SAME = {"payment": "execution", "use": "execution"}


@finder("rate_unstated")
def find(report: Report) -> Iterator[Relation]:
    """Yield each of the two main rates that is not stated anywhere in the prose, at most once for a document."""
    passage = report.passage
    stated = {_SAME.get(statement.family, statement.family) for statement in statements(passage)}
    pairs = {(rated.ratio.numerator[0].base, rated.ratio.denominator[0].base)
             for rated in rates_of(report) if rated.ratio and rated.ratio.denominator}  # fmt: skip
    mains = _mains(passage)
    for family, definitions in _RATES.items():
        if family in stated:
            continue
        ratios = [
            _nearest(mains[part], mains[whole], name)
            for name, part, whole in definitions
            if part in mains and whole in mains and mains[part][0].figure.id != mains[whole][0].figure.id
        ]
        ratios = [ratio for ratio in ratios if ratio.is_possible and _belong(passage, ratio)]
        if ratios and (ratios[0].numerator[0].base, ratios[0].denominator[0].base) not in pairs:
            yield _relation(passage, ratios)
    if "returned" not in stated:
        yield from _returned(passage)


def _returned(passage: Passage) -> Iterator[Relation]:
    """Yield the share of the forms sent out that came back, once."""
    for sentence in passage.sentences:
        for first, second in pairwise(sentence.figures):
            if first.unit == second.unit == "份" and _SENT.search(first.head) and _BACK.match(second.head):
                ratio = Ratio((second,), (first,))
                if ratio.is_possible and ratio.value <= PERCENT:
                    yield _relation(passage, [ratio])
                    return


def _nearest(parts: list[Amount], wholes: list[Amount], name: str) -> Ratio:
    """Return the ratio of the two mentions that stand nearest to each other."""
    part, whole = min(product(parts, wholes), key=lambda pair: abs(pair[0].figure.line - pair[1].figure.line))
    return Ratio((part.figure,), (whole.figure,), name)


def _mains(passage: Passage) -> dict[str, list[Amount]]:
    """Return the mentions of the one amount of each role; a role with two values in its paragraph has none."""
    found: dict[str, list[Amount]] = {}
    twice: set[str] = set()
    for amount in amounts_of(passage).all[:_FIRST]:
        if amount.is_part or amount.is_former:
            continue
        for role in amount.roles:
            known = found.setdefault(role, [amount])
            if known[0].figure.base == amount.figure.base:
                known.append(amount)
            elif known[0].figure.line == amount.figure.line:
                twice.add(role)
    return {role: known[:_MENTIONS] for role, known in found.items() if role not in twice}


def _belong(passage: Passage, ratio: Ratio) -> bool:
    """Whether both amounts are of one size and stand in one paragraph or in neighbouring ones."""
    return _LEAST < ratio.value < _MOST and abs(ratio.numerator[0].line - ratio.denominator[0].line) <= 3


def _relation(passage: Passage, ratios: list[Ratio]) -> Relation:
    ratio = ratios[0]
    start, end = quote(passage, (ratio.numerator[0], ratio.denominator[0]))
    others = tuple(
        (other.definition, rounded(other.value, _SIX)) for other in ratios[1:] if other.value != ratio.value
    )
    return Relation("rate_unstated", "review", "low", ratio.operands, None, "", rounded(ratio.value, _SIX), "%",
                    ratio.formula, ratio.definition, "", (), start, end, others)  # fmt: skip
