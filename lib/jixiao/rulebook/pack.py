"""What one rule pack says about points, rounding, penalties, caps and grades, in exact numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from jixiao.language import wording
from jixiao.quantities import ONE, ZERO
from jixiao.rulebook.regulations import Basis, in_force

CLOSED = ("both", "from", "to", "neither")
MODES = ("half_up", "truncate")
_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Execution:
    """The points of the execution rate: full at a rate of 1, at most `cap` times them where there is a cap."""

    points: Decimal
    rate: str
    cap: Decimal | None


@dataclass(frozen=True, slots=True)
class Penalty:
    """What a target exceeded beyond `at` times costs: points, or a share of the full marks."""

    at: Decimal
    points: Decimal = ZERO
    share: Decimal = ZERO

    def of(self, weight: Decimal) -> Decimal:
        """Return the points lost by an indicator with these full marks."""
        return self.points + self.share * weight


@dataclass(frozen=True, slots=True)
class Over:
    """When a target counts as far exceeded, and what that costs.

    Attributes:
        explain_at: Multiple of the target beyond which a reason is asked for.
        includes_bound: Whether the multiple itself is beyond.
        zero_target_at: The actual value that is beyond a target of zero; None if none is.
        penalties: What is lost, by multiple, the highest first.
        only_unexplained: Whether a reason saves the points.
    """

    explain_at: Decimal
    includes_bound: bool
    zero_target_at: Decimal | None
    penalties: tuple[Penalty, ...]
    only_unexplained: bool

    def is_beyond(self, value: Fraction, bound: Fraction) -> bool:
        """Return whether `value` is beyond `bound`."""
        return value >= bound if self.includes_bound else value > bound


@dataclass(frozen=True, slots=True)
class Band:
    """The shares of full marks that a judgement of one band may give."""

    low: Fraction
    high: Fraction
    closed: str

    def holds(self, share: Fraction) -> bool:
        """Return whether `share` lies in the band, at a bound only where that side is closed."""
        return self.low < share < self.high or (
            share == self.low and self.closed in ("both", "from")) or (
            share == self.high and self.closed in ("both", "to"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lateness:
    """What a day of lateness costs, or the shares that are left by days (``table``)."""

    per_day: Decimal = ZERO
    table: tuple[tuple[int, Decimal], ...] = ()

    def share(self, days: int) -> Decimal:
        """Return the share of full marks that is left `days` after the due day."""
        if days <= 0:
            return ONE
        if not self.table:
            return max(ZERO, ONE - self.per_day * days)
        return next((share for bound, share in self.table if days <= bound), ZERO)


@dataclass(frozen=True, slots=True)
class Cap:
    """A total of at most `at_most` points where the rate is below `below`."""

    rate: str
    below: Decimal
    at_most: Decimal


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade, from its lowest total on; `also` are other words for it."""

    at_least: Decimal
    node: Mapping[str, Any]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shares:
    """One case of level-1 weights that a regime names.

    Attributes:
        points: The points of each dimension.
        node: The row of the file, with the name of the case.
        basis: The clause it rests on where that is not the one of the pack.
    """

    points: Mapping[str, Decimal]
    node: Mapping[str, Any] = field(repr=False)
    basis: Basis | None = None

    def is_in_force(self, as_of: str) -> bool:
        """Return whether the case counts on the day `as_of` (ISO)."""
        return self.basis is None or in_force(self.basis.regulation, as_of)


@dataclass(frozen=True, slots=True)
class Rounding:
    """To how many places points are rounded, and how."""

    digits: int
    mode: str

    def __call__(self, value: Fraction) -> Decimal:
        """Return `value`, at least 0, rounded; exact numbers leave no doubt on which side of a half it lies."""
        scaled = value * 10**self.digits
        return Decimal(floor(scaled + _HALF if self.mode == "half_up" else scaled)).scaleb(-self.digits)


@dataclass(frozen=True)
class Pack:
    """One rule pack, everything in exact numbers.

    Attributes:
        code: The name of its file.
        node: The file with everything that it takes over from the pack it is based on.
        own: The keys that the file itself gives.
        basis: The clause it rests on.
        scores: ``table`` (the project's own indicators) or ``catalogue`` (its own list, `indicators`).
        optional: Indicators of its list that a project may do without.
        shares: Level-1 weights that the regime names, case by case.
        minimum: Dimensions that together must have at least a share of the total.
    """

    code: str
    node: Mapping[str, Any] = field(repr=False)
    own: frozenset[str] = field(repr=False)
    basis: Basis
    scores: str
    total: Decimal
    execution: Execution | None
    over: Over
    at_most: str
    exactly: str
    lateness: Lateness
    bands: Mapping[str, Band]
    satisfaction: tuple[tuple[Fraction, Fraction], ...]
    missing: str
    negative: str
    dropped: str
    rounding: Rounding
    caps: tuple[Cap, ...]
    grades: tuple[Grade, ...]
    indicators: tuple[str, ...]
    optional: tuple[str, ...]
    shares: tuple[Shares, ...]
    minimum: tuple[tuple[str, ...], Decimal] | None

    def text(self, key: str, language: str) -> str:
        """Return a text of the pack, such as its label."""
        return wording(self.node, key, language)

    def grade(self, total: Decimal) -> Grade | None:
        """Return the grade of a total."""
        return next((grade for grade in self.grades if total >= grade.at_least), None)
