"""What an indicator earns, what it does not, and what is said when a score cannot be trusted."""

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest

from jixiao import Workbook
from jixiao.document import plain
from jixiao.findings import find
from jixiao.indicators import compute
from jixiao.intake.params import Params
from jixiao.language import text
from jixiao.outline import examine
from jixiao.rulebook.packs import load_pack
from jixiao.rulebook.rules import load_rules, materials, outline
from jixiao.scoring import (
    Element,
    Question,
    Score,
    Scores,
    Sheet,
    Value,
    delivered,
    dimension_of,
    reach,
    satisfaction,
    score,
    sheet_of,
)
from jixiao.scoring.reach import from_reach
from jixiao.scoring.survey import respondents
from jixiao.tables import funds_table
from jixiao.totals import figures, totals
from small_facts import small_facts

PACK = load_pack("cn-2020-10-self")
RULES = load_rules("2024-12-31")
RATES = {"execution_rate_of_budget": Value(Decimal("0.95")), "execution_rate_of_received": Value(Decimal("0.5"))}
COLUMNS = ("indicator_id", "level1", "name", "kind", "operator", "target", "actual", "target_date", "actual_date",
           "weight", "self_score", "deviation_reason")  # fmt: skip
FUNDS = "fund_source,budget_adjusted,received,spent\n财政拨款,100,100,90\n"
STATED = "figure_id,doc,locator,quote,raw,value,unit,role\n"


def indicator(id="Z1", kind="quantity", target="100", actual="100", weight="90", level1="产出", **cells):
    """Return a line of the indicator table."""
    row = {"indicator_id": id, "level1": level1, "name": f"指标{id}", "kind": kind, "target": target,
           "actual": actual, "weight": weight, **cells}  # fmt: skip
    return ",".join(str(row.get(column, "")) for column in COLUMNS)


def facts_of(*lines, **tables):
    table = {"indicators": "\n".join([",".join(COLUMNS), *lines]) + "\n"} if lines else {}
    return small_facts({**table, **tables})


def scored(*lines, pack=PACK, values=RATES, **tables) -> Scores:
    return score(sheet_of(facts_of(*lines, **tables), values), pack)


def only(*lines, **tables) -> Score:
    (found,) = [entry for entry in scored(*lines, **tables).scores if entry.code]
    return found


def findings_of(scores, language="zh"):
    nothing = SimpleNamespace(results=())
    return find((), (), (), nothing, frozenset(materials()), scores, language)


WEIGHTS = [
    ("90", "execution_added", Decimal("99.50"), ["", "Z1"]),
    ("100", "execution_not_scored", Decimal("100.00"), ["Z1"]),
]


@pytest.mark.parametrize(("weight", "remark", "total", "codes"), WEIGHTS)
def test_the_execution_rate_is_added_only_where_the_weights_leave_its_points_over(weight, remark, total, codes):
    found = scored(indicator(weight=weight))
    assert (found.total, found.remark, [entry.code for entry in found.scores]) == (total, remark, codes)
    assert found.remark_text("zh") != found.remark_text("en")


def test_an_execution_rate_among_the_indicators_is_not_scored_twice():
    found = scored(indicator(weight="90"), indicator("Z2", weight="10", level1="过程").replace("指标Z2", "预算执行率"))
    assert found.remark == "execution_inside" and found.weight == 100


@pytest.mark.parametrize("weight", ["95", "89.9", "110"])
def test_other_weights_give_no_total_and_one_grave_finding_with_the_sums(weight):
    found = scored(indicator(weight=weight))
    (finding,) = findings_of(found)
    assert found.total is None and found.grade("zh") == "—"
    assert (finding.rule, finding.severity) == ("scoring.weights", "high")
    assert all(number in finding.title for number in (weight, "100", "90"))
    assert all(number in found.headline("zh") for number in (weight, "100", "90"))
    assert finding.evidence == ("indicators.csv:2:weight",)


def test_the_pack_names_the_rate_that_execution_points_go_by():
    other = replace(PACK, execution=replace(PACK.execution, rate="execution_rate_of_received"))
    assert scored(indicator(), pack=other).scores[0].points == Decimal("5.00")


