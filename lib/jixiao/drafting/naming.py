"""What a figure of a reading is called in stated.csv: its role, and the year it speaks of."""

import re
from functools import cache

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure

_THRESHOLD = re.compile("以上|以下|以内")
_YEAR = re.compile("((?:19|20)[0-9]{2})年|(?<!比)(?<!较)(上年|去年|上一年)")


def role_of(figure: Figure) -> str:
    """Return the role of a figure as ``rules/roles.yaml`` calls it; empty if its words do not tell."""
    if figure.kind == "money":
        return _role_of_money(figure)
    if figure.kind == "rate":
        return rate_of(figure.head)
    if figure.kind == "count":
        projects = lexicon.words("drafting")["projects"]
        return "projects" if figure.noun.startswith(tuple(projects)) or figure.unit in projects else "count"
    return ""


def rate_of(words: str) -> str:
    """Return which rate some words name; empty if they name none.

    Example:
        >>> rate_of("预算执行率为"), rate_of("满意率为")
        ('execution_rate', '')
    """
    return _last_word("rates", words)


def period_of(figure: Figure, fiscal_year: int) -> str:
    """Return the year that the words before a figure name; empty if they name none, which means the fiscal year."""
    found = [match for match in _YEAR.finditer(figure.head)]
    if not found:
        return ""
    return found[-1][1] or str(fiscal_year - 1)


def _role_of_money(figure: Figure) -> str:
    if figure.per:
        return "unit_amount"
    if _THRESHOLD.search(figure.qualifier) and figure.noun.startswith("的"):
        return "threshold_amount"
    words = lexicon.words("drafting")
    if any(word in figure.head for word in words["outside"]):
        return "outside_amount"
    return str(words["roles"].get(figure.role, ""))


def _last_word(list_name: str, label: str) -> str:
    """Return the name whose word stands last in a label, the longest of those that end at one place."""
    pattern, names = _words(list_name)
    found = [(match.end(), match.end() - match.start(), names[match[0]]) for match in pattern.finditer(label)]
    return max(found, default=(0, 0, ""))[2]


@cache
def _words(list_name: str) -> tuple[re.Pattern[str], dict[str, str]]:
    names = {word: name for name, words in lexicon.words("drafting")[list_name].items() for word in words}
    return re.compile(lexicon.longest_first(names)), names
