"""Drafting stated figures: proposals are added, nothing that is there is touched, and only what is confirmed counts."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from jixiao import Workbook
from jixiao.drafting import draft
from jixiao.drafting.naming import period_of, role_of
from jixiao.drafting.quoting import quote_of
from jixiao.drafting.rows import with_rows
from jixiao.exceptions import SchemaError, UnreadableInputError
from jixiao.intake.quotes import Quotable
from jixiao.intake.schema import schemas
from jixiao.reading.figure import Figure
from jixiao.registers import registers_of
from small_workbook import PROJECT, make_workbook
from workbooks import call

REPORT = "一、基本情况\n2020年预算202.15万元，实际到位178.09万元，资金到位率93.09%。\n" \
    "培训骨干620人，其中村级380人、社区250人。\n满意率为96%。另发放捐赠物资约3万元。\n"  # fmt: skip
EVIDENCE = "evidence_id,title,file,kind\nD01,报告,sources/report.txt,official\n"
STATED = "figure_id,doc,locator,quote,raw,value,unit,role,group,qualifier,period\n"
ROW = "F1,D01,L2,2020年预算202.15万元,202.15万元,202.15,万元,budget,,,2020\n"
JUDGEMENTS = "subject,decision,reason,by,on\n"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workbook with one report, as the working directory; returns the folder of its project."""
    make_workbook(tmp_path)
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "data" / PROJECT
    (folder / "funds.csv").unlink()
    (folder / "sources").mkdir()
    (folder / "sources" / "report.txt").write_text(REPORT, "utf-8")
    (folder / "evidence.csv").write_text(EVIDENCE, "utf-8")
    return folder


def drafted(folder: Path) -> list[dict[str, str]]:
    """Draft, and return the rows of the table after it."""
    draft(Path("params") / f"{PROJECT}.yaml")
    return list(csv.DictReader(io.StringIO((folder / "stated.csv").read_text("utf-8-sig"))))


def rewrite(folder: Path, rows: list[dict[str, str]]) -> None:
    """Write the table as a person would save it."""
    with (folder / "stated.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def opened(**parameters: str) -> Workbook:
    return Workbook.open(PROJECT, **parameters)


def register(name: str) -> list[dict[str, str]]:
    found = registers_of(opened(), name)[name]
    return [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]]


def docx(path: Path, *paragraphs: str) -> None:
    """Write the smallest Word document."""
    names = "http://schemas.openxmlformats.org"
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{names}/package/2006/content-types"/>')
        package.writestr("_rels/.rels", f'<Relationships xmlns="{names}/package/2006/relationships"><Relationship '
                         f'Id="r1" Type="{names}/officeDocument/2006/relationships/officeDocument" '
                         'Target="word/document.xml"/></Relationships>')  # fmt: skip
        package.writestr("word/document.xml", f'<w:document xmlns:w="{names}/wordprocessingml/2006/main">'
                         f"<w:body>{body}</w:body></w:document>")  # fmt: skip


def test_every_figure_of_a_report_becomes_a_proposal_with_a_quote_that_occurs_once(book):
    rows = drafted(book)
    assert [(row["raw"], row["role"], row["qualifier"]) for row in rows] == [
        ("202.15万元", "budget", ""), ("178.09万元", "received", ""), ("93.09%", "funding_rate", ""),
        ("620人", "whole", ""), ("380人", "part", ""), ("250人", "part", ""), ("96%", "", ""),
        ("3万元", "outside_amount", "约"),
    ]  # fmt: skip
    assert [row["figure_id"] for row in rows] == [f"D01-{number:03}" for number in range(1, 9)]
    assert {row["group"] for row in rows if row["role"] in ("whole", "part")} == {"D01-G1"}
    assert {row["status"] for row in rows} == {"proposed"}
    bare = "".join(REPORT.split())
    assert [row["raw"] for row in rows if bare.count("".join(row["quote"].split())) != 1] == []
    assert [row["raw"] for row in rows if row["raw"] not in row["quote"]] == []
    assert [row["locator"] for row in rows] == ["L2"] * 3 + ["L3"] * 3 + ["L4"] * 2


def test_a_cell_of_a_table_is_proposed_in_the_unit_of_its_column_and_a_total_in_its_role(book):
    table = ("项目 | 预算数（万元） | 支出数（万元）", "培训 | 12.5 | 12.5", "宣传 | 7.5 | 7.0", "合计 | 20 | 19.5")
    (book / "sources" / "report.txt").write_text("\n".join(table), "utf-8")
    rows = drafted(book)
    assert {row["unit"] for row in rows} == {"万元"}
    assert [(row["quote"], row["role"]) for row in rows] == [
        ("培训 | 12.5", ""), ("培训 | 12.5 | 12.5", ""), ("宣传 | 7.5", ""), ("宣传 | 7.5 | 7.0", ""),
        ("合计 | 20", "budget"), ("合计 | 20 | 19.5", "spent"),
    ]  # fmt: skip


