"""From people's own tables to those of a project: what is recognised, asked, taken, changed, refused and written."""

from dataclasses import replace
from decimal import Decimal

import pytest

from form_drawings import OFFICIAL, drawn
from import_sources import (
    LEDGER,
    changed,
    contents,
    converted,
    plan,
    read_back,
    rows,
    sheet,
    source,
    table,
)
from jixiao.exceptions import SchemaError
from jixiao.importing import convert, mapping_of, plan_of, read_mapping, settled
from jixiao.importing.headings import meaning, plain
from jixiao.importing.model import Answers, Repair
from jixiao.importing.spool import Spool
from jixiao.importing.targets import indicator_cells
from jixiao.intake.facts import read_facts
from jixiao.language import LANGUAGES, text
from jixiao.layout.model import Heading
from jixiao.spreadsheets.model import Area, Remark

FUNDS = table("资金.csv", ["单位：万元"], ["资金来源", "预算数", "到位资金", "支出", "执行率"],
              ["区级财政拨款", "202.15", "178.09", "189.35", "93.67%"],
              ["合计", "202.15", "178.09", "189.35", "93.67%"])  # fmt: skip
SIDES = table(
    "明细账.csv", ["项目支出明细账"], ["编制单位：示例中心", "", "", "", "单位：元"],
    ["日期", "凭证字号", "摘要", "对方单位", "借方金额", "贷方金额", "余额", "经济分类科目编码"],
    ["2020-01-05", "记-1", "购书", "甲书店", "1,178.09", "", "1178.09", "30218 专用材料费"],
    ["", "", "运输", "乙运输队", "200", "", "1378.09", "[30239]其他交通费用"],
    ["2020年2月3日", "记-2", "退款", "甲书店", "", "78.09", "1300", "30218"],
    ["2020-12-31", "记-9", "期末结转", "", "", "1300.00", "0", ""],
    ["合计", "", "", "", "1378.09", "1378.09", "", ""],
)  # fmt: skip
INDICATORS = table(
    "指标.csv", ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "演出场次", "≥12场", "14场", "20", "20"],
    ["", "", "培训人次", "1,200人次", "1,300人次", "20", "20"],
    ["", "时效指标", "完成时间", "12月底前", "2020-11-20", "10", "10"],
    ["效益指标", "社会效益", "知晓情况", "有所提高", "提高", "10", "8"],
)  # fmt: skip
ALL = (SIDES, FUNDS, INDICATORS)


def line(*cells: str, day: str = "2020-01-05", voucher: str = "记-1") -> list[str]:
    return [day, voucher, "购书", "甲书店", *cells]


def ledger(*amounts: str, file: str = "账.csv", unit: str = "元") -> object:
    return table(file, [f"单位：{unit}"], LEDGER, *(line(amount, "财政拨款") for amount in amounts))


@pytest.mark.parametrize(("name", "heading", "column"), [
    ("ledger", ("凭证", "字"), "voucher_no.word"), ("ledger", ("附单据数",), None),
    ("ledger", ("支出　金额（元）",), "amount"), ("ledger", ("金额", "借方"), "amount.debit"),
    ("ledger", ("余额",), None), ("ledger", ("收款人名称",), "payee"), ("ledger", ("2020年", "月"), "date.month"),
    ("ledger", ("指标文号",), "allotment_doc"), ("funds", ("全年预算数(A)",), "budget_adjusted"),
    ("funds", ("预算资金", "年初预算"), "budget_initial"), ("funds", ("执行率(B/A)",), None),
    ("funds", ("得分",), None), ("indicators", ("得分",), "self_score"), ("indicators", ("4.年度指标值",), "target"),
    ("stated", ("凭证号",), None), ("survey", ("很满意",), "distribution.1"),
])  # fmt: skip
def test_a_heading_means_a_column_of_a_table(name, heading, column):
    found = meaning(Heading(1, heading), name)
    assert (found and found[0]) == column


def test_headings_are_compared_without_blanks_brackets_and_width():
    assert plain(" 支出\n金额（万元）") == plain("支出金额") == "支出金额"
    assert plain("（一）") == "(一)"


