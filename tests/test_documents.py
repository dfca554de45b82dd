"""From executed notebooks to documents."""

import nbformat.v4 as v4
import pytest

from documents import figure, rich_document
from jixiao import document as d
from jixiao.exceptions import SchemaError
from jixiao.export.clean import clean_text, cleaned
from jixiao.export.glyphs import place_of
from jixiao.export.markdown import blocks_of
from jixiao.export.notebook import document_of
from jixiao.export.prepare import prepared
from jixiao.export.widths import LONGEST_TOKEN_EM, em, layout


def shown(data: dict, **metadata) -> dict:
    return v4.new_output("display_data", data=data, metadata=metadata)


def notebook(*cells):
    return v4.new_notebook(cells=list(cells))


def code(source: str, *outputs, tags=()):
    return v4.new_code_cell(source, outputs=list(outputs), metadata={"tags": list(tags)})


def kinds(document: dict) -> list[str]:
    return [block["kind"] for block in document["blocks"]]


def test_a_document_shown_by_a_cell_is_the_document():
    first, second = rich_document("zh"), rich_document("en")
    made = document_of(
        notebook(
            v4.new_markdown_cell("# Ignored"),
            code("show()", shown({d.DOCUMENT_MIME: first})),
            code("show()", shown({d.DOCUMENT_MIME: second})),
        )
    )
    assert made["title"] == first["title"]
    assert kinds(made) == [block["kind"] for block in first["blocks"]]


def test_fields_given_by_the_caller_win():
    nb = notebook(code("show()", shown({d.DOCUMENT_MIME: rich_document("zh")})))
    assert document_of(nb, report_id="JX-1")["report_id"] == "JX-1"


def test_a_notebook_without_a_document_makes_a_working_paper():
    paper = document_of(
        notebook(
            v4.new_markdown_cell("# 工作底稿一\n\n## 核对\n\n正文"),
            code("tolerance = 0", tags=["parameters"]),
            code("table()", shown({d.BLOCKS_MIME: {"blocks": [d.note("一致")]}, "text/plain": "dropped"})),
            code(
                "print(1)",
                v4.new_output("stream", name="stdout", text="一行\n"),
                v4.new_output("stream", name="stderr", text="warning"),
            ),
            code(
                "hidden()",
                shown({"text/html": "<b>x</b>", "application/javascript": "x()"}),
                tags=["hide-input"],
            ),
            code(
                "1/0",
                v4.new_output(
                    "error", ename="ZeroDivisionError", evalue="zero", traceback=["\x1b[31mzero\x1b[0m"]
                ),
            ),
        ),
        language="zh",
    )
    assert paper["title"] == "工作底稿一"
    assert kinds(paper) == ["heading", "paragraph", "details", "note", "details", "pre", "details", "pre"]
    assert paper["blocks"][0] == d.heading(1, "核对")
    words = "".join(d.texts(prepared(paper)["blocks"]))
    assert (
        "tolerance" not in words and "warning" not in words and "dropped" not in words and "\x1b" not in words
    )


def test_a_picture_of_a_cell_becomes_a_figure_with_a_description():
    png = figure("en")["png"]
    paper = document_of(
        notebook(code("", shown({"image/png": png, "text/plain": "<Figure>"}))), language="en"
    )
    [picture] = prepared(paper)["blocks"]
    assert (picture["kind"], picture["png"]) == ("figure", png)
    assert picture["alt"]


@pytest.mark.parametrize("source", ["seal", "papermill"])
def test_a_working_paper_speaks_the_language_that_the_notebook_ran_with(source: str):
    parameters = {"language": "en", "page_style": "gongwen"}
    nb = notebook(
        code("", shown({d.SEAL_MIME: {"page": "1_validate", "parameters": parameters}}))
        if source == "seal"
        else code("x")
    )
    if source == "papermill":
        nb.metadata["papermill"] = {"parameters": parameters}
    paper = document_of(nb)
    assert (paper["language"], paper["page_style"]) == ("en", "gongwen")


BROKEN_BLOCKS = {
    "an unknown kind": {"kind": "script", "text": "x"},
    "a missing field": {"kind": "paragraph"},
    "a text of another type": {"kind": "pre", "text": 12},
    "a field too many": {"kind": "pre", "text": "x", "html": "<b>"},
    "an unknown tone": {"kind": "note", "tone": "red", "text": ["x"]},
    "a short row": d.table("t", "表", [("甲", "left"), ("乙", "right")], [["1", "2"], ["1"]]),
    "a short total row": d.table("t", "表", [("甲", "left"), ("乙", "right")], [["1", "2"]], foot=["1"]),
    "an inner block without a kind": {"kind": "details", "summary": "x", "blocks": [{"text": "x"}]},
    "a figure without a picture": d.figure("f", "图", "说明", "", "", "", {"columns": [], "rows": []}),
    "a figure without a description": d.figure("f", "图", "", "<svg/>", "", "", {"columns": [], "rows": []}),
    "something that is no block": "text",
}


@pytest.mark.parametrize("block", BROKEN_BLOCKS.values(), ids=BROKEN_BLOCKS)
def test_broken_blocks_are_refused_with_their_place(block):
    nb = notebook(code("", shown({d.BLOCKS_MIME: {"blocks": [d.pre("x"), block]}})))
    with pytest.raises(SchemaError) as caught:
        document_of(nb, language="zh")
    assert caught.value.code == "bad-document"
    assert caught.value.fields["where"].startswith("1")
    assert len(caught.value.message("en").splitlines()) <= 6


