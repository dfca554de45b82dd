"""Plain text and Markdown: one line of the document per line of the file."""

from jixiao.documents import limits
from jixiao.documents.model import Document, Line, Place
from jixiao.documents.words import clean, notes_of, within_limits
from jixiao.exceptions import UnreadableInputError
from jixiao.intake.encoding import decode
from jixiao.intake.files import line_of

SUFFIXES = (".txt", ".md")


def read(data: bytes, file: str) -> Document:
    """Return the text of a UTF-8 or GB18030 file; blank lines are kept, so line numbers are those of the file.

    Raises:
        UnreadableInputError: The bytes are no text in either encoding.
        LimitError: More lines than a report can have.
    """
    zero = data.find(b"\x00")
    if zero >= 0 and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableInputError("report-nul-byte", file=file, line=line_of(data, zero))
    text, encoding = decode(data, file)
    printed = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    lines = (Line(clean(words), Place("body", number)) for number, words in enumerate(printed.split("\n"), 1))
    return Document(file, within_limits(lines, file, limits.TEXT_LINES), encoding, notes_of(printed))
