"""The registers that a run keeps beside its pages: every result as rows of text with exact values."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jixiao.indicators import Operand
from jixiao.reconcile import Figure
from jixiao.rules import citation

if TYPE_CHECKING:
    from jixiao.workbook import Workbook

Register = dict[str, Any]


def registers_of(book: "Workbook", part: str) -> dict[str, Register]:
    """Return the register that belongs to a part of a page, by name; most parts have none."""
    maker = _MAKERS.get(part)
    return {part: maker(book)} if maker else {}


def _indicators(book: "Workbook") -> Register:
    columns = ["indicator", "label", "definition", "state", "value", "indicative", "shown", "stated", "formula",
               "calculation", "operands", "reason", "version", "basis", "verified"]  # fmt: skip
    rows = [
        [item.rule.code, item.rule.text("label", book.language), item.rule["definition"], item.state,
         _exact(item.value), _exact(item.indicative), item.shown(book.language), item.stated, item.rule["formula"],
         item.calculation(book.language), "; ".join(map(_indicator_operand, item.operands)),
         item.reason_text(book.language), str(item.rule.version), citation(item.rule.basis, book.language),
         str(item.rule.basis.verified).lower()]
        for item in book.indicators
    ]  # fmt: skip
    return {"columns": columns, "rows": rows}


def _checks(book: "Workbook") -> Register:
    columns = ["check", "rule", "label", "definition", "verdict", "stated", "figures", "formula", "computed",
               "computed_exact", "difference", "operands", "note", "version", "basis"]  # fmt: skip
    rows = [
        [check.key, check.rule.code, check.rule.text("label", book.language), check.definition, check.verdict,
         check.shown_stated(book.language), " ".join(figure.id for figure in check.stated),
         check.shown_formula(book.language), check.shown_computed(book.language), _exact(check.computed),
         check.shown_difference(book.language),
         "; ".join(_operand(figure) for figure in check.operands), check.note_text(book.language),
         str(check.rule.version), citation(check.rule.basis, book.language)]
        for check in book.checks
    ]  # fmt: skip
    return {"columns": columns, "rows": rows}


def _scores(book: "Workbook") -> Register:
    columns = ["indicator", "dimension", "name", "target", "actual", "weight", "points", "self_score", "outcome",
               "reason", "places"]  # fmt: skip
    rows = [
        [item.id, item.dimension(book.language), item.shown_name(book.language), item.target, item.actual,
         _exact(item.weight), _exact(item.points), _exact(item.self_score), item.outcome.reason,
         item.reason_text(book.language), "; ".join(item.evidence(*item.places))]
        for item in book.scores.scores
    ]  # fmt: skip
    return {"columns": columns, "rows": rows}


def _findings(book: "Workbook") -> Register:
    columns = ["id", "severity", "kind", "rule", "title", "criterion", "condition", "cause", "effect",
               "recommendation", "evidence"]  # fmt: skip
    rows = [
        [item.id, item.severity, item.kind, item.rule, item.title, item.criterion, item.condition, item.cause,
         item.effect, item.recommendation, "\n".join(item.evidence)]
        for item in book.findings
    ]  # fmt: skip
    return {"columns": columns, "rows": rows}


def _indicator_operand(operand: Operand) -> str:
    return f"{operand.name}={_exact(operand.value)} [{', '.join(operand.places)}]"


def _operand(figure: Figure) -> str:
    place = f" [{figure.locator}]" if figure.locator else ""
    return f"{figure.id}={_exact(figure.value)}{place}"


def _exact(value: Decimal | None) -> str:
    if value is None:
        return ""
    # Forty digits of a ratio are noise to a reader; twelve places re-check any printed figure.
    return format(round(value, 12).normalize(), "f")


_MAKERS: dict[str, Callable[["Workbook"], Register]] = {
    "indicators": _indicators, "checks": _checks, "scores": _scores, "findings": _findings,
}  # fmt: skip
