"""An official form is read by its labels whatever its layout, and one that is written gives the same data back."""

import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import documents_builder as word
import form_drawings as forms
import trials
from form_drawings import MEASURED, OFFICIAL, PROJECT, SOURCES, STATED, VARIANTS, drawn, summary
from jixiao.documents import read_document
from jixiao.forms import read_form
from jixiao.forms.filled import Filled, Fund, Line
from jixiao.forms.word import sheets_of
from jixiao.forms.writing import written
from jixiao.spreadsheets import read_source
from jixiao.spreadsheets.model import Area, Remark
from random_forms import differences, form_of, random_case, wrong_formulas
from trials import DEMO
from workbooks import call

PROJECTS = 8


def given(fields: dict[str, str], changed: dict[str, str | None] | None = None) -> dict[str, str]:
    return {name: text for name, text in (fields | (changed or {})).items() if text is not None}


def told(changed: dict[str, object]) -> tuple[object, ...]:
    indicators = [*changed.get("first", ()), *changed.get("indicators", MEASURED)]
    return (given(PROJECT, changed.get("project")), changed.get("funds", SOURCES), indicators,
            given(STATED, changed.get("stated")))  # fmt: skip


def rows_of(form) -> list[int]:
    return sorted([*{row.row for row in form.rows}, *(left.row for left in form.left)])


def as_word(drawing: str) -> bytes:
    """Return a drawing as a Word document: the title as paragraphs, then one table with merged cells."""
    titles, rows = [], []
    for line in drawing.strip("\n").split("\n"):
        cells = [cell.strip() for cell in line.split("|")]
        if not rows and cells[1:] == ["<"] * len(cells[1:]):
            titles.append(word.p(cells[0]))
        elif any(cells):
            rows.append(word.tr(*_word_cells(cells)))
    return word.docx(*titles, word.tbl(*rows), word.p("填表人：李四"))


def _word_cells(cells: list[str]):
    for column, text in enumerate(cells):
        if text == "<":
            continue
        span = 1
        while column + span < len(cells) and cells[column + span] == "<":
            span += 1
        merge = '<w:vMerge/>' if text == "^" else '<w:vMerge w:val="restart"/>'
        yield word.tc("" if text == "^" else text, f'<w:gridSpan w:val="{span}"/>{merge}')


@pytest.mark.parametrize(("drawing", "changed"), VARIANTS.values(), ids=VARIANTS)
def test_a_form_says_the_same_in_every_layout(drawing, changed):
    assert summary(read_form(drawn(drawing))) == told(changed)


DRAWINGS = {name: drawing for name, (drawing, _) in VARIANTS.items()} | {"targets": forms.TARGETS}


@pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS)
def test_every_row_of_a_form_is_taken_or_listed_with_its_reason(drawing):
    sheet = drawn(drawing)
    form = read_form(sheet)
    assert rows_of(form) == [number for number, _ in sheet.rows]
    assert all(left.reason != "other" for left in form.left)
    texts = {number: cells for number, cells in sheet.rows}
    assert all(left.cells == texts[left.row] for left in form.left)


def test_a_text_that_is_taken_otherwise_than_it_stands_is_told():
    drawing, _ = VARIANTS["words written vertically"]
    changes = {(change.found, change.taken, change.rule) for change in read_form(drawn(drawing)).changes}
    assert changes == {("其中：当年财政拨款", "当年财政拨款", "part-label"),
                       ("产\n出\n指\n标", "产出指标", "letters-joined"),
                       ("数 量 指 标", "数量指标", "letters-joined")}  # fmt: skip


def test_a_number_in_the_format_of_a_percentage_is_taken_as_the_sheet_shows_it():
    drawing = OFFICIAL.replace("|90%|10|", "|0.9|10|").replace("92.5%", "0.925").lstrip()
    row = next(number for number, cells in drawn(drawing).rows if "验收合格率" in cells)
    total = next(number for number, cells in drawn(drawing).rows if "年度资金总额" in cells)
    percents = (Remark("percent", Area(row, 6, row, 6), "0%"), Remark("percent", Area(total, 8, total + 2, 8), "0.0%"))
    form = read_form(drawn(drawing, remarks=percents))
    assert summary(form) == (PROJECT, SOURCES, MEASURED, STATED)
    (change,) = (change for change in form.changes if change.rule == "percent-shown")
    assert (change.row, change.column, change.found, change.taken) == (row, 6, "0.9", "90%")


