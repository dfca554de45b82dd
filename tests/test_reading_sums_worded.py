"""Sums, products and means in the many words that reports have for them, and what looks like one and is none."""

import pytest

from jixiao.documents.model import document_of
from jixiao.reading.kinds import finders
from jixiao.reading.reader import report_of

HOLDS = (
    ("按每户1000元补助328户，共32.8万元。", "32.8万元"),
    ("改造家庭320户，户均2400元，共需76.8万元。", "76.8万元"),
    ("培训护理员190人，人均500元，折合9.5万元。", "9.5万元"),
    ("按每人3500元补助，培训种植能手120人、养殖能手80人，共计70万元。", "70万元"),
    ("补助328户×1000元=32.8万元。", "32.8万元"),
    ("工资：45人*800元/月*12个月=43.2万元。", "43.2万元"),
    ("新建公厕12座，总投资360万元，单座造价30万元。", "30万元"),
    ("在校生3007人，全年支出4,401,233.18元，生均支出1,463.66元。", "1,463.66元"),
    ("维修仓房14栋，改造面积8960平方米，平均每栋640平方米。", "640平方米"),
    ("县级仓库存放58.3万元，乡镇仓库存放43.3万元，两者相加为101.6万元。", "101.6万元"),
    ("新建岗亭12个，改建岗亭8个，加起来20个。", "20个"),
    ("宫颈癌筛查7,000人，完成率100%；乳腺癌筛查6,350人，完成率90.71%。两项筛查合计13,350人次。", "13,350人次"),
    ("东片5个村，西片4个村，南片3个村。收入过10万元的村有3个。上述三片共12个村。", "12个"),
    ("市级安排36万元，支出36万元；区级安排24万元，支出20万元；两级合计安排60万元，支出56万元。", "56万元"),
)
FAILS = (
    ("按每户1000元补助328户，共33.8万元。", "33.8万元", "32.8"),
    ("教材每套45元，发放200套，共0.98万元。", "0.98万元", "0.9"),
    ("租用土地8,250亩，亩均租金680元，年租金516万元。", "516万元", "561"),
    ("修路46公里，每公里19.5万元，共879万元。", "879万元", "897"),
    ("补助328户×1000元/户=33.8万元。", "33.8万元", "32.8"),
    ("受益学生1200人，按每生每天5元、200天补助，共需资金130万元。", "130万元", "120"),
    ("征地补偿每亩4.6万元，补偿款190.9万元，涉及农户63户，户均3.3万元。", "3.3万元", "3.030159"),
    ("带动务工746人，其中脱贫人口315人，发放劳务费186.5万元，人均2800元。", "2800元", "2500"),
    ("全年发放学员补助126万元、师资补助15万元。在培学员63人，人均补助21,000元。", "21,000元", "20000"),
    ("购编织袋28.4万元，购救生衣73.2万元，购照明设备101.6万元，三项共计71.6万元。", "71.6万元", "203.2"),
    ("更新车辆4辆，检测仪器17台，办公设备36套，共计56台（辆、套）。", "56台", "57"),
    ("116场演出中进村演出74场、进校演出32场、其他12场。", "116场", "118"),
    ("结余资金28.80万元中，退回财政14.50万元、结转下年13.40万元。", "28.80万元", "27.9"),
    ("发放低保金486.2万元，发放供养金193.75万元，发放救助金38.05万元，三类共718万元。其中前两类按月发放，合计669.95万元。",
     "669.95万元", "679.95"),
    ("市级安排36万元，支出36万元；区级安排24万元，支出20万元；两级合计安排60万元，支出65万元。", "65万元", "56"),
    ("收回问卷228份，回收率95%；其中满意196份、较满意21份、不满意13份。", "228份", "230"),
    ("检疫苗木260万株，其中本地苗木185万株、外调苗木57万株。", "260万株", "242"),
)  # fmt: skip
NO_ACCUSATION = (
    "检查的200家企业中，合格150家，优秀45家。",
    "总投资3,600万元（到位3,420万元，已支付3,510万元，支付率97.5%）。",
    "总投资245万元，其中中央资金1OO万元，省级资金65万元，县级资金80万元，自筹0万元。",
    "资金80万元中，30万元用于培训，45万元用于采购。",
    "按每户1000元标准，实际补助328户，计划共需40万元。",
    "为328户每户补助1000元，对其中20户特困家庭加发500元，共支出33.8万元。",
    "每台设备单价4500元，购置30台，运费5000元，共计14万元。",
    "按每户1000元标准，计划补助400户，实际补助328户，共计32.8万元。",
    "户均收入2.4万元，涉及农户320户，项目总投资900万元。",
)


def relations_of(text: str) -> list[tuple[str, str, str]]:
    report = report_of(document_of(text))
    found = [relation for name, find in finders() if name in ("part_sum", "product") for relation in find(report)]
    return [
        (relation.verdict, relation.stated.raw if relation.stated else "", str(relation.computed))
        for relation in found
    ]


@pytest.mark.parametrize(("text", "stated"), HOLDS)
def test_what_adds_up_is_reconciled_however_it_is_worded(text: str, stated: str) -> None:
    found = relations_of(text)
    assert ("reconciled", stated) in [relation[:2] for relation in found]
    assert "contradicted" not in [verdict for verdict, *_ in found]


@pytest.mark.parametrize(("text", "stated", "computed"), FAILS)
def test_a_wrong_total_or_mean_is_found_however_it_is_worded(text: str, stated: str, computed: str) -> None:
    assert ("contradicted", stated, computed) in relations_of(text)


@pytest.mark.parametrize("text", NO_ACCUSATION)
def test_what_only_looks_like_a_sum_is_not_accused(text: str) -> None:
    assert "contradicted" not in [verdict for verdict, *_ in relations_of(text)]
