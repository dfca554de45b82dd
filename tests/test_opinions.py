"""Self score, recomputed points and review of the same indicators, their differences and their totals."""

from decimal import Decimal
from random import Random

import pytest

from jixiao import Workbook
from jixiao.document import plain
from jixiao.intake.params import Params
from jixiao.registers import registers_of
from jixiao.rulebook.packs import load_pack
from jixiao.scoring import EXECUTION, Item, Judgement, Sheet, Value, opinions, score
from small_facts import small_facts

PACK = load_pack("cn-2020-10-self")
RATES = {"execution_rate_of_budget": Value(Decimal("0.95"))}
REVIEWER = {"reason": "已核对", "by": "复核员", "evidence": "E1"}


def given(points: str | None = None, **cells) -> Judgement:
    return Judgement(None if points is None else Decimal(points), **{**REVIEWER, **cells})


def item(id: str, weight: str, actual: str = "100", own: str | None = None, review: str | None = None, **cells) -> Item:
    return Item(id, "产出", name=f"指标{id}", target="100", actual=actual, weight=Decimal(weight),
                self_score=None if own is None else Decimal(own),
                review=None if review is None else given(review), **cells)  # fmt: skip


def compared(*items: Item, pack=PACK, **sheet):
    found = Sheet(items, RATES, **sheet)
    return opinions(score(found, pack), found)


def test_every_indicator_has_three_opinions_and_two_differences():
    found = compared(item("A", "60", "50", own="35", review="28"), item("B", "40", own="40"))
    first, second = found.entries
    assert (first.own, first.recomputed, first.reviewed) == (35, 30, 28)
    assert (first.recomputed_above_own, first.reviewed_above_recomputed) == (-5, -2)
    assert (second.reviewed, second.decision, second.judgement) == (40, "", None)
    assert (found.sums.own, found.sums.recomputed, found.sums.reviewed) == (75, 70, 68)
    assert (found.sums.recomputed_above_own, found.sums.reviewed_above_recomputed) == (-5, -2)


def test_the_differences_add_up_to_the_difference_of_the_totals_to_the_last_digit():
    random = Random(14)

    def points() -> str | None:
        return None if random.random() < 0.2 else str(Decimal(random.randint(0, 700)) / 100)

    for _ in range(300):
        items = [item(f"I{number}", "7", random.choice(["33.3", "66.7", "100", "完成"]), points(), points())
                 for number in range(random.randint(1, 12))]  # fmt: skip
        found = compared(*items)
        if found.sums is None:
            assert found.counted == ()
            continue
        entries, sums = found.counted, found.sums
        assert sum(entry.reviewed_above_recomputed for entry in entries) == sums.reviewed - sums.recomputed
        if found.has_own:
            assert sum(entry.recomputed_above_own for entry in entries) == sums.recomputed - sums.own
        assert sums.number == len(entries) and len(entries) + len(found.left_out) == len(found.entries)


def test_an_indicator_that_lacks_a_score_is_left_out_of_every_total():
    found = compared(item("A", "50", own="50"), item("B", "20", "完成", own="18"), item("C", "20", "50"))
    assert [entry.score.id for entry in found.counted] == ["A"]
    assert {entry.score.id: entry.lacks(found.compared) for entry in found.left_out} == {
        EXECUTION: ("self",), "B": ("recomputed", "reviewed"), "C": ("self",)}  # fmt: skip
    assert found.sums.weight == 50


def test_without_self_scores_two_opinions_are_compared():
    found = compared(item("A", "60", "50", review="33"), item("B", "40"))
    assert (found.has_own, found.compared) == (False, ("recomputed", "reviewed"))
    assert (found.sums.own, found.sums.recomputed_above_own, found.sums.reviewed) == (None, None, 73)


DECISIONS = [
    ({"confirmed": {"A": given()}}, "confirm", "60", ""),
    ({"rejected": {"A": given()}}, "reject", None, "rejected"),
    ({"confirmed": {"A": given()}, "rejected": {"A": given()}}, "reject", None, "rejected"),
    ({}, "", "60", ""),
]


