"""How each kind of indicator earns its points under a rule pack, in one table."""

from collections.abc import Iterator

from jixiao.catalogue.sections import listing, word
from jixiao.document import Block
from jixiao.language import text
from jixiao.rulebook.pack import Pack


def kinds(pack: Pack, language: str) -> list[Block]:
    """Return the formulas by which the kinds of ``indicators.csv`` are scored."""
    rows = [[word(f"item_kind.{kind}", language), kind, text(f"scoring.formula.{formula}", language)]
            for kind, formula in _formulas(pack)]  # fmt: skip
    return listing("kinds", "kinds", ("kind", "code", "how"), rows, language)


def _formulas(pack: Pack) -> Iterator[tuple[str, str]]:
    yield "quantity", "at_least"
    yield "cost", f"at_most_{pack.at_most}"
    yield "quantity_exact", f"exactly_{pack.exactly}"
    yield from (("range", name) for name in ("in_range", "below_range", f"above_range_{pack.at_most}"))
    yield "rate", "rate"
    yield "direct", "direct"
    yield "deduction", "deduction"
    yield "date", "late_by_table" if pack.lateness.table else "late_by_day"
    yield "qualitative", "judged"
    yield "element", "elements"
    yield "survey", "survey_steps" if pack.satisfaction else "survey_proportion"
