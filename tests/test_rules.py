"""Every rule proves itself by its own examples, and carries what a reader needs."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest

from jixiao import Workbook, formula
from jixiao.exceptions import ParameterError, RuleError
from jixiao.intake.params import Params
from jixiao.quantities import rounded
from jixiao.reconcile import Figures, reconcile
from jixiao.reconcile.figures import fact, stated_figure
from jixiao.rulebook import rules
from jixiao.rulebook.packs import load_pack, require_pack
from jixiao.rulebook.regulations import Basis, citation, in_force, regulation
from jixiao.rulebook.rules import examples, load_rules
from jixiao.run import read_inputs
from jixiao.scoring import Element, Item, Sheet
from jixiao.scoring.catalogue import outcome_of
from small_workbook import make_workbook

RULES = load_rules("2026-01-01")


def named(rule_set):
    return [pytest.param(rule, example, id=f"{rule.code}: {example['name']}")
            for rule, example in examples(rule_set)]  # fmt: skip


def value_of_formula(rule, given):
    """Compute as the workbook does: a figure that is missing or a denominator of zero leaves no value."""
    figures = {name: Decimal(amount) for name, amount in given.items()}
    if not set(formula.names(rule["formula"])) <= figures.keys():
        return None
    try:
        return formula.evaluate(rule["formula"], figures)
    except ZeroDivisionError:
        return None


def value_of_elements(rule, given):
    points = enumerate(rule["elements"], 1)
    checked = tuple(Element(point["text"], Decimal(point["share"]), bool(point.get("gate")), given.get(str(number), ""))
                    for number, point in points)  # fmt: skip
    return outcome_of(rule, PACK, Sheet(elements={rule.code: checked})).share


def value_of_gathering(rule, given):
    """Gather indicators of the asked kind, each reaching its share of a target of one."""
    wanted = rule["gathers"]
    level1 = rules.dimensions()[wanted["dimension"]]["label"]
    level2 = rules.classes()[wanted["class"]]["label"] if "class" in wanted else ""
    items = tuple(
        Item(f"I{number}", level1, level2, target="1", actual=own["share"] if own["share"] != "none" else "",
             weight=Decimal(own["weight"]))
        for number, own in enumerate(given)
    )  # fmt: skip
    other = Item("other", "其他", "其他", target="1", actual="1", weight=Decimal(100))
    return outcome_of(rule, PACK, Sheet((other, *items))).share


PACK = load_pack("cn-2020-10-self")
VALUES = {"formula": value_of_formula, "elements": value_of_elements, "gathers": value_of_gathering}


@pytest.mark.parametrize(("rule", "example"), named(RULES.indicators))
def test_an_indicator_gives_the_result_of_its_example(rule, example):
    value = VALUES[rule.method](rule, example["given"])
    if example["expect"] == "not_assessable":
        assert value is None
    else:
        assert rounded(Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value, 4) \
            == rounded(Decimal(example["expect"]), 4)  # fmt: skip


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


def codes_on(day):
    return {rule.code for rule in load_rules(day).indicators}


def test_rules_are_selected_by_the_day():
    assert not codes_on("2013-04-20")
    assert "initiation_regularity" in codes_on("2013-04-21")
    assert codes_on("2020-02-25") - codes_on("2020-02-24") >= {"initiation_procedure", "execution_rate_of_budget"}
    assert codes_on("2020-02-24") <= codes_on("2020-02-25")


def test_a_rule_reads_as_the_document_of_the_day_has_it_and_as_another_had_it():
    before, after = (load_rules(day).indicator("funding_rate") for day in ("2020-02-24", "2020-02-25"))
    assert (before.basis.regulation, before["dimension"], before.since) == ("caiyu-2013-53", "decision", "2013-04-21")
    assert (after.basis.regulation, after["dimension"], after.since) == ("caiyu-2020-10", "process", "2020-02-25")
    assert after.under("caiyu-2013-53") == before.under("caiyu-2013-53").__class__(
        before.code, before.node, before.basis, before.points, before.since, after.as_of)  # fmt: skip
    assert after.under("caiyu-2013-53").under("caiyu-2020-10") == after
    assert before.under("caiyu-2020-10") == before, "the later document was not there yet"


def test_an_indicator_is_found_by_its_code_or_the_nearest_is_named():
    assert RULES.indicator("funding_rate").code == "funding_rate"
    with pytest.raises(RuleError) as caught:
        RULES.indicator("fundin_rate")
    for language in ("zh", "en"):
        assert all(words in caught.value.message(language) for words in ("fundin_rate", "“funding_rate”", "2026-01-01"))


def test_the_texts_of_a_rule_are_there_in_the_language_asked_for():
    rule = RULES.indicator("cost_saving_rate")
    assert set(rule.texts("en")) == {"label", "question", "condition", "assumes", "why"}
    assert rule.texts("en")["label"] == "Cost saving rate"
    assert rule.texts("zh")["label"] == "成本节约率"


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


@pytest.mark.parametrize(
    ("regulation", "language", "words"),
    [
        ("suqian-2022", "zh", "《宿迁市项目支出绩效评价管理办法》第一章（文号未见，条款未经核对）"),
        ("suqian-2022", "en", "of Suqian, chapter 1 (number not seen, clause not verified)"),
        ("observed-software", "zh", "预算绩效软件的公开配置：第一章（观察所得，未经核对）"),
        ("observed-local-rule", "en", "by a local authority: chapter 1 (observed, not verified)"),
        ("practice", "zh", "审核通行做法（勾稽核对）：第一章（不是法规条款）"),
        ("practice", "en", "Common audit practice (cross-footing): chapter 1 (no clause of law)"),
    ],
)
def test_a_document_whose_number_was_not_seen_says_so_and_what_is_no_law_says_so(regulation, language, words):
    assert citation(Basis(regulation, "第一章", "chapter 1", False), language).endswith(words)


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
