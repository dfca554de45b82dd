"""What a stated figure may and may not be held against, from the tables of a project to the finding."""

from decimal import Decimal
from functools import cache

import pytest

from jixiao import totals
from jixiao.findings import _from_checks
from jixiao.intake.facts import Facts
from jixiao.reconcile import Check, reconcile, unused
from jixiao.reconcile.approximation import told
from jixiao.reconcile.figures import fact, stated_figure
from jixiao.rulebook.rules import load_rules, rule_files
from small_facts import small_facts

STATED = "figure_id,doc,locator,quote,raw,value,unit,role,group,qualifier,period"
FUNDS = "fund_source,budget_initial,budget_adjusted,received,spent,carry_in,carry_out"
LEDGER = "voucher_no,line_no,date,amount,direction,evidence"
EVIDENCE = "evidence_id,title\nE1,凭证"


def facts_of(*figures: str, funds: tuple[str, ...] = (), **tables: str) -> Facts:
    """A figure is written as role, value, unit and any of group, qualifier, period and document."""
    rows = []
    for number, words in enumerate(figures, 1):
        role, value, unit, group, qualifier, period, doc = (*words.split(","), *[""] * 6)[:7]
        rows.append(f"F{number},{doc or 'D01'},L{number},引文{number},{value}{unit},{value},{unit},{role},{group},"
                    f"{qualifier},{period}")  # fmt: skip
    tables |= {"stated": "\n".join([STATED, *rows])} if rows else {}
    tables |= {"funds": "\n".join([FUNDS, *funds])} if funds else {}
    return small_facts(tables, {"money_unit": "万元"})




@cache
def relations():
    return load_rules("2024-12-31").relations


def checks_of(facts: Facts) -> dict[str, Check]:
    found = reconcile(totals.figures(facts, totals.totals(facts)), relations())
    assert len({check.key for check in found}) == len(found), "two checks of one name"
    return {check.key: check for check in found}


def verdicts(*figures: str, funds: tuple[str, ...] = (), **tables: str) -> dict[str, str]:
    return {key: check.verdict for key, check in checks_of(facts_of(*figures, funds=funds, **tables)).items()}


def titles(*figures: str, funds: tuple[str, ...] = (), language: str = "zh") -> list[str]:
    found = checks_of(facts_of(*figures, funds=funds)).values()
    return [finding.title for finding in _from_checks(list(found), language)]


CLEAN = ("财政,,1000000,1000000,950000,0,50000",)


def test_a_whole_amount_of_a_table_is_exact():
    found = verdicts("execution_rate,95.90,%", "funding_rate,100.9,%", funds=CLEAN)
    assert found["execution_rate/spent-over-budget"] == found["funding_rate/received-over-budget"] == "contradicted"


def test_an_amount_of_many_places_stays_a_fact():
    assert fact("budget", Decimal("123456789"), "亿元").number() == "1.234568"
    assert fact("budget", Decimal("123450000"), "亿元").number() == "1.2345"


def test_figures_of_last_year_are_not_held_against_the_money_of_this_year():
    found = verdicts("execution_rate,88.00,%,,,2023", "budget,80.00,万元,,,2023", "claim_balance,1,claim,,,2023",
                     "claim_balance,0,claim,,,2022", funds=CLEAN)  # fmt: skip
    assert "contradicted" not in found.values()
    assert not {key for key in found if key.startswith(("execution_rate", "stated_amounts", "opposite"))}


def test_last_year_may_still_contradict_itself():
    found = verdicts("spent,80.00,万元,,,2023", "spent,81.00,万元,,,2023", funds=CLEAN)
    assert found["same_quantity/spent/2023"] == "contradicted"


def test_a_budget_that_only_some_sources_adjusted_counts_each_source_once():
    funds = ("A,1500000,1600000,1600000,1500000,,", "B,600000,,600000,600000,,", "C,200000,,200000,200000,,")
    found = totals.totals(facts_of(funds=funds))
    assert (found.amounts["budget"], found.remarks["budget"]) == (Decimal(2_400_000), "budget_partly_initial")


def test_a_carry_over_that_one_source_gives_covers_an_excess():
    funds = ("A,,600000,600000,680000,100000,20000", "B,,300000,300000,280000,,20000")
    check = checks_of(facts_of(funds=funds))["spent_within_received"]
    assert (check.verdict, check.note) == ("reconciled", "optional_partial")


