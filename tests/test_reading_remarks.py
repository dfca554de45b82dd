"""What a report says or lacks beyond arithmetic: its kind, its outline, its claims."""

from pathlib import Path

import pytest

from jixiao.documents.model import document_of
from jixiao.reading import Reading, read
from jixiao.reading.document_kind import kind_of
from jixiao.rulebook.files import FOLDER, load

HEADINGS = {
    "outline-2020": ("一、基本情况", "（一）项目概况", "（二）项目绩效目标", "二、绩效评价工作开展情况",
                     "四、绩效评价指标分析", "（一）项目决策情况"),
    "outline-2011": ("一、项目基本情况", "二、项目单位绩效报告情况", "三、绩效评价工作情况",
                     "（一）项目资金情况分析", "（三）项目绩效情况分析"),
    "outline-third-party": ("摘要", "一、基本情况", "（三）数据采集方法及过程", "（五）绩效评价的局限性",
                            "六、有关建议"),
}  # fmt: skip


def polarity(text: str) -> list[tuple[str, str]]:
    return [(relation.definition, relation.verdict) for relation in read(document_of(text)).relations
            if relation.kind == "polarity"]  # fmt: skip


def report(*headings: str) -> Reading:
    body = "\n".join(f"{heading}\n管护水渠，保障灌溉。" for heading in headings)
    return read(document_of(f"水渠管护项目绩效评价报告\n{body}"))


@pytest.mark.parametrize(("title", "kind"), [
    ("2023年度水渠管护项目绩效评价报告", "evaluation_report"),
    ("水渠管护项目支出绩效自评报告", "self_evaluation_report"),
    ("项目支出绩效自评表（2023年度）", "self_evaluation_form"),
    ("项目支出绩效目标申报表", "goal_declaration"),
    ("云陂县财政局关于下达2024年管护资金的通知", "budget_notice"),
    ("关于开展2024年度绩效自评工作的通知", "work_notice"),
    ("部门整体支出绩效评价报告", "departmental_report"),
    ("2023年度管护资金支出情况汇总表", "summary_table"),
    ("云陂县水利局2023年度部门决算公开", "final_accounts"),
    ("水渠管护资金审计结果公告", "audit_notice"),
    ("水渠漫谈", "other"),
])  # fmt: skip
def test_a_title_tells_the_kind_of_the_document(title: str, kind: str) -> None:
    assert kind_of(document_of(f"{title}\n管护水渠十八条。")) == kind


def test_every_kind_of_document_has_a_name_in_both_languages() -> None:
    kinds = load(FOLDER / "lexicon" / "documents.yaml")["kinds"].values()
    assert all(node["label"] and node["label_en"].isascii() for node in kinds)


@pytest.mark.parametrize("outline", HEADINGS)
def test_the_outline_is_the_one_whose_titles_fit_best(outline: str) -> None:
    prescribed = {node["id"] for node in load(FOLDER / "outlines" / f"{outline}.yaml")["sections"]}
    assert {state.id for state in report(*HEADINGS[outline]).outline} == prescribed | {"document"}


@pytest.mark.parametrize(
    "heading",
    [
        "（二）项目绩效目标",
        "项目绩效目标",
        "2.项目绩效目标：",
        "（二）绩效目标设定情况",
        "（二）项目绩效目标 保障灌溉。",
    ],
)
def test_a_section_is_found_with_and_without_number_and_in_other_words(heading: str) -> None:
    states = {
        state.id: state
        for state in report("一、基本情况", "（一）项目概况", heading, "四、绩效评价指标分析").outline
    }
    assert states["goals"].line == 6


def test_sections_are_found_in_any_order() -> None:
    turned = report(*reversed(HEADINGS["outline-2020"])).outline
    assert {state.id for state in turned if state.line} == {
        state.id for state in report(*HEADINGS["outline-2020"]).outline if state.line
    }


def test_a_table_of_contents_is_not_taken_for_the_sections() -> None:
    contents = "\n".join(("目录", *HEADINGS["outline-2020"]))
    states = report(contents, *HEADINGS["outline-2020"]).outline
    assert min(state.line for state in states if state.line and state.id != "document") > 8


