"""A decision of a person that lacks its reason, evidence, name, day or band keeps the report a draft."""

import csv
import json

import pytest

from jixiao import Workbook
from jixiao.commands.telling import as_json_text, headline
from jixiao.demo import CODE, write_demo
from jixiao.document import plain, texts
from jixiao.intake.params import Params
from jixiao.registers import registers_of
from jixiao.run import RunResult, count_open_entries
from small_facts import small_facts

INDICATORS = """indicator_id,level1,level2,name,kind,operator,target,actual,weight,self_score,status,deviation_reason
Z1,效益,社会效益,群众反映,qualitative,,明显改善,已改善,50,,,
Z2,产出,数量,场次,quantity,>=,100,100,30,,,
Z3,过程,管理,制度,element,,,,20,,,
"""
ELEMENTS = {"indicator_id": "Z3", "element": "甲", "share": "100", "met": "yes", "reason": "已核对",
            "scored_by": "评价员", "scored_on": "2025-02-18", "evidence": "E1"}  # fmt: skip
JUDGEMENT = {"subject": "Z1", "decision": "score", "score": "45", "band": "reached", "reason": "已核对",
             "evidence": "E1", "by": "评价员", "on": "2025-02-20"}  # fmt: skip
EVIDENCE = "evidence_id,title,issuer,date\nE1,台账,某单位,2025-01-02\n"


def table(*rows: dict) -> str:
    return "\n".join([",".join(rows[0]), *(",".join(row.values()) for row in rows)]) + "\n"


def opened(*judgements: dict, points=(ELEMENTS,), language="zh", pack="cn-2020-10-self", **tables: str) -> Workbook:
    """Return the evaluation of a small project in which a person gave everything that is not said otherwise."""
    is_scored = any((row["subject"], row["decision"]) == ("Z1", "score") for row in judgements)
    given = judgements if is_scored else (JUDGEMENT, *judgements)
    facts = small_facts({"indicators": INDICATORS, "evidence": EVIDENCE, "elements": table(*points),
                         "judgements": table(*given), **tables})  # fmt: skip
    return Workbook(Params.from_values(project="demo", language=language, rule_pack=pack), facts)


def blocking(book: Workbook) -> list:
    return [finding for finding in book.findings if finding.blocks_final]


def test_decisions_that_lack_nothing_leave_no_draft():
    book = opened({**JUDGEMENT, "subject": "Z2", "decision": "review", "score": "29", "band": ""})
    assert (blocking(book), book.is_draft, book.open_entries) == ([], False, 0)
    assert not [words for words in texts(book.document["blocks"]) if "草稿" in words]


GIVEN = [("score", "reason", "high"), ("score", "evidence", "high"), ("score", "by", "medium"),
         ("score", "on", "medium"), ("score", "band", "medium"),
         ("deduct", "reason", "high"), ("deduct", "evidence", "high"), ("deduct", "score", "medium"),
         ("review", "reason", "high"), ("review", "evidence", "high"), ("review", "score", "medium"),
         ("review", "by", "medium"), ("confirm", "by", "medium"), ("confirm", "reason", "high")]  # fmt: skip


@pytest.mark.parametrize(("decision", "column", "severity"), GIVEN)
def test_a_judgement_that_lacks_a_cell_is_a_finding_with_its_place(decision, column, severity):
    subject = "Z1" if decision == "score" else "Z2"
    points = "45" if decision == "score" else "" if decision == "confirm" else "10"
    judgement = {**JUDGEMENT, "subject": subject, "decision": decision, "score": points, column: ""}
    book = opened(judgement)
    (finding,) = blocking(book)
    row = 2 if decision == "score" else 3
    assert (finding.rule, finding.kind, finding.severity) == ("judgements.incomplete", "missing", severity)
    assert finding.evidence == (f"judgements.csv:{row}:{column}：空",)
    assert subject in finding.title and book.is_draft and book.open_entries == 1


@pytest.mark.parametrize("decision", ["deduct", "review", "confirm", "reject"])
def test_only_a_qualitative_score_needs_a_band(decision):
    book = opened({**JUDGEMENT, "subject": "Z2", "decision": decision, "score": "10", "band": ""})
    assert "judgements.incomplete" not in [finding.rule for finding in book.findings]


@pytest.mark.parametrize("decision", ["confirm", "reject"])
def test_agreeing_or_not_needs_no_evidence_of_its_own(decision):
    book = opened({**JUDGEMENT, "subject": "attendance", "decision": decision, "score": "", "evidence": ""})
    assert not book.is_draft


