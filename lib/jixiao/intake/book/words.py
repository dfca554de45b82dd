"""Headings and choices of a sheet: what a person reads there, and what it stands for."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from jixiao.intake.cells import CellRefusedError, Convert, clean, converter
from jixiao.intake.nearest import nearest_by
from jixiao.intake.schema import Column
from jixiao.language import LANGUAGES
from jixiao.rulebook.rules import role_label, roles

_MARKS = " \t*＊"


def plain(words: str) -> str:
    """Return the words of a heading without blanks, line breaks, case and the mark of a required one.

    Example:
        >>> plain(" Fund Source * "), plain("资金 来源")
        ('fundsource', '资金来源')
    """
    return "".join(unicodedata.normalize("NFKC", words).strip(_MARKS).casefold().split())


def known_by(names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return each of the words, made plain, with the key that it stands for."""
    return {plain(word): key for key, words in names.items() for word in words}


def reading(column: Column, unit: str) -> Convert:
    """Return the function that turns the text of a cell into its value; choices and roles may be words or codes.

    Args:
        column: The column.
        unit: The unit in which amounts are written.
    """
    convert, words = converter(column, unit), _choice_words(column)
    if not words:
        return convert
    known = known_by({code: (code, *named.values()) for code, named in words.items()})

    def read(raw: str) -> Any:
        try:
            return convert(known.get(plain(clean(raw)), raw))
        except CellRefusedError as error:
            raise _in_words(error, raw, words) from None

    return read


def _choice_words(column: Column) -> Mapping[str, Mapping[str, str]]:
    """Return choice to its words by language."""
    if column.type == "role":
        return {role: {language: role_label(role, language) for language in LANGUAGES} for role in roles()}
    return {choice: {language: column.choice_label(choice, language) for language in LANGUAGES}
            for choice in column.choices}  # fmt: skip


def _in_words(error: CellRefusedError, raw: str, words: Mapping[str, Mapping[str, str]]) -> CellRefusedError:
    if "known" in error.fields:
        near = nearest_by(raw.strip(), {code: (code, *named.values()) for code, named in words.items()})
        error.fields |= offered(words, near)
    return error


def offered(words: Mapping[str, Mapping[str, str]], near: str | None) -> dict[str, Any]:
    """Return the fields ``known`` and ``nearest`` of a message, each by language."""
    known = {language: ", ".join(named[language] for named in words.values()) for language in LANGUAGES}
    return {"known": known, "nearest": None if near is None else dict(words[near])}
