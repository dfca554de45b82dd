"""What can be answered: words of the mapping file, each of which a person may also say in words of a language."""

from collections.abc import Iterable

from jixiao.importing.spoken import Spoken
from jixiao.intake.schema import schemas
from jixiao.language import LANGUAGES, preferred, text

CHOICES = ("none", "yes", "no", "form", "leave-out", "refund", "refuse", "as-is", "with-month", "all",
           "debit", "credit")  # fmt: skip
"""Answers that are words of the mapping file."""


def said(choice: str, language: str) -> str:
    """Return a choice as a person says it; what is no word of the program says itself."""
    if choice in schemas():
        return schemas()[choice].label_in(language)
    return text(f"importing.choice.{choice}", language) if choice in CHOICES else choice


def shown(choice: str, language: str = "") -> str:
    """Return a choice with its meaning behind it.

    Example:
        >>> shown("leave-out", "zh"), shown("funds", "zh"), shown("万元", "zh")
        ('leave-out（不列入）', 'funds（资金）', '万元')
    """
    language = language or preferred()
    meaning = said(choice, language)
    return choice if meaning == choice else text("importing.choice.both", language, choice=choice, meaning=meaning)


def all_shown(choices: Iterable[str]) -> Spoken:
    """Return all choices in one line, by language."""
    found = tuple(choices)
    return Spoken({language: ", ".join(shown(choice, language) for choice in found) for language in LANGUAGES})


def meant(given: str, choices: Iterable[str]) -> str:
    """Return the choice that an answer means, the answer itself if it means none.

    Example:
        >>> meant("不列入", ("leave-out", "refuse")), meant("As mistakes", ("leave-out", "refuse"))
        ('leave-out', 'refuse')
    """
    found, word = tuple(choices), given.strip().casefold()
    if given in found:
        return given
    ways = ((choice, way) for choice in found for language in LANGUAGES
            for way in (said(choice, language), shown(choice, language)))  # fmt: skip
    return next((choice for choice, way in ways if word in (way.casefold(), choice.casefold())), given)
