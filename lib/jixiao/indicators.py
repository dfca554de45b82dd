"""Compute the indicators of the rules from the project's facts: a value, or why there is none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao import formula as arithmetic
from jixiao.intake.facts import Facts
from jixiao.language import text
from jixiao.quantities import show_amount, show_money, show_percent, unit_word
from jixiao.reconcile import Check, Figures
from jixiao.rules import Rule, role_label
from jixiao.totals import Totals, explained_by_text, totals


@dataclass(frozen=True)
class Operand:
    """An amount that went into an indicator, in 元, and the places it was read from."""

    name: str
    value: Decimal
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Indicator:
    """The result of one indicator rule; never a bare number.

    Attributes:
        rule: The rule with its definition, version and basis.
        state: ``value``, ``contradicted`` (the report states another value) or ``not_assessable``.
        value: A ratio, or an amount in 元; None if it cannot be assessed.
        indicative: The arithmetic value of an indicator that is not admissible, for information only.
        operands: What it was computed from.
        reason: Key in the catalogue: why it cannot be assessed, or a remark on the value.
        missing: Figures that are missing.
        stated: What the report states, as printed.
        unit: The display unit of money.
    """

    rule: Rule
    state: str
    value: Decimal | None = None
    indicative: Decimal | None = None
    operands: tuple[Operand, ...] = ()
    reason: str = ""
    missing: tuple[str, ...] = ()
    stated: str = ""
    unit: str = "万元"

    def shown(self, language: str, value: Decimal | None = None) -> str:
        """Return the value with its unit."""
        found = self.value if value is None else value
        return show_percent(found) if self.rule["unit"] == "ratio" else show_money(found, self.unit, language)

    def calculation(self, language: str) -> str:
        """Return the formula with the amounts put in, and the names of those that are missing."""
        names = {name: role_label(name, language) for name in self.missing}
        return arithmetic.show(self.rule["formula"], self._printed() | names)

    def definition_text(self, language: str) -> str:
        """Return the formula in the words of the field."""
        names = arithmetic.names(self.rule["formula"])
        return arithmetic.show(self.rule["formula"], {name: role_label(name, language) for name in names})

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
        names = (", " if language == "en" else "、").join(role_label(name, language) for name in self.missing)
        value = self.shown(language, self.indicative) if self.indicative is not None else "—"
        return text(f"indicators.reason.{self.reason}", language, missing=names, value=value)

    def _printed(self) -> dict[str, str]:
        return {operand.name: show_amount(operand.value, self.unit) for operand in self.operands}


def compute(
    facts: Facts, rules: tuple[Rule, ...], stated: Figures, checks: tuple[Check, ...]
) -> tuple[Indicator, ...]:
    """Return the result of every indicator rule, in the order of their codes.

    Args:
        facts: The project.
        rules: The indicator rules in force.
        stated: The figures of the evaluated report.
        checks: The reconciliation, which says what the report states wrongly.
    """
    found = totals(facts)
    results = (_assess(rule, found, stated, facts) for rule in rules)
    return tuple(_confront(result, stated, checks) for result in results)


def _assess(rule: Rule, found: Totals, stated: Figures, facts: Facts) -> Indicator:
    operands = _operands(rule["formula"], found, stated)
    indicator = Indicator(rule, "not_assessable", operands=tuple(operands.values()), unit=facts.project.money_unit)
    missing = tuple(name for name in arithmetic.names(rule["formula"]) if name not in operands)
    if missing:
        return replace(indicator, reason="operand_missing", missing=missing)
    try:
        value = arithmetic.evaluate(rule["formula"], {name: operand.value for name, operand in operands.items()})
    except ZeroDivisionError:
        return replace(indicator, reason="denominator_zero")
    condition = rule.get("admissible_if")
    refused = _CONDITIONS[condition](facts, stated) if condition else ""
    if refused:
        return replace(indicator, reason=refused, indicative=value)
    return replace(indicator, state="value", value=value, reason=_remark(operands, found))


def _operands(formula: str, found: Totals, stated: Figures) -> dict[str, Operand]:
    operands = {
        name: Operand(name, found.amounts[name], tuple(str(cell.place) for cell in found.cells[name]))
        for name in arithmetic.names(formula)
        if name in found.amounts
    }
    if "explained" in arithmetic.names(formula) and "explained" not in operands:
        amount, used = explained_by_text(stated)
        if used:
            operands["explained"] = Operand("explained", amount, tuple(figure.id for figure in used))
    return operands


def _remark(operands: Mapping[str, Operand], found: Totals) -> str:
    if "explained" in operands and "explained" not in found.amounts:
        return "explained_by_text"
    return next((found.remarks[name] for name in operands if name in found.remarks), "")


def _confront(indicator: Indicator, stated: Figures, checks: tuple[Check, ...]) -> Indicator:
    role = indicator.rule.get("stated_as")
    figures = stated.of(role) if role else ()
    if not figures:
        return indicator
    wrong = any(check.verdict == "contradicted" and check.stated[:1] == figures[:1]
                and check.rule.code == role for check in checks)  # fmt: skip
    state = "contradicted" if wrong and indicator.state == "value" else indicator.state
    return replace(indicator, state=state, stated=figures[0].shown("zh"))


def _outputs_delivered(facts: Facts, stated: Figures) -> str:
    """Return why a saving is not admissible, or nothing: outputs must be on time, in quality and complete."""
    completion = stated.of("completion_rate")
    if completion and completion[0].value < 1:
        return "outputs_incomplete"
    table = facts.tables.get("indicators")
    if not table or not len(table):
        return "outputs_not_shown"
    from jixiao.scoring import output_reached

    return "" if all(output_reached(row) for row in table if row["level1"] == "产出") else "outputs_incomplete"


_CONDITIONS: dict[str, Callable[[Facts, Figures], str]] = {"outputs_delivered": _outputs_delivered}


def unit_note(unit: str, language: str) -> str:
    """Return the unit of amounts as a table's caption names it."""
    return text("indicators.unit", language, unit=unit_word(unit, language).strip())
