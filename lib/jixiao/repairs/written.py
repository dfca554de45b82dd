"""Amounts and days in Chinese numerals (大写): read, and accepted only if written back they are the same."""

import re
from decimal import Decimal
from functools import cache

from jixiao.quantities import PERCENT
from jixiao.reading.lexicon import pattern, words

_STEPS = (10**8, 10**4, 1000, 100, 10)
_LONGEST = 60


def written_amount(text: str) -> Decimal | None:
    """Return an amount in words in 元, None if the text is none or can be read in two ways.

    Example:
        >>> written_amount("贰佰零贰万壹仟伍佰元整"), written_amount("叁拾元伍角"), written_amount("佰万元")
        (Decimal('2021500'), Decimal('30.5'), None)
    """
    found = _form().fullmatch("".join(text.split()).translate(_plain())) if len(text) <= _LONGEST else None
    if not found or not any(found.groups()):
        return None
    yuan, tenths, hundredths = (written_number(part) if part else 0 for part in found.groups())
    return None if yuan is None else Decimal(yuan * 100 + (tenths or 0) * 10 + (hundredths or 0)) / PERCENT


def written_number(text: str) -> int | None:
    """Return a whole number in words, None if it is not written as numbers are.

    Example:
        >>> written_number("二十五"), written_number("一二三"), written_number("一万五")
        (25, None, None)
    """
    plain = text.translate(_plain())
    nought = words("repairs")["numerals"][0][0]
    bare = plain.replace(nought, "")
    if plain == nought:
        return 0
    number = _value(bare)
    if not bare or pattern("repairs", "two_meanings").search(plain) or _tens(bare) != _tens(_bare(number)):
        return None
    return number


@cache
def _plain() -> dict[int, str]:
    """Return the plain numeral for every way to write it."""
    numerals = words("repairs")["numerals"]
    return {ord(sign): ways[0] for ways in (*numerals, words("repairs")["yuan"]) for sign in ways}


@cache
def _form() -> re.Pattern[str]:
    numerals = [ways[0] for ways in words("repairs")["numerals"]]
    digits, every = "".join(numerals[:10]), "".join(numerals)
    yuan, (tenth, hundredth) = words("repairs")["yuan"][0], words("repairs")["parts"]
    closing = "".join(words("repairs")["closing"])
    return re.compile(
        f"(?:([{every}]+){yuan})?{digits[0]}?(?:([{digits}]){tenth})?{digits[0]}?(?:([{digits}]){hundredth})?[{closing}]?"
    )


@cache
def _signs() -> tuple[list[str], dict[int, str]]:
    numerals = [ways[0] for ways in words("repairs")["numerals"]]
    return numerals[:10], dict(zip(_STEPS, reversed(numerals[10:]), strict=True))


def _value(bare: str) -> int:
    digits, steps = _signs()
    for size, sign in steps.items():
        if sign in bare:
            high, _, low = bare.rpartition(sign)
            return (_value(high) if high else 1) * size + (_value(low) if low else 0)
    return digits.index(bare[-1]) if bare else 0


def _bare(number: int) -> str:
    """Return a number in words without noughts."""
    digits, steps = _signs()
    for size, sign in steps.items():
        if number >= size:
            high, low = divmod(number, size)
            return _bare(high) + sign + _bare(low)
    return digits[number] if number else ""


def _tens(bare: str) -> str:
    return pattern("repairs", "leading_one").sub("", bare)
