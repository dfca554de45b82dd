"""A ratio that a stated percentage may be: numerator, denominator, how sure their roles are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from functools import cached_property

from jixiao.quantities import PERCENT, PRECISION, places, rounded
from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.judging import Judgement, half_step, judge
from jixiao.reading.rate_statement import Statement

_COARSE = Decimal("0.5")
"""Rounding of amounts that moves a percentage by more points than this explains nothing; a person looks."""
_CASH = ("spent_received", "spent_allotted")
"""Definitions on cash: where only they can be tried and give more than 100 %, the budget may be the base."""
_HERE, _AFAR = 2, 3
_FAR_OFF = Decimal("1.6")
_SIZE = 3
"""Amounts of one project under two definitions differ by no larger factor."""
CERTAIN, PLAUSIBLE, CONFIRMS_ONLY, BY_PLACE = 2, 1, 0, -1


@dataclass(frozen=True)
class Ratio:
    """One way to compute a percentage.

    Attributes:
        numerator: Figures that are added up.
        denominator: Figures that are added up.
        definition: Name in the dictionary of rates; empty for counts and shares.
        strength: `CERTAIN`: a mismatch contradicts; `PLAUSIBLE`: a person looks; `CONFIRMS_ONLY`: it says nothing;
            `BY_PLACE`: it confirms only where no ratio is sure.
        rest: Whether the numerator is what is left of the denominator.
        tier: How far its figures are away, the sum of both.
        less: Figures that are taken off the denominator, such as a cut of the budget in the course of the year.
    """

    numerator: tuple[Figure, ...]
    denominator: tuple[Figure, ...]
    definition: str = ""
    strength: int = PLAUSIBLE
    rest: bool = False
    tier: int = 0
    less: tuple[Figure, ...] = ()

    @cached_property
    def value(self) -> Decimal:
        """The percentage."""
        part, whole = _sum(self.numerator), self.whole
        with localcontext(prec=PRECISION):
            return ((whole - part) if self.rest else part) / whole * PERCENT

    @cached_property
    def whole(self) -> Decimal:
        """What it divides by, in base units."""
        return _sum(self.denominator) - _sum(self.less)

    @cached_property
    def is_possible(self) -> bool:
        """Whether it can be divided: the whole is not zero."""
        return self.whole > 0

    @property
    def formula(self) -> str:
        """The formula with the printed figures."""
        mixed = len({scale_of(figure.unit) for figure in self.operands}) > 1
        part, whole = _words(self.numerator, mixed), _words(self.denominator, mixed)
        if self.less:
            whole = f"{whole} - {_words(self.less, mixed).replace(' + ', ' - ')}"
        if self.rest:
            return f"({whole} - {part}) ÷ {_bracketed(whole)}"
        return f"{_bracketed(part)} ÷ {_bracketed(whole)}"

    @property
    def operands(self) -> tuple[Figure, ...]:
        """Its figures."""
        return tuple(dict.fromkeys((*self.numerator, *self.denominator, *self.less)))

    def gap(self, stated: Figure) -> Decimal:
        """Return how far the stated percentage is from this one."""
        assert stated.value is not None
        return abs(self.value - stated.value)

    def is_exactly(self, stated: Figure) -> bool:
        """Return whether the stated percentage is this one, rounded to its printed places."""
        assert stated.value is not None
        return rounded(self.value, places(stated.value)) == stated.value

    def judged(self, stated: Figure) -> Judgement:
        """Return whether the stated percentage is this one."""
        slack = self._slack()
        verdict, note = judge(stated, self.value, self.operands, slack)
        return (
            ("review", note) if note == "within_rounding" and slack and slack > _COARSE else (verdict, note)
        )

    def _slack(self) -> Decimal | None:
        """Return how far the rounding of amounts with two places and more can move the percentage."""
        slack = Decimal(0)
        for figures in (self.numerator, self.denominator):
            total = _sum(figures)
            if total and all(_decimals(figure) > 1 for figure in figures):
                slack += sum((half_step(figure) for figure in figures), Decimal(0)) / total
        return slack * self.value if slack else None


@dataclass(frozen=True, slots=True)
class Rated:
    """A stated percentage with the ratio that it is, or should be.

    Attributes:
        statement: The statement.
        verdict: The verdict.
        ratio: The ratio it was compared with; None without operands.
        note: Key of a remark.
        others: Other ratios that were tried.
        lone: The operand that is there alone, with ``numerator`` or ``denominator``.
        implied: The whole number that the percentage implies.
    """

    statement: Statement
    verdict: str
    ratio: Ratio | None = None
    note: str = ""
    others: tuple[Ratio, ...] = field(default=())
    lone: tuple[Figure, str] | None = None
    implied: int | None = None


def decide(statement: Statement, ratios: Iterable[Ratio]) -> Rated | None:
    """Return the verdict on a statement; None if no ratio says anything about it."""
    known = _not_afar([ratio for ratio in ratios if ratio.is_possible])
    least = CONFIRMS_ONLY if any(ratio.strength == CERTAIN for ratio in known) else BY_PLACE
    stated = statement.figure
    exact = [ratio for ratio in known if ratio.strength >= least and ratio.is_exactly(stated)]
    if exact:
        best = min(exact, key=lambda ratio: (-ratio.strength, ratio.gap(stated) > 0, ratio.tier, ratio.gap(stated)))
        return Rated(statement, "reconciled", best, "", _others(best, known))
    judged = [(ratio, *ratio.judged(stated)) for ratio in known if ratio.strength >= PLAUSIBLE]
    for wanted in ("truncated", "within_rounding"):
        for ratio, verdict, note in judged:
            if verdict == "reconciled" and note == wanted:
                return Rated(statement, verdict, ratio, note, _others(ratio, known))
    return _against(statement, [item for item in judged if _is_near(item[0], stated, known)], known)


def _not_afar(known: list[Ratio]) -> list[Ratio]:
    """Return the ratios without those of other paragraphs that merely confirm, where the sentence has both operands."""
    here = any(ratio.strength == CERTAIN and ratio.definition and ratio.tier <= _HERE for ratio in known)
    return [ratio for ratio in known if not here or ratio.strength != CONFIRMS_ONLY or ratio.tier < _AFAR]


def _against(statement: Statement, judged: list[tuple[Ratio, str, str]], known: list[Ratio]) -> Rated | None:
    """Return the verdict where no ratio is the stated one: by the surest, and among these the nearest."""
    if not judged:
        return None
    ranked = sorted(judged, key=lambda item: (-item[0].strength, item[0].tier))
    ratio, verdict, note = next((item for item in ranked if item[1] == "review"), ranked[0])
    over = ratio.definition in _CASH and ratio.value > PERCENT > statement.figure.base
    if verdict != "review" and (over or ratio.strength < CERTAIN or not statement.claims):
        verdict, note = "review", "roles"
    return Rated(statement, verdict, ratio, note, _others(ratio, known))


def _is_near(ratio: Ratio, stated: Figure, known: list[Ratio]) -> bool:
    """Whether amounts from afar can be meant: a value far off needs another definition, or nearness, to be believed."""
    assert stated.value is not None
    if ratio.tier == 0 or stated.value / _FAR_OFF <= ratio.value <= stated.value * _FAR_OFF:
        return True
    return any(other.definition != ratio.definition and other.strength == CERTAIN and abs(other.value - ratio.value) < 1
               for other in known)  # fmt: skip


def _others(chosen: Ratio, known: list[Ratio]) -> tuple[Ratio, ...]:
    found: dict[str, Ratio] = {}
    for ratio in known:
        if (
            ratio.definition
            and ratio.definition != chosen.definition
            and ratio.strength > CONFIRMS_ONLY
            and ratio.value != chosen.value
            and _is_of_project(ratio, chosen)
        ):
            found.setdefault(ratio.definition, ratio)
    return tuple(found.values())


def _is_of_project(ratio: Ratio, chosen: Ratio) -> bool:
    """Whether the whole of another definition may be an amount of the project: an item of it is far smaller."""
    return chosen.whole / _SIZE <= ratio.whole <= chosen.whole * _SIZE


def _sum(figures: tuple[Figure, ...]) -> Decimal:
    return sum((figure.base for figure in figures), Decimal(0))


def _words(figures: tuple[Figure, ...], mixed: bool) -> str:
    return " + ".join(f"{figure.number}{figure.unit}" if mixed else figure.number for figure in figures)


def _bracketed(words: str) -> str:
    return f"({words})" if " + " in words or " - " in words else words


def _decimals(figure: Figure) -> int:
    _, point, decimals = figure.number.replace("．", ".").partition(".")
    return len(decimals) if point else 0
