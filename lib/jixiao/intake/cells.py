"""From the text of one cell to its typed value."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from jixiao.intake import limits
from jixiao.intake.characters import FORBIDDEN, code_point
from jixiao.intake.nearest import nearest, nearest_by
from jixiao.intake.schema import Column
from jixiao.quantities import to_yuan
from jixiao.rulebook.rules import roles

Convert = Callable[[str], Any]

_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，－＋−", "0123456789.,-+-")
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_WHOLE = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)")
_PARENTHESES = re.compile(r"[(（].*[)）]")
_DATES = (
    re.compile(r"((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})"),
    re.compile(r"((?:19|20)[0-9]{2})/([0-9]{1,2})/([0-9]{1,2})"),
    re.compile(r"((?:19|20)[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日"),
)
_DIGITS = re.compile(r"[0-9]")
_CODE = re.compile(r"[A-Za-z0-9\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff._-]*")


class CellRefusedError(ValueError):
    """The text of a cell is not of its column's type; `code` and `fields` belong to the sentence."""

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code)
        self.code, self.fields = code, fields


def converter(column: Column, unit: str) -> Convert:
    """Return the function that turns the text of a cell of `column` into its value, None if it is empty.

    Args:
        column: The column's definition.
        unit: The unit in which amounts are written: 元, 万元 or 亿元. The value is in 元.
    """
    converters: dict[str, Convert] = {
        "text": str,
        "code": code,
        "amount": partial(amount, unit=unit),
        "number": number,
        "integer": integer,
        "date": day,
        "choice": partial(choice, choices=column.choices),
        "role": role,
    }
    return partial(_cell, converters[column.type], column.required and not column.open)


def clean(raw: str) -> str:
    """Return text in normal form C without the blanks around it.

    Raises:
        CellRefusedError: It is too long, or holds a character that cannot be seen and may mislead.
    """
    if len(raw) > limits.CELL_CHARACTERS:
        raise CellRefusedError("cell-too-long", found=len(raw), limit=limits.CELL_CHARACTERS)
    found = FORBIDDEN.search(raw)
    if found:
        raise CellRefusedError("forbidden-character-in-cell", character=code_point(found[0]))
    return (raw if raw.isascii() else unicodedata.normalize("NFC", raw)).strip()


def _cell(convert: Convert, required: bool, raw: str) -> Any:
    words = clean(raw)
    if words:
        return convert(words)
    if required:
        raise CellRefusedError("empty-cell")
    return None


def amount(words: str, unit: str) -> Decimal:
    """Return an amount written in `unit` in 元, exact to the 分.

    Example:
        >>> amount("1,178.09", "万元"), amount("－１２．５", "元")
        (Decimal('11780900.00'), Decimal('-12.5'))
    """
    plain = words.translate(_HALF_WIDTH)
    if _PARENTHESES.fullmatch(plain):
        raise CellRefusedError("amount-in-parentheses", unit=unit)
    if not _NUMBER.fullmatch(plain):
        raise CellRefusedError("not-an-amount", unit=unit)
    yuan = to_yuan(_decimal(plain), unit)
    if abs(yuan) > limits.AMOUNT_YUAN:
        raise CellRefusedError("amount-too-large", limit=f"{limits.AMOUNT_YUAN:,}", unit=unit)
    fen = yuan.scaleb(2)
    if fen != fen.to_integral_value():
        raise CellRefusedError("amount-below-fen", unit=unit)
    return yuan


def number(words: str) -> Decimal:
    """Return a plain number.

    Example:
        >>> number("4,000.5")
        Decimal('4000.5')
    """
    plain = words.translate(_HALF_WIDTH)
    if not _NUMBER.fullmatch(plain):
        raise CellRefusedError("not-a-number")
    return _decimal(plain)


def integer(words: str) -> int:
    """Return a whole number."""
    plain = words.translate(_HALF_WIDTH)
    if not _WHOLE.fullmatch(plain):
        raise CellRefusedError("not-a-whole-number")
    return int(_decimal(plain))


def _decimal(plain: str) -> Decimal:
    # More digits would be rounded by the arithmetic that follows.
    if len(plain) > limits.NUMBER_DIGITS and len(_DIGITS.findall(plain)) > limits.NUMBER_DIGITS:
        raise CellRefusedError("too-many-digits", limit=limits.NUMBER_DIGITS)
    return Decimal(plain.replace(",", ""))


def day(words: str) -> date:
    """Return a calendar day.

    Example:
        >>> day("2020年2月5日").isoformat()
        '2020-02-05'
    """
    plain = words.translate(_HALF_WIDTH)
    for pattern in _DATES:
        match = pattern.fullmatch(plain)
        if match:
            try:
                return date(*map(int, match.groups()))
            except ValueError as error:
                raise CellRefusedError("no-such-day") from error
    raise CellRefusedError("not-a-date")


def code(words: str) -> str:
    """Return a code: letters, digits, Chinese characters, ``-``, ``_`` and ``.``."""
    if not _CODE.fullmatch(words):
        raise CellRefusedError("not-a-code")
    return words


def choice(words: str, choices: tuple[str, ...]) -> str:
    """Return one of the words of a closed list."""
    if words not in choices:
        raise CellRefusedError("not-a-choice", nearest=nearest(words, choices), known=", ".join(choices))
    return words


def role(words: str) -> str:
    """Return the role of a stated figure; for another word the role nearest by name or by label is told."""
    if words not in roles():
        named = {name: (name, node["label"], node["label_en"]) for name, node in roles().items()}
        near = nearest_by(words, named)
        meaning = near and f"{roles()[near]['label']} / {roles()[near]['label_en']}"
        raise CellRefusedError("not-a-role", nearest=near, meaning=meaning, known=", ".join(roles()))
    return words
