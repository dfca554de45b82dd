"""OpenDocument spreadsheets (.ods), as LibreOffice writes them."""

from hashlib import sha256

from jixiao.documents.package import Package
from jixiao.exceptions import UnreadableInputError
from jixiao.spreadsheets import limits
from jixiao.spreadsheets.facts import sheet_of
from jixiao.spreadsheets.markup import scan
from jixiao.spreadsheets.model import Remark, Sheet, Source
from jixiao.spreadsheets.opendocument.tables import Found, Tables

SUFFIXES = (".ods",)
CONTENT = "ods"
_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_ENCRYPTED = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}encryption-data"


def read(data: bytes, file: str) -> Source:
    """Return the tables of a spreadsheet, also the hidden ones.

    Raises:
        UnreadableInputError: It is damaged, protected or no spreadsheet.
        LimitError: It holds more than is read.
    """
    package = Package(data, file, limits.PACKAGE_ENTRIES)
    manifest = package.tree(_MANIFEST)
    if manifest is not None and next(manifest.iter(_ENCRYPTED), None) is not None:
        raise UnreadableInputError("sheet-protected", file=file)
    tables = Tables(file)
    if not scan(package, _CONTENT, tables) or not tables.tables:
        raise UnreadableInputError("sheet-damaged", file=file)
    sheets = tuple(_sheet(table, tables.hidden_styles, file) for table in tables.tables)
    links = tuple(Remark("external-link", None, link[: limits.REMARK_CHARACTERS]) for link in tables.links)
    return Source(file, "ods", sha256(data).hexdigest(), sheets, remarks=links[: limits.REMARKS])


def _sheet(table: Found, hidden_styles: set[str], file: str) -> Sheet:
    state = "hidden" if table.style in hidden_styles else "visible"
    return sheet_of(file, table.name, state, table.store.rows(), table, table.noted.remarks())
