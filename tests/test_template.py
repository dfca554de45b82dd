"""The template: written the same every time, filled in by hand, read with its cells, equal to the same CSV files."""

import io
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from hostile import write as write_file
from jixiao import Workbook
from jixiao.commands.template import answer
from jixiao.drafting import draft
from jixiao.exceptions import JixiaoError, StorageError
from jixiao.intake.book.project_keys import choice_labels, choices, keys
from jixiao.intake.book.reading import book_of
from jixiao.intake.book.words import plain, reading
from jixiao.intake.facts import read_facts
from jixiao.intake.params import Params
from jixiao.intake.schema import schemas
from jixiao.language import LANGUAGES, text
from jixiao.quantities import YUAN_PER_UNIT
from jixiao.scoring.gaps import gaps_of
from jixiao.spreadsheets import Sheet, Source, read_source
from jixiao.template import FILE, as_bytes, is_template, write
from jixiao.tracing.book import traces
from jixiao.tracing.places import spans
from random_projects import differences, random_project

PROJECT = {"code": "0530", "name": "妇女之家", "unit": "某区妇联", "fiscal_year": 2024, "money_unit": "万元"}
FUNDS = [{"fund_source": "区级财政", "budget_adjusted": "202.15", "received": "178.09", "spent": "189.35"},
         {"fund_source": "捐赠", "budget_adjusted": "10", "received": "10", "spent": "8.5"}]  # fmt: skip
INDICATORS = [{"indicator_id": "Z1", "level1": "效益", "level2": "社会效益", "name": "群众反映", "kind": "qualitative",
               "target": "明显改善", "actual": "已改善", "weight": "60"},
              {"indicator_id": "Z2", "level1": "产出", "level2": "数量", "name": "场次", "kind": "quantity",
               "operator": ">=", "target": "40", "actual": "42", "weight": "40"}]  # fmt: skip
JUDGEMENTS = [{"subject": "Z1", "decision": "score", "score": "45", "band": "partly", "reason": "已核对",
               "evidence": "E1", "by": "评价员", "on": "2025-02-20"}]  # fmt: skip
EVIDENCE = [{"evidence_id": "E1", "title": "报告", "file": "sources/a.txt", "kind": "working"}]
TABLES = {"funds": FUNDS, "indicators": INDICATORS, "judgements": JUDGEMENTS, "evidence": EVIDENCE}
YAML = "code: a\nname: b\nunit: c\nfiscal_year: 2024\nmoney_unit: 元\nunits: {ledger: 元}\n"
PROJECT_ROW = {key: row for row, key in enumerate(keys(), 3)}


@pytest.fixture(scope="module")
def filled() -> bytes:
    """Return a filled template."""
    return as_bytes(PROJECT, TABLES)


@pytest.fixture(scope="module")
def source(filled: bytes, tmp_path_factory: pytest.TempPathFactory) -> Source:
    """Return it as it is read."""
    return read_source(write_file(tmp_path_factory.mktemp("filled") / FILE, filled))


@pytest.fixture
def folder(filled: bytes, tmp_path: Path) -> Path:
    """Return the folder of a project that is nothing but a filled template."""
    folder = tmp_path / "data" / "demo"
    write_file(folder / FILE, filled)
    write_file(folder / "sources" / "a.txt", "全年预算202.15万元，实际到位178.09万元。\n")
    for name in ("notebooks", "params"):
        (tmp_path / name).mkdir()
    return folder


def edited(folder: Path, *cells: tuple[str, str, object], **formats: str):
    """Fill in cells as a person does; a format such as ``B5="0%"`` is that of the last sheet."""
    book = openpyxl.load_workbook(folder / FILE)
    for sheet, cell, value in cells:
        book[sheet][cell] = value
        book[sheet][cell].number_format = formats.get(cell, book[sheet][cell].number_format)
    book.save(folder / FILE)
    return folder


