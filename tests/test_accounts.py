"""Ledgers as accounting software and offices keep them, and what else stands beside them."""

from decimal import Decimal

import pytest

from form_drawings import drawn
from import_sources import LEDGER, converted, plan, rows, sheet, source, table
from jixiao.importing import convert, mapping_of, plan_of, read_mapping
from jixiao.importing.directions import signed
from jixiao.importing.targets import indicator_cells
from jixiao.layout import lay_out, stated_totals
from jixiao.spreadsheets.text.tabbed import is_tabbed

JOURNAL = ("日期", "凭证号", "摘要", "科目编码", "科目名称", "借方金额", "贷方金额", "资金来源")
SHARED = ("日期", "凭证号", "摘要", "项目名称", "借方", "贷方", "资金来源")


def entry(day: str, voucher: str, amount: str, budget: str = "") -> list[list[str]]:
    """A voucher of parallel accounting: two sides of financial and two of budget accounting."""
    named = (("50010213", amount, ""), ("4001", "", amount), ("72010201", budget or amount, ""),
             ("6001", "", budget or amount))  # fmt: skip
    return [[day, voucher, "购书", code, "科目", debit, credit, "财政拨款"] for code, debit, credit in named]


def journal(*entries: list[list[str]]) -> object:
    return table("序时账.csv", ["单位：元"], JOURNAL, *(line for lines in entries for line in lines))


def kinds(*sources: object) -> list[str]:
    return [question.kind for question in plan_of(sources, "sample-2020").questions]


def test_of_a_journal_kept_by_double_entry_only_the_expenses_are_taken():
    made = converted(found := journal(entry("2020-01-05", "记-1", "30"), entry("2020-02-05", "记-2", "12.5")))
    assert [row["amount"] for row in rows(made, "ledger")] == ["30", "12.5"]
    assert [row.reason for row in made.accounts[0].left if row.row > 2] == ["other-account"] * 6
    assert [(total.found, total.taken) for total in made.sums] == [(Decimal("42.5"), Decimal("42.5"))]
    again = plan_of([found], "sample-2020", read_mapping(mapping_of(plan(found))))
    assert (again.questions, again.tables[0].choices["accounts"]) == ((), "5")


def test_where_financial_and_budget_accounting_differ_a_person_decides():
    differing = journal(entry("2020-01-05", "记-1", "30"), entry("2020-02-05", "记-2", "12.5", "12"))
    asked = next(one for one in plan_of([differing], "sample-2020").questions if one.kind == "double-entry")
    assert (asked.answer, asked.choices, asked.fields["sums"]) == ("", ("5", "7", "all"), "5… 42.5; 7… 42")
    made = converted(differing, tables__1__choices__accounts="7")
    assert [row["amount"] for row in rows(made, "ledger")] == ["30", "12"]


def test_of_a_ledger_of_several_projects_only_the_own_lines_are_taken():
    shared = table("账.csv", ["单位：元"], SHARED, ["2020-01-05", "记-1", "购书", "送书下乡", "30", "", "财政拨款"],
                   ["2020-01-06", "记-2", "水费", "公用经费", "5", "", "财政拨款"])  # fmt: skip
    asked = next(one for one in plan_of([shared], "sample-2020").questions if one.kind == "other-projects")
    assert (asked.answer, asked.choices) == ("", ("送书下乡", "公用经费", "all"))
    made = converted(shared, project__name="送书下乡")
    assert [row["amount"] for row in rows(made, "ledger")] == ["30"]
    assert [row.reason for row in made.accounts[0].left][-1] == "other-project"
    whole = converted(shared, tables__1__choices__project="all")
    assert [row["amount"] for row in rows(whole, "ledger")] == ["30", "5"]


@pytest.mark.parametrize(("word", "amount", "direction"), [
    ("借", "30", "spend"), ("贷", "30", "refund"), ("借", "-30", "refund"), ("贷", "-30", "spend"),
    ("退款", "-30", "refund"), ("退款", "30", "refund"), ("支出", "30", "spend"),
])  # fmt: skip
def test_a_word_beside_an_amount_tells_its_direction(word, amount, direction):
    told = table("账.csv", ["单位：元"], [*LEDGER, "方向"],
                 ["2020-01-05", "记-1", "购书", "甲书店", amount, "财政拨款", word],
                 ["2020-01-06", "记-2", "购书", "甲书店", "4", "财政拨款", "借"])  # fmt: skip
    made = converted(told)
    assert [(row["amount"], row["direction"]) for row in rows(made, "ledger")] == [("30", direction), ("4", "spend")]
    assert signed("平", Decimal(1)) is None


