"""Characters that no input may contain, and how a value is shown in a message."""

import re

from jixiao.intake import limits

# Control characters except tab and line ends, line separators, marks that reorder text,
# a byte-order mark inside the text, lone surrogates and non-characters.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_INVISIBLE = re.compile(f"{FORBIDDEN.pattern[:-1]}\t\n\r\u200b-\u200f\u061c\u00ad]")


def code_point(character: str) -> str:
    """Return the name of a character that cannot be seen.

    Example:
        >>> code_point(chr(0x202E))
        'U+202E'
    """
    return f"U+{ord(character):04X}"


def visible(value: object, width: int = limits.FOUND_CHARACTERS) -> str:
    """Return a value as one short line without invisible characters, fit for a message.

    Example:
        >>> visible("a" + chr(10) + "b")
        'a<U+000A>b'
    """
    words = str(value)
    cut = words if len(words) <= width else f"{words[:width]}…"
    return _INVISIBLE.sub(lambda match: f"<{code_point(match[0])}>", cut)
