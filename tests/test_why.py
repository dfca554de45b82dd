"""Where a result comes from: every score of a run is traced to its cells, and every point lost has a reason."""

import json
import os
import re
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest

from jixiao import document
from jixiao.commands.declaring import typed
from jixiao.export.html import render_html
from jixiao.language import LANGUAGES
from jixiao.rulebook.packs import load_pack, pack_codes
from jixiao.rulebook.rules import load_rules
from jixiao.runs import contents
from jixiao.runs.canonical import to_json
from jixiao.scoring import score
from jixiao.tracing.book import traces, traces_register
from jixiao.tracing.losses import losses
from jixiao.tracing.operands import label
from jixiao.tracing.places import placed
from jixiao.tracing.trace import find, from_register
from jixiao.workbook import Workbook
from random_sheets import sheet, sheet_of
from workbooks import ROOT, call, jixiao, made_run

DEMO, GOLDEN = "demo-synthetic-2024", "chenggong-wf-2020"
SHEETS = 150
CELL = {"zh": r"\S+\.csv 第 [0-9–、]+ 行 [a-z_]+ 列", "en": r"\S+\.csv rows? [0-9–, ]+, column [a-z_]+"}
HEAVY = ("pandas", "pydantic", "yaml", "papermill", "numpy", "great_expectations")


@pytest.fixture(autouse=True)
def in_chinese(monkeypatch):
    """Start each test in Chinese, and undo what the program sets."""
    monkeypatch.setenv("JIXIAO_LANG", "zh")


