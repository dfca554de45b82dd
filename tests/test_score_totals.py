"""Totals: sums, caps, indicators that were dropped, and the indicators that a pack brings itself."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest

from jixiao.exceptions import RuleError
from jixiao.findings import find
from jixiao.rulebook.packs import load_pack
from jixiao.rulebook.rules import Rules, load_rules, materials
from jixiao.scoring import Element, Item, Judgement, Scores, Sheet, Value, class_of, score
from jixiao.scoring.points import EXECUTION

OWN, STRICT, CAPPED, FRAMEWORK, OLD = (load_pack(code) for code in (
    "cn-2020-10-self", "variant-strict", "observed-capped", "cn-2020-10-framework", "cn-2013-53"))  # fmt: skip
RULES = load_rules("2024-12-31")
RATE = "execution_rate_of_budget"


def item(
    id: str, weight: str | None = "100", actual: str = "100", level1: str = "产出", level2: str = "数量", **cells
) -> Item:
    return Item(id, level1, level2, f"指标{id}", target="100", actual=actual,
                weight=None if weight is None else Decimal(weight), **cells)  # fmt: skip


def scored(*items: Item, pack=OWN, rate: str | None = "0.95", rules: Rules | None = None, **sheet) -> Scores:
    values = {RATE: Value(rate and Decimal(rate)), **sheet.pop("values", {})}
    return score(Sheet(items, values, **sheet), pack, rules)


def rules_found(scores: Scores) -> list[str]:
    found = find((), (), (), SimpleNamespace(results=()), frozenset(materials()), scores, "zh")
    assert all("{" not in words for finding in found for words in (finding.title, finding.condition, finding.effect))
    return [finding.rule for finding in found]


def test_the_total_is_the_sum_of_the_points_and_the_exact_total_of_those_before_rounding():
    found = scored(item("A", "50", "33.33"), item("B", "50", "66.67"))
    assert (found.total, found.exact_total) == (Decimal("50.01"), Fraction(50))
    assert found.range == (found.total, found.total) and found.grade("zh") == "差"


def test_points_that_are_missing_leave_a_range_and_no_total():
    found = scored(item("A", "60", "50"), item("B", "40", "完成"))
    assert (found.total, found.exact_total, found.range) == (None, None, (30, 70))
    assert [entry.id for entry in found.missing] == ["B"] and "30" in found.headline("zh")


def test_without_indicators_there_is_nothing_to_score():
    found = scored()
    assert (found.reason, found.total, found.range, found.grade("en")) == ("no_indicators", None, (0, 0), "—")


@pytest.mark.parametrize(("rate", "points"), [("0.95", "9.50"), ("1.2", "10.00"), ("0", "0.00"), (None, None)])
def test_the_execution_rate_earns_its_points_up_to_the_cap_of_the_pack(rate, points):
    entry = scored(item("A", "90"), rate=rate).find(EXECUTION)
    assert entry.points == (points and Decimal(points))


def test_an_execution_rate_without_a_cap_earns_more_than_its_full_marks():
    pack = replace(OWN, execution=replace(OWN.execution, cap=None))
    found = scored(item("A", "90"), pack=pack, rate="1.2")
    assert (found.find(EXECUTION).points, found.total) == (12, 102)
    assert found.find(EXECUTION).outcome.reason == "execution_uncapped"


def test_a_pack_without_points_for_execution_adds_none_and_remarks_nothing():
    pack = replace(OWN, execution=None)
    assert (scored(item("A"), pack=pack).remark, scored(item("A"), pack=pack).total) == ("", 100)
    assert scored(item("A", "90"), pack=pack).reason == "weights"


def test_an_execution_rate_among_the_indicators_is_recognised_by_its_rule():
    rate = item("B", "10", kind="rate", rule="execution_rate_of_received")
    assert scored(item("A", "90"), rate).remark == "execution_inside"


DROPPED = [
    (OWN, None, ["scoring.dropped"]), (STRICT, Decimal("50.00"), []),
]  # fmt: skip


@pytest.mark.parametrize(("pack", "total", "rules"), DROPPED)
def test_what_was_dropped_is_made_up_by_the_rest_where_the_pack_says_so(pack, total, rules):
    found = scored(item("A", "60", status="dropped", deviation="经批准取消"), item("B", "40", "50"), pack=pack)
    assert (found.total, rules_found(found), found.is_rescaled) == (total, rules, total is not None)
    assert found.exact_total == (total and Fraction(50)) and found.of(["output"]) == found.scores
    assert (found.range == (20, 80)) if total is None else (found.range == (50, 50) and "40" in found.remark_text("zh"))


def test_points_that_are_missing_beside_dropped_ones_leave_a_range_of_the_rest():
    found = scored(item("A", "60", status="dropped"), item("B", "30"), item("C", "10", "", kind="date"), pack=STRICT)
    assert (found.total, found.range) == (None, (75, 100))


def test_where_everything_was_dropped_there_is_no_total():
    found = scored(item("A", status="not_applicable"), pack=STRICT)
    assert (found.total, found.exact_total, found.range, found.missing) == (None, None, (0, 0), ())


CAPS = [("0.9", "100", ""), ("0.8", "100", ""), ("0.7999", "89", "0.8"), ("0.65", "79", "0.7"), ("0.5", "69", "0.6"),
        ("0.49", "59", "0.5")]  # fmt: skip


@pytest.mark.parametrize(("rate", "total", "below"), CAPS)
def test_a_low_execution_rate_limits_the_total_by_steps(rate, total, below):
    found = scored(item("A"), pack=CAPPED, rate=rate)
    assert (found.total, found.lost_to_caps) == (Decimal(total), 100 - Decimal(total))
    assert found.exact_total == Fraction(total)
    assert rules_found(found) == (["scoring.capped"] if below else [])
    assert f"{Decimal(below or 0) * 100:.2f}%" in found.remark_text("zh") or not below


def test_a_cap_that_the_points_stay_below_is_no_finding():
    found = scored(item("A", actual="50"), pack=CAPPED, rate="0.65")
    assert (found.total, found.lost_to_caps, rules_found(found)) == (50, 0, [])


def test_a_cap_limits_the_range_of_a_total_that_is_missing():
    found = scored(item("A", "60"), item("B", "40", "完成"), pack=CAPPED, rate="0.55")
    assert (found.total, found.range, found.lost_to_caps) == (None, (60, 69), 0)


def test_a_cap_and_dropped_indicators_work_together():
    pack = replace(CAPPED, dropped="rescale")
    found = scored(item("A", "60", status="dropped"), item("B", "40"), pack=pack, rate="0.55")
    assert (found.total, found.lost_to_caps) == (69, 31)


def test_where_the_rate_is_not_known_nobody_knows_whether_the_total_is_limited():
    found = scored(item("A"), pack=CAPPED, rate=None)
    assert (found.reason, found.total, found.range) == ("cap_unknown", None, (59, 100))
    assert rules_found(found) == ["scoring.cap_unknown"] and "59" in found.headline("zh")
    assert rules_found(scored(item("A", "90"), pack=CAPPED, rate=None)) == ["scoring.execution_unknown"]


def test_wrong_weights_are_told_and_caps_are_not():
    assert scored(item("A", "95"), pack=CAPPED, rate="0.1").reason == "weights"
    assert rules_found(scored(item("A", None), pack=CAPPED, rate="0.1")) == [
        "scoring.weights", "scoring.weight_missing"]  # fmt: skip


def test_a_score_is_found_by_its_code_in_any_case_and_counted_under_its_dimension():
    found = scored(item("A", "60"), item("B", "40", "完成", "效益"))
    assert found.find("a").id == "A" and found.find("C") is None
    output, benefit = found.dimensions("zh")
    assert (output.label("zh"), output.points, benefit.points, benefit.label("zh")) == ("产出", 60, None, "效益")


def met(*marks: str) -> tuple[Element, ...]:
    return tuple(Element(f"要点{number}", Decimal(100) / len(marks), met=mark) for number, mark in enumerate(marks))


def framework(*items: Item, pack=FRAMEWORK, **sheet) -> Scores:
    return scored(*items, pack=pack, rules=RULES, **sheet)


def test_a_pack_with_its_own_indicators_scores_those_and_needs_the_rules():
    found = framework()
    assert [entry.id for entry in found.scores] == list(FRAMEWORK.indicators)
    assert all(entry.weight == entry.rule.points for entry in found.scores)
    assert found.weight == framework(pack=OLD).weight == 100
    with pytest.raises(ValueError, match="rules"):
        scored(pack=FRAMEWORK)


def test_a_pack_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(RuleError) as caught:
        load_pack("cn-1999")
    assert (caught.value.code, caught.value.fields["pack"]) == ("unknown-pack", "cn-1999")
    assert "cn-2020-10-self" in caught.value.fields["known"]


def test_an_indicator_of_the_rules_has_the_text_and_the_points_of_its_regulation():
    new, old = (framework(pack=pack).find("management_rules") for pack in (FRAMEWORK, OLD))
    assert (new.weight, old.weight) == (4, 3)
    assert "业务" in old.shown_name("zh") and "业务" not in new.shown_name("zh")
    assert (new.code, new.group) == ("", "process") and new.dimension("zh") != new.dimension("en")


FORMULAS = [("funding_rate", "0.881", False, "3.52", "rate_below"), ("funding_rate", "1.2", False, "4", "rate_over"),
            ("funding_rate", "1", False, "4", "rate_full"),
            ("cost_saving_rate", "-0.5", True, "half", "overrun"), ("funding_rate", None, False, None,
             "rate_not_assessable")]  # fmt: skip


@pytest.mark.parametrize(("code", "value", "is_saving", "points", "reason"), FORMULAS)
def test_an_indicator_by_formula_earns_its_rate_up_to_one(code, value, is_saving, points, reason):
    entry = framework(values={code: Value(value and Decimal(value), "没有预算数", is_saving)}).find(code)
    expected = entry.weight / 2 if points == "half" else points and Decimal(points)
    assert (entry.points, entry.outcome.reason) == (expected, reason)


def test_an_indicator_whose_rate_nobody_computed_says_so():
    entry = framework().find("funding_rate")
    assert (entry.points, entry.outcome.reason) == (None, "rate_unknown") and "funding_rate" in entry.reason_text("zh")


LISTS = [
    ({"elements": {"management_rules": met("yes", "no")}}, "2", "elements_unmet"),
    ({"elements": {"management_rules": met("yes", "")}}, None, "elements_open"),
    ({"judged": {"management_rules": Judgement(Decimal(3), "partly")}}, "3", "judged"),
    ({"judged": {"management_rules": Judgement(Decimal(3), "reached")}}, None, "outside_band"),
    ({"judged": {"management_rules": Judgement(Decimal(1), "missed")},
      "elements": {"management_rules": met("yes", "yes")}}, "4", "elements_met"),
    ({"elements": {"management_rules": met("yes", "no")}, "deductions": {"management_rules": Judgement(Decimal(1))}},
     "1", "elements_unmet"),
    ({}, None, "elements_open"),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "points", "reason"), LISTS)
def test_an_indicator_by_check_list_may_be_judged_as_a_whole(sheet, points, reason):
    entry = framework(**sheet).find("management_rules")
    assert (entry.points, entry.outcome.reason) == (points and Decimal(points), reason)


GATHERED = [
    ((item("A", "10"), item("B", "30", "80")), Fraction(85, 100), "gathered"),
    ((item("A", "10"), item("B", "30", "80", level2="质量")), Fraction(1), "gathered"),
    ((item("A", "10"), item("B", "30", "80", level1="效益")), Fraction(1), "gathered"),
    ((item("A", "10"), item("B", "30", status="dropped")), Fraction(1), "gathered"),
    ((item("A", "10", status="dropped"),), None, "gathers_dropped"), ((), None, "gathers_nothing"),
    ((item("A", "10"), item("B", "30", "完成")), None, "gathers_unscored"),
    ((item("A", "10"), item("B", "30", kind="综合")), None, "gathers_unscored"),
    ((item("A", None),), None, "gathers_unscored"), ((item("A", "-1"),), None, "gathers_unscored"),
    ((item("A", "0"),), None, "gathers_unscored"),
]  # fmt: skip


@pytest.mark.parametrize(("items", "share", "reason"), GATHERED)
def test_an_indicator_that_gathers_weighs_the_projects_own_ones_by_their_points(items, share, reason):
    entry = framework(*items).find("completion_rate")
    assert (entry.outcome.share, entry.outcome.reason) == (share, reason)
    for language in ("zh", "en"):
        assert "{" not in entry.reason_text(language)


CLASSES = [("数量指标", "quantity"), ("产出质量", "quality"), ("时效", "time"), ("社会效益", "social"), ("其他", "")]


@pytest.mark.parametrize(("level2", "name"), CLASSES)
def test_a_second_level_is_recognised_by_what_it_names(level2, name):
    assert class_of(level2) == name
