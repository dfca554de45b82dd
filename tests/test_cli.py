"""The command line: its words, its exit codes, and what it does not import."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from jixiao import cli, exceptions
from jixiao.commands import lab
from jixiao.commands.tables import told
from jixiao.engines import forking
from jixiao.exceptions import LockedError
from jixiao.folders import find_params
from jixiao.intake.project import Project
from jixiao.intake.schema import schemas
from jixiao.language import LANGUAGES, catalogue
from jixiao.rulebook.rules import roles
from jixiao.run import RunResult, count_findings
from jixiao.runs import store
from small_workbook import LIB, PROJECT, make_workbook, runs_root, start
from workbooks import call

HEAVY = ("pandas", "yaml", "pydantic", "papermill", "nbformat", "jupyter_client", "great_expectations", "numpy")
COMMANDS = ("run", "check", "draft", "reconcile", "tables", "rules", "why", "whatif", "demo-data", "doctor", "lab")
OWN_FILES = ("cli", "run", "doctor", "readiness", "tables", "reading", "documents")


@pytest.fixture(autouse=True)
def keeps_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start each test in Chinese, with plain kernels, and undo what the program sets."""
    monkeypatch.setenv("JIXIAO_LANG", "zh")
    monkeypatch.setenv(forking.VARIABLE, "spawn")


def test_help_imports_nothing_heavy() -> None:
    code = "import sys\nfrom jixiao.cli import main\ntry: main(['run', '--help'])\nexcept SystemExit: pass\n" \
        f"print([name for name in {HEAVY!r} if name in sys.modules])"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": str(LIB)},
                          capture_output=True, text=True, encoding="utf-8", check=True)  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("arguments", [(), *((name,) for name in COMMANDS)])