POINTS = [("yes", "reason", ""), ("yes", "scored_by", "medium"), ("yes", "scored_on", "medium"),
          ("yes", "evidence", "high"), ("no", "reason", "high"), ("no", "scored_by", "medium"),
          ("no", "evidence", "high"), ("", "reason", ""), ("", "scored_by", "")]  # fmt: skip


@pytest.mark.parametrize(("met", "column", "severity"), POINTS)
def test_a_decided_point_of_a_check_list_needs_what_a_judgement_needs(met, column, severity):
    book = opened(points=[{**ELEMENTS, "met": met, column: ""}])
    found = [finding for finding in book.findings if finding.rule == "judgements.incomplete"]
    assert [finding.severity for finding in found] == ([severity] if severity else [])
    for finding in found:
        assert finding.evidence == (f"elements.csv:2:{column}：空",) and finding.blocks_final


def test_the_gaps_of_one_check_list_are_one_finding_that_names_every_cell():
    halves = [{**ELEMENTS, "element": name, "share": "50", "evidence": "", "scored_by": by}
              for name, by in (("甲", ""), ("乙", "评价员"))]  # fmt: skip
    book = opened(points=halves)
    (finding,) = blocking(book)
    assert finding.gaps == book.open_entries == 3
    assert [words.split("：")[0] for words in finding.evidence] == [
        "elements.csv:2:scored_by", "elements.csv:2:evidence", "elements.csv:3:evidence"]  # fmt: skip


@pytest.mark.parametrize(("changes", "reason", "gaps"), [
    ({"points": [{**ELEMENTS, "met": ""}]}, "elements_open", 1),
    ({"points": [{**ELEMENTS, "share": "40", "met": ""}, {**ELEMENTS, "element": "乙", "share": "60", "met": ""}]},
     "elements_open", 2),
    ({"judgements": table({**JUDGEMENT, "subject": "Z2", "decision": "confirm"})}, "not_judged", 1),
    ({"elements": table({**ELEMENTS, "indicator_id": "Z9"})}, "elements_open", 1),
])  # fmt: skip
def test_an_indicator_that_nobody_judged_keeps_the_report_a_draft(changes, reason, gaps):
    book = opened(**changes)
    (finding,) = [finding for finding in blocking(book) if finding.rule.startswith("scoring.")]
    assert (finding.rule, finding.gaps) == (f"scoring.{reason}", gaps)


def test_an_indicator_that_lacks_data_has_no_score_and_leaves_no_draft():
    book = opened(indicators=INDICATORS.replace("100,100,30", "100,完成,30"))
    assert [finding.rule for finding in book.findings if finding.rule.startswith("scoring.")] == [
        "scoring.actual_not_numeric"]  # fmt: skip
    assert not book.is_draft


STATUSES = [("dropped", "", True), ("not_applicable", "", True), ("dropped", "经批准取消", False)]


@pytest.mark.parametrize(("status", "reason", "blocks"), STATUSES)
def test_an_indicator_that_is_not_scored_needs_its_reason(status, reason, blocks):
    book = opened(indicators=INDICATORS.replace("100,100,30,,,", f"100,100,30,,{status},{reason}"))
    found = blocking(book)
    assert bool(found) == book.is_draft == blocks
    for finding in found:
        assert finding.evidence == ("indicators.csv:3:deviation_reason：空",) and finding.severity == "high"
    assert "scoring.dropped" in [finding.rule for finding in book.findings]


def test_a_dropped_indicator_that_the_rest_makes_up_for_is_no_finding():
    dropped = INDICATORS.replace("100,100,30,,,", "100,100,30,,dropped,经批准取消")
    book = opened(indicators=dropped, pack="variant-strict")
    assert book.scores.total is not None
    assert not [finding for finding in book.findings if finding.rule.startswith(("scoring.", "judgements."))]


def test_a_cell_that_a_check_names_already_is_not_told_twice_and_still_blocks():
    book = opened({**JUDGEMENT, "evidence": "E9"}, points=[{**ELEMENTS, "evidence": ""}])
    found = {finding.rule: finding.gaps for finding in blocking(book)}
    assert found == {"evidence_references_exist": 1, "judgements.incomplete": 1}
    lowered = INDICATORS.replace("100,100,30,,,", "100,100,30,20,dropped,")
    found = {finding.rule: finding.gaps for finding in blocking(opened(indicators=lowered))}
    assert found == {"lowered_scores_have_reasons": 1}


