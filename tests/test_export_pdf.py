"""The PDF: archival, accessible, complete, the same bytes every time."""

import io
import json
import re
from functools import cache

import nbformat.v4 as v4
import pikepdf
import pypdfium2
import pytest

from documents import rich_document, scores
from jixiao import document as d
from jixiao.exceptions import JixiaoError, SchemaError
from jixiao.export.pdf import JixiaoPDFExporter, render_pdf
from pdf_validation import complaints, every_length_is_right

VARIANTS = [(language, style) for language in ("zh", "en") for style in ("report", "gongwen")]
every_variant = pytest.mark.parametrize(("language", "style"), VARIANTS)
PT_PER_MM = 72 / 25.4
TEXT_AREA_MM = {"report": (24.0, 27.0), "gongwen": (35.0, 37.0)}
"""Bottom and top margins between which the text of a document stands, not its header and footer."""


@cache
def made(language: str, style: str) -> bytes:
    return render_pdf(rich_document(language, style))


def squeezed(text: str) -> str:
    # The extraction takes a hyphen at the end of a line for a division of the word.
    return re.sub(r"[-\s\u2060\u00ad\u0002\ufffe]", "", text)


def pages(pdf: bytes, style: str) -> list[str]:
    """Return the words of each page between its header and its footer."""
    bottom, top = (margin * PT_PER_MM for margin in TEXT_AREA_MM[style])
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            squeezed(page.get_textpage().get_text_bounded(bottom=bottom - 4, top=page.get_height() - top + 4))
            for page in document
        ]


@every_variant
def test_the_file_is_pdf_a_3a_and_pdf_ua_1(language: str, style: str, tmp_path):
    assert complaints(made(language, style), tmp_path) == []


def test_a_wrong_stream_length_is_not_proved_right():
    pdf = made("en", "report")
    assert every_length_is_right(pdf)
    first = re.search(rb"/Length (\d\d+)", pdf)
    broken = pdf[: first.start(1)] + b"%0*d" % (len(first[1]), int(first[1]) - 1) + pdf[first.end(1) :]
    assert not every_length_is_right(broken)


@every_variant
def test_every_word_of_the_document_is_on_the_pages(language: str, style: str):
    document = rich_document(language, style)
    words = "".join(pages(made(language, style), style))
    for text in [document["title"], document["subtitle"], *d.texts(document["blocks"])]:
        assert squeezed(text) in words
    for label, value in document["cover"]:
        assert squeezed(label) in words and squeezed(value) in words


@every_variant
def test_the_outline_is_the_headings(language: str, style: str):
    headings = [
        block["text"]
        for block in d.walk(rich_document(language, style)["blocks"])
        if block["kind"] == "heading"
    ]
    with pypdfium2.PdfDocument(made(language, style)) as pdf:
        assert [squeezed(entry.get_title()) for entry in pdf.get_toc()] == [
            squeezed(text) for text in headings
        ]


