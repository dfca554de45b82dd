"""The files of a new project: tables, project.yaml, and the account of how they came about."""

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from jixiao.importing.mapping_text import scalar, written
from jixiao.importing.model import Converted, ConvertedTable, Plan
from jixiao.importing.spool import Spool, as_csv
from jixiao.intake.trail import FOLDER, ORIGIN_COLUMNS, REMARK_COLUMNS
from jixiao.runs.contents import harmless

MARK = BOM_UTF8
"""Spreadsheets open a CSV file as UTF-8 only with this mark."""
HEADERS = {
    "origins": ORIGIN_COLUMNS,
    "repairs": ("table", "key", "column", "file", "sheet", "cell", "found", "taken", "rules"),
    "left_out": ("file", "sheet", "row", "reason", "cells"),
    "remarks": REMARK_COLUMNS,
    "sums": ("table", "column", "file", "sheet", "unit", "found_yuan", "taken_yuan", "stated_yuan"),
}
"""The columns of each account."""
_ROWS_PER_BLOCK = 2_000
Content = bytes | Iterator[bytes]


def files(plan: Plan, converted: Converted) -> Mapping[str, Content]:
    """Return what is written into a project's folder (`jixiao.importing.files_of`)."""
    found: dict[str, Content] = {"project.yaml": project_file(plan)}
    found |= {f"{name}.csv": _table(table) for name, table in converted.tables.items()}
    found[f"{FOLDER}/mapping.yaml"] = written(plan)
    found[f"{FOLDER}/origins.csv"] = _origins(converted)
    accounts = {"repairs": _repairs, "left_out": _left, "remarks": _remarks, "sums": _sums}
    found |= {f"{FOLDER}/{name}.csv": _blocks(HEADERS[name], rows(converted)) for name, rows in accounts.items()}
    return found


def project_file(plan: Plan) -> bytes:
    """Return the project.yaml of a plan."""
    lines = [f"{key}: {_value(key, value)}" for key, value in plan.project.items() if not key.startswith("units.")]
    units = {key.partition(".")[2]: value for key, value in plan.project.items() if key.startswith("units.")}
    lines += ["units:", *(f"  {table}: {unit}" for table, unit in units.items())] if units else []
    return ("\n".join(lines) + "\n").encode("utf-8")


def _value(key: str, value: str) -> str:
    return value if key in ("fiscal_year", "synthetic") else scalar(value)


def _table(table: ConvertedTable) -> Iterator[bytes]:
    yield MARK + as_csv([table.columns])
    if isinstance(table.rows, Spool):
        yield from table.rows.blocks()
    else:
        yield from _pieces(table.rows)


def _blocks(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield an account as CSV that a spreadsheet opens as text: no cell of a source becomes a formula."""
    yield MARK + as_csv([header])
    yield from _pieces([harmless(cell) for cell in row] for row in rows)


def _pieces(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    block: list[Sequence[str]] = []
    for row in rows:
        block.append(row)
        if len(block) == _ROWS_PER_BLOCK:
            yield as_csv(block)
            block = []
    yield as_csv(block)


def _origins(converted: Converted) -> Iterator[bytes]:
    yield MARK + as_csv([HEADERS["origins"]])
    for name, table in converted.tables.items():
        number = 2
        for file, sheet, rows in table.origins.parts():
            # Of a million rows only the numbers differ.
            source = as_csv([(harmless(file), harmless(sheet))]).decode().rstrip("\n")
            while block := list(islice(rows, _ROWS_PER_BLOCK)):
                yield "".join(f"{name},{at},{source},{row}\n" for at, row in enumerate(block, number)).encode("utf-8")
                number += len(block)


def _repairs(converted: Converted) -> Iterator[Sequence[str]]:
    for repair in converted.repairs:
        yield (repair.table, repair.key, repair.column, repair.file, repair.sheet, repair.cell, repair.found,
               repair.taken, " ".join(repair.rules))  # fmt: skip


def _left(converted: Converted) -> Iterator[Sequence[str]]:
    for account in converted.accounts:
        for row in account.left:
            yield account.file, account.sheet, str(row.row), row.reason, " | ".join(filter(None, row.cells))


def _remarks(converted: Converted) -> Iterator[Sequence[str]]:
    for file, sheet, remark in converted.remarks:
        yield file, sheet, str(remark.area or ""), remark.kind, remark.text


def _sums(converted: Converted) -> Iterator[Sequence[str]]:
    for made in converted.sums:
        stated = "" if made.stated is None else f"{made.stated:f}"
        yield (made.table, made.column, made.file, made.sheet, made.unit, f"{made.found:f}", f"{made.taken:f}", stated)
