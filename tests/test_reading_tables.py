"""Tables of a report: the same table printed in another way gives the same relations; what is no error is none."""

from collections import Counter
from collections.abc import Callable

import pytest

from jixiao.documents.model import Document, Line, Place, document_of
from jixiao.reading import read
from jixiao.reading.reader import report_of

Rows = tuple[tuple[str, ...], ...]

FUNDS: Rows = (
    ("项目资金（万元）", "年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分"),
    ("年度资金总额", "210.00", "230.00", "195.50", "10", "85.00%", "8.50"),
    ("其中：财政拨款", "150.00", "170.00", "142.80", "-", "84.00%", "-"),
    ("自筹资金", "60.00", "60.00", "53.70", "-", "89.50%", "-"),
)
COUNTIES: Rows = (
    ("地区", "中央资金（万元）", "省级资金（万元）", "小计（万元）"),
    ("清源县", "412.5", "118", "530.5"),
    ("白石县", "236", "74.2", "310.2"),
    ("柳泉区", "158.3", "61", "291.3"),
    ("合计", "806.8", "253.2", "1132"),
)
INDICATORS: Rows = (
    ("三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("改造管网", "≥40公里", "44公里", "40", "40"),
    ("更换水表", "≥1200只", "900只", "30", "22.5"),
    ("用户满意度", "≥90%", "93%", "30", "30"),
    ("总分", "-", "-", "100", "92.5"),
)


def with_strokes(rows: Rows) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def without_outer_strokes(rows: Rows) -> str:
    return "\n".join(" | ".join(row) for row in rows)


def with_tabs(rows: Rows) -> str:
    return "\n".join("\t".join(row) for row in rows)


def one_value_a_line(rows: Rows) -> str:
    return "\n".join(cell for row in rows for cell in row)


def run_together(rows: Rows) -> str:
    return "\n".join(" ".join(row) for row in rows)


def in_full_width(rows: Rows) -> str:
    wide = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789.%|"}
    return with_strokes(rows).translate(wide)


PRINTED = (without_outer_strokes, with_tabs, one_value_a_line, run_together, in_full_width)


def cells_of(rows: Rows) -> Document:
    """A document that knows its cells, as a word processor does."""
    lines = []
    for number, row in enumerate(rows, 1):
        spans, words = [], ""
        for cell in row:
            words += " | " if words else ""
            spans.append((len(words), len(words) + len(cell)))
            words += cell
        lines.append(Line(words, Place("table", number, "1"), tuple(spans)))
    return Document("report.docx", tuple(lines))


def relations_of(document: Document) -> Counter[tuple[object, ...]]:
    return Counter(
        (one.kind, one.verdict, one.stated.value if one.stated else one.words, one.computed)
        for one in read(document).relations
    )


def contradicted(text: str) -> set[tuple[str, str]]:
    """Return kind and computed value of what the text contradicts."""
    return {(relation.kind, f"{relation.computed}") for relation in read(document_of(text)).relations
            if relation.verdict == "contradicted"}  # fmt: skip


@pytest.mark.parametrize("rows", [FUNDS, COUNTIES, INDICATORS], ids=["funds", "counties", "indicators"])
@pytest.mark.parametrize("printed", PRINTED)
def test_a_table_gives_the_same_relations_however_it_is_printed(
    printed: Callable[[Rows], str], rows: Rows
) -> None:
    expected = relations_of(document_of(with_strokes(rows)))
    assert expected
    assert relations_of(document_of(printed(rows))) == expected


@pytest.mark.parametrize("rows", [FUNDS, COUNTIES, INDICATORS], ids=["funds", "counties", "indicators"])
def test_the_cells_of_a_word_document_are_read_like_those_between_strokes(rows: Rows) -> None:
    assert relations_of(cells_of(rows)) == relations_of(document_of(with_strokes(rows)))


def test_one_wrong_cell_is_found_across_and_down() -> None:
    assert contradicted(with_strokes(COUNTIES)) == {("row_sum", "219.3"), ("row_sum", "1060.0")}


def test_a_total_row_against_its_sources_goes_column_by_column() -> None:
    assert contradicted(with_strokes(FUNDS)) == {("header_vs_detail", "196.50")}


LOOK_ALIKES = {
    "details under their group are not added twice": (
        "项目 | 预算数 | 决算数\n一、基本支出 | 500 | 480\n其中：人员经费 | 400 | 390\n"
        "公用经费 | 100 | 90\n二、项目支出 | 300 | 240\n其中：设备购置 | 120 | 100\n合计 | 800 | 720"
    ),
    "a header printed again on the next page begins no table": (
        "| 乡镇 | 下达 | 拨付 |\n| 甲镇 | 100 | 90 |\n| 乙镇 | 200 | 150 |\n| 乡镇 | 下达 | 拨付 |\n"
        "| 丙镇 | 300 | 270 |\n| 合计 | 600 | 510 |"
    ),
    "a table that leaves rows out has no sum": (
        "地区 | 下达资金（万元） | 支付（万元） | 支付率\n甲县 | 100 | 90 | 90%\n"
        "乙县 | 200 | 160 | 80%\n…… | | |\n合计 | 1000 | 850 | 85%"
    ),
    "more than planned counted as 100 per cent": (
        "内容 | 计划数 | 完成数 | 完成率\n培训 | 100 | 130 | 100%\n宣传 | 50 | 45 | 90%"
    ),
    "a rate printed as a ratio": (
        "单位 | 预算数 | 执行数 | 执行率\n甲 | 100.00 | 95.00 | 0.95\n乙 | 200.00 | 150.00 | 0.75"
    ),
    "scores out of a hundred with weights in per cent": (
        "一级指标 | 权重 | 得分\n决策 | 15% | 92\n过程 | 20% | 88\n产出 | 35% | 90\n效益 | 30% | 86\n"
        "合计 | 100% | 88.7"
    ),
    "years beside one another are no parts": (
        "指标 | 2020年 | 2021年 | 2022年\n参保人数（万人） | 12 | 13 | 25\n"
        "缴费收入（万元） | 300 | 320 | 620\n补贴（万元） | 5 | 6 | 9"
    ),
    "good morals are no grade": ("良好家风建设项目得分88分，优化营商环境项目得分72分。"),
    "bounds of grades are definitions": (
        "综合得分90（含）以上为优，80（含）-90为良，60（含）-80为中，60以下为差。"
    ),
    "blank scores": (
        "三级指标 | 指标值 | 完成值 | 分值 | 得分\n培训场次 | ≥10场 | 10场 | 50 | \n"
        "满意度 | ≥90% | | 40 | \n合计 | | | 90 | "
    ),
    "the points of the execution may stand elsewhere": (
        "三级指标 | 指标值 | 完成值 | 分值 | 得分\n甲 | ≥10个 | 12个 | 50 | 50\n"
        "乙 | ≥90% | 95% | 40 | 40\n合计 | | | 100 | 98.6"
    ),
}


@pytest.mark.parametrize("text", LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_what_only_looks_like_an_error_is_not_reported_as_one(text: str) -> None:
    assert contradicted(text) == set()


def test_glued_cells_are_split_only_where_the_figures_agree() -> None:
    glued = (
        "绩效自评表资金情况（万元）全年预算数（A）全年执行数（B）执行率（B/A）"
        "年度资金总额：640.5576.4590%其中：省级资金420.5378.4590%市级资金22019890%"
    )
    grid = report_of(document_of(glued)).grids[0]
    values = [[f"{cell.figure.value}" for cell in row if cell.figure] for row in grid.body]
    assert values == [["640.5", "576.45", "90"], ["420.5", "378.45", "90"], ["220", "198", "90"]]
    assert not report_of(document_of(glued.replace("90%", "77%"))).grids


def test_the_amount_of_a_cell_stands_in_yuan() -> None:
    grid = report_of(document_of("单位：万元\n" + with_strokes(FUNDS))).grids[0]
    assert grid.amount(grid.body_rows("total")[0], grid.columns("spent")[0]) == 1_955_000


OFFICIAL = (
    "资金来源 | 年初预算数 | 全年预算数{a} | 全年执行数{b} | 执行率{c}\n"
    "年度资金总额 | 180.00 | 150.00 | 144.00 | 80.00%\n其中：财政资金 | 150.00 | 120.00 | 120.00 | 100.00%\n"
    "其他资金 | 30.00 | 30.00 | 24.00 | 80.00%"
)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (OFFICIAL.format(a="", b="", c=""), set()),
        (OFFICIAL.format(a="（A）", b="（B）", c="（B/A）"), {"80.00%"}),
        (OFFICIAL.format(a="", b="", c="") + "\n说明：分母用全年预算数。", {"80.00%"}),
    ],
    ids=["nothing declared", "letters in the header", "a hint below"],
)
def test_a_declared_denominator_leaves_no_other_definition(text: str, wrong: set[str]) -> None:
    found = read(document_of(text)).relations
    assert {one.stated.raw for one in found if one.verdict == "contradicted" and one.stated} == wrong