def test_each_table_of_a_source_is_recognised_and_what_is_not_used_is_listed():
    found = plan(*ALL)
    assert [made.table for made in found.tables] == ["ledger", "funds", "indicators"]
    assert found.tables[0].not_used == ((7, "余额"),)
    assert found.tables[1].not_used == ((5, "执行率"),)
    assert found.tables[0].constants == {"fund_source": "区级财政拨款"}
    assert found.project == {"code": "sample-2020", "name": "sample-2020", "unit": "示例中心", "fiscal_year": "2020",
                             "money_unit": "万元", "units.ledger": "元"}  # fmt: skip


def test_a_ledger_of_debits_and_credits_becomes_spending_and_refunds():
    made = converted(*ALL)
    found = [(row["voucher_no"], row["line_no"], row["date"], row["amount"], row["direction"], row["econ_class"])
             for row in rows(made, "ledger")]  # fmt: skip
    assert found == [
        ("记-1", "1", "2020-01-05", "1178.09", "spend", "30218"),
        ("记-1", "2", "2020-01-05", "200", "spend", "30239"),
        ("记-2", "1", "2020-02-03", "78.09", "refund", "30218"),
    ]


@pytest.mark.parametrize(("debit", "credit", "amount", "direction"), [
    ("5", "", "5", "spend"), ("", "5", "5", "refund"), ("-5", "", "5", "refund"), ("", "-5", "5", "spend"),
    ("7", "2", "5", "spend"), ("2", "7", "5", "refund"), ("0", "5", "5", "refund"), ("5", "—", "5", "spend"),
    ("0.00", "", "0.00", "spend"),
])  # fmt: skip
def test_the_side_and_the_sign_tell_the_direction(debit, credit, amount, direction):
    entry = table("账.csv", ["单位：元"], ["日期", "凭证号", "摘要", "收款人", "借方", "贷方", "资金来源"],
                  line(debit, credit, "财政拨款"))  # fmt: skip
    made = converted(entry)
    (row,) = rows(made, "ledger")
    assert (row["amount"], row["direction"]) == (amount, direction)
    (total,) = made.sums
    assert total.found == total.taken


def test_a_negative_amount_is_a_refund_and_told():
    made = converted(ledger("100", "(20)"))
    assert [(row["amount"], row["direction"]) for row in rows(made, "ledger")] == [("100", "spend"), ("20", "refund")]
    assert [(repair.cell, repair.found, repair.taken) for repair in made.repairs] == [("E4", "(20)", "20")]
    assert [repair.rules[-1] for repair in made.repairs] == ["negative-refund"]
    assert [total.taken for total in made.sums] == [Decimal(80)]


def test_year_month_and_day_make_a_date_and_word_and_number_a_voucher():
    entry = table("账.csv", ["单位：元"], ["2020年", "", "凭证", "", "摘要", "金额", "资金来源"],
                  ["月", "日", "字", "号", "", "", ""], ["1", "5", "记", "12", "购书", "3", "财政拨款"],
                  merged=(Area(2, 1, 2, 2), Area(2, 3, 2, 4)))  # fmt: skip
    found = plan(entry)
    (row,) = rows(convert(found, [entry]), "ledger")
    assert (row["date"], row["voucher_no"], row["payee"]) == ("2020-01-05", "记-12", "")
    assert found.tables[0].made == {"voucher_no": "word-and-number", "line_no": "counted", "date": "month-and-day",
                                    "payee": "empty", "direction": "sign"}  # fmt: skip


def test_targets_are_split_and_the_kind_is_decided():
    names = ("indicator_id", "level1", "kind", "operator", "target", "actual", "unit", "target_date", "actual_date")
    found = [tuple(row[name] for name in names) for row in rows(converted(*ALL), "indicators")]
    assert found == [
        ("I01", "产出指标", "quantity", ">=", "12", "14", "场", "", ""),
        ("I02", "产出指标", "quantity", "", "1200", "1300", "人次", "", ""),
        ("I03", "产出指标", "date", "", "", "", "", "2020-12-31", "2020-11-20"),
        ("I04", "效益指标", "qualitative", "", "有所提高", "提高", "", "", ""),
    ]