@every_variant
def test_fonts_are_embedded_and_come_from_the_package(language: str, style: str):
    with pikepdf.open(io.BytesIO(made(language, style))) as pdf:
        fonts = [
            thing
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
        names = {str(font.FontName).split("+")[-1] for font in fonts}
        assert all(
            re.match(r"Noto(Serif|Sans)CJK|DejaVuSansMono|NewCMMath", name.replace("-", "")) for name in names
        ), names
        assert str(pdf.Root.Lang) == {"zh": "zh-CN", "en": "en-GB"}[language]
        assert pdf.docinfo["/Title"] == rich_document(language)["title"]


def test_attachments_are_the_data_and_the_model():
    document = rich_document("zh")
    with pikepdf.open(io.BytesIO(made("zh", "report"))) as pdf:
        files = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
    model = json.loads(files["document.json"])
    assert files["scores.csv"].decode() == document["attachments"][0]["text"]
    assert files.keys() == {"scores.csv", "document.json"}
    assert list(d.texts(model["blocks"])) == list(d.texts(document["blocks"]))
    assert all(
        not block["svg"] and not block["png"]
        for block in d.walk(model["blocks"])
        if block["kind"] == "figure"
    )


@every_variant
def test_the_same_document_gives_the_same_bytes(language: str, style: str):
    assert render_pdf(rich_document(language, style)) == made(language, style)


def test_the_date_in_the_file_is_the_date_of_the_document():
    with pikepdf.open(io.BytesIO(made("zh", "report"))) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20210630000000")
    undated = rich_document("zh") | {"date": ""}
    with pikepdf.open(io.BytesIO(render_pdf(undated))) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20200101000000")


def test_a_caption_is_never_left_alone_at_the_foot_of_a_page():
    table = d.table("t", "表题在此", [("甲", "left"), ("乙", "right")], [["第一行", "1.00"]] * 6)
    for fillers in range(14, 26):
        blocks = [d.paragraph("填充")] * fillers + [d.heading(1, "小标题在此"), table]
        text = pages(render_pdf(d.document("报告", blocks, language="zh")), "report")
        [place] = [number for number, words in enumerate(text) if "表题在此" in words]
        assert "第一行" in text[place] and "小标题在此" in text[place]


@pytest.mark.parametrize("foot", [["总计行", "9.00"], None], ids=["total row", "no total row"])
@pytest.mark.parametrize("rows", range(20, 60, 3))
def test_the_last_row_is_never_alone_on_a_page(rows: int, foot: list[str] | None):
    body = [["分项", "1.00"]] * (rows - 1) + [["分项" if foot else "总计行", "1.00"]]
    table = d.table("t", "表", [("甲", "left"), ("乙", "right")], body, foot=foot)
    for words in pages(render_pdf(d.document("报告", [table], language="zh")), "report"):
        assert "总计行" not in words or "分项" in words


def test_the_header_row_is_repeated_and_the_total_row_is_not():
    text = pages(render_pdf(d.document("报告", [scores("zh")], language="zh")), "report")
    assert len(text) > 2
    assert all("评价依据" in words for words in text)
    assert sum("78.22" in words for words in text) == 1


def test_a_landscape_table_turns_its_page_and_takes_its_heading_along():
    with pypdfium2.PdfDocument(made("zh", "report")) as pdf:
        turned = [number for number, page in enumerate(pdf) if page.get_width() > page.get_height()]
    assert turned
    assert "四、附表" in pages(made("zh", "report"), "report")[turned[0]]


def test_the_official_page_has_22_lines_of_28_characters():
    words = "一二三四五六七八九十" * 200
    pdf = render_pdf(d.document("报告", [d.paragraph(words)], language="zh", page_style="gongwen"))
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[1].get_textpage()
        lines = page.get_text_bounded(bottom=33 * PT_PER_MM).split()
    assert [len(line) for line in lines] == [28] * 22


MISSING = {
    "cell": (
        d.table("t", "人员表", [("序号", "left"), ("姓名", "left")], [["1", "王"], ["2", "𠮷"]]),
        "𠮷",
        "U+20BB7",
        ["人员表", "2", "姓名"],
    ),
    "paragraph": (d.paragraph("结论：良好😀"), "😀", "U+1F600", ["结论：良好"]),
    "heading": (d.heading(1, "一、😀情况"), "😀", "U+1F600", ["一、😀情况"]),
    "pre": (d.pre("first line\nsecond 😀"), "😀", "U+1F600", ["second"]),
    "cover": (None, "😀", "U+1F600", ["评价组"]),
    "private use": (d.paragraph("姓名：\ue000"), "\ue000", "U+E000", ["姓名："]),
}


@pytest.mark.parametrize("case", MISSING)
def test_a_missing_character_is_named_with_its_place(case: str):
    block, character, code_point, places = MISSING[case]
    with pytest.raises(SchemaError) as caught:
        render_pdf(
            d.document(
                "报告", [block] if block else [], language="zh", cover=[("评价组", "甲" if block else "😀")]
            )
        )
    error = caught.value
    assert (error.code, error.fields["character"], error.fields["code_point"]) == (
        "missing-glyph",
        character,
        code_point,
    )
    assert all(place in error.fields["where"] for place in places)


def test_signs_that_another_packaged_font_has_are_printed():
    assert "✗失败" in "".join(
        pages(render_pdf(d.document("报告", [d.pre("✗ 失败")], language="zh")), "report")
    )


def test_a_broken_picture_is_an_error_with_a_reason():
    broken = d.figure("f", "图", "说明", "<svg", "", "", {"columns": [], "rows": []})
    with pytest.raises(JixiaoError) as caught:
        render_pdf(d.document("报告", [broken], language="zh"))
    assert caught.value.code == "pdf-failed" and caught.value.fields["reason"]


@pytest.mark.parametrize(
    "mark",
    ['#panic("x") $x$ *b* _i_ `c`', "@ref <label> // c /* c */", '#read("/etc/passwd")', "\\u{41} -- ~ = H"],
)
def test_markup_of_the_typesetter_is_printed_as_it_is(mark: str):
    blocks = [
        d.heading(1, mark),
        d.paragraph(mark, d.strong(mark)),
        d.note(mark),
        d.pre(mark),
        d.details(mark, []),
        d.table("t", mark, [(mark, "left")], [[mark]], foot=[mark], source=mark),
        d.bullets([mark]),
    ]
    words = "".join(pages(render_pdf(d.document(mark, blocks, language="en")), "report"))
    assert words.count(squeezed(mark)) == 13


def test_a_notebook_is_exported_as_pdf():
    nb = v4.new_notebook(
        cells=[v4.new_markdown_cell("# 底稿\n\n## 核对\n\n一致。"), v4.new_code_cell("1 + 1")]
    )
    pdf, resources = JixiaoPDFExporter().from_notebook_node(nb)
    assert pdf.startswith(b"%PDF-1.7") and resources["output_extension"] == ".pdf"
