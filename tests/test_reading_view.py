"""The reading view: the whole text, every figure marked, notes and text linked both ways, nothing from outside."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

import small_reading
from jixiao.documents.model import Document, Line, Place
from jixiao.language import LANGUAGES, text
from jixiao.reading.reading import Reading
from jixiao.reading.telling import wording
from jixiao.reading.telling.layout import passages
from jixiao.reading.telling.marks import STATES, marked
from jixiao.reading.telling.view import GENERATOR, SIGNS, is_view, page
from test_accessibility import judged
from test_accessibility import pytestmark as needs_a_browser

VOID = {"meta", "link", "br", "img", "input", "hr", "wbr"}


class Page(HTMLParser):
    """The elements of a page with their attributes, and whether all were closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data

    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    def links(self) -> list[str]:
        return [attributes["href"] for _, attributes in self.elements if "href" in attributes]


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Word the relations by the rules of the example."""
    monkeypatch.setattr(wording, "rule", small_reading.RULES.__getitem__)


@pytest.fixture
def reading() -> Reading:
    return small_reading.reading()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_well_formed_and_holds_every_word_of_the_report(language: str, reading: Reading):
    read = Page(page(reading, language))
    assert read.open == []
    shown = re.sub(r"\s", "", read.text)
    for line in reading.document.lines:
        for start, end in line.cells or ((0, len(line.text)),):
            for words in re.findall(r"[\u4e00-\u9fff<>/()']+", line.text[start:end]):
                assert words in shown


def test_hostile_words_of_a_report_stay_words(reading: Reading):
    made = page(reading, "zh")
    assert "<script" not in made and "&lt;script&gt;" in made and "<b>.docx" not in made
    assert not re.search(r"(https?:)?//|javascript:|\son\w+=", made.split("</style>")[1])


def test_the_policy_lets_nothing_in_from_outside(reading: Reading):
    read = Page(page(reading, "zh"))
    (policy,) = (found["content"] for _, found in read.elements if found.get("http-equiv"))
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    assert {tag for tag, _ in read.elements} & {"script", "img", "iframe", "link", "form", "object"} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_has_its_target_and_no_identifier_is_used_twice(language: str, reading: Reading):
    read = Page(page(reading, language))
    ids = read.ids()
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in read.links()} <= set(ids)


def test_text_and_notes_lead_to_each_other(reading: Reading):
    links = Page(page(reading, "zh")).links()
    notes = [note for mark in marked(reading) for note in mark.notes]
    assert len(notes) == len(reading.relations) + 1
    for note in notes:
        assert f"#n{note.number}" in links and f"#{note.mark}" in links


def test_a_figure_has_the_worst_verdict_on_it(reading: Reading):
    states = {reading.document.text[mark.start : mark.end]: mark.state for mark in marked(reading)}
    assert states["88.30%"] == states["149.00"] == "contradicted"
    assert states["95.00%"] == states["150.00"] == "reconciled"
    assert states["96.4%"] == "not_verifiable" and states["全部拨付"] == states["3万元"] == "review"
    assert states["240.00万元"] == "operand" and states["1,260人"] == "quantity" and states["2023年"] == "name"


def test_a_verdict_is_never_shown_by_colour_alone():
    style = (Path(wording.__file__).parents[2] / "export/templates/reading.css").read_text("utf-8")
    lines = {state: re.search(rf"\.fig\.{state} {{[^}}]*text-decoration[^}}]*", style) for state in STATES[:5]}
    assert all(lines.values()) and len({found[0].split("text-decoration")[1] for found in lines.values()}) == 5
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_the_contradictions_stand_on_top_with_links_into_the_text(reading: Reading):
    made = page(reading, "zh")
    top = made[: made.index('id="text"')]
    assert 'href="#F004">资金到位率写 88.30%，重算为 83.33%' in top and 'href="#F015"' in top
    assert top.index("88.30%") < top.index("96.4%")
    assert "缺少“有关建议”" in top and "没有“评分表”" in top


def test_a_table_of_the_report_is_a_table_with_its_head(reading: Reading):
    made = page(reading, "zh")
    assert made.count("<table") == 1 and made.count('<th scope="col">') == 4 and made.count("<td>") == 8


def test_lines_with_bars_are_a_table_too():
    lines = ("前文", "| 乡镇 | 金额 |", "| --- | --- |", "| 东河镇 | 多 | 余 |", "后文")
    made = Document("a.txt", tuple(Line(words, Place("body", at)) for at, words in enumerate(lines, 1)), "utf-8")
    before, table, after = passages(made, [])
    assert (before.kind, table.kind, after.kind) == ("paragraph", "table", "paragraph")
    assert ["".join(cell).strip() for cell in table.head] == ["乡镇", "金额", ""]
    assert ["".join(cell).strip() for cell in table.rows[0]] == ["东河镇", "多", "余"]


def test_headings_leave_no_level_out():
    lines = ("（一）先有小节", "一、后有大节", "（一）小节", "正文第一段很长" * 9)
    made = Document("a.txt", tuple(Line(words, Place("body", at)) for at, words in enumerate(lines, 1)), "utf-8")
    assert [passage.level for passage in passages(made, [])] == [3, 3, 4, 0]


def test_characters_that_deceive_are_spelt_out(reading: Reading):
    line = Line("金额12\u202e34\x1b[31m元", Place("body", 1))
    made = page(Reading(Document("a.txt", (line,), "utf-8"), (), ()), "zh")
    assert "〔U+202E〕" in made and "\x1b" not in made and "\u202e" not in made


def test_a_report_without_figures_is_shown_all_the_same():
    read = Page(page(Reading(Document("a.txt", (Line("没有数。", Place("body", 1)),), "utf-8"), (), ()), "en"))
    assert "没有数。" in read.text and read.open == []


def test_two_figures_that_overlap_are_marked_once(reading: Reading):
    twice = replace(reading.figures[0], id="F099", start=reading.figures[0].start + 1)
    marks = marked(replace(reading, figures=(reading.figures[0], twice), relations=(), remarks=()))
    assert [mark.id for mark in marks] == ["F001"]


def test_a_page_says_that_it_is_ours(reading: Reading, tmp_path: Path):
    ours, other = tmp_path / "a.html", tmp_path / "b.html"
    ours.write_text(page(reading, "zh"), "utf-8")
    other.write_text(f"<p>{GENERATOR}</p>", "utf-8")
    assert is_view(ours) and not is_view(other) and not is_view(tmp_path)


def test_a_page_is_the_same_every_time(reading: Reading):
    assert page(reading, "zh") == page(small_reading.reading(), "zh")


def test_the_legend_explains_every_mark(reading: Reading):
    made = page(reading, "en")
    assert all(text(f"reading.view.legend.{state}", "en") in made for state in STATES)


class TestInABrowser:
    """What axe says of the page."""

    pytestmark = needs_a_browser

    @pytest.mark.parametrize(
        ("language", "dark", "width"), [("zh", False, 1400), ("zh", True, 420), ("en", True, 1400)]
    )
    def test_axe_finds_no_violation(self, language: str, dark: bool, width: int, reading: Reading, tmp_path: Path):
        result = judged(page(reading, language), tmp_path, dark=dark, width=width)
        assert result["found"] == [] and result["passes"] > 15 and result["dark"] is dark