def test_what_no_role_could_fit_is_not_proposed(book):
    (book / "sources" / "report.txt").write_text("2020年满意率96%，提高2个百分点，自评得分95分。", "utf-8")
    assert [row["raw"] for row in drafted(book)] == ["96%"]


def test_drafting_twice_changes_nothing(book):
    drafted(book)
    before = (book / "stated.csv").read_bytes()
    assert draft(Path("params") / f"{PROJECT}.yaml").rows == ()
    assert (book / "stated.csv").read_bytes() == before


def test_a_figure_that_is_there_is_not_proposed_again_whatever_its_row_says(book):
    (book / "stated.csv").write_text(f"{STATED}{ROW}".replace("budget", "saving"), "utf-8")
    rows = drafted(book)
    assert [row["figure_id"] for row in rows if row["raw"] == "202.15万元"] == ["F1"]
    assert len(rows) == 8


FILES = {
    "plain": STATED + ROW,
    "no line end at the end": (STATED + ROW).rstrip(),
    "a header only": STATED,
    "a header without a line end": STATED.rstrip(),
    "line ends of Windows": (STATED + ROW).replace("\n", "\r\n"),
    "empty rows at the end": STATED + ROW + ",,,,,,,,,,\n,,,,,,,,,,\n",
    "nameless columns": (STATED + ROW).replace("\n", ",,\n"),
    "a quoted cell with a line break": STATED + ROW.replace("2020年预算202.15万元", '"2020年\n预算202.15万元"'),
    "other columns": "period,figure_id,doc,locator,quote,raw,value,unit,role\n2020,F1,D01,L2,预算202.15万元,"
                     "202.15万元,202.15,万元,budget\n",
    "a column of states": STATED.replace("period", "period,status") + ROW.replace(",2020\n", ",2020,confirmed\n"),
    "rows from before that column": STATED.replace("period", "period,status") + ROW,
}  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("name", FILES)
def test_drafting_leaves_every_row_as_it_was_byte_for_byte(name, encoding, book):
    before = FILES[name].encode(encoding)
    (book / "stated.csv").write_bytes(before)
    draft(Path("params") / f"{PROJECT}.yaml")
    after = (book / "stated.csv").read_bytes()
    head, _, rows = before.partition(b"\n")
    new_head, _, new_rows = after.partition(b"\n")
    filled = rows.rstrip(b"\r\n,")
    assert new_rows.startswith(filled) and new_rows.endswith(rows.removeprefix(filled)[1:])
    assert new_head.startswith(head.rstrip(b"\r,"))
    facts = opened().facts
    assert len(facts.tables["stated"]) + len(facts.proposals) == 8
    assert draft(Path("params") / f"{PROJECT}.yaml").rows == ()


def test_a_proposal_is_used_by_nothing_and_shown_apart(book):
    drafted(book)
    found = opened()
    assert (found.stated.stated, found.checks, len(found.proposals)) == ((), (), 8)
    told = {row["raw"]: row["verdict"] for row in register("proposals")}
    assert told["93.09%"] == "contradicted"
    assert told["620人"] == "contradicted"
    assert told["178.09万元"] == ""
    assert register("figures") == []
    words = repr(found.show("proposals"))
    assert "178.09 ÷ 202.15" in words and "待确认" in words
    assert "8 个自述数待确认" in repr(found.show("stated"))
    english = repr(opened(language="en").show("proposals"))
    assert "to be confirmed" in english


def test_what_is_confirmed_in_the_file_is_used_by_the_next_run(book):
    rows = drafted(book)
    rewrite(book, [row | {"status": "confirmed"} if row["role"] in ("whole", "part") else row for row in rows])
    found = opened()
    assert [(check.rule.code, check.verdict) for check in found.checks] == [("parts_of_whole", "contradicted")]
    assert len(found.proposals) == 5
    assert [row["status"] for row in register("figures")] == ["confirmed"] * 3


