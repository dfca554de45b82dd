"""``jixiao reconcile``: what people and programs see, its exit codes, and what it writes."""

import ast
import json
import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

import small_reading
from jixiao.commands import reconcile
from jixiao.language import LANGUAGES, catalogue, text
from jixiao.reading.reading import Reading
from jixiao.reading.relation import VERDICTS, Relation
from jixiao.reading.telling import wording
from jixiao.reading.telling.amounts import computed_words, difference_words, plain_number
from jixiao.reading.telling.machine import as_json_text
from jixiao.reading.telling.places import Places
from jixiao.reading.telling.terminal import lines
from jixiao.reading.telling.view import is_view
from jixiao.rulebook.files import load, rule_files
from small_workbook import LIB
from workbooks import ROOT, call

FILE = "report.docx"
RULE = wording.rule
REPORTS = ("chenggong-wf-2020/sources/report-restated.md", "demo-synthetic-2024/sources/D01-report.md")


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Word the relations by the rules of the example, in Chinese."""
    monkeypatch.setattr(wording, "rule", small_reading.RULES.__getitem__)
    monkeypatch.setenv("JIXIAO_LANG", "zh")


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Reading:
    """Let every file be read as the example."""
    found = small_reading.reading()
    monkeypatch.setattr(reconcile, "reading_of", lambda _: found)
    return found


def without(reading: Reading, *verdicts: str) -> Reading:
    kept = tuple(relation for relation in reading.relations if relation.verdict not in verdicts)
    return replace(reading, relations=kept, remarks=())


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


def test_the_terminal_tells_the_worst_first(reading: Reading, capsys: pytest.CaptureFixture[str]):
    assert call("reconcile", FILE) == 0
    out = capsys.readouterr().out
    titles = ("不符（2）", "无法核实（1）", "待复核（1）", "仅有复算值（1）", "相符（2）", "提纲（2）", "其他发现（2）")
    places = [out.index(title) for title in (*titles, "\n合计：")]
    assert places == sorted(places)
    assert out.rstrip().endswith("合计：不符 2、无法核实 1、待复核 1、仅有复算值 1、相符 2。")


def test_what_does_not_hold_is_told_with_formula_definition_place_and_reason(reading: Reading):
    told = "\n".join(lines(reading, "zh"))
    for words in ("〔高〕资金到位率写 88.30%，重算为 83.33%", "83.33%（高 4.97 个百分点）", "200.00 ÷ 240.00 = 83.33%",
                  "口径        分子 ÷ 分母", "其他口径    支出÷预算数 79.17%", "第3段：“", "为什么重要  比率决定得分。",
                  "表1第3行：“合计 | 120.00 | 30.00 | 149.00”", "报告少 1.00万元"):  # fmt: skip
        assert words in told


def test_what_holds_is_counted_and_listed_only_on_request(
    reading: Reading, capsys: pytest.CaptureFixture[str]
):
    assert call("reconcile", FILE) == 0
    short = capsys.readouterr().out
    assert call("reconcile", FILE, "--all") == 0
    full = capsys.readouterr().out
    assert "190.00 ÷ 200.00 = 95.00%" not in short and "190.00 ÷ 200.00 = 95.00%" in full
    assert text("reconcile.note.truncated", "zh") in full


@pytest.mark.parametrize("width", [40, 72, 110])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_wider_than_the_terminal(width: int, language: str, reading: Reading):
    told = list(lines(reading, language, width=width, everything=True))
    assert max(map(columns, told)) <= width
    assert all(line == line.rstrip() for line in told)


def test_words_of_a_report_cannot_steer_the_terminal(reading: Reading):
    figure = replace(reading.figures[3], raw="88.30\x1b[2J%")
    spoilt = replace(reading, relations=(replace(reading.relations[0], stated=figure),))
    assert "\x1b" not in "\n".join(lines(spoilt, "zh"))


def test_that_nothing_was_contradicted_is_no_promise(reading: Reading):
    nothing = text("reading.nothing", "zh")
    assert nothing not in "\n".join(lines(reading, "zh"))
    assert nothing in "\n".join(lines(without(reading, "contradicted"), "zh"))
    assert nothing not in "\n".join(lines(without(reading, *VERDICTS), "zh"))


@pytest.mark.parametrize(
    ("level", "left_out", "code"),
    [(None, (), 0), ("contradicted", (), 10), ("contradicted", ("contradicted",), 0), ("review", ("contradicted",), 10),
     ("review", ("contradicted", "review", "not_verifiable"), 0)],
)  # fmt: skip
def test_what_was_found_decides_the_exit_code_on_request(
    level: str | None, left_out: tuple[str, ...], code: int, monkeypatch: pytest.MonkeyPatch
):
    found = without(small_reading.reading(), *left_out)
    monkeypatch.setattr(reconcile, "reading_of", lambda _: found)
    assert call("reconcile", FILE, *(("--fail-on", level) if level else ())) == code


def test_a_remark_that_is_a_contradiction_counts_as_one(monkeypatch: pytest.MonkeyPatch):
    found = without(small_reading.reading(), "contradicted")
    wrong = replace(small_reading.reading().remarks[0], kind="contradiction")
    monkeypatch.setattr(reconcile, "reading_of", lambda _: replace(found, remarks=(wrong,)))
    assert call("reconcile", FILE, "--fail-on", "contradicted") == 10


def test_programs_get_every_figure_and_relation(reading: Reading, capsys: pytest.CaptureFixture[str]):
    assert call("reconcile", FILE, "--json", "--fail-on", "contradicted") == 10
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["schema", "language", "document", "figures", "relations", "outline", "findings"]
    assert told["document"]["characters"] == len(reading.document.text) and len(told["document"]["sha256"]) == 64
    assert [figure["id"] for figure in told["figures"]] == [figure.id for figure in reading.figures]
    first, *_, polarity, derived, held, _ = told["relations"]
    assert (first["stated"], first["stated_value"], first["computed"]) == ("88.30%", "88.30", "83.333333")
    assert first["operands"] == ["200.00万元", "240.00万元"] and first["operand_ids"] == ["F003", "F002"]
    assert "88.30%" in first["quote"] and first["others"] == [{"definition": "on-budget", "computed": "79.1666"}]
    assert (polarity["stated"], polarity["stated_value"], derived["stated"]) == ("全部拨付", None, None)
    assert (held["computed"], held["note"]) == ("95", "truncated")
    assert told["findings"][0]["place"] is None and told["findings"][1]["quote"] == "3万元"
    assert [section["line"] for section in told["outline"]] == [1, None]


def test_values_and_names_do_not_depend_on_the_language(reading: Reading):
    zh, en = (json.loads(as_json_text(reading, language)) for language in LANGUAGES)
    for told in (zh, en):
        del told["language"], told["outline"]
        for part in (*told["relations"], *told["findings"]):
            del part["title"]
            part.pop("note_text", None)
    assert zh == en


def test_json_is_the_same_every_time_and_names_no_folder(reading: Reading):
    made = as_json_text(reading, "zh")
    assert made == as_json_text(small_reading.reading(), "zh")
    assert str(Path.cwd()) not in made


def test_a_selector_finds_its_words_exactly_once(reading: Reading):
    whole = reading.document.text
    for figure in reading.figures:
        found = Places(reading.document).selector(figure.start, figure.end)
        assert whole.count(found["prefix"] + found["exact"] + found["suffix"]) == 1
        assert found["exact"] == figure.raw


@pytest.mark.parametrize(
    ("stated", "unit", "computed", "verdict", "shown", "gap"),
    [
        ("31.39", "%", "31.3978", "reconciled", "31.40%", ""),
        ("31.40", "%", "31.3978", "reconciled", "31.40%", ""),
        ("31.40", "%", "31.3978", "contradicted", "31.398%", ""),
        ("22", "%", "20", "contradicted", "20%", "高 2 个百分点"),
        ("95", "%", "94.9612", "review", "94.96%", "高 0.04 个百分点"),
        ("12", "人", "13", "contradicted", "13人", "报告少 1人"),
    ],
)
def test_a_recomputed_value_is_printed_so_that_the_difference_shows(
    stated: str, unit: str, computed: str, verdict: str, shown: str, gap: str, reading: Reading
):
    figure = replace(reading.figures[3], raw=stated + unit, number=stated, value=Decimal(stated), unit=unit)
    relation = Relation("rate", verdict, "low", stated=figure, computed=Decimal(computed), unit=unit)
    assert (computed_words(relation, "zh"), difference_words(relation, "zh")) == (shown, gap)


def test_amounts_in_different_units_are_compared_in_the_stated_one(reading: Reading):
    figure = replace(reading.figures[1], raw="339.60万元", number="339.60", value=Decimal("339.60"))
    relation = Relation("unit_conversion", "contradicted", "low", stated=figure, computed=Decimal(3396500), unit="元")
    assert computed_words(relation, "zh") == "339.65万元" and difference_words(relation, "zh") == "报告少 0.05万元"


@pytest.mark.parametrize(
    ("value", "shown"), [("1685000.00", "1685000"), ("0.8811881188", "0.881188"), ("0.00", "0"), ("-0.5", "-0.5")]
)
def test_a_number_for_programs_has_no_needless_digits(value: str, shown: str):
    assert plain_number(Decimal(value)) == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_has_a_headline(language: str, reading: Reading):
    for verdict in VERDICTS:
        for relation in reading.relations:
            assert wording.headline(replace(relation, verdict=verdict), language)


@pytest.mark.parametrize(
    ("verdict", "formula", "computed", "told"),
    [("contradicted", "189.35 < 202.15", "189.35", "文字与数：报告写“全部拨付”，而 189.35 < 202.15"),
     ("review", "", "95.00", "文字与数：报告写“全部拨付”，重算为 95.00%"), ("review", "", None, "文字与数：“全部拨付”"),
     ("review", "90 ≤ 94.70", "优", "文字与数：报告写“全部拨付”，重算为 优"),
     ("reconciled", "", None, "文字与数：全部拨付"), ("not_verifiable", "", None, "文字与数：全部拨付无法核实")],
)  # fmt: skip
def test_words_are_set_against_the_figures(verdict: str, formula: str, computed: str | None, told: str):
    relation = Relation("polarity", verdict, "low", words="全部拨付", formula=formula, unit="%",
                        computed=Decimal(computed) if computed and computed.isascii() else computed)  # fmt: skip
    assert wording.headline(relation, "zh") == told


@pytest.mark.parametrize(
    ("verdict", "told"), [("contradicted", "比率：318 ≤ 300 不成立"), ("reconciled", "比率：318 ≤ 300")]
)
def test_a_comparison_says_what_is_compared(verdict: str, told: str, reading: Reading, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(small_reading.RULES, "plain", {"label": "比率", "label_en": "rate"})
    relation = Relation("plain", verdict, "low", stated=reading.figures[1], formula="318 ≤ 300", computed=Decimal(318))
    assert wording.headline(relation, "zh") == told and wording.formula(relation, "zh") == "318 ≤ 300"


def test_the_reading_view_is_written_whole(
    reading: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    assert call("reconcile", FILE, "--html", "out/view.html") == 0
    assert capsys.readouterr().out.endswith("核对页已写入 out/view.html\n")
    first = Path("out/view.html").read_bytes()
    assert call("reconcile", FILE, "--html", "out/view.html", "--json") == 0
    assert json.loads(capsys.readouterr().out)["schema"] == "jixiao.reading/1"
    assert Path("out/view.html").read_bytes() == first and os.listdir("out") == ["view.html"]


def test_a_file_that_is_no_reading_view_is_never_replaced(
    reading: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    Path("mine.html").write_text("<p>mine</p>", encoding="utf-8")
    Path("folder").mkdir()
    for place in ("mine.html", "folder", "-"):
        assert call("reconcile", FILE, "--html", place) == 2
        assert capsys.readouterr().err.strip()
    assert Path("mine.html").read_text("utf-8") == "<p>mine</p>" and sorted(os.listdir()) == ["folder", "mine.html"]


def test_a_disk_that_cannot_be_written_leaves_the_older_view(
    reading: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    assert call("reconcile", FILE, "--html", "view.html") == 0
    before = Path("view.html").read_bytes()

    def fail(*_: object) -> None:
        raise PermissionError(13, "denied", "view.html")

    monkeypatch.setattr("jixiao.commands.reconcile.os.replace", fail)
    assert call("reconcile", FILE, "--html", "view.html") == 40
    assert Path("view.html").read_bytes() == before and os.listdir() == ["view.html"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_names_every_option(language: str, capsys: pytest.CaptureFixture[str]):
    assert call("reconcile", "--help", "--lang", language) == 0
    out = capsys.readouterr().out
    assert all(option in out for option in ("--all", "--json", "--html", "--fail-on"))
    assert max(map(len, out.splitlines())) <= 80


def test_telling_a_reading_imports_nothing_heavy():
    code = (
        "import sys\nfrom jixiao.reading.telling import machine, terminal, view\n"
        "print([name for name in ('pandas', 'pydantic', 'nbconvert', 'numpy', 'matplotlib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": str(LIB)}, check=True,
                          capture_output=True, text=True, encoding="utf-8")  # fmt: skip
    assert done.stdout.strip() == "[]"


def notes_in(path: Path) -> set[str]:
    """Return the keys of the remarks that a module of the reading puts on relations."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        values = [word.value for word in node.keywords if word.arg == "note"] if isinstance(node, ast.Call) else []
        if isinstance(node, ast.Tuple) and len(node.elts) == 2 and isinstance(node.elts[0], ast.Constant):
            values += node.elts[1:] if node.elts[0].value in VERDICTS else []
        constants = [part for value in values for part in ast.walk(value) if isinstance(part, ast.Constant)]
        found |= {part.value for part in constants if isinstance(part.value, str) and part.value}
    return found - {*VERDICTS, "high", "medium", "low"}


