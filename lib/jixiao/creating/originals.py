"""The files that a project is made from: each once, under a name that every system can keep."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import file_digest
from pathlib import Path

from jixiao.creating.model import DOCUMENT, OTHER, TABLES, Original
from jixiao.exceptions import LimitError, ParameterError, UnreadableInputError
from jixiao.intake import limits
from jixiao.intake.characters import FORBIDDEN, visible
from jixiao.intake.names import RESERVED
from jixiao.intake.sources import is_inside

# What programs and systems leave beside files.
_LEFT_BEHIND = re.compile(r"\..*|~\$.*|Thumbs\.db|desktop\.ini", re.IGNORECASE)
_UNFIT = re.compile(r'[<>:"|?*\\/]|[. ]$|^[.~]')
_NAME_BYTES = 200
_PLAIN_TEXT = ".txt"


def originals(paths: Iterable[Path]) -> tuple[Original, ...]:
    """Return the files that are meant, in the order given; a folder stands for the files in it.

    Raises:
        ParameterError: There is none, one is missing, two differ but have one name, or a name cannot be kept.
        LimitError: There are too many, or one is too large.
    """
    found: dict[str, Original] = {}
    for path in _files(paths):
        original = _original(path)
        first = found.setdefault(original.name.casefold(), original)
        if first.sha256 != original.sha256:
            raise ParameterError("new-same-name", name=original.name, first=_shown(first.path), second=_shown(path))
        if len(found) > limits.SOURCE_FILES:
            raise LimitError("too-many-files", file="--from", limit=limits.SOURCE_FILES)
    if not found:
        raise ParameterError("new-no-file")
    return tuple(found.values())


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from _inside(path)
        elif path.is_file():
            yield path
        else:
            raise ParameterError("not-a-file" if path.exists() else "new-missing-file", file=_shown(path))


def _inside(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if _counts(path, folder) and path.is_file():
            if not is_inside(folder, path):
                raise ParameterError("new-link-outside", file=_shown(path))
            yield path


def _counts(path: Path, folder: Path) -> bool:
    return not any(_LEFT_BEHIND.fullmatch(part) for part in path.relative_to(folder).parts)


def _original(path: Path) -> Original:
    name = unicodedata.normalize("NFC", path.name)
    reserved = name.split(".")[0].casefold() in RESERVED
    if reserved or _UNFIT.search(name) or FORBIDDEN.search(name) or len(name.encode("utf-8", "replace")) > _NAME_BYTES:
        raise ParameterError("new-file-name", name=visible(name))
    return Original(name, path, _kind(path), _digest(path))


def _kind(path: Path) -> str:
    from jixiao import documents, spreadsheets

    suffix = path.suffix.lower()
    # A report can be a spreadsheet too, so these come first; plain text is a table only if it looks like one.
    if suffix in spreadsheets.suffixes() and (suffix != _PLAIN_TEXT or _is_tabbed(path)):
        return TABLES
    return DOCUMENT if suffix in documents.suffixes() else OTHER


def _is_tabbed(path: Path) -> bool:
    from jixiao.spreadsheets.text.tabbed import SEEN, is_tabbed

    try:
        with path.open("rb") as content:
            return is_tabbed(content.read(SEEN))
    except OSError as error:
        raise UnreadableInputError("cannot-read", file=_shown(path), reason=type(error).__name__) from error


def _digest(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > limits.SOURCE_BYTES:
            raise LimitError("file-too-large", file=_shown(path), found=size, limit=limits.SOURCE_BYTES)
        with path.open("rb") as content:
            return file_digest(content, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableInputError("cannot-read", file=_shown(path), reason=type(error).__name__) from error


def _shown(path: Path) -> str:
    """Return a path as its last two parts, which is enough to find it."""
    return visible("/".join(path.parts[-2:]), 120)
