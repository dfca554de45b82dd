"""Charts: the finding in words, the figures as data, and pictures that are the same everywhere."""

import base64
import csv
import io
import os
import subprocess
import sys
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from matplotlib import rc_context

import jixiao
from jixiao import charts
from jixiao.charts.canvas import chart as canvas
from jixiao.charts.canvas import lettering
from jixiao.document import BLOCKS_MIME
from jixiao.exceptions import SchemaError
from jixiao.language import LANGUAGES, catalogue, text

D = Decimal
WAN = D(10_000)
RATES = [
    ("资金到位率", D("0.9309"), D("178.09") / D("202.15")),
    ("支出执行率（支出/预算）", D("0.8796"), D("189.35") / D("202.15")),
    ("支出执行率（支出/到位）", D("0.8796"), D("189.35") / D("178.09")),
    ("节约率", D("0.0932"), D("12.80") / D("202.15")),
]
LOST = [
    ("B11", "资金到位率", D("2.5")),
    ("B12", "预算执行率", D(4)),
    ("C11", "实际完成率", D("9.9")),
    ("D11", "满意度", D(4)),
]
DIMENSIONS = [
    ("决策", D(18), D(20)),
    ("过程", D(15), D(20)),
    ("产出", D("27.5"), D(30)),
    ("效益", None, D(30)),
]
KINDS = {"high": {"金额": 11, "缺项": 7}, "low": {"文字": 12}}
LONG = "资金使用合规性、会计核算规范性与内部控制制度执行有效性（含专项资金管理办法落实情况）"
LONG_LATIN = "Effectiveness of the internal controls over accounting and over the use of earmarked funds"
QUARTERS = [("第一季度", D("21.30")), ("第二季度", D("46.05")), ("第三季度", D("51")), ("第四季度", D("71"))]
SCHEDULE = [D("0.25"), D("0.5"), D("0.75"), D(1)]


def wan(*amounts):
    return [None if amount is None else D(amount) * WAN for amount in amounts]


def funds(language="zh", amounts=("202.15", "178.09", "189.35"), rates=RATES, unit="万元"):
    return charts.funds_chart(*wan(*amounts), unit, rates, language, "stated.csv 2-4")


def severity(language="zh", counts=None, kinds=KINDS):
    return charts.severity_chart(
        counts or {"high": 18, "medium": 14, "low": 12}, kinds, language, "findings.csv"
    )


def lost_points(language="zh", lost=LOST, score="79.6"):
    return charts.lost_points_chart(D(100), lost, None if score is None else D(score), language, "scores.csv")


def dimension(language="zh", dimensions=DIMENSIONS, bounds=("0.9", "0.8", "0.6", "0")):
    return charts.dimension_chart(dimensions, map(D, bounds), language, "scores.csv")


def spending(language="zh", quarters=QUARTERS, budget="202.15", schedule=SCHEDULE, unit="万元"):
    amounts = [(label, *wan(amount)) for label, amount in quarters]
    return charts.spending_chart(amounts, *wan(budget), unit, schedule, language, "ledger.csv")


