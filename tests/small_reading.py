"""A short report with its figures and relations, read by hand, and the rule files that word them."""

from decimal import Decimal

from jixiao.documents.model import Document, Line, Place
from jixiao.outline import SectionState
from jixiao.reading.figure import Figure
from jixiao.reading.reading import Reading, Remark
from jixiao.reading.relation import Relation
from jixiao.rulebook.rules import basis_of

PARAGRAPHS = (
    "一、基本情况",
    "（一）项目资金",
    "2023年预算240.00万元，到位200.00万元，资金到位率为88.30%；全年支出190.00万元，执行率95.00%，已全部拨付。",
    "另有结余约3万元，<script>alert('坏')</script>参训1,260人。满意率96.4%。",
)
ROWS = (
    ("乡镇", "修缮", "培训", "小计"),
    ("东河镇", "120.00", "30.00", "150.00"),
    ("合计", "120.00", "30.00", "149.00"),
)
FILE = "报告<b>.docx"
RULES = {
    "rate": {
        "label": "比率", "label_en": "rate", "formula": "分子 ÷ 分母", "formula_en": "part ÷ whole",
        "title": "{subject}写 {stated}，重算为 {computed}",
        "title_en": "{subject}: {stated} stated, {computed} recomputed",
        "why": "比率决定得分。", "why_en": "The rate decides the score.",
        "remedy": "请更正比率。", "remedy_en": "Correct the rate.",
        "definitions": {"on-budget": {"label": "支出÷预算数", "label_en": "spent ÷ budget"},
                        "on-received": {"label": "支出÷到位资金", "label_en": "spent ÷ received"}},
    },
    "row_sum": {"label": "行合计", "label_en": "row total", "formula": "各格之和", "formula_en": "sum of the cells",
                "why": "合计不等于各项之和。", "why_en": "The total is not the sum of its parts."},
    "polarity": {"label": "文字与数", "label_en": "words and figures", "formula": "“全部”即 100%",
                 "formula_en": "“all” means 100%", "why": "文字掩盖了差额。", "why_en": "The words hide the gap."},
    "quantifier": {"label": "含糊的数量", "label_en": "vague quantity", "title": "“{figures}”不是准确数",
                   "title_en": "“{figures}” is no exact figure", "why": "约数不能核对。",
                   "why_en": "It cannot be checked."},
    "annex": {"label": "附件", "label_en": "annex", "title": "没有“{item}”", "title_en": "“{item}” is missing"},
}  # fmt: skip


def document() -> Document:
    """Return the report: four paragraphs and a table."""
    lines = [Line(words, Place("body", number)) for number, words in enumerate(PARAGRAPHS, 1)]
    for number, row in enumerate(ROWS, 1):
        cells, at = [], 0
        for cell in row:
            cells.append((at, at + len(cell)))
            at += len(cell) + len(" | ")
        lines.append(Line(" | ".join(row), Place("table", number, "1"), tuple(cells)))
    return Document(FILE, tuple(lines))


def figures(made: Document) -> dict[str, Figure]:
    """Return the figures by their words; the two rows of the table add ``'`` for the second of equal ones."""
    found: dict[str, Figure] = {}
    wanted = (
        ("2023年", "2023", "年", "year"), ("240.00万元", "240.00", "万元", "money"),
        ("200.00万元", "200.00", "万元", "money"), ("88.30%", "88.30", "%", "rate"),
        ("190.00万元", "190.00", "万元", "money"), ("95.00%", "95.00", "%", "rate"), ("3万元", "3", "万元", "money"),
        ("1,260人", "1260", "人", "count"), ("96.4%", "96.4", "%", "rate"), ("120.00", "120.00", "万元", "money"),
        ("30.00", "30.00", "万元", "money"), ("150.00", "150.00", "万元", "money"),
        ("120.00'", "120.00", "万元", "money"), ("30.00'", "30.00", "万元", "money"),
        ("149.00", "149.00", "万元", "money"),
    )  # fmt: skip
    at = 0
    for name, value, unit, kind in wanted:
        raw = name.rstrip("'")
        at = made.text.index(raw, at)
        line = made.text.count("\n", 0, at)
        column = at - made.text.rfind("\n", 0, at) - 1
        head, qualifier = "资金到位率" if raw == "88.30%" else "", "约" if raw == "3万元" else ""
        found[name] = Figure(f"F{len(found) + 1:03}", at, at + len(raw), raw.rstrip("年人万元%"), raw, Decimal(value),
                             unit, kind, qualifier, line=line, column=column, head=head)  # fmt: skip
        at += len(raw)
    return found


def reading() -> Reading:
    """Return the report as it should be read, with one relation of every verdict."""
    made = document()
    by, text = figures(made), made.text
    paragraph = (text.index("2023年"), text.index("\n另有"))
    relations = (
        Relation("rate", "contradicted", "high", (by["200.00万元"], by["240.00万元"]), by["88.30%"], "",
                 Decimal(200) / Decimal(240) * 100, "%", "200.00 ÷ 240.00", "", "", (), *paragraph,
                 (("on-budget", Decimal("79.1666")),)),
        Relation("row_sum", "contradicted", "medium", (by["120.00'"], by["30.00'"]), by["149.00"], "",
                 Decimal("150.00"), "万元", "120.00 + 30.00", start=text.index("合计 |"), end=len(text)),
        Relation("rate", "not_verifiable", "medium", (), by["96.4%"], unit="%",
                 start=text.index("满意率"), end=text.index("\n乡镇")),
        Relation("polarity", "review", "medium", (by["95.00%"],), None, "全部拨付", Decimal("95.00"), "%", "",
                 "", "", (), *paragraph),
        Relation("rate", "derived", "low", (by["190.00万元"], by["240.00万元"]), None, "", Decimal("79.1666667"), "%",
                 "190.00 ÷ 240.00", "on-budget", "", (), *paragraph),
        Relation("rate", "reconciled", "low", (by["190.00万元"], by["200.00万元"]), by["95.00%"], "", Decimal("95"),
                 "%", "190.00 ÷ 200.00", "on-received", "truncated", (), *paragraph),
        Relation("row_sum", "reconciled", "low", (by["120.00"], by["30.00"]), by["150.00"], "", Decimal("150.00"),
                 "万元", "120.00 + 30.00", start=text.index("东河镇"), end=text.index("\n合计")),
    )  # fmt: skip
    remarks = (
        Remark("annex", "low", "missing", fields=(("item", "评分表"),)),
        Remark("quantifier", "low", "vague", by["3万元"].start, by["3万元"].end, figures=(by["3万元"],)),
    )
    return Reading(made, tuple(by.values()), relations, outline(), "evaluation_report", remarks)


def outline() -> tuple[SectionState, ...]:
    """Return one section that lacks a part and one that is not there."""
    basis = basis_of("outline", {"regulation": "practice", "clause": "提纲", "clause_en": "outline", "verified": False})
    part = {"zh": "绩效目标", "en": "performance goals"}
    return (
        SectionState("basics", {"zh": "基本情况", "en": "Basic facts"}, 1, (part,), "medium", basis),
        SectionState("advice", {"zh": "有关建议", "en": "Advice"}, None, (), "medium", basis),
    )
