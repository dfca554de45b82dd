"""Spreadsheets that are broken or made to harm, each with the error it must give or the remarks it is read with."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import xlwt

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + level)} '{f'&{chr(97 + level)};' * 10}'>" for level in range(9)) + "]>"  # fmt: skip


@dataclass(frozen=True)
class Hostile:
    """One file.

    Attributes:
        name: What is wrong with it.
        suffix: Its suffix.
        data: Makes its bytes.
        code: The error it must give; empty if it is read.
        remarks: Kinds of remarks it must have when it is read.
        cells: Texts that must be among its cells when it is read.
    """

    name: str
    suffix: str
    data: Callable[[], bytes]
    code: str = ""
    remarks: tuple[str, ...] = ()
    cells: tuple[str, ...] = field(default=())


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def relations(*items: tuple[str, str, str], mode: str = "") -> str:
    inside = "".join(f'<Relationship Id="{identity}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
                     for identity, kind, target in items)  # fmt: skip
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def workbook(sheets: str = '<sheet name="表" sheetId="1" r:id="r1"/>') -> str:
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'


def worksheet(rows: str, behind: str = "", head: str = HEAD) -> str:
    return f'{head}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{behind}</worksheet>'


def parts_of(rows: str = "", **changes: str | bytes | None) -> dict[str, str | bytes]:
    """Return the parts of a workbook; `changes` replace parts (None: remove), ``__`` in a name stands for ``/``."""
    parts: dict[str, str | bytes | None] = {
        "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook(),
        "xl/_rels/workbook.xml.rels": relations(("r1", "worksheet", "worksheets/sheet1.xml"),
                                                ("r2", "sharedStrings", "sharedStrings.xml")),
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}"><si><t>文</t></si></sst>',
        SHEET: worksheet(rows),
    } | {_NAMES[name]: content for name, content in changes.items()}  # fmt: skip
    return {name: content for name, content in parts.items() if content is not None}


_NAMES = {"sheet": SHEET, "book": "xl/workbook.xml", "rels": "xl/_rels/workbook.xml.rels", "root": "_rels/.rels",
          "texts": "xl/sharedStrings.xml", "styles": "xl/styles.xml", "types": "[Content_Types].xml",
          "other": "xl/other.xml", "media": "xl/media/a.png", "up": "../../up.xml",
          "absolute": "/etc/up.xml"}  # fmt: skip


def book(rows: str = "", **changes: str | bytes | None) -> bytes:
    return packed(parts_of(rows, **changes))


def cell(name: str, value: str = "1", more: str = "") -> str:
    return f'<c r="{name}"{more}><v>{value}</v></c>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def text(name: str, words: str) -> str:
    return f'<c r="{name}" t="inlineStr"><is><t>{words}</t></is></c>'


GOOD = row(1, cell("A1"), cell("B1", "2"))
SEVEN, EIGHT, LONG = row(3, cell("A3", "7")), row(2, cell("A2", "8")), "一二三四五六七八九十" * 20
FAR = row(1, cell("A1")), row(1_048_576, cell("XFD1048576"))

# rows of a sheet, and the error
ROWS: dict[str, tuple[str, str]] = {
    "one cell in the last corner": ("".join(FAR), "sheet-columns"),
    "such a cell in single quotes": ("".join(FAR).replace('"', "'"), "sheet-columns"),
    "such a cell with line breaks in its tag": ("".join(FAR).replace("<c ", "<c\n\t").replace('="', ' = "'),
                                                "sheet-columns"),
    "such a cell by character references": (
        row(1, cell("A1")) + '<row r="1048576"><c r="&#88;&#70;&#68;1048576"><v>1</v></c></row>', "sheet-columns"),
    "such a cell behind a comment": (FAR[0] + "<!-- <row/> -->" + FAR[1], "sheet-columns"),
    "a box of 512 columns by all rows": (row(1, cell("A1"), cell("SR1")) + row(1_048_576, cell("A1048576")),
                                         "sheet-box"),
    "a box of which the last row has no cell names": (
        row(1, cell("A1"), cell("SR1")) + '<row r="1048576"><c><v>1</v></c></row>', "sheet-box"),
    "cells by position beyond the last column read": (f"<row>{'<c/>' * 512}<c><v>1</v></c></row>", "sheet-columns"),
    "cells by position beyond the last column there is": (f"<row>{'<c/>' * 16_385}</row>", "sheet-misplaced"),
    "a row behind the last one": (row(1_048_577, cell("A1048577")), "sheet-misplaced"),
    "a row with a huge number": ('<row r="99999999999999999999"/>', "sheet-misplaced"),
    "a negative row": ('<row r="-1"/>', "sheet-misplaced"),
    "row zero": ('<row r="0"/>', "sheet-misplaced"),
    "a row number in other digits": ('<row r="１"/>', "sheet-misplaced"),
    "rows backwards": (row(2, cell("A2")) + row(1, cell("A1")), "sheet-misplaced"),
    "a row twice": (row(1, cell("A1")) + row(1, cell("B1")), "sheet-misplaced"),
    "a row in a row": (f"<row r='1'>{row(2)}</row>", "sheet-misplaced"),
    "cells backwards": (row(1, cell("B1"), cell("A1")), "sheet-misplaced"),
    "a cell twice": (row(1, cell("A1"), cell("A1", "2")), "sheet-misplaced"),
    "a cell of another row": (row(1, cell("A2")), "sheet-misplaced"),
    "a cell without a row": (cell("A1"), "sheet-misplaced"),
    "a cell in a cell": ("<row><c r='A1'><c r='B1'/></c></row>", "sheet-misplaced"),
    "a cell name in small letters": (row(1, cell("a1")), "sheet-misplaced"),
    "a cell with the name of an area": (row(1, cell("A1:B1")), "sheet-misplaced"),
    "a cell with an absolute name": (row(1, cell("$A$1")), "sheet-misplaced"),
    "a cell behind the last column": (row(1, cell("XFE1")), "sheet-misplaced"),
    "a value in a value": ("<row><c><v>1<v>2</v></v></c></row>", "sheet-misplaced"),
    "a shared text that is not there": (row(1, cell("A1", "7", ' t="s"')), "sheet-value"),
    "a shared text with a negative number": (row(1, cell("A1", "-1", ' t="s"')), "sheet-value"),
    "a number that is none": (row(1, cell("A1", "1,5")), "sheet-value"),
    "a number in other digits": (row(1, cell("A1", "１２")), "sheet-value"),
    "a number that is not finite": (row(1, cell("A1", "1E999")), "sheet-value"),
    "a number called nan": (row(1, cell("A1", "NaN")), "sheet-value"),
    "a number with underscores": (row(1, cell("A1", "1_000")), "sheet-value"),
    "a text longer than a cell": (row(1, text("A1", "长" * 32_768)), "sheet-cell-characters"),
    "a value longer than a cell": (row(1, cell("A1", "1" * 300_000, ' t="str"')), "sheet-cell-characters"),
    "a text in very many pieces": (
        f"<row><c r='A1' t='inlineStr'><is>{f'<r><t>{LONG}</t></r>' * 1400}</is></c></row>", "sheet-cell-characters"),
    "a NUL": (row(1, text("A1", "a\x00b")), "report-damaged-part"),
    "a NUL as a reference": (row(1, text("A1", "a&#0;b")), "report-damaged-part"),
    "a surrogate as a reference": (row(1, text("A1", "a&#xD800;b")), "report-damaged-part"),
    "a bell": (row(1, text("A1", "a\x07b")), "report-damaged-part"),
    "an entity nobody declared": (row(1, text("A1", "&secret;")), "report-damaged-part"),
    "elements nested without end": ("<x>" * 100_000, "report-too-complex"),
    "a tag of 3 MB": (f"<row {'a' * 3_000_000}='1'/>", "report-too-complex"),
    "a comment of 3 MB": (f"<!-- {'a' * 3_000_000} -->", "report-too-complex"),
    "an open row": ("<row r='1'>", "report-damaged-part"),
    "two attributes of one name": ("<row r='1' r='2'/>", "report-damaged-part"),
}  # fmt: skip

# rows of a sheet that is read, the remarks, the texts
READ: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "a formula as a text": (row(1, text("A1", "=cmd|'/C calc'!A0")), (), ("=cmd|'/C calc'!A0",)),
    "a link as a text": (row(1, text("A1", '=HYPERLINK("x","y")')), (), ('=HYPERLINK("x","y")',)),
    "texts that look like formulas": (row(1, text("A1", "@SUM(1)"), text("B1", "+1+1"), text("C1", "-2-3")), (),
                                      ("@SUM(1)", "+1+1", "-2-3")),
    "a mark that turns text round": (row(1, text("A1", "a\u202eb")), (), ("a\u202eb",)),
    "an escaped NUL": (row(1, text("A1", "a_x0000_b")), (), ("a_x0000_b",)),
    "an escaped surrogate": (row(1, text("A1", "a_xD800_b")), (), ("a_xD800_b",)),
    "an escaped line break": (row(1, text("A1", "a_x000A_b")), (), ("a\nb",)),
    "a style that is not there": (row(1, cell("A1", "43866", ' s="999"')), ("unknown-style",), ("43866",)),
    "a style that is no number": (row(1, cell("A1", "43866", ' s="x"')), ("unknown-style",), ("43866",)),
    "an error": (row(1, cell("A1", "#REF!", ' t="e"')), ("error-cell",), ("#REF!",)),
    "a formula that was never calculated": (row(1, "<c r='A1'><f>1+1</f></c>"), ("formula-without-value",), ()),
    "a formula with an old result": (row(1, cell("A1"), "<c r='B1'><f>A1+1</f><v>999</v></c>"), ("stale-value",),
                                     ("999",)),
    "18 digits as a number": (row(1, cell("A1", "110101199003070012")), ("digits-lost",), ("110101199003070000",)),
    "rows in a comment": (f"<!-- {GOOD} -->" + row(3, cell("A3", "7")), (), ("7",)),
    "rows in a comment behind a row": (f"<row r='1'/><!-- x</row>{EIGHT} -->{SEVEN}", (), ("7",)),
    "rows in a section of text": (f"<row r='1'/><![CDATA[ x</row>{EIGHT} ]]>{SEVEN}", (), ("7",)),
    "styled blank cells to the last column": (row(1, cell("A1"), '<c s="0" r="SS1"/>', '<c r="XFD1"/>'), (), ("1",)),
    "a blank row at the end of the sheet": (GOOD + '<row r="1048576"/>', (), ("1", "2")),
    "two cells far apart in one column": (row(1, cell("A1")) + row(1_048_576, cell("A1048576", "9")), (), ("9",)),
    "a formula nested without end": (row(1, f"<c r='A1'><f>{'(' * 5000}B1</f><v>1</v></c>"), ("formula",), ("1",)),
    "a formula of itself": (row(1, "<c r='A1'><f>A1+1</f><v>1</v></c>"), ("formula",), ("1",)),
    "a division by nothing": (row(1, "<c r='A1'><f>1/B1</f><v>1</v></c>"), ("formula",), ("1",)),
    "10,000 rows hidden one by one": (
        "".join(f'<row r="{2 * number}" hidden="1">{cell(f"A{2 * number}")}</row>' for number in range(1, 3000)),
        ("hidden-row",), ("1",)),
}  # fmt: skip


def every_hostile_sheet() -> Iterator[Hostile]:
    for name, (rows, code) in ROWS.items():
        yield Hostile(name, ".xlsx", lambda rows=rows: book(rows), code)
    for name, (rows, remarks, cells) in READ.items():
        yield Hostile(name, ".xlsx", lambda rows=rows: book(rows), "", remarks, cells)
    yield from _parts()
    yield from _containers()
    yield from _contents()
    yield from _opendocument()


def _prefixed() -> str:
    rows = "".join(FAR).replace("<row", "<x:row").replace("</row", "</x:row").replace("<c", "<x:c")
    rows = rows.replace("</c", "</x:c").replace("<v", "<x:v").replace("</v", "</x:v")
    return f'{HEAD}<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'


def _parts() -> Iterator[Hostile]:
    merges = "".join(f'<mergeCell ref="A{2 * number + 1}:A{2 * number + 2}"/>' for number in range(70_000))
    second = relations(("r1", "worksheet", "other.xml"))
    many = "".join(f'<sheet name="{number}" sheetId="1" r:id="r1"/>' for number in range(100_000))
    external = relations(("r1", "worksheet", "file:///etc/passwd"), mode=' TargetMode="External"')
    secret = f"{HEAD}<!DOCTYPE x [<!ENTITY s SYSTEM 'file:///etc/passwd'>]>"
    wide = worksheet("".join(FAR)).replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    broken: dict[str, tuple[dict[str, str | bytes | None], str]] = {
        "the last corner, with a prefix": ({"sheet": _prefixed()}, "sheet-columns"),
        "the last corner, in a part of another name": ({"rels": second, "other": worksheet("".join(FAR))},
                                                       "sheet-columns"),
        "the last corner, in UTF-16": ({"sheet": wide}, "sheet-columns"),
        "the last corner, in the strict variant": (
            {"sheet": worksheet("".join(FAR)).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")},
            "sheet-columns"),
        "entities that multiply": ({"sheet": worksheet(row(1, text("A1", "&j;")), head=LAUGHS)},
                                   "report-document-type"),
        "such entities in the shared texts": ({"texts": f'{LAUGHS}<sst xmlns="{MAIN}"/>'}, "report-document-type"),
        "such entities in the workbook": ({"book": LAUGHS + workbook()[len(HEAD):]}, "report-document-type"),
        "an entity from a file": ({"sheet": worksheet(row(1, text("A1", "&s;")), head=secret)}, "report-document-type"),
        "a document type in UTF-16": (
            {"sheet": worksheet("", head=secret).replace('"UTF-8"', '"UTF-16"').encode("utf-16")},
            "report-document-type"),
        "70,000 merged areas": ({"sheet": worksheet("", f"<mergeCells>{merges}</mergeCells>")}, "sheet-merged"),
        "a merged area that is none": ({"sheet": worksheet("", '<mergeCell ref="A1:"/>')}, "sheet-misplaced"),
        "100,000 sheets": ({"book": workbook(many)}, "sheet-count"),
        "two sheets of one name": (
            {"book": workbook('<sheet name="a" r:id="r1"/><sheet name="A" r:id="r3"/>'),
             "rels": relations(("r1", "worksheet", "worksheets/sheet1.xml"), ("r3", "worksheet", "other.xml"))},
            "sheet-twice"),
        "two sheets of one part": ({"book": workbook('<sheet name="a" r:id="r1"/><sheet name="b" r:id="r1"/>')},
                                   "sheet-twice"),
        "a sheet with a very long name": ({"book": workbook(f'<sheet name="{"n" * 5000}" r:id="r1"/>')}, "sheet-name"),
        "a sheet without a name": ({"book": workbook('<sheet name="" r:id="r1"/>')}, "sheet-name"),
        "a sheet without a part": ({"sheet": None}, "sheet-part-missing"),
        "a sheet that is a file outside": ({"rels": external}, "sheet-part-missing"),
        "a sheet without a relation": ({"rels": None}, "sheet-part-missing"),
        "no workbook": ({"book": None}, "report-damaged-package"),
        "no relations at all": ({"root": None}, "report-damaged-package"),
        "a relation to itself": ({"root": relations(("r1", "officeDocument", "_rels/.rels"))},
                                 "report-damaged-package"),
        "a workbook that is no XML": ({"book": "PK"}, "report-damaged-part"),
        "an empty sheet part": ({"sheet": ""}, "sheet-part-missing"),
        "a part whose name leads up": ({"up": "x"}, "report-part-name"),
        "a part whose name is absolute": ({"absolute": "x"}, "report-part-name"),
        "a shared text longer than a cell": (
            {"texts": f'{HEAD}<sst xmlns="{MAIN}"><si><t>{"长" * 33_000}</t></si></sst>'}, "sheet-shared-text"),
        "a sheet of 40 MB that packs well": ({"sheet": worksheet(row(1, text("A1", "0" * 40_000_000)))},
                                             "report-part-ratio"),
    }  # fmt: skip
    for name, (changes, code) in broken.items():
        yield Hostile(name, ".xlsx", lambda changes=changes: book(GOOD, **changes), code)
    for name, changes in {
        "no content types": {"types": None}, "wrong content types": {"types": f"{HEAD}<Types/>"},
        "a zip in the zip": {"media": packed({"a": "b"})}, "a sheet named like a path": {
            "book": workbook('<sheet name="../../etc/passwd" r:id="r1"/>')},
        "shared texts that are missing and not used": {"texts": None},
        "relations of a sheet to itself": {"other": "x"},
    }.items():  # fmt: skip
        yield Hostile(name, ".xlsx", lambda changes=changes: book(GOOD, **changes), "", (), ("1", "2"))


def _twice() -> bytes:
    stream = io.BytesIO(book(GOOD))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.start_dir = archive.fp.tell() if archive.fp else 0
        info = zipfile.ZipInfo(SHEET.upper())
        archive.writestr(info, worksheet(row(1, cell("A1", "666"))))
    return stream.getvalue()


def _patched(name: str, offset: int, value: bytes) -> bytes:
    """Return a workbook of which a field of the directory is changed."""
    data = bytearray(book(GOOD, media=b"\x00" * 1000))
    place = data.index(b"PK\x01\x02")
    while data[place + 46 : place + 46 + len(name)] != name.encode():
        place = data.index(b"PK\x01\x02", place + 1)
    data[place + offset : place + offset + len(value)] = value
    return bytes(data)


def _damaged_within() -> bytes:
    data = bytearray(book("".join(row(number, cell(f"A{number}")) for number in range(1, 3000))))
    place = data.index(SHEET.encode()) + 2000
    data[place : place + 50] = b"\xff" * 50
    return bytes(data)


def _containers() -> Iterator[Hostile]:
    good = book(GOOD)
    end = good.rindex(b"PK\x05\x06")
    entries: dict[str, tuple[Callable[[], bytes], str]] = {
        "a part twice under names that differ in capitals": (_twice, "report-part-name"),
        "nothing": (lambda: b"", "sheet-empty"),
        "only blanks": (lambda: b" \r\n\x00" * 100, "sheet-empty"),
        "a zip without its end": (lambda: good[:-30], "report-damaged-package"),
        "half a zip": (lambda: good[: len(good) // 2], "report-damaged-package"),
        "the first kilobyte of a zip": (lambda: good[:1000], "report-damaged-package"),
        "four bytes of a zip": (lambda: good[:4], "report-damaged-package"),
        "a zip with its middle missing": (lambda: good[:300] + good[500:], "report-damaged-part"),
        "a damaged sheet": (_damaged_within, "report-damaged-part"),
        "an encrypted part": (lambda: _patched(SHEET, 8, b"\x01\x00"), "report-protected"),
        "a part packed in another way": (lambda: _patched(SHEET, 10, b"\x0c\x00"), "report-damaged-part"),
        "a part said to be smaller than it is": (lambda: _patched(SHEET, 24, struct.pack("<L", 100)),
                                                 "report-damaged-part"),
        "a picture said to unpack to 4 GB": (lambda: _patched("xl/media/a.png", 24, b"\xfe\xff\xff\xff"),
                                             "report-package-bytes"),
        "a part said to begin elsewhere": (lambda: _patched(SHEET, 42, struct.pack("<L", 7)), "report-damaged-part"),
        "sizes that are in no zip64 field": (lambda: _patched(SHEET, 20, b"\xff" * 8), "report-package-bytes"),
        "an end that names a zip64 directory": (
            lambda: good[:end] + b"PK\x06\x07" + b"\x00" * 16 + good[end:], "report-damaged-package"),
        "a directory said to have 60,000 entries": (
            lambda: good[: end + 10] + struct.pack("<H", 60_000) + good[end + 12 :], "report-entries"),
        "3,000 parts": (lambda: packed(parts_of(GOOD) | {f"a{number}": "" for number in range(3000)}),
                        "report-entries"),
        "a zip of other things": (lambda: packed({"a.txt": "b"}), "report-damaged-package"),
    }  # fmt: skip
    for name, (data, code) in entries.items():
        yield Hostile(name, ".xlsx", data, code)


def _old_book() -> bytes:
    stream = io.BytesIO()
    old = xlwt.Workbook(encoding="utf-8")
    sheet = old.add_sheet("表")
    sheet.write(0, 0, "=cmd|'/C calc'!A0")
    sheet.write(1, 1, 110101199003070012)
    old.save(stream)
    return stream.getvalue()


def _contents() -> Iterator[Hostile]:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    old = _old_book()
    entries: dict[str, tuple[str, Callable[[], bytes], str]] = {
        "an encrypted package": (".xlsx", lambda: ole + "EncryptedPackage".encode("utf-16-le"), "sheet-protected"),
        "an encrypted package as .xls": (".xls", lambda: ole + "EncryptedPackage".encode("utf-16-le"),
                                         "sheet-protected"),
        "a Word document of old": (".xls", lambda: ole + "WordDocument".encode("utf-16-le"), "sheet-content"),
        "noise behind the mark of an old workbook": (
            ".xls", lambda: ole + "Workbook".encode("utf-16-le") + b"\xaa" * 5000, "sheet-damaged"),
        "half an old workbook": (".xls", lambda: old[: len(old) // 2], "sheet-damaged"),
        "a PDF": (".xlsx", lambda: b"%PDF-1.7\n", "sheet-content"),
        "a web page": (".xls", lambda: b"<html><table><tr><td>1</td></tr></table></html>", "sheet-content"),
        "XML of 2003": (".xls", lambda: b'<?xml version="1.0"?><Workbook/>', "sheet-content"),
        "noise": (".xls", lambda: b"\x09\x08\x00\x00" + zlib.compress(b"abc") * 40, "sheet-damaged"),
        "a format that is not read": (".numbers", lambda: b"x", "sheet-format"),
    }  # fmt: skip
    for name, (suffix, data, code) in entries.items():
        yield Hostile(f"{name}, as {suffix}", suffix, data, code)
    yield Hostile("a new workbook as .xls", ".xls", lambda: book(GOOD), "", ("other-content",), ("1", "2"))
    yield Hostile("a text as .xls", ".xls", lambda: b"a,b\n1,2\n", "", ("other-content",), ("a", "2"))
    yield Hostile("an old workbook as .xlsx", ".xlsx", lambda: old, "", ("other-content", "not-looked-at"),
                  ("=cmd|'/C calc'!A0", "110101199003070000"))  # fmt: skip


def document(tables: str, manifest: str = "") -> bytes:
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
                      for name in ("office", "table", "text", "style"))  # fmt: skip
    content = (f"{HEAD}<office:document-content {spaces}><office:body><office:spreadsheet>{tables}"
               "</office:spreadsheet></office:body></office:document-content>")  # fmt: skip
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}
                  | ({"META-INF/manifest.xml": manifest} if manifest else {}))  # fmt: skip


def table(rows: str, name: str = "表") -> str:
    return f'<table:table table:name="{name}">{rows}</table:table>'


def _opendocument() -> Iterator[Hostile]:
    one = '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
    wide = one.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"')
    line = f'<table:table-row table:number-rows-repeated="1048576">{one * 30}</table:table-row>'
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    locked = f'{HEAD}<m:manifest xmlns:m="{space}"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    entries: dict[str, tuple[Callable[[], bytes], str]] = {
        "a row repeated a million times": (lambda: document(table(line)), "sheet-box"),
        "a cell repeated to the last column": (lambda: document(table(f"<table:table-row>{wide}</table:table-row>")),
                                               "sheet-columns"),
        "a row of a few cells repeated a million times": (
            lambda: document(table(line.replace(one * 30, one * 3))), "sheet-repeated"),
        "a cell repeated in many rows": (
            lambda: document(table(f"<table:table-row>{wide.replace('16384', '512')}</table:table-row>" * 2000)),
            "sheet-repeated"),
        "a row repeated a billion times": (lambda: document(table(line.replace("1048576", "999999999"))), "sheet-box"),
        "blanks repeated in a text": (lambda: document(table(
            f'<table:table-row><table:table-cell>{"<text:p>" + chr(60)}text:s text:c="32767"/>{chr(60)}text:s '
            'text:c="32767"/></text:p></table:table-cell></table:table-row>')), "sheet-cell-characters"),
        "two tables of one name": (lambda: document(table("") * 2), "sheet-twice"),
        "300 tables": (lambda: document("".join(table("", str(number)) for number in range(300))), "sheet-count"),
        "a table in a table": (lambda: document(table(table("", "b"))), "sheet-misplaced"),
        "no table": (lambda: document(""), "sheet-damaged"),
        "an encrypted one": (lambda: document(table(""), locked), "sheet-protected"),
        "entities that multiply": (lambda: packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                                                   "content.xml": f"{LAUGHS}<x>&j;</x>"}), "report-document-type"),
        "half a zip": (lambda: document(table(""))[:300], "report-damaged-package"),
    }  # fmt: skip
    for name, (data, code) in entries.items():
        yield Hostile(f"OpenDocument: {name}", ".ods", data, code)
    blank = '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    blank = f'<table:table-row table:number-rows-repeated="1048576">{blank}'
    yield Hostile("OpenDocument: blank rows and cells repeated to the end", ".ods",
                  lambda: document(table(f"<table:table-row>{one}</table:table-row>{blank}")), "", (),
                  ("1",))  # fmt: skip