def test_every_remark_of_a_relation_has_its_words():
    modules = sorted((LIB / "jixiao" / "reading").rglob("*.py"))
    keys = {key for path in modules for key in notes_in(path)}
    known = {key.removeprefix("reconcile.note.") for key in catalogue("zh") if key.startswith("reconcile.note.")}
    known |= {key for path in rule_files("readings") for key in load(path).get("notes", {})}
    assert "truncated" in keys and keys - known == set()


def kinds_in(path: Path) -> set[str]:
    """Return the kinds of relations that a module of the reading names where it makes one."""
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    made = [call.args[0] for call in calls if ast.unparse(call.func) == "Relation" and call.args]
    return {kind.value for kind in made if isinstance(kind, ast.Constant)}


def test_every_kind_of_relation_has_a_rule_file_that_words_it():
    kinds = {kind for path in sorted((LIB / "jixiao" / "reading").rglob("*.py")) for kind in kinds_in(path)}
    rules = {path.stem: load(path) for path in rule_files("readings")}
    assert kinds and kinds - rules.keys() == set()
    assert all(node["label"] and node["label_en"] for node in rules.values())
    definitions = [part for node in rules.values() for part in node.get("definitions", {}).values()]
    assert all(part["label"] and part["label_en"] for part in definitions)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", REPORTS)
def test_a_published_report_is_read_told_and_shown(
    name: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(wording, "rule", RULE)
    file, view = ROOT / "data" / name, tmp_path / "view.html"
    assert call("reconcile", str(file), "--lang", language, "--html", str(view)) == 0
    assert file.name in capsys.readouterr().out and is_view(view)
    assert call("reconcile", str(file), "--lang", language, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["relations"] and {relation["verdict"] for relation in told["relations"]} <= set(VERDICTS)
