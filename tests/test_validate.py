import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from jixiao.document import BLOCKS_MIME, REGISTERS_MIME, texts
from jixiao.intake.facts import read_facts
from jixiao.validate import load_checks, validate
from jixiao.validate.results import STATES
from jixiao.validate.validation import SHOWN_ROWS
from small_facts import small_facts

CHECKS = {check.id: check for check in load_checks()}
GOLDEN = Path(__file__).parents[1] / "data" / "chenggong-wf-2020"
LEDGER = "voucher_no,line_no,date,amount,direction,fund_source\n"
FUNDS = "fund_source,received,spent\n财政拨款,100,90\n"
LINES = "记-030,1,2024-12-30,90,spend,财政拨款\n记-031,1,2025-01-15,5,spend,财政拨款\n"
TWO_YEARS = {"ledger": LEDGER + LINES}
BROKEN = {
    "unknown expectation": {"expectation": "ExpectTheImpossible"},
    "unknown argument": {"arguments": {"column": "amount", "minimum": 0}},
    "unknown column": {"arguments": {"column": "no_such_column"}},
    "unknown frame": {"table": "no_such_frame"},
    "unknown value": {"arguments": {"column": "amount", "min_value": "$no_such_value"}},
    "not row by row": {"expectation": "ExpectTableRowCountToEqual", "arguments": {"value": 2}},
}


def run_alone(program):
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)


def test_a_failing_row_is_a_sentence_with_file_row_and_key_in_both_languages():
    result = validate(small_facts(TWO_YEARS), language="zh")["ledger_dates_in_fiscal_year"]

    assert (result.state, result.assessed) == ("fail", 2)
    assert result.sentence() == "ledger.csv 第 3 行（记-031/1）：日期 2025-01-15 不在 2024-01-01 至 2024-12-31 之内。"
    outside = "the date 2025-01-15 is not within 2024-01-01 to 2024-12-31."
    assert result.sentence("en") == f"ledger.csv, row 3 (记-031/1): {outside}"


def test_every_check_gives_exactly_one_result_in_the_order_of_the_ids():
    results = validate(small_facts(TWO_YEARS)).results

    assert [result.id for result in results] == sorted(CHECKS)
    assert {result.state for result in results} <= set(STATES)


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN)
def test_a_broken_check_is_an_error_and_leaves_the_others_untouched(change):
    sound = {"id": "broken", "table": "ledger", "needs": ("ledger",)}
    broken = replace(CHECKS["amounts_are_not_negative"], **{**sound, **change})
    others = [CHECKS["ledger_dates_in_fiscal_year"], CHECKS["keys_are_unique"]]

    validation = validate(small_facts(TWO_YEARS), [broken, *others], "zh")

    states = {result.id: result.state for result in validation.results}
    assert states == {"broken": "error", "keys_are_unique": "pass", "ledger_dates_in_fiscal_year": "fail"}
    assert validation["broken"].reason.startswith("核验未能运行：")
    assert "\n" not in validation["broken"].reason
    assert "核验出错" in validation["broken"].sentence("zh")


@pytest.mark.parametrize(
    ("tables", "id", "reason"),
    [
        ({"funds": FUNDS}, "ledger_dates_in_fiscal_year", "Table not given: Ledger."),
        ({"ledger": LEDGER}, "ledger_adds_up_to_spent", "Table not given: Funds."),
        ({"ledger": LEDGER}, "ledger_dates_in_fiscal_year", "There are no rows to look at."),
        ({"funds": FUNDS}, "funds_arrive_on_time", "The columns to look at are empty."),
    ],
)
def test_a_check_with_nothing_to_look_at_is_not_assessed_and_says_why(tables, id, reason):
    result = validate(small_facts(tables), language="en")[id]

    assert (result.state, result.assessed, result.reason) == ("not_assessed", 0, reason)


def test_no_check_passes_over_no_rows():
    for tables in ({}, {"funds": FUNDS}, TWO_YEARS, {"ledger": LEDGER}):
        for result in validate(small_facts(tables)).results:
            assert (result.assessed > 0) == (result.state in ("pass", "fail"))


def test_sums_agree_to_the_fen_where_floats_would_not():
    lines = "".join(f"记-{number:04},1,2024-05-06,0.10,spend,财政拨款\n" for number in range(1001))
    exact, one_fen_off = (
        validate(small_facts({"funds": f"fund_source,spent\n财政拨款,{spent}\n", "ledger": LEDGER + lines}))
        for spent in ("100.10", "100.11")
    )

    assert exact["ledger_adds_up_to_spent"].state == "pass"
    assert one_fen_off["ledger_adds_up_to_spent"].failing[0].found == "100.10 ≠ 100.11"


