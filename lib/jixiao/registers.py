"""The registers that a run keeps beside its pages: every result as rows of text with exact values."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from jixiao.indicators import Operand
from jixiao.quantities import as_decimal
from jixiao.quoted import figures_register
from jixiao.reconcile import Figure
from jixiao.rulebook.rules import citation
from jixiao.scoring import Opinion
from jixiao.tracing.book import traces_register
from jixiao.tracing.trace import REGISTER as TRACES

if TYPE_CHECKING:
    from jixiao.workbook import Workbook

Register = dict[str, Any]
TRACED = "report"
"""The part that carries the traces: only there everything has been computed anyway."""


def registers_of(book: "Workbook", part: str) -> dict[str, Register]:
    """Return the register that belongs to a part of a page, by name; most parts have none."""
    if part == TRACED:
        return {TRACES: traces_register(book)}
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
    columns = ["indicator", "dimension", "name", "target", "actual", "weight", "points", "exact", "self_score",
               "outcome", "formula", "reason", "places"]  # fmt: skip
    rows = [
        [item.id, item.dimension(book.language), item.shown_name(book.language), item.target, item.actual,
         _exact(item.weight), _exact(item.points), _exact_share(item.exact), _exact(item.self_score),
         item.outcome.reason, item.outcome.formula, item.reason_text(book.language),
         "; ".join(item.evidence(*item.item.places))]
        for item in book.scores.scores
    ]  # fmt: skip
    return {"columns": columns, "rows": rows}


def _opinions(book: "Workbook") -> Register:
    columns = ["indicator", "name", "weight", "self_score", "recomputed", "reviewed", "recomputed_less_self",
               "reviewed_less_recomputed", "counted", "decision", "defect", "by", "on", "reason", "place"]  # fmt: skip
    found, counted = book.opinions, {entry.score.id for entry in book.opinions.counted}
    shown = found.entries if found.has_own or found.is_reviewed else ()
    return {"columns": columns, "rows": [_opinion(entry, counted, book.language) for entry in shown]}


def _opinion(entry: Opinion, counted: set[str], language: str) -> list[str]:
    score, given = entry.score, entry.judgement
    points = (score.weight, entry.own, entry.recomputed, entry.reviewed, entry.recomputed_above_own,
              entry.reviewed_above_recomputed)  # fmt: skip
    told = [given.by, str(given.on or ""), given.reason, given.place] if given else [""] * 4
    return [score.id, score.shown_name(language), *map(_exact, points), str(score.id in counted).lower(),
            entry.decision, entry.defect, *told]  # fmt: skip


def _findings(book: "Workbook") -> Register:
    columns = ["id", "severity", "kind", "rule", "title", "criterion", "condition", "cause", "effect",
               "recommendation", "evidence", "blocks_final", "gaps"]  # fmt: skip
    rows = [
        [item.id, item.severity, item.kind, item.rule, item.title, item.criterion, item.condition, item.cause,
         item.effect, item.recommendation, "\n".join(item.evidence), str(item.blocks_final).lower(), str(item.gaps)]
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


def _packs(book: "Workbook") -> Register:
    columns = ["pack", "label", "total", "exact_total", "low", "high", "grade", "difference", "causes", "basis",
               "verified"]  # fmt: skip
    compared = [(book.scores, None), *((comparison.other, comparison) for comparison in book.comparisons)]
    rows = [
        [scores.pack.code, scores.pack.text("label", book.language), _exact(scores.total),
         _exact_share(scores.exact_total), *map(_exact, scores.range), scores.grade(book.language),
         _exact(comparison.difference) if comparison else "",
         comparison.told(book.language, 99) if comparison else "",
         citation(scores.pack.basis, book.language), str(scores.pack.basis.verified).lower()]
        for scores, comparison in compared
    ]  # fmt: skip
    return {"columns": columns, "rows": rows}


def _exact_share(value: Fraction | None) -> str:
    return "" if value is None else _exact(as_decimal(value))


def _figures(book: "Workbook") -> Register:
    return figures_register(book.facts)


def _proposals(book: "Workbook") -> Register:
    from jixiao.drafting.judged import proposals_register

    return proposals_register(book.proposals)


_MAKERS: dict[str, Callable[["Workbook"], Register]] = {
    "indicators": _indicators, "checks": _checks, "scores": _scores, "opinions": _opinions, "packs": _packs,
    "findings": _findings, "figures": _figures, "proposals": _proposals,
}  # fmt: skip
