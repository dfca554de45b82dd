"""A project from the files that people have: nothing is lost, nothing guessed, nothing of theirs overwritten."""

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from documents_builder import docx, p, tbl, tc, tr
from jixiao import Workbook
from jixiao.commands import new
from jixiao.creating import Created, Wish, create
from jixiao.creating.originals import originals
from jixiao.creating.register import kind_of, registered
from jixiao.exceptions import JixiaoError, LockedError, ParameterError, SchemaError, UnreadableInputError
from jixiao.intake.facts import read_facts
from jixiao.intake.trail import Origin, parse_remarks, read_origins, read_written
from jixiao.runs.lock import locked
from jixiao.template import as_bytes
from jixiao.tracing.origins import led_back
from jixiao.tracing.trace import Step, Trace
from jixiao.validate.frames import Frames
from workbooks import call

NAME = "妇联2020"
LEDGER = [
    ["日期", "凭证号", "摘要", "金额（元）", "收款人", "资金来源"],
    ["2020-03-05", "记-001", "培训费", "1,000.50", "甲公司", "区级财政拨款"],
    ["2020-04-06", "记-002", "宣传费", "2,000.00", "乙公司", "区级财政拨款"],
    ["2020-05-07", "记-003", "培训费", "3,000.00", "甲公司", "区级财政拨款"],
    ["合计", "", "", "6,000.50", "", ""],
]
REPORT = "一、基本情况\n2020年预算202.15万元，实际到位178.09万元，资金到位率93.09%。\n"
UNIT = ("--unit", "某市妇女联合会", "--year", "2020")


