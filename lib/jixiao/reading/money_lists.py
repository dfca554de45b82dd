"""Amounts that are parts because they add up to the one before: 补助60万元，甲段20万元、乙段30万元、丙段10万元."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.reading.passage import Passage

if TYPE_CHECKING:
    from jixiao.reading.money_roles import Amount

_MOST, _LONGEST = 10, 24
_JOINED = re.compile(r"[、和与及]|以及")
_APART = re.compile("[。；]|其余|剩余")


def marked_parts(passage: Passage, amounts: Sequence["Amount"]) -> list["Amount"]:
    """Return the amounts of a sentence with the parts of a list marked that adds up to the amount before it."""
    marked = list(amounts)
    for index, whole in enumerate(marked):
        size = 0 if whole.is_part else _size_of_list(passage, marked, index)
        for position in range(index + 1, index + 1 + size):
            marked[position] = replace(marked[position], is_part=True)
    return marked


def _size_of_list(passage: Passage, amounts: list["Amount"], index: int) -> int:
    """Return how many amounts right behind one are joined into a list and add up to it."""
    whole, total = amounts[index].figure, Decimal(0)
    for position in range(index + 1, min(len(amounts), index + 1 + _MOST)):
        part = amounts[position]
        if position > index + 1 and not _continues(passage, amounts[index + 1], amounts[position - 1], part):
            return 0
        total += part.figure.base
        if total >= whole.base:
            return position - index if total == whole.base and position > index + 1 else 0
    return 0


def _continues(passage: Passage, first: "Amount", before: "Amount", part: "Amount") -> bool:
    """Whether an amount goes on with a list: joined by 、 or 和, with no role of its own."""
    between = passage.between(before.figure, part.figure)
    joined = len(between) <= _LONGEST and _JOINED.match(between) and not _APART.search(between)
    return bool(joined) and part.roles - {"fund"} <= first.roles
