"""The documents under sources/: their paths, their text by paragraph."""

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from jixiao.documents.words import clean
from jixiao.exceptions import LimitError, SchemaError, UnreadableInputError
from jixiao.intake import limits
from jixiao.intake.characters import visible
from jixiao.intake.encoding import decode
from jixiao.intake.files import read_bytes, shown
from jixiao.intake.tables import Row, Table

FOLDER = "sources"
TEXT_SUFFIXES = (".txt", ".md")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document as text: `file` relative to the project, `paragraphs` with their line numbers.

    The lines of a Word document are its paragraphs and table rows, those of a PDF or a workbook what is printed as one.
    """

    file: str
    text: str
    paragraphs: tuple[tuple[int, str], ...]


def source_path(folder: Path, row: Row) -> str | None:
    """Return the path, relative to the project, of the file an evidence row names; None if it names none.

    Raises:
        SchemaError: The path leaves ``sources/``, by its words or by a link.
    """
    words = row["file"]
    if words is None:
        return None
    parts = PurePosixPath(words).parts
    inside = parts[1:] if parts[0] == FOLDER else parts
    looks_wrong = "\\" in words or ":" in words or words.startswith(("/", "~")) or not inside
    if looks_wrong or ".." in parts or not is_inside(folder / FOLDER, folder.joinpath(FOLDER, *inside)):
        place = row.cell("file").place
        file = f"{shown(folder)}/{place.file}"
        raise SchemaError("source-outside", **place.told_in(file), found=visible(words))
    return "/".join((FOLDER, *inside))


def is_inside(folder: Path, path: Path) -> bool:
    """Return whether `path`, all links followed, lies in `folder`."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return False


def read_sources(folder: Path, evidence: Table | None, quoted: Collection[str] = ()) -> dict[str, SourceText]:
    """Return the text of every evidence file that is text and is there, by evidence_id.

    Args:
        folder: The folder of the project.
        evidence: The documents.
        quoted: Those that figures are quoted from; they are read in every format that can be read.
    """
    texts: dict[str, SourceText] = {}
    for row in evidence or ():
        file, id = source_path(folder, row), row["evidence_id"]
        if not file or not (folder / file).exists():
            continue
        if file.lower().endswith(TEXT_SUFFIXES):
            texts[id] = read_text(folder / file, file)
        elif id in quoted and (written := _read_written(folder / file, file)):
            texts[id] = written
    return texts


def _read_written(path: Path, file: str) -> SourceText | None:
    """Return a document of another format as text; None where no text can be had from it, as from a scan."""
    from jixiao.documents import read_document

    try:
        document = read_document(path)
    except (UnreadableInputError, LimitError):
        return None
    return _source(file, unicodedata.normalize("NFC", document.text))


def read_text(path: Path, file: str) -> SourceText:
    """Return a document as text with its paragraphs: the lines that are not empty."""
    text, _ = decode(read_bytes(path, limits.SOURCE_TEXT_BYTES), shown(path))
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    # A published document is not ours to refuse: what cannot be seen is left out of its text.
    return _source(file, clean(text))


def _source(file: str, text: str) -> SourceText:
    lines: Iterable[tuple[int, str]] = enumerate(text.split("\n"), start=1)
    return SourceText(file, text, tuple((number, line.strip()) for number, line in lines if line.strip()))