def write_csv(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty workbook as the working directory, and beside it the files that a unit hands over."""
    for part in ("book/notebooks", "book/params", "files"):
        (tmp_path / part).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "book")
    write_csv(tmp_path / "files" / "明细账.csv", LEDGER)
    (tmp_path / "files" / "自评报告.txt").write_text(REPORT, "utf-8")
    (tmp_path / "files" / "照片.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    return tmp_path / "book"


@pytest.fixture
def files(book: Path) -> Path:
    return book.parent / "files"


def made(files: Path, *options: str, name: str = NAME) -> int:
    """Run the command as a script would."""
    return call("new", name, "--from", str(files), *UNIT, "--yes", *options)


def rows(book: Path, table: str) -> list[dict[str, str]]:
    text = (book / "data" / NAME / f"{table}.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def listing(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_binary_numbers_leave_behind_an_amount_is_a_repair(book, files, capsys):
    write_csv(files / "明细账.csv", [LEDGER[0], [*LEDGER[1][:3], "178.08999999999997", *LEDGER[1][4:]]])
    assert made(files) == 0
    assert [row["amount"] for row in rows(book, "ledger")] == ["178.09"]
    assert "“178.08999999999997” → “178.09”" in capsys.readouterr().out


def test_files_become_a_project_that_can_be_read(book, files):
    assert made(files) == 0
    facts = read_facts(book / "data" / NAME)
    assert (facts.project.unit, facts.project.fiscal_year) == ("某市妇女联合会", 2020)
    assert [str(row["amount"]) for row in facts.tables["ledger"]] == ["1000.50", "2000.00", "3000.00"]
    assert {proposal.row["raw"] for proposal in facts.proposals} == {"202.15万元", "178.09万元", "93.09%"}
    assert Workbook.open(NAME).facts.project.code == NAME


def test_every_original_is_kept_byte_for_byte_and_all_but_tables_are_evidence(book, files):
    made(files)
    sources = book / "data" / NAME / "sources"
    assert listing(sources) == listing(files)
    evidence = {row["file"]: row for row in rows(book, "evidence")}
    assert sorted(evidence) == ["sources/照片.jpg", "sources/自评报告.txt"]
    report = evidence["sources/自评报告.txt"]
    assert (report["title"], report["kind"]) == ("自评报告", "explanation")
    assert report["sha256"] == hashlib.sha256(REPORT.encode()).hexdigest()


def test_the_account_tells_tables_columns_rows_sums_and_what_was_not_read(book, files, capsys):
    made(files)
    told = capsys.readouterr().out
    for words in ("明细账.csv", "ledger.csv", "金额（元） → amount", "6,000.50", "照片.jpg", "没有读出文字",
                  f"jixiao run params/{NAME}.yaml"):  # fmt: skip
        assert words in told
    told = (book / "data" / NAME / "intake").iterdir()
    assert {path.name for path in told} >= {"mapping.yaml", "origins.csv", "repairs.csv", "left_out.csv",
                                            "remarks.csv", "sums.csv", "written.csv"}  # fmt: skip


def test_a_program_gets_the_same_as_data(book, files, capsys):
    assert made(files, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["project"], told["written"], told["rows"]["ledger"]) == (NAME, True, 3)
    account = next(account for account in told["accounts"] if account["file"] == "明细账.csv")
    assert account["rows"] == account["taken"] + sum(map(len, account["left"].values()))
    assert [(one["found"], one["taken"]) for one in told["sums"]] == [("6000.50", "6000.50")]


def test_the_parameters_name_the_project_and_are_not_written_over(book, files):
    made(files)
    params = book / "params" / f"{NAME}.yaml"
    assert params.read_text("utf-8").startswith(f'project: "{NAME}"')
    params.write_text(f'project: "{NAME}"\ntolerance: "0.01"\n', "utf-8")
    write_csv(files / "明细账.csv", LEDGER[:-2])
    assert made(files) == 0
    assert "tolerance" in params.read_text("utf-8")


def test_without_anybody_to_ask_nothing_is_made_but_the_file_to_fill_in(book, files, capsys):
    assert call("new", NAME, "--from", str(files)) == 2
    told = capsys.readouterr()
    assert f"data/{NAME}.mapping.yaml" in told.err
    assert "问题没有回答" in told.out
    assert [path.name for path in (book / "data").iterdir()] == [f"{NAME}.mapping.yaml"]
    assert list((book / "params").iterdir()) == []


def test_the_file_that_was_filled_in_gives_the_project(book, files):
    assert call("new", NAME, "--from", str(files)) == 2
    mapping = book / "data" / f"{NAME}.mapping.yaml"
    text = mapping.read_text("utf-8")
    assert '  unit: ""' in text
    mapping.write_text(text.replace('  unit: ""', "  unit: 某市妇女联合会", 1), "utf-8")
    assert call("new", NAME, "--from", str(files), "--mapping", str(mapping)) == 0
    assert len(rows(book, "ledger")) == 3


def test_a_mapping_file_that_somebody_fills_in_is_not_written_over(book, files):
    call("new", NAME, "--from", str(files))
    (book / "data" / f"{NAME}.mapping.yaml").write_text("name: mine\n", "utf-8")
    assert call("new", NAME, "--from", str(files)) == 2
    assert (book / "data" / f"{NAME}.mapping.yaml").read_text("utf-8") == "name: mine\n"
    assert (book / "data" / f"{NAME}.mapping-2.yaml").is_file()


class Person(new.Terminal):
    """Somebody at a terminal who answers by the key of the question, and agrees or not."""

    def __init__(self, answers: dict[str, str], agrees: bool = True) -> None:
        self.is_there, self.answers, self.agrees = True, answers, agrees

    def agree(self) -> bool:
        return self.agrees


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is typed at the prompts, one answer after the other."""
    typed: list[str] = []

    def prompt(words: str, default: str | None = None, **_: object) -> str:
        return typed.pop(0) if typed else str(default)

    monkeypatch.setattr(new.click, "prompt", prompt)
    yield typed


def test_a_person_is_asked_where_the_program_is_not_sure(book, files, person, capsys):
    person += ["某市妇女联合会"]
    created = create(Wish(NAME, (files,), year="2020"), Person({}))
    assert created.is_written
    assert read_facts(book / "data" / NAME).project.unit == "某市妇女联合会"


def again(files: Path, **wishes: object) -> Created:
    return create(Wish(NAME, (files,), unit="某市妇女联合会", year="2020", **wishes), new.Program())  # type: ignore[arg-type]


def test_made_again_from_the_same_files_nothing_is_written(book, files, capsys):
    made(files)
    before = listing(book / "data" / NAME)
    capsys.readouterr()
    assert made(files) == 0
    assert listing(book / "data" / NAME) == before
    assert "没有变动" in capsys.readouterr().out


def test_changes_are_told_row_by_row_and_written_only_when_somebody_agrees(book, files, capsys):
    made(files)
    before = listing(book / "data")
    changed = [*LEDGER[:2], [*LEDGER[2][:3], "2,500.00", *LEDGER[2][4:]],
               ["2020-06-08", "记-004", "会议费", "10.00", "丙公司", "区级财政拨款"]]  # fmt: skip
    write_csv(files / "明细账.csv", changed)
    capsys.readouterr()
    assert call("new", NAME, "--from", str(files), *UNIT) == 2
    told = capsys.readouterr()
    for words in ("ledger.csv", "新增 1", "去掉 1", "改变 1", "记-004", "2000", "2500", "改变 sources/明细账.csv"):
        assert words in told.out, told.out
    assert "--yes" in told.err
    assert listing(book / "data") == before
    assert not create(Wish(NAME, (files,), unit="某市妇女联合会", year="2020"), Person({}, agrees=False)).is_written
    assert made(files) == 0
    assert [row["voucher_no"] for row in rows(book, "ledger")] == ["记-001", "记-002", "记-004"]


def test_what_a_person_added_or_edited_stays(book, files, capsys):
    made(files)
    folder = book / "data" / NAME
    (folder / "judgements.csv").write_text("subject,decision,reason,by,on\n", "utf-8")
    edited = (folder / "ledger.csv").read_bytes().replace("乙公司".encode(), "乙公司（更正）".encode())
    (folder / "ledger.csv").write_bytes(edited)
    (files / "补充说明.md").write_text("另有说明。预算5万元。", "utf-8")
    assert made(files) == 0
    assert (folder / "ledger.csv").read_bytes() == edited
    assert (folder / "judgements.csv").is_file() and (folder / "sources" / "补充说明.md").is_file()
    assert "保留 ledger.csv" in capsys.readouterr().out
    assert made(files) == 0
    assert (folder / "ledger.csv").read_bytes() == edited


def test_where_both_changed_nothing_is_written_unless_the_new_one_is_wanted(book, files, capsys):
    made(files)
    ledger = book / "data" / NAME / "ledger.csv"
    edited = ledger.read_bytes().replace("乙公司".encode(), "丁公司".encode())
    ledger.write_bytes(edited)
    write_csv(files / "明细账.csv", LEDGER[:-2])
    before = listing(book / "data")
    assert made(files) == 2
    assert "ledger.csv" in capsys.readouterr().err
    assert listing(book / "data") == before
    assert made(files, "--replace") == 0
    assert len(rows(book, "ledger")) == 2
    assert (book / "data" / NAME / "intake" / "before" / "ledger.csv").read_bytes() == edited


def test_a_confirmed_figure_stays_confirmed_when_another_document_comes(book, files):
    made(files)
    stated = book / "data" / NAME / "stated.csv"
    confirmed = stated.read_bytes().replace(b"proposed", b"confirmed")
    stated.write_bytes(confirmed)
    (files / "A说明.txt").write_text("2020年支出150.00万元。", "utf-8")
    assert made(files) == 0
    assert stated.read_bytes().startswith(confirmed.rstrip())
    ids = {row["file"]: row["evidence_id"] for row in rows(book, "evidence")}
    assert {row["doc"] for row in rows(book, "stated") if row["status"] == "confirmed"} == {ids["sources/自评报告.txt"]}
    assert [row["raw"] for row in rows(book, "stated") if row["status"] == "proposed"] == ["150.00万元"]


def test_a_title_that_was_written_into_the_evidence_stays(book, files):
    made(files)
    evidence = book / "data" / NAME / "evidence.csv"
    evidence.write_bytes(evidence.read_bytes().replace(",自评报告,".encode(), ",2020年度自评报告,".encode()))
    (files / "说明.txt").write_text("另有说明。", "utf-8")
    assert made(files) == 0
    assert {row["title"] for row in rows(book, "evidence")} == {"2020年度自评报告", "照片", "说明"}


def test_a_file_that_is_no_longer_given_goes_and_says_so(book, files, capsys):
    made(files)
    (files / "照片.jpg").unlink()
    assert made(files) == 0
    assert "去掉 sources/照片.jpg" in capsys.readouterr().out
    assert not (book / "data" / NAME / "sources" / "照片.jpg").exists()


def test_a_project_made_by_hand_is_not_written_over(book, files, capsys):
    folder = book / "data" / NAME
    folder.mkdir(parents=True)
    (folder / "project.yaml").write_text("code: x\nname: 手工\nunit: 某\nfiscal_year: 2020\nmoney_unit: 元\n", "utf-8")
    before = listing(folder)
    assert made(files) == 2
    assert "project.yaml" in capsys.readouterr().err
    assert listing(folder) == before


@pytest.mark.parametrize("trouble", ["cell", "draft", "disk"])
def test_when_something_fails_nothing_is_left_behind(trouble, book, files, monkeypatch, capsys):
    if trouble == "cell":
        write_csv(files / "明细账.csv", [*LEDGER[:2], [*LEDGER[2][:3], "两千多", *LEDGER[2][4:]]])
    elif trouble == "draft":
        monkeypatch.setattr("jixiao.creating.making.draft", failing(SchemaError("draft-cannot-add", file="a")))
    else:
        monkeypatch.setattr("jixiao.creating.making.os.rename", failing(PermissionError(13, "no", "a")))
    assert made(files) in (21, 40)
    assert capsys.readouterr().err.count("\n") <= 6
    assert list((book / "data").iterdir()) == [] and list((book / "params").iterdir()) == []


def test_an_end_in_the_middle_of_the_exchange_leaves_the_version_before(book, files):
    made(files)
    before = listing(book / "data" / NAME)
    (book / "data" / NAME).rename(book / "data" / f".before-{NAME}")
    (book / "params" / f"{NAME}.yaml").unlink()
    assert made(files) == 0
    assert listing(book / "data") == {f"{NAME}/{file}": content for file, content in before.items()}
    assert (book / "params" / f"{NAME}.yaml").is_file()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_has_the_name_of_a_project_but_is_no_folder_stays(kind, book, files, capsys):
    place = book / "data" / NAME
    place.parent.mkdir()
    place.write_bytes(b"mine") if kind == "file" else place.symlink_to(files)
    assert made(files) == 2
    assert "不是普通文件夹" in capsys.readouterr().err
    assert place.is_symlink() or place.read_bytes() == b"mine"


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_that_leaves_the_folder_given_and_a_pipe_are_refused(book, files):
    os.mkfifo(files / "管道.csv")
    (files / "内.csv").symlink_to(files / "明细账.csv")
    assert "内.csv" in {original.name for original in originals([files])}
    (files / "外.yaml").symlink_to(book.parent / "other")
    (book.parent / "other").write_bytes(b"secret")
    for path, code in ((files, "new-link-outside"), (files / "管道.csv", "not-a-file")):
        with pytest.raises(ParameterError) as caught:
            originals([path])
        assert caught.value.code == code


def failing(error: Exception):
    def fail(*_: object) -> None:
        raise error

    return fail


def test_when_the_new_version_cannot_take_its_place_the_old_one_stays(book, files, monkeypatch):
    made(files)
    before = listing(book / "data")
    write_csv(files / "明细账.csv", LEDGER[:-2])
    from jixiao.creating.making import os

    rename, calls = os.rename, []

    def fail_second(source: object, target: object) -> None:
        calls.append(target)
        if len(calls) == 2:
            raise PermissionError(13, "no", "a")
        rename(source, target)

    monkeypatch.setattr(os, "rename", fail_second)
    assert made(files) == 40
    assert listing(book / "data") == before


def test_an_amount_that_cannot_be_read_can_be_left_empty_and_is_listed(book, files, capsys):
    write_csv(files / "资金.csv", [["资金来源", "全年预算数（万元）", "到位资金（万元）", "支出（万元）"],
                                   ["区级财政拨款", "202.15", "约二百", "178.09"]])  # fmt: skip
    assert made(files) == 21
    capsys.readouterr()
    assert made(files, "--repair") == 0
    told = capsys.readouterr().out
    assert "约二百" in told
    assert rows(book, "funds")[0]["received"] == ""


@pytest.mark.parametrize(
    ("name", "code"),
    [("../x", "path-like-name"), ("妇联 2020", "bad-project-name"), ("con", "reserved-name"),
     ("绩" * 27, "bad-project-name")],
)  # fmt: skip
def test_a_name_that_some_system_cannot_keep_is_refused(name, code, book, files):
    with pytest.raises(ParameterError) as caught:
        create(Wish(name, (files,)), new.Program())
    assert caught.value.code == code


def test_a_name_that_differs_by_case_alone_is_refused(book, files):
    (book / "data" / "Demo").mkdir(parents=True)
    with pytest.raises(ParameterError) as caught:
        create(Wish("demo", (files,)), new.Program())
    assert caught.value.code == "new-twin-name"


def test_parameters_of_another_project_are_not_taken_over(book, files):
    (book / "params" / f"{NAME}.yaml").write_text("project: other\n", "utf-8")
    with pytest.raises(ParameterError) as caught:
        create(Wish(NAME, (files,)), new.Program())
    assert caught.value.code == "new-other-params"


def test_while_another_project_is_made_this_one_waits_for_its_turn(book, files):
    (book / "outputs").mkdir()
    with locked(book / "outputs"), pytest.raises(LockedError) as caught:
        create(Wish(NAME, (files,)), new.Program())
    assert caught.value.code == "new-locked"


def test_files_are_taken_once_and_what_systems_leave_behind_is_not(book, files):
    (files / "~$明细账.xlsx").write_bytes(b"x")
    (files / ".DS_Store").write_bytes(b"x")
    (files / "附件").mkdir()
    (files / "附件" / "照片.jpg").write_bytes((files / "照片.jpg").read_bytes())
    found = originals([files, files / "照片.jpg"])
    assert sorted(original.name for original in found) == ["明细账.csv", "照片.jpg", "自评报告.txt"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("a:b.txt", "new-file-name"), ("con.txt", "new-file-name"), ("a\u202eb.txt", "new-file-name"),
     ("照片.JPG", "new-same-name")],
)  # fmt: skip
def test_a_file_name_that_cannot_be_kept_everywhere_is_refused(name, code, book, files):
    (files / name).write_bytes(b"other")
    with pytest.raises(ParameterError) as caught:
        originals([files])
    assert caught.value.code == code