SCORES = (
    "三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因\n新增车辆 | ≥60辆 | 54辆 | 10 | {score} | 交付延期\n"
    "拨付及时率 | =100% | 75% | 20 | {other} | 季末拨付"
)


@pytest.mark.parametrize(
    ("score", "other", "verdicts"),
    [
        ("9.50", "15", {"contradicted", "reconciled"}),
        ("8.50", "15", {"reconciled"}),
        ("9.50", "12", {"review"}),
    ],
    ids=["above its share", "below it with a reason", "no other follows the rule"],
)
def test_more_points_than_the_share_reached_are_wrong_where_others_follow_it(
    score: str, other: str, verdicts: set[str]
) -> None:
    found = read(document_of(SCORES.format(score=score, other=other))).relations
    assert {one.verdict for one in found if one.kind == "indicator_score"} == verdicts


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("项目总投资285万元省级财政安排160万元县级配套60万元自筹资金55万元", {"contradicted"}),
        ("预算申报数（元）892,000.00区级财政安排700,000.00上级补助192,000.00其他资金0.00", {"reconciled"}),
        ("项目总投资285万元省级财政安排160万元县级财政安排60万元", set()),
    ],
    ids=["complete but wrong", "adds up", "the list may go on"],
)
def test_sources_that_run_together_are_added_up(text: str, verdicts: set[str]) -> None:
    assert {one.verdict for one in read(document_of(text)).relations} == verdicts


def test_a_percentage_of_two_columns_is_that_of_the_total_row() -> None:
    rows = (
        "标段 | 合同价（元） | 核减额（元）\n一标 | 100,000 | 5,000\n二标 | 200,000 | 11,000\n"
        "合计 | 300,000 | 16,000\n"
    )
    found = {rate: read(document_of(f"{rows}核减额占合同价的{rate}。")).relations for rate in ("5.33%", "5.53%")}
    verdicts = {rate: {one.verdict for one in told if one.kind == "rate"} for rate, told in found.items()}
    assert verdicts == {"5.33%": {"reconciled"}, "5.53%": {"contradicted"}}
