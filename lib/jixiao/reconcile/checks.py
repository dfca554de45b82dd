"""One reconciled, contradicted or unverifiable relation, and how it reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from jixiao import formula as arithmetic
from jixiao.intake.schema import schemas
from jixiao.language import text, wording
from jixiao.quantities import (
    PERCENT,
    YUAN_PER_UNIT,
    places,
    rounded,
    show_money,
    show_number,
    show_percent,
)
from jixiao.reconcile.figures import Figure, digits_of
from jixiao.rulebook.rules import Rule, role_label, roles

VERDICTS = ("contradicted", "not_verifiable", "review", "hint", "derived", "reconciled")
FUNDS_TOTAL = "funds_total"
_MOST_PLACES = 2


@dataclass(frozen=True)
class Check:
    """The result of one relation.

    Attributes:
        rule: The relation that was checked.
        verdict: One of `VERDICTS`; ``derived`` means that only the computed value exists.
        stated: The figures whose statement is judged.
        operands: The figures it was recomputed from.
        definition: Which definition of a rate was used, if it has several.
        formula: The formula with the figures put in; a name stands where a figure is missing.
        computed: The recomputed value: yuan, ratio or number, by `unit`.
        difference: Stated less computed; for a rate as a ratio.
        unit: ``ratio``, ``money``, ``count`` or empty.
        money_unit: The unit in which amounts are shown.
        note: Key of a remark in the catalogue, such as ``truncated``.
        variant: Which wording of the rule applies, if it has several.
        group: The statement, role or fund source that was checked.
        part: What tells two checks of one group apart: a period, ``documents``, ``denied``.
        missing: Roles without which nothing can be computed.
        listing: Words for the remark that stand in a list.
        table: The table that the remark speaks of.
    """

    rule: Rule
    verdict: str
    stated: tuple[Figure, ...] = ()
    operands: tuple[Figure, ...] = ()
    definition: str = ""
    formula: str = ""
    computed: Decimal | None = None
    difference: Decimal | None = None
    unit: str = ""
    money_unit: str = "万元"
    note: str = ""
    variant: str = ""
    group: str = ""
    part: str = ""
    missing: tuple[str, ...] = ()
    listing: tuple[str, ...] = ()
    table: str = ""

    @property
    def key(self) -> str:
        """Name of this check in registers: the rule, the definition and what it was applied to."""
        return "/".join(filter(None, (self.rule.code, self.definition, self.group, self.part)))

    def text(self, name: str, language: str, variant: str = "") -> str:
        """Return a text of the rule in the wording that fits this check."""
        variants = self.rule.get("variants", {})
        chosen = variants.get(self.variant or variant, {})
        return wording({**self.rule.node, **chosen}, name, language)

    def shown_formula(self, language: str) -> str:
        """Return the formula with the names of missing figures in words."""
        names = {role: role_label(role, language) for role in roles()}
        return arithmetic.show(self.formula, names | {FUNDS_TOTAL: text("reconcile.funds_total", language)})

    def shown_computed(self, language: str) -> str:
        """Return the recomputed value with its unit."""
        return self._show(self.computed, language)

    def shown_stated(self, language: str) -> str:
        """Return the stated figures with their qualifiers."""
        return listed(self.stated, language)

    def shown_difference(self, language: str) -> str:
        """Return how far the statement is from the recomputed value; rates in percentage points."""
        if self.difference is None:
            return "—"
        if self.unit == "ratio":
            points = rounded(self.difference * PERCENT, 2)
            side = "above" if points > 0 else "below" if points < 0 else "equal"
            return text(f"reconcile.points.{side}", language, points=abs(points))
        return self._show(self.difference, language)

    def verdict_text(self, language: str) -> str:
        """Return the verdict in words."""
        return text(f"reconcile.verdict.{self.verdict}", language)

    def definition_text(self, language: str) -> str:
        """Return the label of the definition that was used."""
        node = self.rule.get("definitions", {}).get(self.definition)
        return wording(node, "label", language) if node else ""

    def note_text(self, language: str) -> str:
        """Return the remark in words."""
        if not self.note:
            return ""
        items = (*self.listing, *(role_label(role, language) for role in self.missing))
        table = schemas()[self.table].label_in(language) if self.table else ""
        return text(f"reconcile.note.{self.note}", language, table_label=table,
                    items=text("reconcile.comma", language).join(items))  # fmt: skip

    def words(self, language: str) -> dict[str, str]:
        """Return the placeholders that the texts of a rule may use."""
        gap = self._show(abs(self.difference), language) if self.difference is not None else "—"
        return {
            "stated": self.shown_stated(language), "computed": self.shown_computed(language), "difference": gap,
            "subject": self.subject(language), "said": said(self.operands or self.stated, language),
        }  # fmt: skip

    def subject(self, language: str) -> str:
        """Return what the check is about: a role with its period, the words of the statement, or a source."""
        figures = self.stated or self.operands
        if self.group in roles():
            label = role_label(self.group, language)
            return f"{label} {self.part}" if self.part.isdigit() else label
        if self.group and any(figure.group == self.group for figure in figures):
            return figures[0].quote or figures[0].locator
        return self.group or (role_label(figures[0].role, language) if figures else self.rule.text("label", language))

    def _show(self, value: Decimal | None, language: str) -> str:
        if value is None:
            return "—"
        if self.unit == "ratio":
            return show_percent(value)
        if self.unit == "money":
            return show_money(value, self.money_unit, language, self._digits(value))
        word = self.stated[0].unit if self.stated and language == "zh" else ""
        scale = self.stated[0].scale if self.stated and language == "zh" else 1
        return show_number(value / scale) + word

    def _digits(self, value: Decimal) -> int:
        amounts = [figure for figure in (*self.stated, *self.operands) if figure.kind == "money"]
        least = max((places(figure.printed) for figure in amounts if figure.unit == self.money_unit), default=0)
        exact = digits_of(value, self.money_unit, least)
        # What does not come out even, such as an amount per head, is shown to two places.
        return exact if value == rounded(value, exact - _exponent(self.money_unit)) else max(least, _MOST_PLACES)


def listed(figures: Iterable[Figure], language: str) -> str:
    """Return figures with the qualifiers that the report put on them; each text once."""
    shown = (
        text("reconcile.qualified", language, figure=figure.shown(language), qualifier=figure.qualifier)
        if figure.qualifier else figure.shown(language)
        for figure in figures
    )  # fmt: skip
    return text("reconcile.semicolon", language).join(dict.fromkeys(shown)) or "—"


def said(figures: Iterable[Figure], language: str) -> str:
    """Return the words of the report that hold `figures`; the figures themselves where no words are known."""
    quotes = (f"“{figure.quote}”" if figure.quote else figure.shown(language) for figure in figures)
    return text("reconcile.semicolon", language).join(dict.fromkeys(quotes)) or "—"


def _exponent(unit: str) -> int:
    return len(f"{YUAN_PER_UNIT[unit]:f}") - 1
