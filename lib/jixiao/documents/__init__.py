"""A published report of any supported format becomes one `Document` of lines with places."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

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
        suffix for module in _formats("") if not hasattr(module, "SAVE_AS") for suffix in module.SUFFIXES
    )


def _reader(suffix: str) -> Callable[[bytes, str], Document] | None:
    return next((module.read for module in _formats(suffix) if suffix in module.SUFFIXES), None)


def _formats(suffix: str) -> Iterator[ModuleType]:
    """Yield the modules of formats; the one called like the suffix first, before the others have been imported."""
    names = sorted(module.name for module in iter_modules(formats.__path__))
    for name in sorted(names, key=lambda name: name != suffix.removeprefix(".")):
        yield import_module(f"{formats.__name__}.{name}")
