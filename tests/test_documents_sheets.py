"""A workbook becomes rows of cells whose values are printed as Excel shows them."""

import pytest

import documents_builder as build
from documents_builder import c
from jixiao.documents import read_document
from jixiao.documents.formats.xlsx import read
from jixiao.documents.sheets.shown import shown


def rows(content: bytes) -> list[tuple[int, list[str]]]:
    return [
        (line.place.number, [line.text[start:end] for start, end in line.cells])
        for line in read(content, "表.xlsx").lines
    ]


@pytest.mark.parametrize(
    ("raw", "form", "printed"),
    [
        ("12", "General", "12"),
        ("12.0", "General", "12"),
        ("0.93089999999999995", "General", "0.9309"),
        ("1E-3", "General", "0.001"),
        ("-0.5", "General", "-0.5"),
        ("1", "0%", "100%"),
        ("1", "0.00%", "100.00%"),
        ("0.881", "0.0%", "88.1%"),
        ("0.88105", "0.00%", "88.11%"),
        ("202.15", "0.00", "202.15"),
        ("1260", "#,##0.00", "1,260.00"),
        ("-12.5", "#,##0.00_);(#,##0.00)", "(12.50)"),
        ("-12.5", "0.0", "-12.5"),
        ("-0.001", "0.00", "0.00"),
        ("0", '0.0;-0.0;"—"', "—"),
        ("1.5", '0.00"万元"', "1.50万元"),
        ("1.5", "[$¥-804]#,##0.00", "¥1.50"),
        ("1200000", '#,##0.0,"千元"', "1,200.0千元"),
        ("0.5", "#.##", ".5"),
        ("7", "000", "007"),
        ("1.5", "# ?/?", "1.5"),
        ("1.5", "0.00E+00", "1.5"),
        ("5", "@", "5"),
        ("5", "[>10]0.0;0", "5"),
        ("1e999", "0", "1e999"),
        ("x", "0", "x"),
        ("44196", "yyyy/m/d", "2020/12/31"),
        ("44196", 'yyyy"年"m"月"d"日";@', "2020年12月31日"),
        ("43101", '[$-804]yyyy"年"mm"月"', "2018年01月"),
        ("0.5", "h:mm", "12:00"),
        ("44196.75", "yyyy-mm-dd hh:mm:ss", "2020-12-31 18:00:00"),
        ("1", "yyyy/m/d", "1900/1/1"),
        ("-3", "yyyy/m/d", "-3"),
    ],
)
def test_a_number_is_printed_in_its_format(raw, form, printed):
    assert shown(raw, form) == printed


def test_days_can_be_counted_from_1904():
    assert shown("42734", "yyyy/m/d", from_1904=True) == "2020/12/31"


def test_a_row_keeps_its_number_and_its_columns():
    first = f'<row r="2">{c("B2", "0", kind="s")}{c("D2", "0.881", 1)}</row>'
    inline = '<c r="C3" t="inlineStr"><is><t>甲</t></is></c>'
    second = f'<row r="3">{c("A3", "1", kind="b")}{c("B3", "#DIV/0!", kind="e")}{inline}</row>'
    content = build.xlsx(
        first + second,
        formats=("0.00%",),
        texts=("<r><t>执行</t></r><r><t>率\n注</t></r><rPh><t>zhi</t></rPh>",),
    )
    assert rows(content) == [(2, ["", "执行率 注", "", "88.10%"]), (3, ["TRUE", "#DIV/0!", "甲"])]


def test_a_gap_between_rows_is_one_empty_line():
    content = build.xlsx(f'<row r="1">{c("A1", "1")}</row><row r="2"/><row r="9">{c("A9", "2")}</row>')
    assert rows(content) == [(1, ["1"]), (2, []), (9, ["2"])]


def test_cells_without_references_stand_one_after_the_other():
    assert rows(build.xlsx("<row><c><v>1</v></c><c><v>2</v></c></row>")) == [(1, ["1", "2"])]


def test_every_sheet_is_read_and_named_unless_it_is_hidden():
    def workbook(state: str) -> bytes:
        second = f'<sheet name="附表二" sheetId="2" state="{state}" r:id="worksheet_2"/>'
        return build.xlsx(f"<row>{c('A1', '1')}</row>", sheets=second, second=f"<row>{c('A1', '2')}</row>")

    assert [line.place.name for line in read(workbook("visible"), "表.xlsx").lines] == ["附表", "附表二"]
    found = read(workbook("hidden"), "表.xlsx")
    assert (found.text, found.notes) == ("1", ("hidden-sheet",))


def test_hidden_rows_and_columns_are_left_out_and_told():
    cells = f'<row r="1">{c("A1", "1")}{c("B1", "2")}{c("C1", "3")}</row><row r="2" hidden="1">{c("A2", "4")}</row>'
    found = read(build.xlsx(cells, cols='<cols><col min="2" max="2" hidden="1"/></cols>'), "表.xlsx")
    assert (found.text, found.notes) == ("1 |  | 3", ("hidden-rows",))


def test_a_formula_is_read_as_its_saved_result_and_told_if_there_is_none():
    found = read(build.xlsx('<row><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>A1</f></c></row>'), "表.xlsx")
    assert (found.text, found.notes) == ("2", ("formula-without-value",))


def test_a_text_or_a_style_that_is_not_there_does_no_harm():
    assert rows(build.xlsx(f"<row>{c('A1', '7', kind='s')}{c('B1', '1', 99)}</row>")) == [(1, ["", "1"])]


def test_a_workbook_that_holds_a_word_file_is_a_workbook(tmp_path):
    inner = build.docx(build.p("文"))
    content = build.package(
        build.workbook_parts(f"<row>{c('A1', '1')}</row>") | {"xl/embeddings/1.docx": inner}, 0
    )
    (tmp_path / "表.xlsx").write_bytes(content)
    assert read_document(tmp_path / "表.xlsx").text == "1"
