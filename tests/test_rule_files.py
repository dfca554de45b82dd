"""The catalogue is complete, and a rule file that is not of its form is refused with what belongs there."""

from copy import deepcopy
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from jixiao import Workbook, indicators, totals
from jixiao.catalogue.entries import Entry, entries
from jixiao.catalogue.scorers import points_under
from jixiao.exceptions import JixiaoError, RuleError
from jixiao.findings import find
from jixiao.intake.facts import read_facts
from jixiao.intake.params import Params
from jixiao.intake.project import allowed
from jixiao.outline import examine
from jixiao.quantities import rounded
from jixiao.rulebook import NEWEST, rules
from jixiao.rulebook.files import FOLDER, check_keys, check_word, keys, load, name_of, rule_files
from jixiao.rulebook.form import check_indicator, decimal_of
from jixiao.rulebook.lists import dimension_label
from jixiao.rulebook.packs import is_in_force, load_pack, pack_codes
from jixiao.rulebook.project import read_project_rules
from jixiao.rulebook.readings import check_reading
from jixiao.rulebook.regulations import basis_of, codes, in_force, regulation
from jixiao.rulebook.rules import load_rules
from jixiao.scoring import Scores
from jixiao.validate.checks import Check

ROOT = Path(__file__).parents[1]
RULES = load_rules("2026-01-01")
FRAMEWORKS = {"cn-2020-10-framework": 17, "cn-2013-53": 20}
LISTS = {"roles": rules.roles, "dimensions": rules.dimensions, "classes": rules.classes, "glossary": rules.glossary,
         "material_list": rules.material_list, "materials": rules.materials}  # fmt: skip
ANY_INDICATOR = """
label: 每场人次
label_en: Visitors per show
dimension: benefit
unit: number
definition: visitors-per-show
question: 每场演出有多少人次？
question_en: How many visitors came to each show?
formula: i13 / i04
why: 人次少的场次成本高。
why_en: A show with few visitors is expensive.
version: 1
in_force:
  "2020-01-01": {points: "0", basis: {regulation: practice, clause: 项目自设指标, clause_en: an indicator of the project, verified: false}}
examples:
  - {name: 两场, given: {i13: "300", i04: "2"}, expect: "150"}
  - {name: 没有场次, given: {i13: "300", i04: "0"}, expect: not_assessable}
"""  # fmt: skip  # noqa: E501


def has_chinese(words):
    return any("\u4e00" <= letter <= "\u9fff" for letter in words)


def indicator_files():
    return [pytest.param(name_of(path), load(path), id=path.stem) for path in rule_files("indicators")]


@pytest.mark.parametrize(("file", "node"), indicator_files())
def test_an_indicator_tells_everything_that_a_reader_needs(file, node):
    assert all(node[key] and node[f"{key}_en"] for key in ("label", "question", "why")), file
    assert node["unit"], file
    assert len(node["examples"]) >= 2, file
    assert any(example["expect"] == "not_assessable" for example in node["examples"]), file
    for day, entry in node["in_force"].items():
        basis = basis_of(file, entry["basis"])
        assert Decimal(entry["points"]) >= 0, file
        assert basis.clause, file
        assert basis.clause_en, file
        assert basis.verified is False, "mark a clause as verified only with the published text at hand"
        assert day >= regulation(basis.regulation)["in_force"], file
    assert all(not has_chinese(example["name_en"]) for example in node["examples"]), file
    assert node["evidence"], file
    assert node["materials"], file


@pytest.mark.parametrize(("file", "node"), indicator_files())
def test_every_text_of_an_indicator_has_its_twin_in_the_other_language(file, node):
    places = [node, *node.get("elements", ()), *node["in_force"].values()]
    for place in places:
        for key in place:
            twin = key.removesuffix("_en") if key.endswith("_en") else f"{key}_en"
            if key.endswith("_en") or twin in keys("indicators") or twin in keys("elements"):
                assert {key, twin} <= place.keys(), f"{file}: {twin}"
                assert has_chinese(place[key]) is not key.endswith("_en"), f"{file}: {key}"


