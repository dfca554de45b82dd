"""Where a figure of a formula comes from: the table and the column in which an evaluator enters it."""

from collections.abc import Mapping

from jixiao import totals
from jixiao.catalogue.sections import word
from jixiao.intake.schema import schemas

SPECIAL: Mapping[str, tuple[tuple[str, str], ...]] = {
    "budget": (("funds", "budget_adjusted"), ("funds", "budget_initial")),
    "explained": (("ledger", "amount"), ("stated", "value")),
    "due": (("funds", "budget_adjusted"), ("funds", "due_by")),
    "received_in_time": (("funds", "received"), ("funds", "received_on"), ("funds", "due_by")),
}
"""Figures that have no column of their name: where they are read from, the first choice first."""


def columns_of(figure: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of table and column from which `figure` is read; empty if only the report states it."""
    if figure in SPECIAL:
        return SPECIAL[figure]
    return (("funds", figure),) if figure in totals.COLUMNS else ()


def from_where(figure: str, language: str) -> str:
    """Return in words where `figure` is entered."""
    places = [
        word("column_of", language, table=schema.label_in(language), file=schema.file, column=name,
             label=schema.columns[name].words("label", language))
        for table, name in columns_of(figure) for schema in [schemas()[table]]
    ]  # fmt: skip
    if figure in totals.TIMELY:
        return word(f"derived_{figure}", language)
    found = word("or_else", language).join(places)
    stated = word("stated_role", language, role=figure)
    return word("or_stated", language, first=found, stated=stated) if found else stated
