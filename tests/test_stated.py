"""Stated figures at intake: a known role, a unit that fits it, and a refusal that says what to do."""

from decimal import Decimal
from pathlib import Path

import pytest

from hostile import STATED, write_project
from jixiao.exceptions import SchemaError
from jixiao.intake.facts import read_facts
from jixiao.intake.stated import fit_stated
from jixiao.rulebook.rules import roles


def stated_row(folder: Path, words: str):
    (row,) = read_facts(write_project(folder, stated_csv=f"{STATED}{words}\n")).tables["stated"]
    return row


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("1.5,万,received", "万元"),
        ("1.5,亿,received", "亿元"),
        ("1.5,亿元,received", "亿元"),
        ("1.5,元,unit_amount", "元"),
        ("95,％,execution_rate", "%"),
        ("95,%,share", "%"),
        ("1,claim,claim_balance", "claim"),
        ("0,claim,claim_balance", "claim"),
        ("1.2,万人次,count", "万人次"),
        ("3,小时,part", "小时"),
    ],
)
def test_a_unit_gets_its_one_spelling_and_keeps_what_was_written(words: str, unit: str, tmp_path: Path):
    row = stated_row(tmp_path, words)
    assert row["unit"] == unit
    assert row.cell("unit").raw == words.split(",")[1]
    assert row["value"] == Decimal(words.split(",")[0])


@pytest.mark.parametrize("role", roles())
def test_every_role_has_a_kind_with_a_unit(role: str):
    units = {"money": "万元", "rate": "%", "count": "人", "claim": "claim"}
    row = {"role": role, "unit": units[roles()[role]["kind"]], "value": Decimal(1)}
    fit_stated(row)
    assert row["unit"] == units[roles()[role]["kind"]]


@pytest.mark.parametrize(
    ("words", "nearest"), [("recieved", "received"), ("到位资金", "received"), ("预算执行率", "execution_rate")]
)
def test_an_unknown_role_names_the_nearest_one_and_its_meaning(words: str, nearest: str, tmp_path: Path):
    with pytest.raises(SchemaError) as caught:
        stated_row(tmp_path, f"1,万元,{words}")
    error = caught.value
    assert (error.fields["row"], error.fields["column"], error.fields["nearest"]) == (2, "role", nearest)
    assert roles()[nearest]["label"] in error.message("zh")
    assert roles()[nearest]["label_en"] in error.message("en")


def test_a_unit_that_does_not_fit_names_place_and_remedy(tmp_path: Path):
    with pytest.raises(SchemaError) as caught:
        stated_row(tmp_path, "1,千元,received")
    first, second = caught.value.message("en").splitlines()
    assert first.endswith("stated.csv, row 2, unit: '千元' is not a unit of money.")
    assert "元, 万元, 亿元" in second
