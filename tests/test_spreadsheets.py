"""Spreadsheets arrive as texts with their places, and with what their values alone do not show."""

import io
import random
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt
from openpyxl.comments import Comment

from hostile_sheets import (
    MAIN,
    book,
    cell,
    document,
    packed,
    parts_of,
    relations,
    row,
    table,
    text,
    worksheet,
)
from jixiao.language import LANGUAGES, catalogue
from jixiao.spreadsheets import Sheet, Source, read_source, suffixes
from jixiao.spreadsheets.days import day_text
from jixiao.spreadsheets.values import number_text

STYLES = f"""<?xml version="1.0"?><styleSheet xmlns="{MAIN}"><numFmts>{{formats}}</numFmts><cellXfs>{{styles}}</cellXfs>
</styleSheet>"""


def read(data: bytes, folder: Path, name: str = "file.xlsx") -> Source:
    path = folder / name
    path.write_bytes(data)
    return read_source(path)


def rows(sheet: Sheet) -> list[tuple[int, tuple[str, ...]]]:
    return list(sheet.rows)


def told(sheet: Sheet, kind: str) -> list[tuple[str, str]]:
    return [(str(remark.area or ""), remark.text) for remark in sheet.remarks if remark.kind == kind]


def styled(form: str, value: str) -> bytes:
    """Return a workbook with one number in one number format."""
    quoted = form.replace("&", "&amp;").replace('"', "&quot;")
    styles = STYLES.format(formats=f'<numFmt numFmtId="200" formatCode="{quoted}"/>',
                           styles='<xf numFmtId="0"/><xf numFmtId="200"/>')  # fmt: skip
    relation = relations(("r1", "worksheet", "worksheets/sheet1.xml"), ("r3", "styles", "styles.xml"))
    return book(row(1, cell("A1", value, ' s="1"')), styles=styles, rels=relation)


@pytest.mark.parametrize(("raw", "words"), [
    ("0", "0"), ("-0", "0"), ("12", "12"), ("12.0", "12"), ("0.93089999999999995", "0.9309"), ("1.2E4", "12000"),
    ("1E-7", "0.0000001"), ("1e17", "100000000000000000"), ("123456789012345678", "123456789012346000"),
    ("0.1", "0.1"), (" 5 ", "5"), ("+5", "5"), ("1,5", None), ("", None), ("NaN", None), ("1E400", None), ("١", None),
])  # fmt: skip
def test_a_number_has_at_most_15_digits_and_no_exponent(raw: str, words: str | None):
    assert number_text(raw) == words


@pytest.mark.parametrize(("number", "kind", "from_1904", "words"), [
    ("43866", "day", False, "2020-02-05"), ("43866.4375", "day", False, "2020-02-05 10:30:00"),
    ("42404", "day", True, "2020-02-05"), ("0.4375", "time", False, "10:30:00"), ("1.5", "elapsed", False, "36:00:00"),
    ("59", "day", False, "1900-02-28"), ("60", "day", False, "60"), ("61", "day", False, "1900-03-01"),
    ("0", "day", False, "0"), ("-1", "day", False, "-1"), ("2958465", "day", False, "9999-12-31"),
    ("2958466", "day", False, "2958466"), ("43865.999999", "day", False, "2020-02-05"),
])  # fmt: skip
def test_a_day_is_counted_from_1900_or_1904(number: str, kind: str, from_1904: bool, words: str):
    assert day_text(number, kind, from_1904) == words


