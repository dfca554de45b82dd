"""Personal data is recognised by check digits and headings, and its columns are marked by level."""

import random

import pytest

from jixiao.intake.schema import schemas
from jixiao.personal import kinds_in, marks
from jixiao.personal.numbers import is_bank_card, is_id_number

# The example of the standard itself, and made-up numbers with right check digits.
ID_NUMBER, CARD, MOBILE = "11010519491231002X", "6222020000000000000", "13800138000"


@pytest.mark.parametrize(("text", "kinds"), [
    (f"张三（身份证{ID_NUMBER}）", {"id-number"}),
    ("身份证号 １１０１０５１９４９１２３１００２Ｘ", {"id-number"}),
    ("11010519491231002x", {"id-number"}),
    (f"卡号{CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:16]} {CARD[16:]}", {"bank-card"}),
    (f"电话{MOBILE}、0871-67412345", {"mobile", "telephone"}),
    (f"{ID_NUMBER} {MOBILE}", {"id-number", "mobile"}),
    ("contact: a.b@example.org", {"email"}),
    ("110105194912310021", set()),
    ("金额13800138000.00元", set()),
    ("记-202401-0001，功能分类2070109", set()),
    ("项目编码530114202000000000123", set()),
    ("2020-07-15 至 2020-12-31", set()),
    ("", set()),
])  # fmt: skip
def test_a_number_of_a_person_is_known_by_its_form_and_check_digit(text, kinds):
    assert kinds_in(text) == kinds


def test_a_wrong_digit_or_two_exchanged_neighbours_make_no_id_number():
    made = random.Random(1)
    for place in range(17):
        wrong = str((int(ID_NUMBER[place]) + made.randint(1, 9)) % 10)
        assert not is_id_number(ID_NUMBER[:place] + wrong + ID_NUMBER[place + 1 :])
    for place in range(16):
        first, second = ID_NUMBER[place : place + 2]
        assert first == second or not is_id_number(ID_NUMBER[:place] + second + first + ID_NUMBER[place + 2 :])


def test_one_wrong_digit_makes_no_bank_card():
    assert is_bank_card(CARD)
    for place in range(2, len(CARD)):
        wrong = str((int(CARD[place]) + 1) % 10)
        assert not is_bank_card(CARD[:place] + wrong + CARD[place + 1 :])


def test_columns_of_a_ledger_are_marked_by_what_they_declare_and_by_what_they_hold():
    rows = [{"voucher_no": "记-1", "payee": "示例·甲（虚构）", "summary": f"发放补助 {ID_NUMBER}", "amount": MOBILE},
            {"voucher_no": "记-2", "payee": "", "summary": f"电话{MOBILE}", "amount": "1"}]  # fmt: skip
    found = {mark.column: (mark.level, dict(mark.kinds)) for mark in marks(schemas()["ledger"].columns, rows)}
    assert found == {"payee": (1, {"name": -1}), "summary": (2, {"id-number": 1, "mobile": 1})}


def test_a_declared_column_without_any_entry_is_not_marked():
    assert marks(schemas()["ledger"].columns, [{"payee": "", "summary": "购置图书"}]) == ()