def with_cell(source: Source, name: str, cell: str, text: str) -> Source:
    """Return a workbook that was read, with another text in one cell."""
    column, row = ord(cell[0]) - ord("A"), int(cell[1:])
    return replace(source, sheets=tuple(_with_cell(sheet, row, column, text) if sheet.name == name else sheet
                                        for sheet in source.sheets))  # fmt: skip


def _with_cell(sheet: Sheet, row: int, column: int, text: str) -> Sheet:
    rows = {number: [*cells, *[""] * 30] for number, cells in sheet.rows}
    rows[row][column] = text
    return replace(sheet, rows=[(number, tuple(cells)) for number, cells in rows.items()])


def refused(folder: Path) -> JixiaoError:
    with pytest.raises(JixiaoError) as caught:
        read_facts(folder)
    for language in LANGUAGES:
        assert len(caught.value.message(language).splitlines()) <= 6
    return caught.value


@pytest.mark.parametrize("language", LANGUAGES)
def test_equal_contents_give_equal_bytes_without_the_moment(language: str):
    content = as_bytes(PROJECT, TABLES, language=language)
    assert content == as_bytes(PROJECT, TABLES, language=language)
    with ZipFile(io.BytesIO(content)) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
        assert b"2000-01-01T00:00:00Z" in package.read("docProps/core.xml")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_template_has_a_sheet_per_table_and_is_known_as_one(language: str, tmp_path: Path):
    write(tmp_path / FILE, language=language)
    source = read_source(tmp_path / FILE)
    first = [text(f"template.{name}", language) for name in ("project", "readme")]
    assert [sheet.name for sheet in source.sheets] == [*first, *(one.label_in(language) for one in schemas().values())]
    assert is_template(source)
    assert refused(tmp_path).code == "book-no-project"