def test_one_source_cannot_hide_the_excess_of_another():
    funds = ("A,,600000,600000,800000,0,0", "B,,600000,600000,200000,0,400000")
    found = verdicts(funds=funds)
    assert found["spent_within_received"] == "reconciled"
    assert found["spent_within_received_by_source/A"] == "contradicted"
    assert "spent_within_received_by_source/B" not in found


def test_spending_and_receipts_beyond_the_budget_are_found_although_the_money_suffices():
    found = verdicts(funds=("A,,1000000,1300000,1200000,0,100000",))
    assert found["spent_within_budget"] == found["received_within_budget"] == "contradicted"
    assert found["spent_within_received"] == "reconciled"


def test_rates_on_two_bases_need_not_add_up():
    found = verdicts("execution_rate,95.00,%", "saving_rate,20.83,%", funds=("A,,2400000,2000000,1900000,,",))
    assert found["execution_plus_saving"] == "derived"
    assert "contradicted" not in found.values()


def test_the_difference_of_parts_is_stated_less_computed_and_money_has_its_unit():
    check = checks_of(facts_of("whole,160.00,万元,g", "part,100.00,万元,g", "part,50.00,万元,g"))["parts_of_whole/g"]
    assert (check.shown_computed("zh"), check.shown_difference("zh")) == ("150.00万元", "10.00万元")
    check = checks_of(facts_of("whole,620,人,g", "part,380,人,g", "part,250,人,g"))["parts_of_whole/g"]
    assert (check.shown_computed("zh"), check.shown_difference("zh")) == ("630人", "−10人")


def test_ten_thousands_of_people_are_added_to_single_ones():
    check = checks_of(facts_of("whole,1.5,万人次,g", "part,1.2,万人次,g", "part,3000,人次,g"))["parts_of_whole/g"]
    assert (check.verdict, check.shown_formula("zh"), check.shown_computed("zh")) == (
        "reconciled", "12,000 + 3,000", "1.5万人次")  # fmt: skip


@pytest.mark.parametrize(("qualifier", "low", "high"), [
    ("余", 600, 700), ("多", 600, 700), ("以上", 600, 600_000), ("逾", 600, 600_000), ("不足", 0, 600),
    ("不超过", 0, 600), ("近", 540, 600), ("约", 540, 660), ("大约…以上", 540, 660), ("", 600, 600),
])  # fmt: skip
def test_a_qualifier_says_in_which_direction_a_figure_is_inexact(qualifier, low, high):
    assert told(stated_figure("F1", "count", Decimal(600), "人", qualifier=qualifier)) == (low, high)


def test_about_two_million_is_not_a_wrong_amount():
    found = verdicts("budget,200,万元,,约", "budget,202.15,万元", funds=("A,,2021500,1780900,1700000,,",))
    assert found["same_quantity/budget"] == found["stated_amounts/budget"] == "review"


def test_what_documents_disagree_on_is_not_a_contradiction_inside_one():
    found = titles("spent,95.00,万元,,,,D01", "spent,94.00,万元,,,,D02", funds=CLEAN)
    assert any("在另一份材料中数值不同" in title for title in found)
    assert not any("同一材料" in title for title in found)


def test_several_documents_with_one_value_make_one_check():
    found = verdicts("spent,95.00,万元,,,,D01", "spent,95.00,万元,,,,D02", funds=CLEAN)
    assert [key for key in found if key.startswith("same_quantity")] == ["same_quantity/spent"]


@pytest.mark.parametrize(("claim", "funds", "title"), [
    ("claim_all_executed,1,claim", "A,,1000000,1200000,1100000,,", "支出比预算数多 10.00万元"),
    ("claim_all_executed,1,claim", "A,,1000000,1000000,900000,,", "尚有 10.00万元未执行"),
    ("claim_balance,1,claim", "A,,1000000,1000000,1000000,0,0", "恰好用完"),
    ("claim_balance,0,claim", "A,,1000000,1000000,800000,0,200000", "称年终没有结存资金"),
    ("claim_all_received,0,claim", "A,,1000000,1000000,800000,0,200000", "称资金没有到位"),
])  # fmt: skip
def test_a_claim_and_its_denial_are_each_told_in_their_own_words(claim, funds, title):
    assert any(title in found for found in titles(claim, funds=(funds,)))


@pytest.mark.parametrize("claim", ["claim_all_executed,0,claim", "claim_balance,1,claim"])
def test_a_true_claim_is_reconciled(claim):
    found = verdicts(claim, funds=("A,,1000000,1000000,800000,0,200000",))
    assert "contradicted" not in found.values()