@pytest.mark.parametrize(("about", "target", "actual", "expected"), [
    ("质量", "≥95%", "96.5%", "quantity >= 95 96.5 %"), ("数量", "不少于12场", "14场", "quantity >= 12 14 场"),
    ("质量", "=100", "100", "quantity = 100 100 "), ("成本", "≤ 8500元/场", "8420元/场", "cost <= 8500 8420 元/场"),
    ("质量", "95%以上", "97％", "quantity >= 95 97 %"), ("成本节约率", "≥5%", "6%", "quantity >= 5 6 %"),
    ("质量", "90%-110%", "100%", "range  90-110 100 %"), ("质量", "是", "是", "direct  是 是 "),
    ("社会效益", "有所提高", "提高", "qualitative  有所提高 提高 "),
    ("数量", "1,200人次", "约1300人次", "quantity  1200 约1300人次 人次"),
    ("成本", "控制在50万元以内", "480000元", "cost <= 50 480000元 万元"), ("满意度", "≥90", "92", "quantity >= 90 92 "),
    ("数量", "第1名", "1", "qualitative  第1名 1 "), ("数量", "12月", "12月", "qualitative  12月 12月 "),
    ("数量", "完成3项、推广5项", "8项", "qualitative  完成3项、推广5项 8项 "),
    ("质量", "≥95%（含）", "96%", "quantity >= 95 96 %"),
])  # fmt: skip
def test_the_words_of_a_target(about, target, actual, expected):
    found = indicator_cells("产出指标", about, "示例", target, actual)
    assert " ".join(found[name] for name in ("kind", "operator", "target", "actual", "unit")) == expected


@pytest.mark.parametrize(("target", "actual", "due", "done"), [
    ("2020年12月底前", "2020年11月", "2020-12-31", "2020-11-30"),
    ("2020-06-30", "2020年7月2日", "2020-06-30", "2020-07-02"),
    ("2020年6月15日前完成", "2020年6月", "2020-06-15", ""), ("2020年底前", "已完成", "2020-12-31", ""),
    ("9月30日前", "2020.9.1", "2020-09-30", "2020-09-01"), ("2020年", "2020-05-01", "2020-12-31", "2020-05-01"),
])  # fmt: skip
def test_a_target_that_is_a_day(target, actual, due, done):
    found = indicator_cells("产出指标", "时效指标", "完成时间", target, actual, year="2020")
    assert (found["kind"], found["target_date"], found["actual_date"]) == ("date", due, done)


def test_signs_in_a_column_of_their_own_and_a_survey_decide_too():
    assert indicator_cells("产出", "数量", "x", "12", "14", unit="场", sign="≥")["operator"] == ">="
    assert indicator_cells("产出", "数量", "x", "12", "14", sign="反向指标")["operator"] == "<="
    assert indicator_cells("效益", "社会", "x", "90", "", sign="定性")["kind"] == "qualitative"
    assert indicator_cells("满意度", "满意度", "x", "≥90%", "", has_survey=True)["kind"] == "survey"


MONTHLY = table("账.csv", ["单位：元"], LEDGER, line("3", "财政拨款"), line("4", "财政拨款"),
                line("5", "财政拨款", day="2020年2月3日"))  # fmt: skip
CASH = table("日记账.csv", ["单位：元"], ["日期", "凭证号", "摘要", "收款人", "收入", "支出", "资金来源"],
             ["2020-01-02", "记-1", "收到拨款", "", "100", "", "财政拨款"],
             line("", "3", "财政拨款", voucher="记-2"))  # fmt: skip
QUESTIONS = [
    ("lines-without-amount", [CASH], "tables.1.choices.unpaid", ""),
    ("voucher-numbers", [MONTHLY], "tables.1.choices.vouchers", "as-is"),
    ("money-unit", [table("资金.csv", ["资金来源", "预算数", "支出"], ["财政拨款", "1", "1"])], "tables.1.unit", ""),
    ("two-columns", [table("资金.csv", ["资金来源", "预算数", "全年预算数", "支出"], ["财政拨款", "1", "1", "1"])],
     "tables.1.choices.budget_adjusted", ""),
    ("fund-source", [table("账.csv", ["单位：元"], LEDGER[:5], line("3"))], "tables.1.choices.fund_source", ""),
    ("missing-column", [table("指标.csv", ["一级指标", "二级指标", "三级指标", "指标值"], ["产出", "数量", "x", "1"])],
     "tables.1.choices.weight", ""),
    ("spread-labels", [INDICATORS], "tables.1.choices.spread", "yes"),
    ("closing-entries", [FUNDS, SIDES], "tables.2.choices.closing", "leave-out"),
    ("hidden-sheet", [source("簿.xlsx", sheet(["单位：元"], LEDGER, line("3", "财政拨款"), name="旧", is_hidden=True))],
     "tables.1.table", "none"),
    ("fiscal-year", [FUNDS], "project.fiscal_year", ""),
    ("project-unit", [FUNDS], "project.unit", ""),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "sources", "key", "answer"), QUESTIONS, ids=[entry[0] for entry in QUESTIONS])
