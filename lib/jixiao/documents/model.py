"""A document as lines of text, each with its place; a table row is a line whose cells are known."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands in its document.

    Attributes:
        part: ``body``, ``table``, ``footnote``, ``textbox``, ``page`` or ``sheet``.
        number: Number of the paragraph, text line or table row inside its part, from 1.
        name: Number of the table, page or footnote, or name of the sheet; empty in the body.
    """

    part: str
    number: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, text line or table row.

    Attributes:
        text: The words as printed, without line breaks; cells of a row are joined by ``" | "``.
        place: Where it stands.
        cells: Start and end of each table cell in `text`; empty for what is not a table row.
    """

    text: str
    place: Place
    cells: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Document:
    """A written report as text.

    Attributes:
        file: Name of the file, without its folder.
        lines: Everything that is printed, in reading order.
        encoding: The encoding of a text file; empty for the other formats.
        notes: Keys of remarks on what could not be read as printed, such as ``page-without-text``.
    """

    file: str
    lines: tuple[Line, ...]
    encoding: str = ""
    notes: tuple[str, ...] = ()

    @cached_property
    def text(self) -> str:
        """The whole text; lines are separated by one line feed."""
        return "\n".join(line.text for line in self.lines)


def document_of(text: str, file: str = "report.txt") -> Document:
    """Return words as a document, one line of the text a line."""
    return Document(file, tuple(Line(line, Place("body", number)) for number, line in enumerate(text.split("\n"), 1)))
