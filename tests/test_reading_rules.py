"""Every kind of relation is one rule file whose examples come out as it says."""

import pytest

from jixiao.catalogue.readings import outcome, reading_of
from jixiao.rulebook.files import load, name_of, rule_files
from jixiao.rulebook.readings import check_reading

RULES = {path.stem: (name_of(path), load(path)) for path in rule_files("readings")}
EXAMPLES = [
    pytest.param(kind, example, id=f"{kind}-{number}")
    for kind, (_, rule) in RULES.items()
    for number, example in enumerate(rule.get("examples", ()), 1)
]


@pytest.mark.parametrize("kind", RULES)
def test_a_rule_has_all_its_keys_in_both_languages(kind: str) -> None:
    check_reading(*RULES[kind])


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_an_example_comes_out_as_its_rule_file_says(kind: str, example: dict[str, str]) -> None:
    found = outcome(kind, example)
    assert found.agrees, (found, reading_of(example["text"]).remarks)