@pytest.mark.parametrize(("code", "number"), FRAMEWORKS.items())
def test_a_framework_has_all_its_indicators_and_their_points_make_the_total(code, number):
    pack = load_pack(code)
    found = [RULES.indicator(name).under(pack.basis.regulation) for name in pack.indicators]
    assert len(set(pack.indicators)) == number
    assert {rule.basis.regulation for rule in found} == {pack.basis.regulation}
    assert sum(rule.points for rule in found) == pack.total == 100
    heavy = sum(rule.points for rule in found if rule["dimension"] in ("output", "benefit"))
    assert heavy >= 60


@pytest.mark.parametrize("code", FRAMEWORKS)
def test_a_framework_is_listed_completely(code):
    pack = load_pack(code)
    resting = {rule.code for rule in RULES.indicators
               if (found := rule.under(pack.basis.regulation)).basis.regulation == pack.basis.regulation
               and "指标体系框架" in found.basis.clause}  # fmt: skip
    assert resting == set(pack.indicators)


def test_points_and_shares_that_no_document_prescribes_are_called_a_suggestion():
    for code in FRAMEWORKS:
        for name in load_pack(code).indicators:
            rule = RULES.indicator(name)
            zh, en = (rule.texts(language)["assumes"] for language in ("zh", "en"))
            assert "建议值" in zh
            assert "suggestion" in en
            assert ("占比" in zh) is ("shares" in en) is (rule.method == "elements")
            assert "规则包" not in zh, "no key of a rule pack sets points"


def test_a_dimension_is_called_as_the_document_calls_it():
    for code, language, old, new in (("decision", "zh", "投入", "决策"), ("benefit", "zh", "效果", "效益"),
                                     ("decision", "en", "input", "decision"), ("output", "zh", "产出", "产出")):
        assert dimension_label(code, language, "caiyu-2013-53") == old
        assert dimension_label(code, language, "caiyu-2020-10") == dimension_label(code, language) == new
    for code, node in rules.dimensions().items():
        for regulation_code, names in node.get("under", {}).items():
            assert regulation_code in codes() and set(names) == {"label", "label_en"}, code


@pytest.mark.parametrize("code", codes())
def test_a_regulation_says_who_issued_it_and_what_of_it_was_seen(code):
    node = regulation(code)
    assert node["verified"] is False, "mark a document as verified only with the published text at hand"
    assert all(has_chinese(node[key]) for key in ("title", "issuer", "note"))
    assert node["issued"] <= node["in_force"] < node.get("repealed", "9999")
    assert ("repealed" in node) is ("repealed_by" in node)
    assert regulation(node.get("repealed_by", code))


def test_every_material_that_is_asked_for_is_needed_by_an_indicator_or_says_what_for():
    needed = {code for rule in RULES.indicators for code in rule.get("materials", ())}
    asked = {code for code, node in rules.material_list().items() if node.get("asked_for") and node["asked_for_en"]}
    assert needed | asked == set(rules.material_list())
    assert not needed & asked
    groups = [node["group"] for node in rules.material_list().values()]
    assert {name: groups.count(name) for name in groups} == {"policy": 5, "business": 10, "finance": 9}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_speaks_both_languages(name):
    for code, node in LISTS[name]().items():
        for key in ("label", "title", "meaning"):
            if key in keys(name):
                assert has_chinese(node[key]), code
                assert not has_chinese(node[f"{key}_en"]), code


@pytest.mark.parametrize("kind", load(FOLDER / "keys.yaml"))
def test_every_key_says_what_to_write_in_both_languages(kind):
    for key, entry in keys(kind).items():
        assert isinstance(entry["required"], bool), key
        assert has_chinese(entry["zh"]), key
        assert not has_chinese(entry["en"].replace("一、", "")), key


def test_the_keys_of_a_check_are_those_that_the_program_reads():
    assert set(keys("checks")) == {field.name for field in fields(Check)} - {"id"}


def node_of(code):
    return deepcopy(next(dict(load(path)) for path in rule_files("indicators") if path.stem == code))


def without(*path):
    def change(node):
        *parents, key = path
        for parent in parents:
            node = node[parent]
        del node[key]

    return change


