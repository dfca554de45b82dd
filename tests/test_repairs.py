"""What people write in a cell becomes what its table holds: with the same meaning, told rule by rule, or refused."""

import random
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.exceptions import SchemaError
from jixiao.intake.cells import CellRefusedError, amount, converter
from jixiao.intake.schema import Column, schemas
from jixiao.language import LANGUAGES, catalogue
from jixiao.quantities import YUAN_PER_UNIT
from jixiao.reading.lexicon import words
from jixiao.repairs import Repaired, repair
from jixiao.rulebook.rules import roles

UNITS = sorted(YUAN_PER_UNIT)
SEED = 20200225
PROBE = {"amount": "funds.spent", "number": "indicators.self_score", "integer": "survey.sent",
         "date": "evidence.date", "code": "funds.source", "choice": "indicators.operator", "role": "stated.role",
         "text": "indicators.target"}  # fmt: skip
# text of the cell | column | unit | text of the table | rules
REPAIRED = """
202.15|funds.spent|万元|202.15|
-3.50|funds.spent|元|-3.50|
1,178.09|funds.spent|万元|1178.09|thousands-separator
12,3456,7890.5|funds.spent|元|1234567890.5|thousands-separator
１７８．０９|funds.spent|万元|178.09|full-width
￥1,234.56|funds.spent|元|1234.56|full-width currency-mark thousands-separator
¥ 12,345.6|funds.spent|元|12345.6|currency-mark thousands-separator
-¥5|funds.spent|元|-5|currency-mark
人民币：壹佰元整|funds.spent|元|100|full-width currency-mark written-out
rmb 5|funds.spent|元|5|currency-mark
 12.5　|funds.spent|元|12.5|outer-blanks
（3.5）|funds.spent|万元|-3.5|full-width brackets-negative
(1,234.56)|funds.spent|元|-1234.56|brackets-negative thousands-separator
负3.5|funds.spent|元|-3.5|negative-word
负叁佰元整|funds.spent|元|-300|negative-word written-out
−12.5|funds.spent|元|-12.5|minus-sign
—12.5|funds.spent|元|-12.5|minus-sign
+12.5|funds.spent|元|12.5|plus-sign
.5|funds.spent|元|0.5|decimal-point
5.|funds.spent|元|5|decimal-point
—|funds.spent|元||dash-is-empty
-|funds.spent|元||dash-is-empty
／|funds.spent|元||full-width dash-is-empty
无|funds.spent|元||dash-is-empty
178.09万元|funds.spent|万元|178.09|unit-word
178.09 万元|funds.spent|元|1780900|unit-converted
１７８．０９万|funds.spent|元|1780900|full-width unit-converted
2.02亿元|funds.spent|万元|20200|unit-converted
1,780,900.00元|funds.spent|万元|178.09|thousands-separator unit-converted
3千元|funds.spent|万元|0.3|unit-converted
1亿2000万元|funds.spent|亿元|1.2|unit-converted
5元5角|funds.spent|元|5.5|unit-converted
5角6分|funds.spent|元|0.56|unit-converted
壹佰万元整|funds.spent|万元|100|written-out
贰佰零贰万壹仟伍佰元整|funds.spent|元|2021500|written-out
人民币壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元壹角贰分|funds.spent|元|123456789.12|currency-mark written-out
叁拾元伍角|funds.spent|元|30.5|written-out
伍分|funds.spent|元|0.05|written-out
陆角伍分|funds.spent|元|0.65|written-out
叁佰元零伍分|funds.spent|元|300.05|written-out
拾万元整|funds.spent|元|100000|written-out
两百万元|funds.spent|万元|200|written-out
壹万伍佰元|funds.spent|元|10500|written-out
零元整|funds.spent|元|0|written-out
178.08999999999997|funds.spent|万元|178.09|float-noise
1234567890.12001|funds.spent|元|1234567890.12|float-noise
="12.5"|funds.spent|元|12.5|text-mark
'12.5|funds.spent|元|12.5|text-mark
\u200b12.5|funds.spent|元|12.5|invisible-characters
10分|indicators.self_score|元|10|unit-word
9.29999999999998|indicators.self_score|元|9.3|float-noise
33.3333333333333|indicators.self_score|元|33.3333333333333|
40 %|elements.share|元|40|unit-word
120份|survey.sent|元|120|unit-word
1,200|survey.sent|元|1200|thousands-separator
120.00|survey.sent|元|120|zero-places
2020.07.15|evidence.date|元|2020-07-15|date-form
2020/7/5|evidence.date|元|2020-07-05|date-form
20200715|evidence.date|元|2020-07-15|date-form
2020年7月5日|evidence.date|元|2020-07-05|date-form
2020 年 7 月 5 号|evidence.date|元|2020-07-05|date-form
二〇二〇年十二月三十一日|evidence.date|元|2020-12-31|date-form
2020-07-15 00:00:00|evidence.date|元|2020-07-15|midnight-left-out
2020-07-15 10:30|evidence.date|元|2020-07-15|time-left-out
44000|evidence.date|元|2020-06-18|serial-day
44000.25|evidence.date|元|2020-06-18|time-left-out serial-day
—|evidence.date|元||dash-is-empty
是|elements.met|元|yes|choice-word
No|elements.met|元|no|letter-case
退回|ledger.direction|元|refund|choice-word
≥|indicators.operator|元|>=|choice-word
不低于|indicators.operator|元|>=|choice-word
＜＝|indicators.operator|元|<=|full-width
预算数|stated.role|元|budget|choice-word
Ｄ０１|funds.source|元|D01|full-width
D 01|funds.source|元|D01|inner-blanks
="0012"|ledger.econ_class|元|0012|text-mark
0012|ledger.econ_class|元|0012|
2010308 一般行政管理事务|ledger.func_class|元|2010308-一般行政管理事务|code-and-name
无|ledger.evidence|元||dash-is-empty
95%|indicators.target|元|95%|
无|indicators.deviation_reason|元|无|
=1+1|indicators.target|元|=1+1|
="0012"|ledger.voucher_no|元|0012|text-mark
"""
# column | code of the error | texts
REFUSED = """
funds.spent|not-an-amount|约200万元 合计 12..3 1e5 US$5 2020-01-01 -(5) 178—202 1,2,3 1_2 1,23 1,2345,678 --5 TRUE ¥
funds.spent|not-an-amount|万元整 一二三元 佰元 百万元 佰万元 二百 千元 元 一万五元 三百二元 零零元 十元十角 壹佰
funds.spent|not-an-amount|+-5 人民币 5美元 3万12000元 3万5 12.5元5角 5元5
funds.spent|amount-below-fen|1,234.567 0.005 1234567890.123 12.3分
funds.spent|percent-not-amount|3.00% ９５％ 95‰
funds.spent|spreadsheet-error|#REF! #N/A #DIV/0! ######
funds.spent|amount-too-large|99999999999亿元
funds.spent|forbidden-character-in-cell|1\u202e2
indicators.self_score|not-a-number|95% (3) 十分 优
indicators.target|spreadsheet-error|#VALUE!
survey.sent|not-a-whole-number|12.5 12.5份 一百
evidence.date|day-missing|2020年7月 2020年12月份 2020.7 2020-07 202007 2020/12
evidence.date|not-a-date|2020 7月5日 20.7.15 7/15/2020 32873 73051 2020-07-15至2020-08-01 44000天 2020年度 2020-7.15
evidence.date|no-such-day|2020年2月30日 20201315 2020-2-30
elements.met|not-a-choice|也许
indicators.operator|not-a-choice|> 大于
funds.source|not-a-code|D01、D02 a/b 3.02E+05
stated.role|not-a-role|人数
ledger.amount|empty-cell|— 无
ledger.date|empty-cell|/
"""


