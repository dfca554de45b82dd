"""A plain-text report becomes lines whose numbers, columns and offsets are those of the file."""

import re
from pathlib import Path

import pytest

from jixiao import documents
from jixiao.documents import read_document, suffixes
from jixiao.exceptions import JixiaoError
from jixiao.language import catalogue

REPORT = "附件1\n一、基本情况\n\n  项目预算202.15万元，\t到位率93.09%。\n"


def read(folder, content: bytes, name: str = "report.txt"):
    (folder / name).write_bytes(content)
    return read_document(folder / name)


def code(folder, content: bytes, name: str = "report.txt") -> str:
    with pytest.raises(JixiaoError) as caught:
        read(folder, content, name)
    return caught.value.code


@pytest.mark.parametrize("name", ["report.txt", "report.md", "报告.TXT"])
def test_the_text_of_a_clean_file_is_the_file(tmp_path, name):
    document = read(tmp_path, REPORT.encode(), name)
    assert document.text == REPORT.removesuffix("\n")
    assert (document.file, document.encoding, document.notes) == (name, "utf-8-sig", ())


def test_a_blank_line_is_kept_so_that_line_numbers_are_right(tmp_path):
    lines = read(tmp_path, REPORT.encode()).lines
    assert [line.place.number for line in lines] == [1, 2, 3, 4]
    assert (lines[2].text, lines[3].text[:3]) == ("", "  项")
    assert {(line.place.part, line.cells) for line in lines} == {("body", ())}


@pytest.mark.parametrize(
    "content",
    [
        REPORT.encode("utf-8-sig"),
        REPORT.encode("gb18030"),
        REPORT.replace("\n", "\r\n").encode(),
        REPORT.replace("\n", "\r").encode(),
        REPORT.removesuffix("\n").encode(),
    ],
    ids=["byte order mark", "gb18030", "crlf", "cr", "no last line end"],
)
def test_encoding_and_line_ends_do_not_change_the_text(tmp_path, content):
    assert read(tmp_path, content).text == REPORT.removesuffix("\n")


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("88.10\u202e%", "88.10%"),
        ("202\u200b.15", "202.15"),
        ("项\ufeff目", "项目"),
        ("12\u202835", "12 35"),
        ("12\x0c35", "12 35"),
        ("预\u00ad算", "预算"),
        ("预\U000e0041算", "预算"),
        ("预\x07算", "预算"),
    ],
    ids=["direction", "zero width", "mark", "line separator", "form feed", "soft hyphen", "tag", "bell"],
)
def test_what_cannot_be_seen_is_left_out_and_told(tmp_path, written, printed):
    document = read(tmp_path, written.encode())
    assert (document.text, document.notes) == (printed, ("invisible-characters",))


NO_TEXT = {
    "empty": (b"", "report-empty"),
    "blank": (b"\xef\xbb\xbf \r\n", "report-empty"),
    "zeros": (b"\x00\x00", "report-empty"),
    "a zero inside": (b"2020\x00", "report-nul-byte"),
    "utf-16": ("预算".encode("utf-16"), "utf16-file"),
    "cut utf-8": ("预算预算预算".encode()[:-1], "damaged-utf8"),
    "surrogate": (b"\xed\xa0\x80\xff", "unknown-encoding"),
    "nothing visible": ("\u200b".encode(), "report-without-text"),
    "rtf": (b"{\\rtf1 x}", "report-other-content"),
    "old word": (b"\xd0\xcf\x11\xe0" + b"x" * 600, "report-other-content"),
    "pdf": (b"%PDF-1.7", "report-other-content"),
}


@pytest.mark.parametrize(("content", "expected"), NO_TEXT.values(), ids=NO_TEXT)
def test_what_is_no_text_is_refused(tmp_path, content, expected):
    assert code(tmp_path, content) == expected


def test_more_bytes_or_lines_than_a_report_has_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("jixiao.documents.limits.BYTES", {".txt": 20})
    assert code(tmp_path, b"1" * 21) == "file-too-large"
    monkeypatch.setattr("jixiao.documents.limits.TEXT_LINES", 3)
    assert code(tmp_path, b"1\n2\n3\n4") == "report-lines"


def test_ten_megabytes_of_text_are_read(tmp_path):
    content = ("项目预算202.15万元，实际到位188.18万元。\n" * 200_000).encode()
    assert len(content) > 10_000_000
    assert len(read(tmp_path, content).lines) == 200_000


@pytest.mark.parametrize(
    ("name", "save_as"),
    [
        ("报告.doc", ".docx"),
        ("报告.wps", ".docx"),
        ("报告.RTF", ".docx"),
        ("报告.odt", ".docx"),
        ("表.xls", ".xlsx"),
        ("表.et", ".xlsx"),
    ],
)
def test_an_old_format_is_refused_with_the_format_to_save_it_as(tmp_path, name, save_as):
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0 old")
    with pytest.raises(JixiaoError) as caught:
        read_document(tmp_path / name)
    assert caught.value.code == "report-old-format"
    assert f"另存为 {save_as}" in caught.value.message("zh")
    assert f"save it as {save_as}" in caught.value.message("en")


def test_an_unknown_format_is_refused_with_those_that_are_read(tmp_path):
    (tmp_path / "报告.jpg").write_bytes(b"x")
    with pytest.raises(JixiaoError) as caught:
        read_document(tmp_path / "报告.jpg")
    assert caught.value.code == "report-format"
    assert set(suffixes()) == {".txt", ".md", ".docx", ".pdf", ".xlsx"}
    assert all(suffix in caught.value.message("zh") for suffix in suffixes())


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(JixiaoError) as caught:
        read_document(tmp_path / "没有.txt")
    assert caught.value.code == "no-such-file"


def test_every_note_has_its_sentence_and_no_sentence_is_left_over():
    sources = "".join(path.read_text("utf-8") for path in Path(documents.__file__).parent.rglob("*.py"))
    written = {
        key.removeprefix("documents.note.") for key in catalogue("zh") if key.startswith("documents.note.")
    }
    noted = re.findall(r'(?:NOTE = |remarks\.add\(|notes \|= \{)"([a-z-]+)"', sources)
    assert len(written) >= 8 and set(noted) == written


def test_every_error_has_its_sentence_and_no_sentence_is_left_over():
    package = Path(documents.__file__).parent
    raised = {
        path: set(re.findall(r'"(report-[a-z-]+)"', path.read_text("utf-8")))
        for path in package.parent.rglob("*.py")
    }
    written = {key.removeprefix("errors.") for key in catalogue("zh") if key.startswith("errors.report-")}
    here = set().union(*(codes for path, codes in raised.items() if package in path.parents))
    assert len(here) > 20 and here <= written <= set().union(*raised.values())
