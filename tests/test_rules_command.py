"""The catalogue of the rules: a page for every rule, on the terminal and as offline HTML, from the rule files."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

import test_accessibility as accessibility
from jixiao.catalogue import examples, inputs, readings, site, statements
from jixiao.catalogue.book import index, overview
from jixiao.catalogue.entries import KINDS, LEXICON, SINGLE, entries, entry, every, find
from jixiao.catalogue.lines import lines
from jixiao.catalogue.pages import page
from jixiao.catalogue.pages.lexicon import size
from jixiao.document import document, link, paragraph, plain, texts, walk
from jixiao.exceptions import ParameterError, SchemaError
from jixiao.export.html import render_html
from jixiao.export.pdf import render_pdf
from jixiao.export.prepare import prepared
from jixiao.intake.schema import schemas
from jixiao.language import LANGUAGES, catalogue, text
from jixiao.rulebook import NEWEST, packs, rules
from jixiao.rulebook.rules import Rule, basis_of
from jixiao.scoring.kinds.numbers import number_of
from small_workbook import LIB
from workbooks import call

ROOT = Path(__file__).parents[1]
RULES = tuple(every())
HANZI = re.compile("[\u4e00-\u9fff]")
INDICATOR_SECTIONS = ("question", "condition", "formula", "examples", "why", "excludes", "assumes", "inputs",
                      "evidence", "scored", "basis")  # fmt: skip
SECTIONS = {
    "indicators": INDICATOR_SECTIONS,
    "packs": ("what", "differs", "scoring", "weights", "examples", "indicators", "basis"),
    "relations": ("statement", "compares", "examples", "finding", "why", "remedy", "basis"),
    "readings": ("examples", "why", "basis"), "lexicon": ("lexicon",),
    "checks": ("statement", "tested", "examples", "finding", "why", "remedy", "basis"),
    "regulations": ("note", "rests"), "outlines": ("sections", "whole", "basis"),
    "materials": ("material_list", "tables", "basis"), "glossary": ("words",),
}  # fmt: skip
# the number of a document is Chinese in every language
NUMBER = re.compile(r"\S*〔\d{4}〕\d+号")


@pytest.fixture(autouse=True)
def speaks_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_LANG", "zh")


@pytest.fixture(scope="module")
def english_pages() -> dict[str, str]:
    return {name: content.decode() for name, content in site.pages("en").items()}


@pytest.fixture(scope="module")
def chinese_pages() -> dict[str, str]:
    return {name: content.decode() for name, content in site.pages("zh").items()}


def table_of(document: dict, id: str) -> list[list[str]]:
    block = next(block for block in document["blocks"] if block.get("id") == id)
    return [[plain(cell) for cell in row] for row in block["rows"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.page)
def test_every_rule_has_a_page_with_the_sections_of_its_kind(rule, language):
    shown = prepared(page(rule, language))
    headings = [block["text"] for block in shown["blocks"] if block["kind"] == "heading" and block["level"] == 1]
    wanted = [text(f"catalogue.section.{key}", language) for key in SECTIONS[rule.kind]]
    assert [heading for heading in headings if heading in wanted] == wanted
    assert shown["title"] == rule.label(language)
    assert [text("catalogue.fact.code", language), rule.code] in shown["cover"]
    told = "\n".join(lines(page(rule, language)))
    assert rule.code in told and told.encode("gbk", "replace").decode("gbk").count("?") == told.count("?")


def test_every_kind_of_rule_file_is_in_the_catalogue():
    folders = {path.name for path in rules.FOLDER.iterdir() if path.is_dir()}
    assert folders == set(KINDS) - set(SINGLE) | {LEXICON}
    codes = {rule.code for rule in RULES} | set(entry(LEXICON, LEXICON).node["list"])
    assert codes >= {path.stem for folder in folders for path in rules.rule_files(folder)}


def test_an_english_page_speaks_english():
    for rule in RULES:
        blocks = page(rule, "en")["blocks"]
        prose = [plain(block["text"]) for block in walk(blocks) if block["kind"] == "paragraph"]
        headings = [block["text"] for block in walk(blocks) if block["kind"] == "heading"]
        assert [words for words in (*prose, *headings) if HANZI.search(NUMBER.sub("", words))] == []


@pytest.mark.parametrize("rule", entries("indicators"), ids=lambda rule: rule.code)
def test_an_indicator_page_computes_what_the_rule_file_expects(rule):
    shown = table_of(page(rule, "zh"), "examples")
    assert len(shown) == len(rule.node["examples"])
    for (name, _, result), example in zip(shown, rule.node["examples"], strict=True):
        assert name == example["name"]
        if example["expect"] == "not_assessable":
            assert result.startswith("无法评定")
        elif rule.node["unit"] == "ratio":
            assert result.endswith(f"= {float(example['expect']) * 100:.2f}%")
        elif rule.node["unit"] == "points":
            assert result.startswith(f"得 {float(example['expect']) * 100:.2f}%")
        else:
            assert number_of(result.rpartition("= ")[2].replace("−", "-")) == number_of(example["expect"])


@pytest.mark.parametrize("code", packs.pack_codes())
def test_a_pack_page_gives_its_examples_the_points_they_expect(code):
    pack = packs.load_pack(code)
    shown = table_of(page(entry("packs", code), "en"), "examples")
    for row, example in zip(shown, pack.node["examples"], strict=True):
        found = examples.scored(pack, example)
        assert row[2] == ("no score" if example["expect"] == "none" else example["expect"])
        assert found.outcome.reason == example.get("reason", found.outcome.reason)


@pytest.mark.parametrize("rule", entries("relations"), ids=lambda rule: rule.code)
def test_a_relation_page_gives_the_verdict_that_the_rule_file_expects(rule):
    read = Rule(rule.code, rule.node, basis_of(rule.code, rule.node["basis"]))
    for example in rule.node["examples"]:
        expected = () if example["expect"] == "nothing" else (example["expect"],)
        assert statements.verdicts(read, example) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", entries("readings"), ids=lambda rule: rule.code)
def test_a_page_of_the_reading_shows_what_the_reading_finds(rule, language):
    shown = page(rule, language)
    rows = table_of(shown, "examples")
    assert [row[1] for row in rows] == [example["text"] for example in rule.node["examples"]]
    told = "\n".join(texts(shown["blocks"]))
    assert text("catalogue.arithmetic_basis", language) in told or "basis" in rule.node
    assert not re.search(r"\{[a-z_]+\}", told)
    for key in ("statement", "formula", "tolerance", "why", "remedy"):
        if key in rule.node:
            assert rule.node[key if language == "zh" else f"{key}_en"] in told, key


def test_an_example_of_the_reading_is_computed_and_red_where_its_file_says_otherwise(monkeypatch):
    rule = entry("readings", "rate")
    rows = table_of(page(rule, "zh"), "examples")
    assert rows[1][2:] == ["95%", "90%", "不符"] and "与计算不符" not in str(rows)
    wrong = [{**rule.node["examples"][1], "computed": "91"}, {**rule.node["examples"][0], "verdict": "none"}]
    shown = page(replace(rule, node={**rule.node, "examples": wrong}), "zh")
    cells = [row[-1] for row in next(block for block in shown["blocks"] if block.get("id") == "examples")["rows"]]
    assert [cell["tone"] for cell in cells] == ["bad", "bad"]
    assert plain(cells[0]) == "不符（文件写的是 95% 91 不符，与计算不符）"
    monkeypatch.setattr(readings, "read", lambda document: pytest.fail("the words were read before"))
    assert readings.outcome("rate", rule.node["examples"][0]).agrees


def test_every_word_list_says_what_it_is_for_and_how_much_it_holds():
    for language in LANGUAGES:
        rows = table_of(page(entry(LEXICON, LEXICON), language), LEXICON)
        assert [row[1] for row in rows] == list(entry(LEXICON, LEXICON).node["list"])
        assert [row[1] for row in rows if row[0] == "—" or int(row[3]) == 0] == []
    assert size({"a": ["x", "y|z"], "b": {"c": 12}, "d": "萬万 億亿"}) == 6


def test_a_pack_page_says_only_what_differs_from_the_pack_it_is_based_on():
    shown = page(entry("packs", "variant-strict"), "en")
    changed = {row[0] for row in table_of(shown, "differences")}
    assert changed == {"Target exceeded", "Ceiling (≤)", "Exact target (=)", "Lateness", "No actual value",
                       "Dropped indicators"}  # fmt: skip
    alone = page(entry("packs", "cn-2020-10-self"), "en")["blocks"]
    assert "differences" not in {block.get("id") for block in alone}


def test_a_pack_page_names_indicators_and_dimensions_as_its_document_does():
    old = {row[2]: row[:2] for row in table_of(page(entry("packs", "cn-2013-53"), "zh"), "indicators")}
    assert {row[0] for row in old.values()} == {"投入", "过程", "产出", "效果"}
    assert old["timeliness"] == ["产出", "完成及时率"] and old["management_rules"] == ["过程", "业务管理制度健全性"]
    assert old["satisfaction_of_beneficiaries"] == ["效果", "社会公众或服务对象满意度"]
    listed = {row[2]: row[:2] for row in table_of(overview(NEWEST, "cn-2013-53", "zh"), "cn-2013-53")}
    assert listed == old
    new = {row[2]: row[:2] for row in table_of(page(entry("packs", "cn-2020-10-framework"), "zh"), "indicators")}
    assert new["timeliness"] == ["产出", "完成及时性"] and new["funding_rate"][0] == "过程"


def test_a_pack_page_tells_what_may_be_absent():
    shown = page(entry("packs", "cn-2013-53"), "en")
    rows = {row[0]: row[-1] for id in ("differences", "settings") for row in table_of(shown, id)}
    assert "Lasting effect" in rows["Indicators that may be absent"] and "scaled up" in rows["Dropped indicators"]
    assert "absent" not in str(table_of(page(entry("packs", "cn-2020-10-self"), "en"), "settings"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pack_page_shows_the_remark_of_the_pack_whose_rules_it_takes_over(language):
    national = "不是条文" if language == "zh" else "conventions of the rule pack"
    for code in packs.pack_codes():
        assert national in "".join(texts(page(entry("packs", code), language)["blocks"])), code
    chain = "".join(texts(page(entry("packs", "observed-gx"), language)["blocks"]))
    assert all(f"（{code}）" in chain or f"({code})" in chain for code in ("observed-default", "cn-2020-10-self"))


def test_level_1_weights_are_shown_with_the_document_they_rest_on():
    rows = table_of(page(entry("packs", "cn-2020-10-self"), "zh"), "weights")
    assert [row[-1] for row in rows] == ["财预〔2020〕10号\n未核对"] * 2 + ["财预〔2021〕101号\n未核对"] * 2
    taken_over = table_of(page(entry("packs", "variant-strict"), "zh"), "weights")
    assert taken_over == rows


def test_the_points_of_an_indicator_are_those_of_the_regulation_of_the_pack():
    points = {row[1]: row[3] for row in table_of(page(entry("indicators", "cost_saving_rate"), "zh"), "scored")}
    assert points == {"cn-2013-53": "7", "cn-2020-10-framework": "8"}


def test_the_figures_of_every_formula_come_from_a_column_that_exists():
    for rule in entries("indicators"):
        if "formula" in rule.node:
            for name in rules.roles():
                places = inputs.columns_of(name)
                assert all(column in schemas()[table].columns for table, column in places)
            assert all(row[2] for row in table_of(page(rule, "en"), "inputs"))
    assert inputs.columns_of("spent") == (("funds", "spent"),)


def test_a_regulation_page_names_what_rests_on_it_and_what_replaced_it():
    shown = "\n".join(texts(page(entry("regulations", "caiyu-2020-10"), "zh")["blocks"]))
    assert "cn-2020-10-self" in shown and "funding_rate" in shown and "outline-2020" in shown
    repealed = page(entry("regulations", "caiyu-2011-285"), "zh")
    assert ("废止日期", "2020-02-25") in [tuple(pair) for pair in repealed["cover"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_shows_the_indicators_of_each_pack_with_points_and_basis(language, capsys):
    assert call("rules", "--lang", language) == 0
    out = capsys.readouterr().out
    for code in packs.pack_codes():
        assert re.search(rf"\b{code}\b", out)
    assert re.search(r"cost_saving_rate .*\b8\b.*财预〔2020〕10号", out)
    kinds = ("relations", "readings", "checks", "regulations")
    assert all(text(f"catalogue.kind.{kind}", language) in out for kind in kinds)


def test_the_list_of_a_day_and_of_a_pack_leaves_the_others_out(capsys):
    assert call("rules", "--as-of", "2019-12-31") == 0
    early = capsys.readouterr().out
    assert "cn-2013-53" in early and "cn-2020-10-self" not in early
    assert call("rules", "--pack", "cn-2020-10-framework") == 0
    only = capsys.readouterr().out
    assert "cost_saving_rate" in only and "cn-2013-53" not in only


def test_a_code_that_an_indicator_and_a_relation_share_shows_both_or_the_one_that_is_named(capsys):
    assert [rule.kind for rule in find("funding_rate")] == ["indicators", "relations"]
    assert [rule.kind for rule in find("relations/funding_rate")] == ["relations"]
    assert call("rules", "funding_rate") == 0
    out = capsys.readouterr().out
    assert "(178.09" not in out and "178.09 ÷ 202.15 = 88.10%" in out and "数据矛盾" not in out
    assert out.count("依据\n") == 2
    assert [rule.page for rule in find("same_quantity")] == ["relations-same_quantity.html",
                                                             "readings-same_quantity.html"]  # fmt: skip
    assert [rule.kind for rule in find("readings/same_quantity")] == ["readings"]
    assert call("rules", "same_quantity") == 0
    assert capsys.readouterr().out.count("代码  same_quantity") == 2


WRONG = {
    "a code that does not exist": (("rules", "fundng_rate"), "funding_rate"),
    "a pack that does not exist": (("rules", "--pack", "cn-2020-10"), "cn-2020-10-self"),
    "a day that is none": (("rules", "--as-of", "2020"), "YYYY-MM-DD"),
    "a check without a folder": (("rules", "--check"), "--html"),
    "a check of nothing": (("rules", "--html", "nowhere", "--check"), "nowhere"),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_a_wrong_use_is_explained(mistake, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    arguments, told = WRONG[mistake]
    assert call(*arguments) == 2
    out, err = capsys.readouterr()
    assert not out and told in err and len(err.splitlines()) <= 6


def test_programs_get_all_rules_in_both_languages(capsys):
    assert call("rules", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["digest"] == rules.digest() and told["as_of"] == NEWEST
    assert told["indicators"]["funding_rate"]["label_en"] == "Funds-in-place rate"
    assert told["readings"]["rate"]["label_en"] == "Rate recomputed" and "units" in told[LEXICON][LEXICON]["list"]
    assert call("rules", "funding_rate", "--json") == 0
    assert set(json.loads(capsys.readouterr().out)) == {"as_of", "digest", "indicators", "relations"}
    assert call("rules", "--pack", "cn-2013-53", "--json") == 0
    limited = json.loads(capsys.readouterr().out)
    assert list(limited["packs"]) == ["cn-2013-53"] and len(limited["indicators"]) == 20


def test_printing_rules_imports_nothing_heavy():
    heavy = ("pandas", "pydantic", "papermill", "nbformat", "jupyter_client", "great_expectations", "numpy")
    code = "import sys\nfrom jixiao.cli import main\ntry: main(['rules', 'funding_rate'])\nexcept SystemExit: pass\n" \
        f"print([name for name in {heavy!r} if name in sys.modules])"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": str(LIB)},
                          capture_output=True, text=True, encoding="utf-8", check=True)  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_line_of_the_terminal_is_short_enough_to_read():
    for rule in (*entries("packs"), *entries("indicators")):
        prose = [line for line in lines(page(rule, "en")) if "  " not in line.strip()]
        assert max(map(len, prose)) <= 120
    assert list(lines(overview(NEWEST, None, "en")))[0] == "Catalogue of the rules"


class Links(HTMLParser):
    """Collects what a page points at."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.anchors: set[str] = set()
        self.tags: set[str] = set()
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        self.anchors.add(found.get("id", ""))
        self.targets += [found[name] for name in ("href", "src", "action") if name in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_have_no_script_and_lead_only_to_each_other(language, english_pages, chinese_pages):
    made = english_pages if language == "en" else chinese_pages
    assert set(made) == {"index.html", *(rule.page for rule in RULES)}
    for name, content in made.items():
        found = Links(content)
        assert not found.tags & {"script", "link", "iframe", "img", "form", "object", "embed"}, name
        assert "default-src 'none'" in content and "://" not in content and "url(" not in content
        assert [target for target in found.targets if target.startswith("#") and target[1:] not in found.anchors] == []
        assert [target for target in found.targets if not target.startswith("#") and target not in made] == []


def test_a_link_is_words_only_on_paper_and_never_leads_away():
    rule = entry("packs", "cn-2013-53")
    shown = document("one", [paragraph("see ", rule.link("en"))], language="en")
    assert f'<a href="{rule.page}">' in render_html(shown)
    assert render_pdf(shown).startswith(b"%PDF")
    for address in ("https:" + "//example.org/a.html", "//example.org", "../a.html", "javascript:alert.html", "#x"):
        with pytest.raises(SchemaError, match="bad-document"):
            render_html(document("one", [paragraph(link("see", address))], language="en"))


def test_every_page_is_reached_from_the_index(chinese_pages):
    assert set(Links(chinese_pages["index.html"]).targets) >= {rule.page for rule in RULES}
    assert rules.digest()[:8] in chinese_pages["index.html"].replace("<wbr>", "")
    assert text("catalogue.title", "zh") == index("zh")["title"]


def test_the_catalogue_is_written_checked_and_replaced(tmp_path, capsys):
    place = tmp_path / "deep" / "book"
    assert call("rules", "--html", str(place), "--lang", "en") == 0
    assert "index.html" in capsys.readouterr().out
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    assert set(before) == set(site.pages("en")) and [path.name for path in place.parent.iterdir()] == ["book"]
    assert call("rules", "--html", str(place), "--check") == 0
    assert call("rules", "--html", str(place), "--lang", "zh") == 0
    assert 'lang="zh-CN"' in (place / "index.html").read_text("utf-8")
    assert [path.name for path in place.parent.iterdir()] == ["book"]


CHANGES = {
    "a page was changed": lambda place: os.truncate(place / "index.html", 5000),
    "a page is missing": lambda place: (place / "packs-cn-2013-53.html").unlink(),
    "a page is left over": lambda place: shutil.copy(place / "index.html", place / "packs-old.html"),
}


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("written") / "book"
    site.write(place, "zh")
    return place


@pytest.mark.parametrize("change", CHANGES)
def test_a_catalogue_that_differs_from_the_rules_is_out_of_date(change, written, tmp_path):
    place = tmp_path / "book"
    shutil.copytree(written, place)
    assert site.check(place) == len(RULES) + 1
    CHANGES[change](place)
    with pytest.raises(ParameterError, match="catalogue-stale"):
        site.check(place)


@pytest.mark.parametrize("name", ["notes.txt", "mine.html"])
def test_a_folder_with_other_files_is_refused_and_left_as_it_is(name, written, tmp_path):
    place = tmp_path / "book"
    shutil.copytree(written, place)
    (place / name).write_text("<html>mine</html>", "utf-8")
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    with pytest.raises(ParameterError, match="not-a-catalogue"):
        site.write(place, "en")
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before
    with pytest.raises(ParameterError, match="not-a-catalogue"):
        site.write(place / name, "en")


def test_a_catalogue_that_cannot_be_put_in_place_leaves_the_old_one(written, tmp_path, monkeypatch):
    place = tmp_path / "book"
    shutil.copytree(written, place)
    rename, calls = os.rename, []

    def fails_once(*names: str) -> None:
        calls.append(names)
        if len(calls) == 2:
            raise KeyboardInterrupt
        rename(*names)

    monkeypatch.setattr(site.os, "rename", fails_once)
    with pytest.raises(KeyboardInterrupt):
        site.write(place, "en")
    assert 'lang="zh-CN"' in (place / "index.html").read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["book"]


def test_a_rule_file_that_is_added_has_a_page_without_a_list_being_changed(tmp_path):
    copy = tmp_path / "lib" / "jixiao"
    shutil.copytree(LIB / "jixiao", copy, ignore=shutil.ignore_patterns("*.pyc.*", "fonts"))
    folder = copy / "rules" / "indicators" / "process"
    added = (folder / "funding_rate.yaml").read_text("utf-8").replace("资金到位率", "另一到位率")
    (folder / "another_rate.yaml").write_text(added, "utf-8")
    code = "from jixiao.catalogue.site import pages\nprint(*sorted(pages('zh')))\n" \
        "from jixiao.cli import main\nmain(['rules', 'another_rate'])"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": str(copy.parent)},
                          capture_output=True, text=True, encoding="utf-8")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "indicators-another_rate.html" in done.stdout and "另一到位率" in done.stdout