@cache
def column(name: str) -> Column:
    table, _, key = name.partition(".")
    return schemas()[table].columns[key]


def examples() -> list[tuple[str, str, str, Repaired]]:
    rows = [line.split("|") for line in REPAIRED.strip("\n").splitlines()]
    return [(text, name, unit, Repaired(taken, tuple(rules.split()))) for text, name, unit, taken, rules in rows]


def refusals() -> list[tuple[str, str, str]]:
    rows = [line.split("|") for line in REFUSED.strip().splitlines()]
    return [(name, code, text) for name, code, texts in rows for text in texts.split()]


@pytest.mark.parametrize(("text", "name", "unit", "expected"), examples())
def test_a_cell_is_brought_into_the_form_of_its_table(text: str, name: str, unit: str, expected: Repaired):
    assert repair(text, column(name), unit) == expected


@pytest.mark.parametrize(("name", "code", "text"), refusals())
def test_a_cell_that_is_not_clear_is_refused_with_a_sentence(name: str, code: str, text: str):
    with pytest.raises(CellRefusedError) as caught:
        repair(text, column(name), "元")
    assert caught.value.code == code
    error = SchemaError(code, file="a.xlsx", row=2, column="B", found=text, **caught.value.fields)
    assert all("{" not in error.message(language) for language in LANGUAGES)