def test_an_unregistered_document_that_concerns_no_decision_leaves_no_draft():
    book = opened(indicators=INDICATORS.replace("deviation_reason", "evidence").replace("30,,,", "30,,,E9"))
    assert "evidence_references_exist" in [finding.rule for finding in book.findings] and not book.is_draft


def test_without_a_register_of_evidence_no_document_is_registered():
    facts = small_facts({"indicators": INDICATORS, "elements": table(ELEMENTS), "judgements": table(JUDGEMENT)})
    book = Workbook(Params.from_values(project="demo"), facts)
    assert [finding.evidence for finding in blocking(book)] == [
        ("elements.csv:2:evidence：“E1”没有登记",), ("judgements.csv:2:evidence：“E1”没有登记",)]  # fmt: skip


@pytest.mark.parametrize("decision", ["score", "deduct", "review"])
def test_points_for_an_indicator_that_does_not_exist_are_a_finding(decision):
    book = opened(JUDGEMENT, {**JUDGEMENT, "subject": "Z7", "decision": decision})
    (finding,) = blocking(book)
    assert (finding.rule, finding.evidence) == ("judgements.stray", ("judgements.csv:3:subject：没有“Z7”这项指标",))
    assert not book.is_indicative


@pytest.mark.parametrize("subject", ["execution", "management_rules"])
def test_the_execution_rate_and_the_rules_are_indicators_too(subject):
    assert not opened({**JUDGEMENT, "subject": subject, "decision": "deduct", "score": "0", "band": ""}).is_draft


UNUSED = [("cn-2020-10-self", "management_rules", "score"), ("cn-2020-10-self", "management_rules", "deduct"),
          ("cn-2020-10-self", "execution", "review"), ("cn-2020-10-self", "management_rules", "reject"),
          ("cn-2020-10-framework", "Z1", "review"), ("cn-2020-10-framework", "Z1", "reject"),
          ("cn-2020-10-framework", "Z2", "confirm"), ("cn-2020-10-framework", "Z2", "score"),
          ("cn-2020-10-framework", "Z3", "deduct"), ("cn-2020-10-framework", "execution", "deduct")]  # fmt: skip


@pytest.mark.parametrize(("pack", "subject", "decision"), UNUSED)
def test_a_decision_that_the_rule_pack_does_not_use_is_said_and_leaves_no_draft(pack, subject, decision):
    lacking = {**JUDGEMENT, "subject": subject, "decision": decision, "score": "0", "band": "", "evidence": ""}
    book = opened(lacking, pack=pack)
    (finding,) = [finding for finding in book.findings if finding.rule == "judgements.unused"]
    assert (finding.kind, finding.severity, finding.gaps) == ("review", "low", 0)
    assert subject in finding.condition and finding.evidence == ("judgements.csv:3:score",)
    assert not [finding for finding in book.findings if finding.rule.startswith("judgements.incomplete")]


USED = [("cn-2020-10-self", "Z2", "deduct"), ("cn-2020-10-self", "attendance", "reject"),
        ("cn-2020-10-framework", "Z2", "deduct"), ("cn-2020-10-framework", "Z1", "deduct"),
        ("cn-2020-10-framework", "management_rules", "reject")]  # fmt: skip


@pytest.mark.parametrize(("pack", "subject", "decision"), USED)
def test_a_decision_that_counts_is_not_called_unused(pack, subject, decision):
    book = opened({**JUDGEMENT, "subject": subject, "decision": decision, "score": "1", "band": ""}, pack=pack)
    assert "judgements.unused" not in [finding.rule for finding in book.findings]


@pytest.mark.parametrize(("score", "points", "defect"), [("3", "7.20", False), ("40", "0.00", True),
                                                         ("-1", "8.00", True)])  # fmt: skip