def test_a_form_in_word_is_read_like_one_in_a_spreadsheet(tmp_path):
    file = tmp_path / "自评表.docx"
    file.write_bytes(as_word(OFFICIAL.replace("（B/A）", "")))
    (sheet,) = sheets_of(read_document(file))
    form = read_form(sheet)
    assert summary(form) == (PROJECT, SOURCES, MEASURED, STATED)
    assert rows_of(form) == [number for number, _ in sheet.rows]
    assert [left.reason for left in form.left][-2:] == ["total", "signature"]


def test_a_declaration_of_targets_gives_budget_and_targets_without_actual_values():
    form = read_form(drawn(forms.TARGETS))
    assert form.kind == "target"
    assert summary(form) == (
        {"name": "文化惠民", "dept": "[125] 区文旅局", "unit": "区文化馆", "fiscal_year": "2021", "money_unit": "万元",
         "goal": "目标1：演出100场。\n目标2：群众满意。"},
        ["财政拨款 80 · ·", "其他资金 20 · ·"],
        ["产出指标 数量指标 演出场次 ≥100场 · · · ·", "产出指标 质量指标 合格率 ≥95% · · · ·",
         "满意度指标 服务对象满意度指标 群众满意度 ≥90% · · · ·"],
        {"budget_initial": "100"},
    )  # fmt: skip


NO_FORMS = {"a department": forms.DEPARTMENT, "a table": forms.PLAIN_TABLE, "two sets": forms.TWO_SETS}


@pytest.mark.parametrize("drawing", NO_FORMS.values(), ids=NO_FORMS)
def test_what_is_no_form_of_one_project_is_none(drawing):
    assert read_form(drawn(drawing)) is None


def test_a_second_form_below_the_first_is_listed_and_not_mixed_in():
    form = read_form(drawn(OFFICIAL + OFFICIAL.replace("妇女之家建设", "另一个项目")))
    assert summary(form) == (PROJECT, SOURCES, MEASURED, STATED)
    others = [left for left in form.left if left.reason == "another-form"]
    assert len(others) == sum(bool(line) for line in OFFICIAL.split("\n"))


def test_forms_on_two_sheets_are_read_each_for_itself():
    first, second = (read_form(drawn(OFFICIAL.replace("妇女之家建设", name), name)) for name in ("甲", "乙"))
    assert [(form.sheet, form.keys["name"]) for form in (first, second)] == [("甲", "甲"), ("乙", "乙")]


def test_points_and_rates_of_the_form_are_told_with_their_place():
    form = read_form(drawn(OFFICIAL))
    place = {(value.name, value.about): (value.row, value.column) for value in form.stated}
    assert place["execution_score", ""] == place["execution_weight", ""][:1] + (9,)
    assert place["execution_rate", "当年财政拨款"][1] == 8
    assert form.total("total_score").text == "98.72"


@pytest.mark.parametrize("seed", range(PROJECTS))
def test_a_form_that_is_written_gives_the_same_data_back(seed, tmp_path):
    assert differences(random_case(seed), tmp_path) == []


def test_a_text_of_a_user_never_becomes_a_formula(tmp_path):
    file = tmp_path / "form.xlsx"
    texts = ("=1+1", "+1", "@SUM(A1)", "{=1}", "http://example.org", "-1")
    lines = tuple(Line("=1", "+2", text, text, text, Decimal(10), Decimal(9), True, False, text) for text in texts)
    keys = {"name": "=1+1", "dept": "@a", "unit": "-1", "goal": "=A1", "goal_achieved": "+1"}
    file.write_bytes(written(Filled(keys, 2024, "万元", (Fund("=2+2", Decimal(1)),), lines)))
    cells = [cell for row in openpyxl.load_workbook(file).active.iter_rows() for cell in row]
    formulas = {cell.value for cell in cells if cell.data_type == "f"}
    assert formulas == {"=SUM(D8:D8)", "=D8", "=SUM(G12:G17)", "=SUM(H12:H17)"}
    assert not any(cell.hyperlink for cell in cells)


def test_the_same_form_gives_the_same_bytes():
    form = form_of(random_case(3))
    assert written(form) == written(form)


@pytest.fixture(scope="module")
def project():
    return trials.Project()