def test_two_numbers_in_one_cell_are_refused():
    for text in ("12 34", "1 234", "D01 D02"):
        with pytest.raises(CellRefusedError):
            repair(text, column("funds.source" if "D" in text else "funds.spent"), "元")


def test_every_rule_has_an_example_and_a_sentence_and_no_sentence_is_left_over():
    used = {rule for *_, repaired in examples() for rule in repaired.rules}
    for language in LANGUAGES:
        assert {key.partition(".")[2] for key in catalogue(language) if key.startswith("repairs.")} == used


NUMERALS = {"formal": "零壹贰叁肆伍陆柒捌玖拾佰仟万亿", "plain": "零一二三四五六七八九十百千万亿"}


def written_out(fen: int, numerals: str) -> str:
    """Return an amount in Chinese numerals as a cheque shows it."""
    yuan, rest = divmod(fen, 100)
    tenths, hundredths = divmod(rest, 10)
    words = _number(yuan, numerals) + "元" if yuan else ""
    if not rest:
        return (words or "零元") + "整"
    words += f"{numerals[tenths]}角" if tenths else ("零" if yuan else "")
    return words + (f"{numerals[hundredths]}分" if hundredths else "整")


def _number(number: int, numerals: str) -> str:
    for size, sign in ((10**8, numerals[14]), (10**4, numerals[13])):
        if number >= size:
            high, low = divmod(number, size)
            gap = numerals[0] if 0 < low < size // 10 else ""
            return _number(high, numerals) + sign + gap + (_number(low, numerals) if low else "")
    steps = (numerals[12], numerals[11], numerals[10], "")
    digits = zip(map(int, f"{number:04}"), steps, strict=True)
    words = "".join(numerals[digit] + step if digit else "零" for digit, step in digits)
    while "零零" in words:
        words = words.replace("零零", "零")
    return words.strip("零")


def random_fen(rng: random.Random) -> int:
    return rng.randrange(10 ** rng.randint(1, 15)) * rng.choice((1, 1, 1, 10, 100, 10_000)) % 10**15


def test_every_amount_written_in_numerals_is_read_back():
    rng = random.Random(SEED)
    spent = column("funds.spent")
    for _ in range(3_000):
        fen = random_fen(rng)
        text = written_out(fen, NUMERALS[rng.choice(sorted(NUMERALS))])
        repaired = repair(text, spent, "元")
        assert (Decimal(repaired.text) * 100, repaired.rules) == (fen, ("written-out",)), text


def test_no_amount_in_numerals_that_lost_a_numeral_is_read_as_the_same_amount():
    rng = random.Random(SEED)
    spent = column("funds.spent")
    for _ in range(2_000):
        fen = random_fen(rng)
        text = written_out(fen, NUMERALS["formal"])
        place = rng.randrange(len(text))
        if text[place] in "零整":
            continue
        try:
            other = repair(text[:place] + text[place + 1 :], spent, "元").text
            assert Decimal(other) * 100 != fen or text[place] == "壹"
        except CellRefusedError:
            pass


FEN = st.integers(-(10**15), 10**15)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(fen=FEN, unit=st.sampled_from(UNITS))
def test_a_plain_amount_stays_as_it_is(fen: int, unit: str):
    text = f"{Decimal(fen).scaleb(-2) / YUAN_PER_UNIT[unit]:f}"
    assert repair(text, column("funds.spent"), unit) == Repaired(text)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 10**15), st.sampled_from(UNITS), st.sampled_from(UNITS), st.sampled_from(["", "¥", "人民币"]))