BROKEN_DOCUMENTS = {
    "another schema": {"schema": "jixiao.document/9"},
    "an empty title": {"title": "  "},
    "another language": {"language": "fr"},
    "a date that is none": {"date": "30 June"},
    "an attachment with a path": {
        "attachments": [{"name": "../x", "mime": "a/b", "description": "", "text": ""}]
    },
    "no list of blocks": {"blocks": None},
}


@pytest.mark.parametrize("change", BROKEN_DOCUMENTS.values(), ids=BROKEN_DOCUMENTS)
def test_broken_documents_are_refused(change):
    with pytest.raises(SchemaError, match="bad-document"):
        document_of(notebook(code("", shown({d.DOCUMENT_MIME: rich_document() | change}))))


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("⼈⼯", "人工"),
        ("a\x00b\x07c\ufeffd", "abcd"),
        ("一\r\n二\r三", "一\n二\n三"),
        ("\x1b[1;31m红\x1b[0m", "红"),
        ("12\u202e34", "12〔U+202E〕34"),
        ("x\u200e", "x〔U+200E〕"),
        ("\ud800", "〔U+D800〕"),
        ("列\t表", "列\t表"),
        ("2020年12月—“引号”㎡①", "2020年12月—“引号”㎡①"),
    ],
    ids=[
        "Kangxi radicals",
        "control characters",
        "line ends",
        "terminal colours",
        "a turned number",
        "a mark",
        "half a pair",
        "a tab",
        "ordinary text",
    ],
)
def test_characters_that_deceive_are_dropped_mapped_or_spelt_out(raw: str, seen: str):
    assert clean_text(raw) == seen


def test_pictures_and_attachments_are_not_cleaned():
    assert cleaned({"svg": "\ufeff<svg/>", "text": "\ufeffx"}) == {"svg": "\ufeff<svg/>", "text": "x"}
    given = rich_document() | {
        "attachments": [{"name": "a.csv", "mime": "text/csv", "description": "⼈", "text": "\ufeffid,⼈\r\n"}]
    }
    assert prepared(given)["attachments"][0]["text"] == "\ufeffid,⼈\r\n"


def test_headings_never_skip_a_level():
    made = d.document(
        "t", [d.heading(3, "a"), d.heading(1, "b"), d.details("s", [d.heading(4, "c")])], language="en"
    )
    levels = [block["level"] for block in d.walk(prepared(made)["blocks"]) if block["kind"] == "heading"]
    assert levels == [1, 1, 2]


def test_a_table_shown_twice_gets_two_identifiers():
    one = d.table("t", "表", [("甲", "left")], [["1"]])
    made = prepared(d.document("t", [one, dict(one)], language="zh"))
    assert [block["id"] for block in made["blocks"]] == ["t", "t-2"]


def test_markdown_becomes_blocks_and_markup_stays_text():
    blocks = blocks_of(
        "段落一\n续行 **重** *轻* `码` [链接](https://example.org/a) [坏](javascript:alert(1))\n\n"
        "- 甲\n  - 乙\n- 丙\n\n> 引文\n\n```\n代码\n```\n\n"
        "| 甲 | 乙 |\n|:--|--:|\n| 1 | 2 |\n\n<div onclick=x>html</div>\n",
        "zh",
    )
    assert [block["kind"] for block in blocks] == ["paragraph", "list", "note", "pre", "table", "pre"]
    assert d.plain(blocks[0]["text"]) == "段落一续行 重 轻 码 链接 (https://example.org/a) 坏"
    assert blocks[1]["items"] == [["甲"], ["– ", "乙"], ["丙"]]
    assert [column["align"] for column in blocks[4]["columns"]] == ["left", "right"]
    assert blocks[5]["text"] == "<div onclick=x>html</div>"


@pytest.mark.parametrize("width", [300.0, 442.0, 637.0])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_columns_fill_the_line_and_keep_numbers_whole(language: str, width: float):
    for block in d.walk(rich_document(language)["blocks"]):
        if block["kind"] == "table" and not block["landscape"]:
            size, columns, _ = layout(block, width)
            assert sum(columns) * size == pytest.approx(width, rel=0.01)
            for place, column in enumerate(block["columns"]):
                if column["align"] == "right":
                    assert columns[place] >= max(em(d.plain(row[place])) for row in block["rows"])


def test_a_digest_does_not_starve_the_other_columns():
    table = d.table("t", "表", [("文件", "left"), ("摘要", "left")], [["审批文件扫描件", "0" * 64]])
    _, columns, _ = layout(table, 200.0)
    assert columns[0] >= em("审批文件扫描件") / 2 and columns[1] >= LONGEST_TOKEN_EM


@pytest.mark.parametrize(("language", "words"), [("zh", "第 2 行“乙”栏"), ("en", "row 2, column “乙”")])
def test_the_place_of_a_character_names_table_row_and_column(language: str, words: str):
    made = d.document(
        "t",
        [d.table("t", "表一", [("甲", "left"), ("乙", "left")], [["1", "2"], ["3", "𠮷"]])],
        language="zh",
    )
    place = place_of(made, "𠮷", language)
    assert words in place and "表一" in place