OPERATORS = [
    ("cost", "", "120", "0.8", "above_ceiling", "≤"),
    ("cost", "", "80", "1", "within_ceiling", "≤"),
    ("quantity", "", "80", "0.8", "in_proportion", "≥"),
    ("quantity", "", "500", "1", "far_above", "≥"),
    ("quantity", "<=", "200", "0", "above_ceiling", ""),
    ("quantity", "<=", "100", "1", "within_ceiling", ""),
    ("cost", ">=", "80", "0.8", "in_proportion", ""),
    ("quantity", "=", "500", "1", "reached", ""),
]


@pytest.mark.parametrize(("kind", "operator", "actual", "share", "reason", "assumed"), OPERATORS)
def test_a_target_is_a_floor_or_a_ceiling_and_an_assumed_one_is_said(kind, operator, actual, share, reason, assumed):
    found = only(indicator(kind=kind, operator=operator, actual=actual, weight="100"))
    assert (found.points, found.outcome.reason) == (Decimal(share) * 100, reason)
    for language in ("zh", "en"):
        said = found.reason_text(language)
        assert ("比较符" in said or "operator" in said) == bool(assumed) and assumed in said
    assert found.target.startswith(assumed)


SELF_SCORES = [("10", "10", False), ("5", "10", False), ("9.96", "10", False), ("9.9", "10", True), ("11", "10", True)]


@pytest.mark.parametrize(("given", "weight", "differs"), SELF_SCORES)
def test_a_self_score_that_differs_by_more_than_rounding_is_a_finding(given, weight, differs):
    actual = "50" if given == "5" else "100"
    scores = scored(indicator(actual=actual, weight=weight, self_score=given), indicator("Z2", weight="80"))
    found = [item for item in findings_of(scores) if item.rule == "scoring.self_score_differs"]
    assert bool(found) == differs
    for item in found:
        assert item.severity == "medium" and given in item.title and weight in item.title
        assert scores.scores[1].reason_text("zh") in item.condition
        assert item.evidence[:2] == ("indicators.csv:2:self_score", "indicators.csv:2:actual")


def test_the_cause_of_a_finding_is_the_reason_the_unit_gave_and_nothing_else():
    scores = scored(indicator(self_score="80", weight="50", deviation_reason="连续降雨"),
                    indicator("Z2", self_score="30", weight="40"))  # fmt: skip
    causes = [item.cause for item in findings_of(scores)]
    assert "连续降雨" in causes[0] and causes[1] == ""


def test_a_far_higher_actual_value_points_at_the_values_and_not_at_the_weight():
    (finding,) = findings_of(scored(indicator(actual="500")))
    assert finding.rule == "scoring.far_above"
    assert finding.evidence == ("indicators.csv:2:target", "indicators.csv:2:actual")


def test_an_execution_rate_that_is_not_known_has_no_empty_place_as_evidence():
    scores = scored(indicator(), values={})
    (finding,) = findings_of(scores)
    assert finding.rule == "scoring.execution_unknown" and finding.evidence == ()
    assert finding.title.startswith("预算执行率")


LEVELS = [("产出", "output"), ("产出指标", "output"), ("产出类（50分）", "output"), ("一、成本指标", "cost"),
          ("项目效益", "benefit"), ("效益（含满意度）", "benefit"), ("服务对象满意度指标", "satisfaction"),
          ("决策", "decision"), ("过程管理", "process"), ("Outputs", "output"), ("附加分", "")]  # fmt: skip


@pytest.mark.parametrize(("level1", "dimension"), LEVELS)
def test_a_first_level_is_recognised_by_what_it_names(level1, dimension):
    assert dimension_of(level1) == dimension