def test_what_is_not_sure_is_asked(kind, sources, key, answer):
    asked = {question.key: question for question in plan_of(sources, "sample").questions}
    assert key in asked, list(asked)
    assert (asked[key].kind, asked[key].answer) == (kind, answer)
    for language in LANGUAGES:
        assert text(f"importing.question.{kind}", language, **asked[key].fields)


def test_an_answer_is_obeyed_and_another_one_refused():
    (_, sources, key, _), *_ = (entry for entry in QUESTIONS if entry[0] == "two-columns")
    found = plan_of(sources, "sample", Answers({key: "C"}))
    assert found.tables[0].columns[3] == ("全年预算数", "budget_adjusted")
    assert found.tables[0].not_used == ((2, "预算数"),)
    with pytest.raises(SchemaError, match="import-bad-answer"):
        plan_of(sources, "sample", Answers({key: "Z"}))


@pytest.mark.parametrize(("answer", "vouchers"), [
    ("as-is", [("记-1", "1"), ("记-1", "2"), ("记-1", "3")]),
    ("with-month", [("202001-记-1", "1"), ("202001-记-1", "2"), ("202002-记-1", "1")]),
])  # fmt: skip
def test_voucher_numbers_that_begin_anew_each_month_are_kept_apart_if_wanted(answer, vouchers):
    made = converted(MONTHLY, tables__1__choices__vouchers=answer)
    assert [(row["voucher_no"], row["line_no"]) for row in rows(made, "ledger")] == vouchers


def test_lines_without_an_amount_are_left_out_or_refused_as_is_wanted():
    made = converted(CASH, tables__1__choices__unpaid="leave-out")
    assert [row["amount"] for row in rows(made, "ledger")] == ["3"]
    assert [row.row for row in made.accounts[0].left if row.reason == "no-amount"] == [3]
    refused = convert(plan(CASH, tables__1__choices__unpaid="refuse"), [CASH]).refused
    assert [fields["cell"] for _, fields in refused] == ["F3"]


def test_a_text_for_every_row_answers_for_a_missing_column():
    entry = table("账.csv", ["单位：元"], LEDGER[:5], line("3"))
    made = converted(entry, tables__1__choices__fund_source="=捐赠资金")
    assert [row["fund_source"] for row in rows(made, "ledger")] == ["捐赠资金"]


def test_a_table_that_may_be_two_things_is_asked_for():
    both = table("表.csv", ["指标编号", "评价要点", "占比", "是否满足", "分值", "三级指标"],
                 ["I01", "有制度", "100", "是", "5", "制度"])  # fmt: skip
    (asked, *_) = plan_of([both], "sample-2020").questions
    assert (asked.kind, asked.key) == ("which-table", "tables.1.table")
    assert {"elements", "indicators", "none"} <= set(asked.choices)
    found = plan_of([both], "sample-2020", Answers({"tables.1.table": "none"}))
    assert [(made.table, made.reason) for made in found.tables] == [("", "not-chosen")]


def test_a_table_that_is_none_of_the_projects_is_listed_with_its_rows():
    other = table("通讯录.csv", ["姓名", "电话"], ["甲", "1"], ["乙", "2"])
    found = plan(FUNDS, other)
    made = convert(found, [FUNDS, other])
    assert [(entry.file, entry.reason) for entry in found.tables if not entry.table] == [("通讯录.csv", "no-match")]
    account = made.accounts[1]
    assert (account.rows, account.taken, len(account.left)) == (3, 0, 3)
    assert [row.reason for row in account.left][1:] == ["table-not-used", "table-not-used"]


def test_every_row_of_every_sheet_is_taken_or_left_out_with_a_reason():
    accounts = converted(*ALL).accounts
    assert [(account.rows, account.taken) for account in accounts] == [(8, 3), (4, 1), (5, 4)]
    assert [(row.row, row.reason) for row in accounts[0].left] == [
        (1, "title"), (2, "unit"), (3, "header"), (7, "closing-entry"), (8, "total")]  # fmt: skip
    assert all(account.is_complete for account in accounts)