def with_value(value, *path):
    def change(node):
        *parents, key = path
        for parent in parents:
            node = node[parent]
        node[key] = value

    return change


DAY = "2020-02-25"
NODES = ("in_force", DAY)
FORGOTTEN = [
    ("label", without("label"), "指标的中文名称", "name of the indicator in Chinese"),
    ("label_en", without("label_en"), "指标的英文名称", "name of the indicator in English"),
    ("unit", without("unit"), "结果的单位", "unit of the result"),
    ("why", without("why"), "为什么要看这项指标", "why the indicator matters"),
    ("in_force", without("in_force"), "自何日起", "from which day"),
    ("examples", without("examples"), "至少两个例子", "at least two examples"),
    (f"in_force.{DAY}.points", without(*NODES, "points"), "满分", "full marks"),
    (f"in_force.{DAY}.basis", without(*NODES, "basis"), "依据", "the basis"),
    ("basis.clause", without(*NODES, "basis", "clause"), "条款", "where in the document"),
    ("basis.verified", without(*NODES, "basis", "verified"), "true 或 false", "true or false"),
    ("definition", without("definition"), "公式口径", "name of the definition"),
    ("examples[1].expect", without("examples", 0, "expect"), "应得的结果", "result that is expected"),
]


@pytest.mark.parametrize(("key", "change", "zh", "en"), FORGOTTEN, ids=[case[0] for case in FORGOTTEN])
def test_what_was_forgotten_is_named_with_what_to_write(key, change, zh, en):
    node = node_of("funding_rate")
    change(node)
    with pytest.raises(RuleError, match="rule-missing-key") as caught:
        check_indicator("rules/indicators/x.yaml", node)
    for language, sentence in (("zh", zh), ("en", en)):
        message = caught.value.message(language)
        assert "rules/indicators/x.yaml" in message
        assert f"“{key}”" in message
        assert sentence in message
        assert len(message.splitlines()) <= 6


WRONG = [
    ("rule-unknown-key", with_value("x", "tilte"), ("tilte", "unit")),
    ("rule-unknown-key", with_value("x", *NODES, "pionts"), (f"in_force.{DAY}.pionts", "points")),
    ("rule-needs-examples", with_value([], "examples"), ("examples",)),
    ("rule-needs-failing-example", without("examples", 2), ("examples",)),
    ("rule-day", with_value({"25.02.2020": {}}, "in_force"), ("25.02.2020", "YYYY-MM-DD")),
    ("rule-day", with_value({"2020-02-30": {}}, "in_force"), ("2020-02-30", "YYYY-MM-DD")),
    ("rule-word", with_value("caiyu-2020-1", *NODES, "basis", "regulation"), ("caiyu-2020-1", "“caiyu-2020-10”")),
    ("rule-word", with_value("outputs", "dimension"), ("outputs", "“output”")),
    ("rule-word", with_value("percent", "unit"), ("percent", "ratio")),
    ("rule-word", with_value(["law"], "materials"), ("law", "“laws”")),
    ("rule-word", with_value(["paper"], "evidence"), ("paper", "official")),
    ("rule-word", with_value("recieved / budget", "formula"), ("recieved", "“received”")),
    ("rule-formula", with_value("max(received, budget)", "formula"), ("max(received, budget)", "+ - * /")),
    ("rule-formula", with_value("received /", "formula"), ("received /", "+ - * /")),
    ("rule-method", with_value({"dimension": "output"}, "gathers"), ("formula, gathers", "elements")),
    ("rule-method", without("formula"), ("formula, elements, gathers",)),
    ("rule-number", with_value("five", *NODES, "points"), ("five", f"in_force.{DAY}.points")),
    ("rule-number", with_value("-1", *NODES, "points"), ("-1",)),
    ("rule-number", with_value("1.0", "version"), ("1.0", "version")),
    ("rule-not-a-list", with_value(5, "evidence"), ("evidence", "5")),
    ("rule-not-a-list", with_value("two", "examples"), ("examples", "two")),
    ("rule-not-text", with_value(5, "label"), ("label", "5")),
    ("rule-not-text", with_value(["a"], "formula"), ("formula", "a")),
    ("rule-word", with_value("nein", *NODES, "basis", "verified"), ("nein", "true, false")),
    ("rule-not-a-mapping", with_value(["a"], *NODES, "basis"), ("basis", "regulation")),
]


