"""A list against its total: the relation, and how sure a gap is."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.reading.figure import Figure
from jixiao.reading.judging import half_step, judge, sum_slack
from jixiao.reading.lists import words
from jixiao.reading.lists.units import class_of, in_base_of, in_unit_of, is_amount, size_of
from jixiao.reading.passage import Passage
from jixiao.reading.relation import Relation

LONGEST_QUOTE = 120
_TRIFLE = Decimal("0.005")
_ROUGH = Decimal("0.02")


@dataclass(frozen=True, slots=True)
class Sum:
    """One total with its parts.

    Attributes:
        total: The stated total.
        parts: The figures that make it up.
        verdict: ``reconciled``, ``contradicted`` or ``review``.
        note: Key of a remark.
        start: Offset in the normalised text from which to quote.
        signs: Sign of each part; empty if all are added.
        backward: Whether the total stands behind its parts.
        named: Whether the words say which of the parts of another sum it adds up.
    """

    total: Figure
    parts: tuple[Figure, ...]
    verdict: str
    note: str = ""
    start: int = 0
    signs: tuple[int, ...] = ()
    backward: bool = False
    named: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether the parts make up the total to the last digit."""
        return self.size == size_of(self.total)

    @property
    def size(self) -> Decimal:
        """The sum in the smallest unit of the class."""
        return size_sum(self.parts, self.signs)


def size_sum(parts: Sequence[Figure], signs: Sequence[int] = ()) -> Decimal:
    """Return the sum of the parts in the smallest unit of their class."""
    return sum(
        (size_of(part) * sign for part, sign in zip(parts, signs or (1,) * len(parts), strict=True)),
        Decimal(0),
    )


def agrees(total: Figure, parts: Sequence[Figure], signs: Sequence[int] = ()) -> tuple[str, str]:
    """Return verdict and note of `judge` for a sum."""
    computed = in_base_of(size_sum(parts, signs), total)
    return firmly(total, computed, judge(total, computed, parts, _slack(total, parts)))


def firmly(stated: Figure, computed: Decimal, judged: tuple[str, str]) -> tuple[str, str]:
    """Return a judgement in which no more than a trifle may be cut off: 15万元 does not stand for 15.6万元."""
    gap = abs(stated.base - computed)
    if (
        judged[0] == "reconciled"
        and not judged[1]
        and gap > abs(computed) * _ROUGH
        and stated.kind != "count"
    ):
        return "review", "approximate"
    if judged[1] == "truncated" and abs(stated.base - computed) > abs(computed) * _TRIFLE:
        return "contradicted", ""
    return judged


def _slack(total: Figure, parts: Sequence[Figure]) -> Decimal | None:
    slack = sum_slack(total, parts)
    if slack is not None or all(part.unit == total.unit for part in parts):
        return slack
    coarse = [
        half_step(part) for part in parts if half_step(part) > half_step(total) and part.unit != total.unit
    ]
    return sum(coarse, Decimal(0)) or None


def ratio(total: Figure, parts: Sequence[Figure]) -> Decimal:
    """Return how much of the total the parts make up."""
    size = size_of(total)
    return size_sum(parts) / size if size else Decimal(0)


def overlaps(passage: Passage, parts: Sequence[Figure]) -> bool:
    """Return whether the parts name different attributes, so that one thing may be in two of them."""
    if is_amount(parts[0]):
        return False
    named = [words.attributes_in(label_of(passage, part)) for part in parts]
    known = [names for names in named if names]
    if any(not first & second for first in known for second in known):
        return True
    traits = {name for names in known for name in names if words.is_trait(name)}
    return bool(traits) and (
        len(known) < len(named) or any(words.is_shared_out(name) is False for name in traits)
    )


def label_of(passage: Passage, figure: Figure) -> str:
    """Return the words that name a part, before or behind its figure."""
    head = passage.label(figure)
    return head if len(head) > 1 else head + figure.noun


def relation_of(passage: Passage, found: Sum) -> Relation:
    """Return the relation of a sum."""
    total, parts = found.total, found.parts
    kind = "part_sum" if is_amount(total) else "count_sum"
    severity = (
        "low" if found.verdict == "reconciled" else ("high" if class_of(total) == "money" else "medium")
    )
    start, end = quote_of(passage, (total, *parts), total)
    return Relation(
        kind,
        found.verdict,
        severity,
        parts,
        total,
        computed=tidy(in_unit_of(found.size, total)),
        unit=total.unit,
        formula=formula_of(total, parts, found.signs),
        note=found.note,
        start=start,
        end=end,
    )


def formula_of(total: Figure, parts: Sequence[Figure], signs: Sequence[int] = ()) -> str:
    """Return the sum with the printed figures put in, with units where they differ."""
    mixed = any(part.unit != total.unit for part in parts)
    words_of = [f"{part.number}{part.unit}" if mixed else part.number for part in parts]
    joined = words_of[0]
    for sign, word in zip(signs[1:] or (1,) * (len(parts) - 1), words_of[1:], strict=True):
        joined += f" {'+' if sign > 0 else '−'} {word}"
    return joined


def quote_of(passage: Passage, figures: Sequence[Figure], stated: Figure) -> tuple[int, int]:
    """Return start and end, in the printed text, of the sentences that hold the figures, or of what is stated."""
    first, last = min(figures, key=lambda figure: figure.at), max(figures, key=lambda figure: figure.at)
    start, end = passage.sentence_span(first.at)[0], passage.sentence_span(last.till - 1)[1]
    if end - start > LONGEST_QUOTE:
        start, end = passage.sentence_span(stated.at)
    if end - start > LONGEST_QUOTE:
        start = max(start, min(stated.at - 40, max(last.till, stated.till) - LONGEST_QUOTE))
        end = min(end, start + LONGEST_QUOTE)
    while start < end and passage.text[start] in " \u3000\n，。；":
        start += 1
    return passage.normal.origin(start), passage.normal.origin(end - 1) + 1


def tidy(value: Decimal) -> Decimal:
    """Return a value with at most six places and without zeros at its end.

    Example:
        >>> tidy(Decimal("1440.00")), tidy(Decimal(2) / 3)
        (Decimal('1440'), Decimal('0.666667'))
    """
    short = value.quantize(Decimal("0.000001")) if value != int(value) else Decimal(int(value))
    return short if short == int(short) else short.normalize()
