"""A hostile or damaged package is refused with a typed error before a parser sees it."""

import struct
import time
import zipfile

import pytest

import documents_builder as build
from documents_builder import c, listed, numbering, p, r, tbl, tc, tr
from jixiao.documents import read_document
from jixiao.exceptions import JixiaoError
from jixiao.language import LANGUAGES

SECONDS = 10
GOOD = build.docx(p("预算202.15万元"))
ENTITIES = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def with_part(name: str, content: str | bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    return build.package(build.word_parts(p("文")) | {name: content}, method)


def renamed(old: bytes, new: bytes) -> bytes:
    return with_part(old.decode(), "x").replace(old, new)


def marked_encrypted() -> bytes:
    # bit 0 of the flags, in the local header and in the directory
    data = bytearray(GOOD)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 1)
    return bytes(data)


def with_directory(entries: int, size: int) -> bytes:
    end = GOOD.rindex(b"PK\x05\x06")
    return GOOD[: end + 10] + struct.pack("<HL", entries, size) + GOOD[end + 16 :]


def nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + p("底") + "</w:tc></w:tr></w:tbl>" * depth


PACKAGES = {
    "external entity": (build.docx(p("文"), head=EXTERNAL), "report-document-type"),
    "billion laughs": (build.docx(p("文"), head=ENTITIES), "report-document-type"),
    "entities in a later part": (build.docx(p("文"), styles=ENTITIES), "report-document-type"),
    "entities hidden by an encoding": (
        with_part("word/document.xml", '<?xml version="1.0" encoding="UTF-7"?>+ADw-'),
        "report-damaged-part",
    ),
    "entities hidden by utf-16": (
        with_part("word/document.xml", ENTITIES.encode("utf-16")),
        "report-damaged-part",
    ),
    "deep nesting": (build.docx(nested(5_000)), "report-damaged-part"),
    "no end of an element": (build.docx("<w:p>"), "report-damaged-part"),
    "surrogate": (with_part("word/document.xml", b"<w>\xed\xa0\x80</w>"), "report-damaged-part"),
    "zero byte": (with_part("word/document.xml", b"<w>\x00</w>"), "report-damaged-part"),
    "bomb": (with_part("word/document.xml", b" " * 9_000_000), "report-part-ratio"),
    "bomb beside the document": (with_part("word/styles.xml", b" " * 9_000_000), "report-part-ratio"),
    "large part": (
        with_part("word/document.xml", b" " * 48_000_001, zipfile.ZIP_STORED),
        "report-part-bytes",
    ),
    "many tags": (
        with_part("word/document.xml", b"<a/>" * 2_000_001, zipfile.ZIP_STORED),
        "report-too-complex",
    ),
    "same name twice": (renamed(b"word/documenu.xml", b"word/document.xml"), "report-part-name"),
    "names that differ in case": (with_part("WORD/document.xml", "x"), "report-part-name"),
    "name that leaves the folder": (with_part("word/../../x.xml", "x"), "report-part-name"),
    "absolute name": (with_part("/etc/x.xml", "x"), "report-part-name"),
    "name with a drive": (with_part("c:/x.xml", "x"), "report-part-name"),
    "name with a direction mark": (with_part("word/\u202ex.xml", "x"), "report-part-name"),
    "encrypted": (marked_encrypted(), "report-protected"),
    "many entries": (with_directory(60_000, 100), "report-entries"),
    "large directory": (with_directory(5, 2**31), "report-entries"),
    "truncated": (GOOD[: len(GOOD) // 2], "report-damaged-package"),
    "start only": (GOOD[:40], "report-damaged-package"),
    "no document inside": (build.package({"word/x.xml": "<x/>"}), "report-damaged-package"),
    "some other archive": (build.package({"readme": "x"}), "report-damaged-package"),
    "workbook": (build.xlsx(f"<row>{c('A1', '1')}</row>"), "report-other-content"),
    "text": ("预算202.15万元".encode(), "report-other-content"),
    "password or old format": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
        "report-protected-or-old",
    ),
    "password": (
        b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600,
        "report-protected",
    ),
    "empty": (b"", "report-empty"),
    "nothing written": (build.docx(p()), "report-without-text"),
    "wide row": (build.docx(tbl(tr(tc("1", '<w:gridSpan w:val="999999999"/>')))), "report-columns"),
}


def refused(path) -> JixiaoError:
    started = time.monotonic()
    with pytest.raises(JixiaoError) as caught:
        read_document(path)
    assert time.monotonic() - started < SECONDS
    return caught.value


@pytest.mark.parametrize(("content", "code"), PACKAGES.values(), ids=PACKAGES)
def test_a_hostile_word_file_is_refused(tmp_path, content, code):
    (tmp_path / "报告.docx").write_bytes(content)
    error = refused(tmp_path / "报告.docx")
    assert error.code == code
    assert all(error.message(language).startswith("报告.docx") for language in LANGUAGES)
    assert all(len(error.message(language).splitlines()) <= 6 for language in LANGUAGES)


WORKBOOKS = {
    "million cells": (
        build.xlsx(
            "".join(f'<row r="{number}">{"<c><v>1</v></c>" * 100}</row>' for number in range(1, 10_001))
        ),
        "report-too-complex report-part-ratio",
    ),
    "too many cells": (
        build.xlsx(
            "".join(f'<row r="{number}"><c r="SR{number}"><v>1</v></c></row>' for number in range(1, 401))
        ),
        "report-cells",
    ),
    "wide row": (build.xlsx(f"<row>{c('XFD1', '1')}</row>"), "report-columns"),
    "entities": (build.xlsx(f"<row>{c('A1', '&a;')}</row>"), "report-damaged-part"),
    "no sheets": (
        build.package({"xl/x": "x", "_rels/.rels": build.relations(officeDocument="xl/x")}),
        "report-damaged-part",
    ),
    "word file": (GOOD, "report-other-content"),
    "blank": (build.xlsx(""), "report-without-text"),
}


@pytest.mark.parametrize(("content", "codes"), WORKBOOKS.values(), ids=WORKBOOKS)
def test_a_hostile_workbook_is_refused(tmp_path, content, codes):
    (tmp_path / "表.xlsx").write_bytes(content)
    assert refused(tmp_path / "表.xlsx").code in codes.split()


def test_more_cells_than_a_report_has_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("jixiao.documents.limits.CELLS", 5)
    (tmp_path / "报告.docx").write_bytes(build.docx(tbl(*(tr(tc("1"), tc("2")) for _ in range(3)))))
    assert refused(tmp_path / "报告.docx").code == "report-cells"


@pytest.mark.parametrize("place", range(0, len(GOOD), 37))
def test_one_wrong_byte_is_refused_or_does_no_harm(tmp_path, place):
    damaged = bytearray(GOOD)
    damaged[place] ^= 0xFF
    (tmp_path / "报告.docx").write_bytes(damaged)
    try:
        document = read_document(tmp_path / "报告.docx")
    except JixiaoError as error:
        assert error.exit_code in (20, 22)
    else:
        assert document.text == "预算202.15万元"


def test_tables_nested_as_deep_as_the_parser_allows_are_read(tmp_path):
    (tmp_path / "报告.docx").write_bytes(build.docx(nested(70)))
    assert read_document(tmp_path / "报告.docx").text == "底"


def note(number: int) -> str:
    return f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteReference w:id="{number + 1}"/></w:r></w:p></w:footnote>'


LABORIOUS = {
    "deleted ends": build.docx(p("一二三四五六七八九十", "<w:rPr><w:del/></w:rPr>") * 60_000 + p("文")),
    "notes on notes": build.docx(
        p('<w:r><w:footnoteReference w:id="0"/></w:r>') + p("文"), footnotes="".join(map(note, range(30_000)))
    ),
    "lists of lists": build.docx(
        p("文", listed(1)) * 3_000,
        numbering=numbering(
            *[("decimal", "%1.")] * 9,
            extra=(
                "".join(f'<w:lvlOverride w:ilvl="{level}"/>' for level in range(60_000)).join(
                    ('<w:num w:numId="2">', "</w:num>")
                )
            ),
        ),
    ),
    "fields within fields": build.docx(
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 100_000 + r("文")) + p("文")
    ),
}


@pytest.mark.parametrize("content", LABORIOUS.values(), ids=LABORIOUS)
def test_what_is_built_to_take_long_does_not(tmp_path, content):
    (tmp_path / "报告.docx").write_bytes(content)
    started = time.monotonic()
    assert "文" in read_document(tmp_path / "报告.docx").text
    assert time.monotonic() - started < SECONDS


def test_a_blank_picture_is_no_bomb(tmp_path):
    (tmp_path / "报告.docx").write_bytes(with_part("word/media/1.bmp", b"\xff" * 9_000_000))
    assert read_document(tmp_path / "报告.docx").text == "文"
