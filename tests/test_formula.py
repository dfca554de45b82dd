"""The arithmetic of rule files: exact, and nothing beyond the four operations."""

from decimal import Decimal

import pytest

from jixiao.exceptions import RuleError
from jixiao.formula import MAX_LENGTH, evaluate, names, ratio, show

FIGURES = {"budget": Decimal("202.15"), "spent": Decimal("189.35"), "zero": Decimal(0)}
VALUES = [("budget - spent", "12.80"), ("-spent + budget", "12.80"), ("spent * 2 / 2", "189.35"),
          ("(budget - spent) * 0.5", "6.40"), ("3", "3")]  # fmt: skip


@pytest.mark.parametrize(("formula", "value"), VALUES)
def test_a_formula_is_computed_exactly(formula, value):
    assert evaluate(formula, FIGURES) == Decimal(value)


def test_a_third_is_kept_to_forty_digits():
    assert evaluate("one / 3", {"one": Decimal(1)}) == Decimal("0." + "3" * 40)


@pytest.mark.parametrize("formula", ["spent / zero", "zero / zero", "spent / (budget - budget)"])
def test_nothing_is_divided_by_zero(formula):
    with pytest.raises(ZeroDivisionError):
        evaluate(formula, FIGURES)


REFUSED = ["spent ** 2", "spent // 2", "spent % 2", "+spent", "not spent", "True", "'a'", "abs(spent)", "spent.real",
           "[spent]", "spent if budget else zero", "spent < budget", "spent and budget", "lambda: 1", "spent +",
           "1" * (MAX_LENGTH + 1), "", "a\x00b"]  # fmt: skip


@pytest.mark.parametrize("formula", REFUSED)
def test_anything_but_the_four_operations_is_refused(formula):
    with pytest.raises(RuleError) as caught:
        evaluate(formula, FIGURES)
    assert caught.value.code == "formula-not-arithmetic"


def test_an_unknown_figure_is_named_with_those_that_are_known():
    with pytest.raises(RuleError) as caught:
        evaluate("budget - spend", FIGURES)
    assert caught.value.code == "formula-unknown-figure"
    assert "spend" in str(caught.value) and "budget, spent, zero" in str(caught.value)


def test_a_formula_names_its_figures_in_the_order_of_their_use_and_is_shown_with_other_words():
    formula = "(budget - spent) / budget * 2"
    assert names(formula) == ("budget", "spent")
    assert show(formula, {"budget": "预算"}) == "(预算 − spent) ÷ 预算 × 2"


@pytest.mark.parametrize(("formula", "sides"), [("(budget - spent) / budget", ("budget - spent", "budget")),
                                                ("budget - spent", None), ("budget", None)])  # fmt: skip
def test_a_formula_that_is_one_fraction_has_two_sides(formula, sides):
    assert ratio(formula) == sides