ELEMENTS = "indicator_id,element,share,gate,met\n"
JUDGED = "subject,decision,score,band,reason,by,on\nZ1,score,80,{band},依据充分,某人,2025-01-02\n"
DELIVERY = [
    ({}, {}, True),
    ({"actual": "99"}, {}, False),
    ({"actual": "完成"}, {}, None),
    ({"target_date": "2024-09-30"}, {}, None),
    ({"target_date": "2024-09-30", "actual_date": "2024-10-01"}, {}, False),
    ({"kind": "date", "target": "", "actual": "", "target_date": "2024-09-30"}, {}, None),
    ({"kind": "date", "target": "", "actual": "", "target_date": "2024-09-30", "actual_date": "2024-09-30"}, {}, True),
    ({"kind": "element", "target": "", "actual": ""}, {"elements": ELEMENTS + "Z1,甲,60,,yes\nZ1,乙,40,,yes\n"}, True),
    ({"kind": "element", "target": "", "actual": ""}, {"elements": ELEMENTS + "Z1,甲,60,,yes\nZ1,乙,40,,no\n"}, False),
    ({"kind": "element", "target": "", "actual": ""}, {"elements": ELEMENTS + "Z1,甲,60,,yes\nZ1,乙,40,,\n"}, None),
    ({"kind": "qualitative"}, {"judgements": JUDGED.format(band="reached")}, True),
    ({"kind": "qualitative"}, {"judgements": JUDGED.format(band="partly")}, False),
    ({"kind": "qualitative"}, {}, None),
]


@pytest.mark.parametrize(("cells", "tables", "expected"), DELIVERY)
def test_an_output_is_delivered_by_the_measure_of_its_kind(cells, tables, expected):
    (item,) = sheet_of(facts_of(indicator(**cells), **tables)).items
    assert delivered(item) is expected


SAVINGS = [
    ((indicator(level1="产出指标"),), "value", "", ""),
    ((indicator(level1="产出指标", actual="80"),), "not_assessable", "outputs_incomplete", "Z1"),
    ((indicator(), indicator("Z2", "date", "", "", target_date="2024-06-30")), "not_assessable", "outputs_unproven",
     "Z2"),
    ((indicator(level1="效益"),), "not_assessable", "outputs_not_shown", ""),
    ((), "not_assessable", "outputs_not_shown", ""),
    ((indicator(), indicator("Z2", "cost", actual="120")), "value", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "state", "reason", "named"), SAVINGS)
def test_a_saving_counts_only_where_every_output_is_shown_to_be_delivered(lines, state, reason, named):
    found = saving(facts_of(*lines, funds=FUNDS))
    assert (found.state, found.reason if reason else "") == (state, reason)
    assert (found.indicative is None) == (state == "value")
    assert {item.id for item in found.unmet} == ({named} if named else set())
    assert named in found.reason_text("zh")


def saving(facts):
    found = totals(facts)
    results = compute(facts, found, RULES.indicators, figures(facts, found), ())
    return next(item for item in results if item.rule.code == "cost_saving_rate")


def test_a_refused_saving_cites_the_indicator_or_the_figure_that_refuses_it():
    rate = STATED + "F1,D01,L3,节约率10%,10%,10,%,saving_rate\n"
    failing = saving(facts_of(indicator(actual="80"), funds=FUNDS, stated=rate))
    stated = saving(facts_of(indicator(), funds=FUNDS, stated=rate + "F2,D01,L9,完成95%,95%,95,%,completion_rate\n"))
    for item, words in ((failing, "indicators.csv:2:actual"), (stated, "完成95%")):
        nothing = SimpleNamespace(results=())
        (finding,) = find((), (item,), (), nothing, frozenset(materials()), Scores(PACK, ()), "zh")
        assert any(words in place for place in finding.evidence), finding.evidence


SURVEY = "batch,question,indicator_id,scale,sent,valid,distribution\n"


def questions(lines) -> tuple[Question, ...]:
    return sheet_of(facts_of(indicator(kind="survey"), survey=SURVEY + lines)).items[0].questions


def test_people_who_answer_several_questions_are_counted_once():
    lines = "B1,甲,Z1,2,60,50,40|10\nB1,乙,Z1,2,60,50,50|0\nB2,甲,Z1,2,9,8,8|0\n"
    assert respondents(questions(lines)) == 58
    found = only(indicator(kind="survey", target="90", actual="", weight="100"), survey=SURVEY + lines)
    assert "58" in found.reason_text("zh") and found.actual == "90.74%"
    assert found.item.places.keys() == {"target", "weight"}
    assert found.evidence("actual")[0] == "survey.csv:2:distribution"