def test_a_file_that_is_not_there_is_named(book, files):
    for paths, code in (((), "new-no-file"), ((files / "没有.xlsx",), "new-missing-file")):
        with pytest.raises(ParameterError) as caught:
            create(Wish(NAME, paths), new.Program())
        assert caught.value.code == code


@pytest.mark.parametrize(
    ("title", "kind"),
    [("2020年部门预算批复", "official"), ("培训费发票", "voucher"), ("绩效自评报告", "explanation"),
     ("会议纪要", "working")],
)  # fmt: skip
def test_the_title_tells_the_kind_of_a_document(title, kind):
    assert kind_of(title) == kind


def test_a_listed_document_is_not_listed_twice(book, files):
    documents = [original for original in originals([files]) if original.kind == "document"]
    listed = "evidence_id,title,file,kind\nE7,报告,自评报告.txt,official\n".encode()
    assert registered(listed, None, documents, "evidence.csv") == listed
    assert b"E7," in (registered(None, listed, documents, "evidence.csv") or b"")


def test_a_cell_leads_back_to_the_row_of_its_source(book, files):
    made(files)
    folder = book / "data" / NAME
    facts = read_facts(folder)
    assert facts.origins["ledger"][3] == Origin("明细账.csv", "", 3)
    trace = Trace("x", "check", "x", (Step("voucher", "x", "", ("ledger.csv:2-4:amount",)),))
    told = led_back(trace, facts.origins).as_text("zh")
    assert "来自 明细账.csv 第 2–4 行" in told
    (folder / "ledger.csv").write_bytes((folder / "ledger.csv").read_bytes() + b"\r\n")
    assert read_origins(folder, read_facts(folder).digests).get("ledger") is None


