"""One reconciled, contradicted or unverifiable relation, and how it reads."""

from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.intake.schema import schemas
from jixiao.language import text
from jixiao.quantities import PERCENT, rounded, show_money, show_number, show_percent
from jixiao.reconcile.figures import Figure
from jixiao.rules import Rule, role_label, roles

VERDICTS = ("contradicted", "not_verifiable", "review", "hint", "derived", "reconciled")


@dataclass(frozen=True)
class Check:
    """The result of one relation.

    Attributes:
        rule: The relation that was checked.
        verdict: One of `VERDICTS`; ``derived`` means that only the computed value exists.
        stated: The figures whose statement is judged.
        operands: The figures it was recomputed from.
        definition: Which definition of a rate was used, if it has several.
        formula: The formula with the figures put in.
        computed: The recomputed value: yuan, ratio or number, by `unit`.
        difference: Stated less computed; for a rate as a ratio.
        unit: ``ratio``, ``money``, ``count`` or empty.
        note: Key of a remark in the catalogue, such as ``truncated``.
        fields: Further words for the templates of the rule.
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
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Name of this check in registers: the rule, the definition and the group it was applied to."""
        return "/".join(filter(None, (self.rule.code, self.definition, self.fields.get("group", ""))))

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
        definitions = self.rule.get("definitions", {})
        node = definitions.get(self.definition)
        return node["label_en" if language == "en" else "label"] if node else ""

    def note_text(self, language: str) -> str:
        """Return the remark in words."""
        if not self.note:
            return ""
        table = schemas()[self.fields["table"]].label_in(language) if "table" in self.fields else ""
        return text(f"reconcile.note.{self.note}", language, **self.fields, table_label=table)

    def words(self, language: str) -> dict[str, str]:
        """Return the placeholders that the texts of a rule may use."""
        rates = tuple(figure for figure in self.operands if figure.kind == "rate")
        gap = self._show(abs(self.difference), language) if self.difference is not None else "—"
        return {
            "stated": self.shown_stated(language), "computed": self.shown_computed(language),
            "difference": gap, "subject": self.subject(language), "stated_rate": listed(rates, language),
        }  # fmt: skip

    def subject(self, language: str) -> str:
        """Return what the check is about: a role, or the place of the statement in the report."""
        named = self.fields.get("group", "")
        if named in roles():
            return role_label(named, language)
        figures = self.stated or self.operands
        if named and figures:
            return f"{figures[0].locator} {figures[0].id}".strip()
        return role_label(figures[0].role, language) if figures else self.rule.text("label", language)

    def _show(self, value: Decimal | None, language: str) -> str:
        if value is None:
            return "—"
        if self.unit == "ratio":
            return show_percent(value)
        if self.unit == "money":
            return show_money(value, self.money_unit, language)
        return show_number(value) + (self.fields.get("count_word", "") if language == "zh" else "")


def listed(figures: tuple[Figure, ...], language: str) -> str:
    """Return figures with the qualifiers that the report put on them; each text once."""
    shown = (figure.shown(language) + (f"（{figure.qualifier}）" if figure.qualifier else "") for figure in figures)
    return ("；" if language == "zh" else "; ").join(dict.fromkeys(shown)) or "—"
