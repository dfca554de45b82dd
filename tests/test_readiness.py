"""The lights of `jixiao check`: what they call ready is what a run computes, on whole and on mutilated projects."""

import csv
import io
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jixiao.commands.check import told
from jixiao.intake.schema import schemas
from jixiao.language import LANGUAGES
from jixiao.readiness import ABSENT, BROKEN, PARTLY, READY, Light, Readiness, look
from jixiao.registers import registers_of
from jixiao.workbook import Workbook
from workbooks import ROOT, call

DEMO, GOLDEN = "demo-synthetic-2024", "chenggong-wf-2020"
COPIES = 30
PACKS = ("cn-2020-10-self", "cn-2020-10-framework", "observed-capped")


@pytest.fixture
def workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for part in ("notebooks", "params", "data"):
        shutil.copytree(ROOT / part, tmp_path / part)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(workbook: Path, table: str, change: Callable[[list[dict[str, str]]], object], project: str = DEMO) -> None:
    path = workbook / "data" / project / f"{table}.csv"
    read = csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))
    rows, columns = list(read), list(read.fieldnames or ())
    change(rows)
    written = io.StringIO()
    writer = csv.DictWriter(written, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(written.getvalue(), "utf-8")


def emptied(column: str, *places: int) -> Callable[[list[dict[str, str]]], object]:
    def change(rows: list[dict[str, str]]) -> None:
        for place in places or range(len(rows)):
            rows[place][column] = ""

    return change


def seen(project: str = DEMO, language: str = "zh", **overrides: str) -> Readiness:
    return look(Path("params") / f"{project}.yaml", overrides, language)


def light(found: Readiness, id: str) -> Light:
    (only,) = (light for light in found.lights if light.id == id)
    return only


def mutilate(workbook: Path, chance: random.Random) -> None:
    """Remove a table, empty columns, cells or rows, of those that may be missing."""
    optional = [name for name in schemas() if (workbook / "data" / DEMO / f"{name}.csv").is_file() and name != "funds"]
    for _ in range(chance.randint(1, 3)):
        table = chance.choice([*optional, "funds", "indicators"])
        path = workbook / "data" / DEMO / f"{table}.csv"
        what = chance.choice(("table", "rows", "column", "cells", "cells"))
        if what == "table" and table != "funds":
            path.unlink(missing_ok=True)
        elif path.is_file() and what == "rows":
            edit(workbook, table, lambda rows: rows.__delitem__(slice(chance.randint(0, len(rows)), None)))
        elif path.is_file():
            columns = [name for name, column in schemas()[table].columns.items() if not column.required]
            column = chance.choice([name for name in columns if name in path.read_text("utf-8-sig").split("\n")[0]])
            number = len(path.read_text("utf-8-sig").splitlines()) - 1
            places = chance.sample(range(number), min(number, 2)) if what == "cells" else ()
            edit(workbook, table, emptied(column, *places))


def assert_agrees_with_a_run(found: Readiness, project: str, **overrides: str) -> None:
    """Compare with the registers that the pages of a run keep, and with its score."""
    book = Workbook.open(project, **{"rules_as_of": found.params["rules_as_of"], **overrides})
    registers = [registers_of(book, part)[part] for part in ("indicators", "scores")]
    values, points = ({row[0]: dict(zip(register["columns"], row, strict=True)) for row in register["rows"]}
                      for register in registers)  # fmt: skip
    for each in found.of("indicators"):
        assert each.is_computed == (values[each.id]["state"] != "not_assessable"), each
    for each in found.of("points"):
        assert each.is_computed == bool(points[each.id]["points"]), each
    (total,) = found.of("score")
    assert total.is_computed == (book.scores.total is not None)
    assert all(each.is_computed for each in found.lights if each.state == READY)
    assert not any(each.is_computed for each in found.lights if each.state == ABSENT)
    assert all(each.reasons for each in found.lights if each.state != READY)


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("project", [DEMO, GOLDEN])
def test_what_is_called_ready_is_what_a_run_computes(project: str, pack: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(ROOT)
    assert_agrees_with_a_run(seen(project, rule_pack=pack), project, rule_pack=pack)


@pytest.mark.parametrize("seed", range(COPIES))
def test_a_mutilated_copy_has_the_lights_of_its_run(seed: int, workbook: Path):
    chance = random.Random(seed)
    mutilate(workbook, chance)
    pack = chance.choice(PACKS)
    found = seen(rule_pack=pack)
    assert_agrees_with_a_run(found, DEMO, rule_pack=pack)
    assert found.refused is None and any(each.state != READY for each in found.lights)


CASES = (
    ("funds", emptied("received", 0), "funds.csv", PARTLY, "第 2 行的 received", "在 funds.csv 第 2 行填写 received"),
    ("indicators", emptied("actual", 3, 4), "I04", ABSENT, "第 5 行的 actual", "在 indicators.csv 第 5 行填写 actual"),
    ("indicators", emptied("target", 3), "I04", PARTLY, "第 5 行的 target", "在 indicators.csv 第 5 行填写 target"),
    ("indicators", lambda rows: rows[5].update(target="很多"), "I06", PARTLY, "很多",
     "改正 indicators.csv 第 7 行的 target"),
    ("indicators", lambda rows: rows[0].update(weight="1"), "cn-2020-10-self", PARTLY, "分值之和", "weight"),
    ("elements", emptied("met", 0), "elements.csv", PARTLY, "第 2 行的 met", "在 elements.csv 第 2 行填写 met"),
    ("survey", list.clear, "I14", ABSENT, "没有调查结果", "在 survey.csv 填写 I14"),
    ("judgements", emptied("reason", 0), "judgements.csv", PARTLY, "第 2 行的 reason",
     "judgements.csv 第 2 行填写 reason"),
    ("ledger", emptied("evidence", 0, 1), "ledger.csv", PARTLY, "3 行没有登记的佐证", "佐证材料编号"),
    ("evidence", emptied("file", 0), "evidence.csv", PARTLY, "E12", "E12"),
)  # fmt: skip


@pytest.mark.parametrize(("table", "change", "id", "state", "reason", "step"), CASES,
                         ids=[f"{case[0]}-{case[2]}-{case[3]}" for case in CASES])
def test_a_light_says_exactly_what_is_missing_and_what_to_do(
    table: str, change: Callable[[list[dict[str, str]]], object], id: str, state: str, reason: str, step: str,
    workbook: Path,
):  # fmt: skip
    edit(workbook, table, change)
    found = seen()
    assert light(found, id).state == state
    assert reason in " ".join(light(found, id).reasons)
    assert step in " ".join(each.sentence("zh") for each in light(found, id).steps)


def test_the_most_useful_step_comes_first_and_there_are_at_most_five(workbook: Path):
    edit(workbook, "indicators", emptied("actual"))
    edit(workbook, "funds", emptied("received", 1))
    steps = seen().steps
    assert len(steps) <= 5 and (steps[0][0].table, steps[0][0].column) == ("indicators", "actual")
    edit(workbook, "indicators", list.clear)
    step, helped = seen().steps[0]
    assert (step.key, step.table) == ("table", "indicators") and helped > 1


def test_rows_are_told_in_one_phrase_and_a_step_once(workbook: Path, capsys: pytest.CaptureFixture[str]):
    edit(workbook, "ledger", emptied("evidence"))
    edit(workbook, "judgements", list.clear)
    number = len((workbook / "data" / DEMO / "ledger.csv").read_text("utf-8-sig").splitlines()) - 1
    assert call("check", f"params/{DEMO}.yaml") == 0
    shown = capsys.readouterr().out
    assert f"第 2、3、4、5、6 等 {number} 行没有登记的佐证" in shown and "个 行" not in shown
    assert "judgements.csv 给" in shown and "补全项目指标" not in shown
    assert f"rows 2, 3, 4, 5, 6 and {number - 5} more" in told(seen(language="en"), "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_is_called_by_the_sheet_that_holds_it(language: str, workbook: Path):
    edit(workbook, "indicators", emptied("actual", 0))
    edit(workbook, "judgements", emptied("reason", 0))
    assert call("template", "sheets", "--project", DEMO) == 0
    folder = workbook / "data" / DEMO
    for name in schemas():
        (folder / f"{name}.csv").unlink(missing_ok=True)
    (folder / "project.yaml").unlink()
    (workbook / "sheets" / "workbook.xlsx").rename(folder / "workbook.xlsx")
    found = seen(language=language)
    shown = told(found, f"params/{DEMO}.yaml")
    assert found.exit_code == 0 and ".csv" not in shown
    assert "workbook.xlsx:绩效指标" in shown
    assert any("reason" in reason for reason in light(found, "workbook.xlsx:人工判断").reasons)


def test_files_that_are_missing_or_changed_are_told(workbook: Path):
    sources = workbook / "data" / DEMO / "sources"
    sorted(sources.glob("*.txt"))[-1].unlink()
    told_of = " ".join(light(seen(), "evidence.csv").reasons)
    assert "不在 sources/ 中" in told_of and "与登记的摘要不同" in told_of


def test_figures_that_wait_for_a_person_are_counted(workbook: Path):
    path = workbook / "data" / DEMO / "stated.csv"
    first, *rows = path.read_text("utf-8-sig").splitlines()
    waiting = [f"{row},{'proposed' if place < 3 else 'confirmed'}" for place, row in enumerate(rows)]
    path.write_text("\n".join([f"{first},status", *waiting, ""]), "utf-8")
    found = light(seen(), "stated.csv")
    assert found.state == PARTLY and "3 个自述数待确认，已确认 25 个" in found.reasons[0]
    assert found.steps[0].sentence("zh") == "在 stated.csv 确认或不采用 3 个待确认的自述数（status 列）"


def test_every_table_that_cannot_be_read_is_named_with_its_error_and_the_code_of_a_run(
    workbook: Path, capsys: pytest.CaptureFixture[str]
):
    edit(workbook, "funds", lambda rows: rows[0].update(spent="约 12"))
    path = workbook / "data" / DEMO / "survey.csv"
    path.write_text(path.read_text("utf-8-sig").replace("batch", "lot", 1), "utf-8")
    found = seen()
    assert {each.id for each in found.lights if each.state == BROKEN} == {"funds.csv", "survey.csv"}
    assert call("check", f"params/{DEMO}.yaml") == 21
    out = capsys.readouterr().out
    assert "× 读不了" in out and "[not-an-amount]" in out and "[unknown-column]" in out and "不能运行" in out


def test_an_error_of_no_single_table_is_told_all_the_same(workbook: Path):
    (workbook / "data" / DEMO / "notes.txt").write_text("x", "utf-8")
    found = seen()
    assert found.exit_code == 21 and "notes.txt" in " ".join(found.lights[0].reasons)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_and_signs_carry_the_lights_on_every_chinese_console(language: str, workbook: Path):
    for table, change, *_ in CASES:
        edit(workbook, table, change)
    shown = told(seen(language=language), f"params/{DEMO}.yaml")
    assert shown.encode("gbk") and "\x1b" not in shown
    signs = {"zh": ("● 可算", "◎ 部分", "○ 无数据"), "en": ("● ready", "◎ partly", "○ no data")}[language]
    assert all(sign in shown for sign in signs)
    if language == "en":
        reasons = " ".join(reason for each in seen(language="en").lights for reason in each.reasons)
        assert "第" not in reasons and "为空" not in reasons


def test_as_json_the_lights_are_for_programs_and_nothing_is_written(
    workbook: Path, capsys: pytest.CaptureFixture[str]
):
    before = sorted(workbook.rglob("*"))
    assert call("check", f"params/{GOLDEN}.yaml", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["can_run"] and found["counts"]["absent"] > 0 and len(found["next"]) <= 5
    assert {each["state"] for each in found["lights"]} == {READY, PARTLY, ABSENT}
    assert sorted(workbook.rglob("*")) == before


def test_nothing_heavy_is_imported_for_the_lights():
    script = ("import sys; from pathlib import Path; from jixiao.readiness import look;"
              f"from jixiao.commands.check import told; "
              f"told(look(Path('params/{DEMO}.yaml')), ''); print(*sys.modules)")  # fmt: skip
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True,
                          env={"PYTHONPATH": str(ROOT / "lib"), "PATH": "", "PYTHONUTF8": "1"})  # fmt: skip
    assert not {"pandas", "numpy", "great_expectations", "matplotlib", "jupyter_client"} & set(done.stdout.split())