def test_every_failing_row_is_in_the_register_and_the_page_says_how_many_it_leaves_out():
    lines = "".join(f"记-{number:04},1,2025-01-01,1,spend,财政拨款\n" for number in range(SHOWN_ROWS + 50))
    in_year = [CHECKS["ledger_dates_in_fiscal_year"]]
    validation = validate(small_facts({"ledger": LEDGER + lines}), in_year, "zh")

    failing = [row for row in validation.register()["validation"]["rows"] if row[0] == "row"]
    assert [int(row[11]) for row in failing] == list(range(2, SHOWN_ROWS + 52))
    shown = next(block for block in validation.blocks() if block.get("id") == "validation-failures")
    assert len(shown["rows"]) == SHOWN_ROWS
    remark = f"本页只列出前 {SHOWN_ROWS} 行，共有 {SHOWN_ROWS + 50} 行未通过；登记册列出全部。"
    assert remark in texts(validation.blocks())


def test_the_register_holds_one_row_of_words_per_check_and_per_failing_row():
    validation = validate(small_facts(TWO_YEARS), language="en")
    register = validation.register()["validation"]

    assert all(isinstance(cell, str) for row in register["rows"] for cell in row)
    assert {len(row) for row in register["rows"]} == {len(register["columns"])}
    kinds = [row[0] for row in register["rows"]]
    assert kinds.count("check") == len(CHECKS)
    assert kinds.count("row") == sum(len(result.failing) for result in validation.results) > 0


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("通过", "未通过", "未核验", "核验出错", "支出明细账")),
        ("en", ("Passed", "Failed", "Not assessed", "Could not run", "Ledger")),
    ],
)
def test_the_page_shows_the_four_states_in_the_language_asked_for(language, words):
    broken = replace(CHECKS["keys_are_unique"], id="broken", expectation="ExpectTheImpossible")
    validation = validate(small_facts(TWO_YEARS), [*CHECKS.values(), broken], "zh")

    shown = list(texts(validation.blocks(language)))
    assert set(words) <= set(shown)
    if language == "en":
        ours = [text for text in shown if "记-031" not in text and "〔" not in text]
        assert not [text for text in ours if any("\u4e00" <= letter <= "\u9fff" for letter in text)]


def test_a_page_shows_itself_as_text_html_blocks_and_register_and_runs_no_cell():
    hostile = {"evidence": "evidence_id,title,file\nE01,示例,<script>alert(1)</script>\n"}
    bundle = validate(small_facts(hostile), language="zh")._repr_mimebundle_()

    assert set(bundle) == {"text/plain", "text/html", BLOCKS_MIME, REGISTERS_MIME}
    assert "<script" not in bundle["text/html"]
    assert "&lt;script&gt;" in bundle["text/html"]
    assert "<script>alert(1)</script>" in bundle["text/plain"]


def test_two_runs_give_the_same_page():
    first, second = (validate(small_facts(TWO_YEARS), language="zh")._repr_mimebundle_() for _ in range(2))

    assert json.dumps(first, ensure_ascii=False) == json.dumps(second, ensure_ascii=False)


def test_the_published_report_has_no_false_failure():
    validation = validate(read_facts(GOLDEN), language="zh")

    wrong = [result for result in validation.results if result.state in ("fail", "error")]
    assert [result.sentence() for result in wrong] == []
    assert validation["ledger_adds_up_to_spent"].state == "not_assessed"
    assert validation["quotes_occur_once"].assessed == validation["quotes_hold_their_figure"].assessed > 100


def test_asking_for_the_checks_loads_neither_frames_nor_the_engine():
    program = "import sys, jixiao.validate; print({'pandas', 'great_expectations'} & set(sys.modules))"

    assert run_alone(program).stdout == "set()\n"


def test_a_run_changes_nothing_of_the_process_and_reaches_no_network():
    program = f"""
import logging, socket, sys, threading, warnings
import pandas  # has filters of its own, which stay
import tqdm

def refuse(*arguments):
    raise AssertionError("network")

socket.socket.connect = socket.getaddrinfo = refuse
sys.path[:0] = {[str(Path(__file__).parent)]!r}
from small_facts import small_facts
from jixiao.validate import validate

def state():
    levels = {{name: logging.getLogger(name).level for name in ("", "py.warnings", "great_expectations")}}
    handlers = len(logging.getLogger().handlers), len(logging.getLogger("py.warnings").handlers)
    return (warnings.showwarning, list(warnings.filters), levels, handlers, tqdm.tqdm.monitor_interval,
            threading.active_count(), "rfc3987_syntax" in sys.modules)

before = state()
result = validate(small_facts({TWO_YEARS!r}))["ledger_dates_in_fiscal_year"]
assert result.state == "fail", result
assert "great_expectations" in sys.modules
assert state() == before, (before, state())
logging.captureWarnings(True)
assert warnings.showwarning is not before[0]
"""
    done = run_alone(program)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
