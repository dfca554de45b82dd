"""Random projects with all tables, written as CSV files or as a workbook, and what may differ between them."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import yaml

from jixiao.intake.facts import Facts
from jixiao.intake.schema import Column, schemas
from jixiao.intake.tables import Row
from jixiao.rulebook.rules import roles
from jixiao.template import write

UNITS = ("元", "万元", "亿元")
_MOST_DIGITS = {"元": 2, "万元": 6, "亿元": 10}
_PIECES = ("预算", "支出", " ", "\n", "\r\n", "\t", ",", ";", '"', '""', "'", "=1+1", "@SUM(A1)", "+", "-5", "|", "例",
           "：", "0012", "1E5", "TRUE", "#REF!", "12.50", "2024-01-01", "_x000D_", "_x0041_", "&amp;", "<b>", "]]>",
           "𠮷", "é", "e\u0301", "１２", "\u3000", "http://a.example/?b#c", "mailto:a", "* ", "单位", "合计", "%", "{}",
           "\\n")  # fmt: skip
_CODE = "ABCXYZabc019._-资金"


@dataclass(frozen=True)
class RandomProject:
    """Keys of project.yaml, the tables as texts, and the units of the tables that have their own."""

    project: dict[str, Any]
    tables: dict[str, list[dict[str, str]]]
    units: dict[str, str]

    def as_csv(self, folder: Path) -> Path:
        folder.mkdir(parents=True)
        values = self.project | ({"units": self.units} if self.units else {})
        written = {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}
        (folder / "project.yaml").write_text(yaml.safe_dump(written, allow_unicode=True), "utf-8")
        for name, rows in self.tables.items():
            text = io.StringIO(newline="")
            columns = list(schemas()[name].columns)
            csv.writer(text).writerows([columns, *([row.get(column, "") for column in columns] for row in rows)])
            (folder / f"{name}.csv").write_bytes(text.getvalue().encode())
        return folder

    def as_workbook(self, folder: Path, language: str) -> Path:
        write(folder / "workbook.xlsx", self.project, self.tables, self.units, language)
        return folder


def random_project(seed: int) -> RandomProject:
    draw = Random(seed)
    unit = draw.choice(UNITS)
    project = {"code": _text(draw), "name": _text(draw), "unit": _text(draw), "fiscal_year": draw.randint(1994, 2100),
               "money_unit": unit} | _further(draw)  # fmt: skip
    units = {name: draw.choice(UNITS) for name in ("funds", "ledger") if draw.random() < 0.4}
    units = {name: own for name, own in units.items() if own != unit}
    tables = {name: [_row(draw, name, number, units.get(name, unit)) for number in range(draw.randint(1, 6))]
              for name in schemas()}  # fmt: skip
    return RandomProject(project, tables, units)


def differences(read: Facts, other: Facts) -> Iterator[str]:
    """Yield what the one holds and the other does not: keys, units, rows, values."""
    if read.project != other.project:
        yield f"project: {read.project} / {other.project}"
    if list(read.tables) != list(other.tables):
        yield f"tables: {list(read.tables)} / {list(other.tables)}"
    for name in read.tables.keys() & other.tables.keys():
        one, two = read.tables[name], other.tables[name]
        if (one.unit, len(one)) != (two.unit, len(two)):
            yield f"{name}: {one.unit} {len(one)} / {two.unit} {len(two)}"
        yield from _rows(name, list(one), list(two))
    yield from _rows("proposals", [each.row for each in read.proposals], [each.row for each in other.proposals])


def values(facts: Facts) -> int:
    """Return how many cells of the tables have a value."""
    rows = [row for table in facts.tables.values() for row in table] + [each.row for each in facts.proposals]
    return sum(value is not None for row in rows for value in row.values)


def _rows(name: str, one: list[Row], two: list[Row]) -> Iterator[str]:
    for first, second in zip(one, two, strict=True):
        for column in first.layout.schema.columns:
            if first[column] != second[column]:
                yield f"{name} {second.cell(column).place}: {first[column]!r} / {second[column]!r}"


def _further(draw: Random) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name_en": _text(draw), "dept": _text(draw), "fund_nature": _text(draw), "notes": _text(draw).strip(),
        "eval_type": draw.choice(("self", "department", "fiscal")), "synthetic": draw.random() < 0.5,
        "stated_outline": draw.choice(("outline-2011", "outline-2020", "outline-third-party", "none")),
        "period_start": date(2020, 1, 1) + timedelta(draw.randrange(900)),
        "period_end": date(2024, 1, 1) + timedelta(draw.randrange(900)),
    }  # fmt: skip
    return {key: value for key, value in found.items() if draw.random() < 0.6}


def _row(draw: Random, table: str, number: int, unit: str) -> dict[str, str]:
    row = {name: _cell(draw, column, unit) for name, column in schemas()[table].columns.items()
           if column.required or draw.random() < 0.6}  # fmt: skip
    if table == "indicators":
        row["indicator_id"] = f"K{number}-{draw.choice(_CODE)}"
    if table == "evidence":
        row["file"] = draw.choice(("", f"sources/{number}.txt"))
    if table == "stated":
        row |= _stated(draw, number)
    return row


def _stated(draw: Random, number: int) -> dict[str, str]:
    role = draw.choice(list(roles()))
    value = _decimal(draw, 2)
    kind = {"money": draw.choice(UNITS), "rate": "%", "claim": "claim", "count": "人"}[roles()[role]["kind"]]
    return {"figure_id": f"F-{number}", "role": role, "unit": kind, "value": "1" if kind == "claim" else value,
            "raw": f"约{value}{kind}"}  # fmt: skip


def _cell(draw: Random, column: Column, unit: str) -> str:
    make: dict[str, Callable[[], str]] = {
        "text": lambda: _text(draw),
        "code": lambda: draw.choice("A9资") + "".join(draw.choices(_CODE, k=draw.randrange(20))),
        "amount": lambda: _decimal(draw, _MOST_DIGITS[unit]),
        "number": lambda: _decimal(draw, 4),
        "integer": lambda: draw.choice((str(draw.randrange(10 ** draw.randint(1, 20))), "1,234", "００７")),
        "date": lambda: _day(draw),
        "choice": lambda: draw.choice(column.choices),
        "role": lambda: draw.choice(list(roles())),
    }
    return make[column.type]()


def _decimal(draw: Random, most: int) -> str:
    digits = draw.randint(0, most)
    # An amount is at most 10**15 元, and CSV takes more digits than a spreadsheet keeps.
    number = Decimal(draw.randrange(10 ** draw.randint(1, 5 + digits))).scaleb(-digits)
    return draw.choice((f"{number:f}", f"{number:,f}", f"{-number:f}", f" {number:f} "))


def _day(draw: Random) -> str:
    day = date(1900, 1, 1) + timedelta(draw.randrange(73_000))
    return draw.choice((day.isoformat(), f"{day:%Y/%m/%d}", f"{day.year}年{day.month}月{day.day}日"))


def _text(draw: Random) -> str:
    words = "".join(draw.choices(_PIECES, k=draw.randint(1, 8)))[:180]
    return words if words.strip() and not words.strip().startswith("例：") else "项目"
