"""Which rule packs use an indicator, as what, and for how many points."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.catalogue.entries import Entry
from jixiao.rulebook import packs

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
    return dated_points(rule, read.basis.regulation) if role == LISTED else None


def dated_points(rule: Entry, regulation: str) -> Decimal | None:
    """Return the points of the newest dated version of an indicator that rests on `regulation`."""
    found = [node for _, node in sorted(rule.node["in_force"].items()) if node["basis"]["regulation"] == regulation]
    return Decimal(str(found[-1]["points"])) if found and "points" in found[-1] else None
