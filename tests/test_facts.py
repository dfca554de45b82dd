"""The facts of a project: tables, documents and the digest of every file."""

import pickle
from hashlib import sha256
from pathlib import Path

import pytest

from hostile import EVIDENCE, FUNDS, PROJECT, ROW, write, write_project
from jixiao.exceptions import SchemaError, UnreadableInputError
from jixiao.intake.facts import read_facts

DOCUMENT = "第一行\r\n\r\n\u3000二、预算202.15万元\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    evidence = (
        EVIDENCE + "E1,报告,report.txt,official\nE2,缺件,missing.txt,official\nE3,表,sources/a.pdf,working\n"
    )
    folder = write_project(tmp_path / "data" / "demo", evidence_csv=evidence + "E4,口头说明,,explanation\n")
    write(folder / "sources" / "report.txt", DOCUMENT.encode("gbk"))
    write(folder / "sources" / "a.pdf", b"%PDF-1.7")
    return folder


def test_the_tables_that_are_there_are_read(folder: Path):
    facts = read_facts(folder)
    assert list(facts.tables) == ["funds", "evidence"]
    assert (facts.project.name, facts.tables["funds"].unit) == ("妇女之家", "万元")


def test_a_document_is_read_by_paragraph_with_line_numbers(folder: Path):
    facts = read_facts(folder)
    assert list(facts.sources) == ["E1"]
    source = facts.sources["E1"]
    assert (source.file, source.text) == ("sources/report.txt", DOCUMENT.replace("\r\n", "\n"))
    assert source.paragraphs == ((1, "第一行"), (3, "二、预算202.15万元"))


def test_every_input_file_has_its_digest_in_the_order_of_names(folder: Path):
    write(folder / "indicators" / "own.yaml", "id: own\n")
    digests = read_facts(folder).digests
    assert list(digests) == [
        "evidence.csv",
        "funds.csv",
        "indicators/own.yaml",
        "project.yaml",
        "sources/a.pdf",
        "sources/report.txt",
    ]
    assert digests["funds.csv"] == sha256((FUNDS + ROW).encode()).hexdigest()
    assert digests["project.yaml"] == sha256(PROJECT.encode()).hexdigest()


def test_hidden_files_answers_and_remarks_are_no_input(folder: Path):
    before = read_facts(folder).digests
    for name in (".hidden", "~$funds.xlsx", "README.md", "issues.key.csv", "sources/.DS_Store"):
        write(folder / name, "x")
    assert read_facts(folder).digests == before


def test_a_table_in_its_own_unit_is_turned_into_yuan(tmp_path: Path):
    folder = write_project(tmp_path, project_yaml=PROJECT + "units: {funds: 元}\n")
    assert read_facts(folder).tables["funds"].rows[0]["received"].to_eng_string() == "178.09"


def test_a_project_that_is_not_there_names_its_neighbours(folder: Path):
    with pytest.raises(UnreadableInputError) as caught:
        read_facts(folder.with_name("dmeo"))
    assert (caught.value.code, caught.value.fields["known"]) == ("no-such-project", "demo")


def test_a_file_that_does_not_belong_names_the_nearest_one(folder: Path):
    write(folder / "fund.csv", "x")
    with pytest.raises(SchemaError) as caught:
        read_facts(folder)
    assert caught.value.fields["nearest"] == "funds.csv"
    assert "最接近的是 funds.csv" in caught.value.message("zh")


def test_a_link_inside_the_project_may_be_followed(folder: Path):
    (folder / "sources" / "copy.txt").symlink_to(folder / "sources" / "report.txt")
    assert read_facts(folder).digests["sources/copy.txt"] == sha256(DOCUMENT.encode("gbk")).hexdigest()


def test_invisible_characters_are_left_out_of_a_document(folder: Path):
    write(folder / "sources" / "report.txt", "\ufeff预算\ufeff202.15\u202e万元\n")
    assert read_facts(folder).sources["E1"].text == "预算202.15万元\n"


INDICATORS = "indicator_id,level1,level2,name,kind,target,actual,weight\nI01,产出,数量,场次,quantity,1,1,50\n"
UNCLEAR = [("execution", "reserved-id"), ("Total", "reserved-id"), ("F01", "reserved-id"), ("f123", "reserved-id"),
           ("funding_rate", "reserved-id"), ("Funding_Timeliness", "reserved-id"), ("own_rate", "reserved-id"),
           ("i01", "twin-ids")]  # fmt: skip


@pytest.mark.parametrize(("id", "code"), UNCLEAR)
def test_an_id_that_would_mean_two_things_is_refused_with_its_cell(id: str, code: str, folder: Path):
    write(folder / "indicators" / "own_rate.yaml", "label: x\n")
    write(folder / "indicators.csv", INDICATORS + f"{id},产出,数量,人数,quantity,1,1,50\n")
    with pytest.raises(SchemaError) as caught:
        read_facts(folder)
    assert caught.value.code == code
    for language in ("zh", "en"):
        told = caught.value.message(language)
        assert "demo/indicators.csv" in told and "3" in told and id in told and "indicator_id" in told
        assert len(told.splitlines()) <= 6


@pytest.mark.parametrize("id", ["I02", "F", "F1a", "F-1", "execution2", "total_cost", "I01"])
def test_other_ids_are_read_and_one_that_stands_twice_is_for_a_check(id: str, folder: Path):
    write(folder / "indicators.csv", INDICATORS + f"{id},产出,数量,人数,quantity,1,1,50\n")
    write(folder / "elements.csv", "indicator_id,element,share,met\nmanagement_rules,制度,100,yes\n")
    assert read_facts(folder).tables["indicators"].rows[1]["indicator_id"] == id


def test_facts_can_be_handed_to_another_process(folder: Path):
    facts = read_facts(folder)
    assert pickle.loads(pickle.dumps(facts)) == facts


def test_reading_twice_gives_the_same_facts(folder: Path):
    assert read_facts(folder) == read_facts(folder)


def test_a_workbook_under_another_name_is_told_from_no_project_at_all(tmp_path: Path):
    folder = tmp_path / "data" / "养老2024"
    write(folder / "养老2024.xlsx", b"PK")
    with pytest.raises(UnreadableInputError) as caught:
        read_facts(folder)
    assert caught.value.code == "spreadsheet-file" and "改名为 workbook.xlsx" in caught.value.message("zh")