def test_a_cell_of_a_sheet_leads_back_to_the_cell_of_its_source(book, files):
    with xlsxwriter.Workbook(files / "明细.xlsx") as made_book:
        sheet = made_book.add_worksheet("一月")
        for number, row in enumerate(LEDGER[:4], 2):
            sheet.write_row(number, 1, row)
    (files / "明细账.csv").unlink()
    assert made(files) == 0
    folder = book / "data" / NAME
    steps = (Step("cell", "x", "", ("ledger.csv:2-3:amount",)), Step("cell", "y", "", ("ledger.csv:4:amount",)))
    told = led_back(Trace("x", "check", "x", steps), read_facts(folder).origins).as_text("zh")
    assert "来自 明细.xlsx 工作表“一月”!E4:E5" in told and "来自 同一工作表!E6" in told
    (folder / "intake/mapping.yaml").write_text("tables: []\n", "utf-8")
    assert read_facts(folder).origins["ledger"][2].letters == {}


def test_a_filled_template_becomes_a_project_as_it_is(book, files, capsys):
    content = as_bytes({"code": "0530", "name": "妇女之家", "unit": "某区妇联", "fiscal_year": 2024},
                       {"funds": [{"fund_source": "区级财政", "budget_adjusted": "2", "spent": "1"}]})  # fmt: skip
    filled = files.parent / "养老2024.xlsx"
    filled.write_bytes(content)
    assert call("new", NAME, "--from", str(filled), str(files / "自评报告.txt"), "--yes") == 0
    folder = book / "data" / NAME
    assert (folder / "workbook.xlsx").read_bytes() == content
    assert [path.name for path in (folder / "sources").iterdir()] == ["自评报告.txt"]
    assert f'project: "{NAME}"' in (book / "params" / f"{NAME}.yaml").read_text("utf-8")
    assert read_facts(folder).tables["funds"].rows[0]["fund_source"] == "区级财政"
    assert "养老2024.xlsx" in capsys.readouterr().out
    assert call("new", NAME, "--from", str(filled), str(files / "自评报告.txt")) == 0
    assert "没有变动" in capsys.readouterr().out


