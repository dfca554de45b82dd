"""What one indicator earned, and why: never a bare number."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jixiao.language import joined, text
from jixiao.quantities import ZERO, as_decimal, show_number, show_percent

SIGNS = {">=": "≥", "<=": "≤", "=": "="}
# These fields are shares of something; a reader sees them as percentages.
_PERCENTAGES = ("share", "rate", "low", "high", "cap")


@dataclass(frozen=True, slots=True)
class Loss:
    """Points taken off beyond the share that was earned: how many, and why (key and words of the catalogue)."""

    points: Decimal
    reason: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    places: tuple[str, ...] = ()

    def reason_text(self, language: str) -> str:
        """Return why the points were taken off."""
        words = shown(self.fields, language) | {"points": show_number(self.points)}
        return text(f"scoring.loss.{self.reason}", language, **words)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The share of full marks that an indicator earned, or the reason why it has none.

    Attributes:
        share: From 0 to 1, exact: a third stays a third until points are rounded. None where there is no score.
        reason: Key of the catalogue.
        fields: Words and numbers for the reason; a tuple is listed in the language of the reader.
        formula: Key of the catalogue: how the share was computed.
        assumed: The operator that was taken because its cell is empty.
        places: Cells of other tables that decided, such as the points of a check-list.
        losses: Points taken off beyond the share.
    """

    share: Fraction | None
    reason: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    formula: str = ""
    assumed: str = ""
    places: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()

    @property
    def minus(self) -> Decimal:
        """The points taken off beyond the share."""
        return sum((loss.points for loss in self.losses), ZERO)

    def reason_text(self, language: str) -> str:
        """Return why the points were given, lost or withheld."""
        return joined([self.sentence(language), *(loss.reason_text(language) for loss in self.losses)], language)

    def sentence(self, language: str) -> str:
        """Return how the share came about, without what was taken off beyond it."""
        reason = text(f"scoring.reason.{self.reason}", language, **shown(self.fields, language))
        if self.assumed:
            return text("scoring.assumed", language, reason=reason, operator=SIGNS[self.assumed])
        return reason


def none(reason: str, places: tuple[str, ...] = (), **fields: Any) -> Outcome:
    """Return the outcome of an indicator that has no score."""
    return Outcome(None, reason, fields, places=places)


def shown(fields: Mapping[str, Any], language: str) -> dict[str, str]:
    """Return the fields of a sentence as a reader sees them."""
    return {name: _shown(name, value, language) for name, value in fields.items()}


def _shown(name: str, value: Any, language: str) -> str:
    if isinstance(value, tuple):
        return text("report.and", language).join(value)
    if isinstance(value, Fraction):
        value = as_decimal(value)
    if isinstance(value, Decimal):
        return show_percent(value) if name in _PERCENTAGES else show_number(value)
    return str(value)
