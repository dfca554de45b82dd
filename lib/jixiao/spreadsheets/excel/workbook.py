"""What all sheets of a workbook share: their names and parts, the number formats, the count of days."""

from dataclasses import dataclass
from typing import Any

from jixiao.documents.package import Package
from jixiao.documents.sheets.workbook import MAIN, RELATION, number_formats
from jixiao.exceptions import LimitError, UnreadableInputError
from jixiao.spreadsheets import limits
from jixiao.spreadsheets.appearance import Appearance, appearance
from jixiao.spreadsheets.model import Remark

_TRUE = ("1", "true")
_KINDS = {"worksheet": "", "chartsheet": "chart-sheet", "dialogsheet": "dialog-sheet", "xlMacrosheet": "macros",
          "xlIntlMacrosheet": "macros"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tab:
    """A sheet as the workbook lists it.

    Attributes:
        name: Its name.
        state: ``visible``, ``hidden`` or ``veryHidden``.
        part: Its part.
        remark: Kind of the remark, if it is one without cells.
    """

    name: str
    state: str
    part: str
    remark: str


@dataclass(frozen=True)
class Workbook:
    """The list of sheets and what belongs to all of them.

    Attributes:
        tabs: The sheets in their order.
        forms: What each cell style does to numbers, by its number as text; absent if nothing.
        styles: How many cell styles there are.
        from_1904: Days are counted from 1904.
        texts_part: Part of the shared texts, empty if there is none.
        remarks: Macros and links to other files.
    """

    tabs: tuple[Tab, ...]
    forms: dict[str, Appearance]
    styles: int
    from_1904: bool
    texts_part: str
    remarks: tuple[Remark, ...]


def read_workbook(package: Package) -> Workbook:
    """Return what the workbook's own parts say.

    Raises:
        UnreadableInputError: The package holds no workbook, or a sheet without a name or without its part.
        LimitError: It has too many sheets.
    """
    tree = package.tree(package.main)
    sheets = None if tree is None else tree.find(f"{MAIN}sheets")
    if tree is None or sheets is None:
        raise UnreadableInputError("report-damaged-package", file=package.file)
    found = number_formats(package.tree(_part(package, "styles")))
    forms = {str(number): shown for number, form in enumerate(found) if (shown := appearance(form))}
    settings = tree.find(f"{MAIN}workbookPr")
    return Workbook(
        _tabs(package, list(sheets.iterfind(f"{MAIN}sheet"))), forms, len(found),
        settings is not None and settings.get("date1904") in _TRUE, _part(package, "sharedStrings"), _remarks(package),
    )  # fmt: skip


def _part(package: Package, kind: str) -> str:
    return next(iter(package.related(package.main, kind).values()), "")


def _tabs(package: Package, items: list[Any]) -> tuple[Tab, ...]:
    if len(items) > limits.SHEETS:
        raise LimitError("sheet-count", file=package.file, found=len(items), limit=limits.SHEETS)
    parts = {
        identity: (part, remark) for kind, remark in _KINDS.items()
        for identity, part in package.related(package.main, kind).items()
    }  # fmt: skip
    tabs = [
        Tab(_name(item, package.file), item.get("state", "visible"), *parts.get(item.get(RELATION, ""), ("", "")))
        for item in items
    ]
    _check(tabs, package.file)
    return tuple(tabs)


def _name(item: Any, file: str) -> str:
    name: str = item.get("name", "")
    if not name.strip() or len(name) > limits.SHEET_NAME_CHARACTERS:
        raise UnreadableInputError("sheet-name", file=file, found=name[:40])
    return name


def _check(tabs: list[Tab], file: str) -> None:
    names: set[str] = set()
    parts: set[str] = set()
    for tab in tabs:
        if not tab.part:
            raise UnreadableInputError("sheet-part-missing", file=file, sheet=tab.name)
        if tab.name.casefold() in names or tab.part.lower() in parts:
            raise UnreadableInputError("sheet-twice", file=file, sheet=tab.name)
        names.add(tab.name.casefold())
        parts.add(tab.part.lower())


def _remarks(package: Package) -> tuple[Remark, ...]:
    macros = [Remark("macros")] if package.related(package.main, "vbaProject") else []
    books = sorted(package.related(package.main, "externalLink").values())
    targets = [path for book in books for path in package.outside(book)]
    return (*macros, *(Remark("external-link", None, path[: limits.REMARK_CHARACTERS]) for path in targets))
