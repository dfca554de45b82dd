"""A trial gives what a run with the changed data would give, says that it is a trial, and writes nothing."""

import json
import shutil
import time
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

import trials
from jixiao.exceptions import ParameterError
from jixiao.runs import contents
from jixiao.runs.store import Stage
from jixiao.whatif import Changes, changed_facts, try_out
from jixiao.workbook import Workbook
from small_facts import small_facts
from trials import DEMO
from workbooks import call, copy_workbook, jixiao, latest, register

CHANGES = 60
MILLISECONDS = 100


@pytest.fixture(autouse=True)
def in_chinese(monkeypatch):
    """Start each test in Chinese, and undo what the program sets."""
    monkeypatch.setenv("JIXIAO_LANG", "zh")


@pytest.fixture(scope="module")
def project():
    return trials.Project()


@pytest.fixture(scope="module")
def run(project, tmp_path_factory):
    """Return a run folder with what a trial needs of it, in a copy of the workbook."""
    return project.run_in(tmp_path_factory.mktemp("whatif") / "工作 簿")


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    """Return size and time of every file and folder."""
    return {path.relative_to(folder).as_posix(): (path.stat().st_size, path.stat().st_mtime_ns)
            for path in folder.rglob("*")}  # fmt: skip


@pytest.mark.parametrize("seed", range(CHANGES))
def test_a_trial_gives_what_the_changed_tables_give(seed, project):
    assert list(trials.differences(project, project.change(Random(seed)))) == []


@pytest.mark.parametrize("changes", [
    Changes(weights={"I13": "8", "I12": "4"}, values={"I09": "2024-10-30", "I04": "90"}),
    Changes(values={"I11": "8", "I13": "40000"}, vouchers=("记-202401-0001", "记-202402-0001")),
    Changes(weights={"I14": "0", "I01": "20"}, vouchers=("记-202401-0002",), pack="variant-strict"),
], ids=["weights and values", "values and vouchers", "weights, a voucher and the pack"])  # fmt: skip
def test_several_changes_at_once_give_what_the_changed_tables_give(changes, project):
    assert list(trials.differences(project, changes)) == []


def test_a_trial_is_computed_within_a_tenth_of_a_second(project):
    times = []
    for seed in range(20):
        changes = project.change(Random(seed))
        began = time.perf_counter()
        try_out(project.book, changes)
        times.append(1000 * (time.perf_counter() - began))
    assert sorted(times)[10] < MILLISECONDS


def test_a_trial_leaves_the_official_facts_and_scores_alone(project):
    before = {name: table.rows for name, table in project.facts.tables.items()}
    total = project.book.scores.total
    try_out(project.book, Changes(weights={"I13": "1"}, values={"I11": "1"}, vouchers=("记-202401-0001",)))
    assert {name: table.rows for name, table in project.facts.tables.items()} == before
    assert (project.book.scores.total, project.book.facts) == (total, project.facts)


def test_a_changed_cell_keeps_its_place(project):
    facts = changed_facts(project.facts, Changes(weights={"I13": "8"}))
    row = next(row for row in facts.tables["indicators"] if row["indicator_id"] == "I13")
    cell = row.cell("weight")
    assert (str(cell.place), cell.value, cell.raw) == ("indicators.csv:14:weight", 8, "8")
    assert len(facts.tables["indicators"]) == len(project.facts.tables["indicators"])


def test_a_disallowed_voucher_lowers_its_fund_source_and_what_is_explained(project):
    voucher = project.tables["ledger"][0]["voucher_no"]
    book, trial = try_out(project.book, Changes(vouchers=(voucher,)))
    lines = [row for row in project.facts.tables["ledger"] if row["voucher_no"] == voucher]
    off = sum(row["amount"] for row in lines)
    assert off > 0 and len({row["fund_source"] for row in lines}) == 1
    for name in ("spent", "explained"):
        assert book.totals.amounts[name] == project.book.totals.amounts[name] - off
    assert {after.rule.code for _, after in trial.indicators} >= {"execution_rate_of_budget", "explained_share"}


def test_a_judgement_that_nobody_made_yet_can_be_tried():
    tables = {"indicators": "indicator_id,level1,level2,name,kind,target,actual,weight\n"
                            "I1,产出,质量,制度,qualitative,,,100\n"}  # fmt: skip
    facts = small_facts(tables, {"fiscal_year": 2024})
    book = Workbook(trials.Params.from_values(project="x"), facts)
    assert book.scores.total is None
    assert try_out(book, Changes(values={"I1": "85"}))[1].after.total == 85


TWINS = "indicator_id,level1,level2,name,kind,target,actual,weight\n" \
    "I01,产出,数量,甲,quantity,1,1,60\ni01,产出,数量,乙,quantity,1,1,40\nI2,产出,数量,丙,quantity,1,1,0\n"  # fmt: skip


