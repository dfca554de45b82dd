"""Parameters and project.yaml: what is read as it is written, and what is refused where."""

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from hostile import PROJECT, write
from jixiao.exceptions import ParameterError, RuleError, SchemaError
from jixiao.intake import schema
from jixiao.intake.params import Params, load_params
from jixiao.intake.project import read_project
from jixiao.intake.strict_yaml import load, load_package


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0012", "0012"),
        ("1e5", "1e5"),
        ("NO", "NO"),
        ("190:20:30", "190:20:30"),
        ("2020-12-31", "2020-12-31"),
        ("178.09", "178.09"),
        ("1_000", "1_000"),
        ("１２", "１２"),
        ("+7", "+7"),
        ("True", "True"),
        ("0", 0),
        ("-12", -12),
        ("true", True),
        ("null", None),
        ("", None),
        ('"12"', "12"),
        ('""', ""),
        ("e\u0301", "é"),
    ],
)
def test_only_plain_whole_numbers_and_three_words_have_a_type(written: str, value: object, tmp_path: Path):
    values, _ = load(write(tmp_path / "x.yaml", f"name: {written}\n"))
    assert values == {"name": value}
    assert type(values["name"]) is type(value)


def test_every_key_keeps_its_line(tmp_path: Path):
    values, lines = load(write(tmp_path / "x.yaml", "\ufeffa: 1\n# remark\nb:\n  c: x\n  d: [y, z]\n"))
    assert values == {"a": 1, "b": {"c": "x", "d": ["y", "z"]}}
    assert lines == {"a": 1, "b": 3, "b.c": 4, "b.d": 5, "b.d.0": 5, "b.d.1": 5}


def test_the_fast_path_reads_rule_files_like_the_strict_one(tmp_path: Path):
    content = "2020-02-25: {rate: 0.30, 角色: [budget, 0012], gate: yes, on: true, n: 5, none: }\n"
    path = write(tmp_path / "rule.yaml", content)
    assert load_package(path) == load(path, free_keys=True)[0]
    assert load_package(path)["2020-02-25"]["rate"] == "0.30"


def test_the_tables_of_the_package_pass_the_strict_loader():
    path = Path(schema.__file__).with_name("tables.yaml")
    assert load_package(path) == load(path, free_keys=True)[0]


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [("a: 1\nb: 2\na: 3\n", "duplicate-key", 3), ("a: 1\nb: [\n", "yaml-syntax", 3)],
)
def test_a_wrong_rule_file_names_its_line(content: str, code: str, line: int, tmp_path: Path):
    with pytest.raises(RuleError) as caught:
        load_package(write(tmp_path / "rule.yaml", content))
    assert (caught.value.code, caught.value.fields["line"]) == (code, line)


def test_only_the_project_must_be_given(tmp_path: Path):
    params = load_params(write(tmp_path / "p.yaml", "project: chenggong-wf-2020\n"))
    assert params.model_dump() == {
        "project": "chenggong-wf-2020",
        "rules_as_of": "",
        "rule_pack": "cn-2020-10-self",
        "also_score_under": "",
        "tolerance": "0",
        "language": "zh",
        "report_style": "outline-2020",
        "page_style": "report",
    }
    with pytest.raises(ValidationError):
        params.project = "other"


@pytest.mark.parametrize("written", ["", "rules_as_of:\n", "rules_as_of: null\n", "rules_as_of: ''\n"])
def test_without_a_day_the_rules_at_the_end_of_the_fiscal_year_apply(written: str, tmp_path: Path):
    params = load_params(write(tmp_path / "p.yaml", f"project: demo\n{written}"))
    assert params.dated(2023).rules_as_of == "2023-12-31"
    assert Params.from_values(project="demo", rules_as_of=None).dated(2021).rules_as_of == "2021-12-31"


def test_a_day_that_is_given_is_kept():
    assert Params.from_values(project="demo", rules_as_of="2022-03-01").dated(2021).rules_as_of == "2022-03-01"


def test_a_value_of_the_command_line_replaces_that_of_the_file(tmp_path: Path):
    path = write(tmp_path / "p.yaml", "project: demo\nlanguage: zh\ntolerance: 5\n")
    params = load_params(path, {"language": "en", "tolerance": "0.01"})
    assert (params.language, params.tolerance) == ("en", "0.01")


@pytest.mark.parametrize(
    ("overrides", "code", "where"),
    [
        ({"langauge": "en"}, "unknown-parameter", "-p langauge"),
        ({"language": "fr"}, "not-allowed", "-p language"),
        ({"project": "../x"}, "path-like-name", "-p project"),
    ],
)
def test_a_wrong_value_of_the_command_line_is_named_so(overrides, code, where, tmp_path: Path):
    with pytest.raises(ParameterError) as caught:
        load_params(write(tmp_path / "p.yaml", "project: demo\n"), overrides)
    assert (caught.value.code, caught.value.fields["where"]) == (code, where)


def test_a_mistyped_parameter_names_file_line_and_nearest_name(tmp_path: Path):
    path = write(tmp_path / "book" / "params" / "demo.yaml", "project: demo\n\ntolerence: '0'\n")
    (tmp_path / "book" / "notebooks").mkdir()
    with pytest.raises(ParameterError) as caught:
        load_params(path)
    assert caught.value.message("en").splitlines()[:2] == [
        "params/demo.yaml:3: there is no parameter 'tolerence'.",
        "The nearest is tolerance.",
    ]
    assert "最接近的是 tolerance" in caught.value.message("zh")


@pytest.mark.parametrize("value", [10, 8.0, True, None, ["demo"], b"demo"], ids=repr)
def test_a_value_that_is_not_text_must_be_put_in_quotes(value: object):
    with pytest.raises(ParameterError) as caught:
        Params.from_values(project=value)
    assert caught.value.code == "not-text"
    assert 'project: "…"' in caught.value.message("en")


@pytest.mark.parametrize("name", ["0010", "demo", "A.b_c-1", "a" * 80, "2020", "console", "妇联2020", "绩" * 26])
def test_a_good_project_name_is_kept_as_it_is(name: str):
    assert Params.from_values(project=name).project == name


@pytest.mark.parametrize("value", ["0", "1", "0.01", "1.0", "0.000001"])
def test_a_tolerance_is_a_decimal_from_0_to_1(value: str):
    assert Params.from_values(project="demo", tolerance=value).tolerance == value


def test_the_package_is_imported_without_pydantic():
    program = "import sys, jixiao; sys.exit('pydantic' in sys.modules or 'yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_project_tells_the_unit_of_each_table(tmp_path: Path):
    path = write(
        tmp_path / "project.yaml", PROJECT + "units: {ledger: 元}\ndept:\nperiod_start: 2020年1月1日\n"
    )
    project = read_project(path, "project.yaml")
    assert (project.unit_of("ledger"), project.unit_of("funds")) == ("元", "万元")
    assert project.dept is None
    assert str(project.period_start) == "2020-01-01"


def test_a_wrong_value_of_a_project_names_its_line_and_what_is_allowed(tmp_path: Path):
    path = write(tmp_path / "project.yaml", PROJECT + "units:\n  funds: 元\n  ledger: 美元\n")
    with pytest.raises(SchemaError) as caught:
        read_project(path, "data/demo/project.yaml")
    first, second = caught.value.message("en").splitlines()
    assert first == "data/demo/project.yaml:8: the value '美元' of units.ledger is not one of those allowed."
    assert second.startswith("Allowed: 元, 万元, 亿元.")
