"""What surrounds the content of a cell whatever its type: blanks, invisible characters, marks of spreadsheets."""

import re
from functools import cache

from jixiao.intake.cells import CellRefusedError
from jixiao.reading.lexicon import words
from jixiao.repairs.draft import Draft

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20, 0xFFE5: 0xA5}
_UNSEEN = re.compile("[\u200b-\u200f\u061c\u00ad\u2060\ufeff]")
# What a spreadsheet shows in a cell whose formula failed, or that is too narrow.
_FAILED = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|#+)")
# Programs write ="0012" so that a spreadsheet keeps the zeros.
_AS_TEXT = re.compile(r"=\"([^\"=+@\r\n]*)\"")


def refuse_failed(text: str) -> None:
    """Refuse what a spreadsheet shows instead of a value.

    Raises:
        CellRefusedError: The text is an error value such as ``#REF!``.
    """
    if text.startswith("#") and _FAILED.fullmatch(text.strip()):
        raise CellRefusedError("spreadsheet-error")


def bare(draft: Draft) -> None:
    """Take away the blanks around the text, and the mark that makes a spreadsheet take it for text."""
    draft.put("outer-blanks", draft.text.strip())
    draft.put("text-mark", _AS_TEXT.sub(r"\1", draft.text) if draft.text.startswith("=") else draft.text)


def visible(draft: Draft) -> None:
    """Take away what cannot be seen and the apostrophe before a value; bring full-width characters to half width."""
    draft.put("invisible-characters", _UNSEEN.sub("", draft.text))
    draft.put("text-mark", draft.text.removeprefix("'"))
    if not draft.text.isascii():
        draft.put("full-width", draft.text.translate(_WIDE).strip())


def half_width(text: str) -> str:
    """Return text with full-width letters, digits and signs in half width.

    Example:
        >>> half_width("Ｄ０１－２")
        'D01-2'
    """
    return text.translate(_WIDE)


def emptied(draft: Draft) -> None:
    """Empty a text that consists of a dash or of another sign for nothing."""
    if draft.text in _nothing():
        draft.put("dash-is-empty", "")


@cache
def _nothing() -> frozenset[str]:
    return frozenset(words("repairs")["empty"])
