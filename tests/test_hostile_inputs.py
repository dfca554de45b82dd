"""Whatever is fed in is refused with a typed error and a short sentence, or read."""

import random
from pathlib import Path

import pytest

from hostile import FUNDS, PARAMETERS, PROJECT, YAML, Hostile, every_hostile_input
from jixiao.exceptions import JixiaoError
from jixiao.intake.cells import CellRefusedError, amount
from jixiao.intake.schema import schemas
from jixiao.intake.strict_yaml import checked, convert
from jixiao.intake.tables import parse_table

CASES = list(every_hostile_input())
SEED = 20200225
GOOD_YAML = PROJECT + "units: {ledger: 元}\nnotes: |\n  第一行\n  第二行\n"
FRAGMENTS = [
    *": - ? & * ! | > % @ ` , [ ] { } # ' \" \\ --- ... << !!binary &a *a ~ null true 0012 1e5 NO".split(),
    *(
        "\n",
        "  ",
        "\t",
        "\x00",
        "\u202e",
        "\ufeff",
        "\u2028",
        "\x85",
        "\\U",
        "\\ud800",
        "name: ",
        "units: ",
        "妇",
    ),
]
AMOUNT_PARTS = [
    *"0123456789..,,+--()（）",
    *"０９．，－",
    "万元",
    "%",
    "e",
    " ",
    "\u3000",
    "\x00",
    "٣",
    "⁵",
    "nan",
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_input_is_refused_with_its_class_and_a_short_sentence(case: Hostile, tmp_path: Path):
    with pytest.raises(JixiaoError) as caught:
        case.read(tmp_path)
    error = caught.value
    assert (type(error), error.exit_code, error.code) == (case.error, case.exit_code, case.code)
    for language in ("zh", "en"):
        message = error.message(language)
        assert len(message.splitlines()) <= 6
        assert message.endswith(f"[{case.code}]")
        assert str(tmp_path) not in message
        assert "{" not in message.replace("{name}", "")


def test_there_are_enough_hostile_inputs_and_no_two_have_the_same_name():
    names = [case.name for case in CASES]
    assert len(names) >= 60
    assert len(set(names)) == len(names)


def _mutated(rng: random.Random, good: list[str]) -> bytes:
    words = rng.choice(good)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(words) + 1)
        cut = at + rng.choice((0, 0, 1, 3))
        words = words[:at] + rng.choice(FRAGMENTS) + words[cut:]
    data = bytearray(words.encode())
    if rng.random() < 0.2:
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


def test_no_mutated_yaml_raises_an_error_without_a_sentence():
    rng = random.Random(SEED)
    good = [GOOD_YAML, *(content for _, content in PARAMETERS.values())]
    good += [content for _, _, content in YAML.values() if isinstance(content, str) and len(content) < 200]
    read = refused = 0
    for _ in range(20_000):
        try:
            values, _ = convert(checked(_mutated(rng, good), "fuzz.yaml"))
            assert isinstance(values, dict)
            read += 1
        except JixiaoError:
            refused += 1
    assert read > 1_000
    assert refused > 1_000


def test_no_string_of_amount_characters_raises_an_error_without_a_sentence():
    rng = random.Random(SEED)
    read = refused = 0
    for _ in range(20_000):
        words = "".join(rng.choices(AMOUNT_PARTS, k=rng.randint(1, 9)))
        try:
            yuan = amount(words, rng.choice(("元", "万元", "亿元")))
            assert yuan * 100 == int(yuan * 100)
            read += 1
        except CellRefusedError:
            refused += 1
    assert read > 1_000
    assert refused > 1_000


def test_no_mutated_table_raises_an_error_without_a_sentence():
    rng = random.Random(SEED)
    good = (FUNDS + '财政,202.15,178.09,189.35\n自筹,"1,000",,0\n').encode()
    for _ in range(5_000):
        data = bytearray(good)
        for _ in range(rng.randint(1, 4)):
            data[rng.randrange(len(data))] = rng.choice((rng.randrange(256), *b',"\n\r\x00 '))
        try:
            parse_table(bytes(data), "funds.csv", schemas()["funds"], "万元")
        except JixiaoError as error:
            assert error.message("zh")
