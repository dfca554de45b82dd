"""Compute the indicators of the rules from the project's facts: a value, or why there is none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from jixiao import formula as arithmetic
from jixiao.intake.facts import Facts
from jixiao.intake.tables import Row
from jixiao.language import text
from jixiao.quantities import (
    as_decimal,
    rounded,
    show_amount,
    show_money,
    show_number,
    show_percent,
    unit_word,
)
from jixiao.reconcile import Check, Figure, Figures
from jixiao.reconcile.approximation import is_approximate
from jixiao.reconcile.checks import listed
from jixiao.rulebook.project import figure_names
from jixiao.rulebook.rules import Rule, role_label, roles
from jixiao.scoring import Item, Value, delivered, dimension_of, sheet_of
from jixiao.scoring.kinds.numbers import number_of
from jixiao.totals import Totals, explained_by_text

PLACES = 2
Refusal = tuple[str, tuple[Figure | Item, ...]]
"""Reason (key of the catalogue, empty if admissible) and what shows it."""


@dataclass(frozen=True)
class Operand:
    """A figure that went into an indicator, an amount in 元, and the places it was read from.

    `rounding` is how far a stated amount may be from the true one; an amount of a table is exact.
    """

    name: str
    value: Decimal
    places: tuple[str, ...] = ()
    rounding: Decimal = Decimal(0)
    is_money: bool = True


@dataclass(frozen=True)
class Indicator:
    """The result of one indicator rule; never a bare number.

    Attributes:
        rule: The rule with its definition, version and basis.
        state: ``value``, ``contradicted`` (the report states another value) or ``not_assessable``.
        value: A ratio, an amount in 元, or a number; None if it cannot be assessed.
        exact: The same without any rounding.
        indicative: The arithmetic value of an indicator that is not admissible, for information only.
        operands: What it was computed from.
        reason: Key in the catalogue: why it cannot be assessed, or a remark on the value.
        missing: Figures that are missing.
        unmet: What shows that the indicator is not admissible: a stated figure or rows of the indicator table.
        stated: What the report states, as printed.
        unit: The display unit of money.
        names: What the formula calls the project's own indicators, with their names.
    """

    rule: Rule
    state: str
    value: Decimal | None = None
    exact: Fraction | None = None
    indicative: Decimal | None = None
    operands: tuple[Operand, ...] = ()
    reason: str = ""
    missing: tuple[str, ...] = ()
    unmet: tuple[Figure | Item, ...] = ()
    stated: str = ""
    unit: str = "万元"
    names: Mapping[str, str] = field(default_factory=dict)

    def shown(self, language: str, value: Decimal | None = None) -> str:
        """Return the value with its unit."""
        found = self.value if value is None else value
        if self.rule["unit"] == "money":
            return show_money(found, self.unit, language)
        if self.rule["unit"] == "number":
            return show_number(None if found is None else rounded(found, PLACES))
        return show_percent(found)

    def calculation(self, language: str) -> str:
        """Return the formula with the amounts put in, and the names of those that are missing."""
        names = {name: self._label(name, language) for name in self.missing}
        return arithmetic.show(self.rule["formula"], self._printed() | names)

    def definition_text(self, language: str) -> str:
        """Return the formula in the words of the field."""
        names = arithmetic.names(self.rule["formula"])
        return arithmetic.show(self.rule["formula"], {name: self._label(name, language) for name in names})

    def fraction(self) -> tuple[str, str] | None:
        """Return numerator and denominator with the amounts put in, where the formula is one fraction."""
        sides = arithmetic.ratio(self.rule["formula"])
        return tuple(arithmetic.show(side, self._printed()) for side in sides) if sides else None  # type: ignore[return-value]

    def state_text(self, language: str) -> str:
        """Return the state in words."""
        return text(f"indicators.state.{self.state}", language)

    def reason_text(self, language: str) -> str:
        """Return why there is no value, or the remark on it."""
        if not self.reason:
            return ""
        names = (", " if language == "en" else "、").join(self._label(name, language) for name in self.missing)
        value = self.shown(language, self.indicative) if self.indicative is not None else "—"
        unmet = text("report.and", language).join(_named(item, language) for item in self.unmet)
        return text(f"indicators.reason.{self.reason}", language, missing=names, value=value, unmet=unmet)

    def for_scoring(self, language: str) -> Value:
        """Return the value as scoring needs it, or why there is none in `language`."""
        return Value(self.exact, self.reason_text(language).rstrip("。."), self.rule.get("scored") == "saving",
                     self.rule["unit"] == "ratio")  # fmt: skip

    def _printed(self) -> dict[str, str]:
        return {operand.name: self.operand_shown(operand) for operand in self.operands}

    def operand_shown(self, operand: Operand) -> str:
        """Return an operand as the calculation shows it: money in yuan where the result is a plain number."""
        if not operand.is_money:
            return show_number(operand.value)
        return show_amount(operand.value, "元" if self.rule["unit"] == "number" else self.unit)

    def _label(self, name: str, language: str) -> str:
        return self.names.get(name) or role_label(name, language)


def compute(
    facts: Facts, found: Totals, rules: tuple[Rule, ...], stated: Figures, checks: tuple[Check, ...]
) -> tuple[Indicator, ...]:
    """Return the result of every indicator rule that has a formula, in the order of the rules.

    Args:
        facts: The project.
        found: The totals of its tables.
        rules: The indicator rules in force; those by check-list or gathered from others are left to scoring.
        stated: The figures of the evaluated report.
        checks: The reconciliation, which says what the report states wrongly.
    """
    results = (_assess(rule, found, stated, facts) for rule in rules if rule.method == "formula")
    return tuple(_confront(result, stated, checks) for result in results)


def _assess(rule: Rule, found: Totals, stated: Figures, facts: Facts) -> Indicator:
    own = _own(rule["formula"], facts)
    operands = _operands(rule["formula"], found, stated) | _counted(own)
    names = {name: f"{row['indicator_id']} {row['name']}" for name, row in own.items()}
    unit = facts.project.money_unit
    indicator = Indicator(rule, "not_assessable", operands=tuple(operands.values()), unit=unit, names=names)
    missing = tuple(name for name in arithmetic.names(rule["formula"]) if name not in operands)
    if missing:
        return replace(indicator, reason="operand_missing", missing=missing)
    try:
        exact = arithmetic.exact(rule["formula"], {name: operand.value for name, operand in operands.items()})
    except ZeroDivisionError:
        return replace(indicator, reason="denominator_zero")
    value = as_decimal(exact)
    # An identity of rounded amounts holds where the gap is no more than their rounding.
    if rule.get("identity") and abs(value) <= sum(operand.rounding for operand in operands.values()):
        value = Decimal(0)
    condition = rule.get("admissible_if")
    refused, unmet = _CONDITIONS[condition](facts, stated) if condition else ("", ())
    if refused:
        return replace(indicator, reason=refused, indicative=value, unmet=unmet)
    return replace(indicator, state="value", value=value, exact=exact, reason=_remark(operands, found))


def _operands(formula: str, found: Totals, stated: Figures) -> dict[str, Operand]:
    operands = {
        name: Operand(name, found.amounts[name], tuple(str(cell.place) for cell in found.cells[name]))
        for name in arithmetic.names(formula)
        if name in found.amounts
    }
    for name in arithmetic.names(formula):
        figure = stated.operand(name) if name not in operands else None
        if figure is not None:
            operands[name] = Operand(name, figure.value, (figure.id,), figure.half_step)
    if "explained" in arithmetic.names(formula) and "explained" not in operands:
        amount, used = explained_by_text(stated)
        if used:
            rounding = sum((figure.value for figure in used if is_approximate((figure,))), Decimal(0))
            operands["explained"] = Operand("explained", amount, tuple(figure.id for figure in used), rounding)
    return operands


def _own(formula: str, facts: Facts) -> dict[str, Row]:
    """Return the project's own indicators whose actual values a formula reads, by the name it has for them."""
    rows = {str(row["indicator_id"]): row for row in facts.tables.get("indicators", ())}
    known = figure_names(rows)
    return {name: rows[known[name]] for name in arithmetic.names(formula) if name in known and name not in roles()}


