"""Sums, differences, products and quotients of cells of the same sheet, as formulas write them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Context, Decimal, DivisionByZero, InvalidOperation

from jixiao.spreadsheets.excel.references import area_of
from jixiao.spreadsheets.model import Area, cell_name

_CELL = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
_TOKEN = re.compile(rf"\s*(SUM\(|{_CELL}(?::{_CELL})?|[0-9]+(?:\.[0-9]+)?|[-+*/(),])\s*")
_REFERENCE = re.compile(r"(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})")
_CHARACTERS = 500
# Parentheses and signs nest the calculation.
_NESTED = 50
EXACT = Context(prec=60)
# Half a unit of the fifteenth digit, which is what a spreadsheet keeps of a number.
KEPT = Decimal("5E-15")
# What each step of calculation in binary numbers can lose.
STEP = Decimal("2E-16")


class NotSimpleError(ValueError):
    """A formula, or a cell it needs, is not of the kind that is calculated here."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, and how far a spreadsheet's own result may be from it."""

    value: Decimal
    error: Decimal


def exact(value: Decimal) -> Amount:
    """Return a number that a cell holds."""
    return Amount(value, abs(value) * KEPT)


def agrees(kept: Decimal, found: Amount) -> bool:
    """Return whether a kept result can be what the calculation gives."""
    return abs(kept - found.value) <= found.error + abs(kept) * KEPT


Lookup = Callable[[Area], Amount]


@dataclass(frozen=True)
class Formula:
    """A formula that can be calculated.

    Attributes:
        tokens: Its pieces.
        areas: The cells and ranges it needs; a range only within a sum.
    """

    tokens: tuple[str, ...]
    areas: tuple[Area, ...]

    def result(self, point: Lookup, total: Lookup) -> Amount:
        """Return its result.

        Args:
            point: Gives the number in a cell.
            total: Gives the sum of a range.

        Raises:
            NotSimpleError: A cell holds no number, or a divisor is zero.
        """
        return _Calculation(self.tokens, point, total).result()


def parsed(text: str) -> Formula:
    """Return a formula taken apart.

    Raises:
        NotSimpleError: It does more than add, subtract, multiply and divide.
    """
    tokens, place = [], 0
    if len(text) > _CHARACTERS or sum(map(text.count, "(+-")) > _NESTED:
        raise NotSimpleError
    while place < len(text):
        found = _TOKEN.match(text, place)
        if not found:
            raise NotSimpleError
        tokens.append(found[1])
        place = found.end()
    areas = [area_of(token.replace("$", "")) for token in tokens if _REFERENCE.match(token)]
    if not areas or any(area is None for area in areas):
        raise NotSimpleError
    return Formula(tuple(tokens), tuple(area for area in areas if area))


def moved(text: str, down: int, right: int) -> str:
    """Return a formula as it reads so many rows and columns further.

    Example:
        >>> moved("A1+$B$2", 3, 1)
        'B4+$B$2'

    Raises:
        NotSimpleError: A reference would leave the sheet.
    """

    def shift(match: re.Match[str]) -> str:
        area = area_of(match[2] + match[4])
        if area is None:
            raise NotSimpleError
        row, column = area.top + (0 if match[3] else down), area.left + (0 if match[1] else right)
        if row < 1 or column < 1:
            raise NotSimpleError
        name = cell_name(row, column)
        letters = name.rstrip("0123456789")
        return f"{match[1]}{letters}{match[3]}{name[len(letters) :]}"

    return _REFERENCE.sub(shift, text)


class _Calculation:
    """Goes through the pieces of a formula from left to right."""

    def __init__(self, tokens: tuple[str, ...], point: Lookup, total: Lookup) -> None:
        self._tokens = [*tokens, ""]
        self._point, self._total = point, total
        self._place = 0

    def result(self) -> Amount:
        """Return the result of the whole formula."""
        amount = self._sum()
        if self._next():
            raise NotSimpleError
        return amount

    def _next(self, *wanted: str) -> str:
        token = self._tokens[self._place]
        if wanted and token not in wanted:
            return ""
        self._place += token != ""
        return token

    def _sum(self) -> Amount:
        amount = self._product()
        while sign := self._next("+", "-"):
            amount = _added(amount, self._product(), sign)
        return amount

    def _product(self) -> Amount:
        amount = self._single()
        while sign := self._next("*", "/"):
            amount = _multiplied(amount, self._single(), sign)
        return amount

    def _single(self) -> Amount:
        token = self._next()
        if token in ("+", "-"):
            amount = self._single()
            return Amount(-amount.value, amount.error) if token == "-" else amount
        if token == "(":
            amount = self._sum()
        elif token == "SUM(":
            amount = self._arguments()
        elif token[:1].isdigit():
            return exact(Decimal(token))
        else:
            return self._cell(token)
        if not self._next(")"):
            raise NotSimpleError
        return amount

    def _arguments(self) -> Amount:
        amount = self._argument()
        while self._next(","):
            amount = _added(amount, self._argument(), "+")
        return amount

    def _argument(self) -> Amount:
        token = self._tokens[self._place]
        behind = self._tokens[self._place + 1] if token else ""
        area = area_of(token.replace("$", "")) if behind in (",", ")") else None
        if area is None:
            return self._sum()
        self._place += 1
        return self._total(area)

    def _cell(self, token: str) -> Amount:
        area = area_of(token.replace("$", ""))
        if area is None or ":" in token:
            raise NotSimpleError
        return self._point(area)


def _added(left: Amount, right: Amount, sign: str) -> Amount:
    value = EXACT.add(left.value, right.value if sign == "+" else -right.value)
    return Amount(value, left.error + right.error + abs(value) * STEP)


def _multiplied(left: Amount, right: Amount, sign: str) -> Amount:
    try:
        value = (EXACT.multiply if sign == "*" else EXACT.divide)(left.value, right.value)
    except (DivisionByZero, InvalidOperation) as error:
        raise NotSimpleError from error
    if not left.value or not right.value:
        return Amount(value, (abs(left.value) + 1) * right.error + (abs(right.value) + 1) * left.error)
    share = left.error / abs(left.value) + right.error / abs(right.value) + STEP
    return Amount(value, abs(value) * share)
