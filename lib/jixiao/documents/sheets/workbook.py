"""What all sheets of a workbook share: their names, the texts and the number formats."""

from collections.abc import Iterator
from typing import Any

from jixiao.documents.package import Package
from jixiao.documents.sheets.shown import BUILT_IN, GENERAL
from jixiao.documents.words import clean
from jixiao.exceptions import UnreadableInputError

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Sheets:
    """The sheets of a workbook in the order of their tabs.

    Args:
        package: The file.

    Raises:
        UnreadableInputError: The file is no workbook.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._tree = package.tree(package.main)
        if self._tree is None or self._tree.find(f"{MAIN}sheets") is None:
            raise UnreadableInputError("report-damaged-package", file=package.file)
        self.texts = _texts(self._part("sharedStrings"))
        self.formats = number_formats(self._part("styles"))
        settings = self._tree.find(f"{MAIN}workbookPr")
        self.from_1904 = settings is not None and settings.get("date1904") in ("1", "true")

    def named(self) -> Iterator[tuple[str, Any]]:
        """Yield name and root of each sheet that has cells; the root of a hidden one is None."""
        parts = self._package.related(self._package.main, "worksheet")
        for sheet in self._tree.find(f"{MAIN}sheets").findall(f"{MAIN}sheet"):
            part = parts.get(sheet.get(RELATION, ""))
            hidden = sheet.get("state") in ("hidden", "veryHidden")
            root = self._package.tree(part) if part and not hidden else None
            if hidden or root is not None:
                yield clean(sheet.get("name", "")), root

    def _part(self, kind: str) -> Any:
        return self._package.tree(next(iter(self._package.related(self._package.main, kind).values()), ""))


def text_of(item: Any) -> str:
    """Return the words of a text with or without formatting, without readings printed above it."""
    words = [part.text or "" for part in item.iter(f"{MAIN}t") if part.getparent().tag != f"{MAIN}rPh"]
    return "".join(words)


def _texts(tree: Any) -> list[str]:
    return [] if tree is None else [text_of(item) for item in tree.findall(f"{MAIN}si")]


def number_formats(tree: Any) -> list[str]:
    """Return the number format of each cell style."""
    if tree is None:
        return []
    own = {item.get("numFmtId"): item.get("formatCode", GENERAL) for item in tree.iter(f"{MAIN}numFmt")}
    styles = tree.find(f"{MAIN}cellXfs")
    numbers = [item.get("numFmtId", "0") for item in (() if styles is None else styles)]
    return [
        own.get(number) or BUILT_IN.get(int(number) if number.isdecimal() else 0, GENERAL)
        for number in numbers
    ]
