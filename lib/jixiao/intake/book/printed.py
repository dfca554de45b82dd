"""The decimals of a stated figure: a spreadsheet keeps 97.2 of what the document prints as 97.20."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from jixiao.intake.stated import FITS, Fit

_DECIMAL = re.compile(r"[0-9][0-9,]*\.[0-9]+")


def fit_of(table: str) -> Fit | None:
    """Return the function that makes the values of a row of a sheet fit each other; None if none is needed."""
    return _STEPS.get(table, FITS.get(table))


def as_printed(value: Decimal, raw: str) -> Decimal:
    """Return a number with the decimals that it has in the words it was taken from.

    Example:
        >>> as_printed(Decimal("97.2"), "执行率97.20%"), as_printed(Decimal("97.2"), "约97%")
        (Decimal('97.20'), Decimal('97.2'))
    """
    for found in _DECIMAL.findall(raw):
        printed = Decimal(found.replace(",", ""))
        if printed == abs(value):
            return printed.copy_sign(value)
    return value


def _stated(row: dict[str, Any]) -> None:
    FITS["stated"](row)
    if row.get("value") is not None and row.get("raw"):
        row["value"] = as_printed(row["value"], row["raw"])


_STEPS: dict[str, Callable[[dict[str, Any]], None]] = {"stated": _stated}
