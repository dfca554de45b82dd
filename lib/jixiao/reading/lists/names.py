"""Lists of names in prose: cut them, count them, and see whether they name what is counted."""

import re
from dataclasses import dataclass

from jixiao.reading import lexicon

_STOP = re.compile("[。；\n]")
_OPEN = re.compile("(?:等|……|…|及其他|以及其他)(?P<closing>[^，。；、]{0,12})$")
_MORE = re.compile("[，；]?(?:其他|其余|以及其他)")
_JOINT = re.compile("(?<=.)(?:以及|和|及|与)(?=.)")
LONGEST_NAME = 16


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names.

    Attributes:
        names: The names, the last one not yet cut at 和.
        counts: How many there may be: with and without cutting at 和.
        is_open: Whether the list says that there are more.
        end: Offset behind it.
    """

    names: tuple[str, ...]
    counts: tuple[int, ...]
    is_open: bool
    end: int


def names_from(text: str, start: int, in_bracket: bool) -> Names | None:
    """Return the names that stand from an offset on; None if it is no list of names."""
    window = text[start : start + 300]
    stop = _STOP.search(window)
    region = window[: stop.start()] if stop else window
    cut = _closing_bracket(region)
    if cut >= 0:
        region = region[:cut]
    elif in_bracket:
        return None
    region = _without_brackets(region)
    if "、" in region.split("，")[0]:
        region = region.split("，")[0]
    names = [name.strip() for name in re.split("[、，]", region)]
    return _names(names, start + len(region), bool(_MORE.match(text, start + len(region))))


def _closing_bracket(region: str) -> int:
    depth = 0
    for offset, sign in enumerate(region):
        depth += (sign == "（") - (sign == "）")
        if depth < 0:
            return offset
    return -1


def _without_brackets(region: str) -> str:
    return re.sub("（[^（）]{0,60}）", "", region)


def _names(names: list[str], end: int, goes_on: bool) -> Names | None:
    if not all(names) or len(names[-1]) > 2 * LONGEST_NAME:
        return None
    is_open = goes_on or bool(_OPEN.search(names[-1]))
    last = [part for part in _JOINT.split(names[-1]) if part]
    counts = counts_of(names[:-1], last)
    return Names(tuple(names), counts, is_open, end) if max(counts) >= 2 else None


def counts_of(first: list[str], last: list[str]) -> tuple[int, ...]:
    """Return how many names there may be: 和 inside the last one may part two names or belong to one."""
    split_up, whole = len(first) + len(last), len(first) + 1
    endings_known = {name[-1] for name in first}
    is_joint = all(len(part) > 1 for part in last) and (
        last[0][-1] in endings_known or last[0][-1] == last[-1][-1]
    )
    return (split_up,) if len(last) == 1 or is_joint else (split_up, whole)


def split(names: Names) -> list[str]:
    """Return the names, the last one cut at 和."""
    return [*names.names[:-1], *(part for part in _JOINT.split(names.names[-1]) if part)]


def endings(noun: str) -> tuple[str, ...]:
    """Return the endings that names of a noun may have; empty if the noun is not known."""
    known = lexicon.words("enumerations")["endings"]
    for length in range(len(noun), 0, -1):
        if noun[-length:] in known:
            return tuple(known[noun[-length:]])
    return ()


def fits(names: list[str], noun: str) -> bool:
    """Return whether every name ends as a name of the noun does."""
    allowed = endings(noun)
    return bool(allowed) and all(name.endswith(allowed) for name in names)


def are_uniform(names: list[str]) -> bool:
    """Return whether at least three names, all of two to four characters, are of one length."""
    lengths = {len(name) for name in names}
    return len(names) > 2 and len(lengths) == 1 and lengths <= {2, 3, 4}


def are_parallel(names: list[str]) -> bool:
    """Return whether all names are short and end alike."""
    return all(2 <= len(name) <= LONGEST_NAME for name in names) and len({name[-1] for name in names}) == 1