def test_a_decision_confirms_or_rejects_a_proposal_and_says_who_and_why(book):
    drafted(book)
    decisions = "D01-001,confirm,已核对,甲,2021-03-01\nD01-008,reject,不属于本项目,乙,2021-03-02\n"
    (book / "judgements.csv").write_text(JUDGEMENTS + decisions, "utf-8")
    assert [figure.id for figure in opened().stated.stated] == ["D01-001"]
    rejected = next(row for row in register("proposals") if row["status"] == "rejected")
    assert (rejected["id"], rejected["reason"], rejected["by"], rejected["on"]) == (
        "D01-008", "不属于本项目", "乙", "2021-03-02")  # fmt: skip
    assert "不采用：不属于本项目（乙，2021-03-02）" in repr(opened().show("proposals"))
    assert not opened().gaps


def test_a_rejection_also_takes_back_a_figure_of_the_evaluator_and_outweighs_a_confirmation(book):
    (book / "stated.csv").write_text(STATED + ROW, "utf-8")
    decisions = "F1,reject,误抄,甲,2021-03-01\nF1,confirm,无误,甲,2021-03-01\n"
    (book / "judgements.csv").write_text(JUDGEMENTS + decisions, "utf-8")
    assert opened().stated.stated == ()
    assert [row["status"] for row in register("proposals")] == ["rejected"]


def test_a_decision_without_a_reason_keeps_the_report_a_draft(book):
    drafted(book)
    (book / "judgements.csv").write_text(f"{JUDGEMENTS}D01-001,confirm,,甲,2021-03-01\n", "utf-8")
    assert [(gap.subject, gap.column) for gap in opened().gaps] == [("D01-001", "reason")]


@pytest.mark.parametrize("where", ["stated", "judgements"])
def test_a_figure_without_a_role_cannot_be_confirmed(where, book):
    rows = drafted(book)
    if where == "stated":
        rewrite(book, [row | {"status": "confirmed"} if row["raw"] == "96%" else row for row in rows])
    else:
        (book / "judgements.csv").write_text(f"{JUDGEMENTS}D01-007,confirm,是,甲,2021-03-01\n", "utf-8")
    with pytest.raises(SchemaError) as caught:
        opened()
    assert (caught.value.fields["row"], caught.value.fields["column"]) == (8, "role")


def test_the_register_of_figures_finds_their_words_again(book):
    (book / "stated.csv").write_text(STATED + ROW, "utf-8")
    (row,) = register("figures")
    assert (row["exact"], row["paragraph"], row["found"]) == ("202.15万元", "2", "yes")
    assert row["prefix"] + row["exact"] + row["suffix"] in REPORT
    assert len(row["suffix"]) == 32


def test_a_quote_that_no_longer_matches_names_document_quote_and_nearest_words(book):
    (book / "evidence.csv").write_text(EVIDENCE.replace("report.txt", "report.docx"), "utf-8")
    docx(book / "sources" / "report.docx", "一、资金", "2020年预算202.15万元，到位178.09万元。")
    rows = drafted(book)
    assert [(row["raw"], row["locator"]) for row in rows] == [("202.15万元", "第2段"), ("178.09万元", "第2段")]
    rewrite(book, [row | {"status": "confirmed"} for row in rows])
    assert opened().validation["quotes_occur_once"].state == "pass"
    docx(book / "sources" / "report.docx", "一、资金", "2020年预算220.15万元，到位178.09万元。")
    result = opened().validation["quotes_occur_once"]
    assert [row.key for row in result.failing] == ["D01-001"]
    for words in ("D01 sources/report.docx", "“2020年预算202.15万元”", "≈ “2020年预算220.15万元”"):
        assert words in result.failing[0].found
    assert [finding.severity for finding in opened().findings if finding.rule == "quotes_occur_once"] == ["high"]
    assert [row["found"] for row in register("figures")] == ["no", "yes"]


def test_a_proposal_whose_words_are_gone_says_so(book):
    drafted(book)
    (book / "sources" / "report.txt").write_text("另一份报告。\n", "utf-8")
    assert {entry.told("zh") for entry in opened().proposals} == {"摘录与材料不符"}


def test_a_document_that_cannot_be_read_is_told_and_the_others_are_drafted(book, capsys):
    (book / "evidence.csv").write_text(f"{EVIDENCE}D02,扫描件,sources/scan.pdf,official\n", "utf-8")
    (book / "sources" / "scan.pdf").write_bytes(b"%PDF-1.7 broken")
    (book / "sources" / "loose.txt").write_text("支出1万元", "utf-8")
    assert call("draft", f"params/{PROJECT}.yaml") == 0
    words = capsys.readouterr().out
    for told in ("新增 8 个", "D02  sources/scan.pdf：没有读出文字", "sources/loose.txt", "1 个没有角色"):
        assert told in words
    assert opened().facts.sources.keys() == {"D01"}


