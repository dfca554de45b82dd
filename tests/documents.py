"""A document with every kind of block, to try the exporters on."""

import base64
import io
from functools import cache
from pathlib import Path
from typing import Any

from jixiao import document as d

FONTS = Path(d.__file__).parent / "export" / "fonts"

WORDS: dict[str, dict[str, Any]] = {
    "zh": {
        "title": "青年科技人才培养项目支出绩效评价报告",
        "subtitle": "2020年度　部门评价",
        "cover": [
            ("项目名称", "青年科技人才培养专项"),
            ("评价机构", "示例市财政绩效评价中心"),
            ("评价年度", "2020年"),
            ("评价日期", "2021年6月30日"),
        ],
        "banner": "示例数据　仅供演示",
        "h": [
            "一、项目基本情况",
            "（一）项目概况",
            "1．资金投入和使用",
            "二、指标评分",
            "三、发现的问题",
            "四、附表",
        ],
        "p": "该项目年初预算202.15万元，实际到位188.18万元，到位率93.09%；"
        "截至2020年12月31日实际支出178.09万元，"
        "预算执行率88.10%。评价组依据《项目支出绩效评价管理办法》（财预〔2020〕10号）核对了资金、产出与效益资料。",
        "items": ["核对资金拨付凭证与银行回单；", "抽查受益对象名册，逐一回访；", "复算报告所列比率与合计。"],
        "note": "合计与分项相差0.01万元，系四舍五入所致。",
        "bad": "报告所列执行率88.10%的分母应为年初预算，而正文写作到位资金。",
        "formula": ("预算执行率", "实际支出 178.09 万元", "年初预算 202.15 万元", "88.10%"),
        "details": "计算依据",
        "scores": (
            "各项指标得分",
            [
                ("一级指标", "left"),
                ("三级指标", "left"),
                ("分值", "right"),
                ("得分", "right"),
                ("评价依据", "left"),
                ("结论", "center"),
            ],
        ),
        "basis": "依据立项批复、绩效目标申报表和现场核查记录，指标值与目标值逐项对应，证据编号见附表",
        "groups": ["决策", "过程", "产出", "效益"],
        "score": "立项依据充分性",
        "total": "合计",
        "ok": "通过",
        "wrong": "不通过",
        "open": "待核实",
        "none": "不适用",
        "source": "单位财务账与评价组复核",
        "wide": (
            "逐笔资金到位与支出情况（单位：元）",
            [
                "序号",
                "子项目名称",
                "承担单位",
                "年初预算",
                "调整后预算",
                "资金到位",
                "实际支出",
                "结余",
                "到位率",
                "执行率",
                "核对结果",
            ],
        ),
        "project": "重点实验室青年人才引进与培养",
        "unit": "示例大学",
        "figure": ("资金到位与支出", "条形图：年初预算202.15万元，到位188.18万元，支出178.09万元。"),
        "bars": ["年初预算", "资金到位", "实际支出"],
        "small": ("证据清单", ["编号", "文件", "摘要（SHA-256）"]),
    },
    "en": {
        "title": "Performance Evaluation of the Young Researchers Programme",
        "subtitle": "Fiscal year 2020 · Departmental evaluation",
        "cover": [
            ("Project", "Young Researchers Programme"),
            ("Prepared by", "Example City Evaluation Centre"),
            ("Fiscal year", "2020"),
            ("Date", "30 June 2021"),
        ],
        "banner": "SYNTHETIC DATA · FOR DEMONSTRATION ONLY",
        "h": [
            "1 The project",
            "1.1 Overview",
            "1.1.1 Funds received and spent",
            "2 Scores",
            "3 Findings",
            "4 Annex",
        ],
        "p": "The project had a budget of 2.0215 million yuan, of which 1.8818 million were received "
        "(93.09%). "
        "By 31 December 2020 it had spent 1.7809 million yuan, an execution rate of 88.10%. The evaluators "
        "checked funds, outputs and outcomes against the vouchers, the register "
        "of beneficiaries and the rules.",
        "items": [
            "Payment orders were compared with the bank's statements.",
            "Beneficiaries were called back.",
            "Every ratio and total of the report was computed again.",
        ],
        "note": "Total and parts differ by 100 yuan, which is rounding.",
        "bad": "The execution rate of 88.10% uses the initial budget, but the text says funds received.",
        "formula": ("Execution rate", "spent 178.09", "initial budget 202.15", "88.10%"),
        "details": "How it was computed",
        "scores": (
            "Scores by indicator",
            [
                ("Dimension", "left"),
                ("Indicator", "left"),
                ("Points", "right"),
                ("Score", "right"),
                ("Evidence", "left"),
                ("Result", "center"),
            ],
        ),
        "basis": "Approval of the project, statement of goals and the record of the visit; "
        "values match goals one by one",
        "groups": ["Decision", "Process", "Output", "Outcome"],
        "score": "Adequacy of the legal basis",
        "total": "Total",
        "ok": "passed",
        "wrong": "failed",
        "open": "open",
        "none": "n/a",
        "source": "Ledger of the unit, recomputed",
        "wide": (
            "Funds by sub-project (yuan)",
            [
                "No.",
                "Sub-project",
                "Unit",
                "Budget",
                "Revised budget",
                "Received",
                "Spent",
                "Balance",
                "Received %",
                "Spent %",
                "Check",
            ],
        ),
        "project": "Recruiting young researchers for the key laboratory",
        "unit": "Example University",
        "figure": ("Funds received and spent", "Bar chart: budget 202.15, received 188.18, spent 178.09."),
        "bars": ["Budget", "Received", "Spent"],
        "small": ("Evidence", ["No.", "File", "Digest (SHA-256)"]),
    },
}


