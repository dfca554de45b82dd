"""What a number format does to a number that a reader of the value alone would not see."""

import re
from dataclasses import dataclass
from functools import lru_cache

from jixiao.documents.sheets.days import is_day_format

_SECTIONS = re.compile(r'(?:"[^"]*"|\\.|[^;])+')
_LITERAL = re.compile(r'"[^"]*"|\\.|!.|_.|\*.|\[[^\]]*\]')
_QUOTED = re.compile(r'"([^"]*)"')
_PATTERN = re.compile(r"[0#?][0#?,]*(?:\.[0#?]*)?,*")
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_FORM_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class Appearance:
    """How a number format shows numbers that are not negative.

    Attributes:
        form: The format.
        kind: ``day``, ``time``, ``elapsed``, ``padded`` or ``number``.
        places: Decimal places of the value that are shown; None for all.
        width: Least digits of a padded number.
        is_scaled: It shows thousands or millions.
        is_percent: It shows hundredths.
        has_words: It writes words beside the digits, such as a unit.
    """

    form: str
    kind: str
    places: int | None = None
    width: int = 0
    is_scaled: bool = False
    is_percent: bool = False
    has_words: bool = False


@lru_cache(maxsize=1024)
def appearance(form: str) -> Appearance | None:
    """Return what a number format does; None if it shows a number as it is.

    Example:
        >>> appearance("0000").width, appearance("0.0%").places, appearance('yyyy"年"m"月"').kind
        (4, 3, 'day')
    """
    sections = _SECTIONS.findall(form[:_FORM_CHARACTERS])
    if not sections or form.lower() in ("general", "@"):
        return None
    first = sections[0]
    if is_day_format(first):
        return Appearance(form, _kind_of_day(first))
    bare = _LITERAL.sub("", first)
    patterns = _PATTERN.findall(bare)
    if len(patterns) != 1 or set("Ee/@Gg") & set(bare) or any(sign in form for sign in ("[<", "[>", "[=")):
        return None
    return _of_number(form, first, bare, patterns[0])


def _kind_of_day(section: str) -> str:
    if _ELAPSED.search(section):
        return "elapsed"
    signs = set(_LITERAL.sub("", section).lower())
    return "time" if signs & set("hs") and not signs & set("yde") else "day"


def _of_number(form: str, section: str, bare: str, pattern: str) -> Appearance:
    whole, _, fraction = pattern.rstrip(",").partition(".")
    is_percent, is_scaled = "%" in bare, pattern.endswith(",")
    width = len(whole) if set(whole) == {"0"} and "." not in pattern else 0
    is_padded = width > 1 and bare == section == pattern
    has_words = any(char.isalpha() for words in _QUOTED.findall(section) for char in words)
    places = None if is_scaled else len(fraction) + 2 * is_percent
    return Appearance(form, "padded" if is_padded else "number", places, width, is_scaled, is_percent, has_words)
