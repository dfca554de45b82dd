"""The HTML page: inert, self-contained, complete."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat.v4 as v4
import pytest

from documents import figure, rich_document
from jixiao import document as d
from jixiao.export.html import JixiaoHTMLExporter, render_html

SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>'
PAYLOADS = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    '<svg onload="alert(1)"></svg>',
    '<a href="javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    '![x" onerror="alert(1)](x)',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<details ontoggle="alert(1)" open>x</details>',
    '<math><mtext></table><mglyph><style><img src=x onerror="alert(1)">',
    '=HYPERLINK("http://example.org","x")',
    '" onmouseover="alert(1)',
    "</title><script>alert(1)</script>",
    "</style></pre></textarea>--><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    '#panic("x") $x$ *b* @ref <label> // /* #read("/etc/passwd")',
]
every_payload = pytest.mark.parametrize(
    "mark", PAYLOADS, ids=[f"payload {n}" for n in range(1, len(PAYLOADS) + 1)]
)
VOID = {"meta", "img", "br", "wbr", "link", "input"}


class Page(HTMLParser):
    """Tags with attributes, text, and whether all tags are closed."""

    def __init__(self, source: str):
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def dangers(page: Page) -> list[str]:
    """Return everything in a page that could run, load or leave it."""
    found = [
        tag for tag, _ in page.tags if tag in {"script", "iframe", "object", "embed", "form", "link", "base"}
    ]
    for tag, attributes in page.tags:
        for name, value in attributes.items():
            target = (value or "").strip().lower()
            if name.startswith("on") or name in {"srcdoc", "style", "action", "formaction", "background"}:
                found.append(f"{tag} {name}")
            if name == "href" and not target.startswith("#"):
                found.append(f"{tag} {target[:40]}")
            if name == "src" and not target.startswith(
                ("data:image/svg+xml;base64,", "data:image/png;base64,")
            ):
                found.append(f"{tag} {target[:40]}")
    return found


def hostile_document(mark: str) -> dict:
    table = d.table(
        "t",
        mark,
        [(mark, "left"), (mark, "right")],
        [[mark, d.tone(mark, "bad")]],
        foot=[mark, mark],
        source=mark,
    )
    picture = d.figure("f", mark, mark, SVG, "", mark, {"columns": [mark], "rows": [[mark]]})
    blocks = [
        d.heading(1, mark),
        d.paragraph(mark, d.strong(mark), d.emphasis(mark), d.code(mark)),
        d.bullets([mark]),
        d.note(mark),
        d.pre(mark),
        d.formula(mark, mark, mark, mark),
        d.details(mark, [d.paragraph(mark)]),
        table,
        picture,
    ]
    return d.document(
        mark, blocks, language="zh", subtitle=mark, banner=mark, report_id=mark, cover=[(mark, mark)]
    )


@every_payload
def test_hostile_text_stays_text_wherever_it_stands(mark: str):
    page = Page(render_html(hostile_document(mark)))
    assert dangers(page) == []
    [picture] = page.named("img")
    assert picture["alt"] == mark
    # 4 in the head, 2 in the cover, contents, 16 in blocks, and the folded data of the figure
    assert page.text.count(mark) >= 24
    assert page.open == []


@every_payload
def test_hostile_notebooks_stay_inert(mark: str):
    nb = v4.new_notebook(
        cells=[
            v4.new_markdown_cell(f"# {mark}\n\n{mark}\n\n- {mark}\n"),
            v4.new_code_cell(
                f"'{mark}'",
                outputs=[
                    v4.new_output("stream", name="stdout", text=mark),
                    v4.new_output("display_data", data={"text/html": mark, "application/javascript": mark}),
                    v4.new_output(
                        "display_data",
                        data={"image/svg+xml": SVG, "text/plain": mark},
                        metadata={"alt": mark},
                    ),
                    v4.new_output("error", ename=mark, evalue=mark, traceback=[mark]),
                ],
            ),
        ]
    )
    html, _ = JixiaoHTMLExporter().from_notebook_node(nb, {"metadata": {"name": mark}})
    page = Page(html)
    assert dangers(page) == []
    assert page.text.count(mark) >= 4
    assert page.open == []


def test_an_svg_is_only_ever_data_of_an_image():
    page = Page(render_html(hostile_document("x")))
    assert "svg" not in {tag for tag, _ in page.tags}
    assert page.named("img")[0]["src"].startswith("data:image/svg+xml;base64,")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_needs_nothing_from_outside_and_runs_nothing(language: str):
    html = render_html(rich_document(language))
    page = Page(html)
    assert dangers(page) == []
    assert "<script" not in html and not re.search(r"(?i)https?:|@import|url\(", html)
    [policy] = [meta["content"] for meta in page.named("meta") if meta.get("http-equiv")]
    assert (
        policy
        == "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_holds_every_word_of_the_document(language: str):
    document = rich_document(language)
    words = squeezed(Page(render_html(document)).text)
    for text in [document["title"], document["banner"], *d.texts(document["blocks"])]:
        assert squeezed(text) in words
    for pair in document["cover"]:
        assert squeezed("".join(pair)) in words


@pytest.mark.parametrize(("language", "lang"), [("zh", "zh-CN"), ("en", "en")])
def test_the_page_is_built_for_assistive_technology(language: str, lang: str):
    document = rich_document(language)
    page = Page(render_html(document))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    anchors = [link["href"].removeprefix("#") for link in page.named("a")]
    headings = [block for block in d.walk(document["blocks"]) if block["kind"] == "heading"]
    regions = [box for box in page.named("div") if box.get("role") == "region"]
    assert page.named("html") == [{"lang": lang}]
    assert len(ids) == len(set(ids))
    assert set(anchors) <= set(ids) and anchors[0] == "content"
    assert len(anchors) == 1 + sum(block["level"] <= 2 for block in headings)
    assert all(re.fullmatch(r"content|s-[0-9a-f]{10}", anchor) for anchor in anchors)
    assert len(page.named("caption")) == len(page.named("table"))
    assert all(cell.get("scope") in {"col", "row"} for cell in page.named("th"))
    assert regions and all(box["tabindex"] == "0" and box["aria-label"] for box in regions)
    assert all(image["alt"] for image in page.named("img"))
    assert len(page.named("tfoot")) == 2


def test_every_table_and_figure_has_its_number_before_its_caption():
    page = Page(render_html(rich_document("en")))
    captions = [
        block["caption"] for block in d.walk(rich_document("en")["blocks"]) if block["kind"] == "table"
    ]
    words = squeezed(page.text)
    assert all(squeezed(f"Table {n} {caption}") in words for n, caption in enumerate(captions, start=1))
    assert squeezed(f"Figure 1 {figure('en')['caption']}") in words


def test_a_name_of_a_column_is_broken_at_its_marks_and_nowhere_else():
    table = d.table("t", "表", [("列", "left"), ("行", "left")], [["deviation_reason", "12"]] * 2)
    html = render_html(d.document("t", [table], language="zh"))
    assert "deviation_<wbr>reason" in html
    assert "overflow-wrap: anywhere" not in html
    assert html.count('class="right short">') == 3  # the figures and the label above them


def test_a_heading_that_is_not_listed_stays_out_of_the_contents():
    made = d.document("t", [d.heading(1, "甲"), d.heading(1, "乙", listed=False)], language="zh")
    assert [link["href"][:2] for link in Page(render_html(made)).named("a")] == ["#c", "#s"]


PROGRAM = """
import sys, hashlib
sys.path[:0] = sys.argv[1:]
from test_export_html import stable_document
from jixiao.export.html import render_html
from jixiao.export.pdf import render_pdf
made = stable_document()
print(hashlib.sha256(render_html(made).encode()).hexdigest(), hashlib.sha256(render_pdf(made)).hexdigest())
"""


def stable_document() -> dict:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50"/>'
    blocks = [
        d.heading(1, "一、概况"),
        d.paragraph("到位率93.09%"),
        d.bullets(["甲"]),
        d.table("t", "表", [("甲", "left"), ("乙", "right")], [["一", "1.00"]] * 60, foot=["合计", "60.00"]),
        d.figure("f", "图", "空白", svg, "", "", {"columns": [], "rows": []}),
    ]
    return d.document(
        "报告", blocks, language="zh", date="2021-06-30", cover=[("项目", "甲")], report_id="JX-1"
    )


def test_zone_locale_and_hash_seed_change_no_byte():
    here = str(Path(__file__).parent)
    runs = [
        {"TZ": "Asia/Shanghai", "LANG": "C", "PYTHONHASHSEED": "1", "JIXIAO_LANG": "zh"},
        {
            "TZ": "America/New_York",
            "LANG": "zh_CN.UTF-8",
            "PYTHONHASHSEED": "2",
            "JIXIAO_LANG": "en",
            "SOURCE_DATE_EPOCH": "1",
        },
    ]
    digests = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, here, str(Path(here).parent / "lib")],
            env={**os.environ, **run},
            check=True,
            capture_output=True,
            text=True,
            cwd=here,
        ).stdout
        for run in runs
    }
    assert len(digests) == 1
