"""The synthetic and the golden project under every rule pack: points, totals and reasons are golden files."""

import csv
import io
from functools import cache

import pytest

from jixiao import Workbook
from jixiao.registers import registers_of
from jixiao.rulebook.packs import is_in_force, load_pack, pack_codes
from workbooks import ROOT, assert_expected

PROJECTS = {"demo-synthetic-2024": "2024-12-31", "chenggong-wf-2020": "2020-12-31"}
CASES = [(project, code) for project, day in PROJECTS.items() for code in pack_codes()
         if is_in_force(load_pack(code), day)]  # fmt: skip


@cache
def book(project, code, also=""):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return Workbook.open(project, rule_pack=code, also_score_under=also)


def as_csv(register, leave_out=()):
    columns = [name for name in register["columns"] if name not in leave_out]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    for row in register["rows"]:
        writer.writerow([cell for name, cell in zip(register["columns"], row, strict=True) if name in columns])
    return written.getvalue()


@pytest.mark.parametrize("code", [code for project, code in CASES if project == "demo-synthetic-2024"])
def test_the_synthetic_project_has_its_points_under_a_pack(code):
    register = registers_of(book("demo-synthetic-2024", code), "scores")["scores"]
    assert_expected("demo-synthetic-2024", f"scores.{code}.csv", as_csv(register, {"places"}))


@pytest.mark.parametrize("project", PROJECTS)
def test_the_spread_between_the_packs_names_the_indicators_that_cause_it(project):
    first, *others = [code for name, code in CASES if name == project]
    others = sorted([first, *others], key=lambda code: code != "cn-2020-10-self")
    compared = book(project, others[0], ",".join(others[1:]))
    assert_expected(project, "packs.csv", as_csv(registers_of(compared, "packs")["packs"]))


@pytest.mark.parametrize("code", ["cn-2020-10-framework", "cn-2013-53"])
def test_the_golden_project_gets_no_invented_score(code):
    """Only the rates that its amounts give are scored; every other indicator says why it has no points."""
    scores = book("chenggong-wf-2020", code).scores
    scored = {score.id for score in scores.scores if score.points is not None}
    assert scored <= {"funding_rate", "execution_rate_of_received"} and scores.total is None
    assert all(score.reason_text(language) for score in scores.scores for language in ("zh", "en"))
    low, high = scores.range
    assert low == sum(score.points for score in scores.scores if score.points is not None) or scores.is_rescaled
    assert low < 10 < 99 < high


def test_the_golden_project_has_nothing_to_score_under_the_self_evaluation_form():
    scores = book("chenggong-wf-2020", "cn-2020-10-self").scores
    assert (scores.reason, scores.scores, scores.total) == ("no_indicators", (), None)
