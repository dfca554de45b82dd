"""Points of one indicator, each with its reason."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from jixiao.language import text
from jixiao.quantities import as_decimal, show_percent
from jixiao.rulebook.lists import dimension_label
from jixiao.rulebook.rules import Rule
from jixiao.scoring.delivery import dimension_of
from jixiao.scoring.kinds.numbers import number_of
from jixiao.scoring.kinds.quantity import operator_of
from jixiao.scoring.outcome import SIGNS, Outcome
from jixiao.scoring.sheet import Item, Judgement

EXECUTION = "execution"
# A self score may differ from the recomputed one by rounding: this share of the full marks.
ROUNDING = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class Score:
    """Points of one indicator.

    Attributes:
        item: The indicator; for one of a rule pack's own list its `id` is the rule's code.
        weight: Full marks.
        points: Points earned, rounded as the pack says; None where there is no score.
        exact: The same before rounding.
        outcome: How they were earned.
        rule: The rule, where the pack scores its own list.
        review: A second opinion.
    """

    item: Item
    weight: Decimal
    points: Decimal | None
    exact: Fraction | None
    outcome: Outcome
    rule: Rule | None = None
    review: Judgement | None = None

    @property
    def id(self) -> str:
        """The indicator's id, ``execution`` for the execution rate, the code of a rule."""
        return self.item.id

    @property
    def code(self) -> str:
        """The id as a reader sees it: the execution rate and the indicators of a rule pack have a name only."""
        return "" if self.rule or self.id == EXECUTION else self.id

    @property
    def group(self) -> str:
        """The dimension by its code in ``rules/dimensions.yaml``, ``execution``, or nothing."""
        if self.rule:
            return str(self.rule["dimension"])
        return EXECUTION if self.id == EXECUTION else dimension_of(self.item.level1)

    @property
    def self_score(self) -> Decimal | None:
        """Points that the unit gave itself."""
        return self.item.self_score

    @property
    def deviation(self) -> str:
        """The unit's own reason for a deviation."""
        return self.item.deviation

    @property
    def target(self) -> str:
        """The target as stated, with its operator."""
        if not self.item.target:
            return str(self.item.target_date or "")
        sign = SIGNS[operator_of(self.item)] if number_of(self.item.target) is not None else ""
        return f"{sign}{self.item.target}{self.item.unit}"

    @property
    def actual(self) -> str:
        """The actual value as stated; for a survey or a computed indicator the rate that was found."""
        found = self.outcome.fields.get("rate")
        if self.item.kind == "rate" and not self.rule:
            return str(self.outcome.fields.get("actual", ""))
        if found is not None and not isinstance(found, str):
            return show_percent(as_decimal(found) if isinstance(found, Fraction) else found)
        return self.item.actual or str(self.item.actual_date or "")

    @property
    def is_dropped(self) -> bool:
        """Whether the indicator is not scored, because it was dropped or does not apply."""
        return bool(self.item.status)

    @property
    def differs(self) -> bool:
        """Whether the self score is not the recomputed one."""
        if self.self_score is None or self.points is None:
            return False
        return abs(self.self_score - self.points) > ROUNDING * self.weight

    def evidence(self, *names: str) -> tuple[str, ...]:
        """Return the places of the named cells and of the cells of other tables that decided."""
        named = (self.item.places[name] for name in names if name in self.item.places)
        lost = (place for loss in self.outcome.losses for place in loss.places)
        return tuple(dict.fromkeys((*named, *self.outcome.places, *lost)))

    def reason_text(self, language: str) -> str:
        """Return why the points were given, lost or withheld."""
        return self.outcome.reason_text(language)

    def dimension(self, language: str) -> str:
        """Return the dimension; the execution rate stands beside the project's own ones."""
        if self.rule:
            return dimension_label(self.group, language, self.rule.basis.regulation)
        return self.item.level1 or text("scoring.execution", language)

    def shown_name(self, language: str) -> str:
        """Return the name; that of a rule and of the execution rate is in their own words."""
        if self.rule:
            return self.rule.text("label", language)
        return self.item.name or text("scoring.execution", language)
