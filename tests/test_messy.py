"""Files as people keep them lose no row and no cell on the way into a project."""

import re
import warnings
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from import_sources import contents
from jixiao.importing import convert, files_of, settled
from jixiao.importing.model import Answers
from jixiao.importing.straight import Straight
from jixiao.intake.schema import schemas
from jixiao.intake.tables import parse_table
from jixiao.spreadsheets import read_source
from messy import UNITS, Messy, messy_file

ANSWERS = {"project.unit": "示例单位（虚构）", "project.fiscal_year": "2020"}
LEDGER, FUND_SOURCE = "tables.1.constants.fund_source", "本级财政拨款"
FILES = [messy_file(seed) for seed in range(48)]


def imported(file: Messy, folder: Path):
    """Return the plan, what it gave, and the table as the project's reader sees it."""
    path = folder / file.name
    path.write_bytes(file.data)
    source = read_source(path)
    plan = settled([source], "messy-2020", Answers(ANSWERS | ({LEDGER: FUND_SOURCE} if file.table == "ledger" else {})))
    assert [(question.kind, dict(question.fields)) for question in plan.questions] == []
    converted = convert(plan, [source])
    written = files_of(plan, converted)[f"{file.table}.csv"]
    data = written if isinstance(written, bytes) else b"".join(written)
    (unit,) = {table.unit for table in plan.tables if table.table == file.table}
    return plan, converted, parse_table(data, f"{file.table}.csv", schemas()[file.table], unit)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_messy_file_keeps_every_row_and_every_cell(file, tmp_path):
    _, converted, table = imported(file, tmp_path)
    assert converted.refused == ()
    assert [{name: row[name] for name in file.truth[0]} for row in table] == list(file.truth), file.messes


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_row_of_a_messy_file_is_accounted_for_and_its_sums_agree(file, tmp_path):
    _, converted, table = imported(file, tmp_path)
    filled = [account for account in converted.accounts if account.rows]
    assert all(account.is_complete for account in filled)
    assert sum(account.rows for account in filled) == file.filled
    assert sum(account.taken for account in filled) == len(file.truth) == len(table)
    for found in converted.sums:
        sum_of_truth = sum((row[found.column] or Decimal(0) for row in file.truth), Decimal(0))
        assert found.found == found.taken == sum_of_truth
        assert found.stated in (None, sum_of_truth)
    assert converted.sums


@pytest.mark.parametrize("file", FILES[:16], ids=lambda file: file.name)
def test_rows_that_go_the_short_way_become_what_they_become_cell_by_cell(file, tmp_path, monkeypatch):
    plan, short, _ = imported(file, tmp_path)
    monkeypatch.setattr(Straight, "is_open", False)
    long = convert(plan, [read_source(tmp_path / file.name)])
    assert short.notes == long.notes and short.refused == long.refused
    assert contents(plan, short) == contents(plan, long)


def test_every_mess_occurs_in_the_corpus():
    drawn = {mess for file in FILES for mess in file.messes}
    assert {"format: xlsx", "format: xls", "format: ods", "format: csv", "format: tsv", "encoding: gb18030",
            "encoding: utf-16", "subtotal", "total", "repeated header", "header of two rows",
            "amount: capitals", "amount: own unit", "amount: full width", "unit row", "note below",
            "blank first column"} <= drawn  # fmt: skip
    assert set(UNITS) == {"元", "万元"}


def test_the_readme_tells_what_plain_pandas_makes_of_these_files(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent / "benchmarks"))
    from messy_versus_pandas import plain_pandas

    with warnings.catch_warnings():
        # pandas warns of days it cannot tell; a person reads them in a terminal and goes on
        warnings.simplefilter("ignore")
        told = sum(map(plain_pandas, FILES), Counter())
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    columns = {row[0].split(",")[0]: row[1:] for row in re.findall(r"\| (.*?) \| ([\d,]+) \| ([\d,]+) \|", readme)}
    assert columns == columns | {
        "files that end in an error": (f"{told['files ending in an error']}", "0"),
        "cells that are right": (f"{told['cells right']:,}", f"{told['cells']:,}"),
        "cells changed without a word": (f"{told['cells changed without a word']:,}", "0"),
        "amounts and days left as text": (f"{told['cells left as text']:,}", "0"),
        "rows counted that are no data": (f"{told['rows counted that are no data']:,}", "0"),
    }