def test_every_changed_cell_is_listed_and_no_other():
    repairs = list(converted(SIDES, FUNDS).repairs)
    assert Repair("ledger", "记-1/1", "amount", "明细账.csv", "", "E4", "1,178.09", "1178.09",
                  ("thousands-separator",)) in repairs  # fmt: skip
    assert [(repair.cell, repair.rules) for repair in repairs if repair.found == ""] == [
        ("B5", ("label-above",)), ("A5", ("label-above",))]  # fmt: skip
    assert [repair for repair in repairs if repair.found == repair.taken or not repair.rules] == []


def test_control_sums_agree_to_the_cent_and_with_the_total_row():
    sums = converted(*ALL).sums
    assert [(total.column, total.found, total.taken, total.stated) for total in sums] == [
        ("amount", *[Decimal("1300.00")] * 3), ("budget_adjusted", *[Decimal(2021500)] * 3),
        ("received", *[Decimal(1780900)] * 3), ("spent", *[Decimal(1893500)] * 3)]  # fmt: skip


def test_a_total_row_that_is_not_the_sum_is_told():
    wrong = table("资金.csv", ["单位：元"], ["资金来源", "预算数", "支出"], ["财政拨款", "10", "8"], ["自筹", "5", "4"],
                  ["合计", "15", "13"])  # fmt: skip
    notes = [note for note in converted(wrong).notes if note.kind == "total-differs"]
    assert [[note.fields[name] for name in ("column", "stated", "found")] for note in notes] == [["spent", "13", "12"]]


def test_amounts_of_several_sources_are_written_in_the_unit_of_the_first_one_exactly():
    first, second = ledger("12.5"), ledger("0.00035", "178.09万元", file="账2.csv", unit="万元")
    made = converted(first, second)
    assert [row["amount"] for row in rows(made, "ledger")] == ["12.5", "3.5", "1780900"]
    assert [total.taken for total in made.sums] == [Decimal("12.5"), Decimal("1780903.5")]
    assert [row[0] for row in made.tables["ledger"].origins] == ["账.csv", "账2.csv", "账2.csv"]


def test_units_in_headings_hold_for_their_columns():
    mixed = table("资金.csv", ["单位：万元"], ["资金来源", "预算数（万元）", "支出（元）"], ["财政拨款", "2", "15000"])
    made = converted(mixed)
    assert rows(made, "funds") == [{"fund_source": "财政拨款", "budget_adjusted": "2", "received": "", "spent": "1.5"}]


def test_funds_stated_twice_are_taken_once_unless_a_person_wants_both():
    funds = table("资金2.csv", ["单位：万元"], ["资金来源", "预算数", "支出"], ["区级财政拨款", "1", "1"])
    assert [row["fund_source"] for row in rows(converted(FUNDS, funds), "funds")] == ["区级财政拨款"]
    made = converted(FUNDS, funds, tables__2__table="funds")
    assert [row["fund_source"] for row in rows(made, "funds")] == ["区级财政拨款"] * 2
    assert [(note.kind, note.fields["key"]) for note in made.notes] == [("duplicate-key", "区级财政拨款")]


def test_a_cell_that_cannot_be_taken_is_refused_with_its_place_and_so_are_all_others():
    wrong = table("账.csv", ["单位：元"], LEDGER, line("约3", "财政拨款"), line("3", "财政拨款", day="去年"),
                  line("3", "财政\u202e拨款"))  # fmt: skip
    found = plan(wrong)
    refused = convert(found, [wrong]).refused
    assert [(fields["cell"], fields["name"], fields["found"]) for _, fields in refused] == [
        ("E3", "amount", "约3"), ("A4", "date", "去年"), ("F5", "fund_source", "财政<U+202E>拨款")]  # fmt: skip
    for code, fields in refused:
        for language in LANGUAGES:
            sentence = SchemaError(code, **fields).message(language)
            assert str(fields["cell"]) in sentence
            assert "账.csv" in sentence
            assert len(sentence.splitlines()) <= 6


def test_an_amount_that_cannot_be_read_may_be_left_empty_and_listed():
    wrong = ledger("约3", "4")
    found = plan(wrong)
    made = convert(found, [wrong], questions=True)
    assert made.refused == ()
    assert [(fields["cell"], fields["found"]) for _, fields in made.emptied] == [("E3", "约3")]
    assert [row["amount"] for row in rows(made, "ledger")] == ["", "4"]


