"""Two engines that know nothing of each other read the same rule text and must give the same points."""

from collections import Counter
from fractions import Fraction

import pytest

import second_engine
from agreement import EXTREMES, all_rules, differences, pairs
from jixiao.rulebook.packs import pack_codes
from random_sheets import KINDS, sheet

SHEETS = 400
PACKS = (*pack_codes(), *EXTREMES)


@pytest.fixture(scope="module")
def packs(tmp_path_factory):
    return pairs(tmp_path_factory.mktemp("packs"))


@pytest.mark.parametrize("code", PACKS)
def test_both_engines_give_the_same_points_total_range_and_grade(code, packs):
    counts, rules = Counter(), all_rules()
    found = [told for seed in range(SHEETS) for told in differences(seed, {code: packs[code]}, rules, counts)]
    assert found[:5] == []
    assert counts["with total"] > SHEETS / 10


def test_the_random_sheets_take_every_kind_and_every_reason_for_no_points():
    plain = [sheet(seed) for seed in range(SHEETS)]
    scored = [second_engine.score(one, second_engine.pack_of(code))["lines"]
              for code in ("cn-2020-10-self", "variant-strict", "cn-2013-53") for one in plain]  # fmt: skip
    assert {item["kind"] for one in plain for item in one["items"]} == set(KINDS)
    assert {line["reason"] for lines in scored for line in lines} >= {
        "", "dropped", "not_applicable", "weight_missing", "target_not_numeric", "actual_not_numeric",
        "actual_counted_zero", "actual_negative", "far_above", "target_not_range", "rate_not_assessable",
        "not_yes_or_no", "date_missing", "outside_band", "not_judged", "elements_open", "elements_shares",
        "survey_missing", "survey_unreadable", "survey_target", "step_missing", "gathers_nothing",
        "gathers_unscored"}  # fmt: skip


def one(weight="100", **cells):
    """Return a sheet of one indicator."""
    empty = {"operator": "", "target_date": None, "actual_date": None, "rule": "", "step": None, "elements": [],
             "questions": [], "score": None, "status": "", "deviation": "", "deduct": None}  # fmt: skip
    item = {**empty, "id": "I01", "kind": "quantity", "level1": "产出", "level2": "", "weight": weight, **cells}
    return {"items": [item], "values": {"execution_rate_of_budget": "0.55"}, "elements": {}, "scores": {},
            "deductions": {}}


BY_HAND = [
    ("cn-2020-10-self", {"target": "3", "actual": "1"}, "33.33", "差"),
    ("observed-truncating", {"target": "3", "actual": "2"}, "66.66", "中"),
    ("cn-2020-10-self", {"target": "100", "actual": "95%"}, "95", "优"),
    ("cn-2020-10-self", {"target": "1,000", "actual": " 1,250 ", "operator": "<="}, "75", "中"),
    ("variant-strict", {"target": "1,000", "actual": "1250", "operator": "<="}, "80", "良"),
    ("observed-capped", {"target": "100", "actual": "131"}, "69", "中"),
    ("cn-2020-10-self", {"target": "100", "actual": "131", "weight": "90"}, "95.5", "优"),
    ("cn-2020-10-self", {"target": "100", "actual": "完成"}, None, None),
    ("variant-strict", {"target": "100", "actual": "完成"}, "0", "差"),
]


@pytest.mark.parametrize(("code", "cells", "total", "grade"), BY_HAND)
def test_the_second_engine_gives_what_a_person_computes_by_hand(code, cells, total, grade):
    found = second_engine.score(one(**cells), second_engine.pack_of(code))
    assert (found["total"], found["grade"]) == (total and Fraction(total), grade)
