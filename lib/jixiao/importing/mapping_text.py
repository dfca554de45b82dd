"""The mapping file as it is written: every decision in its place, each key explained in both languages."""

import json
import re
from collections.abc import Iterator, Mapping

from jixiao.importing.choices import shown
from jixiao.importing.model import Plan, Question, TablePlan
from jixiao.intake.characters import FORBIDDEN, code_point
from jixiao.language import LANGUAGES, text
from jixiao.spreadsheets.model import column_letters

NONE = "none"
"""Word for a table that is not used."""
_SIGN = r"[A-Za-z0-9\u4e00-\u9fff._/()（）-]"
_PLAIN = re.compile(rf"(?![0-9._/()-]){_SIGN}+(?: {_SIGN}+)*")
# A key of YAML must not be long.
_LONGEST = 120
_CONSTANTS = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")


def written(plan: Plan) -> bytes:
    """Return the mapping file of a plan (`jixiao.importing.mapping_of`)."""
    lines = [*_about("file"), "", f"name: {scalar(plan.name)}", "", *_about("project"), "project:"]
    lines += _project(plan)
    lines += ["", *_about("sources"), "sources:" if plan.sources else "sources: []"]
    for source in plan.sources:
        lines += _entry([("file", shown_heading(source.file)), ("format", source.format), ("sha256", source.sha256),
                         ("encoding", source.encoding), ("delimiter", source.delimiter)])  # fmt: skip
    lines += ["", *_about("tables"), "tables:" if plan.tables else "tables: []"]
    open_keys = {question.key: question for question in plan.questions}
    for table in plan.tables:
        lines += ["", *_table(table, open_keys)]
    return ("\n".join(lines) + "\n").encode("utf-8")


def scalar(value: str) -> str:
    """Return a text as a YAML scalar that is read back as this text.

    Example:
        >>> scalar("凭证号"), scalar("0012"), scalar("a: b"), scalar("")
        ('凭证号', '"0012"', '"a: b"', '""')
    """
    if _PLAIN.fullmatch(value) and value.lower() not in _CONSTANTS:
        return value
    return json.dumps(value, ensure_ascii=False)


def shown_heading(heading: str) -> str:
    """Return a heading or a name on one line, not too long and without characters that no YAML file may hold."""
    line = shown_text(" ".join(heading.split()))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def shown_text(text_: str) -> str:
    """Return a text without characters that no YAML file may hold; a visible mark stands for each."""
    return FORBIDDEN.sub(lambda match: f"<{code_point(match[0])}>", text_)


def _about(key: str) -> Iterator[str]:
    for language in LANGUAGES:
        for line in text(f"importing.mapping.{key}", language).splitlines():
            yield f"# {line}"


def _project(plan: Plan) -> Iterator[str]:
    units = {key.partition(".")[2]: value for key, value in plan.project.items() if key.startswith("units.")}
    for key, value in plan.project.items():
        if not key.startswith("units."):
            yield f"  {key}: {value if key == 'fiscal_year' else scalar(value)}"
    if units:
        yield f"  units: {{{', '.join(f'{name}: {scalar(unit)}' for name, unit in units.items())}}}"
    for question in plan.questions:
        if question.key.startswith("project."):
            yield from _asked(question, "  ")
            yield f'  {question.key.partition(".")[2]}: ""{_mark(True)}'


def _entry(pairs: list[tuple[str, str]]) -> Iterator[str]:
    for number, (key, value) in enumerate((key, value) for key, value in pairs if value):
        yield f"{'    ' if number else '  - '}{key}: {scalar(value)}"


def _table(table: TablePlan, open_keys: Mapping[str, Question]) -> Iterator[str]:
    first, last = table.header
    yield f"  # {table.number}"
    yield f"  - file: {scalar(shown_heading(table.file))}"
    yield f"    sheet: {scalar(shown_heading(table.sheet))}"
    yield f'    header: "{first}-{last}"'
    key = f"tables.{table.number}"
    undecided = f"{key}.table" in open_keys
    used = scalar("" if undecided else table.table or NONE)
    yield from _asked(open_keys.get(f"{key}.table"), "    ")
    yield f"    table: {used}{_mark(undecided)}"
    if table.unit or f"{key}.unit" in open_keys:
        yield from _asked(open_keys.get(f"{key}.unit"), "    ")
        yield f"    unit: {scalar(table.unit)}{_mark(not table.unit)}"
    if table.table and table.table != "form":
        yield from _columns(table, key, open_keys)


def _columns(table: TablePlan, key: str, open_keys: Mapping[str, Question]) -> Iterator[str]:
    """Yield where the columns of a project table come from."""
    yield "    columns:"
    for number, (heading, column) in table.columns.items():
        name = f"{column_letters(number)} {shown_heading(heading)}".strip()
        yield f"      {scalar(name)}: {scalar(column)}"
    yield from _mapping("constants", table.constants, {})
    choices = {**table.choices, **{open_key.removeprefix(f"{key}.choices."): "" for open_key in sorted(open_keys)
                                   if open_key.startswith(f"{key}.choices.")}}  # fmt: skip
    asked = {name.removeprefix(f"{key}.choices."): question for name, question in open_keys.items()}
    yield from _mapping("choices", choices, asked)
    if table.made:
        yield f"    # made: {', '.join(f'{name} ({way})' for name, way in table.made.items())}"


def _mapping(name: str, values: Mapping[str, str], asked: Mapping[str, Question]) -> Iterator[str]:
    if values:
        yield f"    {name}:"
        for key, value in values.items():
            yield from _asked(asked.get(key), "      ")
            yield f"      {scalar(key)}: {scalar(value)}{_mark(not value)}"


def _mark(is_open: bool) -> str:
    return "  # ?" if is_open else ""


def _asked(question: Question | None, indent: str) -> Iterator[str]:
    """Yield an open question and what can be answered, in the language that is asked for."""
    if question is None:
        return
    words = text("importing.mapping.question", words=text(f"importing.question.{question.kind}", **question.fields))
    lines = words.splitlines()
    if question.choices:
        choices = text("importing.mapping.choices-between").join(map(shown, question.choices))
        lines += text("importing.mapping.allowed", choices=choices).splitlines()
    yield from (f"{indent}# {shown_text(line.strip())}" for line in lines if line.strip())