def test_a_number_of_merged_cells_is_not_counted_twice():
    merged = table("资金.csv", ["单位：元"], ["资金来源", "预算数", "支出"], ["财政拨款", "10", "5"], ["自筹", "", "5"],
                   merged=(Area(3, 2, 4, 2),))  # fmt: skip
    made = converted(merged)
    assert [row["budget_adjusted"] for row in rows(made, "funds")] == ["10", ""]


def test_a_number_that_is_shown_in_percent_is_a_percentage():
    shown = (Remark("percent", Area(2, 5, 2, 6)),)
    cells = sheet(["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值"],
                  ["产出", "质量", "合格率", "≥95%", "0.965", "0.2"])  # fmt: skip
    book = source("指标.xlsx", replace(cells, remarks=shown))
    made = convert(plan(book), [book])
    assert [(fields["cell"], fields["name"]) for _, fields in made.refused] == [("F2", "weight")]
    assert [row["actual"] for row in rows(made, "indicators")] == ["96.5"]
    (told,) = (repair for repair in made.repairs if repair.column == "actual")
    assert (told.found, told.rules) == ("0.965", ("percent-format", "target-split"))


def test_a_number_that_may_or_may_not_be_shown_in_percent_is_refused():
    cells = sheet(["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值"],
                  ["产出", "质量", "合格率", "≥95%", "0.965", "10"])  # fmt: skip
    book = source("指标.xlsx", replace(cells, remarks=(Remark("percent", Area(2, 5, 9, 5), "… 7", is_rest=True),)))
    made = convert(plan(book), [book])
    assert [(fields["cell"], fields["reason"]) for _, fields in made.refused] == [("E2", "percent-doubtful")]


def test_an_official_form_becomes_funds_and_indicators_of_a_project():
    form = source("自评表.xlsx", drawn(OFFICIAL))
    found = settled([form], "sample")
    made = convert(found, [form])
    assert found.questions == ()
    assert (found.project["unit"], found.project["name"], found.project["fiscal_year"]) == (
        "区妇联机关", "妇女之家建设", "2020")  # fmt: skip
    assert [(row["fund_source"], row["budget_adjusted"], row["spent"]) for row in rows(made, "funds")] == [
        ("当年财政拨款", "50", "45.5"), ("上年结转资金", "10", "10")]  # fmt: skip
    measured = [" ".join(row[name] for name in ("indicator_id", "operator", "target", "actual", "unit", "weight"))
                for row in rows(made, "indicators")]  # fmt: skip
    assert measured == ["I01 >= 12 12 个 30", "I02 >= 20 22 次 20", "I03 >= 95 90 % 10", "I04 >= 80 85 % 30"]
    assert [total.found == total.taken == total.stated for total in made.sums] == [True] * 3
    assert made.accounts[0].is_complete
    assert plan_of([form], "sample", read_mapping(mapping_of(found))) == found


def test_a_plan_with_open_questions_is_not_carried_out():
    with pytest.raises(ValueError, match=r"project\.unit"):
        convert(plan_of([FUNDS], "sample-2020"), [FUNDS])


def test_a_mapping_file_gives_the_same_plan_back():
    found = plan(*ALL)
    again = plan_of(ALL, "sample-2020", read_mapping(mapping_of(found)))
    assert again == found
    assert mapping_of(again) == mapping_of(found)


def test_a_mapping_file_decides_whatever_order_the_sources_come_in():
    found = plan(*ALL)
    assert plan_of(ALL[::-1], "sample-2020", read_mapping(mapping_of(found))) == found


@pytest.mark.parametrize("heading", [
    "a: b # c", "'\"[]{},&*!|>%@`", "？", "备注\n第二行", "\u202e反", "yes", "<<", "很" * 500, "\\ ~ 0012", "😀",
])  # fmt: skip
def test_whatever_a_heading_holds_the_mapping_file_is_read_back(heading):
    odd = table("账.csv", ["单位：元"], [*LEDGER, heading], line("3", "财政拨款", "x"))
    found = plan(odd)
    assert plan_of([odd], "sample-2020", read_mapping(mapping_of(found))) == found


def test_a_mapping_file_without_a_table_is_read_back():
    words = table("说明.csv", ["本项目没有表格"])
    found = plan(words)
    assert found.tables == ()
    assert plan_of([words], "sample-2020", read_mapping(mapping_of(found))) == found


