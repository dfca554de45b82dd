"""The golden project end to end: what a newcomer's one command gives, found again in every file it leaves."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from workbooks import ROOT, assert_expected, copy_workbook, jixiao, latest, register

PROJECT = "chenggong-wf-2020"
PARAMS = f"params/{PROJECT}.yaml"
ELSEWHERE = {"TZ": "America/New_York", "LANG": "de_DE.UTF-8", "LC_ALL": "POSIX", "PYTHONHASHSEED": "77",
             "HOME": "/nonexistent", "COLUMNS": "40"}  # fmt: skip


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    folder = copy_workbook(tmp_path_factory.mktemp("first") / "工作 簿")
    done = jixiao(folder, "run", PARAMS)
    assert done.returncode == 0, done.stderr
    return folder, done


@pytest.fixture(scope="module")
def run(here):
    return latest(here[0], PROJECT)


CHECKS = [
    ("S01", "funding_rate/received-over-budget", "contradicted", "178.09 ÷ 202.15", "88.10%"),
    ("S02", "execution_rate/spent-over-budget", "contradicted", "189.35 ÷ 202.15", "93.67%"),
    ("S03", "execution_rate/spent-over-received", "contradicted", "189.35 ÷ 178.09", "106.32%"),
    ("S04", "saving_rate/budget-less-spent-over-budget", "contradicted", "(202.15 − 189.35) ÷ 202.15", "6.33%"),
    ("S05", "execution_plus_saving", "contradicted", "87.96% + 9.32%", "97.28%"),
    ("S06", "label_swap", "hint", "|93.09% − 93.67%| = 0.58; |87.96% − 88.10%| = 0.14", "—"),
    ("S07", "spent_within_received", "contradicted", "189.35 − 178.09", "11.26万元"),
    ("S08", "balance_claimed", "contradicted", "178.09 − 189.35", "−11.26万元"),
    ("S09", "saving_claimed", "contradicted", "178.09 − 189.35", "−11.26万元"),
    ("S10", "all_executed_claimed", "contradicted", "202.15 − 189.35", "12.80万元"),
    ("S11", "all_received_claimed", "contradicted", "202.15 − 178.09", "24.06万元"),
    ("S12", "same_quantity/budget", "reconciled", "202.15 = 202.15", "202.15万元"),
    ("S13", "same_quantity/spent", "reconciled", "189.35 = 189.35", "189.35万元"),
    ("S14", "opposite_claims/claim_funds_grip", "contradicted", "", "—"),
    ("S15", "goal_reached_claimed", "contradicted", "1 − 95%", "5.00%"),
    ("S16", "uneven_spending_claimed", "not_verifiable", "", "—"),
    ("S17", "unit_times_count/innovation-bases", "reconciled", "(2 + 2) × 10,000", "40,000元"),
    ("S18", "unit_times_count/illness-aid", "reconciled", "(3 + 2) × 5,000", "25,000元"),
    ("S19", "unit_times_count/five-star-homes", "derived", "3 × 5", "15万元"),
    ("S20", "amount_per_head/spring-bud", "reconciled", "14,000 ÷ 7", "2,000元"),
    ("S21", "amount_per_head/guaranteed-loans", "reconciled", "885 ÷ 59", "15万元"),
    ("S22", "amount_per_head/exempt-loans", "reconciled", "150 ÷ 10", "15万元"),
    ("S23", "amount_per_head/cancer-aid", "review", "11,600 ÷ 3", "3,866.67元"),
    ("S24", "amount_per_head/festival-aid", "review", "82,500 ÷ (87 + 82)", "488.17元"),
    ("S25", "parts_of_whole/petitions", "reconciled", "5 + 30", "35件"),
    ("S26", "share_of_whole/petitions", "reconciled", "(5 + 30) ÷ 35", "100.00%"),
    ("S27", "share_of_whole/two-plans", "reconciled", "61 ÷ 63", "96.83%"),
    ("S30", "over_target_claimed", "not_verifiable", "", "—"),
    ("S32", "no_large_project_claimed", "not_verifiable", "", "—"),
    ("budget kept", "spent_within_budget", "reconciled", "189.35 − 202.15", "−12.80万元"),
    ("receipts kept", "received_within_budget", "reconciled", "178.09 − 202.15", "−24.06万元"),
    ("public money", "public_funds_claimed", "review", "189.35 − 178.09", "11.26万元"),
]


@pytest.mark.parametrize(("id", "check", "verdict", "formula", "computed"), CHECKS, ids=[row[0] for row in CHECKS])
def test_a_stated_figure_of_the_golden_report_gets_its_verdict(run, id, check, verdict, formula, computed):
    found = {row["check"]: row for row in register(run, "checks")}[check]
    shown = {key: found[key].removeprefix("'") for key in ("verdict", "formula", "computed")}
    assert shown == {"verdict": verdict, "formula": formula or "", "computed": computed}


def test_no_other_relation_of_the_golden_report_is_called_contradicted(run):
    expected = {check for _, check, verdict, *_ in CHECKS if verdict == "contradicted"}
    assert {row["check"] for row in register(run, "checks") if row["verdict"] == "contradicted"} == expected


@pytest.mark.parametrize("name", ["checks", "findings", "indicators", "validation", "scores"])
def test_the_registers_of_the_golden_project_are_the_expected_ones(run, name):
    assert_expected(PROJECT, f"{name}.csv", (run / "core" / "registers" / f"{name}.csv").read_text("utf-8-sig"))


def test_the_missing_parts_of_the_golden_report_are_findings(run):
    rules = {row["rule"] for row in register(run, "findings") if row["kind"] == "missing"}
    assert rules == {"outline.goals", "outline.work", "outline.funds_analysis", "outline.implementation",
                     "outline.results", "outline.conclusion", "outline.application", "outline.experience",
                     "outline.document", "materials.indicators", "materials.ledger", "materials.survey"}  # fmt: skip


def test_what_the_material_does_not_give_is_not_assessable_with_a_reason(run):
    unknown = {row["indicator"]: row for row in register(run, "indicators") if row["state"] == "not_assessable"}
    assert set(unknown) == {"carry_over_identity", "cost_saving_rate", "funding_timeliness"}
    assert all(row["value"] == "" and row["reason"] for row in unknown.values())
    assert unknown["cost_saving_rate"]["indicative"].startswith("0.0633")


def test_no_check_over_nothing_is_a_pass(run):
    checks = [row for row in register(run, "validation") if row["kind"] == "check"]
    assert {row["state"] for row in checks if row["assessed"] == "0"} == {"not_assessed"}
    assert not [row for row in checks if row["state"] in ("fail", "error")]


def test_the_command_prints_score_findings_the_three_worst_and_the_paths(here, run):
    words = here[1].stdout
    assert "没有绩效指标表" in words
    assert "高 15，中 13，低 3" in words
    for finding in ("93.09%，复算为 88.10%", "93.67% / 106.32%", "支出超过到位资金 11.26万元"):
        assert finding in words
    assert run.name in words and "report.html" in words and "report.pdf" in words
    words.encode("gbk")
    assert "\r" not in words and str(here[0]) not in words


def test_the_run_folder_holds_what_it_promises_and_its_manifest_verifies(run):
    from jixiao.runs.store import verify_run

    assert verify_run(run) == []
    files = {path.relative_to(run).as_posix() for path in run.rglob("*") if path.is_file()}
    assert files >= {"manifest.json", "run/run.json", "core/report.html", "core/report.pdf", "core/inputs.csv",
                     "core/params.yaml", "core/figures/funds.svg", "core/figures/funds.png",
                     "core/figures/funds.csv", "core/figures/severity.csv"}  # fmt: skip
    assert {path.name for path in (run / "core" / "notebooks").iterdir()} == {
        "1_validate.ipynb", "2_indicators.ipynb", "3_findings.ipynb", "4_report.ipynb"}  # fmt: skip


def test_nothing_in_core_tells_when_where_or_by_whom(here, run):
    record = json.loads((run / "run" / "run.json").read_text("utf-8"))
    traces = [str(here[0].parent), record["run_id"], record["started"][:13]]
    for path in (run / "core").rglob("*"):
        if path.suffix in {".ipynb", ".csv", ".json", ".html", ".svg", ".yaml"}:
            words = path.read_text("utf-8")
            assert not [trace for trace in traces if trace in words], path.name


def test_two_runs_in_two_places_give_the_same_core_byte_for_byte(here, run, tmp_path):
    folder = copy_workbook(tmp_path / "another-and-much-longer-place")
    done = jixiao(folder, "run", PARAMS, umask=0o077, **ELSEWHERE)
    assert done.returncode == 0, done.stderr
    other = latest(folder, PROJECT)
    first, second = contents(run / "core"), contents(other / "core")
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
    assert run.name[-8:] == other.name[-8:]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_html_and_pdf_hold_the_same_words_as_the_registers(run):
    import pypdfium2

    page = re.sub(r"<[^>]+>", "", (run / "core" / "report.html").read_text("utf-8"))
    pdf = pypdfium2.PdfDocument(run / "core" / "report.pdf")
    paper = "".join(pdf[number].get_textpage().get_text_range() for number in range(len(pdf)))
    for words in (page, paper):
        flat = re.sub(r"\s+", "", words)
        for finding in register(run, "findings"):
            title = finding["title"].replace("&", "&amp;") if words is page else finding["title"]
            assert re.sub(r"\s+", "", title) in flat, finding["title"]
    pdf.close()


def test_a_finding_can_decide_the_exit_code(here):
    folder, _ = here
    before = sorted(path.name for path in (folder / "outputs" / PROJECT).iterdir())
    done = jixiao(folder, "run", PARAMS, "--to", "html", "--fail-on", "high")
    assert done.returncode == 10
    assert set(before) < {path.name for path in (folder / "outputs" / PROJECT).iterdir()}


def by_hand(run: Path, start: str) -> str:
    """Return what the command of the READMEs that begins with `start` prints in a run folder."""
    found = {re.search(f"`({re.escape(start)}[^`]*)`", (ROOT / name).read_text("utf-8"))[1]
             for name in ("README.md", "README.zh-CN.md")}  # fmt: skip
    (command,) = found
    return subprocess.run(["sh", "-c", command], cwd=run, capture_output=True, text=True, check=True).stdout.split()[0]


@pytest.mark.skipif(os.name != "posix", reason="the commands of the README are a shell's")
def test_the_digests_can_be_made_by_hand_as_the_readme_says(run):
    assert by_hand(run, "find core") == json.loads((run / "manifest.json").read_text("utf-8"))["core_digest"]
    page = json.loads((run / "core" / "notebooks" / "1_validate.ipynb").read_text("utf-8"))
    (seal,) = (output["data"]["application/vnd.jixiao.seal.v1+json"] for cell in page["cells"]
               for output in cell.get("outputs", ()) if "application/vnd.jixiao.seal.v1+json" in output.get("data", ()))
    assert by_hand(run, "tail -n") == seal["inputs"]