@pytest.mark.parametrize(("code", "change", "words"), WRONG, ids=[f"{case[0]} {case[2][0]}" for case in WRONG])
def test_a_wrong_rule_file_is_refused_with_what_was_found_and_what_is_allowed(code, change, words):
    node = node_of("funding_rate")
    change(node)
    with pytest.raises(RuleError, match=code) as caught:
        check_indicator("rules/indicators/x.yaml", node)
    for language in ("zh", "en"):
        message = caught.value.message(language)
        assert all(word in message for word in ("rules/indicators/x.yaml", *words))
        assert len(message.splitlines()) <= 6


def test_elements_whose_shares_do_not_make_the_whole_are_refused():
    node = node_of("initiation_basis")
    node["elements"][0]["share"] = "10"
    with pytest.raises(RuleError, match="rule-shares") as caught:
        check_indicator("rules/indicators/x.yaml", node)
    assert "90" in caught.value.message("en")


def reading_of(code):
    return deepcopy(dict(load(FOLDER / "readings" / f"{code}.yaml")))


READING = [
    ("rule-unknown-key", "rate", with_value("x", "tolerances"), ("tolerances", "tolerance")),
    ("rule-missing-key", "rate", without("why"), ("“why”", "为什么重要")),
    ("rule-missing-key", "rate", without("tolerance"), ("“tolerance”",)),
    ("rule-missing-key", "rate", without("formula_en"), ("“formula_en”",)),
    ("rule-missing-key", "unit_missing", without("title"), ("“title”",)),
    ("rule-word", "rate", with_value("grave", "severity"), ("grave", "high")),
    ("rule-not-text", "rate", with_value(["a"], "formula"), ("formula",)),
    ("rule-not-a-list", "rate", with_value("a", "examples"), ("examples",)),
    ("rule-not-a-mapping", "rate", with_value(["a"], "notes"), ("notes",)),
    ("rule-missing-key", "rate", without("definitions", "spent_budget", "label_en"),
     ("definitions.spent_budget.label_en",)),
    ("rule-unknown-key", "rate", with_value("x", "notes", "roles", "so it ends"), ("notes.roles.so it ends",)),
    ("rule-missing-key", "rate", without("examples", 0, "verdict"), ("examples[1].verdict",)),
    ("rule-missing-key", "rate", without("examples", 1, "text"), ("examples[2].text",)),
    ("rule-unknown-key", "rate", with_value("1", "examples", 0, "value"), ("examples[1].value",)),
    ("rule-word", "rate", with_value("wrong", "examples", 0, "verdict"), ("wrong", "contradicted")),
    ("rule-word", "unit_missing", with_value("contradicted", "examples", 0, "remark"), ("contradicted", "found")),
    ("rule-needs-examples", "rate", lambda node: node.update(examples=node["examples"][:1]), ()),
    ("rule-needs-failing-example", "rate", lambda node: [with_value("none", "examples", place, "verdict")(node)
                                                         for place in range(len(node["examples"]))], ()),
    ("rule-needs-other-example", "rate", lambda node: [with_value("review", "examples", place, "verdict")(node)
                                                       for place in range(len(node["examples"]))], ("review",)),
    ("rule-missing-key", "rate", with_value({"regulation": "practice"}, "basis"), ("basis.clause",)),
]  # fmt: skip


@pytest.mark.parametrize(("code", "rule", "change", "words"), READING, ids=[f"{case[0]} {case[3]}" for case in READING])
def test_a_wrong_rule_of_the_reading_is_refused_with_its_file_and_what_to_write(code, rule, change, words):
    node = reading_of(rule)
    check_reading("rules/readings/x.yaml", node)
    change(node)
    with pytest.raises(RuleError, match=code) as caught:
        check_reading("rules/readings/x.yaml", node)
    told = [caught.value.message(language) for language in ("zh", "en")]
    assert all("rules/readings/x.yaml" in message and len(message.splitlines()) <= 6 for message in told)
    assert all(word in "".join(told) for word in words)