@pytest.fixture(scope="module")
def books():
    """Return the two projects as evaluated in each language."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return {(name, lang): Workbook.open(name, language=lang) for name in (DEMO, GOLDEN) for lang in LANGUAGES}


@pytest.fixture(scope="module")
def run(books, tmp_path_factory):
    """Return a run folder that holds what page 4 shows of the demonstration project, in a copy of the workbook."""
    files = contents.registers({"traces": traces_register(books[DEMO, "zh"])})
    return made_run(tmp_path_factory.mktemp("why") / "工作 簿", DEMO, files)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_score_is_traced_to_file_row_and_column(books, language):
    book = books[DEMO, language]
    told = {trace.code: trace.as_text(language) for trace in traces(book)}
    for scored in book.scores.scores:
        assert re.search(CELL[language], told[scored.id]), scored.id
        for place in scored.evidence("target", "actual", "weight"):
            assert placed(place, language) in told[scored.id]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("project", [DEMO, GOLDEN])
def test_every_amount_of_a_computed_indicator_names_all_its_cells_or_its_quotation(books, project, language):
    book = books[project, language]
    for indicator in book.indicators:
        (trace,) = [found for found in traces(book) if found.code == indicator.rule.code]
        told = trace.as_text(language)
        covered = [cell for step in trace.steps for cell in cells_of(step.places)]
        for operand in indicator.operands:
            for place in operand.places:
                figure = next((one for one in book.stated.stated if one.id == place), None)
                assert (figure.quote in told and figure.locator in told) if figure else place in covered, place
        assert indicator.rule.text("label", language) in trace.title
        assert f"{'版' if language == 'zh' else 'version'}" in told


def cells_of(places: tuple[str, ...]) -> list[str]:
    """Return the single cells that ranges of rows stand for."""
    cells = []
    for place in places:
        file, rows, *column = place.split(":")
        for part in rows.split(","):
            first, _, last = part.partition("-")
            cells += [":".join([file, str(row), *column]) for row in range(int(first), int(last or first) + 1)]
    return cells


@pytest.mark.parametrize("project", [DEMO, GOLDEN])
def test_findings_and_checks_are_traced_under_their_own_codes(books, project):
    book = books[project, "zh"]
    found = {trace.code: trace for trace in traces(book)}
    for finding in book.findings:
        assert finding.condition in found[finding.id].as_text("zh")
    for check in book.checks:
        told = found[check.key].as_text("zh")
        assert check.verdict_text("zh") in told
        assert all(figure.quote in told for figure in check.stated)
    assert len(found) == len(traces(book)), "two traces have one code"


def test_the_vouchers_behind_spending_add_up_to_the_ledger(books):
    book = books[DEMO, "zh"]
    (trace,) = find(traces(book), "execution")
    steps = [step for step in trace.steps if step.key == "voucher"]
    ledger = book.facts.tables["ledger"]
    assert sum(map(Fraction, (step.value for step in steps))) == sum(
        Fraction(row["amount"]) * (-1 if row["direction"] == "refund" else 1) for row in ledger)  # fmt: skip
    assert {cell for step in steps for cell in cells_of(step.places)} == {f"ledger.csv:{row.number}:amount"
                                                                         for row in ledger}  # fmt: skip


@pytest.mark.parametrize(("pack", "number"), [("cn-2013-53", "财预〔2013〕53号"),
                                              ("cn-2020-10-framework", "财预〔2020〕10号")])  # fmt: skip
def test_every_indicator_of_a_rule_pack_is_traced_to_the_clause_of_its_own_regulation(pack, number, monkeypatch):
    monkeypatch.chdir(ROOT)
    book = Workbook.open(DEMO, rule_pack=pack)
    for scored in book.scores.scores:
        (trace,) = [found for found in traces(book) if found.code == scored.id]
        rules = [step.words for step in trace.steps if step.key == "rule"]
        assert len(rules) == 2 and all(number in words for words in rules), (scored.id, rules)


def test_a_gathered_indicator_tells_the_deductions_and_the_points_that_flowed_into_it(monkeypatch):
    monkeypatch.chdir(ROOT)
    told = {trace.code: trace.as_text("zh") for trace in traces(Workbook.open(DEMO, rule_pack="cn-2020-10-framework"))}
    assert "judgements.csv 第 4 行" in told["completion_rate"] and "人对 I06 扣的分" in told["completion_rate"]
    assert "judgements.csv 第 2 行" in told["implementation_benefit"]
    assert "judgements.csv 第 5 行" not in told["implementation_benefit"], "a review that is not used is not told"


def test_a_judgement_tells_who_when_why_and_on_what(books):
    told = find(traces(books[DEMO, "zh"]), "I11")[0].as_text("zh")
    for words in ("示例·评价员甲（虚构）", "2025-02-20", "7.2", "扣一成", "E14", "judgements.csv 第 2 行"):
        assert words in told


def lost_in_all(scored, pack) -> Fraction:
    return sum((lost.points for lost in losses(scored, pack, "zh")), Fraction(0))


@pytest.mark.parametrize("code", pack_codes())
def test_the_losses_of_a_score_add_up_to_exactly_what_is_missing(code):
    pack, rules, scored = load_pack(code), load_rules("2024-12-31"), 0
    for seed in range(SHEETS):
        for entry in score(sheet_of(sheet(seed)), pack, rules).scores:
            if entry.points is None:
                assert losses(entry, pack, "zh") == ()
                continue
            scored += 1
            assert lost_in_all(entry, pack) == Fraction(entry.weight) - Fraction(entry.points), (seed, entry.id)
    assert scored > SHEETS


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_losses_that_a_trace_tells_add_up_too(books, language):
    book = books[DEMO, language]
    told = {trace.code: [Fraction(step.value) for step in trace.steps if step.key == "lost"] for trace in traces(book)}
    for scored in book.scores.scores:
        assert sum(told[scored.id], Fraction(0)) == Fraction(scored.weight) - Fraction(scored.points)


@pytest.mark.parametrize("project", [DEMO, GOLDEN])
def test_a_register_gives_the_traces_back_in_both_languages(books, project):
    register = json.loads(to_json(traces_register(books[project, "zh"])))
    for language in LANGUAGES:
        assert from_register(register, language) == traces(books[project, language])
    assert traces_register(books[project, "en"]) == traces_register(books[project, "zh"])


def test_the_trace_of_a_score_is_one_click_away_in_html_and_left_out_on_paper(books):
    book = books[DEMO, "zh"]
    page = render_html(book.document)
    for scored in book.scores.scores:
        (trace,) = [found for found in traces(book) if found.kind in ("score", "execution") and found.code == scored.id]
        start = page.index(f"<summary>{trace.title}</summary>")
        folded = page[page.rindex("<details", 0, start): page.index("</details>", start)]
        assert folded.count("<details") == 1 and 'class="screen"' in folded
        assert "第" in folded and "行" in folded
    assert "<script" not in page
    paper = document.on_paper(book.document["blocks"])
    printed = [block["summary"] for block in document.walk(paper) if block["kind"] == "details"]
    assert not [title for title in printed if title in {trace.title for trace in traces(book)}]
    assert sum("jixiao why" in words for words in document.texts(paper)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["I13", "i13", "execution", "funding_rate", "F03", "total",
                                  "funding_rate/received-over-budget"])  # fmt: skip
def test_the_command_tells_what_the_run_kept(run, code, language, monkeypatch, capsys):
    monkeypatch.chdir(run.parents[2])
    asked = {str(run), DEMO, f"params/{DEMO}.yaml", f"outputs/{DEMO}"}
    answers = set()
    for name in asked:
        assert call("why", name, code, "--lang", language) == 0
        answers.add(capsys.readouterr().out)
    (told,) = answers
    assert run.name in told and code.casefold() in told.casefold()


def test_the_command_gives_the_same_steps_as_json(run, monkeypatch, capsys):
    monkeypatch.chdir(run.parents[2])
    assert call("why", DEMO, "I13", "--json") == 0
    (trace,) = json.loads(capsys.readouterr().out)["traces"]
    assert trace["code"] == "I13"
    assert [step["value"] for step in trace["steps"] if step["step"] == "lost"] == ["3/10"]
    assert "indicators.csv:14:actual" in [place for step in trace["steps"] for place in step["places"]]


def test_the_command_reads_only_the_run_folder_and_imports_nothing_heavy(run):
    code = "import sys\nfrom jixiao.cli import main\n" \
        "try: main(['why', sys.argv[1], 'I13'])\nexcept SystemExit: pass\n" \
        f"print([name for name in {HEAVY!r} if name in sys.modules])"  # fmt: skip
    elsewhere = run.parents[3] / "alone"
    shutil.copytree(run, elsewhere / DEMO / run.name, dirs_exist_ok=True)
    done = subprocess.run([sys.executable, "-c", code, str(elsewhere / DEMO / run.name)], cwd=elsewhere,
                          env=os.environ | {"PYTHONPATH": str(ROOT / "lib")}, capture_output=True, text=True,
                          encoding="utf-8", check=True)  # fmt: skip
    assert "indicators.csv 第 14 行" in done.stdout and done.stdout.splitlines()[-1] == "[]"


WRONG = {
    "an unknown code": ((DEMO, "executoin"), 2, ("executoin", "最接近的是 execution。")),
    "an unknown project": (("demo-sinthetic-2024", "I13"), 2, ("最接近的是 demo-synthetic-2024",)),
    "a project without a run": ((GOLDEN, "F01"), 2, (f"jixiao run params/{GOLDEN}.yaml",)),
    "a parameter file without a run": ((f"params/{GOLDEN}.yaml", "F01"), 2, (f"jixiao run params/{GOLDEN}.yaml",)),
    "a parameter file that is not there": (("params/none.yaml", "F01"), 2, ("none.yaml",)),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_a_question_that_cannot_be_answered_says_what_to_do(mistake, run, monkeypatch, capsys):
    arguments, code, words = WRONG[mistake]
    monkeypatch.chdir(run.parents[2])
    assert call("why", *arguments) == code
    out, err = capsys.readouterr()
    assert not out and len(err.splitlines()) <= 6 and all(word in err for word in words)


@pytest.mark.parametrize(("change", "code"), [(lambda file: file.unlink(), "run-lacks-file"),
                                              (lambda file: file.write_text("{}"), "run-file-changed")])  # fmt: skip
def test_a_run_whose_traces_were_lost_or_changed_explains_nothing(change, code, run, tmp_path, capsys):
    copy = shutil.copytree(run, tmp_path / DEMO / run.name)
    change(Path(copy) / "core" / "registers" / "traces.json")
    assert call("why", str(copy), "I13") == 20
    assert f"[{code}]" in capsys.readouterr().err


def test_a_run_that_was_not_finished_is_not_the_latest(run, monkeypatch, capsys):
    (run.parent / "20990101T000000Z-bbbbbbbb").mkdir(exist_ok=True)
    monkeypatch.chdir(run.parents[2])
    assert call("why", DEMO, "I13") == 0
    assert run.name in capsys.readouterr().out


def test_a_number_that_is_no_role_keeps_its_name():
    assert label("i13", SimpleNamespace(language="zh")) == "i13"


@pytest.mark.parametrize("project", [DEMO, GOLDEN])
def test_a_console_of_chinese_windows_can_show_every_trace(books, project):
    for language in LANGUAGES:
        for trace in traces(books[project, language]):
            assert typed(trace.as_text(language)).encode("gbk"), trace.code


def test_why_works_as_a_user_starts_it(run):
    done = jixiao(run.parents[2], "why", DEMO, "I08", "--lang", "en")
    assert done.returncode == 0 and "elements.csv row 4, column met" in done.stdout, done.stderr


def test_what_a_formula_does_not_read_is_not_told_as_empty(books):
    facts = books[DEMO, "zh"].facts
    dated = {row["indicator_id"] for row in facts.tables["indicators"] if row["kind"] == "date"}
    told = [trace for trace in traces(books[DEMO, "zh"]) if trace.code in dated]
    assert dated and told and not any("（空）" in step.words for trace in told for step in trace.steps)
