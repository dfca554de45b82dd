"""Automatic list numbers, counted as Word counts them."""

import re
from dataclasses import dataclass, field
from typing import Any

from jixiao.documents.word.levels import LEVELS, Level, levels_of
from jixiao.documents.word.names import number, value, w
from jixiao.documents.word.numerals import numeral
from jixiao.documents.word.styles import Styles

_PLACEHOLDER = re.compile("%([1-9])")
_SYMBOL = re.compile("[\ue000-\uf8ff]")


@dataclass
class _List:
    """A list: its levels, the numbers it begins with where it overrides them, and the counters it shares."""

    levels: dict[int, Level]
    starts: dict[int, int]
    counters: list[int | None]
    begun: set[int] = field(default_factory=set)


class Numbering:
    """The counters of all lists of one document.

    Args:
        tree: Root of the part ``numbering``; None if there is none.
        styles: The styles, which may belong to lists.
    """

    def __init__(self, tree: Any, styles: Styles) -> None:
        def by_id(name: str, key: str) -> dict[int | None, Any]:
            return {
                number(item.get(w(key))): item for item in (() if tree is None else tree.findall(w(name)))
            }

        self._styles = styles
        self._numbers = by_id("num", "numId")
        self._forms = by_id("abstractNum", "abstractNumId")
        self._shared: dict[int | None, tuple[dict[int, Level], list[int | None]]] = {}
        self._lists: dict[int, _List | None] = {}

    def label(self, properties: Any) -> str:
        """Return the number printed before a paragraph, with a space behind it unless it is glued; or nothing.

        Args:
            properties: ``w:pPr`` of the paragraph, None if it has none. The list counts on.
        """
        found, place = self._place(properties)
        level = found.levels.get(place) if found else None
        if found is None or level is None:
            return ""
        _count(found, place)
        words = _printed(found, level)
        return words and f"{words}{'' if level.glued else ' '}"

    def _place(self, properties: Any) -> tuple[_List | None, int]:
        style = value(properties, "pStyle") if properties is not None else None
        own = properties.find(w("numPr")) if properties is not None else None
        list_number = number(value(own, "numId")) if own is not None else None
        level = number(value(own, "ilvl")) if own is not None else None
        if list_number is not None:
            return self._list(list_number), level or 0
        list_number, styled, giver = self._styles.list_of(style)
        found = self._list(list_number or 0)
        if found and level is None:
            linked = (place for place, item in found.levels.items() if item.style and item.style == giver)
            level = next(linked, styled)
        return found, level or 0

    def _list(self, list_number: int) -> _List | None:
        if list_number not in self._lists:
            self._lists[list_number] = self._read(list_number)
        return self._lists[list_number]

    def _read(self, list_number: int) -> _List | None:
        item = self._numbers.get(list_number) if list_number else None
        form = self._form(item)
        if item is None or form is None:
            return None
        # Lists of one definition count on from each other.
        key = number(form.get(w("abstractNumId")))
        levels, counters = self._shared.setdefault(key, (levels_of(form), [None] * LEVELS))
        own, starts = dict(levels), {}
        for override in item.iterchildren(w("lvlOverride")):
            place, start = number(override.get(w("ilvl"))), number(value(override, "startOverride"))
            own |= levels_of(override)
            if place is not None and start is not None:
                starts[place] = start
        return _List(own, starts, counters)

    def _form(self, item: Any, again: bool = True) -> Any:
        form = self._forms.get(number(value(item, "abstractNumId"))) if item is not None else None
        style = value(form, "numStyleLink") if form is not None else None
        if style and again:
            return self._form(self._numbers.get(self._styles.linked_list(style)), again=False)
        return form


def _count(found: _List, place: int) -> None:
    current, start = found.counters[place], found.starts.get(place)
    if start is not None and place not in found.begun:
        found.counters[place] = start
    else:
        found.counters[place] = found.levels[place].start if current is None else current + 1
    found.begun.add(place)
    for deeper, level in found.levels.items():
        if place < deeper and place < level.restart:
            found.counters[deeper] = None


def _printed(found: _List, level: Level) -> str:
    def one(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        other = found.levels.get(place)
        current = found.counters[place]
        count = current if current is not None else other.start if other else 0
        return numeral(count, "decimal" if level.decimal or other is None else other.form)

    if level.form == "bullet":
        return _SYMBOL.sub("•", level.words)
    return _PLACEHOLDER.sub(one, level.words)