def test_open_questions_are_empty_values_of_the_mapping_file():
    entry = table("账.csv", LEDGER[:5], line("3"))
    written = mapping_of(plan_of([entry], "sample"))
    filled = written.decode().replace('unit: ""', "unit: 元").replace('fund_source: ""', 'fund_source: "=自筹"')
    again = plan_of([entry], "sample", read_mapping(filled.encode()))
    assert again.questions == ()
    assert (again.tables[0].unit, again.tables[0].constants) == ("元", {"fund_source": "自筹"})
    assert plan_of([entry], "sample", read_mapping(written)).questions == plan_of([entry], "sample").questions


def test_a_changed_line_of_the_mapping_file_is_obeyed():
    written = mapping_of(plan(*ALL)).decode().replace("G 余额: \"\"", "G 余额: allotment_doc")
    found = plan_of(ALL, "sample-2020", read_mapping(written.encode()))
    assert found.tables[0].columns[7] == ("余额", "allotment_doc")


MISTAKES = [
    ("D 支出: spent", "D 支出: spend", "import-unknown-word", "spent"),
    ("D 支出: spent", "D 支出: received", "import-column-twice", "C 到位资金"),
    ("table: funds", "table: fund", "import-unknown-word", "funds"),
    ("unit: 万元\n    columns", "unit: 千元\n    columns", "import-unknown-word", "万元"),
    ("    unit: 万元\n    columns", "    units: 万元\n    columns", "import-unknown-word", "unit"),
    ("project:\n", "projects:\n", "import-unknown-word", "project"),
    ("D 支出: spent", "D4: spent", "import-bad-column-key", "D4"),
    ('header: "2-2"', 'header: "2"', "import-bad-header", "2"),
    ("D 支出: spent", "D 执行数: spent", "import-heading-gone", "支出"),
    ("file: 资金.csv\n    sheet", "file: 基金.csv\n    sheet", "import-table-gone", "基金.csv"),
    ("file: 资金.csv\n    format", "file: 基金.csv\n    format", "import-source-gone", "资金.csv"),
    ("D 支出: spent", "D 支出: [spent]", "import-not-a-text", "D 支出"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "code", "told"), MISTAKES, ids=[entry[1].strip() for entry in MISTAKES])
def test_a_mistake_in_the_mapping_file_is_told_with_its_line(before, after, code, told):
    written = mapping_of(plan(FUNDS)).decode()
    assert before in written
    wrong = written.replace(before, after, 1)
    with pytest.raises(SchemaError) as error:
        plan_of([FUNDS], "sample-2020", read_mapping(wrong.encode(), "mapping.yaml"))
    assert error.value.code == code
    pairs = zip(written.split("\n"), wrong.split("\n"), strict=True)
    number = next(number for number, (old, new) in enumerate(pairs, 1) if old != new)
    for language in LANGUAGES:
        message = error.value.message(language)
        assert told in message
        assert f"mapping.yaml:{number}" in message or code in ("import-table-gone", "import-source-gone")
        assert len(message.splitlines()) <= 6


def test_another_source_under_the_same_name_is_told():
    answered = read_mapping(mapping_of(plan(FUNDS)))
    found = plan_of([changed(FUNDS), SIDES], "sample-2020", answered)
    assert [(note.kind, note.fields["file"]) for note in found.notes] == [
        ("source-changed", "资金.csv"), ("source-new", "明细账.csv")]  # fmt: skip


def test_the_written_tables_are_read_back_to_the_same_values():
    found = plan(*ALL)
    tables = read_back(found, convert(found, ALL))
    assert sorted(tables) == ["funds", "indicators", "ledger"]
    assert [(row["amount"], row["direction"]) for row in tables["ledger"]] == [
        (Decimal("1178.09"), "spend"), (Decimal(200), "spend"), (Decimal("78.09"), "refund")]  # fmt: skip
    (funds,) = tables["funds"]
    assert (funds["budget_adjusted"], funds["spent"]) == (Decimal(2021500), Decimal(1893500))


def test_the_files_make_a_project_that_can_be_read(tmp_path):
    found = plan(*ALL)
    for path, data in contents(found, convert(found, ALL)).items():
        if not path.startswith("intake/"):
            (tmp_path / path).write_bytes(data)
    facts = read_facts(tmp_path)
    assert facts.project.unit_of("ledger") == "元"
    assert (facts.project.fiscal_year, facts.project.money_unit) == (2020, "万元")
    assert len(facts.tables["indicators"]) == 4