def test_a_filled_template_beside_other_spreadsheets_is_refused(book, files, capsys):
    (files / "工作簿.xlsx").write_bytes(as_bytes({}, {}))
    assert made(files) == 2
    assert "new-beside-template" in capsys.readouterr().err and not (book / "data" / NAME).exists()


def test_a_year_is_asked_for_in_words_where_no_source_has_a_date(book, files, capsys):
    write_csv(files / "资金.csv", [["资金来源", "预算数（元）", "支出（元）"], ["区级财政", "2", "1"]])
    call("new", "养老", "--from", str(files / "资金.csv"), "--unit", "某区妇联", "--yes")
    assert "来源中没有日期" in capsys.readouterr().out


def test_a_sheet_is_named_with_its_rows(book):
    origins = {"ledger": {2: Origin("账.xlsx", "一月; 二月", 5), 3: Origin("账.xlsx", "一月; 二月", 6)}}
    (step,) = led_back(Trace("x", "check", "x", (Step("cell", "x", "", ("ledger.csv:2-3:amount",)),)), origins).steps
    assert step.shown("zh") == "x〔ledger.csv 第 2–3 行 amount 列、来自 账.xlsx 工作表“一月； 二月” 第 5–6 行〕"


def test_an_error_or_a_hidden_row_in_a_source_is_there_for_the_checks_with_its_place(book, files):
    workbook = xlsxwriter.Workbook(files / "资金.xlsx")
    sheet = workbook.add_worksheet("资金表")
    sheet.write_row(0, 0, ["资金来源", "全年预算数（万元）", "到位资金（万元）", "支出（万元）", "备注"])
    sheet.write_row(1, 0, ["区级财政拨款", 202.15, 178.09, 178.09])
    sheet.write_formula(1, 4, "=1/0", None, "#DIV/0!")
    sheet.set_row(1, None, None, {"hidden": True})
    workbook.close()
    assert made(files) == 0
    remarks = Frames(read_facts(book / "data" / NAME)).frame("source_remarks")
    found = dict(zip(remarks["kind"], remarks["_key"], strict=True))
    assert found["error-cell"] == "资金.xlsx 资金表!E2"
    assert {"hidden-row", "read"} <= set(found)


