"""A rule pack is data: its examples hold, its file is strict, and it says what it differs in."""

from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.catalogue.examples import scored
from jixiao.exceptions import ParameterError, RuleError
from jixiao.rulebook.packs import load_pack, pack_codes, read_pack, require_pack
from jixiao.rulebook.rules import FOLDER, load_rules, regulation

RULES = load_rules("2026-01-01")
EXAMPLES = [pytest.param(code, example, id=f"{code}: {example['name']}")
            for code in pack_codes() for example in load_pack(code).node["examples"]]  # fmt: skip


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_a_pack_gives_the_points_of_its_example(code, example):
    found = scored(load_pack(code), example)
    expected = None if example["expect"] == "none" else Decimal(example["expect"])
    assert found.points == expected
    assert found.outcome.reason == example.get("reason", found.outcome.reason)


@pytest.mark.parametrize("code", pack_codes())
def test_a_pack_says_what_it_is_for_on_which_basis_and_shows_a_case_without_a_score_or_with_a_loss(code):
    pack = load_pack(code)
    assert all(pack.text(key, language) for key in ("label", "why") for language in ("zh", "en"))
    assert regulation(pack.basis.regulation)["title_en"] and not pack.basis.verified
    assert {example["expect"] for example in pack.node["examples"]} & {"none", "0"}


@pytest.mark.parametrize("code", [code for code in pack_codes() if load_pack(code).scores == "table"])
def test_the_level_1_weights_that_a_pack_names_make_its_total(code):
    pack = load_pack(code)
    assert all(sum(shares.values()) == pack.total for shares in pack.shares)


@pytest.mark.parametrize(("code", "number"), [("cn-2020-10-framework", 17), ("cn-2013-53", 20)])
def test_a_framework_has_its_indicators_and_their_points_make_its_total(code, number):
    pack = load_pack(code)
    rules = [RULES.indicator(name).under(pack.basis.regulation) for name in pack.indicators]
    assert len(rules) == len(set(pack.indicators)) == number
    assert sum(rule.points for rule in rules) == pack.total
    assert {rule.basis.regulation for rule in rules} == {pack.basis.regulation}
    if pack.minimum:
        dimensions, least = pack.minimum
        assert sum(rule.points for rule in rules if rule["dimension"] in dimensions) >= least * pack.total


def variant(folder: Path, **keys: str) -> Path:
    """Write a pack based on that of the self-evaluation, with some keys changed or left out."""
    base = FOLDER / "packs" / "cn-2020-10-self.yaml"
    (folder / base.name).write_bytes(base.read_bytes())
    lines = {"label": "某地", "label_en": "somewhere", "in_force": '"2020-02-25"', "why": "为何", "why_en": "why",
             "basis": "{regulation: practice, clause: 条, clause_en: clause, verified: false}", "version": "1",
             "based_on": "cn-2020-10-self",
             "examples": "[{name: 甲, item: {}, expect: none}, {name: 乙, item: {}, expect: none}]"}  # fmt: skip
    written = {name: value for name, value in (lines | keys).items() if value != "-"}
    path = folder / "local.yaml"
    path.write_text("".join(f"{name}: {value}\n" for name, value in written.items()), encoding="utf-8")
    return path


def test_a_variant_is_one_file_that_states_its_differences_only(tmp_path):
    pack = read_pack(variant(tmp_path, rounding="{digits: 1, mode: truncate}"))
    national = load_pack("cn-2020-10-self")
    assert (pack.rounding.digits, pack.rounding.mode) == (1, "truncate")
    assert (pack.grades, pack.over, pack.execution) == (national.grades, national.over, national.execution)
    assert pack.own >= {"rounding", "label"} and "grades" not in pack.own


WRONG = [
    ({"roundin": "{digits: 1, mode: truncate}"}, "rule-unknown-key", "roundin"),
    ({"why_en": "-"}, "rule-missing-key", "why_en"),
    ({"basis": "-"}, "rule-missing-key", "basis"),
    ({"basis": "{regulation: practice, clause: 条, verified: false}"}, "rule-missing-key", "clause_en"),
    ({"based_on": "-"}, "rule-missing-key", "scores"),
    ({"based_on": "elsewhere"}, "unknown-pack", "elsewhere"),
    ({"based_on": "local"}, "unknown-pack", "local"),
    ({"examples": "[{name: 甲, item: {}, expect: none}]"}, "rule-needs-examples", "local.yaml"),
    ({"rounding": "{digits: 1, mode: upwards}"}, "pack-wrong-value", "upwards"),
    ({"at_most": "inverse"}, "rule-word", "inverse"),
    ({"total": "hundred"}, "pack-wrong-value", "local.yaml"),
    ({"over": "{explain_at: '1.3'}"}, "pack-wrong-value", "local.yaml"),
    ({"bands": "{reached: {from: '0.8', to: '1', closed: ends}}"}, "pack-wrong-value", "ends"),
]


@pytest.mark.parametrize(("keys", "code", "named"), WRONG)
def test_a_wrong_pack_is_refused_with_its_file_and_what_is_wrong(keys, code, named, tmp_path):
    with pytest.raises(RuleError) as caught:
        read_pack(variant(tmp_path, **keys))
    assert caught.value.code == code
    assert all(named in caught.value.message(language) for language in ("zh", "en"))
    assert all(len(caught.value.message(language).splitlines()) <= 6 for language in ("zh", "en"))


@pytest.mark.parametrize(
    ("day", "code", "in_force"),
    [
        ("2013-04-20", "cn-2013-53", False), ("2013-04-21", "cn-2013-53", True),
        ("2021-08-17", "cn-2021-101", False), ("2021-08-18", "cn-2021-101", True),
    ],
)  # fmt: skip
def test_a_pack_counts_from_the_day_of_its_rules(day, code, in_force):
    if in_force:
        assert require_pack(code, day).code == code
    else:
        with pytest.raises(ParameterError, match="pack-not-in-force"):
            require_pack(code, day)


def test_the_rules_of_its_year_score_an_old_project():
    with pytest.raises(ParameterError, match="cn-2013-53"):
        require_pack("cn-2020-10-self", "2018-12-31")
    assert require_pack("cn-2013-53", "2018-12-31")
