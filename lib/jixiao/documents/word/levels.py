"""One level of a list as its definition gives it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from jixiao.documents.word.names import number, switched_on, value, w

LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How paragraphs of one level are numbered.

    Attributes:
        form: Number format, such as ``chineseCounting``.
        words: What is printed, ``%1`` standing for the number of the first level.
        start: The first number.
        glued: Whether the text follows without a space.
        decimal: Whether the numbers of all levels are printed as decimal.
        restart: 0 if it never begins again, else the number of the level that makes it begin again.
        style: The paragraph style that belongs to it.
    """

    form: str
    words: str
    start: int
    glued: bool
    decimal: bool
    restart: int
    style: str


def levels_of(parent: Any) -> dict[int, Level]:
    """Return the levels defined under a list, by their number from 0."""
    found = ((number(item.get(w("ilvl"))), item) for item in parent.iterchildren(w("lvl")))
    return {place: _level(item, place) for place, item in found if place is not None and 0 <= place < LEVELS}


def _level(item: Any, place: int) -> Level:
    restart = number(value(item, "lvlRestart"))
    return Level(
        form=_form(item.iter(w("numFmt"))),
        words=value(item, "lvlText") or "",
        start=number(value(item, "start")) or 0,
        glued=value(item, "suff") == "nothing",
        decimal=bool(switched_on(item, "isLgl")),
        restart=place if restart is None else restart,
        style=value(item, "pStyle") or "",
    )


def _form(formats: Iterable[Any]) -> str:
    # A format of later versions stands beside its fallback.
    names = (item.get(w("val"), "") for item in formats)
    return next((name for name in names if name != "custom"), "decimal")
