"""Seeded random projects with everything that a form may hold, and whether a form gives them back."""

import csv
import io
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from random import Random

import openpyxl

from jixiao.forms import Form, read_form
from jixiao.forms.filled import Filled, filled
from jixiao.forms.notes import with_notes
from jixiao.forms.writing import written
from jixiao.importing import convert, settled
from jixiao.importing.model import Converted
from jixiao.intake.facts import Facts
from jixiao.intake.params import Params
from jixiao.intake.project import Project
from jixiao.intake.schema import schemas
from jixiao.intake.tables import parse_table
from jixiao.quantities import YUAN_PER_UNIT
from jixiao.spreadsheets import read_source
from jixiao.workbook import Workbook

FUNDS = ("fund_source", "budget_initial", "budget_adjusted", "received", "spent")
INDICATORS = ("indicator_id", "level1", "level2", "name", "kind", "operator", "target", "actual", "unit", "target_date",
              "actual_date", "weight", "self_score", "deviation_reason")  # fmt: skip
AMOUNTS, POINTS = ("budget_initial", "budget_adjusted", "spent"), ("weight", "self_score")
KEPT = tuple(name for name in INDICATORS if name != "indicator_id")
DIGITS = {"元": 2, "万元": 6, "亿元": 10}
LEVELS = [("成本指标", "经济成本指标"), ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出", "时效"),
          ("效益指标", "社会效益指标"), ("效益指标", "经济效益"), ("满意度指标（10分）", "服务对象满意度"),
          ("产出指标", "数量指标"), ("其他=1", "+其他")]  # fmt: skip
UNITS = ("个", "场", "人次", "%", "平方米", "件", "")
WORDS = ("明显改善", "=SUM(A1:A9)", "=1+1", "+提升", "@完成", '"引号"与\'单引号\'', "第一行\n第二行\n第三行",
         "a,b;c|d\te", "按计划推进，未发生安全事故。" * 60, "<b>&amp;</b>", "🙂 𠀀 生僻字", "{=1}", "'撇号开头",
         "http://example.org/?a=1&b=2", "_x0041_", "基本达到", "1) 一；2) 二", "=HYPERLINK(\"x\")", "-",
         "一" * 400)  # fmt: skip
NAMES = ("惠民演出", "设备验收", "开放服务", "志愿队伍", "群众参与", "=名称", "“引号”项目", "两行\n名称",
         "甲" * 120, "A&B <c>")
SOURCES = ("当年财政拨款", "上年结转资金", "其他资金", "中央财政", "省级补助", "=SUM(A1)", "“专项”资金", "市县\n配套",
           "捐" * 80)
DAYS = ("2024-01-31", "2024-06-30", "2024-09-18", "2024-12-31")


@dataclass(frozen=True)
class Case:
    """A random project, and the tables it was made of."""

    project: Mapping[str, object]
    funds: list[dict[str, str]]
    indicators: list[dict[str, str]]

    @property
    def book(self) -> Workbook:
        unit = str(self.project["money_unit"])
        tables = {name: parse_table(_csv(columns, rows), f"{name}.csv", schemas()[name], unit)
                  for name, columns, rows in (("funds", FUNDS, self.funds), ("indicators", INDICATORS, self.indicators))
                  if rows}  # fmt: skip
        return Workbook(Params.from_values(project="demo", rules_as_of="2024-12-31"),
                        Facts(Project(**self.project), Path("demo"), tables, {}, {}, (), None))  # fmt: skip


def random_case(seed: int) -> Case:
    random = Random(seed)
    unit = random.choice(list(DIGITS))
    project = {
        "code": "demo", "name": _word(random, NAMES), "unit": _word(random, NAMES), "money_unit": unit,
        "dept": random.choice((None, "区文旅局")), "fiscal_year": random.randint(2012, 2024),
        "goal": random.choice((None, _word(random, WORDS))),
        "goal_achieved": random.choice((None, _word(random, WORDS))),
    }  # fmt: skip
    sources = random.sample(SOURCES, random.choice((0, 1, 1, 2, 3, 6)))
    is_own, count = random.choice((True, True, False)), random.choice((1, 1, 2, 5, 8, 14, 30, 60))
    if seed % 3 == 0:
        return _scored(random, project)
    return Case(project, [_fund(random, source, unit) for source in sources],
                [_indicator(random, number, is_own) for number in range(1, count + 1)])  # fmt: skip


