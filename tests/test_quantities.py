"""Amounts, rates and numbers as they are rounded and printed."""

from decimal import Decimal

import pytest

from jixiao.quantities import (
    places,
    rounded,
    show_amount,
    show_money,
    show_number,
    show_percent,
    to_fen,
    to_yuan,
    truncated,
)

HALVES = [("0.125", "0.13", "0.12"), ("-0.125", "-0.13", "-0.12"), ("0.1249", "0.12", "0.12"), ("2", "2.00", "2.00")]


@pytest.mark.parametrize(("value", "half_up", "cut"), HALVES)
def test_figures_are_rounded_half_up_or_cut(value, half_up, cut):
    assert (str(rounded(Decimal(value), 2)), str(truncated(Decimal(value), 2))) == (half_up, cut)


@pytest.mark.parametrize("yuan", ["0.001", "-12.345"])
def test_an_amount_below_a_fen_is_refused_rather_than_rounded(yuan):
    assert to_fen(Decimal(yuan).quantize(Decimal("0.01"))) == round(Decimal(yuan) * 100)
    with pytest.raises(ValueError, match="fen"):
        to_fen(Decimal(yuan))


def test_units_are_exact_powers_of_ten():
    assert to_yuan(Decimal("0.01"), "亿元") == 1_000_000 and to_yuan(Decimal("202.15"), "万元") == 2_021_500


SHOWN = [(show_amount, "—"), (show_percent, "—"), (show_number, "—")]


@pytest.mark.parametrize(("show", "dash"), SHOWN)
def test_what_there_is_none_of_is_a_dash(show, dash):
    assert show(None) == dash


def test_a_minus_is_no_hyphen_and_thousands_are_set_apart():
    assert show_amount(Decimal("-12345678.9"), "元") == "−12,345,678.90"
    assert show_percent(Decimal("-12.345678")) == "−1,234.57%"
    assert (show_number(Decimal("-0.50")), show_number(Decimal("1200"))) == ("−0.5", "1,200")


@pytest.mark.parametrize(("language", "words"), [("zh", "−1.50亿元"), ("en", "−1.50 yi yuan")])
def test_money_carries_its_unit(language, words):
    assert show_money(Decimal(-150_000_000), "亿元", language) == words
    assert show_money(None, "亿元", language) == "—"


@pytest.mark.parametrize(("raw", "digits"), [("93.09", 2), ("95", 0), ("1E+3", 0), ("NaN", 0)])
def test_the_places_of_a_printed_figure_are_counted(raw, digits):
    assert places(raw) == digits
