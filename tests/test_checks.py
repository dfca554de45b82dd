import pytest

from jixiao.exceptions import RuleError
from jixiao.rules import regulation
from jixiao.validate import load_checks, validate
from jixiao.validate.checks import read_check
from small_facts import small_facts

CHECKS = load_checks()
EXAMPLES = [
    pytest.param(check, example, id=f"{check.id}: {example['name']}")
    for check in CHECKS
    for example in check.examples
]
FIELDS = {"file": "a", "row": 1, "key": "b", "column": "c", "found": "d", "fiscal_year": 2024}
NODE = {
    "label": "", "label_en": "", "statement": "", "statement_en": "", "table": "funds",
    "expectation": "ExpectColumnValuesToNotBeNull", "arguments": {"column": "spent"}, "severity": "low",
    "message": "", "message_en": "", "why": "", "why_en": "", "version": 1,
    "basis": {"regulation": "practice", "clause": "", "clause_en": "", "verified": False},
    "examples": [{"name": "a", "expect": "pass"}, {"name": "b", "expect": "fail"}],
}  # fmt: skip


@pytest.mark.parametrize(("check", "example"), EXAMPLES)
def test_each_example_comes_out_as_its_check_file_says(check, example):
    facts = small_facts(example.get("given", {}), example.get("project"), example.get("sources"))

    (result,) = validate(facts, [check], "zh").results

    assert (result.state, result.reason if result.state == "error" else "") == (example["expect"], "")
    if result.state == "fail":
        assert [row.row for row in result.failing] == example.get("rows", [None])
        assert [row.column for row in result.failing] == example["columns"]
        assert all(result.sentences(language) for language in ("zh", "en"))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_each_check_shows_a_passing_and_another_state(check):
    states = {example["expect"] for example in check.examples}

    assert "pass" in states
    assert {"fail", "not_assessed"} <= states


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_each_check_speaks_both_languages_and_cites_a_known_source(check):
    for language in ("zh", "en"):
        message = check.words("message", language).format_map(FIELDS)
        texts = [check.words(key, language) for key in ("label", "statement", "why")]
        words = [message, check.clause(language), *texts]
        assert all(words)
        has_chinese = [any("\u4e00" <= letter <= "\u9fff" for letter in sentence) for sentence in words]
        assert all(has_chinese) if language == "zh" else not any(has_chinese)
    assert regulation(check.basis["regulation"])["title"]


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"tabel": "funds"}, "rule-unknown-key", ("rules/checks/a.yaml", "tabel", "table")),
        ({"basis": {"regulation": "practice"}}, "rule-missing-key", ("rules/checks/a.yaml", "clause")),
        ({"severity": "urgent"}, "check-severity", ("rules/checks/a.yaml", "urgent", "high")),
        ({"examples": []}, "rule-needs-examples", ("rules/checks/a.yaml",)),
    ],
)
def test_a_wrong_check_file_is_refused_with_its_name_and_what_is_allowed(change, code, words):
    with pytest.raises(RuleError) as caught:
        read_check("a", {**NODE, **change})

    assert caught.value.code == code
    for language in ("zh", "en"):
        assert all(word in caught.value.message(language) for word in words)


def test_a_check_file_without_a_message_is_refused():
    with pytest.raises(RuleError, match="message_en"):
        read_check("a", {key: value for key, value in NODE.items() if key != "message_en"})
