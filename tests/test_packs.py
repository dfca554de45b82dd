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


@pytest.mark.parametrize(("day", "number"), [("2021-08-17", 2), ("2021-08-18", 4)])
def test_level_1_weights_of_a_later_document_name_it_and_count_from_its_first_day(day, number):
    shares = load_pack("cn-2020-10-self").shares
    assert len([row for row in shares if row.is_in_force(day)]) == number
    assert [row.basis and row.basis.regulation for row in shares] == [None, None, "caiyu-2021-101", "caiyu-2021-101"]
    assert all(("cost" in row.points) is (row.basis is not None) for row in shares)


@pytest.mark.parametrize("code", pack_codes())
def test_the_examples_of_a_pack_have_a_name_in_both_languages(code):
    for example in load_pack(code).node["examples"]:
        assert has_chinese(example["name"]) and not has_chinese(example["name_en"])


@pytest.mark.parametrize("code", [code for code in pack_codes() if load_pack(code).scores == "table"])
def test_the_level_1_weights_that_a_pack_names_make_its_total(code):
    pack = load_pack(code)
    assert all(sum(shares.points.values()) == pack.total for shares in pack.shares)


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


def has_chinese(words):
    return any("\u4e00" <= letter <= "\u9fff" for letter in words)


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


OVER = "explain_at: '1.3', bound: from, zero_target_at: null, lose_if: always"
GRADES = "[{at_least: 60, label: 中, label_en: fair}, {at_least: %s, label: 差, label_en: poor}]"
BANDS = "{reached: %s, partly: {from: '0.6', to: '0.8', closed: from}, missed: {from: '0', to: '0.6', closed: from}}"
EXAMPLES_OF = "[{name: 甲, item: {%s}, expect: none}, {name: 乙, item: {}, expect: %s}]"
CAP = "[{rate: %s, below: '0.5', at_most: '59'}]"
LISTED = {"scores": "catalogue", "execution": "null"}
WRONG = [
    ({"roundin": "{digits: 1, mode: truncate}"}, "rule-unknown-key", ("roundin", "rounding")),
    ({"why_en": "-"}, "rule-missing-key", ("why_en",)),
    ({"basis": "-"}, "rule-missing-key", ("basis",)),
    ({"basis": "{regulation: practice, clause: 条, verified: false}"}, "rule-missing-key", ("clause_en",)),
    ({"based_on": "-"}, "rule-missing-key", ("scores",)),
    ({"based_on": "elsewhere"}, "rule-word", ("based_on", "elsewhere", "cn-2020-10-self")),
    ({"based_on": "5"}, "rule-word", ("based_on", "5")),
    ({"examples": "[{name: 甲, item: {}, expect: none}]"}, "rule-needs-examples", ()),
    ({"examples": "two"}, "rule-value", ("examples", "two")),
    ({"examples": EXAMPLES_OF.replace("none", "'8'") % ("", "'5'")}, "pack-needs-unscored-example", ("none",)),
    ({"examples": EXAMPLES_OF % ("tarrget: '5'", "'5'")}, "rule-unknown-key", ("examples[1].item.tarrget", "target")),
    ({"examples": EXAMPLES_OF % ("", "nothing")}, "rule-value", ("examples[2].expect", "nothing", "none")),
    ({"in_force": '"2020-2-5"'}, "rule-day", ("in_force", "2020-2-5", "YYYY-MM-DD")),
    ({"until": '"2021-13-01"'}, "rule-day", ("until", "2021-13-01")),
    ({"until": '"2020-02-25"'}, "rule-value", ("until", "2020-02-25")),
    ({"label": "5"}, "rule-value", ("label", "5")),
    ({"version": "0"}, "rule-number", ("version", "0")),
    ({"scores": "tabel"}, "rule-word", ("scores", "tabel", "table")),
    ({"at_most": "inverse"}, "rule-word", ("at_most", "inverse", "ratio")),
    *(({"total": found}, "rule-value", ("total", found, "100"))
      for found in ("hundred", "NaN", "Infinity", "-5", "0", "true", "1e3", "'1_000'", "' 5'", "[100]")),
    ({"rounding": "{digits: 1, mode: upwards}"}, "rule-word", ("rounding.mode", "upwards", "half_up")),
    *(({"rounding": f"{{digits: {found}, mode: half_up}}"}, "rule-value", ("rounding.digits", found, "0", "6"))
      for found in ("-3", "7", "1.5", "two")),
    ({"rounding": "2"}, "rule-not-a-mapping", ("rounding", "digits")),
    ({"over": "{explain_at: '1.3'}"}, "rule-missing-key", ("over.bound",)),
    ({"over": f"{{{OVER}, lose: [], foo: 1}}"}, "rule-unknown-key", ("over.foo", "lose")),
    ({"over": f"{{{OVER}, lose: []}}".replace("1.3", "0.9")}, "rule-value", ("over.explain_at", "0.9")),
    ({"over": f"{{{OVER}, lose: 2}}"}, "rule-value", ("over.lose", "2")),
    ({"over": f"{{{OVER}, lose: [{{at: '2'}}]}}"}, "rule-value", ("over.lose[1]", "points", "share")),
    ({"over": f"{{{OVER}, lose: [{{at: '2', points: '1', share: '0.1'}}]}}"}, "rule-value", ("over.lose[1]", "share")),
    ({"over": f"{{{OVER}, lose: [{{at: '2', share: '1.1'}}]}}"}, "rule-value", ("over.lose[1].share", "1.1")),
    ({"over": f"{{{OVER}, lose: [{{at: '2', points: '-1'}}]}}"}, "rule-value", ("over.lose[1].points", "-1")),
    ({"over": f"{{{OVER}, lose: [{{at: '2', points: '1'}}, {{at: '2.0', points: '3'}}]}}"}, "rule-value",
     ("over.lose",)),
    ({"bands": BANDS % "{from: '0.8', to: '1', closed: ends}"}, "rule-word", ("bands.reached.closed", "ends")),
    ({"bands": BANDS % "{from: '0.8', to: '0.2', closed: both}"}, "rule-value", ("bands.reached", "0.8", "0.2")),
    ({"bands": BANDS % "{from: '0.8', to: '0.8', closed: to}"}, "rule-value", ("bands.reached", "0.8")),
    ({"bands": BANDS % "{from: '0.8', to: '80', closed: to}"}, "rule-value", ("bands.reached.to", "80")),
    ({"bands": "{reached: {from: '0.8', to: '1', closed: both}}"}, "rule-missing-key", ("bands.partly",)),
    ({"grades": GRADES % "10"}, "rule-value", ("grades", "60, 10", "0")),
    ({"grades": GRADES % "60"}, "rule-value", ("grades",)),
    ({"grades": GRADES % "-5"}, "rule-value", ("grades[2].at_least", "-5")),
    ({"grades": GRADES % "101"}, "rule-value", ("grades[2].at_least", "101")),
    ({"grades": "[{at_least: 0, label: 差}]"}, "rule-missing-key", ("grades[1].label_en",)),
    ({"lateness": "{tabel: [{days: 30, share: '0.8'}]}"}, "rule-unknown-key", ("lateness.tabel", "table")),
    ({"lateness": "{per_day: '0.1', table: [{days: 30, share: '0.8'}]}"}, "rule-value", ("lateness", "per_day")),
    ({"lateness": "{per_day: '2'}"}, "rule-value", ("lateness.per_day", "2")),
    ({"lateness": "{table: []}"}, "rule-missing-key", ("lateness.table",)),
    ({"lateness": "{table: [{days: 1.5, share: '0.8'}]}"}, "rule-value", ("lateness.table[1].days", "1.5")),
    ({"caps": CAP % "execution_rate_of_bugdet"}, "rule-word",
     ("caps[1].rate", "execution_rate_of_bugdet", "execution_rate_of_budget")),
    ({"caps": CAP % "initiation_basis"}, "rule-value", ("caps[1].rate", "initiation_basis")),
    ({"caps": "[{rate: funding_rate, below: '0.5', at_most: '159'}]"}, "rule-value", ("caps[1].at_most", "159")),
    ({"shares": "[{label: 甲, label_en: a, outputt: 50}]"}, "rule-unknown-key", ("shares[1].outputt", "output")),
    ({"shares": "[{label: 甲, label_en: a, output: half}]"}, "rule-value", ("shares[1].output", "half")),
    ({"shares": "[{label: 甲, label_en: a}]"}, "rule-missing-key", ("shares[1].points", "output")),
    ({"shares": "[{label: 甲, output: 50}]"}, "rule-missing-key", ("shares[1].label_en",)),
    ({"shares": "[甲]"}, "rule-value", ("shares[1]", "甲")),
    ({"shares": "[{label: 甲, label_en: a, output: 50, basis: {regulation: nowhere, clause: 条, clause_en: c, "
                "verified: false}}]"}, "rule-word", ("basis.regulation", "nowhere")),
    ({"minimum": "{dimensions: [outputt], share: '0.6'}"}, "rule-word", ("minimum.dimensions[1]", "outputt", "output")),
    ({"minimum": "{dimensions: [output, output], share: '0.6'}"}, "rule-value", ("minimum.dimensions", "output")),
    ({"minimum": "{dimensions: [output], share: '60'}"}, "rule-value", ("minimum.share", "60")),
    ({"execution": "{}"}, "rule-missing-key", ("execution.points",)),
    ({"execution": "{points: 10, rate: nothing, cap: null}"}, "rule-word", ("execution.rate", "nothing")),
    ({"execution": "{points: 110, rate: funding_rate, cap: null}"}, "rule-value", ("execution.points", "110")),
    ({"execution": "{points: 10, rate: funding_rate, cap: '0'}"}, "rule-value", ("execution.cap", "0")),
    ({"satisfaction": "steps"}, "rule-value", ("satisfaction", "steps", "proportional")),
    ({"satisfaction": "[{from: '90', share: '1'}]"}, "rule-value", ("satisfaction[1].from", "90")),
    ({**LISTED}, "rule-missing-key", ("indicators",)),
    ({**LISTED, "indicators": "[]"}, "rule-missing-key", ("indicators",)),
    ({**LISTED, "indicators": "[timelines]"}, "rule-word", ("indicators[1]", "timelines", "timeliness")),
    ({**LISTED, "indicators": "[timeliness, timeliness]"}, "rule-value", ("indicators", "timeliness")),
    ({**LISTED, "indicators": "[timeliness]", "optional": "[quality_rate]"}, "rule-word",
     ("optional[1]", "quality_rate")),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "code", "named"), WRONG)