def test_a_deduction_flows_into_the_indicator_that_gathers_and_a_wrong_one_is_said(score, points, defect):
    off = {**JUDGEMENT, "subject": "Z2", "decision": "deduct", "score": score, "band": ""}
    book = opened(off, pack="cn-2020-10-framework")
    assert str(book.scores.find("completion_rate").points) == points
    found = [finding for finding in blocking(book) if finding.rule == "scoring.deduction_out_of_range"]
    assert [finding.evidence for finding in found] == [("judgements.csv:3:score",)] * defect


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_indicator_that_no_rule_of_the_pack_gathers_is_named_in_a_finding_and_beside_the_points(language):
    rows = INDICATORS + "Z4,产出,其他产出,册数,quantity,,1,1,0,,,\nZ5,产出,其他,册数,quantity,,1,1,0,,dropped,已批\n"
    book = opened(indicators=rows, language=language, pack="cn-2020-10-framework")
    (finding,) = [finding for finding in book.findings if finding.rule == "scoring.left_out"]
    assert (finding.kind, finding.severity, finding.gaps) == ("review", "low", 0)
    assert [id for id in ("Z1", "Z2", "Z3", "Z4", "Z5") if id in finding.title] == ["Z3", "Z4"]
    assert book.reach.remark_text(language) in list(texts(book.document["blocks"]))
    table = opened(indicators=rows, language=language)
    assert "scoring.left_out" not in [finding.rule for finding in table.findings]
    assert table.reach.remark_text(language) == ""


DECIDED = [
    ({"subject": "Z2", "decision": "deduct", "score": "30.5"}, "deduction_out_of_range", "30.5"),
    ({"subject": "Z2", "decision": "deduct", "score": "-1"}, "deduction_out_of_range", "−1"),
    ({"subject": "Z2", "decision": "score", "score": "20"}, "points_unused", "20"),
]


@pytest.mark.parametrize(("changes", "rule", "shown"), DECIDED)
def test_points_that_do_not_count_are_said(changes, rule, shown):
    (finding,) = blocking(opened(JUDGEMENT, {**JUDGEMENT, "band": "", **changes}))
    assert finding.rule == f"scoring.{rule}" and shown in finding.title
    assert finding.evidence == ("judgements.csv:3:score",)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_draft_says_so_with_the_number_of_gaps_wherever_the_result_stands(language):
    book = opened({**JUDGEMENT, "reason": "", "evidence": ""}, language=language)
    words = {"zh": "草稿", "en": "Draft"}[language]
    said = [sentence for sentence in texts(book.document["blocks"]) if sentence.startswith(words)]
    assert len(said) == 3 and all("2" in sentence for sentence in said)
    assert any(words in value for _, value in book.document["cover"])
    rows = registers_of(book, "findings")["findings"]
    at = [rows["columns"].index(name) for name in ("blocks_final", "gaps", "rule")]
    assert [[row[index] for index in at] for row in rows["rows"] if row[at[1]] != "0"] == [
        ["true", "2", "judgements.incomplete"]]  # fmt: skip
    assert count_open_entries(rows) == 2


def result(tmp_path, gaps: int) -> RunResult:
    folder = tmp_path / "outputs" / "demo" / "r"
    counts = {"high": 1, "medium": 0, "low": 0}
    return RunResult("r", "demo", "zh", folder, "0" * 64, "90 分（优）", "", False, counts, ("缺",), (), 1.0, gaps)


@pytest.mark.parametrize("gaps", [0, 3])
def test_the_command_line_tells_a_draft_in_one_line_and_in_json(gaps, tmp_path):
    found = result(tmp_path, gaps)
    lines = [line for line in headline(found).splitlines() if "草稿" in line]
    assert len(lines) == (gaps > 0) and all("3" in line for line in lines)
    told = json.loads(as_json_text(found, None))
    assert (told["is_draft"], told["open_entries"]) == (gaps > 0, gaps)


@pytest.mark.parametrize("register", [None, {"columns": ["id"], "rows": [["F1"]]}])
def test_findings_that_do_not_tell_gaps_make_no_draft(register):
    assert count_open_entries(register) == 0


def test_a_project_whose_judgement_has_no_reason_yet_is_evaluated_as_a_draft(tmp_path, monkeypatch):
    write_demo(tmp_path)
    (tmp_path / "notebooks").mkdir()
    path = tmp_path / "data" / CODE / "judgements.csv"
    with path.open(encoding="utf-8", newline="") as file:
        columns, *rows = csv.reader(file)
    rows[0][columns.index("reason")] = rows[0][columns.index("on")] = ""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([columns, *rows])
    monkeypatch.chdir(tmp_path)
    book = Workbook.open(CODE)
    (finding,) = blocking(book)
    assert finding.severity == "high" and rows[0][0] in finding.title
    assert [plain(words).split("：")[0] for words in finding.evidence] == [
        "judgements.csv:2:reason", "judgements.csv:2:on"]  # fmt: skip
