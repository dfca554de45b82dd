"""The words that the reading of a report knows: characters, units, roles; each list is a file of ``rules/lexicon``."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from jixiao.rulebook.files import FOLDER, load


@cache
def words(name: str) -> Mapping[str, Any]:
    """Return one word list by the name of its file."""
    found: Mapping[str, Any] = load(FOLDER / "lexicon" / f"{name}.yaml")
    return found


@cache
def simplified() -> Mapping[int, str]:
    """Return the simplified form of each traditional character that occurs in reports."""
    return {ord(pair[0]): pair[1] for pair in words("characters")["pairs"].split()}


@cache
def unit_groups() -> Mapping[str, str]:
    """Return the group of each unit: what may be added up with what."""
    return {unit: group for group, units in words("units").items() for unit in units}


@cache
def pattern(name: str, key: str, tail: str = "") -> re.Pattern[str]:
    """Return a pattern for one list of a file: its words as alternatives, or the pattern that stands there.

    Args:
        name: Name of the file in ``rules/lexicon``.
        key: Name of the list in it.
        tail: A pattern for what follows.
    """
    found = words(name)[key]
    return re.compile((found if isinstance(found, str) else f"(?:{longest_first(found)})") + tail)


def longest_first(found: Iterable[str]) -> str:
    """Return words as alternatives of a pattern, the longer ones first so that none hides another."""
    return "|".join(re.escape(word) for word in sorted(set(found), key=lambda word: (-len(word), word)))