@pytest.mark.parametrize(("asked", "changed"), [("I01", 0), ("i01", 1), ("i2", 2), (" I2 ", 2)])
def test_an_indicator_is_found_as_it_is_written_first_then_in_whatever_case(asked, changed):
    facts = small_facts({"indicators": TWINS})
    rows = changed_facts(facts, Changes(weights={asked: "5"})).tables["indicators"].rows
    assert [row["weight"] == 5 for row in rows] == [number == changed for number in range(3)]


def test_a_name_that_may_mean_two_indicators_is_refused_with_both():
    facts = small_facts({"indicators": TWINS.replace("I01", "Ia").replace("i01", "iA")})
    with pytest.raises(ParameterError, match=r"Ia, iA(.|\n)*\[whatif-ambiguous-indicator\]"):
        changed_facts(facts, Changes(weights={"ia": "5"}))


def test_a_value_goes_into_a_column_that_the_table_does_not_have():
    tables = {"indicators": "indicator_id,level1,level2,name,kind,target,actual,target_date,weight\n"
                            "I1,产出,时效,完成,date,,,2024-06-30,100\n"}  # fmt: skip
    book = Workbook(trials.Params.from_values(project="x"), small_facts(tables, {"fiscal_year": 2024}))
    assert book.scores.total is None
    assert try_out(book, Changes(values={"I1": "2024-06-30"}))[1].after.total == 100


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_command_shows_the_trial_beside_the_official_result_and_writes_nothing(run, project, language, monkeypatch,
                                                                                  capsys):  # fmt: skip
    folder = run.parents[2]
    monkeypatch.chdir(folder)
    before = listing(folder)
    assert call("whatif", DEMO, "--value", "I13=40000", "--lang", language) == 0
    told = capsys.readouterr().out
    assert told.startswith("试算" if language == "zh" else "Trial")
    assert project.book.scores.headline(language) in told
    assert "5.7/6 → 6/6" in told and "+0.3" in told and told.encode("gbk")
    assert listing(folder) == before


