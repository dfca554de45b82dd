"""The synthetic project is reproducible, complete, readable and says everywhere that it is synthetic."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from jixiao.demo import demo_files, write_demo
from jixiao.intake.facts import Facts, read_facts
from jixiao.intake.schema import schemas

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "data" / "demo-synthetic-2024"
KINDS = {"quantity", "qualitative", "element", "survey", "date", "cost"}
REGISTERS = {"validation", "checks", "findings"}


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read_facts(FOLDER)


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("name", demo_files())
def test_a_committed_file_is_what_the_seed_gives(name: str, tmp_path: Path) -> None:
    write_demo(tmp_path)
    assert (ROOT / name).read_bytes() == (tmp_path / name).read_bytes()


def test_no_other_file_is_committed() -> None:
    assert {path.relative_to(ROOT).as_posix() for path in FOLDER.rglob("*") if path.is_file()} == {
        name for name in demo_files() if name.startswith("data/")
    }


def test_another_seed_gives_another_ledger_with_the_same_sums() -> None:
    names = {name for name, text in demo_files(7).items() if text != demo_files(2024)[name]}
    assert names == {f"data/{FOLDER.name}/{name}" for name in ("ledger.csv", "planted.key.csv")}
    sums = [
        _sums(csv.DictReader(demo_files(seed)[f"data/{FOLDER.name}/ledger.csv"].splitlines()))
        for seed in (7, 8)
    ]
    assert sums[0] == sums[1]


def _sums(lines: csv.DictReader) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for line in lines:
        sign = -1 if line["direction"] == "refund" else 1
        sums[line["fund_source"]] = sums.get(line["fund_source"], Decimal(0)) + sign * Decimal(line["amount"])
    return sums


def test_every_defined_table_is_there_and_filled(facts: Facts) -> None:
    assert set(facts.tables) == set(schemas())
    assert all(len(table) >= 3 for table in facts.tables.values())


@pytest.mark.parametrize("table", schemas())
def test_every_column_of_a_table_is_written(table: str, facts: Facts) -> None:
    written = {name for name, column in schemas()[table].columns.items() if not column.added}
    assert set(facts.tables[table].columns) == written


def test_the_ledger_adds_up_but_for_one_fen(facts: Facts) -> None:
    spent = {row["fund_source"]: row["spent"] for row in facts.tables["funds"]}
    booked = _sums(csv.DictReader((FOLDER / "ledger.csv").read_text(encoding="utf-8").splitlines()))
    gaps = {source: amount - spent.get(source, 0) for source, amount in booked.items()}
    assert {source for source, gap in gaps.items() if gap} == {"社会捐赠资金"}
    assert gaps["社会捐赠资金"] == Decimal("0.01")
    assert 160 <= len(facts.tables["ledger"]) <= 240


def test_spending_is_back_loaded(facts: Facts) -> None:
    late = sum(row["amount"] for row in facts.tables["ledger"] if row["date"].month > 6)
    assert late > 2 * sum(row["amount"] for row in facts.tables["ledger"] if row["date"].month <= 6)


def test_indicators_cover_every_kind_and_weigh_ninety(facts: Facts) -> None:
    indicators = facts.tables["indicators"]
    assert {row["kind"] for row in indicators} == KINDS
    assert {row["level1"] for row in indicators} == {"产出", "效益", "满意度", "成本"}
    assert {row["operator"] for row in indicators if row["kind"] == "quantity"} == {">=", "<=", "="}
    assert sum(row["weight"] for row in indicators) == 90


def test_everything_says_that_it_is_synthetic(facts: Facts) -> None:
    assert facts.project.synthetic is True
    assert facts.project.name.startswith("〔合成数据〕")
    assert "虚构" in facts.project.unit
    for row in facts.tables["ledger"]:
        assert row["summary"].startswith("【合成】")
        assert row["payee"].startswith("示例·") and row["payee"].endswith("（虚构）")
    for source in facts.sources.values():
        first = source.paragraphs[0][1]
        assert first.startswith("【合成】") and "Synthetic data" in first
    assert all(row["title"].startswith("〔合成数据〕") for row in facts.tables["evidence"])
    assert all("虚构" in row["issuer"] for row in facts.tables["evidence"])


def test_its_parameters_name_it(facts: Facts) -> None:
    params = yaml.safe_load((ROOT / "params" / "demo-synthetic-2024.yaml").read_text(encoding="utf-8"))
    assert params["project"] == facts.project.code == FOLDER.name


def test_every_planted_defect_points_at_something_that_is_there(facts: Facts) -> None:
    planted = rows("planted.key.csv")
    assert list(planted[0]) == ["kind", "register", "rule", "key", "description"]
    assert len({row["kind"] for row in planted}) >= 14
    assert {row["register"] for row in planted} == REGISTERS
    known = {row.key for table in facts.tables.values() for row in table}
    groups = {row["group"] for row in facts.tables["stated"]}
    for row in planted:
        if row["register"] in ("validation", "indicators"):
            assert row["key"] in known, row
        if row["rule"] in ("unit_times_count", "parts_of_whole"):
            assert row["key"].split("/")[1] in groups, row


def test_the_report_lacks_the_yardstick_and_nothing_else_of_the_method(facts: Facts) -> None:
    text = facts.sources["D01"].text
    assert "标准" not in text
    assert "评价对象" in text and "评价方法" in text and "指标体系" in text


def test_quotes_occur_once_but_for_the_planted_one(facts: Facts) -> None:
    text = "".join(facts.sources["D01"].text.split())
    wrong = [
        row["figure_id"] for row in facts.tables["stated"] if text.count("".join(row["quote"].split())) != 1
    ]
    assert wrong == ["F25"]
