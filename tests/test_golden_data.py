"""The golden project states exactly what the published report states, in words of its own."""

import csv
import hashlib
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "data" / "chenggong-wf-2020"
PUBLISHED_SHA256 = "4be0aa7a97077122762d9fae3d57e72f55954e2c4f4dd0d0ae22dfc217cffe71"
NUMBERS_SHA256 = "36467c930bbc80b7c9c9cb2cc1be086e5f769505926fb0f2d6f99667e4ecda58"
QUALIFIERS = ("余", "以上", "大约…以上", "")

# figure: value, unit, role, group, qualifier; the figures on which the checks of the report rest.
PUBLISHED = {
    "F004": ("202.15", "万元", "budget", "", ""),
    "F005": ("178.09", "万元", "received", "", ""),
    "F006": ("93.09", "%", "funding_rate", "", ""),
    "F007": ("189.35", "万元", "spent", "", ""),
    "F008": ("87.96", "%", "execution_rate", "", ""),
    "F009": ("100", "万元", "threshold_amount", "large-projects", ""),
    "F010": ("0", "个", "count", "large-projects", ""),
    "F011": ("12", "个", "projects", "large-projects", ""),
    "F024": ("722", "条", "count", "", "余"),
    "F029": ("41", "个", "count", "", ""),
    "F030": ("3", "家", "count", "five-star-homes", ""),
    "F031": ("5", "万元", "unit_amount", "five-star-homes", ""),
    "F033": ("16", "家", "whole", "parents-schools", ""),
    "F034": ("6", "家", "count", "parents-schools", ""),
    "F038": ("28", "个", "whole", "two-new", ""),
    "F039": ("2", "个", "count", "two-new", ""),
    "F044": ("2", "个", "count", "innovation-bases", ""),
    "F045": ("2", "个", "count", "innovation-bases", ""),
    "F046": ("10000", "元", "unit_amount", "innovation-bases", ""),
    "F047": ("40000", "元", "total_amount", "innovation-bases", ""),
    "F055": ("36", "户", "whole", "beautiful-families", ""),
    "F056": ("32", "户", "count", "beautiful-families", ""),
    "F060": ("45", "场次", "count", "", "余"),
    "F062": ("100", "场次", "count", "family-trainings", "余"),
    "F063": ("3200", "人次", "count", "family-trainings", "余"),
    "F064": ("45", "本", "count", "", "余"),
    "F070": ("6", "场", "count", "street-trainings", ""),
    "F071": ("600", "人次", "count", "street-trainings", "余"),
    "F073": ("13", "期", "count", "lectures", ""),
    "F074": ("2600", "人次", "count", "lectures", "余"),
    "F077": ("206", "份", "count", "", "余"),
    "F080": ("76", "人", "whole", "guaranteed-loans", ""),
    "F081": ("59", "人", "count", "guaranteed-loans", ""),
    "F082": ("885", "万元", "outside_amount", "guaranteed-loans", ""),
    "F083": ("14", "人", "whole", "exempt-loans", ""),
    "F084": ("10", "人", "count", "exempt-loans", ""),
    "F085": ("150", "万元", "outside_amount", "exempt-loans", ""),
    "F088": ("35", "场次", "count", "", "余"),
    "F091": ("10000", "元", "outside_amount", "", ""),
    "F093": ("3", "名", "count", "cancer-aid", ""),
    "F095": ("11600", "元", "outside_amount", "cancer-aid", ""),
    "F096": ("755", "人", "count", "", "余"),
    "F099": ("7", "万元", "total_amount", "", "余"),
    "F101": ("244699.5", "元", "outside_amount", "", ""),
    "F102": ("87", "名", "count", "festival-aid", ""),
    "F103": ("82", "名", "count", "festival-aid", ""),
    "F104": ("82500", "元", "total_amount", "festival-aid", "余"),
    "F105": ("3", "名", "count", "illness-aid", ""),
    "F106": ("2", "名", "count", "illness-aid", ""),
    "F107": ("5000", "元", "unit_amount", "illness-aid", ""),
    "F108": ("25000", "元", "total_amount", "illness-aid", ""),
    "F109": ("14000", "元", "outside_amount", "spring-bud", ""),
    "F110": ("7", "名", "count", "spring-bud", ""),
    "F119": ("150", "场次", "count", "volunteering", "余"),
    "F120": ("4800", "人次", "count", "volunteering", "余"),
    "F121": ("4", "小时", "count", "", "以上"),
    "F124": ("35", "件", "whole", "petitions", ""),
    "F125": ("5", "件", "part", "petitions", ""),
    "F126": ("30", "件", "part", "petitions", ""),
    "F127": ("100", "%", "share", "petitions", ""),
    "F128": ("630", "次", "count", "leaflets", "余"),
    "F129": ("96000", "份", "count", "leaflets", "余"),
    "F130": ("8500", "人", "count", "leaflets", "余"),
    "F135": ("61", "项", "part", "two-plans", ""),
    "F137": ("96.83", "%", "share", "two-plans", ""),
    "F145": ("202.15", "万元", "budget", "", ""),
    "F146": ("189.35", "万元", "spent", "", ""),
    "F147": ("9.32", "%", "saving_rate", "", ""),
    "F148": ("95", "%", "completion_rate", "", "大约…以上"),
    "C01": ("1", "claim", "claim_public_funds_only", "", ""),
    "C02": ("1", "claim", "claim_large_projects_none", "", ""),
    "C03": ("1", "claim", "claim_over_target", "", ""),
    "C04": ("1", "claim", "claim_all_received", "", ""),
    "C05": ("1", "claim", "claim_uneven_spending", "", ""),
    "C06": ("1", "claim", "claim_all_executed", "", ""),
    "C08": ("1", "claim", "claim_funds_grip", "", ""),
    "C09": ("1", "claim", "claim_goal_reached", "", ""),
    "C10": ("0", "claim", "claim_funds_grip", "", ""),
    "C11": ("1", "claim", "claim_balance", "", ""),
}
TITLES = (
    "一、基本情况",
    "（一）项目概况。",
    "项目绩效目标。1.项目绩效总目标。2.项目绩效阶段性目标。",
    "项目单位绩效报告情况。",
    "三、绩效评价工作情况",
    "（一）绩效评价目的。",
    "绩效评价原则、评价指标体系、评价方法。",
    "绩效评价工作过程。",
    "四、绩效评价指标分析情况",
    "（一）项目资金情况分析。",
    "项目实施情况分析。",
    "（三）项目绩效情况分析。",
    "1.项目经济性分析。",
    "项目的效率性分析。",
    "项目的效益性分析。",
    "综合评价情况及评价结论（附相关评分表）。",
    "绩效评价结果应用建议（以后年度预算安排、评价结果公开等）。",
    "主要经验及做法、存在的问题和建议。",
    "八、其他需说明的问题。",
)
ABSENT = (
    "满意度 评分 得分 分值 优秀 总目标 阶段性 对象 范围 标准 方法 组织情况 成本控制 质量 建议 经验 "
    "评价机构 评价人 签字 盖章"
).split()


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def report() -> str:
    return (FOLDER / "sources" / "report-restated.md").read_text(encoding="utf-8")


