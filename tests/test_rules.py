"""Every rule proves itself by its own examples, and carries what a reader needs."""

import re
from decimal import Decimal

import pytest

from jixiao import Workbook, formula
from jixiao.exceptions import ParameterError, RuleError
from jixiao.intake.params import Params
from jixiao.quantities import rounded
from jixiao.reconcile import Figures, reconcile
from jixiao.reconcile.figures import fact, stated_figure
from jixiao.rules import Basis, citation, examples, in_force, load_rules, regulation, require_pack
from jixiao.run import read_inputs
from small_workbook import make_workbook

RULES = load_rules("2026-01-01")


def named(rule_set):
    return [pytest.param(rule, example, id=f"{rule.code}: {example['name']}")
            for rule, example in examples(rule_set)]  # fmt: skip


@pytest.mark.parametrize(("rule", "example"), named(RULES.indicators))
def test_an_indicator_gives_the_result_of_its_example(rule, example):
    given = {name: Decimal(amount) for name, amount in example["given"].items()}
    if example["expect"] == "not_assessable":
        with pytest.raises(ZeroDivisionError):
            formula.evaluate(rule["formula"], given)
    else:
        value = formula.evaluate(rule["formula"], given)
        assert rounded(value, 4) == rounded(Decimal(example["expect"]), 4)


MARKS = {"period": re.compile("[0-9]{4}"), "doc": re.compile("D[0-9]+")}


def stated_of(number, role, words):
    """A figure is written as value, unit, and any of qualifier, period and document."""
    value, unit, *marks = words.split()
    named = {next((name for name, form in MARKS.items() if form.fullmatch(mark)), "qualifier"): mark for mark in marks}
    return stated_figure(f"F{number}", role, Decimal(value), unit, group="one statement", **named)


def amounts_of(node):
    return {role: fact(role, Decimal(yuan), "万元") for role, yuan in node.items()}


def figures_of(example):
    given = example["given"]
    pairs = given.items() if isinstance(given, dict) else [pair for item in given for pair in item.items()]
    stated = tuple(stated_of(number, role, words) for number, (role, words) in enumerate(pairs))
    sources = {name: amounts_of(node) for name, node in example.get("sources", {}).items()}
    facts, partial = amounts_of(example.get("facts", {})), amounts_of(example.get("partial", {}))
    tables, year = frozenset(example.get("tables", ())), example.get("year", "")
    return Figures(stated, facts, tables, year=year, partial=partial, sources=sources)


@pytest.mark.parametrize(("rule", "example"), named(RULES.relations))
def test_a_relation_gives_the_verdict_of_its_example(rule, example):
    verdicts = {check.verdict for check in reconcile(figures_of(example), [rule])}
    if "reconciled" in verdicts:
        verdicts.discard("derived")  # the same rate under its other definition
    assert verdicts == (set() if example["expect"] == "nothing" else {example["expect"]})


@pytest.mark.parametrize("rule", RULES.indicators + RULES.relations, ids=lambda rule: rule.code)
def test_a_rule_rests_on_a_regulation_and_has_an_example_that_does_not_pass(rule):
    assert regulation(rule.basis.regulation)["title_en"]
    assert rule.basis.clause
    assert not rule.basis.verified, "mark a clause as verified only with the published text at hand"
    if "kind" in rule.node:
        assert any(example["expect"] != "reconciled" for example in rule["examples"])


def test_rules_are_selected_by_the_day():
    assert not load_rules("2019-12-31").indicators
    assert {rule.code for rule in load_rules("2020-12-31").indicators} >= {"funding_rate", "cost_saving_rate"}


def test_a_relation_applies_while_its_regulation_is_in_force():
    early, late = ({rule.code for rule in load_rules(day).relations} for day in ("2019-12-31", "2020-12-31"))
    assert "funding_rate" in late - early
    assert "parts_of_whole" in early


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        ("caiyu-2011-285", "2011-04-01", False),
        ("caiyu-2011-285", "2011-04-02", True),
        ("caiyu-2011-285", "2020-02-24", True),
        ("caiyu-2011-285", "2020-02-25", False),
        ("caiyu-2020-10", "2020-02-24", False),
        ("caiyu-2020-10", "2026-01-01", True),
    ],
)
def test_a_regulation_is_in_force_from_its_first_day_until_it_is_repealed(code, day, expected):
    assert in_force(code, day) is expected


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", "（已于2020-02-25废止，因被评价报告采用该提纲而引用）"),
        ("en", " (repealed on 2020-02-25; cited because the evaluated report follows this outline)"),
    ],
)
def test_a_repealed_regulation_is_cited_as_repealed_from_that_day(language, words):
    basis = Basis("caiyu-2011-285", "附件", "annex", False)
    assert citation(basis, language, "2020-02-24") == citation(basis, language)
    assert citation(basis, language, "2020-02-25") == citation(basis, language) + words
    in_power = Basis("caiyu-2020-10", "附件", "annex", False)
    assert citation(in_power, language, "2026-01-01") == citation(in_power, language)


def test_a_pack_that_is_not_in_force_is_refused_with_the_day_it_begins():
    require_pack("cn-2020-10-self", "2020-02-25")
    with pytest.raises(ParameterError) as caught:
        require_pack("cn-2020-10-self", "2019-12-31")
    assert (caught.value.exit_code, caught.value.code) == (2, "pack-not-in-force")
    for language in ("zh", "en"):
        assert all(words in caught.value.message(language) for words in ("2019-12-31", "2020-02-25", "rules_as_of"))
    with pytest.raises(RuleError, match="unknown-pack"):
        require_pack("cn-1999", "2020-12-31")


def test_a_workbook_and_a_run_settle_the_day_of_the_rules_by_the_fiscal_year(tmp_path):
    workbook = make_workbook(tmp_path / "book")
    values, facts = read_inputs(workbook / "params" / "small.yaml", {}, workbook)
    assert values["rules_as_of"] == "2020-12-31"
    book = Workbook(Params.from_values(project="small"), facts)
    assert book.params.rules_as_of == book.rules.as_of == "2020-12-31"
    assert book.digests["parameters"]["rules_as_of"] == "2020-12-31"


def test_a_run_before_its_rule_pack_is_in_force_ends_before_any_page(tmp_path):
    workbook = make_workbook(tmp_path / "book")
    with pytest.raises(ParameterError, match="pack-not-in-force"):
        read_inputs(workbook / "params" / "small.yaml", {"rules_as_of": "2019-12-31"}, workbook)
