"""The changes of a trial: facts with another weight or value of an indicator, or without a voucher."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.exceptions import ParameterError
from jixiao.intake.cells import CellRefusedError, day
from jixiao.intake.facts import Facts
from jixiao.intake.nearest import nearest
from jixiao.intake.tables import Row
from jixiao.quantities import YUAN_PER_UNIT, ZERO
from jixiao.scoring.kinds.numbers import number_of
from jixiao.scoring.sheet import SCORE
from jixiao.totals import SIGNS
from jixiao.whatif.cells import added, with_cell, with_rows

ANSWERS = ("是", "否", "yes", "no")
Words = Mapping[str, str]


@dataclass(frozen=True)
class Changes:
    """What a trial changes: weights and values by indicator, vouchers that are disallowed, the rule pack."""

    weights: Words = field(default_factory=dict)
    values: Words = field(default_factory=dict)
    vouchers: tuple[str, ...] = ()
    pack: str = ""

    def __bool__(self) -> bool:
        return bool(self.weights or self.values or self.vouchers or self.pack)


def changed_facts(facts: Facts, changes: Changes) -> Facts:
    """Return the facts with the changes; each changed cell keeps its place.

    Raises:
        ParameterError: An indicator or a voucher is unknown, or a value is not what its kind allows.
    """
    for code, words in changes.weights.items():
        facts = _weighted(facts, code, words)
    for code, words in changes.values.items():
        facts = _valued(facts, code, words)
    for voucher in dict.fromkeys(changes.vouchers):
        facts = _without_voucher(facts, voucher)
    return facts


def _weighted(facts: Facts, code: str, words: str) -> Facts:
    weight = _at_least_zero(f"--weight {code}", words)
    return with_cell(facts, "indicators", _indicator(facts, code), "weight", words.strip(), weight)


def _valued(facts: Facts, code: str, words: str) -> Facts:
    row = _indicator(facts, code)
    kind = str(row["kind"])
    if kind not in _SETTERS:
        raise ParameterError(f"whatif-value-of-{kind}", name=row["indicator_id"])
    return _SETTERS[kind](facts, row, words.strip())


def _number(facts: Facts, row: Row, words: str) -> Facts:
    _at_least_zero(f"--value {row['indicator_id']}", words)
    return with_cell(facts, "indicators", row, "actual", words, words)


def _answer(facts: Facts, row: Row, words: str) -> Facts:
    if words.lower() not in ANSWERS:
        raise ParameterError("whatif-not-an-answer", option=f"--value {row['indicator_id']}", found=words[:40])
    return with_cell(facts, "indicators", row, "actual", words, words)


def _date(facts: Facts, row: Row, words: str) -> Facts:
    try:
        done = day(words)
    except CellRefusedError as error:
        raise ParameterError("whatif-not-a-date", option=f"--value {row['indicator_id']}", found=words[:40]) from error
    return with_cell(facts, "indicators", row, "actual_date", words, done)


def _judged(facts: Facts, row: Row, words: str) -> Facts:
    """Give an indicator that a person judges other points; a judgement that nobody made yet is added."""
    points = _at_least_zero(f"--value {row['indicator_id']}", words)
    if row["weight"] is not None and points > row["weight"]:
        raise ParameterError("whatif-above-weight", option=f"--value {row['indicator_id']}", found=words[:40],
                             weight=f"{row['weight']:f}")  # fmt: skip
    own = (entry for entry in facts.tables.get("judgements", ())
           if entry["subject"] == row["indicator_id"] and entry["decision"] == SCORE)  # fmt: skip
    judgement = next(own, None)
    if judgement is None:
        return added(facts, "judgements", {"subject": row["indicator_id"], "decision": SCORE, "score": points})
    return with_cell(facts, "judgements", judgement, "score", words, points)


def _without_voucher(facts: Facts, voucher: str) -> Facts:
    """Take a voucher's lines out of the ledger and off the spending of their fund sources."""
    lines = _lines(facts, voucher)
    for source in dict.fromkeys(row["fund_source"] for row in lines):
        off = sum((SIGNS[row["direction"]] * row["amount"] for row in lines if row["fund_source"] == source), ZERO)
        facts = _spent_less(facts, voucher, source, off)
    gone = {row.number for row in lines}
    return with_rows(facts, "ledger", [row for row in facts.tables["ledger"] if row.number not in gone])


def _spent_less(facts: Facts, voucher: str, source: str, off: Decimal) -> Facts:
    row = next((row for row in facts.tables.get("funds", ()) if row["fund_source"] == source), None)
    if row is None or row["spent"] is None:
        raise ParameterError("whatif-no-spending", voucher=voucher, source=source)
    left = row["spent"] - off
    if left < 0:
        raise ParameterError("whatif-more-than-spent", voucher=voucher, source=source, amount=f"{off:f}",
                             spent=f"{row['spent']:f}")  # fmt: skip
    raw = left / YUAN_PER_UNIT[facts.tables["funds"].unit]
    return with_cell(facts, "funds", row, "spent", f"{raw:f}", left)


def _lines(facts: Facts, voucher: str) -> list[Row]:
    ledger = facts.tables.get("ledger", ())
    found = [row for row in ledger if row["voucher_no"] == voucher.strip()]
    if not found:
        known = dict.fromkeys(str(row["voucher_no"]) for row in ledger)
        raise ParameterError("whatif-no-such-voucher", voucher=voucher[:80], nearest=nearest(voucher, known),
                             number=len(known))  # fmt: skip
    return found


def _indicator(facts: Facts, code: str) -> Row:
    rows: Iterable[Row] = facts.tables.get("indicators", ())
    known = {str(row["indicator_id"]): row for row in rows}
    name = code.strip()
    meant = [name] if name in known else [id for id in known if id.casefold() == name.casefold()]
    if not meant:
        raise ParameterError("whatif-no-such-indicator", name=code[:80], nearest=nearest(code, known),
                             known=", ".join(known) or "—")  # fmt: skip
    if len(meant) > 1:
        raise ParameterError("whatif-ambiguous-indicator", name=code[:80], known=", ".join(meant))
    return known[meant[0]]


def _at_least_zero(option: str, words: str) -> Decimal:
    value = number_of(words)
    if value is None or value < 0:
        raise ParameterError("whatif-not-a-number", option=option, found=words[:40])
    return value


_SETTERS: dict[str, Callable[[Facts, Row, str], Facts]] = {
    "quantity": _number, "cost": _number, "range": _number, "deduction": _number, "direct": _answer, "date": _date,
    "qualitative": _judged,
}  # fmt: skip