def test_the_account_of_an_import_never_becomes_a_formula():
    evil = table("资金.csv", ["=cmd|' /C calc'!A0"], ["单位：元"], ["资金来源", "预算数", "支出"], ["自筹", "1", "1"])
    found = plan(evil)
    files = contents(found, convert(found, [evil]))
    assert "'=cmd" in files["intake/left_out.csv"].decode("utf-8-sig")
    assert all(data.startswith(b"\xef\xbb\xbf") for path, data in files.items() if path.endswith(".csv"))


def test_the_same_sources_give_the_same_bytes():
    assert contents(plan(*ALL), converted(*ALL)) == contents(plan(*ALL), converted(*ALL))


def test_a_survey_of_grades_becomes_a_distribution():
    grades = table("问卷.csv", ["问题", "发放份数", "有效份数", "很满意", "满意", "一般", "不满意", "很不满意"],
                   ["演出满意吗", "60", "57", "44", "10", "2", "1", ""])  # fmt: skip
    (row,) = rows(converted(grades), "survey")
    assert (row["batch"], row["scale"], row["distribution"]) == ("B1", "5", "44|10|2|1|0")


def test_records_are_kept_beyond_the_memory_and_read_while_they_grow():
    spool = Spool()
    records = [(f"记-{number}", "摘要\n两行" * 100, "=1") for number in range(8_000)]
    for record in records[:7_500]:
        spool.append(record)
    assert next(iter(spool)) == records[0]
    for record in records[7_500:]:
        spool.append(record)
    assert list(spool) == records
    assert len(spool) == len(records)
    assert sum(map(len, spool.blocks())) > 8 * 1024 * 1024


def test_a_row_beside_a_table_may_name_the_unit_and_else_a_person_must():
    assert [question.key for question in settled([FUNDS], "sample-2020").questions] == ["project.unit"]
    assert settled([FUNDS, SIDES], "sample-2020").project["unit"] == "示例中心"


UNTOLD = table("账.csv", ["单位：元"], LEDGER[:5], line("3"))
TWO_FUNDS = table("资金.csv", ["单位：元"], ["资金来源", "预算数", "支出"], ["财政拨款", "1", "1"], ["自筹", "2", "2"])


@pytest.mark.parametrize("answer", ["财政拨款", "=财政拨款", "不分来源", "all sources"])
def test_a_fund_source_is_answered_by_its_bare_name_or_for_all_together(answer):
    made = converted(UNTOLD, TWO_FUNDS, tables__1__choices__fund_source=answer)
    assert [row["fund_source"] for row in rows(made, "ledger")] == [answer.removeprefix("=")]


@pytest.mark.parametrize("answer", ["财政拨", "A", "Z"])
def test_a_name_that_is_no_fund_source_and_a_column_of_days_are_refused(answer):
    with pytest.raises(SchemaError) as refused:
        plan(UNTOLD, TWO_FUNDS, tables__1__choices__fund_source=answer)
    assert str(refused.value.fields["known"]["zh"]).startswith("财政拨款, 自筹, 不分来源")


@pytest.mark.parametrize("answer", ["leave-out", "不列入", "leave-out（不列入）", "Leave out"])
def test_a_choice_is_answered_in_words_of_either_language(answer):
    assert plan(CASH, tables__1__choices__unpaid=answer).tables[0].choices["unpaid"] == "leave-out"


def test_an_open_question_of_the_mapping_file_stands_above_its_value_with_what_can_be_answered():
    lines = mapping_of(plan_of([UNTOLD, TWO_FUNDS], "sample")).decode().splitlines()
    at = lines.index('      fund_source: ""  # ?')
    assert lines[at - 1].strip().startswith("# 可填：财政拨款、自筹、不分来源")
    assert any("资金来源" in line for line in lines[at - 3 : at - 1])


def test_a_line_that_opens_the_account_without_an_amount_is_left_out_without_a_question():
    opening = ["2020-01-01", "", "上年结转", "", "", "", "财政拨款"]
    heads = ["日期", "凭证号", "摘要", "收款人", "收入", "支出", "资金来源"]
    opened = table("账.csv", ["单位：元"], heads, opening, ["2020-01-02", "记-1", "购书", "", "", "3", "财政拨款"])
    made = converted(opened)
    assert [row["amount"] for row in rows(made, "ledger")] == ["3"]
    assert [row.row for row in made.accounts[0].left if row.reason == "carried-over"] == [3]