@pytest.mark.parametrize("distribution", ["很满意90|满意10", "90|10|", "100", "90|-1|11", "", "9.5|0.5"])
def test_a_distribution_that_cannot_be_read_gives_no_rate_and_no_traceback(distribution):
    line = f"B1,甲,Z1,2,100,100,{distribution}\n"
    assert satisfaction(questions(line)) is None
    found = only(indicator(kind="survey", target="90", actual="", weight="100"), survey=SURVEY + line)
    assert (found.points, found.outcome.reason) == (None, "survey_unreadable")


def test_points_that_are_not_scored_are_neither_lost_nor_zero():
    found = scored(indicator(weight="50"), indicator("Z2", actual="完成", weight="10"),
                   indicator("Z3", "qualitative", level1="效益", weight="30"))  # fmt: skip
    execution, output, benefit = found.dimensions("zh")
    assert (output.points, output.weight, output.unscored) == (50, 50, 10)
    assert "未评" in output.label("zh") and output.label("zh") != execution.label("zh")
    assert (benefit.points, benefit.weight) == (None, 30)
    assert found.total is None and found.range == (Decimal("59.50"), Decimal("99.50"))


def test_an_indicator_without_kind_or_weight_is_not_scored_and_breaks_nothing():
    found = scored(indicator(kind="", weight="90"), indicator("Z2", weight=""))
    assert [entry.points for entry in found.scores] == [Decimal("9.50"), None, None]
    assert [entry.outcome.reason for entry in found.scores[1:]] == ["kind_missing", "weight_missing"]


def test_a_list_in_a_reason_is_written_as_the_language_writes_lists():
    points = ELEMENTS + "Z1,甲,50,,no\nZ1,乙,50,,no\n"
    found = only(indicator(kind="element", target="", actual="", weight="100"), elements=points)
    assert "甲、乙" in found.reason_text("zh") and "甲, 乙" in found.reason_text("en")


def opened(*lines, language="zh", **tables) -> Workbook:
    return Workbook(Params.from_values(project="demo", language=language), facts_of(*lines, funds=FUNDS, **tables))


def section(book, title):
    """Return the blocks below a heading, up to the next one."""
    blocks = book.document["blocks"]
    start = next(at for at, block in enumerate(blocks) if block["kind"] == "heading" and title in block["text"]) + 1
    after = (at for at, block in enumerate(blocks) if at >= start and block["kind"] == "heading")
    return blocks[start : next(after, None)]


SECTIONS = [("项目决策情况", {"D1"}), ("项目过程情况", {"预算执行率", "P1"}), ("项目产出情况", {"O1", "C1"}),
            ("项目效益情况", {"B1", "S1"})]  # fmt: skip


@pytest.mark.parametrize(("title", "codes"), SECTIONS)
def test_a_section_of_the_report_shows_the_indicators_of_its_dimension_and_no_other(title, codes):
    levels = {"D1": "决策", "P1": "过程", "O1": "产出指标", "C1": "成本", "B1": "效益", "S1": "满意度"}
    lines = [indicator(code, "element", "", "", "15", level) for code, level in levels.items()]
    points = ELEMENTS + "".join(f"{code},要点{code},100,,yes\n" for code in levels)
    tables = [block for block in section(opened(*lines, elements=points), title) if block["kind"] == "table"]
    shown = {row[0].split()[0] for block in tables if block["id"].startswith("achievements") for row in block["rows"]}
    checked = {row[0] for block in tables if block["id"].startswith("elements") for row in block["rows"]}
    assert shown == codes and checked == codes - {"预算执行率"}


def test_the_complete_score_table_stands_once_and_in_the_conclusion():
    book = opened(indicator(), indicator("Z2", level1="附加分", weight="10"))
    (table,) = [block for block in book.document["blocks"] if block.get("id") == "scores"]
    assert table in section(book, "综合评价情况及评价结论") and len(table["rows"]) == 2
    assert not [row for row in table["rows"] if "execution" in row]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_indicators_every_section_says_so_and_no_label_stands_before_a_missing_score(language):
    book = opened(language=language)
    words = [plain(block["text"]) for block in book.document["blocks"] if block["kind"] in ("paragraph", "note")]
    assert sum(words.count(sentence) for sentence in {book.scores.headline(language)}) == 3
    assert not [sentence for sentence in words if sentence.startswith(("评分：", "Score: "))]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_charts_list_what_is_not_scored_and_do_not_draw_it_as_lost(language):
    book = opened(indicator(weight="50", actual="80"), indicator("Z2", "qualitative", level1="效益", weight="40"),
                  language=language)  # fmt: skip
    lost, bars = (book.charts[name] for name in ("lost_points", "dimensions"))
    assert [row[2] for row in lost.rows if row[0]] == ["-10", ""]
    assert lost.alt.count(text("charts.lost_points.withheld", language, points="40")) == 1
    assert [row[1] for row in bars.rows] == ["9", "40", ""]


