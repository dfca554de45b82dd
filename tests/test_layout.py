"""What a sheet is taken apart into: headings, unit, rows of data, and every other row with its reason."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from jixiao.exceptions import ParameterError
from jixiao.language import catalogue
from jixiao.layout import lay_out, stated_totals, sums
from jixiao.layout.words import declared_unit, heading_unit, is_number
from jixiao.spreadsheets.model import Sheet
from sheets_of import drawn, sheet_of

FUNDS = """
2020年项目资金明细表
编制单位：甲局|||||单位：万元
资金来源|预算资金|||到位资金|备注
|年初预算数|调整数|全年预算数（A）||
区级财政拨款|100|10|110|100|
市级补助|50||50|50|专款
合 计|150|10|160|150|
注：本表含上年结转。
制表人：张三|||审核：李四
"""
FUNDS_MERGED = "A1:F1 A3:A4 B3:D3 E3:E4 F3:F4"
LEDGER = """
科目明细账
科目：5001 业务活动费用||||||
单位：甲市教育局|||期间：2020.01-2020.12|||单位：元
2020年||凭证号数|摘要|借方|贷方|方向|余额
月|日||||||
|||期初余额|||平|0.00
01|15|记-0003|支付培训费|1,000.00||借|1,000.00
01|20|记-0009|购资料|500.00||借|1,500.00
01|||本月合计|1,500.00||借|1,500.00
01|||本年累计|1,500.00||借|1,500.00
02|03|记-0001|合计物流公司运费|200.00||借|1,700.00
02|||本月合计|200.00||借|1,700.00
02|||本年累计|1,700.00||借|1,700.00
|||过次页|1,700.00||借|1,700.00
|||承前页|1,700.00||借|1,700.00
12|31|记-0099|总计支付尾款|300.00||借|2,000.00
制单：李某|||审核：王某||打印日期：2021-01-05
"""
LEDGER_MERGED = "A1:H1 A4:B4 C4:C5 D4:D5 E4:E5 F4:F5 G4:G5 H4:H5"


def only(sheet: Sheet, **options):
    (table,) = lay_out(sheet, **options).tables
    return table


def reasons(table) -> dict[int, str]:
    return {row.row: row.reason for row in table.left}


def numbers(table) -> list[int]:
    return [number for number, _ in table.body]


def doubts(table) -> list[tuple[str, int, int, int]]:
    return [(doubt.kind, doubt.row, doubt.column, doubt.count) for doubt in table.doubts]


def test_a_table_of_a_budget_unit_is_taken_apart():
    table = only(drawn(FUNDS, FUNDS_MERGED))
    assert [heading.text for heading in table.headings] == [
        "资金来源", "预算资金/年初预算数", "预算资金/调整数", "预算资金/全年预算数（A）", "到位资金", "备注"]
    assert (table.header, table.unit, table.unit_row) == ((3, 4), "万元", 2)
    assert reasons(table) == {
        1: "title", 2: "unit", 3: "header", 4: "header", 7: "total", 8: "note", 9: "signature"}
    assert dict(table.body)[6] == ("市级补助", "50", "", "50", "50", "专款")
    assert stated_totals(table) == {2: 150, 3: 10, 4: 160, 5: 150}
    assert table.doubts == ()


def test_the_rows_of_a_ledger_that_carry_sums_are_no_vouchers():
    table = only(drawn(LEDGER, LEDGER_MERGED))
    assert numbers(table) == [7, 8, 11, 16]
    assert {row: reason for row, reason in reasons(table).items() if row > 5} == {
        6: "carried-over", 9: "subtotal", 10: "running-total", 12: "subtotal", 13: "running-total",
        14: "carried-over", 15: "carried-over", 17: "signature"}
    assert [heading.text for heading in table.headings][:3] == ["2020年/月", "2020年/日", "凭证号数"]
    assert [(check.row, check.stated, check.covers) for check in sums(table) if check.agrees] == [
        (9, 1500, "section"), (10, 1500, "all"), (12, 200, "section"), (13, 1700, "all")]


@pytest.mark.parametrize(("drawing", "merged", "data", "left"), [
    pytest.param("""
        科目编码|科目名称|日期|凭证字号|摘要|借方金额|余额
        5001.01|培训费|2020-01-01||期初余额||0
        5001.01|培训费|2020-01-15|记-3|讲课费|100.00|100.00
        5001.01|培训费|2020-01-31||本期合计|100.00|100.00
        5001.01|培训费|2020-01-31||本年累计|100.00|100.00
        """, "", [3], {2: "carried-over", 4: "subtotal", 5: "running-total"}, id="account names in every row"),
    pytest.param("""
        凭证号|日期|摘要|收款方|金额
        1|2020-01-01|合计|某公司|500
        2|2020-01-02|总计|某公司|200
        3|2020-01-03|注册费|合计物流公司|1
        合计||||701
        """, "", [2, 3, 4], {5: "total"}, id="words of totals in vouchers"),
    pytest.param("""
        乡镇|项目|金额
        甲乡|道路|10
        |注册费|20
        甲乡|小计|30
        乙乡|校舍|5
        乙乡|小计|5
        合计||35
        """, "", [2, 3, 5], {4: "subtotal", 6: "subtotal", 7: "total"}, id="a subtotal beside the name of its section"),
    pytest.param("""
        序号|支出内容|金额（元）|备注
        一、办公费
        1|纸张|10
        小计||10
        二、培训费
        1|讲课费|100
        培训费小计||100
        总 计：||110
        """, "", [3, 6], {2: "section", 4: "subtotal", 5: "section", 7: "subtotal", 8: "total"}, id="sections"),
    pytest.param("""
        资金来源|年初预算数|全年预算数|全年执行数|执行率
        年度资金总额|100|100|95|95%
        其中：当年财政拨款|60|60|60|100%
        上年结转资金|30|30|25|83.3%
        其他资金|10|10|10|100%
        """, "", [3, 4, 5], {2: "total"}, id="a total above its parts"),
    pytest.param("""
        资金来源|预算数|到位数|支出
        财政拨款|100|100|95
        其中：中央|60|60|60
        省级|40|40|35
        其他资金|20|20|20
        合计|120|120|115
        """, "", [2, 5], {3: "of-which", 4: "of-which", 6: "total"}, id="parts below a row of data"),
    pytest.param("""
        资金来源|预算数|到位数
        财政拨款|100|100
        其他资金|20|20
        合计|120|120
        其中：中央|90|90
        地方|30|30
        """, "", [2, 3], {4: "total", 5: "of-which", 6: "of-which"}, id="parts below the total of the rows above"),
    pytest.param("""
        资金来源|预算数|支出数|执行率
        |A|B|C=B/A
        甲|1|2|200%
        """, "", [3], {2: "column-letters"}, id="letters of the columns"),
    pytest.param("""
        项目|名称|预算数|支出数|结余
        栏次||1|2|3
        甲|乙|1|2|3
        """, "", [3], {2: "column-letters"}, id="numbers of the columns"),
    pytest.param("""
        项目|金额|备注
        甲|1
        """, "", [2], {}, id="a row that only looks like letters of columns"),
    pytest.param("""
        项目|金额|备注
        道路|1
        注：
        1.本表金额含税。
        2.数据截至2020年底。
        甲市教育局||
        """, "", [2], {3: "note", 4: "note", 5: "note", 6: "note"}, id="a note of several rows"),
    pytest.param("""
        项目|金额|备注
        道路|1|
        合计|1|
        桥梁|2|
        合计|3|
        制表人|张三|审核人
        校长：王五||经办：赵六
        """, "", [2, 4], {3: "total", 5: "total", 6: "signature", 7: "other"}, id="data after a total"),
    pytest.param("""
        Date|Voucher No.|Summary|Payee|Amount
        2020-01-01|1|books|Li|10
        Total||||10
        Prepared by: Wang
        """, "", [2], {3: "total", 4: "signature"}, id="English"),
    pytest.param("""
        材料名称|日期|文号
        情况说明|2020-01-01|
        情况说明.docx|2020-01-02|
        审核报告|2020-01-03|
        """, "", [2, 3, 4], {}, id="documents that are called like notes"),
    pytest.param("""
        凭证号|摘要|金额
        记1|其中：讲课费|5
        记2|说明书印刷|5
        """, "", [2, 3], {}, id="words of other rows in vouchers"),
    pytest.param("""
        资金来源|预算数|支出数
        合计物流|１２．５|(3.5)
        　其他|1,020.30 |9
        """, "", [2, 3], {}, id="numbers as people write them"),
])  # fmt: skip
def test_rows_that_are_no_data_are_left_out_with_the_reason(drawing, merged, data, left):
    table = only(drawn(drawing.strip(), merged))
    assert numbers(table) == data
    assert {row: reason for row, reason in reasons(table).items() if reason != "header"} == left


def test_a_page_break_with_title_header_and_page_total_does_not_divide_a_table():
    page = ["支出明细表", "凭证号|日期|摘要|金额（元）", "记1|2020-03-01|讲课费|500", "本页合计|||500", "第1页"]
    table = only(drawn("\n".join([*page, "", *page, "合计|||1000"])))
    assert numbers(table) == [3, 9]
    assert [row.reason for row in table.left if row.row > 3] == [
        "subtotal", "page", "title", "repeated-header", "subtotal", "page", "total"]
    assert stated_totals(table) == {4: Decimal(1000)}


def test_the_same_header_under_another_title_and_unit_is_another_table():
    first, second = lay_out(drawn("""
