"""A number as a spreadsheet shows it in its number format."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from jixiao.documents.sheets.days import is_day_format, shown_day

GENERAL = "General"
# Formats that a file names by number only.
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy/m/d",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: 'h"时"mm"分"', 35: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"', 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0",
    43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss", 49: "@", 50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: 'h"时"mm"分"',
    56: 'h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_BRACKETS = re.compile(r"\[(?:\$([^\]-]*)[^\]]*|[^\]]*)\]")
_PIECES = re.compile(r'"[^"]*"|\\.|!.|_.|\*.|[0#?][0#?,]*(?:\.[0#?]*)?,*|%|.', re.DOTALL)
_SIGNIFICANT = Context(prec=15)
_DIGITS = 30
_FORM_CHARACTERS = 300


def shown(raw: str, form: str, from_1904: bool = False) -> str:
    """Return the number `raw` of a file as the format `form` shows it.

    A format with fractions, exponents or scattered digits is shown as `General`: the number itself.

    Example:
        >>> shown("1", "0.00%"), shown("1234.5", "#,##0.00"), shown("12.0", "General"), shown("0.1+", "0")
        ('100.00%', '1,234.50', '12', '0.1+')
    """
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return raw
    if not number.is_finite() or abs(number.adjusted()) > _DIGITS:
        return raw
    section, number = _section(form, number)
    if is_day_format(section):
        return shown_day(number, section, from_1904) or _general(number)
    return _formatted(number, section)


def _section(form: str, number: Decimal) -> tuple[str, Decimal]:
    """Return the part of the format for numbers of this sign; that for negative ones prints its own sign."""
    sections = re.findall(r'(?:"[^"]*"|\\.|[^;])+', form[:_FORM_CHARACTERS])
    if "[<" in form or "[>" in form or "[=" in form or not sections:
        return GENERAL, number
    if number < 0 and len(sections) > 1:
        return sections[1], -number
    return (sections[2] if number == 0 and len(sections) > 2 else sections[0]), number


def _formatted(number: Decimal, section: str) -> str:
    pieces = _PIECES.findall(_BRACKETS.sub(lambda match: f'"{match[1]}"' if match[1] else "", section))
    patterns = [piece for piece in pieces if piece[0] in "0#?"]
    if not patterns and not section.strip('"').strip("@"):
        return _general(number)
    if len(patterns) != 1 or {"E", "e", "/", "@", "G"} & set(pieces):
        return _general(number) if patterns or "G" in pieces or "@" in pieces else _literal(pieces)
    scaled = number.scaleb(2 * pieces.count("%")).scaleb(-3 * _thousands(patterns[0]))
    digits = _digits(abs(scaled), patterns[0])
    words = "".join(digits if piece is patterns[0] else _word(piece) for piece in pieces)
    return f"-{words}" if number < 0 and any(sign in "123456789" for sign in digits) else words


def _thousands(pattern: str) -> int:
    return len(pattern) - len(pattern.rstrip(","))


def _digits(number: Decimal, pattern: str) -> str:
    whole, _, fraction = pattern.rstrip(",").partition(".")
    least = fraction.count("0")
    rounded = number.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP, Context(prec=2 * _DIGITS))
    words = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    integer, _, places = words.partition(".")
    places = places[:least] + places[least:].rstrip("0")
    integer = integer.zfill(whole.count("0")) if integer != "0" or "0" in whole else ""
    # A point stands where the format has one, even if no digit follows.
    return integer + (f".{places}" if "." in pattern else "")


def _literal(pieces: list[str]) -> str:
    return "".join(map(_word, pieces))


def _word(piece: str) -> str:
    if piece[0] == '"':
        return piece.strip('"')
    if piece[0] in "\\!" and len(piece) > 1:
        return piece[1]
    return "" if piece[0] in "_*" else piece


def _general(number: Decimal) -> str:
    # Binary fractions carry noise in the sixteenth digit: 0.93089999999999995.
    plain = f"{_SIGNIFICANT.plus(number):f}"
    return "0" if number == 0 else plain.rstrip("0").rstrip(".") if "." in plain else plain
