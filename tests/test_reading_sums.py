"""What adds up in prose: parts, counts, lists of names, prices and points, in any unit, order and layout."""

from decimal import Decimal
from itertools import product as every

import pytest

from jixiao.documents.model import document_of
from jixiao.reading.kinds import finders
from jixiao.reading.reader import report_of
from jixiao.reading.relation import Relation

SUMS = ("enumeration", "part_sum", "product", "scores_in_prose", "subset_le")
PARTS = (("中央资金", 180), ("省级资金", 75), ("县级配套", 45))
LAYOUTS = {
    "其中": "全年到位资金{total}，其中：{parts}。",
    "comma": "全年到位资金{total}，其中{parts}，支付率96%。",
    "bracket": "全年到位资金{total}（{parts}），已全部支付。",
    "colon": "全年到位资金{total}：{parts}。",
    "made of": "全年到位资金{total}，由{parts}组成。",
    "next sentence": "全年到位资金{total}。其中：{parts}。",
    "next paragraph": "全年到位资金{total}。\n其中：{parts}。",
    "sources": "全年到位资金{total}。\n资金来源：{parts}。",
    "behind": "{parts}，合计{total}。",
    "number behind": "{parts}，以上三项共计{total}。",
}
UNITS = {
    "万元": lambda value: f"{value}万元",
    "元": lambda value: f"{value * 10000:,}.00元",
    "mixed": lambda value: f"{value}万元" if value < 100 else f"{value}0000元",
    "full width": lambda value: f"{value}万元".translate(
        {ord(str(digit)): 0xFF10 + digit for digit in range(10)}
    ),
}
NAMED = ("覆盖4个镇，分别为{}。", "覆盖4个镇（{}）。", "覆盖4个镇：{}，另有2所学校。", "在{}4个镇试点。")
SIGNS = ("，", "；", "、")
NOTHING = (
    "全县教师1200人，其中女教师780人，党员教师460人，高级职称210人。",
    "项目预算100万元，其中中央资金30万元、省级资金20万元等。",
    "全年支出500万元，主要用于设备购置120万元、人员经费200万元。",
    "完成投资3200万元，其中当年完成1800万元，累计完成率80%。",
    "慰问困难家庭35户、老党员20户，共发放慰问金5万元。",
    "发放宣传册500份、海报200份，共收集问卷600份。",
    "收入合计1000万元，支出合计980万元，结余20万元。",
    "基本支出820万元，其中人员经费700万元；项目支出310万元。",
    "下达资金1000万元，其中中央资金800万元，省级资金200万元，截至年底支付950万元，支付率95%。",
    "项目总投资5000万元，含上年结转300万元、本年追加150万元。",
    "补助标准为一类每户5000元，二类每户3000元，共补助100户42万元。",
    "每单项5000元以上的须经会议研究，2万元以上的报审批。",
    "组织开展活动5场，包括讲座、展览、义诊等。",
    "下设办公室、人事科、财务科等8个科室，编制60人。",
    "项目由县水利局组织实施，共涉及8条河流、3座水库，分别由县水利局、乡镇政府负责。",
    "一级指标4个、二级指标12个、三级指标32个，共48个指标。",
    "存在两个问题：一是进度慢；二是档案乱。下步抓三件事：一是催办；二是补档；三是公示。",
)


def relations_of(text: str) -> list[Relation]:
    report = report_of(document_of(text))
    return [relation for name, find in finders() if name in SUMS for relation in find(report)]


def sums_of(text: str, kind: str) -> list[Relation]:
    return [relation for relation in relations_of(text) if relation.kind == kind]


@pytest.mark.parametrize(("layout", "unit"), list(every(LAYOUTS, UNITS)))
@pytest.mark.parametrize("wrong", [0, 10])
def test_a_total_is_compared_with_its_parts_in_every_layout_and_unit(
    layout: str, unit: str, wrong: int
) -> None:
    show = UNITS[unit]
    for sign in SIGNS if layout != "made of" else ("、", "，"):
        for ordered in (PARTS, PARTS[::-1]):
            parts = sign.join(name + show(value) for name, value in ordered)
            found = sums_of(LAYOUTS[layout].format(total=show(300 + wrong), parts=parts), "part_sum")
            assert [relation.verdict for relation in found] == ["contradicted" if wrong else "reconciled"]
            assert found[0].stated is not None
            assert (
                found[0].stated.base - wrong * 10000
                == sum(part.base for part in found[0].operands)
                == 3_000_000
            )


@pytest.mark.parametrize("text", NOTHING)
def test_numbers_that_claim_no_sum_are_accused_of_nothing(text: str) -> None:
    assert not [relation for relation in relations_of(text) if relation.verdict == "contradicted"]


