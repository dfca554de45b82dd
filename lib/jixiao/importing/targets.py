"""From the texts of an indicator in a form to the cells of its row: kind, operator, number, unit, days."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from jixiao.reading.lexicon import longest_first, words
from jixiao.repairs.marks import half_width

LEXICON = "kinds"
PERCENT = "%"
_NUMBER = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_VALUE = re.compile(rf"({_NUMBER})\s*([^\d，。；、,;:：~～≤≥<>=]{{0,12}})")
_DAY = re.compile(r"((?:19|20)\d\d)\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*日?")
_MONTH = re.compile(r"((?:19|20)\d\d)\s*年?\s*[-.年/]?\s*(\d{1,2})\s*月")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年?")
_LONGEST_UNIT = 8


@dataclass(frozen=True, slots=True)
class Value:
    """A target that can be compared: operator (empty if none is written), number, unit."""

    operator: str
    number: str
    unit: str


def indicator_cells(
    level1: str, level2: str, name: str, target: str, actual: str, *, unit: str = "", sign: str = "",
    has_survey: bool = False, year: str = "",
) -> dict[str, str]:
    """Return the cells that the texts decide.

    Args:
        level1: Its first level, such as 产出指标.
        level2: Its second level, such as 数量指标.
        name: Its name.
        target: The target as a form has it, such as ≥95% or 不少于12场.
        actual: The value that was reached, as the form has it.
        unit: The unit, where the form has a column for it.
        sign: The operator or the nature of the indicator, where the form has a column for it.
        has_survey: The project has a survey, which then decides indicators of satisfaction.
        year: The fiscal year, to which a month without a year belongs.

    Returns:
        ``kind``, ``operator``, ``target``, ``actual``, ``unit``, ``target_date`` and ``actual_date``; empty where
        there is none. An actual value that cannot be read as a number in the target's unit stays as it is.

    Example:
        >>> found = indicator_cells("产出指标", "数量指标", "惠民演出", "不少于12场", "14场")
        >>> found["kind"], found["operator"], found["target"], found["actual"], found["unit"]
        ('quantity', '>=', '12', '14', '场')
    """  # fmt: skip
    operator, is_qualitative = _nature(sign)
    found = {"kind": "qualitative", "operator": "", "target": target.strip(), "actual": actual.strip(),
             "unit": unit.strip(), "target_date": "", "actual_date": ""}  # fmt: skip
    if is_qualitative:
        return found
    about = f"{level1}{level2}{name}"
    if due := due_day(_with_year(target, year), any(word in about for word in words(LEXICON)["date"])):
        done = done_day(actual, due)
        return found | {"kind": "date", "target": "", "target_date": due.isoformat(),
                        "actual": "" if done else actual.strip(), "actual_date": done}  # fmt: skip
    if plain(target) in (*words(LEXICON)["yes"], *words(LEXICON)["no"]):
        return found | {"kind": "direct"}
    if bounds := _range(target):
        low, high, measure = bounds
        measure = measure or found["unit"]
        return found | {"kind": "range", "target": f"{low}-{high}", "unit": measure, "actual": _actual(actual, measure)}
    value = value_of(target)
    if value is None or _is_calendar(value):
        return found
    measure = value.unit or found["unit"] or _unit_of(actual)
    return found | _compared(value, value.operator or operator, measure, actual) | {
        "kind": _kind(about, value.operator or operator, measure, has_survey)}  # fmt: skip


def _compared(value: Value, operator: str, unit: str, actual: str) -> dict[str, str]:
    return {"operator": operator, "target": value.number, "unit": unit, "actual": _actual(actual, unit)}


def plain(text: str) -> str:
    """Return a text with half-width signs, without blanks around it and without the bracket that includes a bound."""
    return half_width(text).replace("\ufe6a", PERCENT).replace(words(LEXICON)["included"], "").strip()


def value_of(target: str) -> Value | None:
    """Return a target that is one number with or without operator and unit, None if it is something else.

    Example:
        >>> value_of("≤ 8500元/场"), value_of("95%以上"), value_of("有所提高")
        (Value(operator='<=', number='8500', unit='元/场'), Value(operator='>=', number='95', unit='%'), None)
    """
    rest, before = _operator_before(plain(target))
    rest, behind = _operator_behind(rest)
    match = _VALUE.fullmatch(rest)
    if match is None or (before and behind and before != behind):
        return None
    unit = match[2].strip()
    return Value(before or behind, match[1].replace(",", ""), unit) if len(unit) <= _LONGEST_UNIT else None


def due_day(target: str, is_time: bool = False) -> date | None:
    """Return the day by which something had to be done, None if the target is no day of a calendar.

    Args:
        target: The target as a form has it.
        is_time: The indicator is one of time, so that a year alone means its last day.

    Example:
        >>> due_day("2020年12月底前"), due_day("2020年底前完成"), due_day("2020年")
        (datetime.date(2020, 12, 31), datetime.date(2020, 12, 31), None)
    """
    text = plain(target)
    end, due, done = (longest_first(words(LEXICON)[name]) for name in ("month_end", "due", "done"))
    tail = rf"\s*(?:年?(?:{end}))?\s*(?:{due})?\s*(?:{done})?"
    operator, text = (found := _operator_before(text))[1], found[0]
    if operator == ">=":
        return None
    if match := re.fullmatch(_DAY.pattern + tail, text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(_MONTH.pattern + tail, text):
        return _month_end(int(match[1]), int(match[2]))
    match = re.fullmatch(_YEAR.pattern + tail, text)
    return date(int(match[1]), 12, 31) if match and (is_time or re.search(rf"{end}|{due}", text)) else None


def done_day(actual: str, due: date) -> str:
    """Return the day on which something was done, empty if the text does not tell it.

    Of a month alone the last day is taken, and only if it is on time whatever day it was.
    """
    text = plain(actual)
    end, done = longest_first(words(LEXICON)["month_end"]), longest_first(words(LEXICON)["done"])
    tail = rf"\s*(?:{words(LEXICON)['already']}(?:{done}))?"
    if match := re.fullmatch(_DAY.pattern + tail, text):
        found = _day(int(match[1]), int(match[2]), int(match[3]))
        return found.isoformat() if found else ""
    if match := re.fullmatch(_MONTH.pattern + rf"\s*(?:{end})?\s*" + tail, text):
        last = _month_end(int(match[1]), int(match[2]))
        return last.isoformat() if last and last <= due else ""
    return ""


def _with_year(target: str, year: str) -> str:
    """Return a target that begins with a month with the year before it."""
    return f"{year}年{plain(target)}" if year and re.match(r"\d{1,2}\s*月", plain(target)) else target


def _is_calendar(value: Value) -> bool:
    """Return whether a number with its unit is a month or a year of the calendar, and counts nothing."""
    return value.unit[:1] == "月" or (value.unit[:1] == "年" and bool(re.fullmatch(r"(?:19|20)\d\d", value.number)))


def _nature(sign: str) -> tuple[str, bool]:
    """Return what a column of signs or natures says: the operator, and whether the indicator is qualitative."""
    text, lexicon = plain(sign), words(LEXICON)
    if text in lexicon["qualitative"]:
        return "", True
    for operator in lexicon["before"]:
        if text in (*lexicon["before"][operator], *lexicon["natures"][operator], operator):
            return operator, False
    return "", False


@cache
def _signs(group: str) -> tuple[tuple[str, str], ...]:
    pairs = [(word, operator) for operator, found in words(LEXICON)[group].items() for word in found]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _operator_before(text: str) -> tuple[str, str]:
    for word, operator in _signs("before"):
        if text.startswith(plain(word)) and text != word:
            return text[len(word) :].strip(), operator
    return text, ""


def _operator_behind(text: str) -> tuple[str, str]:
    for word, operator in _signs("behind"):
        rest = text[: -len(word)].rstrip()
        is_unit = word in words(LEXICON)["counted"] and re.fullmatch(_NUMBER, rest)
        if text.endswith(word) and text != word and not is_unit:
            return rest, operator
    return text, ""


def _range(target: str) -> tuple[str, str, str] | None:
    marks = "|".join(re.escape(plain(mark)) for mark in words(LEXICON)["range"])
    match = re.fullmatch(rf"({_NUMBER})\s*(\D{{0,6}}?)\s*(?:{marks})\s*({_NUMBER})\s*([^\d]{{0,8}})", plain(target))
    if match is None or (match[2] and match[2] != match[4].strip()):
        return None
    return match[1].replace(",", ""), match[3].replace(",", ""), match[4].strip()


def _unit_of(actual: str) -> str:
    value = value_of(actual)
    return value.unit if value and not value.operator else ""


def _actual(actual: str, unit: str) -> str:
    """Return an actual value as a number if it is one in the target's unit, else as it is."""
    value = value_of(actual)
    return value.number if value and not value.operator and value.unit in ("", unit) else actual.strip()


def _kind(about: str, operator: str, unit: str, has_survey: bool) -> str:
    lexicon = words(LEXICON)
    if has_survey and any(word in about for word in lexicon["satisfaction"]):
        return "survey"
    costs = any(word in about for word in lexicon["cost"])
    return "cost" if costs and (operator == "<=" or (not operator and unit != PERCENT)) else "quantity"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date | None:
    return date(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 else None