@pytest.mark.parametrize(("form", "value", "words", "kind"), [
    ("#,##0.00", "1234.5678", "1234.5678", "hidden-digits"), ("0", "0.5", "0.5", "hidden-digits"),
    ("0.0%", "0.93125", "0.93125", "hidden-digits"), ("0%", "0.93", "0.93", "percent"),
    ("0!.0,", "12345", "12345", "scaled-number"), ("0.00,", "12345", "12345", "scaled-number"),
    ('0.00"万元"', "5.25", "5.25", "unit-in-format"), ("0000", "53", "0053", "padded-number"),
    ("000000", "110101", "110101", ""), ("#,##0.00", "1234.5", "1234.5", ""), ("@", "1.5", "1.5", ""),
    ('yyyy"年"m"月"d"日"', "43866", "2020-02-05", ""), ("[h]:mm", "1.5", "36:00:00", ""),
    ("h:mm AM/PM", "0.4375", "10:30:00", ""), ("[$-804]yyyy/m/d;@", "43866", "2020-02-05", ""),
    ("0.00E+00", "12345.678", "12345.678", ""), ("# ?/?", "0.5", "0.5", ""),
    ("[Red]0.00;[Blue]-0.00", "1.5", "1.5", ""),
    ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1.25", "1.25", ""),
])  # fmt: skip
def test_a_number_format_changes_the_text_of_days_and_padded_codes_only(form, value, words, kind, tmp_path):
    sheet = read(styled(form, value), tmp_path).sheets[0]
    assert rows(sheet) == [(1, (words,))]
    assert {remark.kind for remark in sheet.remarks} >= ({kind} if kind else set())
    assert kind or not sheet.remarks


def workbook_with_everything() -> bytes:
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "资金"
    ws.append(["单位：万元", None, None, " "])
    ws.append([None])
    ws.append(["编号", "日期", "时刻", "时长", "是否", "合计"])
    for number in range(3):
        ws.append([53 + number, date(2020, 2, 5 + number), time(10, 30), timedelta(hours=36), number == 1,
                   f"=SUM(A4:A{4 + number})"])  # fmt: skip
        ws.cell(4 + number, 1).number_format = "0000"
    ws["B8"] = datetime(2020, 2, 5, 10, 30)
    ws["A8"], ws["C8"] = "110101199003070012", 110101199003070012
    ws.merge_cells("A1:C1")
    ws["A4"].comment = Comment("核对", "某人")
    ws.row_dimensions[5].hidden = ws.row_dimensions[6].hidden = True
    ws.column_dimensions["B"].hidden = True
    hidden = wb.create_sheet("底稿")
    hidden.sheet_state = "veryHidden"
    hidden["B2"] = "甲\n乙 "
    wb.create_chartsheet("图")
    stream = io.BytesIO()
    wb.save(stream)
    return stream.getvalue()


def test_a_workbook_arrives_as_text_with_what_its_values_do_not_show(tmp_path: Path):
    source = read(workbook_with_everything(), tmp_path)
    sheet, hidden = source.sheets
    assert rows(sheet) == [
        (1, ("单位：万元",)), (3, ("编号", "日期", "时刻", "时长", "是否", "合计")),
        (4, ("0053", "2020-02-05", "10:30:00", "36:00:00", "FALSE")),
        (5, ("0054", "2020-02-06", "10:30:00", "36:00:00", "TRUE")),
        (6, ("0055", "2020-02-07", "10:30:00", "36:00:00", "FALSE")),
        (8, ("110101199003070012", "2020-02-05 10:30:00", "110101199003070000")),
    ]  # fmt: skip
    assert (sheet.count, sheet.width, sheet.is_hidden, [str(area) for area in sheet.merged]) == (8, 6, False, ["A1:C1"])
    assert told(sheet, "hidden-row") == [("A5:F6", "")]
    assert told(sheet, "hidden-column") == [("B1:B8", "")]
    assert told(sheet, "comment") == [("A4", "核对")]
    assert told(sheet, "padded-number") == [("A4:A6", "0000")]
    assert [area for area, _ in told(sheet, "formula-without-value")] == ["F4", "F5", "F6"]
    assert [area for area, _ in told(sheet, "digits-lost")] == ["C8"]
    assert told(sheet, "number-as-text") == [("A8", "")]
    assert (rows(hidden), hidden.is_hidden, told(hidden, "hidden-sheet")) == ([(2, ("", "甲\n乙 "))], True,
                                                                             [("", "veryHidden")])  # fmt: skip
    assert [(remark.kind, remark.text) for remark in source.remarks] == [("chart-sheet", "图")]
    assert (source.format, source.file, len(source.sha256)) == ("xlsx", "file.xlsx", 64)