@pytest.mark.parametrize(("sheet", "decision", "reviewed", "defect"), DECISIONS)
def test_a_confirmation_agrees_and_a_rejection_needs_points(sheet, decision, reviewed, defect):
    (entry, _) = compared(item("A", "60"), item("B", "40"), **sheet).entries
    assert (entry.decision, entry.defect) == (decision, defect)
    assert entry.reviewed == (reviewed and Decimal(reviewed))


@pytest.mark.parametrize("also", ["confirmed", "rejected"])
def test_points_of_a_reviewer_count_whatever_else_was_decided(also):
    (entry, _) = compared(item("A", "60", review="50"), item("B", "40"), **{also: {"A": given()}}).entries
    assert (entry.decision, entry.reviewed, entry.defect) == ("review", 50, "")


LIMITS = [("60", True), ("0", True), ("60.01", False), ("-0.01", False)]


@pytest.mark.parametrize(("points", "counts"), LIMITS)
def test_reviewed_points_lie_between_nothing_and_full_marks(points, counts):
    (entry, _) = compared(item("A", "60", review=points), item("B", "40")).entries
    assert (entry.reviewed is not None, entry.defect) == (counts, "" if counts else "out_of_range")


def test_a_review_of_an_indicator_without_points_does_not_count():
    found = compared(item("A", "60", "完成", review="50"), item("B", "40"))
    assert (found.entries[0].reviewed, found.entries[0].defect) == (None, "without_points")
    assert found.reviewed.total is None


def test_a_review_without_points_leaves_those_recomputed():
    (entry, _) = compared(item("A", "60"), item("B", "40"), reviews={"A": given()}).entries
    assert (entry.decision, entry.reviewed) == ("", 60)


def test_the_execution_rate_is_reviewed_under_its_own_name():
    found = compared(item("A", "90"), reviews={EXECUTION: given("9")})
    assert (found.entries[0].reviewed, found.reviewed.total) == (9, 99)


def test_the_reviewed_total_has_its_own_grade_and_stays_within_the_caps():
    found = compared(item("A", "60", review="40"), item("B", "40"))
    assert (found.scores.total, found.scores.grade("zh")) == (100, "优")
    assert (found.reviewed.total, found.reviewed.exact_total, found.reviewed.grade("zh")) == (80, 80, "良")
    capped = Sheet((item("A", "90", review="88"),), {"execution_rate_of_budget": Value(Decimal("0.55"))})
    found = opinions(score(capped, load_pack("observed-capped")), capped)
    assert (found.scores.total, found.reviewed.total) == (69, 69)


def test_a_dropped_indicator_that_the_rest_makes_up_for_needs_no_review():
    dropped = item("A", "60", status="dropped", deviation="经批准取消")
    found = compared(dropped, item("B", "40", "50", review="30"), pack=load_pack("variant-strict"))
    assert (found.scores.total, found.reviewed.total) == (50, 75)


INDICATORS = """indicator_id,level1,name,kind,operator,target,actual,weight,self_score
Z1,产出,场次,quantity,>=,100,{actual},60,{own}
Z2,效益,人次,quantity,>=,100,100,40,{other}
"""
COLUMNS = "subject,decision,score,reason,evidence,by,on\n"
FUNDS = "fund_source,budget_adjusted,received,spent\n财政拨款,100,100,95\n"


def opened(*lines: str, own: str = "", other: str = "", language: str = "zh", actual: str = "50") -> Workbook:
    rows = "".join(f"{line},已核对,E1,复核员,2025-02-20\n" for line in lines)
    indicators = INDICATORS.format(own=own, other=other, actual=actual)
    facts = small_facts({"indicators": indicators, "judgements": COLUMNS + rows,
                         "funds": FUNDS, "evidence": "evidence_id,title\nE1,台账\n"})  # fmt: skip
    return Workbook(Params.from_values(project="demo", language=language), facts)


def shown(book: Workbook) -> tuple[str, list[list[str]], list[str]]:
    sentence, table = book.show("opinions").blocks
    rows = [[plain(cell) for cell in row] for row in table["rows"]]
    return plain(sentence["text"]), rows, list(map(plain, table["foot"]))


