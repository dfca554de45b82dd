"""Text made safe to show: invisible characters dropped, mapped or made visible."""

import re
import unicodedata
from typing import Any

_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]")
_KANGXI = re.compile("[\u2f00-\u2fd5]")
# Marks that turn the reading direction can show a number backwards; lone surrogates cannot be written
# as UTF-8, and noncharacters are forbidden in PDF/A.
_DECEPTIVE = re.compile(
    "[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_VERBATIM = frozenset({"svg", "png"})


def clean_text(raw: str) -> str:
    r"""Return `raw` with nothing in it that a reader could not see or that reads otherwise than it looks.

    Terminal colours and control characters are dropped, Kangxi radicals become the hanzi they look like,
    and characters that turn the reading direction are spelt out.

    Example:
        >>> clean_text("\u2f08\u5458\x07 12\u202e34")
        '人员 12〔U+202E〕34'
    """
    if raw.isascii() and raw.isprintable():
        return raw
    lines = _ANSI.sub("", raw).replace("\r\n", "\n").replace("\r", "\n")
    hanzi = _KANGXI.sub(lambda match: unicodedata.normalize("NFKC", match[0]), _INVISIBLE.sub("", lines))
    return _DECEPTIVE.sub(lambda match: f"〔U+{ord(match[0]):04X}〕", hanzi)


def cleaned(value: Any) -> Any:
    """Return a copy of plain data, every string but the pictures cleaned by `clean_text`."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {key: part if key in _VERBATIM else cleaned(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(part) for part in value]
    return value
