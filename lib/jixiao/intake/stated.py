"""A row of stated.csv: its role is known, its unit fits the role, a claim is affirmed or denied; proposals may wait."""

from collections.abc import Callable, Mapping
from typing import Any

from jixiao.intake.cells import CellRefusedError
from jixiao.quantities import YUAN_PER_UNIT
from jixiao.rulebook.rules import roles

RATE, CLAIM = "%", "claim"
PROPOSED, CONFIRMED, REJECTED = STATUSES = ("proposed", "confirmed", "rejected")
"""What a row says of itself: put forward by the program, confirmed by a person (also where it says nothing), or not."""
_SHORT = {"万": "万元", "亿": "亿元"}
_NOT_COUNTED = {*YUAN_PER_UNIT, RATE, "％", "百分点", CLAIM}
_MARKS = (0, 1)

Fit = Callable[[dict[str, Any]], None]


def fit_stated(row: dict[str, Any]) -> None:
    """Bring the unit of a stated figure into its one spelling, or refuse the row; other empty cells are left alone.

    Args:
        row: Column to value, changed in place.

    Raises:
        CellRefusedError: The role is missing from a figure that counts, the unit does not fit the role, or a claim
            has another value than 0 or 1.
    """
    role, unit = row.get("role"), row.get("unit")
    if role is None and "role" in row and row.get("status") in (None, CONFIRMED):
        raise CellRefusedError("empty-cell", column="role", found="")
    if role is None or unit is None:
        return
    node = roles()[role]
    # A part or a whole may be money as well as a count.
    kind = "money" if node.get("or") == "money" and _SHORT.get(unit, unit) in YUAN_PER_UNIT else node["kind"]
    row["unit"] = _UNITS[kind](unit)
    if kind == "claim" and row.get("value") not in (None, *_MARKS):
        raise CellRefusedError("not-a-claim-value", column="value", found=format(row["value"], "f"), role=role)


def _money(unit: str) -> str:
    unit = _SHORT.get(unit, unit)
    if unit not in YUAN_PER_UNIT:
        raise _refused("unit-not-money", unit, known=", ".join(YUAN_PER_UNIT))
    return unit


def _rate(unit: str) -> str:
    if unit not in (RATE, "％"):
        raise _refused("unit-not-rate", unit)
    return RATE


def _claim(unit: str) -> str:
    if unit != CLAIM:
        raise _refused("unit-not-claim", unit)
    return CLAIM


def _count(unit: str) -> str:
    if unit in _NOT_COUNTED:
        raise _refused("unit-not-count", unit)
    return unit


def _refused(code: str, unit: str, **fields: str) -> CellRefusedError:
    return CellRefusedError(code, column="unit", found=unit, **fields)


_UNITS: Mapping[str, Callable[[str], str]] = {"money": _money, "rate": _rate, "claim": _claim, "count": _count}

FITS: Mapping[str, Fit] = {"stated": fit_stated}
"""Tables whose cells must fit each other, with the function that sees to it."""
