"""The report in both outlines and both languages, and the planted defects of the synthetic project."""

import csv
import re
from functools import cache

import pytest

from jixiao import Workbook
from jixiao.document import texts
from workbooks import ROOT

GOLDEN, DEMO = "chenggong-wf-2020", "demo-synthetic-2024"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@cache
def opened(project: str, language: str = "zh", style: str = "outline-2020") -> Workbook:
    return Workbook.open(project, language=language, report_style=style)


@pytest.fixture(autouse=True)
def in_the_workbook(monkeypatch):
    monkeypatch.chdir(ROOT)


def planted() -> list[dict[str, str]]:
    with (ROOT / "data" / DEMO / "planted.key.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def found_in_validation() -> set[tuple[str, str]]:
    return {(result.id, row.key) for result in opened(DEMO).validation.results for row in result.failing}


def found_in_checks() -> set[tuple[str, str]]:
    return {(check.rule.code, check.key) for check in opened(DEMO).checks if check.verdict == "contradicted"}


FOUND = {"validation": found_in_validation, "checks": found_in_checks}


@pytest.mark.parametrize("register", sorted(FOUND))
def test_exactly_the_planted_defects_are_found(register):
    expected = {(row["rule"], row["key"]) for row in planted() if row["register"] == register}
    assert FOUND[register]() == expected


def test_the_planted_findings_are_found_and_nothing_else_is_called_a_finding():
    findings = opened(DEMO).findings
    own = [row for row in planted() if row["register"] == "findings"]
    for row in own:
        assert any(item.rule == row["rule"] and row["key"] in item.title for item in findings), row["kind"]
    assert {item.rule for item in findings} <= {row["rule"] for row in planted()}


def test_the_synthetic_project_has_a_score_and_fills_every_chart_and_table():
    book = opened(DEMO)
    assert book.scores.total is not None
    assert set(book.charts) == {"funds", "severity", "lost_points", "dimensions", "spending"}
    assert not [block for block in book.document["blocks"] if "无法评定" in str(block.get("text", ""))]


def test_the_synthetic_report_says_that_it_is_synthetic():
    document = opened(DEMO).document
    assert "合成数据" in document["banner"] and "合成数据" in document["title"]
    assert "虚构" in next(texts(document["blocks"]))


@pytest.mark.parametrize("style", ["outline-2020", "outline-2011"])
@pytest.mark.parametrize("project", [GOLDEN, DEMO])
def test_a_report_has_every_section_of_its_outline_in_order(project, style):
    from jixiao.rulebook.rules import outline

    document = opened(project, "zh", style).document
    headings = [block["text"] for block in document["blocks"] if block["kind"] == "heading" and block["listed"]]
    titles = [f"{section['number']}{section['title']}" for section in outline(style)["sections"]]
    assert headings == ["摘要", *titles]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("project", [GOLDEN, DEMO])
def test_no_text_of_a_report_has_a_hole_in_it(project, language):
    holes = re.compile(r"“”|（）|\(\)|None|\{[a-z_]+\}|：。|: \.|，，|、、|——。|Decimal|<[a-z]+")
    assert [words for words in texts(opened(project, language).document["blocks"]) if holes.search(words)] == []


@pytest.mark.parametrize("project", [GOLDEN, DEMO])
def test_headings_never_skip_a_level(project):
    levels = [block["level"] for block in opened(project).document["blocks"] if block["kind"] == "heading"]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_the_english_report_is_english_but_for_names_and_quotes():
    """Quotes, the project's own names and document numbers stay in the language of the source."""
    document = opened(GOLDEN, "en").document
    quoted = re.compile(r"“[^”]*”|‘[^’]*’|（[^）]*）|\([^)]*\)|L[0-9]+ \S+|财预〔20[0-9]{2}〕[0-9]+号")
    facts = opened(GOLDEN, "en").facts
    names = {str(row["fund_source"]) for row in facts.tables["funds"]}
    names |= {str(value) for value in facts.project.model_dump().values() if isinstance(value, str)}
    words = [words for words in texts(document["blocks"]) if words not in names]
    assert [phrase for phrase in words if CHINESE.search(quoted.sub("", phrase))] == []


def test_chinese_and_english_reports_have_the_same_shape_and_figures():
    chinese, english = opened(GOLDEN).document, opened(GOLDEN, "en").document
    assert [block["kind"] for block in chinese["blocks"]] == [block["kind"] for block in english["blocks"]]
    percent = re.compile(r"[0-9]+\.[0-9]+%")
    rates = [sorted(percent.findall(" ".join(texts(document["blocks"])))) for document in (chinese, english)]
    assert rates[0] == rates[1]


def test_what_two_ways_compute_is_the_same():
    """The oracle is plain pandas arithmetic over the file; the product goes through exact decimals and rules."""
    import pandas as pd

    funds = pd.read_csv(ROOT / "data" / DEMO / "funds.csv")
    total = funds[["budget_adjusted", "received", "spent"]].sum()
    values = {item.rule.code: item.value for item in opened(DEMO).indicators}
    assert float(values["funding_rate"]) == pytest.approx(total["received"] / total["budget_adjusted"])
    assert float(values["execution_rate_of_budget"]) == pytest.approx(total["spent"] / total["budget_adjusted"])
    assert float(values["execution_rate_of_received"]) == pytest.approx(total["spent"] / total["received"])


def test_a_project_with_empty_tables_is_evaluated_and_everything_is_missing(tmp_path, monkeypatch):
    for folder in ("notebooks", "params", "data/empty"):
        (tmp_path / folder).mkdir(parents=True)
    project = tmp_path / "data" / "empty"
    (project / "project.yaml").write_text(
        "code: empty\nname: 空项目\nunit: 某单位\nfiscal_year: 2020\nmoney_unit: 元\n", encoding="utf-8")  # fmt: skip
    (project / "funds.csv").write_text("fund_source,budget_adjusted,received,spent\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    book = Workbook.open("empty")
    missing = ("funds", "indicators", "ledger", "stated", "survey")
    assert {item.rule for item in book.findings} == {f"materials.{name}" for name in missing}
    assert {item.state for item in book.indicators} == {"not_assessable"}
    assert {result.state for result in book.validation.results if not result.assessed} == {"not_assessed"}
    assert book.scores.total is None and book.document["blocks"]