def test_a_rate_that_is_for_information_only_is_not_drawn_as_recomputed():
    book = opened(indicator(actual="80"), stated=STATED + "F1,D01,L3,节约率10%,10%,10,%,saving_rate\n")
    assert not [row for row in book.charts["funds"].rows if "节约率" in row[0]]
    assert "到位率" in str(opened(stated=STATED + "F1,D01,L3,x,9%,9,%,funding_rate\n").charts["funds"].rows)


def test_a_sum_that_is_not_the_sum_of_every_source_says_so():
    funds = "fund_source,budget_adjusted,received,spent,carry_in\n甲,10,10,9,1\n乙,10,10,9,\n"
    table = funds_table(small_facts({"funds": funds}).tables["funds"], "元", "zh")
    assert table["foot"][1:4] == ["20.00", "20.00", "18.00"]
    assert table["foot"][4].startswith("1.00") and "未填全" in table["foot"][4]


def test_one_defect_is_one_finding_and_the_closer_one_stays():
    funds = "fund_source,budget_adjusted,received,spent,carry_in,carry_out\n甲,100,100,90,0,5\n"
    book = Workbook(Params.from_values(project="demo"), facts_of(indicator(weight="95"), funds=funds))
    rules = [item.rule for item in book.findings]
    assert [item.value for item in book.indicators if item.rule.code == "carry_over_identity"] == [5]
    assert "carry_over_adds_up" in rules and "carry_over_identity" not in rules
    assert "scoring.weights" in rules and "weights_add_up" not in rules


def test_two_rates_that_look_exchanged_name_the_suspicion_as_their_cause():
    rates = "F1,D01,L1,x,79%,79,%,funding_rate\nF2,D01,L2,y,91%,91,%,execution_rate\n"
    funds = "fund_source,budget_adjusted,received,spent\n甲,100,90,80\n"
    book = Workbook(Params.from_values(project="demo"), facts_of(funds=funds, stated=STATED + rates))
    causes = {item.rule: item.cause for item in book.findings}
    assert "未经证实" in causes["funding_rate"] and causes["funding_rate"] == causes["execution_rate"]
    assert {cause for rule, cause in causes.items() if rule not in ("funding_rate", "execution_rate")} == {""}


REPORTS = [("一、项目概况\n本项目背景。\n", "补写“基本情况”。"), ("一、基本情况\n（一）项目概况\n", "在报告中补充：")]


@pytest.mark.parametrize(("report", "remedy"), REPORTS)
def test_what_a_report_lacks_is_asked_for_in_a_whole_sentence(report, remedy):
    lines = tuple(enumerate(report.splitlines(), 1))
    sections = examine(lines, outline("outline-2020"))
    nothing = SimpleNamespace(results=())
    found = find((), (), sections, nothing, frozenset(materials()), Scores(PACK, ()), "zh")
    assert any(item.recommendation.startswith(remedy) for item in found)
    assert not [item for item in found if "—" in item.recommendation or "第 1 行" in item.condition
                and item.rule == "outline.document"]  # fmt: skip


@pytest.mark.parametrize(("shares", "told"), [(["50", "50"], False), (["100"], True), (["40", "60"], True)])
def test_a_check_list_that_is_not_that_of_its_rule_is_told(shares, told):
    points = tuple(Element(f"要点{share}", Decimal(share), met="yes") for share in shares)
    sheet = Sheet(elements={"management_rules": points})
    found = reach(score(sheet, load_pack("cn-2020-10-framework"), RULES), sheet, {"management_rules"})
    (finding,) = from_reach(found, "zh") if told else (None,)
    assert [rule.code for rule in found.altered] == (["management_rules"] if told else [])
    assert finding is None or ("管理制度健全性" in finding.title and finding.severity == "low")