甲局支出表
单位：元
项目|金额
纸张|1
合计|1
乙局支出表
单位：万元
项目|金额
纸张|2
合计|2
""")).tables
    assert (numbers(first), first.unit, numbers(second), second.unit) == ([4], "元", [9], "万元")


def test_tables_one_below_the_other_keep_their_own_unit():
    first, second = lay_out(drawn("""
一、资金到位情况表
单位：万元
资金来源|预算数|到位数
财政拨款|100|100
合计|100|100

二、支出明细表
单位：元
日期|凭证号|摘要|收款方|金额
2020-03-01|记1|讲课费|张三|500
""")).tables
    assert (first.header, first.unit, numbers(first)) == ((3, 3), "万元", [4])
    assert (second.header, second.unit, numbers(second)) == ((9, 9), "元", [10])


def test_tables_side_by_side_are_read_one_by_one():
    sheet = drawn("""
发放表
||||||单位：元
序号|姓名|金额||序号|姓名|金额
1|甲|10||3|丙|30
2|乙|20||4|丁|40
合计||30||5|戊|50
""" + "||||6|己|60\n" * 200 + "|||补记")
    left, right = lay_out(sheet).tables
    assert [(part.unit, numbers(part)) for part in (left, right)] == [("元", [4, 5, 207]), ("元", [*range(4, 207)])]
    assert [dict(right.body)[4][heading.column - 1] for heading in right.headings] == ["3", "丙", "30"]
    assert reasons(left)[6] == "total"
    assert doubts(left)[-1] == ("side-by-side", 3, 0, 2)


@pytest.mark.parametrize("drawing", [
    "序号|姓名||金额|备注\n1|甲||10|", "序号|姓名|金额||编号|摘要|金额\n1|甲|10||2|书|20",
    "序号|姓名|金额||序号|姓名|金额\n1|甲|10|和|2|乙|20",
])  # fmt: skip
def test_a_blank_column_alone_does_not_divide_a_table(drawing):
    assert len(lay_out(drawn(drawing)).tables) == 1


def test_a_merged_label_stands_in_each_row_and_a_merged_amount_only_in_its_first():
    table = only(drawn("""
