"""Which rule packs use an indicator, as what, and for how many points."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from jixiao.catalogue.entries import Entry
from jixiao.rulebook import NEWEST, packs
from jixiao.rulebook.rules import Rule, Rules, load_rules

LISTED, EXECUTION, CAP = "listed", "execution", "cap"
"""In the pack's own list; as its execution rate; as a rate by which it limits the total."""


def scorers(pack: Entry, code: str) -> Iterator[str]:
    """Yield as what a pack uses the indicator `code`."""
    read = packs.load_pack(pack.code)
    if read.scores == "catalogue" and code in read.indicators:
        yield LISTED
    if read.execution and read.execution.rate == code:
        yield EXECUTION
    if any(cap.rate == code for cap in read.caps):
        yield CAP


def points_of(pack: Entry, rule: Entry, role: str) -> Decimal | None:
    """Return the points that a pack gives an indicator it uses as `role`; None where it gives none."""
    read = packs.load_pack(pack.code)
    if role == EXECUTION and read.execution:
        return read.execution.points
    return points_under(rule, read.basis.regulation) if role == LISTED else None


def points_under(rule: Entry, regulation: str, as_of: str = NEWEST) -> Decimal | None:
    """Return the points that a regulation gives an indicator on the day `as_of` (ISO); None if it has it not."""
    read = rule_under(rule, regulation, as_of)
    return read.points if read.basis.regulation == regulation else None


def rule_under(rule: Entry, regulation: str, as_of: str = NEWEST) -> Rule:
    """Return an indicator as a regulation words it on the day `as_of` (ISO), as the engine takes it."""
    return _rules(as_of).indicator(rule.code).under(regulation)


@cache
def _rules(as_of: str) -> Rules:
    return load_rules(as_of)
