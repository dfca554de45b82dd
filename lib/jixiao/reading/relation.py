"""One relation among the figures of a written report: what is stated, what is recomputed, what holds."""

from dataclasses import dataclass
from decimal import Decimal

from jixiao.reading.figure import Figure

VERDICTS = ("contradicted", "not_verifiable", "review", "hint", "derived", "reconciled")


@dataclass(frozen=True, slots=True)
class Relation:
    """The result of one relation.

    Attributes:
        kind: Name of its rule in ``rules/readings``.
        verdict: One of `VERDICTS`; ``derived`` means that the text does not state the value.
        severity: ``high``, ``medium`` or ``low``.
        operands: The figures it was recomputed from.
        stated: The figure that the text states; None if there is none.
        words: The statement where it is words instead of a figure, such as ``全部拨付`` or ``良``.
        computed: The recomputed value in `unit`; a word for grades; None if an operand is missing.
        unit: 元 万元 亿元 %, 分 or a count word.
        formula: The formula with the printed figures put in, such as ``178.09 ÷ 202.15``.
        definition: Which definition of a rate was used (name in the rule file).
        note: Key of a remark in the catalogue, such as ``truncated``.
        fields: Words and numbers for the remark.
        start: Offset of the quote in the document's text.
        end: Offset behind the quote.
        others: Other computed values under which the statement was tried, with their definition.
    """

    kind: str
    verdict: str
    severity: str
    operands: tuple[Figure, ...] = ()
    stated: Figure | None = None
    words: str = ""
    computed: Decimal | str | None = None
    unit: str = ""
    formula: str = ""
    definition: str = ""
    note: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    start: int = 0
    end: int = 0
    others: tuple[tuple[str, Decimal], ...] = ()