def test_a_claim_is_no_finding_where_its_table_is_there_to_verify_it():
    facts = facts_of("claim_uneven_spending,1,claim", funds=CLEAN, ledger=f"{LEDGER}\n1,1,2024-01-02,1,spend,E1")
    found = checks_of(facts)
    assert found["uneven_spending_claimed"].verdict == "review"
    assert list(_from_checks(list(found.values()), "zh")) == []


def test_a_claim_of_public_money_only_is_held_against_the_sources():
    claim = "claim_public_funds_only,1,claim"
    assert verdicts(claim, funds=("社会捐赠资金,,100,100,90,,", *CLEAN))["public_funds_claimed"] == "contradicted"
    assert verdicts(claim, funds=CLEAN)["public_funds_claimed"] == "review"
    assert verdicts(claim)["public_funds_claimed"] == "not_verifiable"


def test_operands_are_printed_in_the_unit_of_the_project_and_missing_ones_by_name():
    found = checks_of(facts_of("budget,202.15,万元", "spent,1893500,元", "execution_rate,87.96,%"))
    assert found["execution_rate/spent-over-budget"].shown_formula("zh") == "189.35 ÷ 202.15"
    missing = found["execution_rate/spent-over-received"]
    assert missing.shown_formula("zh") == "189.35 ÷ 到位资金"
    assert missing.shown_formula("en") == "189.35 ÷ funds received"
    assert missing.note_text("zh") == "缺少计算所需的数：到位资金。"


def test_a_headline_counts_only_the_definitions_that_could_be_computed():
    found = titles("budget,202.15,万元", "spent,189.35,万元", "execution_rate,87.96,%")
    assert [title for title in found if "执行率" in title] == [
        "预算执行率自述 87.96%，按能够计算的口径复算为 93.67%，不相符"]  # fmt: skip


def test_a_denominator_of_zero_is_called_so():
    check = checks_of(facts_of("funding_rate,100,%", funds=("A,,0,0,0,,",)))["funding_rate/received-over-budget"]
    assert (check.verdict, check.note) == ("not_verifiable", "denominator_zero")


def test_headlines_quote_the_report_and_name_no_ids():
    found = titles("outside_amount,11600,元,g", "count,3,名,g")
    assert found == ["“引文1”平均每份 3,866.67元，须核对发放清单"]


def test_figures_that_no_relation_reads_are_known():
    facts = facts_of("count,30,次", "spent,95.00,万元", funds=CLEAN)
    figures = totals.figures(facts, totals.totals(facts))
    assert [figure.id for figure in unused(figures, reconcile(figures, relations()))] == ["F1"]


def test_only_vouchers_of_the_year_with_registered_evidence_explain_spending_each_once():
    lines = ["1,1,2024-03-01,100.00,spend,E1", "1,1,2024-03-01,100.00,spend,E1", "2,1,2024-04-01,30.00,refund,E1",
             "3,1,2025-01-08,500.00,spend,E1", "4,1,2024-05-01,700.00,spend,E9",
             "5,1,2024-05-02,900.00,spend,"]  # fmt: skip
    facts = facts_of(funds=CLEAN, ledger="\n".join([LEDGER, *lines]), evidence=EVIDENCE)
    assert totals.totals(facts).amounts["explained"] == Decimal(70)


def test_a_total_told_twice_explains_spending_once_and_last_year_not_at_all():
    facts = facts_of("count,4,个,g", "unit_amount,10000,元,g", "total_amount,40000,元,g", "total_amount,4,万元,g",
                     "total_amount,9,万元,,,2023", "count,3,个,h", "unit_amount,5,万元,h")  # fmt: skip
    amount, used = totals.explained_by_text(totals.figures(facts, totals.totals(facts)))
    assert (amount, [figure.id for figure in used]) == (Decimal(190_000), ["F3", "F7", "F6"])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("rule", relations(), ids=lambda rule: rule.code)
def test_every_wording_of_a_relation_is_there_in_both_languages_and_can_be_filled(rule, language):
    words = dict.fromkeys(("stated", "computed", "difference", "subject", "said"), "—")
    for variant in ("", *rule.get("variants", {})):
        for key in ("title", "why", "remedy"):
            assert Check(rule, "contradicted", variant=variant).text(key, language).format_map(words)
        node = rule.get("variants", {}).get(variant, {})
        assert {key.removesuffix("_en") for key in node if key.endswith("_en")} == {
            key for key in node if not key.endswith("_en")}  # fmt: skip


def test_every_relation_file_is_a_relation():
    assert {path.stem for path in rule_files("relations")} == {rule.code for rule in load_rules("2026-01-01").relations}