def test_an_official_form_in_a_word_document_gives_funds_and_indicators(book, files, capsys):
    rows_of_form = [
        ["项目名称", "妇女儿童维权"],
        ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", "10", "10", "9", "10", "90%", "9"], ["", "其中：当年财政拨款", "10", "10", "9", "—"],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
         "偏差原因分析及改进措施"],
        ["", "产出指标", "数量指标", "培训场次", "≥12场", "12场", "50", "50", ""],
        ["", "效益指标", "社会效益指标", "受益人数", "≥100人", "90人", "40", "36", "疫情"],
        ["总分", "", "", "", "", "", "100", "95", ""],
    ]  # fmt: skip
    table = tbl(*(tr(*(tc(p(words)) for words in row)) for row in rows_of_form))
    (files / "自评表.docx").write_bytes(docx(p("项目支出绩效自评表"), p("（2020年度）"), table))
    assert made(files) == 0
    assert [(row["name"], row["target"], row["actual"]) for row in rows(book, "indicators")] == [
        ("培训场次", "12", "12"), ("受益人数", "100", "90")]  # fmt: skip
    assert [row["spent"] for row in rows(book, "funds")] == ["9"]
    assert "sources/自评表.docx" in {row["file"] for row in rows(book, "evidence")}
    told = capsys.readouterr().out
    assert "官方自评表" in told and "请核对没有重复" not in told


