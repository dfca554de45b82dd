"""Points of one indicator of every kind under packs that differ, computed by hand; w is 10 where nothing is said."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from jixiao.rulebook.pack import Band
from jixiao.rulebook.packs import load_pack
from jixiao.scoring import Element, Item, Judgement, Outcome, Question, Score, Sheet, Value, delivered, score
from jixiao.scoring.outcome import none
from jixiao.scoring.survey import respondents, satisfaction

OWN, STRICT, CAPPED, STEPS, ZERO_TARGET = (load_pack(code) for code in (
    "cn-2020-10-self", "variant-strict", "observed-capped", "cn-2021-101", "observed-gx"))  # fmt: skip
EXACT = replace(OWN, exactly="strict")
NEGATIVE_IS_ZERO = replace(OWN, negative="zero")


def earned(pack=OWN, values=(), elements=(), weight: str | None = "10", **cells) -> Score:
    """Return the score of one indicator."""
    own = Item("Z1", weight=None if weight is None else Decimal(weight), elements=tuple(elements), **cells)
    return score(Sheet((own,), dict(values)), pack).find("Z1")


def said(found: Score) -> tuple[str | None, str]:
    """Return points and reason, the points as they are printed."""
    points = None if found.points is None else f"{found.points.normalize():f}"
    assert all("{" not in words and "None" not in words and words for words in map(found.reason_text, ("zh", "en")))
    return points, found.outcome.reason


QUANTITIES = [
    (OWN, ">=", "3", "1", "3.33", "in_proportion"), (OWN, ">=", "0", "0", "10", "reached"),
    (OWN, ">=", "1,200", "1 200", None, "actual_not_numeric"), (OWN, ">=", "98%", "49 %", "5", "in_proportion"),
    (OWN, ">=", "-1", "5", None, "target_not_numeric"), (OWN, ">=", "", "5", None, "target_not_numeric"),
    (OWN, ">=", "100", "nan", None, "actual_not_numeric"), (OWN, ">=", "100", "-1", None, "actual_negative"),
    (NEGATIVE_IS_ZERO, ">=", "100", "-1", "0", "in_proportion"), (STRICT, ">=", "100", "", "0", "actual_counted_zero"),
    (OWN, "<=", "0", "0", "10", "within_ceiling"), (OWN, "<=", "0", "1", "0", "above_ceiling"),
    (OWN, "<=", "100", "120", "8", "above_ceiling"), (STRICT, "<=", "100", "125", "8", "above_ceiling"),
    (OWN, "<=", "100", "300", "0", "above_ceiling"), (STRICT, "<=", "100", "400", "2.5", "above_ceiling"),
    (OWN, "=", "0", "0", "10", "reached"), (OWN, "=", "0", "1", "0", "off_target"),
    (OWN, "=", "100", "110", "10", "reached"), (OWN, "=", "100", "90", "9", "in_proportion"),
    (STRICT, "=", "100", "110", "9", "off_target"), (STRICT, "=", "100", "90", "9", "in_proportion"),
    (STRICT, "=", "100", "300", "0", "off_target"), (EXACT, "=", "100", "100", "10", "reached"),
    (EXACT, "=", "100", "100.1", "0", "off_target"),
]  # fmt: skip


@pytest.mark.parametrize(("pack", "operator", "target", "actual", "points", "reason"), QUANTITIES)
def test_a_quantity_is_scored_against_its_target_as_the_pack_says(pack, operator, target, actual, points, reason):
    assert said(earned(pack, operator=operator, target=target, actual=actual)) == (points, reason)


FAR = [
    (OWN, "130", "", "10", "reached", ""), (OWN, "130.1", "", "10", "far_above", ""),
    (OWN, "200", "需求大增", "10", "reached", ""),
    (CAPPED, "130", "", "10", "reached", ""), (CAPPED, "131", "", "8", "far_above", "1.3"),
    (CAPPED, "131", "需求大增", "8", "reached", "1.3"),
    (STRICT, "150", "", "10", "far_above", ""), (STRICT, "151", "", "9", "far_above", "1.5"),
    (STRICT, "201", "", "8", "far_above", "2"), (STRICT, "201", "需求大增", "10", "reached", ""),
    (ZERO_TARGET, "130", "", "10", "far_above", ""),
]  # fmt: skip


@pytest.mark.parametrize(("pack", "actual", "deviation", "points", "reason", "times"), FAR)
def test_a_target_far_exceeded_costs_what_the_pack_says_and_the_reason_tells(pack, actual, deviation, points, reason,
                                                                            times):  # fmt: skip
    found = earned(pack, operator=">=", target="100", actual=actual, deviation=deviation)
    assert said(found) == (points, reason)
    assert bool(found.outcome.losses) == bool(times)
    assert not times or f"超过目标值的 {times} 倍，扣 {10 - found.points:f}".rstrip("0").rstrip(".") in (
        found.reason_text("zh"))  # fmt: skip


@pytest.mark.parametrize(("pack", "actual", "reason"), [
    (OWN, "1000", "reached"), (ZERO_TARGET, "29.9", "reached"), (ZERO_TARGET, "30", "far_above")])  # fmt: skip
def test_a_target_of_zero_is_far_exceeded_only_where_the_pack_says_from_when(pack, actual, reason):
    found = earned(pack, operator=">=", target="0", actual=actual)
    assert said(found) == ("10", reason) and found.outcome.losses == ()


def test_a_target_far_exceeded_that_is_exact_or_a_ceiling_costs_nothing_more():
    assert said(earned(CAPPED, operator="=", target="100", actual="500")) == ("10", "reached")
    assert said(earned(CAPPED, operator="<=", target="100", actual="131")) == ("6.9", "above_ceiling")


RANGES = [
    (OWN, "90-110", "90", "10", "in_range"), (OWN, "90~110", "110", "10", "in_range"),
    (OWN, "90 至 110", "45", "5", "below_range"), (OWN, "90%—110%", "121", "9", "above_range"),
    (STRICT, "90-110", "275", "4", "above_range"), (OWN, "90-110", "330", "0", "above_range"),
    (OWN, "0-0", "0", "10", "in_range"), (OWN, "0-0", "1", "0", "above_range"),
    (OWN, "110-90", "100", None, "target_not_range"), (OWN, "", "100", None, "target_not_range"),
    (OWN, "-5-10", "1", None, "target_not_range"), (OWN, "1.2.3-5", "1", None, "target_not_range"),
    (OWN, "90-110", "很多", None, "actual_not_numeric"), (STRICT, "90-110", "", "0", "actual_counted_zero"),
    (OWN, "90-110", "-1", None, "actual_negative"), (NEGATIVE_IS_ZERO, "90-110", "-1", "0", "below_range"),
]  # fmt: skip


@pytest.mark.parametrize(("pack", "target", "actual", "points", "reason"), RANGES)
def test_a_range_is_full_inside_and_in_proportion_outside(pack, target, actual, points, reason):
    assert said(earned(pack, kind="range", target=target, actual=actual)) == (points, reason)


RATES = [
    ("", "", "0.8810", "8.81", "in_proportion"), ("", "80", "0.8810", "10", "reached"),
    ("", "", "1.4", "10", "far_above"), ("<=", "50", "0.75", "5", "above_ceiling"),
    ("", "0", "0.1", "10", "reached"), ("", "九成", "0.9", None, "target_not_numeric"),
    ("", "-1", "0.9", None, "target_not_numeric"), ("", "", "-0.1", None, "actual_negative"),
]  # fmt: skip


@pytest.mark.parametrize(("operator", "target", "value", "points", "reason"), RATES)
def test_a_recomputed_rate_is_scored_in_percent_of_its_target(operator, target, value, points, reason):
    values = {"funding_rate": Value(Decimal(value))}
    found = earned(values=values, kind="rate", rule="funding_rate", operator=operator, target=target)
    assert said(found) == (points, reason)


def test_a_rate_that_cannot_be_recomputed_has_no_score_and_says_why():
    unknown = earned(values={"funding_rate": Value(None, "没有预算数")}, kind="rate", rule="funding_rate")
    assert said(unknown) == (None, "rate_not_assessable") and "没有预算数" in unknown.reason_text("zh")
    strange = earned(kind="rate", rule="fundingrate")
    assert said(strange) == (None, "rate_unknown") and "fundingrate" in strange.reason_text("zh")
    assert "rate_unknown" not in strange.reason_text("zh")
    assert said(earned(kind="rate")) == (None, "rule_missing")


SAVINGS = [
    ("", "0.05", "10", "no_overrun"), ("", "-0.2", "8", "overrun"), ("", "-1.5", "0", "overrun"),
    ("0", "0.05", "10", "no_overrun"), ("10", "0.05", "5", "saving_target"), ("10", "0.2", "10", "saving_target"),
    ("10", "-0.05", "0", "saving_target"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "value", "points", "reason"), SAVINGS)
def test_a_saving_must_not_be_negative_or_reach_its_target(target, value, points, reason):
    values = {"cost_saving_rate": Value(Decimal(value), is_saving=True)}
    assert said(earned(values=values, kind="rate", rule="cost_saving_rate", target=target)) == (points, reason)


ANSWERS = [
    (OWN, "", "是", "10", "condition_met"), (OWN, "是", "否", "0", "condition_unmet"),
    (OWN, "no", "NO ", "10", "condition_met"), (OWN, "否", "yes", "0", "condition_unmet"),
    (OWN, "", "完成", None, "not_yes_or_no"), (OWN, "必须", "是", None, "not_yes_or_no"),
    (OWN, "", "", None, "not_yes_or_no"), (STRICT, "", " ", "0", "actual_counted_zero"),
    (STRICT, "", "完成", None, "not_yes_or_no"),
]  # fmt: skip


@pytest.mark.parametrize(("pack", "target", "actual", "points", "reason"), ANSWERS)
def test_a_condition_holds_or_does_not(pack, target, actual, points, reason):
    assert said(earned(pack, kind="direct", target=target, actual=actual)) == (points, reason)


CASES = [
    (OWN, "", "0", "2", "10", "10", "no_cases"), (OWN, "", "3", "2", "10", "4", "cases_deducted"),
    (OWN, "2", "3", "2", "10", "8", "cases_deducted"), (OWN, "2", "1", "2", "10", "10", "no_cases"),
    (OWN, "", "9", "2", "10", "0", "cases_deducted"), (OWN, "", "3", None, "10", None, "step_missing"),
    (OWN, "", "3", "-1", "10", None, "step_missing"), (OWN, "", "3", "1", "0", None, "weight_zero"),
    (OWN, "无", "3", "1", "10", None, "target_not_numeric"), (OWN, "-1", "3", "1", "10", None, "target_not_numeric"),
    (OWN, "", "", "1", "10", None, "actual_not_numeric"), (STRICT, "", "", "1", "10", "0", "actual_counted_zero"),
]  # fmt: skip


@pytest.mark.parametrize(("pack", "target", "actual", "step", "weight", "points", "reason"), CASES)
def test_each_case_beyond_those_allowed_costs_its_step(pack, target, actual, step, weight, points, reason):
    found = earned(pack, kind="deduction", target=target, actual=actual, step=step and Decimal(step), weight=weight)
    assert said(found) == (points, reason)


DAYS = [
    (OWN, 0, "10", "on_time"), (OWN, -30, "10", "on_time"), (OWN, 10, "8", "late_by_day"),
    (OWN, 60, "0", "late_by_day"), (STRICT, 30, "8", "late_by_table"), (STRICT, 31, "5", "late_by_table"),
    (STRICT, 90, "5", "late_by_table"), (STRICT, 91, "0", "late_by_table"), (OWN, None, None, "date_missing"),
]  # fmt: skip


@pytest.mark.parametrize(("pack", "late", "points", "reason"), DAYS)
def test_a_day_of_lateness_costs_what_the_pack_says(pack, late, points, reason):
    due = date(2024, 9, 30)
    done = late and date.fromordinal(due.toordinal() + late) or (due if late == 0 else None)
    found = earned(pack, kind="date", target_date=due, actual_date=done)
    assert said(found) == (points, reason)
    assert found.target == "2024-09-30" and found.actual == str(done or "")


BANDS = [
    ("reached", "8", True), ("reached", "10", True), ("reached", "7.99", False), ("partly", "6", True),
    ("partly", "8", False), ("missed", "0", True), ("missed", "6", False), ("", "10", True), ("", "10.01", False),
    ("", "-0.01", False),
]  # fmt: skip


@pytest.mark.parametrize(("band", "points", "holds"), BANDS)
def test_a_judgement_lies_within_the_band_that_was_chosen(band, points, holds):
    judged = Judgement(Decimal(points), band, "已核对", by="评价员", place="judgements.csv:2:score")
    found = earned(kind="qualitative", judged=judged)
    assert said(found) == ((f"{Decimal(points):f}", "judged") if holds else (None, "outside_band"))
    assert found.evidence("actual") == ("judgements.csv:2:score",)


CLOSED = [("both", (True, True)), ("from", (True, False)), ("to", (False, True)), ("neither", (False, False))]


@pytest.mark.parametrize(("closed", "holds"), CLOSED)
def test_a_band_holds_its_bounds_only_where_it_is_closed(closed, holds):
    band = Band(Fraction(6, 10), Fraction(8, 10), closed)
    assert (band.holds(band.low), band.holds(band.high)) == holds and band.holds(Fraction(7, 10))


@pytest.mark.parametrize(("judged", "weight"), [(None, "10"), (Judgement(None), "10"), (None, "0")])
def test_without_points_of_a_person_there_is_no_score(judged, weight):
    assert said(earned(kind="qualitative", judged=judged, weight=weight)) == (None, "not_judged")


def test_points_of_a_person_have_no_share_of_no_full_marks():
    found = earned(kind="qualitative", judged=Judgement(Decimal(0)), weight="0")
    assert said(found) == (None, "weight_zero")


def point(share: str | None, met: str, gate: bool = False) -> Element:
    return Element(f"要点{share}", share and Decimal(share), gate, met, place=f"elements.csv:{share}:met")


CHECK_LISTS = [
    ([("60", "yes"), ("40", "yes")], "10", "elements_met"), ([("60", "yes"), ("40", "no")], "6", "elements_unmet"),
    ([("33.3", "no"), ("33.3", "yes"), ("33.4", "yes")], "6.67", "elements_unmet"),
    ([("60", "yes"), ("40", "no", True)], "0", "gate_unmet"), ([("60", "yes"), ("40", "")], None, "elements_open"),
    ([("60", "yes"), (None, "yes")], None, "elements_open"), ([], None, "elements_open"),
    ([("60", "yes"), ("39", "yes")], None, "elements_shares"),
    ([("120", "yes"), ("-20", "yes")], None, "elements_shares"),
]  # fmt: skip


@pytest.mark.parametrize(("points", "expected", "reason"), CHECK_LISTS)
def test_a_check_list_earns_the_shares_that_are_met(points, expected, reason):
    assert said(earned(kind="element", elements=[point(*given) for given in points])) == (expected, reason)


SURVEYS = [
    (OWN, "90", "9|1", "10", "survey_reached"), (OWN, "90", "72|28", "8", "survey_below"),
    (OWN, "", "9|1", None, "survey_target"), (OWN, "0", "9|1", None, "survey_target"),
    (OWN, "满意", "9|1", None, "survey_target"), (OWN, "90", None, None, "survey_missing"),
    (OWN, "90", "0|0", None, "survey_unreadable"), (OWN, "90", "好|差", None, "survey_unreadable"),
    (STEPS, "", "9|1", "10", "survey_step"), (STEPS, "90", "899|101", "8", "survey_step"),
    (STEPS, "90", "6|4", "6", "survey_step"), (STEPS, "90", "59|41", "0", "survey_step"),
]  # fmt: skip


@pytest.mark.parametrize(("pack", "target", "answers", "points", "reason"), SURVEYS)
def test_satisfaction_counts_in_proportion_or_by_steps(pack, target, answers, points, reason):
    asked = () if answers is None else (Question("B1", answers, 2, place="survey.csv:2:distribution"),)
    found = earned(pack, kind="survey", target=target, questions=asked)
    assert said(found) == (points, reason)
    assert found.actual == ("" if points is None else f"{float(satisfaction(asked).rate):.2%}")


def test_grades_count_in_equal_steps_and_a_batch_counts_its_people_once():
    asked = (Question("B1", "10|0|0|0|10", 5, 20, 20), Question("B1", "0|0|20|0|0", 5, 20, 18), Question("B2", "3|1"))
    found = satisfaction(asked)
    assert (found.rate, found.answers, found.respondents) == (Fraction(23, 44), 44, 20)
    assert respondents(asked) == 20 and found.low < Decimal(23) / 44 < found.high


def test_the_interval_of_satisfaction_is_the_one_of_a_sample_mean():
    """90 of 100: 0.9 ± 1.959964 · sqrt(0.9 · 0.1 / 100) = 0.9 ± 0.0588."""
    found = satisfaction([Question("B1", "90|10", 2, 100, 100)])
    assert (round(found.low, 4), round(found.high, 4)) == (Decimal("0.8412"), Decimal("0.9588"))
    sure = satisfaction([Question("B1", "5|0", 2, 5, 5)])
    assert (sure.low, sure.high) == (1, 1)


DEDUCTED = [("3", "7"), ("0", "10"), ("12", "0"), ("-1", "10")]


@pytest.mark.parametrize(("off", "points"), DEDUCTED)
def test_a_person_takes_points_off_down_to_zero_and_is_named(off, points):
    judged = Judgement(Decimal(off), reason="目标值偏低", by="评价员", on=date(2025, 2, 20),
                       place="judgements.csv:2:score")  # fmt: skip
    found = earned(target="100", actual="100", deduction=judged)
    assert said(found) == (points, "reached")
    assert all(words in found.reason_text("zh") for words in ("目标值偏低", "评价员", "2025-02-20"))
    assert found.evidence() == ("judgements.csv:2:score",)


def test_points_off_change_nothing_where_there_are_none_to_take_or_none_are_given():
    off = Judgement(Decimal(3))
    assert said(earned(target="100", actual="完成", deduction=off)) == (None, "actual_not_numeric")
    assert earned(target="100", actual="完成", deduction=off).outcome.losses == ()
    assert earned(target="100", actual="100", deduction=Judgement(None)).points == 10
    assert earned(target="100", actual="100", deduction=off).evidence() == ()


WITHHELD = [
    ({"status": "dropped", "deviation": "经批准取消"}, "dropped"), ({"status": "not_applicable"}, "not_applicable"),
    ({"weight": None}, "weight_missing"), ({"weight": "-1"}, "weight_missing"), ({"kind": "综合"}, "kind_missing"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "reason"), WITHHELD)
@pytest.mark.parametrize("pack", [OWN, STRICT])
def test_what_is_not_scored_has_no_points_and_its_reason(cells, reason, pack):
    found = earned(pack, **{"target": "100", "actual": "100", **cells})
    assert said(found) == (None, reason) and found.is_dropped == ("status" in cells)
    assert cells.get("deviation", "") in found.reason_text("zh")


def test_a_third_stays_a_third_until_points_are_rounded_or_cut():
    for pack, points in (("observed-default", "6.67"), ("observed-truncating", "6.66")):
        found = earned(load_pack(pack), target="3", actual="2")
        assert (said(found)[0], found.exact) == (points, Fraction(20, 3))


def test_a_reason_without_figures_is_a_sentence_and_a_list_is_joined():
    assert none("survey_missing").reason_text("zh") == "没有调查结果。"
    joined = Outcome(Fraction(1), "gathered", {"ids": ("A", "B"), "share": Fraction(1, 3)})
    assert "A、B" in joined.reason_text("zh") and "33.33%" in joined.reason_text("zh")


REACHED = [
    ({"kind": "range", "target": "90-110", "actual": "90"}, True),
    ({"kind": "range", "target": "90-110", "actual": "89"}, False),
    ({"kind": "range", "target": "约九十", "actual": "89"}, None),
    ({"kind": "range", "target": "90-110", "actual": ""}, None),
    ({"kind": "survey", "target": "90", "questions": (Question("B", "9|1"),)}, True),
    ({"kind": "survey", "target": "91", "questions": (Question("B", "9|1"),)}, False),
    ({"kind": "survey", "target": "", "questions": (Question("B", "9|1"),)}, None),
    ({"kind": "survey", "target": "90"}, None),
    ({"kind": "direct", "actual": "是"}, True), ({"kind": "direct", "actual": "否"}, False),
    ({"kind": "direct", "target": "否", "actual": "否"}, True), ({"kind": "direct", "actual": "基本"}, None),
    ({"kind": "deduction", "actual": "0"}, True), ({"kind": "deduction", "target": "2", "actual": "3"}, False),
    ({"kind": "deduction", "actual": "无"}, None), ({"kind": "rate", "rule": "funding_rate"}, None),
    ({"operator": "<=", "target": "5", "actual": "6"}, False), ({"operator": "=", "target": "5", "actual": "5"}, True),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "expected"), REACHED)
def test_an_output_is_delivered_where_its_kind_can_show_it(cells, expected):
    assert delivered(Item("Z1", **cells)) is expected


NUMBERS = [
    ("17000", "<=", 2 - Fraction(53, 51)), ("20000", "<=", Fraction(1)),
    ("35333", ">=", Fraction(53000, 3) / 35333),
]  # fmt: skip


@pytest.mark.parametrize(("target", "operator", "share"), NUMBERS)
def test_a_recomputed_number_is_no_percentage(target, operator, share):
    """5.3 million yuan for 300 kilometres are 17,666.67 yuan each, whatever a target in percent would say."""
    values = {"spent_per_km": Value(Fraction(53000, 3), is_ratio=False)}
    found = earned(values=values, kind="rate", rule="spent_per_km", target=target, operator=operator)
    assert found.outcome.share == share
    assert "17,666.67" in found.reason_text("zh")


def test_a_recomputed_number_needs_a_target():
    values = {"spent_per_km": Value(Fraction(53000, 3), is_ratio=False)}
    assert said(earned(values=values, kind="rate", rule="spent_per_km")) == (None, "target_not_numeric")


def test_a_recomputed_rate_keeps_its_thirds_until_points_are_rounded():
    values = {"funding_rate": Value(Fraction(829, 1200))}
    found = earned(values=values, kind="rate", rule="funding_rate", weight="6")
    assert (found.outcome.share, found.points) == (Fraction(829, 1200), Decimal("4.15"))
    assert "69.08%" in found.reason_text("zh")