def test_rows_can_be_gone_through_again_and_again(tmp_path: Path):
    sheet = read(workbook_with_everything(), tmp_path).sheets[0]
    assert rows(sheet) == rows(sheet)


def test_text_arrives_in_normal_form(tmp_path: Path):
    sheet = read(book(row(1, text("A1", "e\u0301"), text("B1", "１２"))), tmp_path).sheets[0]
    assert rows(sheet) == [(1, ("é", "１２"))]


def test_what_a_merged_cell_covers_is_told_and_not_read(tmp_path: Path):
    data = book(sheet=worksheet(row(1, cell("A1"), cell("B1", "2")) + row(2, cell("A2", "3"), cell("C2", "4")),
                                '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'))  # fmt: skip
    sheet = read(data, tmp_path).sheets[0]
    assert rows(sheet) == [(1, ("1",)), (2, ("", "", "4"))]
    assert told(sheet, "covered-cell") == [("B1", "2"), ("A2", "3")]


def test_threads_stand_for_the_plain_comments_that_repeat_them(tmp_path: Path):
    parts = parts_of(GOOD) | {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("r1", "comments", "../c.xml"),
                                                         ("r2", "threadedComment", "../t.xml")),
        "xl/c.xml": f'<comments xmlns="{MAIN}"><commentList><comment ref="A1"><text><t>[线程]</t></text></comment>'
                    '<comment ref="B1"><text><r><t>乙</t></r></text></comment></commentList></comments>',
        "xl/t.xml": '<ThreadedComments xmlns="x"><threadedComment ref="A1"><text>甲</text></threadedComment>'
                    "</ThreadedComments>",
    }  # fmt: skip
    sheet = read(packed(parts), tmp_path).sheets[0]
    assert told(sheet, "comment") == [("A1", "甲"), ("B1", "乙")]


