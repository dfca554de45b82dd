"""Every rule proves itself by its own examples, and carries what a reader needs."""

from decimal import Decimal

import pytest

from jixiao import formula
from jixiao.quantities import rounded
from jixiao.reconcile import Figures, reconcile
from jixiao.reconcile.figures import fact, stated_figure
from jixiao.rules import examples, load_rules, regulation

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


def figures_of(example):
    given = example["given"]
    pairs = given.items() if isinstance(given, dict) else [pair for item in given for pair in item.items()]
    stated = tuple(
        stated_figure(f"F{number}", role, Decimal(words.split()[0]), words.split()[1], group="one statement")
        for number, (role, words) in enumerate(pairs)
    )
    facts = {role: fact(role, Decimal(yuan), "万元", 2) for role, yuan in example.get("facts", {}).items()}
    return Figures(stated, facts)


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
