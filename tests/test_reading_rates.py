"""Rates in prose: units, order, wording and distance of the operands change nothing; what may not be said is not."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.documents.model import document_of
from jixiao.quantities import rounded
from jixiao.reading.kinds import finders
from jixiao.reading.reader import report_of
from jixiao.reading.relation import Relation

KINDS = ("rate", "rate_unstated", "implied_total", "label_swap", "exec_plus_saving")
BUDGET, SPENT = Decimal(80_000_000), Decimal(74_000_000)
UNITS = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
ORDERS = (
    "项目预算{budget}，实际支出{spent}，预算执行率{rate}。",
    "实际支出{spent}，占项目预算{budget}的{rate}。",
    "预算执行率{rate}，其中预算{budget}，执行数{spent}。",
    "项目预算{budget}。\n（二）资金使用\n全年实际支出{spent}。\n预算执行率为{rate}。",
    "批复预算{budget}，由县财政安排；截至12月底已支付{spent}，资金支付率达{rate}。",
    "安排专项资金{budget}，已使用{spent}，资金使用率：{rate}。",
)
BOTH = "预算200万元，到位180万元，支出171万元，支出执行率{}%。"
SILENT = (
    "预算执行率低于80%的项目应当说明原因，自评覆盖率须达到100%。",
    "（二）项目绩效目标\n验收合格率100%，群众满意度95%。",
    "满意度由92%提高到96%，提高4个百分点。",
    "经费支出比上年增长12.5%，人均成本下降3%。",
    "按照中央60%、省级40%的比例分担，年利率4.35%。",
    "群众满意度达到90%以上，抽查比例不低于30%。",
)
GUARDED = (
    "群众满意度95%，走访农户200户中建档立卡户180户。",
    "设备完好率95%，40台设备中有12台为新购。",
    "演出116场，其中进村74场、进校30场、其他12场；自筹资金占6.52%。",
    "道路项目预算100万元，支出90万元。绿化项目执行率80%。",
    "抽检食品500批次，合格490批次，合格率98%；抽检药品200批次，合格率100%。",
    "预算120万元，上年结转30万元，支出135万元，执行率90%。",
    "安排资金1200万元，其中：道路800万元，支付760万元，支付率95%；饮水400万元，支付360万元，支付率90%。",
    "年初预算500万元，调整预算450万元，支出440万元，预算执行率97.78%（按年初预算计算为88%）。",
    "预算300万元，到位270万元，支出243万元，到位率和执行率均为90%。",
    "受训学员620人，结业600人，就业480人，就业率80%，其中本地就业占比65%。",
    "在500份有效问卷中，非常满意300份，占60%，比较满意150份，占30%，不满意50份，占10%，综合满意度为90%。",
    "资金到位率=（实际到位/预算）×100%=（450/500）×100%=90%。",
    "项目实际开支20.42万元；全县申报信贷融资需求18.97亿元。项目支付率68.07%。",
)


def relations(text: str) -> list[Relation]:
    report = report_of(document_of(text))
    return [relation for name, find in finders() if name in KINDS for relation in find(report)]


def told(text: str, kind: str = "rate") -> list[tuple[str, str]]:
    return [(found.stated.raw if found.stated else "", found.verdict) for found in relations(text)
            if found.kind == kind]  # fmt: skip


def printed(yuan: Decimal, unit: str) -> str:
    value = yuan / UNITS[unit]
    return f"{value:,f}{unit}" if unit == "元" else f"{value.normalize():f}{unit}"


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("units", [("元", "元"), ("万元", "万元"), ("万元", "元"), ("亿元", "万元")])
@pytest.mark.parametrize(("rate", "verdict"), [("92.5%", "reconciled"), ("95.2%", "contradicted")])
def test_a_rate_is_found_whatever_the_order_and_the_units(
    order: str, units: tuple[str, str], rate: str, verdict: str
) -> None:
    text = order.format(budget=printed(BUDGET, units[0]), spent=printed(SPENT, units[1]), rate=rate)
    assert told(text) == [(rate, verdict)]


@settings(max_examples=60, deadline=None)
@given(whole=st.integers(20, 5000), share=st.integers(1, 99), digits=st.sampled_from((1, 2)))
def test_a_rate_of_counts_holds_when_it_is_rounded_and_fails_when_it_is_not(
    whole: int, share: int, digits: int
) -> None:
    part = max(1, whole * share // 100)
    right = rounded(Decimal(part * 100) / whole, digits)
    wrong = right + 2
    text = "抽查产品{}件，合格{}件，合格率{}%。"
    assert told(text.format(whole, part, right)) == [(f"{right}%", "reconciled")]
    assert told(text.format(whole, part, wrong)) == [(f"{wrong}%", "contradicted")]


@pytest.mark.parametrize("text", SILENT)
def test_a_threshold_a_target_and_a_change_are_no_rates(text: str) -> None:
    assert relations(text) == []


@pytest.mark.parametrize("text", GUARDED)
def test_amounts_of_something_else_contradict_no_rate(text: str) -> None:
    assert "contradicted" not in {relation.verdict for relation in relations(text)}


def test_both_definitions_of_the_execution_rate_are_told() -> None:
    (relation,) = (found for found in relations(BOTH.format(80)) if found.stated)
    assert (relation.verdict, relation.computed) == ("contradicted", Decimal("85.5"))
    assert relation.others == (("spent_received", Decimal(95)),)


def test_an_execution_rate_on_the_received_money_holds_as_well() -> None:
    assert told(BOTH.format(95)) == [("95%", "reconciled")]


def test_the_only_whole_denominator_is_named() -> None:
    (relation,) = relations("抽查合格58件，合格率96.67%。")
    assert (relation.verdict, relation.note, dict(relation.fields)["whole"]) == (
        "reconciled",
        "whole_number",
        "60",
    )


def test_a_rate_with_one_operand_is_not_verifiable_and_implies_the_other() -> None:
    text = "全年实际支出57万元，预算执行率95%。"
    assert told(text, "rate_no_operand") == [("95%", "not_verifiable")]
    assert [found.computed for found in relations(text) if found.kind == "implied_total"] == [Decimal(60)]


def test_main_rates_that_are_not_stated_are_derived_once() -> None:
    text = "批复预算500万元，到位450万元。\n实际支出400万元。"
    assert [found.computed for found in relations(text) if found.kind == "rate_unstated"] == [
        Decimal(90),
        Decimal(80),
    ]


def test_exchanged_labels_are_a_hint_beside_the_contradictions() -> None:
    text = "预算186.5万元，到位171.58万元，支出164.12万元，资金到位率88%，预算执行率92%。"
    verdicts = {(found.kind, found.verdict) for found in relations(text)}
    assert verdicts == {("rate", "contradicted"), ("label_swap", "hint")}


def test_execution_and_saving_that_miss_a_hundred_are_told_without_amounts() -> None:
    (relation,) = (
        found for found in relations("全年执行率88%，节约率13%。") if found.kind == "exec_plus_saving"
    )
    assert (relation.verdict, relation.words, relation.computed) == ("contradicted", "100%", Decimal(101))


def test_the_share_that_does_not_fit_its_sisters_is_the_wrong_one() -> None:
    text = "全年支出267.5万元：送戏112.35万元，占42%；书屋53.5万元，占20%；电影74.9万元，占28%；展演26.75万元，占12%。"
    assert dict(told(text)) == {
        "42%": "reconciled",
        "20%": "reconciled",
        "28%": "reconciled",
        "12%": "contradicted",
    }


def test_names_joined_by_and_take_their_percentages_in_order() -> None:
    text = "预算300万元，到位270万元，支出243万元，资金到位率、预算执行率分别为92%、81%。"
    assert told(text) == [("92%", "contradicted"), ("81%", "reconciled")]


R, C, N, V = "reconciled", "contradicted", "not_verifiable", "review"
CONSTRUCTIONS = (
    ("预算五百四十万元，拨付五百零二万二千元，拨付率百分之九十三。", {"百分之九十三": R}),
    ("执行率为92.31%（实际支出120万元/预算130万元）。", {"92.31%": R}),
    ("支出进度95%（已支付96万元，预算100万元）。", {"95%": C}),
    ("资金执行率95%（其中中央资金100万元，省级资金50万元）。", {}),
    ("合同金额286万元，首付款30%，即85.8万元；尾款20%，即67.2万元。", {"30%": R, "20%": C}),
    ("按合同金额286万元的30%支付预付款95.8万元。", {"30%": C}),
    ("专项资金500万元，其中40%用于设备购置，计220万元。", {"40%": C}),
    ("参加培训320人，其中女性占45%（154人），男性占55%（176人）。", {"45%": C, "55%": R}),
    ("修缮352.8万元，占72.95%；消防78.6万元，占16.25%；监理52.2万元，占12.79%。",
     {"72.95%": R, "16.25%": R, "12.79%": C}),
    ("培训电工120人、焊工80人、厨师50人，占比依次为48%、32%、25%。", {"48%": R, "32%": R, "25%": C}),
    ("上年结转18.6万元，本年拨入142.4万元，全年支出151.3万元，预算执行率为92.97%。", {"92.97%": C}),
    ("年初预算500万元，年中调减50万元，实际支出427.5万元，预算执行率95%。", {"95%": R}),
    ("批复预算640万元，县财政拨付养护单位576万元，资金到位率93%。", {"93%": C}),
    ("预算1000万元，到位950万元，支出855万元，按到位资金计算的执行率85.5%。", {"85.5%": C}),
    ("总投资600万元。支出570万元。支出占总投资的95%。", {"95%": R}),
    ("年初结转64万元，收到拨款500万元，累计支出483.6万元。累计支出占可用资金的85.74%。", {"85.74%": R}),
    ("培训2160人，其中职工1180人、其他255人；取得证书1944人，取证率90%。", {"90%": R}),
    ("培训2160人，其中职工1180人、其他255人；取得证书1944人，取证率92%。", {"92%": V}),
    ("核定床位120张，平均占用108张，床位使用率95%。", {"95%": C}),
    ("（二）绩效目标\n筛查7000人。\n三、产出\n完成筛查6350人，任务完成率90.71%。", {"90.71%": R}),
    ("实施学校52所。\n现场抽查学校13所，抽查比例25%。", {"25%": R}),
    ("基本支出800万元，占支出总额的80%，项目支出200万元，占支出总额的20%，支出总额1000万元。", {"80%": R, "20%": R}),
    ("中央补助294万元，实到84万元，配套到位率66.67%。", {}),
    ("20××年度，共筹集资金640万元，其中：中央420万元，县级220万元。\n实际到位576万元，资金到位率93%。", {"93%": C}),
    ("获得补助640万元，分配到甲段200万元、乙段300万元、丙段140万元。\n全年支出576万元，预算执行率93%。", {"93%": C}),
    ("下达5400万元，上年结转600万元，共6000万元。全年支出5400万元，支出率90%。", {"90%": R}),
    ("支付及时率93%，40笔款项中有36笔按期支付。", {"93%": C}),
    ("泵站新建率120%，计划5座，实建6座。", {"120%": R}),
    ("一、绩效目标\n送戏下乡不少于600场。\n二、产出\n送戏下乡570场，完成率97%。", {"97%": C}),
    ("绿化5.4公顷，比计划6公顷少0.6公顷，完成率92%。", {"92%": C}),
    ("发放问卷320份，收回304份，其中满意281份；回收率92%。", {"92%": C}),
    ("“资金到位率”系指到位资金与批复预算的比率，本项目为90%。批复预算640万元，到位576万元。", {"90%": R}),
    ("概算640万元，审定造价超概算32万元，超概率6%。", {"6%": C}),
    ("结余500万元。甲类结余200万元，占全部结余的40%；乙类结余150万元，占30%；丙类结余120万元，占26%。",
     {"40%": R, "30%": R, "26%": C}),
    ("下达补助资金1720万元。到位1634万元，支出1548万元，资金到位率90%，预算执行率95%。", {"90%": C, "95%": C}),
)  # fmt: skip


@pytest.mark.parametrize(("text", "verdicts"), CONSTRUCTIONS)
def test_the_place_and_the_wording_of_the_operands_do_not_matter(text: str, verdicts: dict[str, str]) -> None:
    assert dict(told(text)) == verdicts


def test_a_share_of_a_whole_that_stands_nowhere_implies_it() -> None:
    text = "已整理案卷12.4万卷，占应整理总量的62%。"
    assert told(text, "rate_no_operand") == [("62%", N)]
    assert [found.computed for found in relations(text) if found.kind == "implied_total"] == [Decimal(20)]


def test_executed_and_carried_share_on_one_base_are_added_up() -> None:
    text = "专项预算500万元，已支付450万元，占预算的90%，结转下年60万元，占12%。"
    (relation,) = (found for found in relations(text) if found.kind == "exec_plus_saving")
    assert (relation.verdict, relation.words, relation.formula) == (C, "100%", "90 + 12")