@pytest.fixture(scope="module")
def run(project, tmp_path_factory):
    """Return a run folder with what a form needs of it, in a copy of the workbook."""
    return project.run_in(tmp_path_factory.mktemp("form") / "工作 簿")


@pytest.fixture
def at_work(run, tmp_path, monkeypatch):
    """Start in the workbook of the run, and write elsewhere."""
    monkeypatch.setenv("JIXIAO_LANG", "zh")
    monkeypatch.chdir(run.parents[2])
    return tmp_path


def test_the_form_of_a_run_holds_its_points_and_says_whose_they_are(at_work, run, project, capsys):
    file = at_work / "自评表.xlsx"
    assert call("form", DEMO, "--out", str(file), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    form = read_form(read_source(file).sheets[0])
    own = sum(Decimal(row["self_score"]) for row in project.tables["indicators"])
    execution = project.book.scores.find("execution").points
    assert Decimal(form.total("execution_score").text) == execution
    assert Decimal(form.total("total_score").text) == own + execution == Decimal(told["total"])
    assert told["total_is_own"] and Decimal(told["computed_total"]) == project.book.scores.total != own + execution
    assert any("单位自评得分" in note for note in told["notes"])
    assert any(run.name in cell for left in form.left if left.reason == "note" for cell in left.cells)
    assert list(wrong_formulas(file)) == []


def test_the_total_of_the_unit_and_that_of_the_run_are_told_apart(at_work, project, capsys):
    assert call("form", DEMO, "--out", str(at_work / "form.xlsx")) == 0
    told = capsys.readouterr().out
    assert "自评总分（表中所填）" in told and f"复算总分（本次运行）{project.book.scores.total}" in told


def test_the_form_is_drawn_as_the_annex_and_printed_on_one_width(at_work, capsys):
    file = at_work / "form.xlsx"
    assert call("form", DEMO, "--out", str(file)) == 0
    sheet = openpyxl.load_workbook(file).active
    assert (sheet["A1"].value, sheet["A1"].font.name, sheet["A1"].font.bold) == ("项目支出绩效自评表", "宋体", True)
    assert [sheet.cell(6, column).value for column in range(4, 10)] == [
        "年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分"]  # fmt: skip
    assert [sheet["H7"].value, sheet["I7"].value] == ["=F7/E7", "=ROUND(MIN(F7/E7,1)*G7,2)"]
    assert {"A1:I1", "A6:A10", "B14:B16", "C14:C15"} <= {str(area) for area in sheet.merged_cells.ranges}
    page = sheet.page_setup
    assert (page.orientation, int(page.paperSize), page.fitToWidth, page.fitToHeight) == ("portrait", 9, None, 0)
    assert sheet.print_area == f"'项目支出绩效自评表'!$A$1:$I${sheet.max_row}"
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row if cell.value)


@pytest.mark.parametrize(("given", "code"), [
    (("--out", "自评表.pdf"), "form-suffix"), (("--out", "outputs/{demo}/{run}/form.xlsx"), "form-into-run"),
    (("--out", "there.xlsx"), "form-exists"),
])  # fmt: skip
def test_a_form_is_not_written_where_it_does_not_belong(given, code, at_work, run, capsys):
    there = Path("there.xlsx")
    there.write_bytes(b"mine")
    words = [part.format(demo=DEMO, run=run.name) for part in given]
    assert call("form", DEMO, *words) == 2
    assert f"[{code}]" in capsys.readouterr().err
    assert there.read_bytes() == b"mine"
    assert call("form", DEMO, "--out", "there.xlsx", "--force") == 0
    assert read_form(read_source(there).sheets[0]).keys["fiscal_year"] == "2024"
    there.unlink()


def test_data_that_changed_since_the_run_are_refused_unless_asked_for(at_work, run, capsys):
    table = run.parents[2] / "data" / DEMO / "survey.csv"
    before = table.read_bytes()
    table.write_bytes(before + b"\n")
    try:
        assert call("form", DEMO, "--out", str(at_work / "a.xlsx")) == 2
        message = capsys.readouterr().err
        assert "survey.csv" in message and "[form-data-changed]" in message
        assert call("form", DEMO, "--out", str(at_work / "a.xlsx"), "--current-data") == 0
    finally:
        table.write_bytes(before)