def test_the_words_of_the_catalogue_can_be_written_on_a_chinese_console():
    for language in LANGUAGES:
        for key, sentence in catalogue(language).items():
            if key.startswith("catalogue."):
                assert sentence.encode("gbk"), key


@pytest.mark.skipif(accessibility.browser() is None, reason="no Chromium on this machine")
@pytest.mark.skipif(accessibility.axe() is None, reason="no axe.min.js: the package axe-core-python is not installed")
@pytest.mark.parametrize(
    ("name", "language", "dark", "width"),
    [("index.html", "zh", False, 1400), ("packs-variant-strict.html", "en", True, 420),
     ("indicators-cost_saving_rate.html", "zh", True, 1400)],
)  # fmt: skip
def test_axe_finds_no_violation_in_the_pages(name, language, dark, width, english_pages, chinese_pages, tmp_path):
    made = english_pages if language == "en" else chinese_pages
    result = accessibility.judged(made[name], tmp_path, dark=dark, width=width)
    assert result["dark"] is dark and result["passes"] > 15 and result["found"] == []


def test_a_result_that_the_file_does_not_expect_is_told_in_red(chinese_pages):
    pack = packs.load_pack("cn-2020-10-self")
    example = pack.node["examples"][0]
    wrong = replace(pack, node={**pack.node, "examples": [{**example, "expect": "3"}]})
    (cell,) = [row[2] for row in examples.of_pack(wrong, "zh")[0]["rows"]]
    assert cell["tone"] == "bad" and "文件写的是 3" in plain(cell)
    assert not any("与计算不符" in page for page in chinese_pages.values())