EXAMPLES = {
    "funds_chart": funds,
    "severity_chart": severity,
    "lost_points_chart": lost_points,
    "dimension_chart": dimension,
    "spending_chart": spending,
}
HARD = {
    "funds as published": funds,
    "funds without any figure": lambda language: funds(language, (None, None, None), []),
    "funds without receipts": lambda language: funds(language, ("202.15", None, "189.35")),
    "nothing received": lambda language: funds(language, ("10", "0", "5")),
    "all funds zero": lambda language: funds(language, ("0", "0", "0"), [("率", D(0), D(0))]),
    "spending negative": lambda language: funds(language, ("10", "8", "-2")),
    "spending far above receipts": lambda language: funds(language, ("10", "10", "900")),
    "funds in yuan": lambda language: funds(language, ("12345.6789", "9999.9999", "12345.67"), unit="元"),
    "one rate without recomputation": lambda language: funds(language, rates=[("率", D("0.5"), None)]),
    "rate not stated": lambda language: funds(language, rates=[("率", None, D("0.5"))]),
    "rates far above 100%": lambda language: funds(language, rates=[("率", D(9), D(90)), ("率", D(0), D(1))]),
    "rate below zero": lambda language: funds(language, rates=[("率", D("-0.4"), D("-0.41"))]),
    "twelve rates with long labels": lambda language: funds(
        language, rates=[(LONG if n % 2 else LONG_LATIN, D(n) / 11, D(1) - D(n) / 11) for n in range(12)]
    ),
    "findings of three severities": severity,
    "no finding": lambda language: severity(language, {"high": 0, "medium": 0, "low": 0}, None),
    "no severity": lambda language: charts.severity_chart({}, None, language),
    "one finding": lambda language: severity(language, {"low": 1}, {"low": {"文字": 1}}),
    "twelve kinds with long labels": lambda language: severity(
        language,
        {"high": 4000, "info": 78},
        {"high": {"一": 1, "二": 3999}, "info": {f"{n} {LONG if n % 3 else '短'}": n for n in range(1, 13)}},
    ),
    "points lost": lost_points,
    "no point lost": lambda language: lost_points(language, [], D(100)),
    "all points lost": lambda language: lost_points(language, [("A", LONG, D(100))], D(0)),
    "not scored": lambda language: lost_points(language, LOST, None),
    "score below zero": lambda language: lost_points(language, [("A", LONG_LATIN, D(104))], D(-4)),
    "score above the listed losses": lambda language: lost_points(language, LOST, D(95)),
    "twelve losses": lambda language: lost_points(
        language, [(f"B{n}", LONG if n % 2 else "短", D(n) / 2) for n in range(12)], D(67)
    ),
    "dimensions with one not scored": dimension,
    "one dimension": lambda language: dimension(language, [("产出", D(0), D(30))]),
    "score above full mark": lambda language: dimension(language, [("甲", D(90), D(30)), ("乙", D(1), D(9))]),
    "dimension below zero": lambda language: dimension(language, [("产出", D(-3), D(30))]),
    "dimension without weight": lambda language: dimension(language, [("产出", D(0), D(0))]),
    "no dimension scored": lambda language: dimension(language, [(LONG, None, D(30))]),
    "twelve dimensions": lambda language: dimension(
        language, [(LONG_LATIN if n % 2 else LONG, D(n), D(12)) for n in range(12)]
    ),
    "spending by quarter": spending,
    "no spending": lambda language: spending(language, [], schedule=[]),
    "one quarter": lambda language: spending(language, QUARTERS[:1], schedule=SCHEDULE[:1]),
    "spending zero": lambda language: spending(language, [("一", D(0)), ("二", D(0))], schedule=SCHEDULE[:2]),
    "spending paid back": lambda language: spending(language, [("一", D(-9))], schedule=SCHEDULE[:1]),
    "spending above the budget": lambda language: spending(language, budget="20"),
    "spending a hundred times the budget": lambda language: spending(language, budget="1.5"),
    "spending without a budget": lambda language: spending(language, budget=None),
    "quarter missing": lambda language: spending(language, [("一", 9), ("二", None)], schedule=SCHEDULE[:2]),
    "twelve months with large amounts": lambda language: spending(
        language,
        [(LONG if n == 3 else f"{n} 月", D("12345.6789")) for n in range(1, 13)],
        budget="150000",
        schedule=[D(n) / 12 for n in range(1, 13)],
        unit="元",
    ),
}  # fmt: skip


@pytest.fixture
def figure(monkeypatch):
    """Keep the drawn figure instead of turning it into files."""
    kept = []
    monkeypatch.setattr(canvas, "pictures", lambda drawn, id: kept.append(drawn) or ("", ""))
    return kept


def test_every_chart_in_the_folder_has_an_example_here():
    assert set(charts.names()) == set(EXAMPLES)


def test_an_unknown_chart_is_an_attribute_error():
    with pytest.raises(AttributeError, match="pie_chart"):
        _ = charts.pie_chart


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", HARD)
def test_no_text_leaves_the_canvas_or_meets_another(name, language, figure):
    HARD[name](language)
    drawn = figure[0]
    drawn.set_dpi(canvas.DOTS_PER_INCH)
    with rc_context(canvas.SETTINGS):
        renderer = drawn.canvas.get_renderer()
        boxes = [(each.get_text(), each.get_window_extent(renderer)) for each in drawn.axes[0].texts]
    width, height = drawn.canvas.get_width_height()
    outside = [words for words, box in boxes if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height]
    meeting = [
        (one, other)
        for (one, first), (other, second) in combinations(boxes, 2)
        if min(first.x1, second.x1) - max(first.x0, second.x0) > 0.5
        and min(first.y1, second.y1) - max(first.y0, second.y0) > 0.5
    ]
    assert boxes and not outside and not meeting


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", HARD)
def test_title_and_source_stand_in_the_picture_and_the_text_for_the_blind_is_a_sentence(
    name, language, figure
):
    chart = HARD[name](language)
    drawn = "".join(each.get_text() for each in figure[0].axes[0].texts).replace(" ", "")
    assert chart.title.replace(" ", "") in drawn
    assert chart.source.replace(" ", "") in drawn
    assert chart.alt.endswith((".", "。")) and "{" not in chart.alt + chart.title