STATED = {row["figure_id"]: row for row in rows("stated.csv")}


@pytest.mark.parametrize("figure", PUBLISHED)
def test_a_stated_figure_is_the_published_one(figure: str) -> None:
    row = STATED[figure]
    assert tuple(row[c] for c in ("value", "unit", "role", "group", "qualifier")) == PUBLISHED[figure]


@pytest.mark.parametrize("figure", STATED)
def test_a_quote_occurs_once_and_holds_the_figure(figure: str) -> None:
    row = STATED[figure]
    assert re.sub(r"\s", "", report()).count(re.sub(r"\s", "", row["quote"])) == 1
    assert row["raw"] in row["quote"]
    assert row["unit"] == "claim" or re.search(rf"(?<![\d.]){re.escape(row['value'])}(?![\d.])", row["raw"])


@pytest.mark.parametrize("figure", STATED)
def test_a_locator_names_the_line_that_holds_the_quote(figure: str) -> None:
    row = STATED[figure]
    line = int(re.match(r"L(\d+) ", row["locator"])[1])
    assert row["quote"] in report().split("\n")[line - 1]


def test_qualifiers_are_counted_as_published() -> None:
    counts = [sum(row["qualifier"] == qualifier for row in STATED.values()) for qualifier in QUALIFIERS]
    assert counts[:3] == [34, 1, 1]
    assert sum(counts) == len(STATED) == 126


def test_the_restatement_has_the_published_numbers_and_no_other() -> None:
    numbers = re.findall(r"\d+(?:\.\d+)?", report())
    assert len(numbers) == 148
    assert hashlib.sha256("|".join(numbers).encode()).hexdigest() == NUMBERS_SHA256


@pytest.mark.parametrize("title", TITLES)
def test_a_published_title_stands_on_its_own_line(title: str) -> None:
    assert report().split("\n").count(title) == 1


@pytest.mark.parametrize("word", ABSENT)
def test_what_the_published_report_lacks_is_not_supplied(word: str) -> None:
    bodies = [line for line in report().split("\n") if line not in TITLES]
    assert not [line for line in bodies if word in line]


def test_the_registered_digest_is_that_of_the_file() -> None:
    registered = rows("evidence.csv")[0]
    content = (FOLDER / registered["file"]).read_bytes()
    assert registered["sha256"] == hashlib.sha256(content).hexdigest()
    assert PUBLISHED_SHA256 in registered["title"]


def test_the_funds_are_those_of_the_report() -> None:
    (fund,) = rows("funds.csv")
    assert (fund["budget_initial"], fund["received"], fund["spent"]) == ("202.15", "178.09", "189.35")
    assert not any(fund[c] for c in ("budget_adjusted", "carry_in", "carry_out", "allotted", "due_by"))
