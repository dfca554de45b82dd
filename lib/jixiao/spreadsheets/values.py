"""Numbers and texts of a file as the texts of cells."""

import re
from decimal import Decimal
from math import isinf

_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DIGITS = 15
# What a number can begin with.
_BEGINS = frozenset("-0123456789")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def number_text(raw: str) -> str | None:
    """Return a number in plain digits, at most 15 of them significant; None if it is none.

    Example:
        >>> number_text("0.93089999999999995"), number_text("1.2E4"), number_text("12.0"), number_text("1,2")
        ('0.9309', '12000', '12', None)
    """
    if len(raw) <= _DIGITS and _PLAIN.fullmatch(raw):
        return raw if raw != "-0" else "0"
    raw = raw.strip()
    if not _NUMBER.fullmatch(raw) or isinf(float(raw)):
        return None
    # Binary fractions carry noise in the sixteenth digit.
    words = f"{float(raw):.{_DIGITS}g}"
    if "e" in words:
        words = f"{Decimal(words):f}"
    words = words.rstrip("0").rstrip(".") if "." in words else words
    return words if words != "-0" else "0"


def is_number_as_text(words: str) -> bool:
    """Return whether a text looks like a number, though its cell does not hold one."""
    return bool(words) and words[0] in _BEGINS and number_text(words) is not None


def has_lost_digits(number: str) -> bool:
    """Return whether a whole number is so long that a spreadsheet keeps zeros instead of its last digits.

    Example:
        >>> has_lost_digits("1234567890123456"), has_lost_digits("1234567890.12345")
        (True, False)
    """
    return len(number.removeprefix("-")) > _DIGITS and "." not in number


def percentage(words: str) -> str:
    """Return a number as the percentage that a spreadsheet shows for it; other texts stay.

    Example:
        >>> percentage("0.905"), percentage("1"), percentage("90%")
        ('90.5%', '100%', '90%')
    """
    return f"{(Decimal(words) * 100).normalize():f}%" if _DECIMAL.fullmatch(words) else words


def unescaped(words: str) -> str:
    """Return a text of a workbook with its escaped characters: ``_x000D_`` is a carriage return.

    Characters that no text may hold stay escaped.

    Example:
        >>> unescaped("a_x005F_b_x0000_")
        'a_b_x0000_'
    """
    return _ESCAPED.sub(_character, words) if "_x" in words else words


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    is_allowed = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
    return chr(code) if is_allowed else match[0]