def test_another_workbook_is_no_template(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.title = "项目"
    book.active.append(["项目名称", "妇女之家"])
    book.create_sheet("资金").append(["资金来源", "支出"])
    book.save(tmp_path / "other.xlsx")
    assert not is_template(read_source(tmp_path / "other.xlsx"))


def test_every_example_could_be_a_record():
    for language in LANGUAGES:
        for schema in schemas().values():
            for column in schema.columns.values():
                if column.type not in ("choice", "role"):
                    words = text(f"template.example.{schema.name}.{column.name}", language)
                    assert reading(column, "万元")(words) is not None


def test_the_words_for_headings_and_choices_mean_one_thing_each_and_fit_into_a_list():
    groups = [[(column.name, column.label, column.label_en) for column in schema.columns.values()]
              for schema in schemas().values()]  # fmt: skip
    groups += [[(choice, *column.choice_labels[choice]) for choice in column.choices]
               for schema in schemas().values() for column in schema.columns.values() if column.choices]  # fmt: skip
    groups += [[(choice, *choice_labels(key, choice).values()) for choice in choices(key)] for key in keys()]
    for group in groups:
        words = [word for names in group for word in dict.fromkeys(map(plain, names))]
        assert len(words) == len(set(words))
    for names in groups[len(schemas()) :]:
        assert all("," not in word for words in names for word in words)
        assert all(len(",".join(words)) <= 255 for words in zip(*names, strict=True))


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("JIXIAO_LANG", "zh")
    assert "jixiao new 项目名 --from" in answer(str(tmp_path / "new"), None)
    before = (tmp_path / "new" / FILE).read_bytes()
    with pytest.raises(StorageError) as caught:
        answer(str(tmp_path / "new"), None)
    assert (caught.value.code, caught.value.exit_code) == ("template-exists", 40)
    assert (tmp_path / "new" / FILE).read_bytes() == before


def test_a_project_can_be_taken_out_as_a_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("notebooks", "params"):
        (tmp_path / name).mkdir()
    project = random_project(7)
    written = read_facts(project.as_csv(tmp_path / "data" / "demo"))
    monkeypatch.chdir(tmp_path)
    answer("out", "demo")
    assert list(differences(written, read_facts(tmp_path / "out"))) == []


@pytest.mark.parametrize("seed", range(5))
def test_a_filled_template_is_the_same_project_as_its_csv_files(seed: int, tmp_path: Path):
    project = random_project(10_000 + seed)
    written = read_facts(project.as_csv(tmp_path / "csv"))
    filled = read_facts(project.as_workbook(tmp_path / "book", LANGUAGES[seed % 2]))
    assert list(differences(written, filled)) == []


def test_values_know_their_cells(folder: Path):
    facts = read_facts(folder)
    cell = facts.tables["funds"].rows[0].cell("received")
    assert (cell.value, str(cell.place), cell.raw) == (Decimal("1780900"), "workbook.xlsx:资金!E5", "178.09")
    assert str(facts.tables["funds"].rows[1].place) == "workbook.xlsx:资金!6:6"
    assert list(facts.digests) == ["sources/a.txt", FILE]
    assert facts.project.code == "0530"


def test_what_people_type_is_read_as_they_see_it(folder: Path):
    edited(folder, ("绩效指标", "G6", 0.905), ("绩效指标", "H6", 42), ("绩效指标", "J6", datetime(2024, 6, 30)),
           ("绩效指标", "F6", "<="), ("资金", "E5", "1,178.09"), ("资金", "A6", 12),
           G6="0.0%", J6="yyyy/m/d")  # fmt: skip
    facts = read_facts(folder)
    row = facts.tables["indicators"].rows[1]
    assert [row[name] for name in ("target", "actual", "operator")] == ["90.5%", "42", "<="]
    assert row["target_date"] == date(2024, 6, 30)
    assert facts.tables["funds"].rows[0]["received"] == Decimal("11780900")
    assert facts.tables["funds"].rows[1]["fund_source"] == "12"


@pytest.mark.parametrize("unit", YUAN_PER_UNIT)
def test_a_sheet_has_the_unit_that_it_says(unit: str, folder: Path):
    facts = read_facts(edited(folder, ("资金", "B2", unit)))
    assert (facts.tables["funds"].unit, facts.project.unit_of("funds")) == (unit, unit)
    assert facts.tables["funds"].rows[1]["received"] == 10 * YUAN_PER_UNIT[unit]


def test_blank_rows_are_left_out_and_counted(folder: Path):
    book = openpyxl.load_workbook(folder / FILE)
    book["资金"].insert_rows(6, 2)
    book["资金"]["C7"] = "  "
    book.save(folder / FILE)
    table = read_facts(folder).tables["funds"]
    assert (len(table), table.dropped_rows, table.rows[1].number) == (2, 2, 8)


def test_columns_may_be_moved_and_deleted_and_rows_above_the_headings_too(folder: Path):
    book = openpyxl.load_workbook(folder / FILE)
    sheet = book["资金"]
    sheet.delete_cols(9, 3)
    sheet.insert_cols(1)
    for row in range(4, 7):
        sheet.cell(row, 1).value, sheet.cell(row, 9).value = sheet.cell(row, 9).value, None
    sheet.delete_rows(1, 3)
    book.save(folder / FILE)
    table = read_facts(folder).tables["funds"]
    assert (table.columns[0], str(table.rows[0].cell("spent").place)) == ("spent", "workbook.xlsx:资金!A2")
    assert (table.rows[0]["spent"], table.rows[0]["carry_in"], table.unit) == (Decimal("1893500"), None, "万元")


AS_SAVED = ("book-formula", "book-error-cell", "book-digits")
REFUSED = [
    ("资金", "E5", "二百", "not-an-amount", "资金!E5"),
    ("资金", "E6", "=1+1", "book-formula", "资金!E6"),
    ("资金", "E6", "#REF!", "book-error-cell", "资金!E6"),
    ("资金", "E5", 12345678901234567, "book-digits", "资金!E5"),
    ("资金", "G5", "2025-02-30", "no-such-day", "资金!G5"),
    ("资金", "L4", "到位资", "unknown-column", "资金!L4"),
    ("资金", "L4", "支出", "duplicate-column", "资金!L4"),
    ("资金", "H4", None, "missing-column", "资金"),
    ("资金", "B2", "千元", "book-unit", "资金!B2"),
    ("资金", "A3", "区级财政", "book-row-above", "资金!A3"),
    ("资金", "A6", "例：捐赠", "book-example", "资金!A6"),
    ("资金", "M6", "备注", "book-no-column", "资金!M6"),
    ("绩效指标", "E5", "定量", "not-a-choice", "绩效指标!E5"),
    ("绩效指标", "L5", None, "empty-cell", "绩效指标!L5"),
    ("绩效指标", "A6", "F01", "reserved-id", "绩效指标!A6"),
    ("绩效指标", "A6", "z1", "twin-ids", "绩效指标!A6"),
    ("佐证材料", "F5", "../a.txt", "source-outside", "佐证材料!F5"),
    ("项目", f"B{PROJECT_ROW['fiscal_year']}", "2O24", "not-an-integer", f"项目!B{PROJECT_ROW['fiscal_year']}"),
    ("项目", f"B{PROJECT_ROW['name']}", None, "missing-key", f"项目!B{PROJECT_ROW['name']}"),
    ("项目", f"B{PROJECT_ROW['eval_type']}", "自评", "not-allowed", f"项目!B{PROJECT_ROW['eval_type']}"),
    ("项目", f"A{PROJECT_ROW['dept']}", "主管", "unknown-key", f"项目!A{PROJECT_ROW['dept']}"),
    ("项目", f"A{PROJECT_ROW['dept']}", "地区", "book-key-twice", f"项目!A{PROJECT_ROW['dept'] + 1}"),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "cell", "value", "code", "place"), REFUSED)
