"""The text of a file that does not state its encoding, by rules of which only one can fit."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from jixiao.exceptions import UnreadableInputError
from jixiao.intake.encoding import GB18030, decode, is_gb18030
from jixiao.intake.files import line_of

_PACKED = {
    b"PK\x03\x04": "xlsx/ods/zip", b"\xd0\xcf\x11\xe0": "xls/doc", b"%PDF": "pdf", b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7z", b"Rar!\x1a": "rar", b"\x28\xb5\x2f\xfd": "zstd", b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg",
}  # fmt: skip
_MARKUP = re.compile(r"\s*<(?:\?xml|!doctype|html|table|workbook)\b", re.IGNORECASE)
_MARKS = {BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}
_WORD = rb"[\xe4-\xe9][\x80-\xbf][\x80-\xbf]"
# Six Chinese characters in UTF-8 on one line; GB18030 text gives such bytes about once in a hundred full-size files.
_UTF8_WORDS = re.compile(_WORD + rb"(?:[\t\x20-\x7e]*" + _WORD + rb"){5}")
_ORDINARY = re.compile(
    "[\t\n\r\x20-\x7e\xa0-\xff\u2000-\u206f\u2150-\u218f\u2200-\u22ff\u2460-\u33ff\u3400-\u9fff\uff00-\uffef]*"
)
_FOREIGN, _CHINESE = re.compile("[\u0370-\u07ff]"), re.compile("[\u0800-\uffef\U00020000-\U0003ffff]")
# Below this share of characters with a zero byte the zero bytes are rather a fault of the file.
_LEAST_ZEROS = 0.1
_ONE_SIDED = 3


def decoded(data: bytes, file: str) -> tuple[str, str]:
    """Return the text of `data` without its byte-order mark, and the name of its encoding.

    UTF-16 needs its mark, or zero bytes of which nearly all are the same half of a character, as those of
    delimiters, digits and line ends are; else UTF-8 is tried, then GB18030.

    Raises:
        UnreadableInputError: None fits, two are mixed, the file is damaged or no text, or it holds NUL characters.
    """
    for start, kind in _PACKED.items():
        if data.startswith(start):
            raise UnreadableInputError("text-table-other-content", file=file, found=kind)
    wide = _MARKS.get(data[:2]) or _unmarked_utf16(data)
    text, encoding = _from_utf16(data, wide, file) if wide else _from_bytes(data, file)
    if _MARKUP.match(text):
        raise UnreadableInputError("text-table-other-content", file=file, found="html/xml")
    return text, encoding


def _from_bytes(data: bytes, file: str) -> tuple[str, str]:
    try:
        text, encoding = decode(data, file)
    except UnreadableInputError as error:
        if error.code == "unknown-encoding":
            _refuse_mixed(data, file)
        raise
    if encoding != GB18030 and _is_foreign(text) and is_gb18030(data):
        return data.decode(GB18030), GB18030
    if encoding != GB18030:
        return text, "utf-8-sig" if data.startswith(BOM_UTF8) else "utf-8"
    _refuse_mixed(data, file)
    return text, encoding


def _is_foreign(text: str) -> bool:
    """Return whether letters such as Cyrillic ones occur but none of Chinese, as in short GB18030 taken for UTF-8."""
    return not text.isascii() and bool(_FOREIGN.search(text)) and not _CHINESE.search(text)


def _refuse_mixed(data: bytes, file: str) -> None:
    other = _UTF8_WORDS.search(data)
    if other:
        raise UnreadableInputError("mixed-encodings", file=file, line=line_of(data, other.start()))


def _from_utf16(data: bytes, codec: str, file: str) -> tuple[str, str]:
    content = data[2:] if data[:2] in _MARKS else data
    try:
        text = content.decode(codec)
    except UnicodeDecodeError as error:
        line = line_of(content[: error.start].decode(codec, "replace"), error.start)
        raise UnreadableInputError("damaged-utf16", file=file, line=line) from error
    position = text.find("\x00")
    if position >= 0:
        raise UnreadableInputError("nul-byte", file=file, line=line_of(text, position))
    return text, codec


def _unmarked_utf16(data: bytes) -> str | None:
    """Return the codec if the bytes can be nothing else: only ordinary characters, in lines, zeros on one side."""
    if b"\x00" not in data:
        return None
    first, second = data[::2].count(0), data[1::2].count(0)
    fewer, more = sorted((first, second))
    # The other side holds a zero for each 一, U+4E00.
    if len(data) % 2 or more < _LEAST_ZEROS * len(data) / 2 or more < _ONE_SIDED * fewer:
        return None
    # Single-byte text with a few zero bytes has letters in both halves of a character.
    if 2 * more != len(data) and data.replace(b"\x00", b"").isascii():
        return None
    codec = "utf-16-be" if first > second else "utf-16-le"
    text = data.decode(codec, "replace")
    return codec if _ORDINARY.fullmatch(text) and ("\n" in text or "\r" in text) else None
