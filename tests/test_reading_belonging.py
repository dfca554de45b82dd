"""Figures that only look alike: a list behind what is left over, a plan beside what was done; none is accused."""

import pytest

from jixiao.documents.model import document_of
from jixiao.reading import read

LISTS_OF_AN_EARLIER_AMOUNT = (
    "全年支出80.76万元，预算执行率95.00%，结余2.24万元。其中实训设备购置36.58万元，教师课酬24.46万元。",
    "全年支出80.76万元。年末结余2.24万元。其中实训设备购置36.58万元，教师课酬24.46万元。",
    "到位资金300万元，支出298.5万元，结转1.5万元，其中：人员经费120万元、设备费150万元。",
    "项目总投资1200万元，节约资金38万元，包括土建工程700万元、设备安装420万元。",
    "资金用于设备购置和课酬，年末结余2.24万元，其中实训设备购置36.58万元，教师课酬24.46万元。",
    "资金按规定使用，缺口5万元。其中工程款60万元，监理费4万元。",
    "项目支出明细见附表，退回财政3.2万元。其中购买服务45万元，印刷费6万元。",
    "发放补贴350万元，追缴6万元。其中企业补贴200万元，个人补贴130万元。",
    "预算300万元，支出290万元，审减10万元。其中中央资金180万元，县级资金100万元。",
    "公用经费支出120万元，预备费20万元。其中办公费60万元，差旅费30万元。",
    "采购合同金额96万元，质保金4.8万元。其中服务器60万元，软件30万元。",
    "项目资金到位83万元。全年支出80.76万元，其中自筹2万元，包括设备购置36.58万元、课酬24.46万元。",
)
TWO_QUANTITIES = (
    "计划培训学员800人，开设培训班20期。\n全年开设培训班21期，培训学员812人。",
    "年度绩效目标：培训学员800人，开设培训班20期。\n全年开设培训班21期，培训学员812人。",
    "二、绩效目标\n培训学员800人，开设培训班20期。\n三、完成情况\n全年开设培训班21期，培训学员812人。",
    "预期产出：新建公厕12座、改造公交站亭30座。实际产出：新建公厕12座、改造公交站亭31座。",
    "合同约定新建公厕12座，改造公交站亭30座。\n新建公厕12座，改造公交站亭31座。",
    "拟新建公厕12座、改造公交站亭30座。\n截至年底，改造公交站亭31座。",
    "按照批复，应新建公厕12座，改造公交站亭30座。\n当年改造公交站亭31座。",
    "计划培训1368人，分12个班。\n全年完成培训1386人。",
    "2023年开设技能培训班20期。2024年开设技能培训班21期。",
    "一季度开设技能培训班8期。二季度开设技能培训班12期。",
    "截至6月底，累计开设技能培训班8期。截至12月底，累计开设技能培训班20期。",
    "东湖镇：开设技能培训班8期。西湖镇：开设技能培训班9期。",
)
FAULTS = (
    ("总投资845万元，其中：中央投资1245万元、地方配套400万元。", "part_sum", "contradicted"),
    ("上年投入2000万元。到位资金300万元，其中中央资金180万元，县级资金150万元。", "part_sum", "contradicted"),
    ("项目结余12万元，其中财政结余8万元、自筹结余6万元。", "part_sum", "contradicted"),
    ("开设技能培训班20期。经核对，全年开设技能培训班21期。", "same_quantity", "review"),
    ("计划培训800人，开设技能培训班20期。\n实际开设技能培训班21期。\n开设技能培训班23期。", "same_quantity", "review"),
)


@pytest.mark.parametrize("text", LISTS_OF_AN_EARLIER_AMOUNT)
def test_a_list_far_larger_than_what_is_left_belongs_to_an_earlier_amount(text: str) -> None:
    found = read(document_of(text)).relations
    assert not [relation.formula for relation in found if relation.verdict == "contradicted"]


@pytest.mark.parametrize("text", TWO_QUANTITIES)
def test_a_plan_and_what_was_done_are_no_two_values_of_one_quantity(text: str) -> None:
    assert not [relation.formula for relation in read(document_of(text)).relations
                if relation.kind == "same_quantity" and relation.verdict != "reconciled"]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "verdict"), FAULTS)
def test_a_fault_that_looks_like_these_is_still_found(text: str, kind: str, verdict: str) -> None:
    assert (kind, verdict) in {(relation.kind, relation.verdict) for relation in read(document_of(text)).relations}