def test_macros_and_links_to_other_files_are_told(tmp_path: Path):
    rels = relations(("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "vbaProject", "vba.bin"),
                     ("r3", "externalLink", "links/1.xml"))  # fmt: skip
    parts = parts_of(GOOD, rels=rels) | {
        "xl/links/1.xml": "<x/>",
        "xl/links/_rels/1.xml.rels": relations(("r1", "externalLinkPath", "D:/预算.xlsx"),
                                               mode=' TargetMode="External"'),
    }  # fmt: skip
    source = read(packed(parts), tmp_path, "file.xlsm")
    told_of_file = [(remark.kind, remark.text) for remark in source.remarks]
    assert told_of_file == [("macros", ""), ("external-link", "D:/预算.xlsx")]
    assert source.format == "xlsm"


def calculated(formulas: dict[str, tuple[str, float]]) -> bytes:
    stream = io.BytesIO()
    wb = xlsxwriter.Workbook(stream, {"in_memory": True})
    ws = wb.add_worksheet()
    for number in range(10):
        ws.write_row(number, 0, [0.1 * (number + 1), number + 1])
    ws.write_row("D1", ["文字", "12"])
    for name, (formula, value) in formulas.items():
        ws.write_formula(name, f"={formula}", None, value)
    wb.close()
    return stream.getvalue()


@pytest.mark.parametrize(("formula", "value", "is_stale"), [
    ("SUM(A1:A10)", 5.5, False), ("SUM(A1:A10)", 5.500000000000001, False), ("SUM(A1:A10)", 5.51, True),
    ("SUM(B1:B10)", 55, False), ("SUM(B1:B10)", 54, True), ("SUM(B1:B2,B4,1)", 8, False), ("SUM(A1:B1)", 1, True),
    ("B3-B2*2", -1, False), ("(B3-B2)*2", 2, False), ("(B3-B2)*2", 3, True), ("B1/B3", 1 / 3, False),
    ("-$B$2+B3", 1, False), ("SUM(A1:A10)-5.5", 8.9e-16, False), ("SUM(D1:E3)", 0, False), ("B1/C1", 7, False),
    ("D1+1", 7, False), ("E1+1", 7, False), ("ROUND(B1,2)", 7, False), ("Sheet2!A1", 7, False), ("B1^2", 7, False),
    ("SUM(B1:B10)/SUM(B1:B2)*100", 55 / 3 * 100, False), ("SUM(B1:B10)/SUM(B1:B2)*100", 1833.33, True),
])  # fmt: skip
def test_the_saved_result_of_a_simple_formula_is_checked(formula: str, value: float, is_stale: bool, tmp_path: Path):
    sheet = read(calculated({"A20": (formula, value)}), tmp_path).sheets[0]
    assert [area for area, _ in told(sheet, "stale-value")] == ["A20"] * is_stale


def test_a_formula_shared_by_a_column_is_one_remark_and_checked_in_each_row(tmp_path: Path):
    lines = [row(1, cell("A1"), '<c r="B1"><f t="shared" ref="B1:B3" si="0">A1*2</f><v>2</v></c>')]
    lines += [row(number, cell(f"A{number}", str(number)), f'<c r="B{number}"><f t="shared" si="0"/><v>4</v></c>')
              for number in (2, 3)]  # fmt: skip
    sheet = read(book("".join(lines)), tmp_path).sheets[0]
    assert told(sheet, "formula") == [("B1:B3", "=A1*2")]
    assert told(sheet, "stale-value") == [("B3", "=A3*2 → 6")]


def random_rows(seed: int) -> list[str]:
    """Return rows of every kind of cell, written in the plain way."""
    draw = random.Random(seed)
    found = []
    for number in sorted(draw.sample(range(1, 60), 20)):
        cells = []
        for column in sorted(draw.sample("ABCDEFGH", draw.randint(0, 8))):
            name = f"{column}{number}"
            cells.append(draw.choice((
                cell(name, str(draw.randint(-5, 10**6))), cell(name, repr(draw.random())), text(name, "文 本\n二"),
                cell(name, "0", ' t="s"'), f'<c r="{name}" s="0"/>', cell(name, "1", ' t="b"'), text(name, "a&amp;b"),
                f'<c r="{name}"><f>SUM(A1:A2)</f><v>3</v></c>', f'<c r="{name}" t="str"><f>A1</f><v>甲</v></c>',
                f'<c r="{name}"><v/></c>', f'<c r="{name}" t="e"><v>#N/A</v></c>',
            )))  # fmt: skip
        hidden = ' hidden="1"' if draw.random() < 0.2 else ""
        found.append(f'<row r="{number}"{hidden}' + (f'>{"".join(cells)}</row>' if cells else "/>"))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_a_row_means_the_same_however_it_is_written(seed: int, tmp_path: Path):
    lines = random_rows(seed)
    plain = read(book("".join(lines)), tmp_path).sheets
    prefixed = worksheet("".join(lines)).replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?")
    one_by_one = "".join(line.replace('="', "='").replace('"', "'") if number % 3 else f"<!-- -->\n{line}"
                         for number, line in enumerate(lines))  # fmt: skip
    written = (prefixed.replace("xmlns=", "xmlns:x="), worksheet(one_by_one), worksheet("".join(lines)) + "<!-- x -->")
    for other in written:
        assert (found := read(book(sheet=other), tmp_path).sheets)
        assert [(rows(sheet), sheet.remarks) for sheet in found] == [(rows(sheet), sheet.remarks) for sheet in plain]


def test_an_old_workbook_says_that_it_was_not_looked_at_in_full(tmp_path: Path):
    stream = io.BytesIO()
    old = xlwt.Workbook(encoding="utf-8")
    ws = old.add_sheet("表一")
    for number, value in enumerate(("0053", 12.5, 1e17, True, date(2020, 2, 5), datetime(2020, 2, 5, 10, 30))):
        style = xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"' if isinstance(value, date) else "General")
        ws.write(1, number, value, style)
    ws.write_merge(3, 4, 0, 2, "并")
    old.add_sheet("藏").visibility = 1
    old.save(stream)
    source = read(stream.getvalue(), tmp_path, "file.et")
    sheet, hidden = source.sheets
    assert rows(sheet) == [
        (2, ("0053", "12.5", "100000000000000000", "TRUE", "2020-02-05", "2020-02-05 10:30:00")), (4, ("并",)),
    ]  # fmt: skip
    assert ([str(area) for area in sheet.merged], hidden.is_hidden) == (["A4:C5"], True)
    assert ([remark.kind for remark in source.remarks], source.format) == (["not-looked-at"], "xls")


def _held(kind: str, held: str, shown: str, more: str = "") -> str:
    attribute = {"percentage": "value", "float": "value"}.get(kind, f"{kind}-value")
    value = f' office:{attribute}="{held}"' if held else ""
    return (f'<table:table-cell office:value-type="{kind}"{value}{more}><text:p>{shown}</text:p>'
            "</table:table-cell>")  # fmt: skip


def test_an_opendocument_spreadsheet_arrives_in_the_same_way(tmp_path: Path):
    cells = [
        _held("float", "1234.5678", "1,234.57"), _held("float", "53", "0053"), _held("percentage", "0.93", "93%"),
        _held("date", "2020-02-05T00:00:00", "2020年2月5日"), _held("date", "2020-02-05T10:30:00", "…"),
        _held("time", "PT36H00M00S", "…"), _held("boolean", "true", "真"),
        _held("string", "", 'a<text:s text:c="2"/>b</text:p><text:p>c<text:span>d</text:span>'),
        '<table:table-cell office:value-type="string"><office:annotation><text:p>核对</text:p></office:annotation>'
        "<text:p>乙</text:p></table:table-cell>",
    ]  # fmt: skip
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    one = _held("float", "1", "1", ' table:number-columns-spanned="2"')
    lines = (f"<table:table-row>{''.join(cells)}{blank}</table:table-row>"
             '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
             '<table:table-row table:visibility="collapse" table:number-rows-repeated="2">'
             f"{one}</table:table-row>")  # fmt: skip
    source = read(document(table(lines)), tmp_path, "file.ods")
    sheet = source.sheets[0]
    assert rows(sheet) == [
        (1, ("1234.5678", "0053", "0.93", "2020-02-05", "2020-02-05 10:30:00", "36:00:00", "TRUE", "a  b\ncd", "乙")),
        (5, ("1",)), (6, ("1",)),
    ]  # fmt: skip
    assert told(sheet, "hidden-row") == [("A5:I6", "")]
    assert told(sheet, "comment") == [("I1", "核对")]
    assert [kind for kind in ("hidden-digits", "padded-number", "percent", "merged") if not told(sheet, kind)] == []


def test_every_remark_has_a_sentence():
    folder = Path(__file__).parents[1] / "lib" / "jixiao" / "spreadsheets"
    code = "".join(path.read_text("utf-8") for path in folder.rglob("*.py"))
    for language in LANGUAGES:
        keys = [key.removeprefix("spreadsheets.remark.") for key in catalogue(language) if ".remark." in key
                and key.startswith("spreadsheets.")]  # fmt: skip
        assert len(keys) > 20
        assert [key for key in keys if f'"{key}"' not in code] == []


def test_the_formats_are_found():
    assert {".xlsx", ".xlsm", ".xls", ".et", ".ods"} <= set(suffixes())


GOOD = row(1, cell("A1"), cell("B1", "2"))
