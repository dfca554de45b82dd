import pytest

from jixiao.exceptions import RuleError
from jixiao.findings import KINDS
from jixiao.rulebook.rules import regulation
from jixiao.validate import checks as check_files
from jixiao.validate import load_checks, validate
from jixiao.validate.checks import checks_in_force, read_check
from small_facts import small_facts

CHECKS = load_checks()
EXAMPLES = [
    pytest.param(check, example, id=f"{check.id}: {example['name']}")
    for check in CHECKS
    for example in check.examples
]
FIELDS = {"file": "a", "row": 1, "key": "b", "column": "c", "found": "d",
          "first_day": "2024-01-01", "last_day": "2024-12-31", "number": 2, "keys": "b"}  # fmt: skip
NODE = {
    "label": "x", "label_en": "x", "statement": "x", "statement_en": "x", "table": "funds",
    "expectation": "ExpectColumnValuesToNotBeNull", "arguments": {"column": "spent"}, "severity": "low",
    "kind": "data", "title": "x", "title_en": "x", "title_en_one": "x", "remedy": "x", "remedy_en": "x",
    "message": "x", "message_en": "x", "why": "x", "why_en": "x", "version": 1,
    "basis": {"regulation": "practice", "clause": "x", "clause_en": "x", "verified": False},
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


def test_the_kind_of_a_check_is_one_of_a_finding():
    assert set(check_files.KINDS) <= set(KINDS)


LATE = "voucher_no,line_no,date\n" + "".join(f"记-{number:03},1,2025-01-15\n" for number in range(1, 6))


@pytest.mark.parametrize(
    ("rows", "language", "title"),
    [
        (1, "zh", "1 行凭证的日期不在 2024-01-01 至 2024-12-31 之内：记-001/1"),
        (5, "zh", "5 行凭证的日期不在 2024-01-01 至 2024-12-31 之内：记-001/1、记-002/1、记-003/1 等"),
        (1, "en", "1 voucher line is dated outside 2024-01-01 to 2024-12-31: 记-001/1"),
        (2, "en", "2 voucher lines are dated outside 2024-01-01 to 2024-12-31: 记-001/1, 记-002/1"),
    ],
)
def test_the_headline_of_a_failed_check_counts_the_rows_and_names_the_first(rows, language, title):
    table = "".join(LATE.splitlines(keepends=True)[: rows + 1])
    result = validate(small_facts({"ledger": table}), load_checks(), "zh")["ledger_dates_in_fiscal_year"]
    assert result.title(language) == title


@pytest.mark.parametrize(
    ("rows", "told"),
    [(1, ""), (2, " (1 more row fails, see the evidence.)"), (3, " (2 more rows fail, see the evidence.)")],
)
def test_the_condition_of_a_failed_check_tells_how_many_more_rows_fail(rows, told):
    table = "".join(LATE.splitlines(keepends=True)[: rows + 1])
    result = validate(small_facts({"ledger": table}), load_checks(), "zh")["ledger_dates_in_fiscal_year"]
    assert result.condition("en") == result.row_sentence(result.failing[0], "en") + told


def test_a_check_of_a_regulation_that_is_not_in_force_is_left_out():
    early, late = (set(map(lambda check: check.id, checks_in_force(day))) for day in ("2020-02-24", "2020-02-25"))
    assert late - early == {"funds_arrive_on_time", "lowered_scores_have_reasons", "self_scores_within_weights",
                            "weights_add_up"}  # fmt: skip
    assert late == {check.id for check in CHECKS}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_each_check_speaks_both_languages_and_cites_a_known_source(check):
    for language in ("zh", "en"):
        message = check.words("message", language).format_map(FIELDS)
        texts = [check.words(key, language) for key in ("label", "statement", "why", "remedy")]
        titles = [check.title_for(number, language).format_map(FIELDS | {"number": number}) for number in (1, 2)]
        words = [message, *titles, check.clause(language), *texts]
        assert all(words)
        has_chinese = [any("\u4e00" <= letter <= "\u9fff" for letter in sentence) for sentence in words]
        assert all(has_chinese) if language == "zh" else not any(has_chinese)
    assert regulation(check.basis["regulation"])["title"]


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"tabel": "funds"}, "rule-unknown-key", ("rules/checks/a.yaml", "tabel", "table")),
        ({"basis": {"regulation": "practice"}}, "rule-missing-key", ("rules/checks/a.yaml", "clause")),
        ({"severity": "urgent"}, "check-word", ("rules/checks/a.yaml", "severity", "urgent", "high")),
        ({"kind": "hint"}, "check-word", ("rules/checks/a.yaml", "kind", "hint", "missing")),
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
