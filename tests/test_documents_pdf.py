"""A PDF becomes whole paragraphs and table rows, without page numbers and running heads."""

import io

import pikepdf
import pytest

import documents_builder as build
from jixiao.documents import read_document
from jixiao.documents.formats.pdf import read
from jixiao.documents.pages.joining import joined
from jixiao.documents.pages.printed import printed_lines
from jixiao.exceptions import JixiaoError, LimitError, UnreadableInputError

LONG = "2020年度项目预算202.15万元，实际落实安排收入188.18万元，资金到位率93.09%，全部为公共财政预算资金，"
PARAGRAPHS = [
    "一、基本情况",
    LONG * 3 + "无结余。",
    "1．举办活动12场，参加人数3,500余人次。",
    "2．" + LONG + "按期完成。",
]
TABLE = "#table(columns: (1fr, 1fr, 1fr), [指标], [预算数], [执行率], [财政拨款], [202.15], [88.10%])\n"
PICTURE = "#rect(width: 4cm, height: 4cm, fill: gray)\n"
WIDTH, LEFT, RIGHT, SIZE, PITCH = 420.0, 57.0, 363.0, 12.0, 20.0


def refused(content: bytes) -> JixiaoError:
    with pytest.raises(JixiaoError) as caught:
        read(content, "报告.pdf")
    return caught.value


def test_the_paragraphs_of_a_report_are_read_whole(tmp_path):
    document = read(build.pdf(tmp_path, "\n\n".join(PARAGRAPHS)), "报告.pdf")
    assert [line.text for line in document.lines] == PARAGRAPHS
    assert {(line.place.part, line.place.name) for line in document.lines} == {("page", "1")}
    assert document.notes == ()


def test_a_sentence_goes_on_over_a_page_break_and_its_number_is_left_out(tmp_path):
    document = read(build.pdf(tmp_path, (LONG * 24)[:-1] + "。", numbered=True), "报告.pdf")
    assert [line.text for line in document.lines] == [(LONG * 24)[:-1] + "。"]


def test_a_table_row_is_cells(tmp_path):
    document = read(build.pdf(tmp_path, f"前言\n\n{TABLE}"), "报告.pdf")
    rows = [[line.text[start:end] for start, end in line.cells] for line in document.lines]
    assert rows == [[], ["指标", "预算数", "执行率"], ["财政拨款", "202.15", "88.10%"]]


def test_a_page_without_text_among_others_is_told(tmp_path):
    document = read(build.pdf(tmp_path, f"前言\n\n#pagebreak()\n{PICTURE}"), "报告.pdf")
    assert (document.text, document.notes) == ("前言", ("page-without-text",))


def test_a_scan_is_refused_with_what_to_do(tmp_path):
    error = refused(build.pdf(tmp_path, PICTURE))
    assert (error.code, error.exit_code) == ("report-scanned", 20)
    assert "OCR" in error.message("zh") and "OCR" in error.message("en")


def test_a_pdf_with_a_password_is_refused(tmp_path):
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(build.pdf(tmp_path, "前言"))) as document:
        document.save(stream, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert refused(stream.getvalue()).code == "report-protected"


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 50], ids=["start", "noise"]
)
def test_a_damaged_pdf_is_refused(content):
    assert refused(content).code == "report-pdf-damaged"


def test_a_truncated_pdf_is_refused_or_read(tmp_path):
    whole = build.pdf(tmp_path, "\n\n".join(PARAGRAPHS))
    assert isinstance(refused(whole[: len(whole) // 2]), UnreadableInputError)


@pytest.mark.parametrize(
    ("limit", "value", "code"),
    [
        ("PDF_SECONDS", 0.001, "report-pdf-limits"),
        ("PDF_MEMORY", 2**25, "report-pdf-limits"),
        ("PDF_PAGES", 0, "report-pdf-pages"),
        ("PDF_CHARACTERS", 3, "report-pdf-characters"),
    ],
)
def test_a_pdf_beyond_a_limit_is_refused(tmp_path, monkeypatch, limit, value, code):
    # bytes behind the end of a PDF are not read, but have to be held
    content = build.pdf(tmp_path, "前言前言前言") + b"%" * 40_000_000
    monkeypatch.setattr(f"jixiao.documents.limits.{limit}", value)
    error = refused(content)
    assert (error.code, type(error)) == (code, LimitError)


def test_the_suffix_is_that_of_the_content(tmp_path):
    (tmp_path / "报告.pdf").write_bytes(build.docx(build.p("文")))
    with pytest.raises(UnreadableInputError) as caught:
        read_document(tmp_path / "报告.pdf")
    assert caught.value.code == "report-other-content"
    assert "Word 文档" in caught.value.message("zh")


def page(*lines: tuple) -> tuple[float, list]:
    """Return the width of a page and its printed lines: words, left end, right end, and optionally the gaps."""
    printed = [
        [words, left, right, 500.0 - place * PITCH, SIZE, list(gaps)]
        for place, (words, left, right, *gaps) in enumerate(lines)
    ]
    return WIDTH, printed


def texts(*pages: tuple[float, list]) -> list[str]:
    return [line.text for line in joined(printed_lines(pages))]


FULL = ("项目预算202", LEFT, RIGHT)


@pytest.mark.parametrize(
    ("second", "joins"),
    [
        ((".15万元。", LEFT, 120.0), True),
        (("新的一段。", LEFT + 2 * SIZE, 200.0), False),
        (("（二）绩效目标", LEFT, 200.0), False),
        (("三、问题", LEFT, 200.0), False),
        (("3.加强管理", LEFT, 200.0), False),
        (("3.5万元。", LEFT, 200.0), True),
        (("附件1", LEFT, 200.0), False),
        (("预算数 12", LEFT, 200.0, (3, 4.0)), False),
    ],
)
def test_a_full_line_goes_on_unless_the_next_begins_something(second, joins):
    assert len(texts(page(FULL, second))) == (1 if joins else 2)


def test_a_line_that_is_not_full_ends_its_paragraph():
    assert texts(page(FULL, ("没有写满。", LEFT, 300.0), ("下一段", LEFT, 120.0))) == [
        "项目预算202没有写满。",
        "下一段",
    ]


def test_two_numbers_do_not_run_together():
    assert texts(page(("共计12", LEFT, RIGHT), ("35个", LEFT, 90.0))) == ["共计12 35个"]


def test_a_narrow_gap_parts_cells_only_beside_a_row():
    wide, narrow = ("指标 预算", LEFT, 300.0, (2, 3.0)), ("资金 12", LEFT, 200.0, (2, 0.8))
    assert texts(page(wide, narrow)) == ["指标 | 预算", "资金 | 12"]
    assert texts(page(("一段话", LEFT, 200.0), narrow)) == ["一段话", "资金 12"]


def test_running_heads_and_page_numbers_are_left_out():
    pages = [
        page(
            ("某市绩效评价报告", LEFT, 200.0), (f"第{number}段", LEFT, 120.0), (f"{number + 1}", 200.0, 210.0)
        )
        for number in range(1, 5)
    ]
    assert texts(*pages) == ["某市绩效评价报告", "第1段", "第2段", "第3段", "第4段"]


def test_the_last_value_of_a_table_is_no_page_number():
    assert texts(page(("合计", LEFT, 100.0), ("100", LEFT, 100.0))) == ["合计", "100"]


def test_a_radical_that_a_typeface_puts_for_a_character_is_read_as_the_character():
    assert texts(page(("\u2fa6额12万\u2f08次", LEFT, 200.0))) == ["金额12万人次"]
