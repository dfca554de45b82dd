"""The labels of a form: what a cell is called, whatever its blanks, brackets and spelling."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from jixiao.intake.cells import CellRefusedError, number
from jixiao.layout.words import plain
from jixiao.quantities import YUAN_PER_UNIT
from jixiao.reading.lexicon import longest_first, words

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_AROUND = ":;,.、。"
_LETTERS = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")


@cache
def lexicon() -> Mapping[str, Any]:
    """Return the words of the form."""
    return words("forms")


@cache
def label(text: str) -> str:
    r"""Return a text as labels are compared: without blanks, brackets and a closing colon.

    Example:
        >>> label("项目资金\n（万元）："), label("二、执行率（B/A）")
        ('项目资金', '执行率')
    """
    bare = plain(text)
    named = re.sub(lexicon()["numbering"], "", _BRACKETS.sub("", bare)) or bare
    return named.strip(_AROUND)


def joined(text: str) -> str:
    r"""Return a word that is written vertically or spaced out as one word.

    Example:
        >>> joined("产\n出\n指\n标"), joined("GDP 增长")
        ('产出指标', 'GDP 增长')
    """
    return _LETTERS.sub("", text.strip())


def amount_of(text: str) -> Decimal | None:
    """Return the number that a text is, with or without a money unit behind it; None if it is something else.

    Example:
        >>> amount_of("1,200.5万元"), amount_of("—")
        (Decimal('1200.5'), None)
    """
    try:
        return number(re.sub(f"(?:{longest_first(YUAN_PER_UNIT)})$", "", plain(text)))
    except CellRefusedError:
        return None


@cache
def names(*path: str) -> Mapping[str, str]:
    """Return what each label means, for a group of the lexicon such as ``funds``, ``columns``."""
    node: Any = lexicon()
    for key in path:
        node = node[key]
    return {label(word): name for name, found in node.items() for word in found}


@cache
def listed(*path: str) -> frozenset[str]:
    """Return the labels of one list of the lexicon."""
    node: Any = lexicon()
    for key in path:
        node = node[key]
    return frozenset(label(word) for word in node)


@cache
def known() -> frozenset[str]:
    """Return every label that can stand beside a value in the head of a form."""
    return frozenset(_known())


def _known() -> Iterator[str]:
    yield from names("fields")
    yield from listed("other_fields")
    for group in ("funds", "goals", "indicators"):
        yield from listed(group, "label")
    yield from listed("funds", "total")


@cache
def starting(name: str) -> re.Pattern[str]:
    """Return the pattern of a plain text that begins with a word of a list, followed by a colon, digit or its end."""
    return re.compile(f"(?:{longest_first(lexicon()[name])})(?:[:.、0-9(]|$)")


@cache
def unit_of(text: str) -> str:
    """Return the money unit that a label names in brackets or behind a colon, empty if it names none.

    Example:
        >>> unit_of("项目资金（万元）"), unit_of("金额单位：元"), unit_of("实施单位：元阳县")
        ('万元', '元', '')
    """
    units = {word: unit for unit, found in lexicon()["units"].items() for word in found}
    found = plain(text)
    inside = (part for part in re.findall(r"[(\[]([^()\[\]]*)[)\]]", found))
    behind = re.findall(f"(?:^|[(;,])(?:{longest_first(lexicon()['unit_labels'])}):?([^:;,()]*)", found)
    for words_found in (*inside, *behind, *(part.partition(":")[2] for part in re.findall(r"\(([^()]*)\)", found))):
        if words_found in units:
            return units[words_found]
    return ""


@cache
def official() -> Mapping[str, Any]:
    """Return the labels and the look of the form as it is written."""
    return words("official_form")