def test_what_cannot_be_read_is_told_with_file_sheet_and_cell(sheet, cell, value, code, place, source, monkeypatch,
                                                              folder: Path):  # fmt: skip
    if code in AS_SAVED:
        edited(folder, (sheet, cell, value))
    else:
        changed = with_cell(source, sheet, cell, value or "")
        monkeypatch.setattr("jixiao.intake.facts.open_book", lambda path, file: book_of(changed, file))
    error = refused(folder)
    assert error.code == code
    for language in LANGUAGES:
        assert f"data/demo/workbook.xlsx:{place}" in error.message(language)


def test_an_unknown_choice_is_told_with_the_words_of_the_list(folder: Path):
    error = refused(edited(folder, ("人工判断", "D5", "部分达")))
    assert "部分达成" in error.message("zh") and "partly reached" in error.message("en")


def test_merged_rows_and_unknown_sheets_are_refused(folder: Path):
    book = openpyxl.load_workbook(folder / FILE)
    book["资金"].merge_cells("A5:A6")
    book.save(folder / FILE)
    assert (refused(folder).code, "资金!A5:A6" in refused(folder).message("zh")) == ("book-merged", True)
    book["资金"].unmerge_cells("A5:A6")
    book["资金"]["A6"] = "捐赠"
    book["资金"].title = "资金表"
    book.save(folder / FILE)
    assert (refused(folder).code, "“资金”" in refused(folder).message("zh")) == ("book-unknown-sheet", True)
    book["资金表"].title = "_草稿"
    book.save(folder / FILE)
    assert "funds" not in read_facts(folder).tables


def test_a_table_and_the_project_are_told_in_one_place(folder: Path):
    write_file(folder / "funds.csv", "fund_source,budget_adjusted,received,spent\n区级财政,1,1,1\n")
    error = refused(folder)
    assert error.code == "book-table-twice"
    assert "workbook.xlsx:资金" in error.message("zh") and "data/demo/funds.csv" in error.message("zh")
    (folder / "funds.csv").unlink()
    write_file(folder / "project.yaml", YAML)
    assert refused(folder).code == "book-project-twice"


