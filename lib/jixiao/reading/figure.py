"""One figure of a written report: its words, its value, what it counts and what it stands for."""

from dataclasses import dataclass
from decimal import Decimal

from jixiao.quantities import scale_of

__all__ = ["NAMES", "QUANTITIES", "Figure", "scale_of"]

QUANTITIES = ("money", "rate", "points", "count", "score", "number")
"""Classes that are computed with; the others are recognised so that nobody computes with them."""

NAMES = ("year", "date", "time", "label", "ordinal", "docno", "hotline", "range", "dimension", "code")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the text.

    Attributes:
        id: ``F001`` … in the order of the text.
        start: Offset of the first digit in the document's text.
        end: Offset behind the last word that belongs to the figure: number, qualifier and unit.
        number: The number as printed, such as ``1,260.00`` or ``三``.
        raw: The figure as printed, with qualifier and unit.
        value: The number, in `unit`; None if the print is damaged.
        unit: 元 万元 亿元 %, 百分点, 分 or the count word; empty if none is printed or inherited.
        kind: One of `QUANTITIES` or `NAMES`.
        qualifier: 余, 约, 以上, 近, 不足 … as printed; several joined by ``…``.
        role: Name in ``rules/lexicon/roles.yaml``; empty if the words do not tell.
        head: The words that say what is counted, such as ``发放宣传资料``.
        noun: The words behind the figure, up to the next sign, such as 项目 in ``12个项目``.
        per: What the amount is paid for if it is a price: 人, 亩 …; ``each`` where the word is not known.
        sign: ≥ ≤ = > < printed before the number.
        line: Index of its line in the document.
        column: Offset in its line.
        at: Offset of the first digit in the normalised text.
        till: Offset behind its last word in the normalised text.
    """

    id: str
    start: int
    end: int
    number: str
    raw: str
    value: Decimal | None
    unit: str
    kind: str
    qualifier: str = ""
    role: str = ""
    head: str = ""
    noun: str = ""
    per: str = ""
    sign: str = ""
    line: int = 0
    column: int = 0
    at: int = 0
    till: int = 0

    @property
    def is_quantity(self) -> bool:
        """Whether one may compute with it."""
        return self.kind in QUANTITIES and self.value is not None

    @property
    def base(self) -> Decimal:
        """The value in base units: money in 元, everything else as printed (万人 in 人)."""
        assert self.value is not None
        return self.value * scale_of(self.unit)
