"""The pages of a printed report: well filled, tables turned where they must be, lines that begin properly."""

import itertools
from functools import cache

import numpy as np
import pypdfium2
import pytest

from documents import figure, funds
from jixiao import Workbook
from jixiao import document as d
from jixiao.export.pdf import render_pdf
from workbooks import ROOT

PROJECTS = ("chenggong-wf-2020", "demo-synthetic-2024")
PT_PER_MM = 72 / 25.4
MARGINS_MM = {"report": (27.0, 24.0), "gongwen": (37.0, 35.0)}
"""Top and bottom margins by page style."""
LEAST = 0.35
"""No page but the cover, the contents and the last is filled less."""
CLOSING = "”’，。；：、）》〕？！%"


@cache
def document(project: str, language: str) -> dict:
    return Workbook.open(project, language=language).document


def filled(pdf: bytes, style: str) -> list[float]:
    """Return how far down the text area each page is printed."""
    top, bottom = (margin * PT_PER_MM for margin in MARGINS_MM[style])
    shares = []
    with pypdfium2.PdfDocument(pdf) as pages:
        for page in pages:
            ink = np.asarray(page.render(grayscale=True).to_numpy()).squeeze() < 200
            area = ink[round(top) - 2 : round(page.get_height() - bottom) + 2]
            lines = np.flatnonzero(area.any(axis=1))
            shares.append((lines[-1] + 1) / len(area) if len(lines) else 0.0)
    return shares


def turned_pages(pdf: bytes) -> list[int]:
    with pypdfium2.PdfDocument(pdf) as pages:
        return [number for number, page in enumerate(pages) if page.get_width() > page.get_height()]


@pytest.mark.parametrize("style", ["report", "gongwen"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("project", PROJECTS)
def test_no_page_of_a_report_is_left_nearly_empty(project: str, language: str, style: str, monkeypatch):
    monkeypatch.chdir(ROOT)
    pdf = render_pdf(document(project, language) | {"page_style": style})
    before_text = 2 if style == "report" else 0
    shares = filled(pdf, style)[before_text:-1]
    assert len(shares) > 10
    assert min(shares) >= LEAST, [round(share, 2) for share in shares]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("lines", [2, 6, 11])
def test_what_follows_a_turned_table_fills_the_page_before_it(lines: int, language: str):
    words = d.paragraph("填充的文字。" * 30)
    blocks = [d.heading(1, "一、甲"), *[words] * lines, funds(language), d.note("附注"), figure(language)]
    blocks += [*[words] * 5, d.heading(1, "二、乙"), words]
    pdf = render_pdf(d.document("报告", blocks, language="zh"))
    shares, turned = filled(pdf, "report"), turned_pages(pdf)
    assert turned == list(range(turned[0], turned[-1] + 1)) and turned[0] > 0
    assert shares[turned[0] - 1] > 0.6
    assert shares[turned[-1]] > LEAST
    with pypdfium2.PdfDocument(pdf) as pages:
        place = next(n for n, page in enumerate(pages) if "二、乙" in page.get_textpage().get_text_bounded())
    assert place > turned[-1]


@pytest.mark.parametrize(
    ("lines", "is_turned"), [(1, False), (4, True)], ids=["a gap before", "no gap before"]
)
def test_a_legible_table_stands_up_rather_than_leave_a_page_nearly_empty(lines: int, is_turned: bool):
    rows = [["市级", *["市级补助资"] * 8, "各级答卷之和等于有效问卷数，逐一核对。" * 6]] * 12
    columns = [(f"第{count}栏", "left") for count in range(10)]
    table = d.table("t", "表", columns, rows, landscape=True)
    blocks = [
        d.heading(1, "一、甲"),
        *[d.paragraph("填充的文字。" * 30)] * lines,
        table,
        d.heading(1, "二、乙"),
    ]
    pdf = render_pdf(d.document("报告", blocks, language="zh"))
    assert bool(turned_pages(pdf)) is is_turned
    assert min(filled(pdf, "report")[:-1], default=1.0) >= LEAST


@pytest.mark.parametrize("style", ["report", "gongwen"])
def test_no_line_begins_with_a_closing_mark(style: str):
    quoted = "“资金到位率93.09%”（F006），“funds.csv:2:budget_initial”；"
    blocks = [d.paragraph("一" * count + quoted * 2) for count in range(28)]
    blocks += [d.bullets(["一" * count + quoted * 2 for count in range(28)])]
    with pypdfium2.PdfDocument(
        render_pdf(d.document("报告", blocks, language="zh", page_style=style))
    ) as pages:
        lines = itertools.chain(*(page.get_textpage().get_text_bounded().splitlines() for page in pages))
        assert [line for line in lines if line.strip()[:1] in tuple(CLOSING)] == []


def test_the_place_of_a_value_is_broken_after_its_marks_only():
    place = "funds.csv:2:budget_initial"
    blocks = [d.paragraph("一" * count + place) for count in range(28)]
    pdf = render_pdf(d.document("报告", blocks, language="zh", page_style="gongwen"))
    with pypdfium2.PdfDocument(pdf) as pages:
        words = "\n".join(page.get_textpage().get_text_bounded() for page in pages)
    ends = [line for line in words.splitlines() if "funds.csv" in line and "initial" not in line]
    assert ends and all(line.strip().endswith((":", "funds.csv:2:")) for line in ends)