def test_the_command_answers_programs_in_json(book, capsys):
    assert call("draft", f"params/{PROJECT}.yaml", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["added"], told["file"], len(told["rows"])) == (8, f"data/{PROJECT}/stated.csv", 8)


def test_without_a_list_of_documents_it_is_said_what_to_do(book):
    (book / "evidence.csv").unlink()
    with pytest.raises(UnreadableInputError) as caught:
        draft(Path("params") / f"{PROJECT}.yaml")
    assert "evidence.csv" in caught.value.message("zh") and ".docx" in caught.value.message("en")


def test_the_evaluated_report_is_the_document_that_states_the_most(book):
    (book / "evidence.csv").write_text(f"{EVIDENCE}A01,批复,sources/a.txt,official\n", "utf-8")
    (book / "sources" / "a.txt").write_text("批复预算202.15万元。", "utf-8")
    drafted_rows = drafted(book)
    rewrite(book, [row | {"status": "confirmed", "role": row["role"] or "share"} for row in drafted_rows])
    assert opened()._evaluated_report().file == "sources/report.txt"


def figure(words: str, kind: str = "money", **more: str) -> Figure:
    return replace(Figure("F1", 0, 3, "5", "5万元", None, "万元", kind, head=words), **more)


@pytest.mark.parametrize(
    ("given", "role"),
    [
        (figure("", role="spent"), "spent"), (figure("", role="change"), ""), (figure("", per="人"), "unit_amount"),
        (figure("发放贷款", role="spent"), "outside_amount"),
        (figure("", qualifier="以上", noun="的大项目"), "threshold_amount"),
        (figure("预算执行率为", "rate"), "execution_rate"), (figure("完成率高，占", "rate"), "share"),
        (figure("满意度", "rate"), ""), (figure("做了", "count", unit="个", noun="项目"), "projects"),
        (figure("做了", "count", unit="个"), "count"), (figure("得", "score", unit="分"), ""),
    ],
)  # fmt: skip
def test_the_words_around_a_figure_give_its_role(given, role):
    assert role_of(given) == role


@pytest.mark.parametrize(
    ("words", "year"), [("2019年支出", "2019"), ("上年结余", "2019"), ("比上年增加", ""), ("支出", "")]
)
def test_the_words_before_a_figure_give_its_year(words, year):
    assert period_of(figure(words), 2020) == year


@pytest.mark.parametrize(
    ("text", "raw", "quote"),
    [
        ("甲支出5万元。乙支出5万元。", "5万元", "乙支出5万元"),
        ("支出5万元。支出5万元，用于培训。", "5万元", "支出5万元。支出5万元"),
        ("甲 | 5万元\n预算 | 3万元 | 5万元", "5万元", "预算 | 3万元 | 5万元"),
        ("=HYPERLINK(1)支出5万元", "5万元", "HYPERLINK(1)支出5万元"),
        ("5万元5万元5万元5万元", "5万元", "5万元5万元5万元5万元"),
    ],
)
def test_a_quote_grows_until_it_occurs_once_and_is_no_formula(text, raw, quote):
    start = text.rindex(raw)
    assert quote_of(Quotable(text), start, start + len(raw)) == quote


def test_what_cannot_be_quoted_is_left_out():
    assert quote_of(Quotable("5万元\n5万元"), 0, 3) is None


def test_a_header_that_goes_on_in_the_next_line_is_left_alone():
    table = ('figure_id,doc,locator,quote,raw,value,unit,"role\n"\n' + ROW.replace(",,,2020", "")).encode()
    with pytest.raises(SchemaError) as caught:
        with_rows(table, [{"figure_id": "N1"}], schemas()["stated"], "stated.csv")
    assert caught.value.code == "draft-cannot-add"


def test_words_that_resemble_nothing_have_no_nearest_words():
    text = Quotable("全年支出90万元，其中培训30万元。")
    assert text.nearest("全年支出80万元") == "全年支出90万元"
    assert text.nearest("甲乙丙丁") == ""


def test_figures_that_wait_are_a_finding_that_says_what_to_write(book):
    number = len(drafted(book))
    (finding,) = (finding for finding in opened().findings if finding.rule == "materials.stated")
    assert finding.title == f"有 {number} 个自述数待确认，尚未与复算结果核对"
    assert "confirmed" in finding.recommendation and "rejected" in finding.recommendation
    rewrite(book, [row | {"status": "rejected"} for row in drafted(book)])
    (finding,) = (finding for finding in opened().findings if finding.rule == "materials.stated")
    assert finding.title == "没有被评价报告的自述数"