def test_the_keys_of_a_section_are_those_of_the_whole_file():
    whole = load(FOLDER / "keys.yaml")
    assert {kind: keys(kind) for kind in whole} == whole


@pytest.mark.parametrize("kind", ["regulations", "relations", "outlines", "packs", "checks"])
def test_every_kind_of_rule_file_refuses_a_key_too_many_and_one_too_few(kind):
    node = dict(load(rule_files(kind)[0]))
    file = f"rules/{kind}/x.yaml"
    check_keys(kind, file, node)
    first = next(key for key, entry in keys(kind).items() if entry["required"])
    with pytest.raises(RuleError, match=rf"{file}.*“{first}x”.*\n.*{first}\b") as caught:
        check_keys(kind, file, {**node, f"{first}x": "x"})
    assert caught.value.code == "rule-unknown-key"
    del node[first]
    with pytest.raises(RuleError, match=rf"{file}.*“{first}”") as caught:
        check_keys(kind, file, node)
    assert caught.value.code == "rule-missing-key"


@pytest.mark.parametrize(("found", "shown"), [(None, "null"), (True, "true"), (1, "1"), ("x" * 99, "x" * 60 + "…")])
def test_a_word_that_is_none_of_a_list_is_shown_as_it_is_written(found, shown):
    with pytest.raises(RuleError, match="rule-word") as caught:
        check_word("rules/x.yaml", "key", found, ("none", "zero"))
    assert all(f"“{shown}”" in caught.value.message(language) for language in ("zh", "en"))


@pytest.mark.parametrize("points", ["1e2", "1_0", "５", "+5", " 5", True, None, "1" * 16])
def test_a_number_is_written_in_digits(points):
    with pytest.raises(RuleError, match="rule-number"):
        decimal_of("rules/x.yaml", "points", points)


@pytest.mark.parametrize("day", ["2012-01-01", "2013-04-21", "2020-02-24", "2020-02-25", "2021-08-18", NEWEST])
def test_the_catalogue_and_the_engine_agree_on_what_is_in_force(day):
    read = load_rules(day)
    for kind, found in (("indicators", read.indicators), ("relations", read.relations)):
        assert {rule.code for rule in entries(kind) if rule.is_in_force(day)} == {rule.code for rule in found}
    listed = {rule.code for rule in entries("packs") if rule.is_in_force(day)}
    assert listed == {code for code in pack_codes() if is_in_force(load_pack(code), day)}
    assert {rule.code for rule in entries("regulations") if rule.is_in_force(day)} == {
        code for code in codes() if in_force(code, day)}  # fmt: skip


def test_an_indicator_ends_with_the_only_regulation_that_it_rests_on():
    node = node_of("funding_rate")
    dated = deepcopy(next(iter(node["in_force"].values())))
    dated["basis"]["regulation"] = "caiyu-2011-285"
    rule = Entry("indicators", "funding_rate", {**node, "in_force": {"2011-04-02": dated}})
    days = ("2011-04-01", "2011-04-02", "2020-02-24", "2020-02-25")
    assert [rule.is_in_force(day) for day in days] == [False, True, True, False]


def test_the_catalogue_gives_the_points_of_the_day():
    rule = next(rule for rule in entries("indicators") if rule.code == "funding_rate")
    of_2020 = [points_under(rule, "caiyu-2020-10", day) for day in ("2020-02-24", "2020-02-25", NEWEST)]
    assert of_2020 == [None, *[RULES.indicator("funding_rate").under("caiyu-2020-10").points] * 2]
    assert points_under(rule, "practice") is None


def test_a_rule_is_looked_up_and_worded_once():
    assert RULES.indicator("funding_rate") is RULES.indicator("funding_rate")
    first, second = (RULES.indicator("funding_rate").under("caiyu-2013-53") for _ in range(2))
    assert first is second and first.basis.regulation == "caiyu-2013-53"