TITLES = [
    (funds, "zh", "支出 189.35 万元超过到位资金 178.09 万元"),
    (funds, "en", "Spending of 189.35 wan yuan exceeds the 178.09 wan yuan received"),
    (lambda _: funds(amounts=("10", "8", "7")), "zh", "支出 7.00 万元，未超过到位资金 8.00 万元"),
    (lambda _: funds(amounts=("10", None, "7")), "zh", "缺少到位资金，支出与到位资金无法比较（单位：万元）"),
    (severity, "zh", "共发现问题 44 项，其中严重程度“高”的 18 项"),
    (lambda _: severity(counts={"high": 0}, kinds=None), "zh", "未发现问题（单位：项）"),
    (lost_points, "zh", "满分 100 分，失分 20.4 分，得 79.6 分（横轴自 70 分起）"),
    (
        lambda _: lost_points(lost=[("A", "甲", D(60))], score=D(40)),
        "zh",
        "满分 100 分，失分 60 分，得 40 分",
    ),
    (dimension, "zh", "得分率最低的是“过程”：15/20 分（75.0%）"),
    (spending, "zh", "截至第四季度累计支出 189.35 万元，占预算 93.67%，低于序时进度 6.33 个百分点"),
    (
        lambda _: spending(
            quarters=[("一季度", D(60)), ("二季度", None)], budget="200", schedule=SCHEDULE[:2]
        ),
        "zh",
        "截至一季度累计支出 60.00 万元，占预算 30.00%，高于序时进度 5.00 个百分点",
    ),
]


@pytest.mark.parametrize(("draw", "language", "title"), TITLES)
def test_the_title_is_the_finding_with_its_unit(draw, language, title, figure):
    assert draw(language).title == title


ALTS = [
    (funds, ["202.15", "178.09", "189.35", "11.26", "93.09%", "88.10%", "4.99", "106.32%", "18.36", "6.33%"]),
    (severity, ["18", "14", "12", "11", "7"]),
    (lost_points, ["100", "2.5", "9.9", "79.6"]),
    (dimension, ["18/20（90.0%）", "15/20（75.0%）", "27.5/30（91.7%）", "未评（满分 30）"]),
    (spending, ["21.30", "10.54%", "67.35", "33.32%", "118.35", "189.35", "93.67%", "202.15"]),
]


@pytest.mark.parametrize(("draw", "numbers"), ALTS)
def test_the_text_for_the_blind_holds_the_numbers(draw, numbers, figure):
    alt = draw().alt
    assert [number for number in numbers if number not in alt] == []


@pytest.mark.parametrize(
    ("bounds", "marks", "legend", "shades"),
    [
        (("0.9", "0.8", "0.6", "0"), ["60%", "80%", "90%"], "60%、80%、90%、100%", 4),
        (("0.8", "0.7", "0.6", "0"), ["60%", "70%", "80%"], "60%、70%、80%、100%", 4),
        (("0.855", "0"), ["85.5%"], "85.5%、100%", 2),
        (("0",), [], "竖线为满分", 1),
    ],
)
def test_the_bands_of_a_dimension_are_the_grades_of_the_rule_pack(bounds, marks, legend, shades, figure):
    dimension(dimensions=[("产出", D(9), D(10))], bounds=bounds)
    axes = figure[0].axes[0]
    words = [each.get_text() for each in axes.texts]
    assert [mark for mark in marks if mark not in words] == []
    assert any(legend in line for line in words)
    assert len({bar.get_facecolor() for bar in axes.patches}) == shades + 1  # and the bar of the score


def test_missing_figures_are_said_and_not_drawn_as_zero(figure):
    chart = funds(amounts=("202.15", None, None), rates=[("率", None, D("0.5"))])
    words = [each.get_text() for each in figure[0].axes[0].texts]
    assert words.count("未提供") == 2 and "无自述" in words and "0.00" not in words
    assert chart.rows[1][1] == chart.rows[2][1] == chart.rows[3][2] == ""


