"""From executed notebooks to documents."""

import nbformat.v4 as v4
import pytest

from documents import figure, rich_document
from jixiao import document as d
from jixiao.exceptions import SchemaError
from jixiao.export.alignment import align_figures
from jixiao.export.breaks import parted
from jixiao.export.clean import clean_text, cleaned
from jixiao.export.glyphs import place_of
from jixiao.export.markdown import blocks_of
from jixiao.export.notebook import document_of
from jixiao.export.numbering import number
from jixiao.export.prepare import prepared
from jixiao.export.typesetting import turns
from jixiao.export.widths import LONGEST_TOKEN_EM, layout
from jixiao.export.wrapping import em


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


def test_the_seal_of_a_page_shows_its_blocks():
    seal = {d.SEAL_MIME: {"page": "1_validate"}, d.BLOCKS_MIME: {"blocks": [d.note("摘要")]}}
    paper = document_of(notebook(code("seal()", shown(seal), tags=["hide-input"])), language="zh")
    assert paper["blocks"] == [d.note("摘要")]


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
            size, columns, *_ = layout(block, width)
            assert sum(columns) * size == pytest.approx(width, rel=0.01)
            for place, column in enumerate(block["columns"]):
                if column["align"] == "right":
                    assert columns[place] >= max(em(d.plain(row[place])) for row in block["rows"])


def test_a_digest_does_not_starve_the_other_columns():
    table = d.table("t", "表", [("文件", "left"), ("摘要", "left")], [["审批文件扫描件", "0" * 64]])
    columns = layout(table, 200.0).columns
    assert columns[0] >= em("审批文件扫描件") / 2 and columns[1] >= LONGEST_TOKEN_EM


CHECKS = d.table(
    "checks",
    "全部核验及结果",
    [
        ("核验", "left"),
        ("结果", "left"),
        ("核验行数", "right"),
        ("未通过行数", "right"),
        ("核验内容", "left"),
    ],
    [["必填单元格已填", d.tone("通过", "good"), "1024", "0", "必填的单元格都有内容，主键不为空。" * 2]] * 9,
)


def test_a_label_does_not_widen_a_column_of_counts_at_the_cost_of_the_explanation():
    _, columns, *_ = layout(CHECKS, 300.0)
    assert columns[3] < em("未通过行数") < columns[4]
    assert columns[4] == max(columns)


def test_a_table_that_may_be_turned_is_turned_only_where_it_reads_much_better():
    easy = CHECKS | {"landscape": True}
    hard = easy | {
        "columns": CHECKS["columns"] * 4,
        "rows": [row * 4 for row in CHECKS["rows"]],
    }
    assert turns(hard, "report") and not turns(easy, "report")
    assert not turns(hard | {"landscape": False}, "report")


@pytest.mark.parametrize(
    ("values", "align"),
    [
        (["1", "2,000.50", "—"], "right"),
        (["40%", "−3.5%", ""], "right"),
        (["2024-09-30", "1"], "left"),
        (["I01", "2"], "left"),
        (["—", ""], "left"),
    ],
)
def test_a_column_of_figures_stands_to_the_right(values: list[str], align: str):
    table = d.table("t", "表", [("甲", "left")], [[value] for value in values])
    align_figures(table)
    assert table["columns"][0]["align"] == align


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("支出：funds.csv:2:received。", ["支出：funds.csv:", "2:", "received。"]),
        ("列 deviation_reason", ["列 deviation_", "reason"]),
        ("voucher_no/line_no", ["voucher_", "no/", "line_", "no"]),
        ("12,021,500,000.00", ["12,021,500,000.00"]),
        ("0123456789abcdef0123", ["01234567", "89abcdef", "0123"]),
        ("plain words stay whole", ["plain words stay whole"]),
    ],
)
def test_a_run_without_blanks_is_parted_after_its_marks(words: str, parts: list[str]):
    assert parted(words) == parts


def test_tables_and_figures_are_numbered_apart_in_reading_order():
    table, picture = d.table("t", "表", [("甲", "left")], [["1"]]), figure("en")
    blocks = [dict(table), d.details("s", [dict(table), dict(picture)]), dict(table), dict(picture)]
    number(blocks, "en")
    numbers = [block["number"] for block in d.walk(blocks) if "number" in block]
    assert numbers == ["Table 1", "Table 2", "Figure 1", "Table 3", "Figure 2"]


@pytest.mark.parametrize(("language", "words"), [("zh", "第 2 行“乙”栏"), ("en", "row 2, column “乙”")])
def test_the_place_of_a_character_names_table_row_and_column(language: str, words: str):
    made = d.document(
        "t",
        [d.table("t", "表一", [("甲", "left"), ("乙", "left")], [["1", "2"], ["3", "𠮷"]])],
        language="zh",
    )
    place = place_of(made, "𠮷", language)
    assert words in place and "表一" in place