def test_the_command_marks_its_json_as_a_trial_and_its_sums_agree(run, project, monkeypatch, capsys):
    monkeypatch.chdir(run.parents[2])
    assert call("whatif", str(run), "--weight", "I13=8", "--weight", "I04=6", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["trial"] is True and told["official"]["total"] == f"{project.book.scores.total:f}"
    moved = sum(trials.Decimal(one["difference"]) for one in told["moved"])
    assert moved == trials.Decimal(told["sum_of_differences"]) == trials.Decimal(told["total_difference"])
    assert {one["code"] for one in told["moved"]} == {"I13", "I04"}


def test_weights_that_no_longer_add_up_leave_no_total_and_say_so(run, monkeypatch, capsys):
    monkeypatch.chdir(run.parents[2])
    assert call("whatif", DEMO, "--weight", "I13=8") == 0
    told = capsys.readouterr().out
    assert "各项分值之和为 92" in told and "没有总分，不比较" in told


WRONG = {
    "nothing to change": ((), "--weight"),
    "an indicator that is not there": (("--weight", "I99=8"), "可用：I01"),
    "the execution rate": (("--weight", "execution=8"), "规则包规定"),
    "a weight in words": (("--weight", "I13=八"), "八"),
    "a negative weight": (("--weight", "I13=-1"), "-1"),
    "a weight that is infinite": (("--weight", "I13=inf"), "inf"),
    "no value": (("--weight", "I13"), "I13=8"),
    "the same indicator twice": (("--weight", "I13=1", "--weight", "I13=2"), "重复"),
    "a number in words": (("--value", "I13=很多"), "很多"),
    "a negative number": (("--value", "I13=-5"), "-5"),
    "a day that is none": (("--value", "I09=2024-02-30"), "2024-12-31"),
    "a number for a day": (("--value", "I09=5"), "完成日期"),
    "points above full marks": (("--value", "I11=9"), "超过该指标的分值 8"),
    "a value for a check-list": (("--value", "I08=5"), "elements.csv"),
    "a value for a survey": (("--value", "I14=95"), "survey.csv"),
    "a voucher that is not there": (("--disallow", "记-202401-001"), "最接近的是 记-202401-0001"),
    "a voucher of a fund source that is not there": (("--disallow", "记-202408-0007"), "县级财政拨款"),
    "a rule pack that is not there": (("--pack", "cn-2020-10-sefl"), "cn-2020-10-self"),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_a_change_that_cannot_be_made_is_explained_in_a_few_lines(mistake, run, monkeypatch, capsys):
    arguments, told = WRONG[mistake]
    monkeypatch.chdir(run.parents[2])
    assert call("whatif", DEMO, *arguments) == 2
    out, err = capsys.readouterr()
    assert not out and told in err and len(err.splitlines()) <= 6


RATES = {"funds": "fund_source,budget_initial,budget_adjusted,received,spent\n财政,100,100,100,90\n",
         "ledger": "voucher_no,line_no,date,summary,payee,amount,direction,fund_source\n"
                   "1,1,2024-01-01,x,y,95,spend,财政\n",
         "indicators": "indicator_id,level1,level2,name,kind,target,actual,weight,rule\n"
                       "R1,过程,资金,到位率,rate,,,50,funding_rate\nD1,过程,资金,合规,direct,,是,50,\n"}  # fmt: skip


@pytest.mark.parametrize(("changes", "code"), [
    (Changes(values={"R1": "50"}), "whatif-value-of-rate"), (Changes(values={"D1": "也许"}), "whatif-not-an-answer"),
    (Changes(vouchers=("1",)), "whatif-more-than-spent"),
])  # fmt: skip
def test_what_the_tables_decide_cannot_be_tried_by_a_value(changes, code):
    with pytest.raises(ParameterError) as found:
        changed_facts(small_facts(RATES, {"fiscal_year": 2024}), changes)
    assert found.value.code == code
    for language in ("zh", "en"):
        assert len(found.value.message(language).splitlines()) <= 6


def test_a_project_without_a_ledger_has_no_voucher_to_disallow(project):
    with pytest.raises(ParameterError, match="whatif-no-such-voucher"):
        changed_facts(trials.facts_without(project.facts, "ledger"), Changes(vouchers=("记-202401-0001",)))


@pytest.fixture
def changed_run(run, tmp_path):
    """Return the run in a workbook of its own, whose data may be changed."""
    return shutil.copytree(run.parents[2], tmp_path / "w") / run.relative_to(run.parents[2])


def test_data_that_changed_since_the_run_are_refused_unless_asked_for(changed_run, monkeypatch, capsys):
    folder = changed_run.parents[2]
    monkeypatch.chdir(folder)
    table = folder / "data" / DEMO / "indicators.csv"
    table.write_text(table.read_text("utf-8").replace("40000,38000", "40000,36000"), encoding="utf-8")
    assert call("whatif", DEMO, "--weight", "I13=8") == 2
    err = capsys.readouterr().err
    assert "indicators.csv" in err and "--current-data" in err and f"jixiao run params/{DEMO}.yaml" in err
    assert call("whatif", DEMO, "--value", "I13=40000", "--current-data") == 0
    assert "5.4/6 → 6/6" in capsys.readouterr().out


def test_rules_that_changed_since_the_run_are_refused_unless_asked_for(run, project, tmp_path, monkeypatch, capsys):
    folder = copy_workbook(tmp_path / "w")
    (folder / "outputs" / DEMO).mkdir()
    rows = [[score.id, "1"] for score in project.book.scores.scores]
    parts = [contents.registers({"scores": {"columns": ["indicator", "points"], "rows": rows}}),
             contents.parameters(project.params.model_dump()), contents.inputs(project.folder, project.facts.digests)]
    with Stage(folder / "outputs" / DEMO) as stage:
        for name, content in (pair for part in parts for pair in part):
            stage.write(name, content)
        stage.commit("20250101T000000Z-bbbbbbbb")
    monkeypatch.chdir(folder)
    assert call("whatif", DEMO, "--weight", "I13=8") == 2
    assert "[whatif-rules-changed]" in capsys.readouterr().err
    assert call("whatif", DEMO, "--weight", "I13=8", "--current-data") == 0


def test_a_real_run_with_the_changed_weights_gives_what_the_trial_said(tmp_path):
    folder = copy_workbook(tmp_path / "w")
    assert jixiao(folder, "run", f"params/{DEMO}.yaml", "--to", "html").returncode == 0
    before = listing(folder)
    told = jixiao(folder, "whatif", DEMO, "--weight", "I13=8", "--weight", "I04=6", "--json")
    assert told.returncode == 0, told.stderr
    assert listing(folder) == before
    tried = json.loads(told.stdout)
    table = folder / "data" / DEMO / "indicators.csv"
    rows = trials.read(table)
    for row in rows:
        row["weight"] = {"I13": "8", "I04": "6"}.get(row["indicator_id"], row["weight"])
    table.write_bytes(trials.as_csv(list(rows[0]), rows))
    assert jixiao(folder, "run", f"params/{DEMO}.yaml", "--to", "html").returncode == 0
    points = {row["indicator"]: trials.Decimal(row["points"]) for row in register(latest(folder, DEMO), "scores")}
    assert sum(points.values()) == trials.Decimal(tried["tried"]["total"])
    assert {one["code"]: trials.Decimal(one["tried"]) for one in tried["moved"]}.items() <= points.items()
    why = jixiao(folder, "why", DEMO, "I13")
    assert "满分 8 分" in why.stdout, why.stderr


def test_another_pack_lists_what_it_scores_otherwise(project):
    _, trial = try_out(project.book, Changes(pack="variant-strict"))
    assert trial.moved and all(moved.before is not None and moved.after is not None for moved in trial.moved)
    assert replace(trial, moved=()).sum_of_differences == 0 != trial.total_difference
