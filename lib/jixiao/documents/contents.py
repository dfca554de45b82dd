"""Is a file what its suffix says? The first bytes tell."""

from jixiao.documents import limits
from jixiao.exceptions import UnreadableInputError
from jixiao.language import LANGUAGES, text

_STARTS = {b"PK\x03\x04": "zip", b"\xd0\xcf\x11\xe0": "ole", b"%PDF": "pdf", b"{\\rtf": "rtf"}
_PARTS = {b"word/": "docx", b"xl/": "xlsx", b"ppt/": "pptx", b"mimetypeapplication/vnd.oasis": "odf"}
_OWN = {".txt": "text", ".md": "text", ".docx": "docx", ".xlsx": "xlsx", ".pdf": "pdf"}
_HEAD = 1024
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def check_contents(data: bytes, suffix: str, file: str) -> None:
    """Refuse a file that is empty or whose content belongs to another format than its suffix.

    Raises:
        UnreadableInputError: Says what the content is, and under which suffix it can be read.
    """
    if not data.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise UnreadableInputError("report-empty", file=file)
    expected, found = _OWN.get(suffix), kind(data)
    # A package can hold another one, so that the names of both are found.
    if (
        expected is None
        or expected == found
        or (found in _PARTS.values() and expected in _packed_kinds(data))
    ):
        return
    if found == "ole" and ENCRYPTED in data:
        raise UnreadableInputError("report-protected", file=file)
    if found == "ole" and expected in ("docx", "xlsx"):
        raise UnreadableInputError("report-protected-or-old", file=file, format=expected)
    if found == "zip" and expected in ("docx", "xlsx"):
        raise UnreadableInputError("report-damaged-package", file=file)
    words = {language: text(f"documents.kind.{found}", language) for language in LANGUAGES}
    raise UnreadableInputError("report-other-content", file=file, suffix=suffix, found=words)


def kind(data: bytes) -> str:
    """Return ``docx``, ``xlsx``, ``pptx``, ``odf``, ``zip``, ``ole``, ``pdf``, ``rtf`` or ``text``.

    Example:
        >>> kind(b"%PDF-1.7"), kind(b"2020")
        ('pdf', 'text')
    """
    # Some programs write a few bytes before the mark of a PDF, and readers accept them.
    if b"%PDF-" in data[:_HEAD] and b"\x00" not in data[: data.index(b"%PDF-")]:
        return "pdf"
    start = next((name for mark, name in _STARTS.items() if data.startswith(mark)), "text")
    return next(iter(_packed_kinds(data)), start) if start == "zip" else start


def _packed_kinds(data: bytes) -> list[str]:
    # The directory at the end names every part.
    tail = data[-limits.PACKAGE_DIRECTORY_BYTES :]
    return [name for part, name in _PARTS.items() if part in tail or part in data[:_HEAD]]