def test_a_workbook_stands_beside_csv_files_and_project_yaml(folder: Path):
    (folder / FILE).unlink()
    write(folder / FILE, tables={"funds": FUNDS})
    write_file(folder / "project.yaml", YAML)
    write_file(folder / "evidence.csv", "evidence_id,title,file,kind\nE1,报告,sources/a.txt,working\n")
    facts = read_facts(folder)
    assert (list(facts.tables), facts.project.unit_of("funds")) == (["funds", "evidence"], "万元")
    assert (facts.tables["evidence"].rows[0].file, facts.sources["E1"].file) == ("evidence.csv", "sources/a.txt")


def test_a_result_of_a_formula_counts_and_the_formula_is_a_remark(folder: Path, tmp_path: Path):
    import xlsxwriter

    book = xlsxwriter.Workbook(folder / FILE)
    sheet = book.add_worksheet("资金")
    sheet.write_row(0, 0, ["资金来源", "全年预算数", "到位资金", "支出"])
    sheet.write_row(1, 0, ["区级财政", 10, 10])
    sheet.write_formula("D2", "=4+4.5", None, 8.5)
    book.close()
    write_file(folder / "project.yaml", YAML)
    facts = read_facts(folder)
    assert facts.tables["funds"].rows[0]["spent"] == Decimal("8.5")
    assert [(remark.kind, remark.key, remark.text) for remark in facts.remarks] == \
        [("formula", "workbook.xlsx 资金!D2", "=4+4.5")]  # fmt: skip


@pytest.mark.parametrize(("cell", "column"), [("E5", "reason"), ("F5", "evidence"), ("G5", "by"), ("H5", "on")])
def test_a_score_by_hand_that_lacks_something_names_its_cell(cell: str, column: str, folder: Path):
    assert gaps_of(read_facts(folder), {"Z1", "Z2"}) == ()
    (gap,) = gaps_of(read_facts(edited(folder, ("人工判断", cell, None))), {"Z1", "Z2"})
    assert (gap.column, gap.sentence("zh")) == (column, f"workbook.xlsx:人工判断!{cell}：空")


def test_scores_checks_and_findings_lead_to_the_cells(folder: Path):
    edited(folder, ("资金", "E5", -178.09), ("人工判断", "E5", None))
    book = Workbook(Params.from_values(project="demo"), read_facts(folder))
    assert next(score.points for score in book.scores.scores if score.id == "Z1") == 45
    (finding,) = [finding for finding in book.findings if finding.rule == "judgements.incomplete"]
    assert "workbook.xlsx:人工判断!E5" in finding.evidence[0] and finding.blocks_final
    (trace,) = [trace for trace in traces(book) if trace.code == "Z2"]
    assert "workbook.xlsx:绩效指标!H6" in [place for step in trace.steps for place in step.places]
    (failed,) = [result for result in book.validation.results if result.id == "amounts_are_not_negative"]
    assert failed.sentence().startswith("workbook.xlsx:资金!E5")
    assert spans(str(cell.place) for cell in book.totals.cells["spent"]) == ("workbook.xlsx:资金!H5:H6",)


def test_drafted_figures_go_into_a_file_beside_the_workbook_but_not_beside_a_filled_sheet(folder: Path, monkeypatch):
    monkeypatch.chdir(folder.parents[1])
    params = write_file(folder.parents[1] / "params" / "demo.yaml", "project: demo\n")
    drafted = draft(params)
    assert len(drafted.rows) == len(read_facts(folder).proposals) > 0
    (folder / "stated.csv").unlink()
    (folder / FILE).unlink()
    row = {"figure_id": "A1", "doc": "E1", "locator": "L1", "quote": "全年预算202.15万元", "raw": "202.150万元",
           "value": "202.15", "unit": "万元", "role": "budget"}  # fmt: skip
    write(folder / FILE, PROJECT, TABLES | {"stated": [row]})
    with pytest.raises(JixiaoError) as caught:
        draft(params)
    assert caught.value.code == "draft-in-workbook"
    assert "workbook.xlsx:自述数" in caught.value.message("zh")
    assert f"{read_facts(folder).tables['stated'].rows[0]['value']:f}" == "202.150"