def test_a_column_of_money_that_came_back_makes_refunds():
    paid = table("账.csv", ["单位：元"], ["日期", "凭证号", "摘要", "支出金额", "退回金额", "资金来源"],
                 ["2020-01-05", "记-1", "购书", "30", "", "财政拨款"],
                 ["2020-01-06", "记-2", "退书", "", "4", "财政拨款"])  # fmt: skip
    assert [(row["amount"], row["direction"]) for row in rows(converted(paid), "ledger")] == [
        ("30", "spend"), ("4", "refund")]  # fmt: skip


@pytest.mark.parametrize(("day", "taken"), [
    ("1月5日", "2020-01-05"), ("12.31", "2020-12-31"), ("3.5", "2020-03-05"), ("3.1", ""), ("12.3", "")
])  # fmt: skip
def test_a_day_without_its_year_gets_the_fiscal_year_unless_it_may_be_another_day(day, taken):
    short = table("账.csv", ["单位：元"], LEDGER, [day, "记-1", "购书", "甲书店", "30", "财政拨款"])
    found = convert(plan(short), [short])
    assert [row["date"] for row in rows(found, "ledger")] == [taken]
    assert [fields["cell"] for _, fields in found.refused] == ([] if taken else ["A3"])


def test_tables_of_one_file_with_the_same_headings_are_asked_once_for_their_source():
    months = [sheet(["单位：元"], LEDGER[:-1], [f"2020-0{month}-05", "记-1", "购书", "甲书店", "30"], name=f"{month}月")
              for month in (1, 2, 3)]  # fmt: skip
    found = source("分月.xlsx", *months)
    assert kinds(found).count("fund-source") == 1
    made = converted(found, tables__1__choices__fund_source="=财政拨款")
    assert [row["fund_source"] for row in rows(made, "ledger")] == ["财政拨款"] * 3


def test_a_summary_by_month_is_no_ledger():
    assert plan(table("汇总.csv", ["月份", "金额（元）"], ["1月", "30"], ["2月", "5"])).used == ()


def test_the_account_gives_the_economic_class_where_each_ends_in_one():
    told = table("账.csv", ["单位：元"], [*LEDGER, "会计科目"],
                 ["2020-01-05", "记-1", "购书", "甲书店", "30", "财政拨款", "5001/项目支出/30226劳务费"])  # fmt: skip
    assert [row["econ_class"] for row in rows(converted(told), "ledger")] == ["30226"]


def test_of_two_columns_for_a_class_the_one_of_codes_is_taken():
    told = table("账.csv", ["单位：元"], [*LEDGER, "部门经济分类科目编码", "部门经济分类科目"],
                 ["2020-01-05", "记-1", "购书", "甲书店", "30", "财政拨款", "30226", "劳务费"])  # fmt: skip
    assert [row["econ_class"] for row in rows(converted(told), "ledger")] == ["30226"]


def test_a_survey_takes_its_numbers_from_the_row_above_it():
    asked = table("问卷.csv", ["2020年12月", "发放问卷420份", "回收408份，有效399份"],
                  ["调查内容", "非常满意", "满意", "一般", "不满意", "非常不满意"],
                  ["服务", "212", "158", "21", "6", "2"])  # fmt: skip
    assert [(row["sent"], row["valid"], row["distribution"]) for row in rows(converted(asked), "survey")] == [
        ("420", "399", "212|158|21|6|2")]  # fmt: skip


def test_the_points_for_the_execution_of_the_budget_are_no_indicator():
    made = converted(table("指标.csv", ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
                           ["产出", "数量指标", "培训", "≥3人", "4人", "90", "90"],
                           ["预算执行率", "", "", "", "", "10", "9.41"]))  # fmt: skip
    assert [row["name"] for row in rows(made, "indicators")] == ["培训"]
    assert [row.reason for row in made.accounts[0].left][-1] == "execution"


def test_funds_with_their_sources_as_columns_are_told():
    turned = table("资金.csv", ["单位：万元"], ["项目", "合计", "中央", "省级"], ["年初预算", "9", "5", "4"],
                   ["实际到位", "9", "5", "4"], ["实际支出", "8", "5", "3"])  # fmt: skip
    assert [note.kind for note in plan(turned).notes] == ["transposed"]


@pytest.mark.parametrize(("target", "operator", "number", "unit"), [
    ("=0起", "=", "0", "起"), ("3起", "", "3", "起"), ("100元起", ">=", "100", "元")])  # fmt: skip
