"""The formats in which a page of `messy` is written."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal
from typing import Protocol
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter
import xlwt


class Cell(Protocol):
    """What a cell shows, what it holds, and its number format."""

    text: str
    held: Decimal | date | None
    form: str


class Page(Protocol):
    """A sheet with its merged cells (top, left, bottom, right), which draws further messes."""

    kind: str
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]]
    messes: list[str]

    def has(self, mess: str, chance: float) -> bool: ...


def xlsx(page: Page) -> bytes:
    """Return the page as a workbook of Excel."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("明细")
    forms = {form: book.add_format({"num_format": form}) for form in ("#,##0.00", "yyyy/m/d")}
    for number, row in enumerate(page.rows):
        for place, cell in enumerate(row):
            if isinstance(cell.held, Decimal):
                sheet.write_number(number, place, float(cell.held), forms.get(cell.form))
            elif isinstance(cell.held, date):
                sheet.write_datetime(number, place, cell.held, forms[cell.form])
            elif cell.text:
                sheet.write_string(number, place, cell.text)
    for top, left, bottom, right in page.merged:
        words = page.rows[top][left].text
        sheet.merge_range(top, left, bottom, right, "")
        sheet.write_string(top, left, words)
    if page.has("hidden row", 0.2):
        sheet.set_row(len(page.rows) - 1, None, None, {"hidden": True})
    if page.has("second sheet, empty", 0.3):
        book.add_worksheet("Sheet2")
    book.close()
    return stream.getvalue()


def xls(page: Page) -> bytes:
    """Return the page as a workbook of Excel 97."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("明细", cell_overwrite_ok=True)
    forms = {form: xlwt.easyxf(num_format_str=form) for form in ("#,##0.00", "yyyy/m/d", "General")}
    for number, row in enumerate(page.rows):
        for place, cell in enumerate(row):
            if cell.held is not None:
                held = float(cell.held) if isinstance(cell.held, Decimal) else cell.held
                sheet.write(number, place, held, forms[cell.form or "General"])
            elif cell.text:
                sheet.write(number, place, cell.text)
    for top, left, bottom, right in page.merged:
        sheet.merge(top, bottom, left, right)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(page: Page) -> bytes:
    """Return the page as an OpenDocument spreadsheet."""
    covered = {(row, column) for top, left, bottom, right in page.merged
               for row in range(top, bottom + 1) for column in range(left, right + 1)}  # fmt: skip
    spans = {
        (top, left): f' table:number-rows-spanned="{bottom - top + 1}"'
        f' table:number-columns-spanned="{right - left + 1}"'
        for top, left, bottom, right in page.merged
    }
    lines = []
    for number, row in enumerate(page.rows):
        cells = "".join(
            _ods_cell(cell, spans.get((number, place), ""), (number, place) in covered and (number, place) not in spans)
            for place, cell in enumerate(row)
        )
        lines.append(f"<table:table-row>{cells or '<table:table-cell/>'}</table:table-row>")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
                      for name in ("office", "table", "text"))  # fmt: skip
    content = (f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2">'
               f'<office:body><office:spreadsheet><table:table table:name="明细">{"".join(lines)}</table:table>'
               f"</office:spreadsheet></office:body></office:document-content>")  # fmt: skip
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = ('<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2" '
                'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
                '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
                "</manifest:manifest>")  # fmt: skip
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


def _ods_cell(cell: Cell, span: str, is_covered: bool) -> str:
    if is_covered:
        return "<table:covered-table-cell/>"
    if not cell.text:
        return f"<table:table-cell{span}/>"
    words = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.text.split("\n"))
    held = ""
    if isinstance(cell.held, Decimal):
        held = f' office:value-type="float" office:value={quoteattr(str(cell.held))}'
    elif isinstance(cell.held, date):
        held = f' office:value-type="date" office:date-value="{cell.held.isoformat()}"'
    else:
        held = ' office:value-type="string"'
    return f"<table:table-cell{span}{held}>{words}</table:table-cell>"


def text(page: Page) -> bytes:
    """Return the page as a text file."""
    encoding = page.random.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16"))
    delimiter = "\t" if page.kind == "tsv" else page.random.choice((",", ",", ";", "\t"))
    page.messes += [f"encoding: {encoding}", f"delimiter: {delimiter!r}"]
    stream = io.StringIO(newline="")
    width = max(map(len, page.rows))
    full = page.has("all rows equally wide", 0.7)
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=page.random.choice(("\r\n", "\n")))
    for row in page.rows:
        writer.writerow([cell.text for cell in row] + [""] * (width - len(row) if full else 0))
    return stream.getvalue().encode(encoding)
