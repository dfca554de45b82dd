"""The canonical notebook: what is volatile is gone, what was said is kept, nothing is lost unseen."""

import json
from copy import deepcopy

import pytest

from jixiao.runs.canonical import canonicalise
from jixiao.runs.contents import harmless, to_csv


def executed(*outputs: dict, **metadata: object) -> dict:
    """Return an executed notebook with one injected and one plain cell."""
    return {
        "metadata": {"papermill": {"start_time": "now"}, "kernelspec": {"name": "python3"},
                     "language_info": {"name": "python", "version": "3.11.7", "file_extension": ".py"}},
        "nbformat": 4, "nbformat_minor": 5,
        "cells": [
            {"cell_type": "code", "id": "5f3a", "metadata": {"tags": ["injected-parameters"]}, "outputs": [],
             "source": ["project = ", '"x"'], "execution_count": 1},
            {"cell_type": "code", "id": "table", "metadata": metadata, "outputs": list(outputs),
             "source": "t", "execution_count": 2},
        ],
    }  # fmt: skip


def stream(text: str, name: str = "stdout") -> dict:
    return {"output_type": "stream", "name": name, "text": text}


def shown(**data: object) -> dict:
    return {"output_type": "display_data", "metadata": {}, "data": {k.replace("_", "/"): v for k, v in data.items()}}


def outputs_of(book: dict) -> list[dict]:
    return canonicalise(book).notebook["cells"][1]["outputs"]


def test_times_paths_and_versions_are_moved_out() -> None:
    result = canonicalise(executed(papermill={"duration": 1}, execution={"iopub": "now"}, tags=["a"]))
    assert result.notebook["metadata"] == {
        "kernelspec": {"name": "python3"}, "language_info": {"name": "python", "file_extension": ".py"}}  # fmt: skip
    assert result.notebook["cells"][1]["metadata"] == {"tags": ["a"]}
    assert {part["part"] for part in result.removed} == {
        "metadata.papermill", "metadata.language_info", "metadata.execution"}  # fmt: skip


def test_the_injected_cell_has_a_fixed_id_and_sources_are_one_text() -> None:
    cell = canonicalise(executed()).notebook["cells"][0]
    assert cell["id"] == "injected-parameters" and cell["source"] == 'project = "x"'


def test_the_pieces_of_the_standard_output_become_one_and_the_error_stream_leaves() -> None:
    book = executed(stream("a\n"), stream("noise", "stderr"), shown(text_plain="t"), stream("b\n"))
    assert [output.get("text", "shown") for output in outputs_of(book)] == ["a\nb\n", "shown"]
    assert {"cell": "table", "part": "stderr", "value": "noise"} in canonicalise(book).removed


@pytest.mark.parametrize(("printed", "kept"), [
    ("10%\r20%\rdone\n", "done\n"), ("a\r\nb\n", "a\r\nb\n"), ("x\n1\r2\n", "x\n2\n"), ("plain", "plain"),
    ("end\r", ""), ("中\r文\n", "文\n"),
])  # fmt: skip
def test_what_a_carriage_return_overwrote_is_dropped(printed: str, kept: str) -> None:
    assert outputs_of(executed(stream(printed)))[0]["text"] == kept


def test_pieces_are_joined_before_overwritten_text_is_dropped() -> None:
    assert outputs_of(executed(stream("10%"), stream("\rdone\n")))[0]["text"] == "done\n"


@pytest.mark.parametrize(("said", "kept"), [
    ("<object at 0x7f63a5f4f6d0>", "<object at 0x_>"), ("at 0x12345", "at 0x12345"), ("voucher 0x7f63a5f4", None),
    ("at 0x7F63A5F4F6D0, at 0xabcdef", "at 0x_, at 0x_"),
])  # fmt: skip
def test_memory_addresses_are_written_alike(said: str, kept: str | None) -> None:
    expected = said if kept is None else kept
    first, second = outputs_of(executed(stream(said), shown(text_html=[said], application_json={"a": said})))
    assert first["text"] == second["data"]["text/html"] == expected
    assert second["data"]["application/json"] == {"a": said}, "only text may be rewritten, never data"


def test_canonical_form_is_pure_and_does_not_change_when_repeated() -> None:
    book = executed(stream("1\r2\n<o at 0x7f63a5f4f6d0>"), stream("e", "stderr"), shown(text_plain=["a", "b"]))
    before = deepcopy(book)
    once = canonicalise(book)
    again = canonicalise(once.notebook)
    assert book == before and again.to_bytes() == once.to_bytes()
    assert [part["part"] for part in again.removed] == ["metadata.language_info"]


def test_the_bytes_are_sorted_utf8_json_with_one_final_newline() -> None:
    written = canonicalise(executed(stream("绩效"))).to_bytes()
    assert "绩效".encode() in written and written.endswith(b"}\n") and not written.endswith(b"\n\n")
    assert list(json.loads(written)) == ["cells", "metadata", "nbformat", "nbformat_minor"]


@pytest.mark.parametrize(("cell", "written"), [
    ("=1+1", "'=1+1"), ("+cmd", "'+cmd"), ("-cmd", "'-cmd"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "'\rx"),
    ("＝1", "'＝1"), ("＋1", "'＋1"), ("－x", "'－x"), ("＠x", "'＠x"), (" =1", "' =1"), ("\u00a0=1", "'\u00a0=1"),
    ("-5.20", "-5.20"), ("-5.2%", "-5.2%"), ("+1,202.15", "+1,202.15"), ("93.09", "93.09"), ("", ""),
    ("--1", "'--1"), ("-1-1", "'-1-1"), ("妇联", "妇联"), ("'=1", "'=1"),
])  # fmt: skip
def test_no_cell_of_a_register_becomes_a_formula(cell: str, written: str) -> None:
    assert harmless(cell) == written


def test_a_register_opens_in_a_spreadsheet_as_marked_utf8() -> None:
    assert to_csv([["名称", "a"], ["x,y", 'say "x"']]) == '\ufeff名称,a\n"x,y","say ""x"""\n'.encode()


def test_a_very_long_line_takes_no_longer_than_many_short_ones() -> None:
    long = "x" * 3_000_000
    assert outputs_of(executed(stream(f"1\r{long}\n{long}")))[0]["text"] == f"{long}\n{long}"