def test_an_amount_with_its_own_unit_is_converted_to_the_last_fen(fen: int, own: str, unit: str, mark: str):
    number = Decimal(fen).scaleb(-2) / YUAN_PER_UNIT[own]
    text = repair(f"{mark}{number:,f}{own}", column("funds.spent"), unit).text
    assert amount(text, unit) * 100 == fen


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(fen=st.integers(0, 10**11), unit=st.sampled_from(["元", "万元"]), factor=st.sampled_from([3.0, 7.0, 1.1]))
def test_the_noise_of_binary_numbers_is_taken_away_and_nothing_else(fen: int, unit: str, factor: float):
    exact = Decimal(fen).scaleb(-2) / YUAN_PER_UNIT[unit]
    noisy = f"{Decimal(repr(float(exact) * factor / factor)):f}"
    assert Decimal(repair(noisy, column("funds.spent"), unit).text) == exact


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(day=st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_day_is_the_same_in_every_form(day: date):
    y, m, d = day.year, day.month, day.day
    serial = (day - date(1899, 12, 30)).days
    forms = (f"{y}-{m:02}-{d:02}", f"{y}/{m}/{d}", f"{y}.{m}.{d}", f"{y}{m:02}{d:02}", f"{y}年{m}月{d}日", str(serial))
    assert {repair(form, column("evidence.date"), "元").text for form in forms} == {day.isoformat()}


PARTS = [
    *"0123456789..,,+-−—()（）０９．，％%￥¥ \u3000'=\"#/年月日号元万亿角分整零壹贰拾佰仟负无是否",
    "万元", "亿元", "人民币", "2020", "\u200b", "\u202e", "D", "≥", ":", "00", "N/A", "e",
]  # fmt: skip


@pytest.mark.parametrize("type_", PROBE)
def test_whatever_is_repaired_is_accepted_by_the_table_and_needs_no_second_repair(type_: str):
    rng = random.Random(SEED)
    probe = column(PROBE[type_])
    outcomes: Counter[str] = Counter()
    for _ in range(150 if type_ == "role" else 3_000):
        text = "".join(rng.choices(PARTS, k=rng.randint(1, 8)))
        unit = rng.choice(UNITS)
        try:
            repaired = repair(text, probe, unit)
        except CellRefusedError as error:
            outcomes["refused"] += 1
            assert f"errors.{error.code}" in catalogue("zh")
            continue
        assert (repaired.text != text) == bool(repaired.rules)
        converter(probe, unit)(repaired.text)
        assert repair(repaired.text, probe, unit) == Repaired(repaired.text)
        outcomes["repaired" if repaired.rules else "kept"] += 1
    assert outcomes["refused"] and outcomes["repaired"]


def test_every_other_word_stands_for_one_choice_of_one_column():
    for table, columns in words("choices").items():
        for name, others in columns.items():
            known = column(f"{table}.{name}")
            assert set(others) <= set(known.choices)
            for choice, ways in others.items():
                assert {repair(word, known, "元").text for word in ways} == {choice}
            told = [word.casefold() for ways in others.values() for word in ways]
            labels = [label.casefold() for pair in known.choice_labels.values() for label in set(pair)]
            meant = {word: {repair(word, known, "元").text} for word in told + labels}
            assert len(told) == len(set(told)) and all(len(one) == 1 for one in meant.values())


@pytest.mark.parametrize("name", [f"{table}.{key}" for table, schema in schemas().items()
                                  for key, one in schema.columns.items() if one.type == "choice"])  # fmt: skip
def test_the_label_of_a_choice_is_the_choice(name: str):
    known = column(name)
    for choice, labels in known.choice_labels.items():
        assert {repair(label, known, "元").text for label in labels} == {choice}


def test_the_label_of_a_role_is_the_role():
    for name, node in roles().items():
        assert {repair(node[key], column("stated.role"), "元").text for key in ("label", "label_en")} == {name}


def test_the_unit_words_belong_to_columns_that_hold_numbers():
    for table, columns in words("repairs")["unit_words"].items():
        assert all(column(f"{table}.{name}").type in ("number", "integer") for name in columns)
