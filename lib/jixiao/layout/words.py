"""What a cell of a sheet is, by its words alone: a heading, a unit, a number."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from jixiao.intake.schema import schemas
from jixiao.reading.lexicon import longest_first, pattern, words

LONGEST_HEADING = 30
_BLANK = re.compile(r"\s+")
_BRACKETS = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_NUMBER = re.compile(r"[¥$]?[-+(]?[¥$]?(?:\d[\d,]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?%?\)?-?")
_ODD = re.compile(r"[\s\d.,．，()（）\-－+＋%％¥￥$eE]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TIME = r"(?:[ T]?\d{1,2}:\d{2}(?::\d{2})?)?"
_DAY = re.compile(rf"\d{{4}}[-/.年]\d{{1,2}}(?:[-/.月]\d{{1,2}}日?)?{_TIME}|\d{{1,2}}[-/.月]\d{{1,2}}日?")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a text without blanks, in half-width characters.

    Example:
        >>> plain(" 合　计： ")
        '合计:'
    """
    return _BLANK.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=4096)
def heading_key(text: str) -> str:
    """Return the words of a heading alone: without blanks, unit, column letters and length limits.

    Example:
        >>> heading_key("全年预算数（A） （万元）"), heading_key("*金额/万元")
        ('全年预算数', '金额')
    """
    key = _BRACKETS.sub(lambda found: "" if _is_mark(found[1]) else found[0], plain(text).lower())
    parts = re.split(r"[/,_:\-]", key)
    if len(parts) > 1 and parts[-1] in _money():
        key = key[: -len(parts[-1]) - 1]
    return key.strip("*:")


@lru_cache(maxsize=4096)
def is_heading(text: str) -> bool:
    """Return whether a text is a heading that forms, accounting or budget software use."""
    key = heading_key(text)
    if not key or len(key) > LONGEST_HEADING or plain(text).endswith(":"):
        return False
    return key in known() or bool(_patterns().fullmatch(key)) or _fronts().sub("", key) in known()


@lru_cache(maxsize=4096)
def is_like_heading(text: str) -> bool:
    """Return whether a text could be a heading: it is short, no sentence, and ends as headings do."""
    key = heading_key(text)
    if not key or len(key) > LONGEST_HEADING or ":" in key or re.search(r"\d{3}|[。;!?]", key):
        return False
    return is_heading(text) or any(key[-size:] in known() for size in range(2, min(len(key), 7)))


@cache
def known() -> frozenset[str]:
    """Return every heading that is known, as `heading_key` gives it."""
    own = (name for schema in schemas().values() for column in schema.columns.values() for name in column.names)
    read = (word for lists in (words("columns")["ends"], words("columns")["has"]) for word in _all(lists.values()))
    found = _all(_all(table.values()) for table in words("headings")["columns"].values())
    return frozenset(map(heading_key, (*own, *read, *found, *words("layout")["headings"])))


@lru_cache(maxsize=4096)
def heading_unit(text: str) -> str:
    """Return the unit that a heading names, empty if none; units of money as projects declare them.

    Example:
        >>> heading_unit("金额（万元）"), heading_unit("数量(台)"), heading_unit("全年预算数(A)")
        ('万元', '台', '')
    """
    found = plain(text).lower()
    for inner in (*reversed(_BRACKETS.findall(found)), found.rpartition("/")[2], found.rpartition(",")[2]):
        inner = re.sub(r"^(?:单位|unit):?", "", inner)
        if unit := _money().get(inner) or (inner if inner in _other() and inner != found else ""):
            return unit
    return ""


def declared_unit(cells: Iterable[str]) -> str:
    """Return the unit of money that a row declares (单位：万元), empty if none.

    Example:
        >>> declared_unit(["编制单位：甲局", "", "金额单位：人民币万元"]), declared_unit(["单位：元氏县教育局"])
        ('万元', '')
    """
    line = plain("|".join(cell for cell in cells if cell)).lower()
    if not (found := _declared().search(line)):
        return ""
    return _money()[found[1]]


def title_unit(text: str) -> str:
    """Return the unit of money that stands in brackets at the end of a title, empty if none."""
    found = re.search(words("layout")["unit_in_title"], plain(text).lower())
    return _money().get(found[1], "") if found else ""


def is_money_unit(text: str) -> bool:
    """Return whether a cell holds nothing but a unit of money."""
    return plain(text).lower().strip("()") in _money()


def is_unit(text: str) -> bool:
    """Return whether a cell holds nothing but a unit."""
    return is_money_unit(text) or plain(text).lower().strip("()") in _other()


def is_number(text: str) -> bool:
    """Return whether a text is a number as spreadsheets and people write them.

    Example:
        >>> is_number("1,020.30 "), is_number("１２．５"), is_number("(3.5)"), is_number("3号楼")
        (True, True, True, False)
    """
    return bool(_NUMBER.fullmatch(text) or (_ODD.fullmatch(text) and _NUMBER.fullmatch(plain(text))))


def is_year(text: str) -> bool:
    """Return whether a text is a year and nothing else."""
    return bool(_YEAR.fullmatch(text))


def is_day(text: str) -> bool:
    """Return whether a text is a day or a month of a year."""
    return bool(_DAY.fullmatch(text.strip()))


def _is_mark(inner: str) -> bool:
    return inner in _money() or inner in _other() or bool(pattern("layout", "heading_mark").fullmatch(inner))


def _all(lists: Iterable[Iterable[str]]) -> Iterable[str]:
    return (word for words_ in lists for word in words_)


@cache
def _money() -> dict[str, str]:
    return {plain(word).lower(): unit for word, unit in words("layout")["money_units"].items()}


@cache
def _other() -> frozenset[str]:
    counted = (plain(word).lower() for word in _all(words("units").values()))
    letters = re.compile("[a-z]")  # (A) names a column, never an ampere
    return frozenset(unit for unit in (*counted, *words("layout")["other_units"]) if not letters.fullmatch(unit))


@cache
def _declared() -> re.Pattern[str]:
    lexicon = words("layout")
    return re.compile(f"{lexicon['unit_declared']}\\|?({longest_first(_money())}){lexicon['unit_ends']}")


@cache
def _patterns() -> re.Pattern[str]:
    return re.compile("|".join(words("layout")["heading_patterns"]))


@cache
def _fronts() -> re.Pattern[str]:
    return re.compile(words("layout")["heading_fronts"])
