"""What holds for the points of every sheet, whatever its figures are."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

pytest.importorskip("hypothesis", reason="hypothesis is not installed")

from hypothesis import HealthCheck, assume, given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from jixiao.rulebook.packs import load_pack, pack_codes  # noqa: E402
from jixiao.rulebook.rules import load_rules  # noqa: E402
from jixiao.scoring import score  # noqa: E402
from jixiao.scoring.sheet import Item, Judgement, Sheet, Value  # noqa: E402
from random_sheets import sheet, sheet_of  # noqa: E402

ALL_PACKS, RULES = [load_pack(code) for code in pack_codes()], load_rules("2024-12-31")
PACKS = [pack for pack in ALL_PACKS if pack.scores == "table"]
KEPT = [pack for pack in PACKS if pack.dropped == "none" and not pack.caps]
RATE = {"execution_rate_of_budget": Value(Decimal("0.95"))}
tried = settings(derandomize=True, deadline=None, database=None, max_examples=500,
                 suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])  # fmt: skip
packs, all_packs = st.sampled_from(PACKS), st.sampled_from(ALL_PACKS)
sheets = st.integers(0, 10**9).map(sheet).map(sheet_of)
numbers = st.decimals(0, 10**9, places=3)
targets = st.decimals("0.001", 10**9, places=3)
weights = st.decimals("0.001", 100, places=3)
kinds, operators = st.sampled_from(["quantity", "cost"]), st.sampled_from(["", ">=", "<=", "="])
# 元 and 万元, percent and share, pieces and dozens
units = st.sampled_from([Decimal(text) for text in ("10000", "0.0001", "100", "0.01", "12", "0.5", "1000000")])


def points(item: Item, pack) -> Decimal | None:
    """Return the points of one indicator."""
    return score(Sheet((item,), RATE), pack).scores[0].points


def quantity(operator: str, target: Decimal, actual: Decimal, weight: Decimal, **cells) -> Item:
    return Item("I01", operator=operator, target=f"{target:f}", actual=f"{actual:f}", weight=weight, **cells)


@tried
@given(sheets, all_packs)
def test_points_are_between_nothing_and_full_marks(own, pack):
    scored = [entry for entry in score(own, pack, RULES).scores if entry.points is not None]
    assert [entry.id for entry in scored if not 0 <= entry.points <= pack.rounding(Fraction(entry.weight))] == []
    assert [entry.id for entry in scored if not 0 <= entry.exact <= entry.weight] == []


@tried
@given(packs, targets, st.decimals(0, 1, places=4), st.decimals(0, 1, places=4), weights)
def test_more_of_what_was_wanted_never_earns_less(pack, target, part, other, weight):
    bound = min([pack.over.explain_at, *(loss.at for loss in pack.over.penalties)])
    less, more = sorted((part * bound * target, other * bound * target))
    assume(more / target < bound)
    assert points(quantity(">=", target, less, weight), pack) <= points(quantity(">=", target, more, weight), pack)


@tried
@given(packs, kinds, numbers, numbers, numbers, weights)
def test_less_of_what_was_limited_never_earns_less(pack, kind, target, one, other, weight):
    less, more = sorted((one, other))
    found = [points(quantity("<=", target, actual, weight, kind=kind), pack) for actual in (less, more)]
    assert found[0] >= found[1]


@tried
@given(packs, st.dates(), st.dates(), st.dates(), weights)
def test_a_later_day_never_earns_more(pack, due, one, other, weight):
    item = Item("I01", kind="date", target_date=due, weight=weight)
    early, late = (points(replace(item, actual_date=day), pack) for day in sorted((one, other)))
    assert early >= late


@tried
@given(packs, st.integers(0, 200), st.integers(0, 200), st.integers(0, 9), st.decimals(0, 5, places=1), weights)
def test_more_cases_of_a_fault_never_earn_more(pack, one, other, allowed, step, weight):
    item = Item("I01", kind="deduction", target=str(allowed), step=step, weight=weight)
    few, many = (points(replace(item, actual=str(cases)), pack) for cases in sorted((one, other)))
    assert few >= many


@tried
@given(packs, st.sampled_from([">=", "<=", "="]), targets, numbers, weights, st.decimals(0, 100, places=2))
def test_points_taken_off_never_leave_more_nor_less_than_nothing(pack, operator, target, actual, weight, off):
    item = quantity(operator, target, actual, weight)
    left = points(replace(item, deduction=Judgement(off, reason="核减")), pack)
    assert 0 <= left <= points(item, pack)


@tried
@given(sheets, st.sampled_from(KEPT))
def test_a_total_is_the_sum_of_its_lines(own, pack):
    found = score(own, pack)
    if found.total is None:
        assert found.grade("zh") == "—"
    else:
        assert found.total == sum(entry.points for entry in found.scores)
        assert abs(found.exact_total - sum(entry.exact for entry in found.scores)) < Decimal("1e-20")


@tried
@given(sheets, all_packs, st.randoms(use_true_random=False))
def test_the_order_of_the_indicators_does_not_matter(own, pack, random: Random):
    items = random.sample(own.items, len(own.items))
    one, other = score(own, pack, RULES), score(replace(own, items=tuple(items)), pack, RULES)
    assert (one.total, one.range, one.grade("zh")) == (other.total, other.range, other.grade("zh"))
    assert {entry.id: entry.points for entry in one.scores} == {entry.id: entry.points for entry in other.scores}


@tried
@given(packs, kinds, operators, targets, numbers, weights, units)
def test_the_unit_of_a_figure_does_not_matter(pack, kind, operator, target, actual, weight, unit):
    in_yuan = quantity(operator, target, actual, weight, kind=kind)
    assert points(in_yuan, pack) == points(quantity(operator, target * unit, actual * unit, weight, kind=kind), pack)


@tried
@given(packs, numbers, numbers, st.decimals(-9, 10**9, places=2), weights, units)
def test_the_unit_of_a_range_does_not_matter(pack, one, other, actual, weight, unit):
    low, high = sorted((one, other))
    found = [points(Item("I01", kind="range", target=f"{low * scale:f}～{high * scale:f}",
                         actual=f"{actual * scale:f}", weight=weight), pack)
             for scale in (Decimal(1), unit)]  # fmt: skip
    assert found[0] == found[1]


@tried
@given(sheets, all_packs)
def test_withheld_points_are_none_and_never_a_nought(own, pack):
    found = score(own, pack, RULES)
    withheld = [entry for entry in found.scores if entry.outcome.share is None]
    assert [entry.id for entry in withheld if (entry.points, entry.exact) != (None, None)] == []
    assert [(entry.id, language) for entry in withheld for language in ("zh", "en")
            if not entry.reason_text(language)] == []  # fmt: skip
    if [entry for entry in withheld if entry in found.counted]:
        assert (found.total, found.exact_total, found.grade("zh")) == (None, None, "—")


def completed(item: Item, random: Random) -> Item:
    """Return an indicator with the same full marks whose open figures were supplied."""
    share = Decimal(random.choice(["0", "0.125", "0.5", "0.999", "1"]))
    return replace(item, kind="quantity", operator=">=", target="1", actual=str(share), status="", deviation="已说明",
                   rule="", judged=None)  # fmt: skip


@tried
@given(sheets, packs, st.randoms(use_true_random=False))
def test_the_range_holds_the_total_of_every_completion(own, pack, random: Random):
    before = score(own, pack)
    is_open = {entry.id for entry in before.missing}
    supplied = {pack.execution.rate: own.values.get(pack.execution.rate)} if pack.execution else {}
    if pack.execution and (not supplied[pack.execution.rate] or supplied[pack.execution.rate].value is None):
        supplied = {pack.execution.rate: Value(Decimal(random.choice(["0", "0.4", "0.8", "1", "1.2"])))}
    items = tuple(completed(item, random) if item.id in is_open else item for item in own.items)
    after = score(replace(own, items=items, values={**own.values, **supplied}), pack)
    if after.total is None:  # nothing can complete a sheet whose weights do not add up
        assert after.reason or after.missing or not sum(entry.weight for entry in after.counted)
    else:
        assert before.range[0] <= after.total <= before.range[1]