def test_the_excess_of_spending_is_hatched_and_starts_at_the_line_of_receipts(figure):
    funds()
    axes = figure[0].axes[0]
    (excess,) = [bar for bar in axes.patches if bar.get_hatch()]
    lines = [line.get_xdata()[0] for line in axes.lines if len(set(line.get_xdata())) == 1]
    assert any(place == pytest.approx(excess.get_x()) for place in lines)


def test_an_axis_that_does_not_start_at_zero_is_in_the_title(figure):
    for score in (0, 1, 49, 50, 51, 55, 60, 70, 79, 80, 85, 90, 99, 100):
        floor = charts.lost_points.axis_floor(D(100), D(score))
        chart = lost_points(lost=[("A", "甲", D(100 - score))], score=D(score))
        assert 0 <= floor <= score
        assert (f"横轴自 {floor.normalize():f} 分起" in chart.title) == (floor > 0)


def test_losses_that_do_not_lead_to_the_score_show_the_difference(figure):
    assert ("", "未列明的差额", "-1.5") in lost_points(score=D("78.1")).rows


@pytest.mark.parametrize(("counts", "kinds"), [({"high": 3}, {"high": {"金额": 2}}), ({"grave": 1}, None)])
def test_kinds_that_do_not_add_up_and_unknown_severities_are_refused(counts, kinds):
    with pytest.raises(ValueError, match="add up|unknown"):
        charts.severity_chart(counts, kinds)


def test_csv_holds_the_figures_that_were_given(figure):
    table = list(csv.reader(io.StringIO(funds().csv())))
    assert [D(row[1]) for row in table[1:4]] == [D("202.15"), D("178.09"), D("189.35")]
    assert [(row[0], D(row[2]) / 100) for row in table[4:]] == [(label, stated) for label, stated, _ in RATES]
    given = [(label, points) for _, label, points in LOST]
    assert [(row[1], -D(row[2])) for row in lost_points().rows[1:-1]] == given
    assert [(label, D(amount)) for label, amount, *_ in spending().rows] == QUARTERS
    assert [D(row[2]) for row in spending().rows] == [D("21.30"), D("67.35"), D("118.35"), D("189.35")]
    assert [(row[0], row[1]) for row in dimension().rows][1:] == [
        ("过程", "15"),
        ("产出", "27.5"),
        ("效益", ""),
    ]
    assert severity().rows[:3] == (("高", "合计", "18"), ("高", "金额", "11"), ("高", "缺项", "7"))


@pytest.mark.parametrize("character", ["𠮷", "😀", "\ue000", "\u202e"])
def test_a_character_without_glyph_is_named(character):
    with pytest.raises(SchemaError) as caught:
        dimension(dimensions=[(f"效{character}益", D(1), D(2))])
    assert caught.value.code == "missing-glyph-chart"
    for language in LANGUAGES:
        message = caught.value.message(language)
        assert character in message and f"U+{ord(character):04X}" in message and "效" in message


def test_dollar_signs_and_markup_are_plain_text(figure):
    dimension(dimensions=[("a $x_2$ & <b>", D(1), D(2))])
    assert "a $x_2$ & <b>" in [each.get_text() for each in figure[0].axes[0].texts]


@pytest.mark.parametrize("words", [LONG, LONG_LATIN, "支出（万元），预算", "x" * 200])
@pytest.mark.parametrize("width", [0.7, 1.3, 5.0])
def test_wrapped_lines_keep_every_letter_and_fit(words, width):
    lines = lettering.wrap(words, width, 9)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert all(lettering.text_width(line, 9) <= width or len(line) <= 3 for line in lines)
    assert not any(line[0] in "，。）、" for line in lines[1:])