@pytest.mark.parametrize("code", rules.outline_codes())
def test_an_outline_can_be_chosen_for_the_report_and_for_the_evaluated_one(code):
    assert Params.from_values(project="x", report_style=code).report_style == code
    assert code in allowed("stated_outline")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_third_party_outline_adds_how_the_data_were_collected_and_the_limits(language):
    node = rules.outline("outline-third-party")
    own, other = ({section["id"] for section in rules.outline(code)["sections"]}
                  for code in ("outline-third-party", "outline-2020"))  # fmt: skip
    assert own - other == {"summary", "collection", "limits"}
    assert other <= own
    params = Params.from_values(project="demo-synthetic-2024", report_style="outline-third-party", language=language)
    blocks = Workbook(params, read_facts(ROOT / "data" / params.project)).document["blocks"]
    titles = [str(block) for block in blocks if block["kind"] == "heading"]
    key = "title_en" if language == "en" else "title"
    for section in node["sections"]:
        assert any(section[key] in title for title in titles), section["id"]
    assert sum(node["sections"][0][key] in title for title in titles) == 1


def test_a_report_without_the_parts_of_a_third_party_lacks_them_by_their_titles():
    written = ["摘要", "（三）数据采集方法及过程", "发放问卷 60 份，抽样访谈。", "（五）绩效评价的局限性", "略"]
    found = examine(list(enumerate(written, 1)), rules.outline("outline-third-party"))
    states = {state.id: state for state in found}
    assert [states[name].line for name in ("summary", "collection", "limits", "scope")] == [1, 2, 4, None]
    assert states["summary"].is_complete
    assert states["collection"].is_complete
    assert [part["zh"] for part in states["limits"].missing] == ["局限及其影响"]


# the project's own indicators


