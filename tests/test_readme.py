"""The README cannot lie: its commands run, its tables are those of the program, both languages say the same."""

import csv
import io
import os
import re
import subprocess
import sys
from collections import Counter
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import jixiao.exceptions
from jixiao import Workbook
from jixiao.exceptions import JixiaoError
from jixiao.intake.params import Params
from jixiao.intake.schema import schemas
from jixiao.language import text
from jixiao.registers import registers_of
from jixiao.rulebook.packs import pack_codes
from workbooks import ROOT, copy_workbook, latest, register

READMES = {"en": "README.md", "zh": "README.zh-CN.md"}
TEXTS = {language: (ROOT / name).read_text("utf-8") for language, name in READMES.items()}
BLOCK = re.compile(r"(?P<before>[^\n]*)\n\n?```(?P<kind>\w+)\n(?P<body>.*?)```", re.DOTALL)
BLOCKS = {language: list(BLOCK.finditer(words)) for language, words in TEXTS.items()}
INSTALL = "<!-- install -->"
# what .ci/run and a person do: each changes the environment, or is the test run itself
INSTALL_COMMANDS = {
    "pip install uv", "uv run pytest", "pip install -r requirements.lock", "pip install --no-deps -e .",
    "conda env create -f environment.yml", "conda activate jixiao",
}  # fmt: skip
MODULES = {"jixiao": ["jixiao"], "papermill": ["papermill"], "jupyter nbconvert": ["nbconvert"]}
# JupyterLab serves until it is stopped; its version tells that the command reaches it
ENDLESS = {"uv run jixiao lab": ["--", "--version"]}
# the doctor is right to complain of a machine with little room or an odd disk
COMPLAINING = {"uv run jixiao doctor": {0, 10}}
FIGURES = ("funding_rate", "execution_rate", "spent_within_received", "saving_rate", "execution_plus_saving")
GOLDEN = "chenggong-wf-2020"


def commands(marked: bool) -> list[str]:
    blocks = [block for block in BLOCKS["en"] if block["kind"] == "console"]
    bodies = [block["body"] for block in blocks if (block["before"] == INSTALL) is marked]
    return [line for body in bodies for line in body.splitlines()]


def files() -> dict[str, str]:
    blocks = [block for block in BLOCKS["en"] if block["kind"] in ("yaml", "csv")]
    return {block["before"].strip("`:"): block["body"] for block in blocks}


def argv(command: str) -> list[str]:
    words = command.removeprefix("uv run ")
    name = next(name for name in MODULES if words.startswith(name))
    return [sys.executable, "-m", *MODULES[name], *words.removeprefix(name).split(), *ENDLESS.get(command, [])]


def table(language: str, first_cell: str) -> list[list[str]]:
    """Return the rows of the table whose header begins with `first_cell`."""
    lines = TEXTS[language].splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"| {first_cell} |")) + 2
    end = lines.index("", start)
    return [line.strip("| ").split(" | ") for line in lines[start:end]]


def first_cell(english: str, chinese: str, language: str) -> str:
    return english if language == "en" else chinese


@pytest.fixture(scope="module")
def workbook(tmp_path_factory) -> Path:
    folder = copy_workbook(tmp_path_factory.mktemp("readme"))
    for name, content in files().items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8", newline="\n")
    return folder


@pytest.fixture(scope="module")
def results(workbook) -> dict[str, subprocess.CompletedProcess[str]]:
    """Run all commands in the order in which a reader meets them; later ones need the files of earlier ones."""
    path = os.pathsep.join(filter(None, (str(ROOT / "lib"), os.environ.get("PYTHONPATH"))))
    env = os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1", "JUPYTER_NO_CONFIG": "1"}
    env = {name: value for name, value in env.items() if name != "PYTHONWARNINGS"}
    return {
        command: subprocess.run(argv(command), cwd=workbook, env=env, capture_output=True, encoding="utf-8",
                                stdin=subprocess.DEVNULL, timeout=300, check=False)
        for command in commands(marked=False)
    }  # fmt: skip


@pytest.mark.parametrize("command", commands(marked=False))
def test_a_command_of_the_readme_works(command, results):
    exporter = re.search(r"--to (\S+)", command)
    if exporter and exporter[1] not in entry_points(group="nbconvert.exporters").names:
        pytest.skip("jixiao is not installed here, so nbconvert cannot know its exporters")
    result = results[command]
    assert result.returncode in COMPLAINING.get(command, {0}), result.stdout + result.stderr
    assert result.stdout + result.stderr


def test_only_commands_that_change_the_environment_are_not_run_here():
    assert set(commands(marked=True)) == INSTALL_COMMANDS


def test_the_continuous_check_runs_the_two_commands_of_the_readme():
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    for command in ("uv run pytest", f"uv run jixiao run params/{GOLDEN}.yaml"):
        assert command in [*commands(marked=True), *commands(marked=False)]
        assert command in script


