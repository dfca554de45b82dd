"""Choices, roles and codes: words that stand for one of a closed list, and ids."""

import re
from collections.abc import Mapping
from functools import cache

from jixiao.intake.schema import Column, schemas
from jixiao.reading.lexicon import words
from jixiao.repairs.draft import Draft
from jixiao.rulebook.rules import roles

_SPACED_ID = re.compile(r"([A-Za-z]+) +([0-9]+)")
_CODE_AND_NAME = re.compile(r"([0-9]+) +([\u4e00-\u9fff][\u4e00-\u9fff]*)")


def as_choice(draft: Draft, column: Column) -> None:
    """Replace another word for a choice by the choice; an unknown word stays as it is."""
    _replaced(draft, _choices(column))


def as_role(draft: Draft) -> None:
    """Replace the label of a role by its name."""
    _replaced(draft, _roles())


def as_code(draft: Draft) -> None:
    """Join an id that is written with a blank, and the number and the name of a class; zeros are kept."""
    draft.put("inner-blanks", _SPACED_ID.sub(r"\1\2", draft.text) if _SPACED_ID.fullmatch(draft.text) else draft.text)
    found = _CODE_AND_NAME.fullmatch(draft.text)
    draft.put("code-and-name", f"{found[1]}-{found[2]}" if found else draft.text)


def table_of(column: Column) -> str:
    """Return the name of the table a column belongs to, empty if it is in none or the same in several."""
    found = [name for name, schema in schemas().items() if schema.columns.get(column.name) == column]
    return found[0] if len(found) == 1 else ""


def _replaced(draft: Draft, known: Mapping[str, str]) -> None:
    meant = known.get(draft.text.casefold(), draft.text)
    draft.put("letter-case" if meant.casefold() == draft.text.casefold() else "choice-word", meant)


@cache
def _choices(column: Column) -> Mapping[str, str]:
    """Return the choice that each word stands for, in small letters."""
    others = words("choices").get(table_of(column), {}).get(column.name, {})
    known = {word.casefold(): choice for choice, ways in others.items() for word in ways if choice in column.choices}
    labels = {label.casefold(): choice for choice, pair in column.choice_labels.items() for label in pair}
    return known | labels | {choice.casefold(): choice for choice in column.choices}


@cache
def _roles() -> Mapping[str, str]:
    labels = {node[key].casefold(): name for name, node in roles().items() for key in ("label", "label_en")}
    return labels | {name.casefold(): name for name in roles()}