def test_without_self_score_and_review_nothing_is_shown():
    book = opened("Z9,confirm,")
    assert book.show("opinions").blocks == []
    assert registers_of(book, "opinions")["opinions"]["rows"] == []
    assert not [block for block in book.document["blocks"] if block.get("id") == "opinions"]


def test_the_table_shows_who_reviewed_when_and_why_and_adds_up():
    said, rows, foot = shown(opened("Z1,review,28", "Z2,confirm,", own="35", other="40"))
    assert said.startswith("自评 75、复算 70、复核 68（三种得分俱全的 2 项，满分 100）。")
    assert "复算总分 70 分（中）。" in said and "复核总分 68 分（中）。" in said
    assert rows[0] == ["Z1 场次", "60", "35", "30", "28", "−5", "−2", "复核员（2025-02-20）：已核对"]
    assert rows[1][4:7] == ["40", "0", "0"] and "确认" in rows[1][7] and "2025-02-20" in rows[1][7]
    assert foot == ["合计（2 项）", "100", "75", "70", "68", "−5", "−2", ""]


@pytest.mark.parametrize(("language", "words"), [("zh", "自评分"), ("en", "self score")])
def test_the_foot_names_what_the_totals_leave_out_and_why(language, words):
    _, _, foot = shown(opened("Z1,review,28", other="40", language=language))
    assert foot[1:7] == ["40", "40", "40", "40", "0", "0"]
    assert "Z1 场次" in foot[7] and words in foot[7] and "Z2" not in foot[7]


def test_where_no_indicator_has_all_scores_there_are_no_sums():
    said, _, foot = shown(opened("Z2,reject,", own="30"))
    assert foot[1:7] != ["—"] * 6 and "没有复核总分：1 项" in said
    said, _, foot = shown(opened("Z1,reject,", own="30"))
    assert foot[1:7] == ["—"] * 6 and "自评 30" not in said
    assert "Z1 场次（缺复核分）" in foot[7] and "Z2 人次（缺自评分）" in foot[7]


def test_without_any_review_it_is_said_that_the_recomputed_points_stand():
    said, rows, _ = shown(opened(own="30", other="40"))
    assert "没有另行复核" in said
    assert [row[7] for row in rows] == ["未复核，沿用复算得分"] * 2


def test_without_self_scores_the_sentence_says_so():
    said, rows, foot = shown(opened("Z1,review,28"))
    assert said.startswith("复算 70、复核 68（") and "没有自评得分" in said
    assert foot[2] == rows[0][2] == "—"


def test_the_report_shows_the_opinions_with_the_scores_and_the_register_has_them_exactly():
    book = opened("Z1,review,27.5", own="35", other="40")
    blocks = [block.get("id") for block in book.document["blocks"] if block["kind"] == "table"]
    assert blocks.index("opinions") == blocks.index("scores") + 1
    register = registers_of(book, "opinions")["opinions"]
    row = dict(zip(register["columns"], register["rows"][0], strict=True))
    assert (row["self_score"], row["recomputed"], row["reviewed"], row["recomputed_less_self"],
            row["reviewed_less_recomputed"]) == ("35", "30", "27.5", "-5", "-2.5")  # fmt: skip
    assert (row["counted"], row["decision"], row["place"]) == ("true", "review", "judgements.csv:2:score")
    assert "opinions.csv" in [entry["name"] for entry in book.document["attachments"]]


FINDINGS = [
    ("Z1,review,60.5", "50", "review_out_of_range", "60.5"), ("Z1,review,-1", "50", "review_out_of_range", "−1"),
    ("Z1,reject,", "50", "review_rejected", "Z1"), ("Z1,review,50", "完成", "review_without_points", "Z1"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "actual", "rule", "words"), FINDINGS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_review_that_does_not_count_is_a_finding_and_leaves_a_draft(line, actual, rule, words, language):
    book = opened(line, actual=actual, language=language)
    (finding,) = [finding for finding in book.findings if finding.blocks_final]
    assert finding.rule == f"scoring.{rule}" and words in finding.title
    assert finding.evidence == ("judgements.csv:2:score",)
    assert "复核员" in finding.condition and not book.is_indicative
    assert book.opinions.reviewed.total is None