def test_the_run_of_the_example_leaves_a_report_to_read_and_one_to_print(workbook, results):
    core = latest(workbook, GOLDEN) / "core"
    assert (core / "report.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (core / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_the_small_project_of_the_readme_finds_its_overspend(workbook, results):
    findings = register(latest(workbook, "my-project"), "findings")
    amounts = files()["data/my-project/funds.csv"]
    (row,) = csv.DictReader(io.StringIO(amounts))
    assert float(row["spent"]) - float(row["received"]) == 1.5
    assert any("1.50万元" in finding["title"] for finding in findings)


def test_papermill_knows_every_parameter_by_type_and_comment(results):
    (told,) = (result.stdout for command, result in results.items() if "--help-notebook" in command)
    for name in Params.model_fields:
        assert re.search(rf"^ +{name}: str .*\n? +\S", told, re.MULTILINE), told


def test_stock_papermill_warns_of_no_unknown_parameter(results):
    told = [result.stderr for command, result in results.items() if "papermill notebooks" in command]
    assert len(told) == 2
    assert not [words for words in told if "unknown parameter" in words]


@pytest.mark.parametrize("language", READMES)
def test_the_readme_shows_the_figures_that_the_program_recomputes(language):
    checks = registers_of(Workbook.open(GOLDEN, language=language), "checks")["checks"]
    rows = [dict(zip(checks["columns"], row, strict=True)) for row in checks["rows"]]
    expected = [[row["label"], row["stated"], f"{row['formula']} = {row['computed']}", row["difference"]]
                for row in rows if row["rule"] in FIGURES]  # fmt: skip
    assert table(language, first_cell("Figure", "数字", language)) == expected


@pytest.mark.parametrize("language", READMES)
def test_the_readme_shows_the_other_findings_of_high_severity(language):
    findings = Workbook.open(GOLDEN, language=language).findings
    expected = [[text(f"findings.kind.{finding.kind}", language), finding.title] for finding in findings
                if finding.severity == "high" and finding.rule not in FIGURES]  # fmt: skip
    assert table(language, first_cell("Kind", "类别", language)) == expected


def test_the_readme_counts_the_findings_as_the_run_does(workbook, results):
    counts = Counter(finding["severity"] for finding in register(latest(workbook, GOLDEN), "findings"))
    assert f"{counts['high']} findings of high, {counts['medium']} of medium and {counts['low']} of low" in TEXTS["en"]
    assert f"高 {counts['high']} 项，中 {counts['medium']} 项，低 {counts['low']} 项" in TEXTS["zh"]


@pytest.mark.parametrize("language", READMES)
def test_the_table_of_parameters_is_the_schema(language):
    rows = table(language, first_cell("Parameter", "参数", language))
    required = first_cell("required", "必填", language)
    empty = {"rules_as_of": first_cell("31 December of the fiscal year", "预算年度的12月31日", language),
             "also_score_under": first_cell("none", "无", language)}  # fmt: skip
    expected = [(f"`{name}`", required if field.is_required() else f"`{field.default}`" if field.default else
                 empty[name]) for name, field in Params.model_fields.items()]  # fmt: skip
    assert [(row[0], row[1]) for row in rows] == expected


@pytest.mark.parametrize("language", READMES)
def test_the_table_of_rule_packs_is_their_folder(language):
    rows = table(language, first_cell("Rule pack", "规则包", language))
    assert {row[0].strip("`") for row in rows} == set(pack_codes())


@pytest.mark.parametrize("language", READMES)
def test_the_table_of_exit_codes_is_that_of_the_program(language):
    classes = [kind for kind in vars(jixiao.exceptions).values() if isinstance(kind, type)]
    codes = {kind.exit_code for kind in classes if issubclass(kind, JixiaoError)}
    codes |= {value for name, value in vars(jixiao.exceptions).items() if name.startswith("EXIT_")}
    rows = table(language, first_cell("Exit code", "退出码", language))
    assert [int(row[0]) for row in rows] == sorted({0} | codes)


@pytest.mark.parametrize("language", READMES)
def test_the_table_of_files_names_every_table_but_the_funds(language):
    rows = table(language, first_cell("File", "文件", language))
    assert {row[0].strip("`") for row in rows} == {f"{name}.csv" for name in schemas()} - {"funds.csv"}


@pytest.mark.parametrize("language", READMES)
def test_every_folder_and_file_that_the_readme_names_is_there(language):
    linked = re.findall(r"\]\(([^)]+)\)", TEXTS[language])
    folders = [row[0].strip("`") for row in table(language, first_cell("Folder", "文件夹", language))]
    assert linked and folders
    assert [name for name in [*linked, *folders] if not (ROOT / name).exists()] == []


def test_both_languages_have_the_same_headings_and_the_same_blocks():
    def levels(language: str) -> list[str]:
        return re.findall(r"^#+(?= )", BLOCK.sub("", TEXTS[language]), re.MULTILINE)

    def blocks(language: str) -> list[tuple[str, str]]:
        return [(block["kind"], block["body"]) for block in BLOCKS[language]]

    assert levels("en") == levels("zh")
    assert blocks("en") == blocks("zh")
    assert len(blocks("en")) > 10
