"""A broken, misleading or very large text file is refused with its place, or read as it is; never more than 1 GiB."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from hostile_texts import HostileText, every_hostile_text

CASES = list(every_hostile_text())
PROGRAM = Path(__file__).with_name("hostile_texts.py")


@cache
def outcomes() -> dict[str, object]:
    done = subprocess.run([sys.executable, PROGRAM], capture_output=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


def test_there_are_enough_hostile_texts_and_no_two_have_the_same_name():
    assert len(CASES) >= 30
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", [case for case in CASES if case.code], ids=lambda case: case.name)
def test_a_hostile_text_is_refused_with_its_code_and_a_short_sentence(case: HostileText):
    code, exit_code, *messages = outcomes()[case.name]
    assert (code, exit_code in (20, 21, 22)) == (case.code, True)
    for message in messages:
        assert len(message.splitlines()) <= 6
        assert message.startswith("账.csv")
        assert "{" not in message and message.endswith(f"[{code}]")


@pytest.mark.parametrize("case", [case for case in CASES if not case.code], ids=lambda case: case.name)
def test_a_misleading_text_arrives_as_it_is(case: HostileText):
    assert outcomes()[case.name] == json.loads(json.dumps(case.rows))
