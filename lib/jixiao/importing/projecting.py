"""What goes into project.yaml: what the sources tell of the project, and what has to be asked."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from jixiao.importing.draft import checked
from jixiao.importing.mapping_text import shown_text
from jixiao.importing.model import Answers, Note, Question, TablePlan
from jixiao.importing.opening import OpenedSheet
from jixiao.intake.project import Project
from jixiao.quantities import YUAN_PER_UNIT
from jixiao.reading.lexicon import longest_first, words

KEYS = tuple(key for key in Project.model_fields if key != "units")
"""The keys of project.yaml that have one value."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MOST = 0.9


def year_in(words_: str) -> str:
    """Return the year of four digits that occurs in words, empty if there is none or more than one.

    Example:
        >>> year_in("women-2020"), year_in("2019-2020"), year_in("20201")
        ('2020', '', '')
    """
    found = set(_YEAR.findall(words_))
    return found.pop() if len(found) == 1 else ""


def project_of(
    name: str, answers: Answers, opened: Sequence[OpenedSheet], tables: Sequence[TablePlan], years: Mapping[str, int]
) -> tuple[dict[str, str], list[Question], list[Note]]:
    """Return the keys of project.yaml, the questions about them, and what must be told.

    Args:
        name: Name of the project's folder.
        answers: What was decided before.
        opened: All sheets.
        tables: The plans of all tables.
        years: How often each year occurs among the dates of the ledgers.
    """  # fmt: skip
    found = _told(opened)
    project: dict[str, str] = {"code": name}
    questions: list[Question] = []
    for key in KEYS:
        given = answers.values.get(f"project.{key}") or None
        if given is not None:
            project[key] = given
        elif len(found.get(key, {})) > 1:
            questions.append(Question("project-conflict", {"key": key}, f"project.{key}", "", tuple(found[key])))
        elif key in found:
            project[key] = next(iter(found[key]))
    project = {key: shown_text(value) for key, value in project.items()}
    project.setdefault("name", name)
    notes = _year(project, questions, answers, name, opened, years)
    _units(project, answers, tables)
    if "unit" not in project and not any(question.key == "project.unit" for question in questions):
        questions.append(Question("project-unit", {}, "project.unit"))
    return {key: project[key] for key in _order(project)}, questions, notes


def _order(project: Mapping[str, str]) -> list[str]:
    return [*filter(project.__contains__, KEYS), *sorted(key for key in project if key.startswith("units."))]


def _told(opened: Sequence[OpenedSheet]) -> dict[str, dict[str, None]]:
    """Return the different values of each key that official forms, else rows beside the tables, tell."""
    by_forms: dict[str, dict[str, None]] = {}
    beside: dict[str, dict[str, None]] = {}
    for sheet in opened:
        if sheet.form:
            for key, value in sheet.form.keys.items():
                told = year_in(value) if key == "fiscal_year" else value.strip()
                if key in KEYS and key != "money_unit" and told:
                    by_forms.setdefault(key, {}).setdefault(told)
        for key, value in _beside(sheet):
            beside.setdefault(key, {}).setdefault(value)
    return {**{key: values for key, values in beside.items() if len(values) == 1}, **by_forms}


def _beside(sheet: OpenedSheet) -> Iterator[tuple[str, str]]:
    """Yield what the rows above and below tables say in the form ``编制单位：…``."""
    if sheet.layout is None:
        return
    for left in (*sheet.layout.left, *(row for found in sheet.layout.tables for row in found.left)):
        for place, cell in enumerate(left.cells):
            following = next((text.strip() for text in left.cells[place + 1 :] if text.strip()), "")
            for key, names in words("importing")["project"].items():
                bracket = r"(?:[(（][^()（）]{1,6}[)）])?"
                match = re.match(rf"\s*(?:{longest_first(names)})\s*{bracket}\s*[:：]\s*(.*)", cell, re.DOTALL)
                if match and (value := _value(match[1]) or _value(following)):
                    yield key, value


def _value(text: str) -> str:
    """Return what stands behind a colon, up to a gap or the next colon."""
    value = re.split(r"\s{2,}|\n|[:：]", text.strip())[0].strip()
    return value if 1 < len(value) <= 60 else ""


def _year(
    project: dict[str, str], questions: list[Question], answers: Answers, name: str,
    opened: Sequence[OpenedSheet], years: Mapping[str, int],
) -> list[Note]:  # fmt: skip
    dated = max(years, key=lambda year: years[year], default="")
    if "fiscal_year" not in project:
        titles = {year for sheet in opened for year in filter(None, map(year_in, _titles(sheet)))}
        told = year_in(name) or (dated if years and years[dated] >= _MOST * sum(years.values()) else "")
        told = told or (titles.pop() if len(titles) == 1 else "")
        if told:
            project["fiscal_year"] = told
        else:
            questions.append(Question("fiscal-year", {"found": ", ".join(sorted(years))}, "project.fiscal_year"))
    year = project.get("fiscal_year", "")
    if year and not re.fullmatch(r"(?:19|20)\d\d", year):
        checked(answers, "project.fiscal_year", year, tuple(sorted(years)) or ("2020",))
    other = years and year and years.get(year, 0) < sum(years.values()) / 2
    return [Note("year-differs", {"year": year, "dated": dated, "count": years[dated]})] if other else []


def _titles(sheet: OpenedSheet) -> Iterator[str]:
    rows = sheet.between if sheet.layout is None else (
        *sheet.layout.left, *(row for found in sheet.layout.tables for row in found.left))  # fmt: skip
    for left in rows:
        yield from (unicodedata.normalize("NFKC", cell) for cell in left.cells if cell)


def _units(project: dict[str, str], answers: Answers, tables: Sequence[TablePlan]) -> None:
    """Set the unit of the project's amounts, and of each table that has another one: that of its first source."""
    units: dict[str, str] = {}
    for table in tables:
        for name in ("funds",) if table.table == "form" else (table.table,):
            if table.unit:
                units.setdefault(name, table.unit)
    for name in (*units,):
        given = answers.values.get(f"project.units.{name}")
        units[name] = checked(answers, f"project.units.{name}", given, tuple(YUAN_PER_UNIT)) if given else units[name]
    default = next((units[name] for name in ("funds", *units) if name in units), "元")
    main = project.setdefault("money_unit", default)
    checked(answers, "project.money_unit", main, tuple(YUAN_PER_UNIT))
    project.update({f"units.{name}": unit for name, unit in units.items() if unit != main})
