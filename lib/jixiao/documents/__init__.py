"""A published report of any supported format becomes one `Document` of lines with places."""

from collections.abc import Callable
from pathlib import Path

from jixiao.discovery import modules
from jixiao.documents import formats, limits
from jixiao.documents.contents import check_contents
from jixiao.documents.model import Document, Line, Place
from jixiao.exceptions import UnreadableInputError
from jixiao.intake.files import read_bytes

__all__ = ["Document", "Line", "Place", "read_document", "suffixes"]


def read_document(path: Path) -> Document:
    """Return the report at `path` as lines of text; its suffix names the format.

    Raises:
        UnreadableInputError: The file is missing, empty, damaged, protected, without text or not what its
            suffix says, or its format is not read.
        LimitError: The file is larger or holds more than is read.
    """
    suffix = path.suffix.lower()
    reader = _reader(suffix)
    if reader is None:
        raise UnreadableInputError("report-format", file=path.name, allowed=" ".join(suffixes()))
    data = read_bytes(path, limits.BYTES.get(suffix, limits.PACKED_BYTES))
    check_contents(data, suffix, path.name)
    document = reader(data, path.name)
    if not any(line.text.strip() for line in document.lines):
        raise UnreadableInputError("report-without-text", file=path.name)
    return document


def suffixes() -> tuple[str, ...]:
    """Return the suffixes of the formats that are read, such as ``.docx``."""
    return tuple(
        suffix for module in modules(formats) if not hasattr(module, "SAVE_AS") for suffix in module.SUFFIXES
    )


def _reader(suffix: str) -> Callable[[bytes, str], Document] | None:
    known = modules(formats, suffix.removeprefix("."))
    return next((module.read for module in known if suffix in module.SUFFIXES), None)