def test_a_counted_case_is_no_lower_bound(target, operator, number, unit):
    found = indicator_cells("效益指标", "社会效益指标", "事故", target, "0起")
    assert (found["operator"], found["target"], found["unit"]) == (operator, number, unit)


def test_a_short_table_beside_a_ledger_and_the_heads_of_further_pages_are_no_rows_of_it():
    page = "日期|凭证号|摘要|金额|方向"
    drawing = "\n".join([
        "支出明细账||||第1页 共2页", f"{page}|||经济分类汇总|金额（元）|占比", "2020-01-05|记1|购书|10|借|||30201|17|1",
        "2020-01-06|记2|购书|4|借|||合计|17|1", "2020-01-07|记3|购书|3|借", "", "支出明细账||||第2页 共2页", page,
        "2020-02-05|记4|购书|5|借"])  # fmt: skip
    first, second = lay_out(drawn(drawing)).tables
    assert [number for number, _ in first.body] == [3, 4, 5, 9]
    assert [number for number, _ in second.body] == [3]


def test_a_line_that_opens_an_account_is_left_out_without_an_answer():
    account = table("账.csv", ["单位：元"], ["日期", "凭证号", "摘要", "借方", "贷方", "余额", "资金来源"],
                    ["2020-01-01", "", "上年结转", "", "", "0", ""],
                    ["2020-01-05", "记-1", "购书", "30", "", "30", "财政拨款"])  # fmt: skip
    assert [row["amount"] for row in rows(converted(account), "ledger")] == ["30"]


def test_a_row_that_checks_the_total_is_no_data():
    checked = "日期|凭证号|摘要|类别|金额\n2020-01-05|记1|购书|书|10\n|||合计|10\n|||核对（差异）|0"
    found, = lay_out(drawn(checked)).tables
    assert [number for number, _ in found.body] == [2]


def test_what_has_run_up_since_january_is_not_the_total_of_a_month_whose_own_sum_agrees():
    found, = lay_out(drawn("日期|凭证号|摘要|金额\n2020-02-05|记1|购书|10\n||本月合计|10\n||本年累计|35")).tables
    assert stated_totals(found) == {}


@pytest.mark.parametrize(("text", "is_table"), [
    ("日期\t摘要\t金额\n1\t书\t3\n2\t书\t4\n", True), ("报告\n一、概况\n支出 3 万元。\n", False),
    ("一\t二\n三\t四\n五\t六\n", False)])  # fmt: skip
def test_a_plain_text_of_cells_between_tabs_is_a_table(text, is_table):
    assert is_tabbed(text.encode("gb18030")) is is_table


def test_double_entries_without_accounts_of_expenses_are_taken_by_side_and_a_sum_of_nothing_is_told():
    heads = ("日期", "凭证号", "摘要", "借方金额", "贷方金额", "资金来源")
    entries = [[f"2020-0{number}-05", f"记-{number}", "购书", *sides, "财政拨款"]
               for number in (1, 2) for sides in (("30", ""), ("", "30"))]  # fmt: skip
    found = table("序时账.csv", ["单位：元"], heads, *entries)
    asked = next(one for one in plan_of([found], "sample-2020").questions if one.kind == "double-entry-sides")
    assert (asked.answer, asked.choices) == ("", ("debit", "credit", "all"))
    made = converted(found, tables__1__choices__accounts="借方")
    assert [(row["amount"], row["direction"]) for row in rows(made, "ledger")] == [("30", "spend")] * 2
    assert [row.reason for row in made.accounts[0].left][-2:] == ["other-side"] * 2
    whole = converted(found, tables__1__choices__accounts="all")
    assert [note.kind for note in whole.notes] == ["sums-to-nothing"]


def test_an_account_without_a_code_is_one_of_expenses_by_its_name():
    heads = ("日期", "凭证号", "摘要", "会计科目", "借方金额", "贷方金额", "资金来源")
    entries = [["2020-01-05", f"记-{number}", "购书", account, *sides, "财政拨款"] for number in (1, 2)
               for account, sides in (("业务活动费用-办公费", ("30", "")), ("银行存款", ("", "30")))]  # fmt: skip
    asked = next(one for one in plan_of([table("序时账.csv", ["单位：元"], heads, *entries)], "sample-2020").questions
                 if one.kind == "double-entry")  # fmt: skip
    assert (asked.answer, asked.choices) == ("业务活动费用", ("业务活动费用", "all"))
