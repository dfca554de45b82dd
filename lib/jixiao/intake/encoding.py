"""Deciding between UTF-8 and GB18030, and refusing what is neither."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from jixiao.exceptions import UnreadableInputError
from jixiao.intake.files import line_of

UTF8 = "utf-8-sig"
GB18030 = "gb18030"
_WIDE = "[\u2e80-\uffef]"
_PRIVATE_USE = "[\ue000-\uf8ff]"
# So many bytes on either side of the first that is not UTF-8 tell which of both a file is.
_AROUND = 1_000_000
_PACKED = {b"PK\x03\x04": "xlsx/docx/zip", b"\xd0\xcf\x11\xe0": "xls/doc", b"%PDF": "pdf"}


def decode(data: bytes, file: str) -> tuple[str, str]:
    """Return the text of `data` and the encoding it was found in.

    UTF-8 (with or without a mark at the start) is tried first. GB18030 is accepted only if the text gives
    the same bytes back and holds no private-use character, because it can read almost any bytes as something.

    Raises:
        UnreadableInputError: Neither fits, or the file is UTF-16, packed or holds NUL bytes.
    """
    _refuse_other_kinds(data, file)
    try:
        return data.decode(UTF8), UTF8
    except UnicodeDecodeError as error:
        # The BOM is not counted in positions of this codec, and holds no line end.
        if _is_damaged_utf8(data, error.start):
            line = line_of(data, error.start)
            raise UnreadableInputError("damaged-utf8", file=file, line=line) from error
    text = _gb18030(data)
    if text is None:
        raise UnreadableInputError("unknown-encoding", file=file)
    return text, GB18030


def is_gb18030(data: bytes) -> bool:
    """Return whether `data` reads as GB18030 without doubt."""
    return not _is_damaged_utf8(data) and _gb18030(data) is not None


def is_utf16(data: bytes) -> bool:
    """Return whether `data` starts with the mark of UTF-16 (what spreadsheets call Unicode text)."""
    return data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))


def _refuse_other_kinds(data: bytes, file: str) -> None:
    for start, kind in _PACKED.items():
        if data.startswith(start):
            raise UnreadableInputError("not-plain-text", file=file, kind=kind)
    if is_utf16(data):
        raise UnreadableInputError("utf16-file", file=file)
    position = data.find(b"\x00")
    if position >= 0:
        raise UnreadableInputError("nul-byte", file=file, line=line_of(data, position))


def _is_damaged_utf8(data: bytes, around: int = 0) -> bool:
    # A GB18030 file read as UTF-8 breaks at nearly every character; a damaged UTF-8 file at a few.
    if data.startswith(BOM_UTF8):
        return True
    lenient = data[max(0, around - _AROUND) : around + _AROUND].decode("utf-8", errors="replace")
    broken = lenient.count("\ufffd")
    whole = len(re.findall(_WIDE, lenient))
    return whole > broken


def _gb18030(data: bytes) -> str | None:
    try:
        text = data.decode(GB18030)
    except UnicodeDecodeError:
        return None
    if re.search(_PRIVATE_USE, text) or text.encode(GB18030) != data:
        return None
    return text