@pytest.mark.parametrize("text", [
    "三、综合评价结论\n项目预算90万元，支出81万元，执行率90%。",
    "关于开展2024年度绩效自评工作的通知\n一、基本情况\n（一）项目概况\n（二）项目绩效目标\n有关建议\n请按时报送。",
    "水渠管护项目绩效评价报告\n预算90万元。",
    "项目支出绩效自评表\n一、基本情况\n全年预算数90，全年执行数81。",
])  # fmt: skip
def test_of_an_excerpt_a_form_or_a_notice_nothing_is_demanded(text: str) -> None:
    reading = read(document_of(text))
    assert not reading.outline
    assert not [remark for remark in reading.remarks if remark.kind == "missing"]


@pytest.mark.parametrize("text", [
    "预算300万元，全部由县财政安排，实际支出270万元，执行率90%。",
    "预算300万元，支出270万元，执行率90%，剩余资金全部上缴。",
    "人员工资已全部发放，项目预算执行率92%。",
    "首付款已支付完毕，项目支付率30%。",
    "县级配套资金足额到位。资金到位率85%。",
    "质保金未到期，除此之外资金已全部支付，执行率95%。",
    "2022年执行率80%，2023年资金全部支付完毕。",
    "上年执行率80%。本年资金全部支付完毕。",
    "项目要求资金全部支付完毕，目前执行率80%。",
    "预算300万元，支出270万元。项目资金已按进度全部拨付。",
    "总投资3000万元，本年支出500万元，当年资金全部支付完毕。",
    "委托业务费占全部支出的60%，预算执行率90%。",
    "资金管理制度健全，个别单位资金管理制度不健全。",
    "确保资金拨付到位。部分乡镇资金拨付不到位。",
    "信访件全部按期办结，办结率100%，预算执行率89%。",
    "2025年度绩效评价工作通知\n任务完成率低于90%的，不得称全面完成。",
])  # fmt: skip
def test_words_that_do_not_speak_of_the_whole_are_not_held_against_the_figures(text: str) -> None:
    assert not [verdict for _, verdict in polarity(text) if verdict != "reconciled"]


@pytest.mark.parametrize(("text", "definition", "verdict"), [
    ("预算300万元，实际支出270万元。资金已全部支付完毕。", "all_spent", "contradicted"),
    ("補助資金執行率80%。資金已經全部撥付完畢。", "all_spent", "contradicted"),
    ("预算300万元，到位270万元，支出270万元，执行率90%，资金全部支付完毕。", "all_spent", "reconciled"),
    ("预算300万元，到位270万元，支出270万元，执行率90%，预算已全部执行。", "all_spent", "contradicted"),
    ("截至6月底支付80万元，执行率80%。截至年底，资金已全部支付完毕。", "all_spent", "review"),
    ("年初预算300万元，年中调减30万元。支出270万元，资金全部支付完毕。", "all_spent", "review"),
    ("预算约300万元，支出270万元。资金全部支付完毕。", "all_spent", "review"),
    ("预算200万元，到位180万元，资金及时足额到位。", "all_received", "contradicted"),
    ("项目资金到位率100%，资金全部到位。", "all_received", "reconciled"),
    ("年度任务完成率95%，圆满完成年度任务。", "all_done", "contradicted"),
    ("投资完成率90%，完成全部工程建设内容。", "all_done", "review"),
    ("结余20万元，年末无结余。", "balance_denied", "contradicted"),
    ("到位资金500万元，支出520万元，节约资金20万元。", "saving", "contradicted"),
])  # fmt: skip
def test_words_are_held_against_the_figures_of_the_same_subject(
    text: str, definition: str, verdict: str
) -> None:
    assert (definition, verdict) in polarity(text)


def test_a_contradiction_quotes_the_words_as_printed() -> None:
    reading = read(document_of("補助資金執行率80%。\n資金已經全部撥付完畢。"))
    relation = next(relation for relation in reading.relations if relation.kind == "polarity")
    assert relation.words in reading.document.text[relation.start : relation.end]


def test_every_remark_has_a_rule_file_with_its_severity() -> None:
    text = (
        "水渠管护项目绩效评价报告\n一、基本情况\n项目概况\n实施项目8个，30万以上项目2个，受益732余人。\n"
        "（二）项目绩效目标\n四、绩效评价指标分析"
    )
    remarks = read(document_of(text)).remarks
    assert {"unit_missing", "exact_with_more", "project_list_missing", "survey_missing"} <= {
        remark.rule for remark in remarks
    }
    assert all(Path(FOLDER / "readings" / f"{remark.rule}.yaml").is_file() for remark in remarks)