@pytest.fixture(scope="module")
def drawn():
    return {name: draw() for name, draw in EXAMPLES.items()}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_picture_is_well_formed_free_of_traces_and_safe_inside_a_page(name, drawn):
    chart = drawn[name]
    root = ElementTree.fromstring(chart.svg)
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids)) and all(each.startswith(f"{chart.id}-") for each in ids)
    links = {value[1:] for node in root.iter() for key, value in node.items() if key.endswith("href")}
    assert links <= set(ids)
    assert "<text" not in chart.svg and "<metadata" not in chart.svg and "<!DOCTYPE" not in chart.svg
    png = base64.b64decode(chart.png)
    assert png.startswith(b"\x89PNG") and b"Software" not in png and b"pHYs" in png
    assert not any(
        trace in chart.svg or trace.encode() in png for trace in ("/home", "matplotlib", "site-packages")
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_chart_is_a_figure_of_the_document_and_shows_itself_in_a_notebook(name, drawn):
    chart = drawn[name]
    block = chart.block()
    assert (block["kind"], block["id"], block["caption"], block["alt"]) == (
        "figure",
        chart.id,
        chart.name,
        chart.alt,
    )
    assert block["data"] == {"columns": list(chart.columns), "rows": [list(row) for row in chart.rows]}
    bundle = chart._repr_mimebundle_()
    assert bundle["image/svg+xml"] == chart.svg and bundle["text/plain"] == chart.alt
    assert bundle[BLOCKS_MIME] == {"blocks": [block]}


DIGEST = """
import hashlib, sys, warnings
warnings.simplefilter("error")
import jixiao.charts
assert "matplotlib" not in sys.modules
sys.path.insert(0, sys.argv[1])
from test_charts import EXAMPLES
for name, draw in sorted(EXAMPLES.items()):
    chart = draw()
    print(name, hashlib.sha256((chart.svg + chart.png + chart.alt + chart.csv()).encode()).hexdigest())
assert "matplotlib.pyplot" not in sys.modules
"""


def test_the_bytes_are_the_same_in_another_zone_language_and_matplotlib_set_up(drawn, tmp_path):
    import hashlib

    here = [
        f"{name} {hashlib.sha256((c.svg + c.png + c.alt + c.csv()).encode()).hexdigest()}"
        for name, c in sorted(drawn.items())
    ]
    (tmp_path / "matplotlibrc").write_text(
        "savefig.dpi: 50\nlines.linewidth: 9\nfont.size: 40\nsavefig.bbox: tight\npath.simplify: False\n",
        "utf-8",
    )
    elsewhere = {
        **os.environ,
        "TZ": "America/New_York",
        "LANG": "de_DE.UTF-8",
        "PYTHONHASHSEED": "7",
        "SOURCE_DATE_EPOCH": "1",
        "MATPLOTLIBRC": str(tmp_path),
        "PYTHONPATH": str(Path(jixiao.__file__).parents[1]),
    }
    command = [sys.executable, "-c", DIGEST, str(Path(__file__).parent)]
    there = subprocess.run(command, env=elsewhere, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (there.returncode, there.stdout.split("\n")[:-1]) == (0, here), there.stderr


def test_drawing_twice_gives_the_same_bytes_and_leaves_the_users_settings_alone(drawn):
    import matplotlib

    with matplotlib.rc_context({"lines.linewidth": 7.0, "svg.hashsalt": "mine"}):
        assert dimension() == drawn["dimension_chart"]
        assert matplotlib.rcParams["lines.linewidth"] == 7.0 and matplotlib.rcParams["svg.hashsalt"] == "mine"


def test_a_font_of_the_same_name_on_the_computer_does_not_win(drawn, monkeypatch):
    from matplotlib import font_manager

    packaged = Path(jixiao.__file__).parent / "export" / "fonts"
    other = font_manager.findfont("DejaVu Sans")
    rivals = [
        font_manager.FontEntry(other, "Noto Sans CJK SC", "normal", "normal", weight, "normal", "scalable")
        for weight in (400, 700)
    ]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", rivals + font_manager.fontManager.ttflist)
    font_manager.fontManager._findfont_cached.cache_clear()
    for bold in (False, True):
        assert Path(font_manager.findfont(lettering.font(bold))).parent == packaged
    assert dimension() == drawn["dimension_chart"]


def test_both_languages_have_the_same_keys_and_placeholders():
    import string

    def placeholders(language):
        entries = catalogue(language).items()
        return {
            key: {field for _, field, *_ in string.Formatter().parse(words) if field}
            for key, words in entries
            if key.startswith("charts.")
        }

    chinese, english = placeholders("zh"), placeholders("en")
    assert chinese.keys() == english.keys()
    assert [key for key in chinese if chinese[key] ^ english[key]] == []


def test_the_language_follows_the_environment_when_none_is_given(monkeypatch, figure):
    monkeypatch.setenv("JIXIAO_LANG", "en")
    assert funds(None).name == text("charts.funds.name", "en")


@pytest.mark.filterwarnings("ignore")
def test_a_warning_while_drawing_stops_the_chart():
    import warnings

    with pytest.raises(UserWarning, match="glyph"):
        canvas.compose(
            "any",
            canvas.Words("funds", "zh"),
            lambda sheet: warnings.warn("glyph", stacklevel=1),
            canvas.Content(title="甲", alt="甲。", source="", columns=(), rows=()),
        )
