"""PDF with a text layer: the paragraphs and table rows of each page."""

from jixiao.documents.model import Document
from jixiao.documents.pages.joining import joined
from jixiao.documents.pages.printed import printed_lines
from jixiao.documents.pages.process import printed_pages
from jixiao.documents.words import notes_of, within_limits
from jixiao.exceptions import UnreadableInputError

SUFFIXES = (".pdf",)


def read(data: bytes, file: str) -> Document:
    """Return the text of all pages, without page numbers and running heads.

    Raises:
        UnreadableInputError: The PDF is damaged, needs a password, or is a scan without a text layer.
        LimitError: It holds more than a report can have, or reading it takes too much time or memory.
    """
    pages = printed_pages(data, file)
    empty = [not lines for _, lines in pages]
    if all(empty):
        raise UnreadableInputError("report-scanned", file=file, pages=len(pages))
    notes = {note for _, lines in pages for line in lines for note in notes_of(line[0])}
    notes |= {"page-without-text"} if any(empty) else set()
    return Document(file, within_limits(joined(printed_lines(pages)), file), notes=tuple(sorted(notes)))