def rich_document(language: str = "zh", page_style: str = "report") -> dict[str, Any]:
    """Return a document of several pages with every kind of block."""
    w = WORDS[language]
    h = w["h"]
    blocks = [
        d.heading(1, h[0]),
        d.heading(2, h[1]),
        d.paragraph(w["p"]),
        d.heading(3, h[2]),
        d.paragraph(
            w["p"][:40], d.strong(w["ok"]), " ", d.emphasis(w["total"]), " ", d.code("a1b2c3d4"), w["p"][40:]
        ),
        d.bullets(w["items"]),
        d.bullets(w["items"], ordered=True),
        d.formula(*w["formula"]),
        d.note(w["note"]),
        figure(language),
        d.heading(1, h[3]),
        d.paragraph(w["p"]),
        scores(language),
        d.heading(1, h[4]),
        d.note(w["bad"], tone="bad"),
        d.note(w["note"], tone="warn"),
        d.paragraph(w["p"]),
        d.details(
            w["details"],
            [d.paragraph(w["p"]), evidence(language), d.pre("score = spent / budget\n" + "x" * 120)],
        ),
        d.heading(1, h[5]),
        funds(language),
        d.paragraph(w["p"]),
    ]
    return d.document(
        w["title"],
        blocks,
        language=language,
        page_style=page_style,
        subtitle=w["subtitle"],
        report_id="JX-2020-0042",
        date="2021-06-30",
        cover=w["cover"],
        banner=w["banner"],
        attachments=[
            {
                "name": "scores.csv",
                "mime": "text/csv",
                "description": w["scores"][0],
                "text": "id,score\nA1,4\n",
            }
        ],
    )


def scores(language: str) -> d.Block:
    """Return a table of several pages with a total row and every tone."""
    w = WORDS[language]
    tones = [
        d.tone(w["ok"], "good"),
        d.tone(w["open"], "warn"),
        d.tone(w["wrong"], "bad"),
        d.tone(w["none"], "muted"),
    ]
    rows = [
        [
            w["groups"][n // 12],
            f"{w['score']} {n + 1}",
            "2.00",
            f"{(n * 37) % 200 / 100:.2f}",
            w["basis"] * (1 + n % 2),
            tones[n % 4],
        ]
        for n in range(48)
    ]
    return d.table(
        "scores", *w["scores"], rows, foot=[w["total"], "", "96.00", "78.22", "", ""], source=w["source"]
    )


def funds(language: str) -> d.Block:
    """Return a wide table for a turned page."""
    w = WORDS[language]
    caption, labels = w["wide"]
    aligns = ["center", "left", "left", *["right"] * 7, "center"]
    rows = [
        [
            str(n + 1),
            f"{w['project']} {n + 1}",
            w["unit"],
            "12,021,500.00",
            "12,021,500.00",
            "11,881,800.00",
            "11,780,900.00",
            "100,900.00",
            "98.84%",
            "98.00%",
            d.tone(w["wrong"], "bad") if n == 3 else w["ok"],
        ]
        for n in range(30)
    ]
    foot = [
        w["total"],
        "",
        "",
        "360,645,000.00",
        "360,645,000.00",
        "356,454,000.00",
        "353,427,000.00",
        "3,027,000.00",
        "98.84%",
        "98.00%",
        "",
    ]
    return d.table(
        "funds",
        caption,
        list(zip(labels, aligns, strict=True)),
        rows,
        foot=foot,
        source=w["source"],
        landscape=True,
    )


def evidence(language: str) -> d.Block:
    """Return a short table with runs that have no blank in them."""
    caption, labels = WORDS[language]["small"]
    rows = [[f"E{n}", f"sources/E{n}_{'approval' * n}.txt", "0123456789abcdef" * 4] for n in (1, 2, 3)]
    return d.table("evidence", caption, [(label, "left") for label in labels], rows)


def figure(language: str) -> d.Block:
    """Return a bar chart with its data."""
    w = WORDS[language]
    svg, png = _drawn(tuple(w["bars"]))
    data = {
        "columns": [w["figure"][0], w["total"]],
        "rows": [[bar, value] for bar, value in zip(w["bars"], ("202.15", "188.18", "178.09"), strict=True)],
    }
    return d.figure("chart", *w["figure"], svg, png, w["source"], data)


@cache
def _drawn(labels: tuple[str, ...]) -> tuple[str, str]:
    import matplotlib
    from matplotlib import font_manager
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    font = font_manager.FontProperties(fname=str(FONTS / "NotoSansCJKsc-Regular-L1.ttf"))
    with matplotlib.rc_context({"svg.fonttype": "path", "svg.hashsalt": "jixiao"}):
        figure = Figure(figsize=(6.3, 2.2), layout="constrained")
        axes = figure.subplots()
        axes.barh(range(3), [202.15, 188.18, 178.09], color="#0b4f9e", height=0.55)
        axes.set_yticks(range(3), labels, fontproperties=font)
        axes.spines[["top", "right"]].set_visible(False)
        svg, png = io.StringIO(), io.BytesIO()
        FigureCanvasSVG(figure).print_svg(svg, metadata={"Date": None, "Creator": None})
        FigureCanvasAgg(figure).print_png(png, metadata={"Software": None})
    return svg.getvalue(), base64.b64encode(png.getvalue()).decode()
