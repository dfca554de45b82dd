"""Workbooks of Excel since 2007 (.xlsx, .xlsm), also as WPS and LibreOffice write them."""

from hashlib import sha256
from pathlib import PurePath

from jixiao.documents.package import Package
from jixiao.exceptions import UnreadableInputError
from jixiao.spreadsheets import limits
from jixiao.spreadsheets.excel.comments import comments
from jixiao.spreadsheets.excel.plain import scan_sheet
from jixiao.spreadsheets.excel.rows import Rows
from jixiao.spreadsheets.excel.texts import shared_texts
from jixiao.spreadsheets.excel.values import Values
from jixiao.spreadsheets.excel.workbook import Tab, Workbook, read_workbook
from jixiao.spreadsheets.facts import sheet_of
from jixiao.spreadsheets.model import Remark, Sheet, Source
from jixiao.spreadsheets.stored import Store

SUFFIXES = (".xlsx", ".xlsm")
CONTENT = "xlsx"


def read(data: bytes, file: str) -> Source:
    """Return the sheets of a workbook, also the hidden ones; sheets without cells are remarks.

    Raises:
        UnreadableInputError: It is damaged, protected or no workbook.
        LimitError: It holds more than is read.
    """
    package = Package(data, file, limits.PACKAGE_ENTRIES)
    workbook = read_workbook(package)
    reader = _Reader(package, workbook)
    sheets = tuple(reader.sheet(tab) for tab in workbook.tabs if not tab.remark)
    others = tuple(Remark(tab.remark, None, tab.name) for tab in workbook.tabs if tab.remark)
    kind = PurePath(file).suffix.lower().removeprefix(".")
    kind = kind if f".{kind}" in SUFFIXES else "xlsx"
    return Source(file, kind, sha256(data).hexdigest(), sheets, remarks=(*workbook.remarks, *others))


class _Reader:
    """Reads one sheet after the other within what the file as a whole may hold."""

    def __init__(self, package: Package, workbook: Workbook) -> None:
        self._package, self._workbook = package, workbook
        self._texts = shared_texts(package, workbook.texts_part)
        self._blanks, self._bytes = limits.BLANK_CELLS, limits.TEXT_BYTES

    def sheet(self, tab: Tab) -> Sheet:
        """Return one sheet."""
        values = Values(self._package.file, tab.name, self._workbook, self._texts)
        store = Store(self._package.file, tab.name, self._bytes)
        found = Rows(values, store, self._blanks)
        if not scan_sheet(self._package, tab.part, found):
            raise UnreadableInputError("sheet-part-missing", file=self._package.file, sheet=tab.name)
        rows = store.rows()
        self._blanks = found.blanks
        self._bytes -= store.bytes
        noted = (*values.noted.remarks(), *values.stale(rows)[: limits.REMARKS], *comments(self._package, tab.part))
        return sheet_of(self._package.file, tab.name, tab.state, rows, found, noted)
