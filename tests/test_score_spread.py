"""The same sheet under other rule packs, and level-1 weights against those that a pack names."""

from dataclasses import replace
from decimal import Decimal

import pytest

from jixiao.rulebook.packs import load_pack
from jixiao.rulebook.rules import load_rules
from jixiao.scoring import Item, Scores, Sheet, Value, compare, score, spread
from jixiao.scoring.weights import remark

RULES = load_rules("2024-12-31")
RATES = {"execution_rate_of_budget": Value(Decimal("0.55")), "funding_rate": Value(Decimal("0.5"))}


def item(id: str, weight: str, actual: str, operator: str = ">=", level1: str = "产出", **cells) -> Item:
    return Item(id, level1, name=f"指标{id}", operator=operator, target="100", actual=actual,
                weight=Decimal(weight), **cells)  # fmt: skip


def scored(code: str, *items: Item) -> Scores:
    return score(Sheet(items, RATES), load_pack(code), RULES)


def compared(code: str, *items: Item):
    (found,) = compare(scored("cn-2020-10-self", *items), [scored(code, *items)])
    return found


def test_the_causes_of_a_difference_are_the_indicators_whose_points_differ():
    found = compared("variant-strict", item("A", "60", "125", "<="), item("B", "40", "110", "="))
    assert found.difference == Decimal("-1") and found.same_list
    assert {cause.there.id: cause.difference for cause in found.causes} == {"A": 3, "B": -4}
    assert found.told("zh") == "B 指标B 40 → 36；A 指标A 45 → 48"


def test_only_those_that_weigh_most_are_named():
    items = [item(f"I{number}", "20", f"{150 + number}") for number in range(5)]
    found = compared("variant-strict", *items)
    assert len(found.causes) == 4 and found.told("zh", limit=3).endswith("另有 1 项")
    assert "另有" not in found.told("zh", limit=4)


def test_an_indicator_that_one_pack_does_not_score_weighs_what_it_lacks():
    found = compared("variant-strict", item("A", "60", ""), item("B", "40", "110", "="))
    assert (found.difference, [cause.difference for cause in found.causes]) == (None, [None, -4])
    assert found.told("zh").startswith("A 指标A — → 0；B")


def test_a_cap_and_dropped_indicators_are_causes_of_their_own():
    assert compared("observed-capped", item("A", "100", "100")).told("zh") == "总分封顶少 31 分"
    dropped = item("B", "40", "", status="dropped")
    assert "折算" in compared("variant-strict", item("A", "60", "100"), dropped).told("zh")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_a_difference_it_is_said(language):
    words = {"zh": "各项得分相同", "en": "points"}[language]
    assert words in compared("observed-default", item("A", "100", "100")).told(language)


def test_a_pack_with_its_own_list_names_what_lost_points_and_what_has_none():
    found = compared("cn-2020-10-framework", item("A", "100", "100", level2="数量指标"))
    told = found.told("zh", limit=99)
    assert not found.same_list and told.startswith("另一套指标")
    assert "资金到位率 2/4" in told and "立项依据充分性 未评" in told and "实际完成率" not in told


def test_the_spread_is_between_the_totals_that_there_are():
    totals = [scored(code, item("A", "100", "50")) for code in ("cn-2020-10-self", "observed-capped")]
    assert spread([*totals, scored("cn-2020-10-self", item("A", "100", "100"))]) == (50, 100)
    assert spread([totals[0], scored("cn-2020-10-self", item("A", "100", "完成"))]) is None


def levels(**weights: str) -> list[Item]:
    return [item(name, weight, "100", level1=name) for name, weight in weights.items()]


REMARKS = [
    ("cn-2020-10-self", {"产出": "50", "效益": "30", "满意度": "10"}, "一般项目"),
    ("cn-2020-10-self", {"成本": "20", "产出": "40", "效益": "20", "满意度": "10"}, "设有成本指标"),
    ("cn-2020-10-self", {"产出": "60", "效益": "20", "满意度": "10"}, "产出 60"),
    ("cn-2020-10-self", {"产出": "60", "效益": "20"}, ""), ("cn-2020-10-self", {"产出": "60", "其他": "30"}, ""),
    ("cn-2013-53", {}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("code", "weights", "words"), REMARKS)
def test_level_one_weights_are_compared_with_those_that_the_pack_names(code, weights, words):
    found = remark(scored(code, *levels(**weights)), "zh", "2024-12-31")
    assert words in found and bool(found) == bool(words)


def test_level_one_weights_of_a_later_document_are_named_with_it_from_its_first_day():
    found = scored("cn-2020-10-self", *levels(成本="20", 产出="40", 效益="20", 满意度="10"))
    assert "与规则包所列各种均不同" in remark(found, "zh", "2021-08-17")
    told = remark(found, "zh", "2021-08-18")
    assert "“设有成本指标”一致，依据" in told and "（财预〔2021〕101号）" in told and "未经核对" in told
    assert "clause not verified" in remark(found, "en", "2021-08-18")


def test_the_least_share_of_output_and_benefit_is_remarked_where_it_is_missed():
    pack = load_pack("cn-2020-10-framework")
    found = score(Sheet((), RATES), pack, RULES)
    assert remark(found, "zh", "2024-12-31") == ""
    more = replace(found, pack=replace(pack, minimum=(("output", "benefit"), Decimal("0.95"))))
    told = remark(more, "zh", "2024-12-31")
    assert "95.00%" in told and "产出" in told and remark(more, "en", "2024-12-31")