def test_a_table_made_from_several_places_asks_to_be_checked_for_what_counts_twice(book, files, capsys):
    heads = ["资金来源", "全年预算数（万元）", "到位资金（万元）", "支出（万元）"]
    for name, source in (("甲", "区级财政拨款"), ("乙", "市级财政拨款")):
        write_csv(files / f"资金{name}.csv", [heads, [source, "10", "10", "9"]])
    assert made(files) == 0
    assert "funds.csv 由 2 处的行合成" in capsys.readouterr().out


def test_a_program_gets_open_questions_and_refused_cells_as_data(book, files, capsys):
    assert call("new", NAME, "--from", str(files), "--json") == 2
    told = json.loads(capsys.readouterr().out)
    assert "project.unit" in {question["key"] for question in told["questions"]}
    write_csv(files / "明细账.csv", [*LEDGER[:2], [*LEDGER[2][:3], "两千多", *LEDGER[2][4:]]])
    assert made(files, "--json") == 21
    assert [cell["found"] for cell in json.loads(capsys.readouterr().out)["refused"]] == ["两千多"]


def test_a_file_of_the_trail_that_was_changed_says_so(book, files):
    made(files)
    folder = book / "data" / NAME
    assert read_written(folder)["ledger.csv"]
    with pytest.raises(SchemaError):
        parse_remarks(b"file,sheet\n", "intake/remarks.csv")
    (folder / "intake" / "remarks.csv").write_text("file,sheet,cells,kind,text\na,b\n", "utf-8")
    with pytest.raises(SchemaError) as caught:
        read_facts(folder)
    assert "jixiao new" in caught.value.message("zh")


def test_an_unreadable_spreadsheet_is_named(book, files):
    (files / "坏.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises((UnreadableInputError, JixiaoError)) as caught:
        again(files, takes_proposals=True)
    assert "坏.xlsx" in caught.value.message("zh")


def test_after_stopping_the_command_to_copy_names_the_files_as_they_were_typed(book, files, capsys):
    mapping = f"data/{NAME}.mapping.yaml"
    assert call("new", NAME, "--from", str(files)) == 2
    assert f"jixiao new {NAME} --from {files} --mapping {mapping}" in capsys.readouterr().err
    half = (book / mapping).read_text("utf-8") + "# half\n"
    (book / mapping).write_text(half, "utf-8")
    assert call("new", NAME, "--from", str(files), "--mapping", mapping) == 2
    assert (book / mapping).read_text("utf-8") == half
    assert f"{mapping} 保持原样" in (told := capsys.readouterr().err) and f"data/{NAME}.mapping-2.yaml" in told


@pytest.mark.parametrize(("typed", "answer"), [
    ("2", "refuse"), ("作为差错", "refuse"), ("leave-out", "leave-out"), ("", ""), ("?", ""), ("3", ""), ("也许", ""),
])  # fmt: skip
def test_a_choice_is_typed_as_its_number_or_in_words_and_else_asked_again(typed, answer):
    question = new.Question("lines-without-amount", {}, "tables.1.choices.unpaid", "", ("leave-out", "refuse"))
    assert new.answered(question, typed) == answer