def test_a_nested_list_is_a_relation_of_its_own() -> None:
    text = "总投资500万元：土建320万元（主楼250万元、附楼60万元），设备130万元，其他50万元。"
    found = {(relation.stated.raw, relation.verdict, relation.computed)
             for relation in sums_of(text, "part_sum") if relation.stated}  # fmt: skip
    assert found == {("500万元", "reconciled", Decimal(500)), ("320万元", "contradicted", Decimal(310))}


def test_counts_and_amounts_that_alternate_are_two_sums() -> None:
    text = "实施项目9个，投入240万元，其中：产业类4个、150万元；设施类3个、60万元；服务类3个、30万元。"
    verdicts = {relation.kind: relation.verdict for relation in relations_of(text)}
    assert verdicts == {"part_sum": "reconciled", "count_sum": "contradicted"}


def test_a_price_a_share_and_a_number_in_brackets_are_no_parts() -> None:
    text = "设备费90万元（每台3万元）、安装费20万元（占18.18%）、监理费（含2名监理）5万元，合计115万元。"
    assert [relation.verdict for relation in sums_of(text, "part_sum")] == ["reconciled"]


@pytest.mark.parametrize("names", [3, 4, 5])
@pytest.mark.parametrize("form", NAMED)
def test_a_stated_number_is_compared_with_the_names(form: str, names: int) -> None:
    listed = ("青岩镇", "白沙镇", "石渡镇", "高桥镇", "马岭镇")[:names]
    for joint in ("、", "和"):
        text = form.format("、".join(listed[:-1]) + joint + listed[-1])
        found = sums_of(text, "enumeration")
        assert [(relation.verdict, relation.computed) for relation in found] == [
            ("reconciled" if names == 4 else "contradicted", Decimal(names))
        ]


@pytest.mark.parametrize("form", ["{count}，每户3000元，共发放{total}。", "按每户3000元补助{count}，共补助{total}。",
                                  "补助{count}，合计发放{total}，每户3000元。"])  # fmt: skip
def test_price_times_count_is_the_total(form: str) -> None:
    for total, verdict in (
        ("93.6万元", "reconciled"),
        ("936,000元", "reconciled"),
        ("96.3万元", "contradicted"),
    ):
        text = form.format(count="受益农户312户" if form.startswith("{") else "312户", total=total)
        assert [relation.verdict for relation in sums_of(text, "product")] == [verdict], text


def test_a_price_without_a_total_is_derived() -> None:
    found = sums_of("认定示范社5家，每家给予4万元补助。", "product")
    assert [(relation.verdict, relation.computed, relation.unit) for relation in found] == [
        ("derived", Decimal(20), "万元")
    ]


def test_points_given_are_added_and_points_available_are_not() -> None:
    text = "决策20分，得18分；过程20分，得17.5分；产出30分，得28分；效益30分，得27分，总得分{}分。"
    for total, verdict in (("90.5", "reconciled"), ("91.5", "contradicted")):
        assert [relation.verdict for relation in sums_of(text.format(total), "score_sum")] == [verdict]


def test_one_list_is_reported_once() -> None:
    text = "县级安排资金60万元用于三项工作，其中宣传20万元、培训15万元、督查25万元，共计60万元。"
    assert [relation.verdict for relation in sums_of(text, "part_sum")] == ["reconciled"]


@pytest.mark.parametrize(
    ("text", "kind", "verdict"),
    [
        ("服务合同期三年，每年190万元，合同总价570万元。", "product", "reconciled"),
        ("每月支付3万元，12个月共计38万元。", "product", "contradicted"),
        ("驻点律师320个工作日，每个工作日250元，计8万元。", "product", "reconciled"),
        ("综合得分88分（决策18分、过程17分、产出28分、效益25分）。", "score_sum", "reconciled"),
        ("决策满分20分得18分，过程满分20分得17分，产出满分60分得53分，综合得分88分。", "score_sum", "reconciled"),
        ("慰问对象900人；其中甲类62人、乙类71人，合计123人。", "count_sum", "contradicted"),
        ("县道5条60.5公里、乡道20条140公里，共计25条200.5公里。", "part_sum", "reconciled"),
        ("总投资800万元，其中：中央投资900万元、地方配套300万元。", "subset_le", "contradicted"),
    ],
)
def test_sums_and_products_in_further_words(text: str, kind: str, verdict: str) -> None:
    assert [relation.verdict for relation in sums_of(text, kind)] == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "化解积案17件（年初排查积案18件，其中涉土地6件、其他9件；未化解的1件已包案）。",
        "综合得分88.6分（决策20分、过程20分、产出30分、效益30分）。",
        "建设期三年，每年安排100万元，总投资500万元。",
    ],
)
def test_another_quantity_in_a_bracket_is_no_list_of_parts(text: str) -> None:
    assert [relation for relation in relations_of(text) if relation.verdict == "contradicted"] == []