def test_a_wrong_pack_is_refused_with_its_file_and_what_is_wrong(keys, code, named, tmp_path):
    refused(variant(tmp_path, **keys), code, ("rules/packs/local.yaml", *named))


def refused(path: Path, code: str, named: tuple[str, ...]) -> None:
    with pytest.raises(RuleError) as caught:
        read_pack(path)
    assert caught.value.code == code
    for language in ("zh", "en"):
        message = caught.value.message(language)
        assert [word for word in named if word.strip("'") not in message] == []
        assert len(message.splitlines()) <= 6


@pytest.mark.parametrize(("key", "found"), [("scores", "null"), ("total", "null"), ("basis", "null")])
def test_a_key_that_holds_nothing_is_refused_as_missing(key, found, tmp_path):
    refused(variant(tmp_path, **{key: found}), "rule-missing-key", (key, "local.yaml"))


def test_packs_that_are_based_on_each_other_are_refused_with_the_way_round(tmp_path):
    first = variant(tmp_path, based_on="x-cycle")
    first.with_name("x-cycle.yaml").write_bytes(first.read_bytes().replace(b"x-cycle", b"local"))
    refused(first, "pack-cycle", ("local → x-cycle → local", "rules/packs/x-cycle.yaml"))
    refused(variant(tmp_path, based_on="local"), "pack-cycle", ("local → local", "rules/packs/local.yaml"))


def test_what_is_wrong_in_a_base_is_said_of_the_base(tmp_path):
    path = variant(tmp_path)
    base = path.with_name("cn-2020-10-self.yaml")
    base.write_bytes(base.read_bytes().replace(b"total: 100", b"total: NaN"))
    refused(path, "rule-value", ("rules/packs/cn-2020-10-self.yaml", "NaN"))


def test_a_pack_may_leave_out_or_switch_off_what_is_optional(tmp_path):
    nothing = {"execution": "null", "minimum": "null", "caps": "null", "shares": "[]", "until": '"2030-01-01"'}
    pack = read_pack(variant(tmp_path, **nothing))
    assert (pack.execution, pack.minimum, pack.caps, pack.shares) == (None, None, (), ())


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