@pytest.fixture
def project(tmp_path):
    """A workbook's project with shows (I04), visitors (I13) and its own indicator of both."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "params").mkdir()
    folder = tmp_path / "data" / "village"
    (folder / "indicators").mkdir(parents=True)
    (folder / "project.yaml").write_text(
        "code: v\nname: 村\nunit: 站\nfiscal_year: 2024\nmoney_unit: 万元\n", encoding="utf-8")
    (folder / "indicators.csv").write_text(
        "indicator_id,level1,level2,name,kind,operator,target,actual,weight\n"
        'I04,产出,数量,演出场次,quantity,>=,120,126,50\nI13,效益,社会效益,观众人次,quantity,>=,"40,000","38,000",50\n'
        "I14,效益,社会效益,反响,quantity,>=,1,良好,0\n", encoding="utf-8")  # fmt: skip
    (folder / "funds.csv").write_text(
        "fund_source,budget_adjusted,received,due_by,received_on,spent\n"
        "区级,100,100,2024-06-30,2024-06-30,76\n市级,50,40,2024-06-30,2024-07-01,0\n省级,10,0,2024-12-31,,0\n",
        encoding="utf-8")  # fmt: skip
    return folder


def write_rule(project, text=ANY_INDICATOR, name="visitors_per_show.yaml"):
    (project / "indicators" / name).write_text(text, encoding="utf-8")
    return read_facts(project)


def computed(facts):
    found = totals.totals(facts)
    stated = totals.figures(facts, found)
    in_force = load_rules("2024-12-31", facts).indicators
    return {item.rule.code: item for item in indicators.compute(facts, found, in_force, stated, ())}


def test_a_project_has_indicators_of_its_own_after_those_of_the_package(project):
    item = list(computed(write_rule(project)).values())[-1]
    assert (item.rule.code, item.state) == ("visitors_per_show", "value")
    assert item.shown("zh") == item.shown("en") == "301.59"
    assert item.calculation("zh") == "38,000 ÷ 126"
    assert item.definition_text("zh") == "I13 观众人次 ÷ I04 演出场次"
    assert [operand.places for operand in item.operands] == [("indicators.csv:3:actual",), ("indicators.csv:2:actual",)]


@pytest.mark.parametrize(("unit", "shown"), [("number", "6,031.75"), ("money", "0.60万元")])
def test_an_own_indicator_can_divide_money_by_a_number(project, unit, shown):
    text = ANY_INDICATOR.replace("i13 / i04", "spent / i04").replace("unit: number", f"unit: {unit}")
    item = computed(write_rule(project, text))["visitors_per_show"]
    assert rounded(item.value, 20) == rounded(Decimal(760_000) / 126, 20)
    assert item.shown("zh") == shown
    assert item.calculation("zh") == {"number": "760,000.00 ÷ 126", "money": "76.00 ÷ 126"}[unit]


def test_only_an_identity_that_is_not_zero_contradicts_the_figures(project):
    text = ANY_INDICATOR.replace("i13 / i04", "spent / i04").replace("unit: number", "unit: money")
    facts = write_rule(project, text)
    items = tuple(computed(facts).values())
    told = find((), items, (), SimpleNamespace(results=()), frozenset(rules.materials()),
                Scores(load_pack("cn-2020-10-self"), ()), "zh")  # fmt: skip
    assert "visitors_per_show" in {item.rule.code for item in items if item.value}
    assert "visitors_per_show" not in {finding.rule for finding in told}


def test_an_actual_value_in_words_is_missing_and_not_zero(project):
    item = computed(write_rule(project, ANY_INDICATOR.replace("i13 / i04", "i14 / i04")))["visitors_per_show"]
    assert (item.state, item.missing) == ("not_assessable", ("i14",))
    assert "I14 反响" in item.reason_text("zh")


def test_only_indicators_with_a_formula_are_computed(project):
    assert {item.rule.method for item in computed(read_facts(project)).values()} == {"formula"}


def test_money_is_in_time_up_to_its_due_day_and_a_source_without_money_is_late(project):
    item = computed(read_facts(project))["funding_timeliness"]
    assert (item.shown("zh"), item.calculation("zh")) == ("62.50%", "100.00 ÷ 160.00")


@pytest.mark.parametrize("row", ["区级,100,100,,2024-06-30,76", "区级,100,100,2024-06-30,,76"])
def test_timeliness_is_not_assessable_where_a_source_gives_no_day(project, row):
    header = "fund_source,budget_adjusted,received,due_by,received_on,spent\n"
    (project / "funds.csv").write_text(f"{header}{row}\n", encoding="utf-8")
    item = computed(read_facts(project))["funding_timeliness"]
    assert (item.state, item.missing) == ("not_assessable", ("received_in_time", "due"))


@pytest.mark.parametrize(
    ("name", "change", "code", "words"),
    [
        ("funding_rate.yaml", ("", ""), "rule-code-taken", ("funding_rate",)),
        ("Visitors.yaml", ("", ""), "rule-file-name", (".yaml",)),
        ("visitors.yml", ("", ""), "rule-file-name", (".yaml",)),
        ("visitors.yaml", ("i13 /", "i31 /"), "rule-word", ("i31", "“i13”")),
        ("visitors.yaml", ("unit: number\n", ""), "rule-missing-key", ("unit", "ratio")),
        ("visitors.yaml", ("why: 人次少的场次成本高。\n", ""), "rule-missing-key", ("why",)),
        ("visitors.yaml", ("regulation: practice", "regulation: village"), "rule-word", ("village", "practice")),
        ("visitors.yaml", ("unit: number", "unit: number\nunit: ratio"), "duplicate-key", ("unit",)),
        ("visitors.yaml", ("unit: number", "unit: !number"), "yaml", ()),
    ],
)
def test_a_wrong_own_indicator_is_refused_with_its_file_and_what_to_write(project, name, change, code, words):
    facts = write_rule(project, ANY_INDICATOR.replace(*change) if change[0] else ANY_INDICATOR, name)
    with pytest.raises(JixiaoError, match=code) as caught:
        load_rules("2024-12-31", facts)
    for language in ("zh", "en"):
        message = caught.value.message(language)
        assert all(word in message for word in (f"data/village/indicators/{name}", *words))
        assert len(message.splitlines()) <= 6


def test_a_project_without_the_folder_has_no_rules_of_its_own(tmp_path):
    assert read_project_rules(tmp_path / "indicators", (), ()) == ()