def _scored(random: Random, project: dict[str, object]) -> Case:
    """Return a project that has a total: full amounts, indicators by number alone, weights that make 90."""
    funds = [{"fund_source": source, "received": "", **{name: f"{random.randint(1, 10**6)}.5" for name in AMOUNTS}}
             for source in random.sample(SOURCES, random.randint(1, 4))]  # fmt: skip
    count = random.choice((1, 2, 4, 9, 18))
    rows = [_indicator(random, number, random.choice((True, False))) for number in range(1, count + 1)]
    plain = {"kind": "quantity", "operator": ">=", "target": "12", "unit": "场", "target_date": "", "actual_date": "",
             "level1": "产出指标", "weight": f"{90 // count}", "self_score": ""}  # fmt: skip
    return Case(project, funds, [row | plain | {"actual": random.choice(("9", "11.5", "12"))} for row in rows])


def _word(random: Random, words: tuple[str, ...]) -> str:
    return random.choice(words)


def _fund(random: Random, source: str, unit: str) -> dict[str, str]:
    row = {name: _amount(random, unit) if random.random() < 0.85 else "" for name in AMOUNTS}
    # A source without any amount is no fund of the form.
    return {"fund_source": source, "received": "", **(row if any(row.values()) else row | {"spent": "0"})}


def _amount(random: Random, unit: str) -> str:
    fen = random.choice((0, 1, 10**random.randint(2, 12), random.randint(0, 10**8), random.randint(0, 10**12),
                         random.randint(10**16, 10**17)))  # fmt: skip
    yuan = Decimal(random.choice((1, 1, 1, -1)) * fen).scaleb(-2)
    value = (yuan / YUAN_PER_UNIT[unit]).quantize(Decimal(1).scaleb(-DIGITS[unit]))
    return f"{value.normalize():f}" if value else "0"