def test_help_is_chinese_by_default_and_english_on_request(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(*arguments, "--help") == 0
    chinese = capsys.readouterr().out
    assert call(*arguments, "--help", "--lang", "en") == 0
    english = capsys.readouterr().out
    assert chinese.startswith("用法：jixiao") and english.startswith("Usage: jixiao")
    assert english.isascii() and not any(word in chinese for word in ("Usage", "Options", "Show", "Commands"))
    assert max(map(len, chinese.splitlines() + english.splitlines())) <= 80


def test_the_environment_chooses_the_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JIXIAO_LANG", "en")
    assert call("--help") == 0 and capsys.readouterr().out.startswith("Usage: ")


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--version") == 0
    assert capsys.readouterr().out == f"jixiao {cli.__version__}\n"


WRONG = {
    "an unknown option": (("run", "x", "--tow"), "--to"),
    "an unknown command": (("rum",), "run"),
    "no project": (("run",), "先用 jixiao new 建立项目"),
    "a project that is not there": (("check", "smal"), f"最接近的是 {PROJECT}。"),
    "a severity that does not exist": (("run", "x", "--fail-on", "hihg"), "hihg"),
    "a deadline in words": (("run", "x", "--deadline", "soon"), "soon"),
    "a deadline of nothing": (("run", f"params/{PROJECT}.yaml", "--deadline", "0"), "--deadline 0"),
    "an unknown format": (("run", f"params/{PROJECT}.yaml", "--to", "docx"), "docx"),
    "a file that is not there": (("run", "params/none.yaml"), "none.yaml"),
    "an unknown parameter": (("run", f"params/{PROJECT}.yaml", "-p", "langage", "zh"), "language"),
    "a table that does not exist": (("tables", "fund"), "最接近的是 funds。"),
    "a language that does not exist": (("--lang", "fr", "run", "x"), "fr"),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_a_wrong_command_line_is_explained_in_a_few_lines(
    mistake: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(make_workbook(tmp_path / "w"))
    arguments, told = WRONG[mistake]
    assert call(*arguments) == 2
    out, err = capsys.readouterr()
    assert not out and told in err and len(err.splitlines()) <= 6 and "Traceback" not in err


@pytest.mark.parametrize("named", [PROJECT, f"data/{PROJECT}", f"params/{PROJECT}.yaml"])
def test_a_project_is_meant_by_its_name_its_folder_or_its_parameters(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbook = make_workbook(tmp_path / "w")
    monkeypatch.chdir(workbook)
    assert find_params(named).resolve() == workbook / "params" / f"{PROJECT}.yaml"


@pytest.mark.parametrize("command", ["run", "check"])
@pytest.mark.parametrize("named", ["养老2024", "params/养老2024.yaml"])
def test_a_project_without_parameters_is_told_what_to_write(
    command: str, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = make_workbook(tmp_path / "w")
    (workbook / "data" / "养老2024").mkdir()
    monkeypatch.chdir(workbook)
    assert call(command, named) == 2
    told = capsys.readouterr().err
    assert "没有参数文件 params/养老2024.yaml" in told and 'project: "养老2024"\nlanguage: zh [' in told


def test_a_folder_that_is_no_workbook_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.yaml").write_text("project: x\n", encoding="utf-8")
    assert call("run", "x.yaml") == 20 and "notebooks/" in capsys.readouterr().err


def test_every_error_class_decides_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind in exceptions.JixiaoError.__subclasses__():
        monkeypatch.setattr("jixiao.run.run_project", raising(kind("run-locked", project="p")))
        assert call("run", "x.yaml") == kind.exit_code != 0
        assert "[run-locked]" in capsys.readouterr().err


def raising(error: BaseException):
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_an_unknown_error_is_one_line_and_its_traceback_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "outputs").mkdir()
    (tmp_path / "x.yaml").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("jixiao.run.run_project", raising(RuntimeError("odd\nsecond line")))
    assert call("run", "x.yaml") == 70
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and "RuntimeError: odd" in err and "outputs/jixiao-error.txt" in err
    assert "Traceback" in (tmp_path / "outputs" / "jixiao-error.txt").read_text(encoding="utf-8")
    assert call("run", "x.yaml", "--debug") == 70 and "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize("error", [KeyboardInterrupt(), LockedError("run-locked", project="p")])
def test_the_signal_handlers_of_the_caller_come_back(
    error: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import signal

    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr("jixiao.run.run_project", raising(error))
    assert call("run", "x.yaml") == (130 if isinstance(error, KeyboardInterrupt) else 42)
    assert signal.getsignal(signal.SIGINT) is before


RESULT = RunResult(
    "20201231T000000Z-00000000", PROJECT, "zh", Path("/w/outputs/small/r"), "0" * 64, None, "没有自评分", False,
    {"high": 0, "medium": 2, "low": 1}, ("甲", "乙"), (Path("/w/outputs/small/r/core/report.pdf"),), 1.25,
)  # fmt: skip


@pytest.mark.parametrize(("fail_on", "code"), [(None, 0), ("high", 0), ("medium", 10), ("low", 10)])
def test_findings_at_or_above_a_severity_make_the_exit_code_10(
    fail_on: str | None, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("jixiao.run.run_project", lambda *_, **__: RESULT)
    chosen = ("--fail-on", fail_on) if fail_on else ()
    assert call("run", "x.yaml", *chosen) == code
    assert "没有自评分" in capsys.readouterr().out
    assert call("run", "x.yaml", "--json", *chosen) == code
    told = json.loads(capsys.readouterr().out)
    assert told["exit_code"] == code and told["reports"] == ["outputs/small/r/core/report.pdf"]
    assert call("run", "x.yaml", "--quiet", *chosen) == code and capsys.readouterr().out == ""


def test_the_worst_findings_come_first_in_the_order_of_the_register() -> None:
    rows = [["1", "low", "a"], ["2", "high", "b"], ["3", "medium", "c"], ["4", "high", "d"]]
    register = {"columns": ["id", "severity", "title"], "rows": rows}
    assert count_findings(register) == ({"high": 2, "medium": 1, "low": 1}, ("b", "d", "c"))
    assert count_findings(None) == ({"high": 0, "medium": 0, "low": 0}, ())


def test_a_run_from_the_command_line_prints_the_headline_and_commits(tmp_path: Path) -> None:
    workbook = make_workbook(tmp_path / "w")
    running = start(workbook, "run", f"params/{PROJECT}.yaml", "--to", "", "--fail-on", "high", PYTHONIOENCODING="gbk",
                    PYTHONWARNINGS="error")  # fmt: skip
    running.stdout.reconfigure(encoding="gbk")
    out, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (10, "")
    assert "没有自评分" in out and "预算执行率与原文不符" in out and "outputs/small/" in out
    assert store.verify_runs(runs_root(workbook)) == []


def test_everything_the_console_shows_can_be_written_in_gbk() -> None:
    assert all(told(name).encode("gbk") for name in (None, *schemas(), "project"))
    for language in LANGUAGES:
        for key, sentence in catalogue(language).items():
            if key.split(".")[0] in (*OWN_FILES, "errors"):
                assert sentence.encode("gbk"), key


def test_the_doctor_tries_the_kernel_and_finds_a_missing_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = make_workbook(tmp_path / "w")
    monkeypatch.chdir(workbook)
    monkeypatch.setattr("jixiao.commands.doctor.drive_kind", lambda _: "ext4")
    assert call("doctor") == 0
    assert "[问题]" not in capsys.readouterr().out and not list(workbook.rglob(".probe*"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("jixiao.commands.doctor.kernel", lambda: ())
    monkeypatch.setattr("jixiao.commands.doctor.FONTS", ("none.ttf",))
    assert call("doctor") == 10
    assert capsys.readouterr().out.count("[问题]") == 2


def test_lab_opens_the_notebooks_of_the_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workbook = make_workbook(tmp_path / "w")
    monkeypatch.chdir(workbook / "data")
    asked = SimpleNamespace()
    monkeypatch.setattr(lab, "os", SimpleNamespace(
        name="posix", pathsep=os.pathsep, environ={}, execve=lambda *given: setattr(asked, "given", given)))
    monkeypatch.setattr(lab.subprocess, "call", lambda *_, **__: 0)
    assert call("lab", "--", "--no-browser") == 0
    program, command, env = asked.given
    assert program == sys.executable and command[-1] == "--no-browser" and env["PYTHONPATH"] == str(LIB)
    assert f"--ServerApp.root_dir={workbook}" in command


def test_the_demonstration_project_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("demo-data", "--root", str(tmp_path)) == 0
    assert list(tmp_path.glob("data/*/project.yaml")) and list(tmp_path.glob("params/*.yaml"))


def test_all_tables_are_listed_with_what_a_row_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("tables") == 0
    out = capsys.readouterr().out
    assert all(schema.file in out and schema.one_row in out for schema in schemas().values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", schemas())
def test_a_table_is_explained_column_by_column(
    name: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("tables", f"{name}.csv", "--lang", language) == 0
    out = capsys.readouterr().out
    for column in schemas()[name].columns.values():
        assert f"  {column.name} " in out and column.words("meaning", language) in out
        assert column.words("label", language) in out and all(choice in out for choice in column.choices)
    assert all((f"  {role} " in out) == (name == "stated") for role in roles() if role.startswith("claim_"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_project_yaml_is_explained(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("tables", "project", "--lang", language) == 0
    out = capsys.readouterr().out
    explained = {key.rpartition(".")[2] for key in catalogue(language) if key.startswith("tables.project.")}
    assert explained == set(Project.model_fields)
    choices = "outline-2011, outline-2020, outline-third-party, none"
    assert all(f"  {key} " in out for key in explained) and choices in out


def test_programs_get_the_tables_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("tables", "--json") == 0
    tables = json.loads(capsys.readouterr().out)
    assert list(tables) == list(schemas()) and list(tables["stated"]["roles"]) == list(roles())
    assert tables["funds"]["columns"]["spent"]["label_en"] == "spending"
    assert call("tables", "project", "--json") == 0
    keys = json.loads(capsys.readouterr().out)
    assert keys["money_unit"]["required"] and keys["money_unit"]["choices"] == ["元", "万元", "亿元"]


def test_explaining_a_table_imports_nothing_heavy() -> None:
    heavy = tuple(name for name in HEAVY if name != "yaml")
    code = "import sys\nfrom jixiao.cli import main\ntry: main(['tables', 'stated'])\nexcept SystemExit: pass\n" \
        f"print([name for name in {heavy!r} if name in sys.modules])"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": str(LIB)},
                          capture_output=True, text=True, encoding="utf-8", check=True)  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]"
