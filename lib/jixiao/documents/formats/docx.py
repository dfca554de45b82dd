"""Word documents (.docx): paragraphs, tables, list numbers, notes and text boxes as they are printed."""

from typing import Any

from jixiao.documents.model import Document
from jixiao.documents.package import Package
from jixiao.documents.word.body import Body
from jixiao.documents.word.names import w
from jixiao.documents.word.numbering import Numbering
from jixiao.documents.word.styles import Styles
from jixiao.documents.words import within_limits
from jixiao.exceptions import UnreadableInputError

SUFFIXES = (".docx",)


def read(data: bytes, file: str) -> Document:
    """Return what a Word document prints, without headers and footers.

    Raises:
        UnreadableInputError: The file is damaged, protected or no Word document.
        LimitError: It holds more than a report can have.
    """
    package = Package(data, file)
    main = package.main
    tree = package.tree(main)
    content = None if tree is None else tree.find(w("body"))
    if content is None:
        raise UnreadableInputError("report-damaged-package", file=file)
    styles = Styles(_part(package, main, "styles"))
    body = Body(styles, Numbering(_part(package, main, "numbering"), styles), _notes(package, main), file)
    lines = within_limits(body.lines(content), file)
    return Document(file, lines, notes=tuple(sorted(body.remarks)))


def _part(package: Package, main: str, kind: str) -> Any:
    name = next(iter(package.related(main, kind).values()), "")
    return package.tree(name)


def _notes(package: Package, main: str) -> dict[tuple[str, str], Any]:
    found: dict[tuple[str, str], Any] = {}
    for kind in ("footnote", "endnote"):
        tree = _part(package, main, f"{kind}s")
        for note in () if tree is None else tree.findall(w(kind)):
            found[kind, note.get(w("id"), "")] = note
    return found