def _indicator(random: Random, number: int, is_own: bool) -> dict[str, str]:
    level1, level2 = random.choice(LEVELS)
    weight = Decimal(random.choice(("0.5", "1", "2.55", "5", "6.25", "10", "50")))
    own = (weight * random.randint(0, 100) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    row = dict.fromkeys(INDICATORS, "") | {
        "indicator_id": f"I{number:02d}", "level1": level1, "level2": level2, "name": _word(random, NAMES),
        "weight": f"{weight}", "self_score": f"{own}" if is_own and random.random() < 0.9 else "",
        "deviation_reason": random.choice(("", _word(random, WORDS)))}  # fmt: skip
    kind = random.choice((_number, _number, _number, _words, _range, _date, _yes))
    return row | kind(random, level1)


def _number(random: Random, level1: str) -> dict[str, str]:
    target = random.choice(("0", "1", "12", "100", "98.5", "1234567.89", "8500"))
    operator, unit = random.choice((">=", "<=", "=", "")), random.choice(UNITS)
    costs = level1.startswith("成本") and (operator == "<=" or (not operator and unit != "%"))
    actual = random.choice((target, "0", "99", "100.01", "", "完成"))
    return {"kind": "cost" if costs else "quantity", "operator": operator, "target": target, "unit": unit,
            "actual": actual}  # fmt: skip


def _words(random: Random, level1: str) -> dict[str, str]:
    return {"kind": "qualitative", "target": random.choice(("", _word(random, WORDS))),
            "actual": random.choice(("", _word(random, WORDS)))}  # fmt: skip


def _range(random: Random, level1: str) -> dict[str, str]:
    return {"kind": "range", "target": "90-110", "unit": random.choice(("%", "场")),
            "actual": random.choice(("", "95"))}  # fmt: skip


def _date(random: Random, level1: str) -> dict[str, str]:
    return {"kind": "date", "target_date": random.choice(DAYS), "actual_date": random.choice(("", *DAYS))}


def _yes(random: Random, level1: str) -> dict[str, str]:
    return {"kind": "direct", "target": "是", "actual": random.choice(("是", "否", ""))}


def form_of(case: Case) -> Filled:
    book = case.book
    return with_notes(filled(book), book, "demo", "20240101T000000Z-00000000")


def taken_back(content: bytes, folder: Path) -> Converted:
    """Return what `jixiao new` makes of a written form."""
    file = folder / "form.xlsx"
    file.write_bytes(content)
    sources = (read_source(file),)
    plan = settled(sources, "demo")
    return plan.project, convert(plan, sources)


def differences(case: Case, folder: Path) -> list[str]:
    """Return what a form that was written and read does not give back, and formulas that hold another value."""
    form = form_of(case)
    content = written(form)
    project, converted = taken_back(content, folder)
    found = [f"{key}: {project.get(key)!r} for {value!r}" for key, value in case.project.items()
             if key != "code" and project.get(key) != (None if value is None else str(value))]  # fmt: skip
    expected = [row | {"self_score": "" if line.score is None else f"{line.score}"}
                for row, line in zip(case.indicators, form.lines, strict=True)]  # fmt: skip
    found += _compared("funds", case.funds, converted, ("fund_source", *AMOUNTS))
    found += _compared("indicators", expected, converted, KEPT)
    found += [f"rows lost: {account}" for account in converted.accounts if not account.is_complete]
    found += _unlike_engine(case, read_form(read_source(folder / "form.xlsx").sheets[0]))
    found += [f"refused: {code} {fields}" for code, fields in converted.refused]
    return found + list(wrong_formulas(folder / "form.xlsx"))


def _unlike_engine(case: Case, form: Form) -> list[str]:
    """Return the totals of a form that are not those of the engine; the unit's own points have a total of their own."""
    scores = case.book.scores
    execution = scores.find("execution")
    expected = {"execution_score": execution.points if execution else None}
    if not any(row["self_score"] for row in case.indicators):
        expected["total_score"] = scores.total
    stated = {value.name: Decimal(value.text) for value in form.stated if value.name in expected and not value.about}
    return [f"{name}: {stated.get(name)} for {value}" for name, value in expected.items() if stated.get(name) != value]


def _compared(name: str, rows: list[dict[str, str]], converted: Converted, columns: tuple[str, ...]) -> list[str]:
    table = converted.tables.get(name)
    taken = [dict(zip(table.columns, row, strict=True)) for row in table.rows] if table else []
    if len(taken) != len(rows):
        return [f"{name}: {len(taken)} rows for {len(rows)}"]
    return [f"{name} {number} {column}: {there.get(column, '')!r} for {row[column]!r}"
            for number, (row, there) in enumerate(zip(rows, taken, strict=True), 1)
            for column in columns if not _same(row[column], there.get(column, ""), column)]  # fmt: skip


def _same(one: str, other: str, column: str) -> bool:
    if column in (*AMOUNTS, *POINTS) and one and other:
        return Decimal(one) == Decimal(other)
    return one == other


def wrong_formulas(path: Path) -> Iterator[str]:
    """Yield the formulas of a workbook whose value is not the one that it holds."""
    formulas = openpyxl.load_workbook(path).active
    values = openpyxl.load_workbook(path, data_only=True).active
    for cell in (cell for row in formulas.iter_rows() for cell in row if cell.data_type == "f"):
        value, held = evaluated(cell.value, values), values[cell.coordinate].value
        if not isinstance(held, int | float) or not math.isclose(float(value), held, rel_tol=1e-12, abs_tol=1e-9):
            yield f"{cell.coordinate} {cell.value}: {float(value)} is not {held}"


def evaluated(formula: str, sheet: object) -> Fraction:
    """Return the exact value of a formula of the form; a text in a range counts as nothing, as spreadsheets do."""
    words = re.sub("([A-Z]+[0-9]+):([A-Z]+[0-9]+)", r'Area("\1", "\2")', formula.removeprefix("="))
    words = re.sub('(?<!")\\b([A-I][0-9]+)\\b(?!")', r'Cell("\1")', words)
    words = re.sub(r"(?<![\w.\"(])([0-9]+(?:\.[0-9]+)?)(?!\w)", r'Fraction("\1")', words)

    def cell(name: str) -> Fraction:
        value = sheet[name].value
        return Fraction(str(value)) if isinstance(value, int | float) else Fraction(0)

    def area(first: str, last: str) -> list[Fraction]:
        return [cell(each.coordinate) for row in sheet[f"{first}:{last}"] for each in row]

    def rounded(value: Fraction, digits: Fraction, mode: str) -> Fraction:
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return Fraction(exact.quantize(Decimal(1).scaleb(-int(digits)), mode))

    names = {"Area": area, "Cell": cell, "Fraction": Fraction, "SUM": sum, "MIN": min,
             "ROUND": lambda value, digits: rounded(value, digits, ROUND_HALF_UP),
             "ROUNDDOWN": lambda value, digits: rounded(value, digits, ROUND_DOWN)}  # fmt: skip
    return Fraction(eval(words, {"__builtins__": {}}, names))


def _csv(columns: tuple[str, ...], rows: list[dict[str, str]]) -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()
