"""The examples of the reading: the words of a rule file, and what the reading finds in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from jixiao.documents.model import document_of
from jixiao.reading import Reading, Relation, read
from jixiao.rulebook.readings import FOUND, NONE, expected

_PLACES = 6


@dataclass(frozen=True)
class Outcome:
    """What the reading makes of an example.

    Attributes:
        state: A verdict, ``found`` for a remark, or ``none`` if nothing was found.
        relation: The relation behind a verdict.
        agrees: Whether it is what the rule file says.
    """

    state: str
    relation: Relation | None
    agrees: bool


@cache
def reading_of(words: str) -> Reading:
    """Return the reading of an example's words as if they were a text file."""
    return read(document_of(words))


def outcome(code: str, example: Mapping[str, Any]) -> Outcome:
    """Return what the rule `code` finds in an example: what its file says if that is among it, else the worst."""
    reading, wanted = reading_of(example["text"]), expected(example)
    if "remark" in example:
        state = FOUND if code in {remark.rule for remark in reading.remarks} else NONE
        return Outcome(state, None, state == wanted)
    found = [relation for relation in reading.relations if relation.kind == code]
    for relation in found:
        if _agrees(relation, example):
            return Outcome(relation.verdict, relation, True)
    return Outcome(found[0].verdict, found[0], False) if found else Outcome(NONE, None, wanted == NONE)


def stated(relation: Relation) -> str | None:
    """Return the figure or the words that the text states; None if it states nothing."""
    return relation.stated.raw if relation.stated else relation.words or None


def _agrees(relation: Relation, example: Mapping[str, Any]) -> bool:
    return (
        relation.verdict == example["verdict"]
        and stated(relation) == example.get("stated")
        and _is_value(relation.computed, example.get("computed"))
    )


def _is_value(computed: Decimal | str | None, wanted: str | None) -> bool:
    if isinstance(computed, Decimal) and wanted is not None:
        return round(computed, _PLACES) == round(Decimal(wanted), _PLACES)
    return computed == wanted