一级指标|二级指标|三级指标|指标值|分值
产出指标|数量指标|培训人数|500人|20
||培训期数|10期|
|质量指标|合格率|95%|30
""", "A2:A4 B2:B3 E2:E3"))
    assert [cells[:2] + cells[4:] for _, cells in table.body] == [
        ("产出指标", "数量指标", "20"), ("产出指标", "数量指标"), ("产出指标", "质量指标", "30")]
    assert doubts(table) == [("merged-amount", 2, 5, 2)]


def test_an_empty_label_below_a_filled_one_is_not_filled_but_told():
    table = only(drawn("乡镇|项目|规格|金额\n甲乡|道路|宽|10\n|水渠||20\n乙乡|校舍||5"))
    assert dict(table.body)[3] == ("", "水渠", "", "20")
    assert doubts(table) == [("empty-below", 3, 1, 1)]


@pytest.mark.parametrize(("drawing", "kind"), [
    ("序号|资金来源|预算资金||备注\n||年初预算数|全年预算数|\n1|甲|1|2|", "guessed-heading"),
    ("单位：元\n金额单位：万元\n资金来源|预算数|支出数\n甲|1|1", "two-units"),
    ("资金来源|预算数|支出数\n甲|1|1\n注：金额单位：万元。", "unit-in-note"),
    ("资金来源|预算数|支出数\n年度资金总额|100|95", "only-totals"),
    ("科目编码|科目名称|支出数\n205|教育支出|300\n20502|普通教育|300", "code-levels"),
    ("资金来源|预算数|支出数\n甲|100|90\n其中：中央|60|50\n乙|10|10", "of-which"),
])  # fmt: skip
def test_what_does_not_follow_from_the_sheet_is_told_as_a_doubt(drawing, kind):
    assert [doubt.kind for doubt in only(drawn(drawing)).doubts] == [kind]


@pytest.mark.parametrize("drawing", [
    "甲|10|20\n乙|30|40",
    "项目名称|道路改造|主管部门|交通局\n实施单位|养护中心|负责人|张三",
    "某某事项|情形\n甲|好",
    "只有一段文字，不是表格。",
    "",
])  # fmt: skip
def test_a_sheet_without_a_certain_header_is_not_understood(drawing):
    sheet = drawn(drawing)
    layout = lay_out(sheet)
    assert layout.tables == ()
    assert [(row.row, row.reason) for row in layout.left] == [(number, "not-understood") for number, _ in sheet.rows]


def test_a_person_can_say_which_rows_are_the_header():
    sheet = drawn("某表\n何事|多少||怎样\n|头一回|第二回|\n甲|1|2|好\n合计|1|2|", "B2:C2")
    assert lay_out(sheet).tables == ()
    table = only(sheet, header=(2, 3))
    assert [heading.text for heading in table.headings] == ["何事", "多少/头一回", "多少/第二回", "怎样"]
    assert (numbers(table), reasons(table)) == ([4], {1: "title", 2: "header", 3: "header", 5: "total"})
    with pytest.raises(ParameterError):
        lay_out(sheet, header=(8, 9))


def test_a_header_may_begin_in_any_row_and_column_and_have_blank_columns():
    table = only(drawn("\n\n\n||单位:人民币万元\n||资金来源||预算数|支出数\n||甲||10|9"))
    assert {heading.column: heading.text for heading in table.headings} == {3: "资金来源", 5: "预算数", 6: "支出数"}
    assert (table.header[1] - table.unit_row, table.unit) == (1, "万元")


def test_a_row_of_units_below_the_headings_belongs_to_the_header():
    table = only(drawn("资金名称|预算数|执行数|执行率\n|万元|万元|%\n甲|10|5|50"))
    assert [(heading.text, heading.unit) for heading in table.headings] == [
        ("资金名称", ""), ("预算数", "万元"), ("执行数", "万元"), ("执行率", "%")]
    assert numbers(table) == [3]


@pytest.mark.parametrize(("text", "unit"), [
    ("单位：万元", "万元"), ("金额单位：元", "元"), ("单位:人民币万元", "万元"), ("（单位：亿元）", "亿元"),
    ("单位 ： 万元", "万元"), ("2020年明细表（单位：万元）", "万元"), ("单位：万元、%", "万元"), ("Unit: yuan", "元"),
    ("单位：元氏县教育局", ""), ("编制单位：甲局", ""), ("单位：个", ""), ("货币单位：千元", "千元"),
])  # fmt: skip
def test_a_unit_is_declared_in_many_ways_and_a_name_is_none(text, unit):
    assert declared_unit([text]) == unit


@pytest.mark.parametrize(("heading", "unit"), [
    ("金额（万元）", "万元"), ("数量(台)", "台"), ("全年预算数(A)", ""), ("执行率（%）", "%"), ("金额/元", "元"),
    ("全年执行数（B）（万元）", "万元"),
    ("支出（上年）", ""), ("单位", ""),
])  # fmt: skip
def test_a_heading_names_its_unit(heading, unit):
    assert heading_unit(heading) == unit


@pytest.mark.parametrize(("text", "expected"), [
    ("1,020.30 ", True), ("１２．５", True), ("(3.5)", True), ("-3", True), ("95%", True),
    ("3号楼", False), ("2020-01-05", False), ("", False),
])  # fmt: skip
def test_a_number_is_known_as_people_write_it(text, expected):
    assert is_number(text) is expected


WORDS = ["资金来源", "预算数", "支出数", "金额（万元）", "摘要", "凭证号", "备注", "合计", "小计", "其中：甲",
         "单位：万元", "注：含税", "制表人：李", "期初余额", "本月合计", "甲", "合计物流公司", "100", "2,000.5", "-3",
         "2020-01-01", "2020", "一、办公费", "1", "2", "栏次", "A", "C=A-B", " ", "第1页",
         "年度资金总额", "", "", ""]  # fmt: skip
ROW = some.one_of(some.just([]), some.lists(some.sampled_from(WORDS), min_size=1, max_size=6))
MERGED = some.builds(lambda top, left, down, right: f"{'ABCDE'[left]}{top}:{'ABCDEFGH'[left + right]}{top + down}",
                     some.integers(1, 15), some.integers(0, 4), some.integers(0, 3), some.integers(0, 3))  # fmt: skip


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(some.lists(ROW, max_size=20), ROW, some.lists(MERGED, max_size=3))
def test_every_row_of_a_sheet_is_once_in_a_table_or_left_out(rows, header, merged):
    sheet = sheet_of([*rows[:2], header, *rows[2:9], header, *rows[9:]], merged)
    layout = lay_out(sheet)
    found = [row.row for row in layout.left]
    for table in layout.tables:
        found += [*(row.row for row in table.left), *numbers(table)]
        assert numbers(table) == numbers(table)
    assert sorted(found) == [number for number, _ in sheet.rows]


def test_every_reason_and_every_doubt_has_words_in_both_languages():
    for language in ("zh", "en"):
        known = catalogue(language)
        assert {"layout.reason.total", "layout.reason.of-which", "layout.doubt.code-levels"} <= set(known)


class Long:
    """A ledger that is made while it is read: what is held of it would show in the memory used."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __iter__(self):
        yield 1, ("凭证号", "日期", "摘要", "收款方", "金额")
        for number in range(2, self.count + 2):
            yield number, (f"记-{number}", "2020-03-05", f"支付第{number}期讲课费", f"某公司{number}", f"{number}.50")
        yield self.count + 2, ("合计", "", "", "", "1")


def test_a_long_table_is_not_held_in_memory():
    import tracemalloc

    lay_out(Sheet("", Long(10), 12, 5))
    peaks = []
    for count in (3_000, 6_000):
        tracemalloc.start()
        table = only(Sheet("", Long(count), count + 2, 5))
        assert (sum(1 for _ in table.body), len(table.left)) == (count, 2)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]
