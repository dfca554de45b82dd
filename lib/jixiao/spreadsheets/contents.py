"""Is a spreadsheet what its suffix says? The first bytes tell."""

from jixiao.documents import contents
from jixiao.exceptions import UnreadableInputError
from jixiao.language import LANGUAGES, text

_OTHERS = ("WordDocument".encode("utf-16-le"), "PowerPoint Document".encode("utf-16-le"))
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta", b"mime-version:")
_BLANK = b"\xef\xbb\xbf \t\r\n\x00"
_HEAD = 1024
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"


def content_of(data: bytes, suffix: str, file: str) -> str:
    """Return the format that a file really has: ``xlsx``, ``xls``, ``ods`` or ``csv``.

    Args:
        data: Its bytes.
        suffix: Its suffix, which decides where the bytes leave a doubt.
        file: Its name, for messages.

    Raises:
        UnreadableInputError: It is empty, protected, or none of these.
    """
    if not data.strip(_BLANK):
        raise UnreadableInputError("sheet-empty", file=file)
    kind = contents.kind(data)
    if kind == "ole":
        return _old(data, suffix, file)
    if kind == "odf" and _SPREADSHEET in data[:_HEAD]:
        return "ods"
    # A package of which no known part is named where they mostly are can still be a workbook.
    if kind == "xlsx" or (kind == "zip" and suffix != ".ods"):
        return "xlsx"
    if kind == "zip":
        return "ods"
    if kind == "text":
        return _text(data, suffix, file)
    raise _refused(kind, suffix, file)


def _old(data: bytes, suffix: str, file: str) -> str:
    if contents.ENCRYPTED in data:
        raise UnreadableInputError("sheet-protected", file=file)
    if any(name in data for name in _OTHERS):
        raise _refused("ole", suffix, file)
    return "xls"


def _text(data: bytes, suffix: str, file: str) -> str:
    if data.lstrip(_BLANK)[:_HEAD].lower().startswith(_MARKUP):
        raise _refused("markup", suffix, file)
    if b"\x00" in data[:_HEAD] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableInputError("sheet-damaged", file=file)
    return "csv"


def _refused(kind: str, suffix: str, file: str) -> UnreadableInputError:
    key = f"spreadsheets.kind.{kind}" if kind == "markup" else f"documents.kind.{kind}"
    words = {language: text(key, language) for language in LANGUAGES}
    return UnreadableInputError("sheet-content", file=file, suffix=suffix, found=words)