def _counted(rows: Mapping[str, Row]) -> dict[str, Operand]:
    """Return the actual values that are numbers; any other is missing, never zero."""
    values = {name: (row, number_of(str(row["actual"] or ""))) for name, row in rows.items()}
    return {name: Operand(name, value, (str(row.cell("actual").place),), is_money=False)
            for name, (row, value) in values.items() if value is not None}  # fmt: skip


def _remark(operands: Mapping[str, Operand], found: Totals) -> str:
    explained = operands.get("explained")
    if explained and explained.value > operands["spent"].value:
        return "explained_above_spent"
    if explained and "explained" not in found.amounts:
        return "explained_by_text_approximately" if explained.rounding else "explained_by_text"
    if any(operand.is_money and name not in found.amounts for name, operand in operands.items()):
        return "operand_stated"
    return next((found.remarks[name] for name in operands if name in found.remarks), "")


def _confront(indicator: Indicator, stated: Figures, checks: tuple[Check, ...]) -> Indicator:
    role = indicator.rule.get("stated_as")
    figures = stated.of(role) if role else ()
    if not figures:
        return indicator
    wrong = any(check.verdict == "contradicted" and check.stated[:1] == figures[:1]
                and check.rule.get("stated") == role for check in checks)  # fmt: skip
    state = "contradicted" if wrong and indicator.state == "value" else indicator.state
    return replace(indicator, state=state, stated=figures[0].shown("zh"))


def _outputs_delivered(facts: Facts, stated: Figures) -> Refusal:
    """Return why a saving is not admissible, or nothing: outputs must be on time, in quality and complete.

    What an output cost is not asked here: a saving is about the same money.
    """
    short = tuple(figure for figure in stated.of("completion_rate") if figure.value < 1)
    if short:
        return "outputs_incomplete", short
    outputs = [item for item in sheet_of(facts).items
               if dimension_of(item.level1) == "output" and item.kind != "cost" and not item.status]  # fmt: skip
    states = [(item, delivered(item)) for item in outputs]
    for reason, state in (("outputs_incomplete", False), ("outputs_unproven", None)):
        unmet = tuple(item for item, found in states if found is state)
        if unmet:
            return reason, unmet
    return ("", ()) if outputs else ("outputs_not_shown", ())


def _named(item: Figure | Item, language: str) -> str:
    if isinstance(item, Figure):
        return text("indicators.unmet", language, name=role_label(item.role, language), value=listed((item,), language))
    return text("indicators.unmet", language, name=item.id, value=item.name)


_CONDITIONS: dict[str, Callable[[Facts, Figures], Refusal]] = {"outputs_delivered": _outputs_delivered}


def unit_note(unit: str, language: str) -> str:
    """Return the unit of amounts as a table's caption names it."""
    return text("indicators.unit", language, unit=unit_word(unit, language).strip())
