"""Stated percentages against numerator and denominator; percentages without operands."""

from collections.abc import Iterator

from jixiao.quantities import rounded
from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.kinds import finder
from jixiao.reading.passage import Passage
from jixiao.reading.quoting import quote
from jixiao.reading.rating import implied_percentage, is_money, rates_of
from jixiao.reading.ratio import Rated
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report

_SIX = 6


@finder("rate")
def find(report: Report) -> Iterator[Relation]:
    """Yield one relation for every percentage of the prose that is a rate or a share."""
    passage = report.passage
    reports = report.document_kind not in lexicon.words("rates")["no_claims"]
    for rated in rates_of(report):
        if rated.ratio:
            yield _relation(passage, rated)
        elif reports:
            yield _unverifiable(passage, rated)


def _relation(passage: Passage, rated: Rated) -> Relation:
    ratio, statement = rated.ratio, rated.statement
    assert ratio is not None
    operands: tuple[Figure, ...] = ratio.operands
    start, end = quote(passage, (statement.figure, *operands))
    if rated.implied:
        value, formula = implied_percentage(rated), f"{ratio.numerator[0].number} ÷ {rated.implied}"
        fields: tuple[tuple[str, str], ...] = (("whole", str(rated.implied)),)
    else:
        value, formula, fields = ratio.value, ratio.formula, ()
    others = tuple((other.definition, rounded(other.value, _SIX)) for other in rated.others)
    return Relation("rate", rated.verdict, _severity(rated), operands, statement.figure, "", rounded(value, _SIX), "%",
                    formula, ratio.definition, rated.note, fields, start, end, others)  # fmt: skip


def _severity(rated: Rated) -> str:
    if rated.verdict == "reconciled":
        return "low"
    return "high" if rated.verdict == "contradicted" else "medium"


def _unverifiable(passage: Passage, rated: Rated) -> Relation:
    start, end = quote(passage, (rated.statement.figure,))
    severity = "medium" if is_money(rated.statement) else "low"
    return Relation(
        "rate_no_operand",
        "not_verifiable",
        severity,
        (),
        rated.statement.figure,
        unit="%",
        start=start,
        end=end,
    )
