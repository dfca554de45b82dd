"""The comments on the cells of a worksheet."""

from collections.abc import Iterator
from typing import Any

from jixiao.documents.package import Package
from jixiao.documents.sheets.workbook import text_of
from jixiao.spreadsheets import limits
from jixiao.spreadsheets.excel.references import area_of
from jixiao.spreadsheets.model import Remark


def comments(package: Package, part: str) -> tuple[Remark, ...]:
    """Return the comments on the cells of a sheet: those of threads, and the plain ones where no thread is.

    Raises:
        UnreadableInputError: A part is damaged.
    """
    threaded = list(_of(package, part, "threadedComment"))
    taken = {remark.area for remark in threaded}
    plain = [remark for remark in _of(package, part, "comments") if remark.area not in taken]
    found = [*threaded, *plain]
    drawn = [Remark("drawing")] if package.related(part, "drawing") else []
    return tuple(found[: limits.REMARKS] + drawn)


def _of(package: Package, part: str, kind: str) -> Iterator[Remark]:
    for path in package.related(part, kind).values():
        tree = package.tree(path)
        for item in () if tree is None else tree.iter("{*}comment", "{*}threadedComment"):
            yield Remark("comment", area_of(item.get("ref", "")), _words(item)[: limits.REMARK_CHARACTERS])


def _words(item: Any) -> str:
    return (text_of(item) or "".join(words for text in item.iter("{*}text") for words in text.itertext())).strip()
