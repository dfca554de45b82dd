"""The tables of the working papers and the report, made from results, in one language."""

from collections.abc import Sequence
from decimal import Decimal

from jixiao.document import Block, Cell, note, table, tone
from jixiao.findings import Finding
from jixiao.indicators import Indicator, unit_note
from jixiao.intake.tables import Table
from jixiao.language import text
from jixiao.quantities import ZERO, show_amount, show_number
from jixiao.reconcile import Check
from jixiao.rulebook.rules import citation, role_label
from jixiao.scoring import Score, Scores

TONES = {"contradicted": "bad", "not_verifiable": "warn", "review": "warn", "hint": "muted", "derived": "muted",
         "reconciled": "good", "value": "good", "not_assessable": "muted"}  # fmt: skip
SEVERITY_TONES = {"high": "bad", "medium": "warn", "low": "muted"}
FUND_COLUMNS = ("budget_initial", "budget_adjusted", "allotted", "received", "spent", "carry_in", "carry_out")


def funds_table(funds: Table | None, unit: str, language: str) -> Block:
    """Return the money of the project by source with its totals; a dash where the material gives nothing."""
    if funds is None or not len(funds):
        return note(text("report.no_funds", language), tone="warn")
    shown = [name for name in FUND_COLUMNS if any(row[name] is not None for row in funds)]
    columns = [(text("report.fund_source", language), "left")]
    columns += [(role_label(name, language), "right") for name in shown]
    rows = [[row["fund_source"], *(show_amount(row[name], unit) for name in shown)] for row in funds]
    foot = [text("report.total", language), *(_column_total(funds, name, unit, language) for name in shown)]
    caption = text("report.caption.funds", language, unit=unit_note(unit, language))
    return table("funds", caption, columns, rows, foot=foot, source=funds.file)


def indicators_table(indicators: Sequence[Indicator], language: str) -> Block:
    """Return what was recomputed, how, and what the report states."""
    columns = _heads(("indicator", "calculation", "result", "stated", "state", "remark"), language, right={2, 3})
    rows = [
        [item.rule.text("label", language), item.calculation(language), item.shown(language), item.stated or "—",
         tone(item.state_text(language), TONES[item.state]), item.reason_text(language) or "—"]
        for item in indicators
    ]  # fmt: skip
    return table("indicators", text("report.caption.indicators", language), columns, rows)


def checks_table(checks: Sequence[Check], language: str, id: str = "checks", caption: str = "checks") -> Block:
    """Return the reconciliation: stated against recomputed, with formula and verdict."""
    columns = _heads(("relation", "stated", "calculation", "recomputed", "difference", "verdict", "remark"),
                     language, right={3, 4})  # fmt: skip
    rows = [
        [_relation(check, language), check.shown_stated(language), check.shown_formula(language) or "—",
         check.shown_computed(language), check.shown_difference(language),
         tone(check.verdict_text(language), TONES[check.verdict]), check.note_text(language) or "—"]
        for check in checks
    ]  # fmt: skip
    return table(id, text(f"report.caption.{caption}", language), columns, rows, landscape=True)


def scores_table(scores: Scores, language: str, id: str = "scores", caption: str = "scores") -> Block:
    """Return points and reasons of every indicator."""
    columns = _heads(("dimension", "code", "indicator", "target", "actual", "weight", "score", "self_score", "reason"),
                     language, right={5, 6, 7})  # fmt: skip
    rows: list[list[Cell]] = [
        [item.dimension(language), item.code or "—", item.shown_name(language), item.target or "—",
         item.actual or "—", show_number(item.weight), _points(item.points, item.weight), _self_score(item),
         item.reason_text(language)]
        for item in scores.scores
    ]  # fmt: skip
    foot = [text("report.total", language), "", "", "", "", show_number(scores.weight), show_number(scores.total), "",
            scores.grade(language)]  # fmt: skip
    return table(id, text(f"report.caption.{caption}", language), columns, rows, foot=foot, landscape=True)


def achievements_table(scores: Sequence[Score], language: str, id: str, names: str) -> Block:
    """Return target, actual value and reason of the indicators of some dimensions, called `names`."""
    columns = _heads(("indicator", "target", "actual", "score", "reason"), language, right={3})
    rows: list[list[Cell]] = [
        [f"{item.code} {item.shown_name(language)}".strip(), item.target or "—", item.actual or "—",
         _points(item.points, item.weight, text("report.of_full", language, points=show_number(item.points),
                                                full=show_number(item.weight))),
         item.reason_text(language)]
        for item in scores
    ]  # fmt: skip
    return table(id, text("report.caption.achievements", language, names=names), columns, rows)


def findings_table(findings: Sequence[Finding], language: str) -> Block:
    """Return the overview of the findings, the gravest first."""
    columns = _heads(("number", "severity", "kind", "finding"), language)
    rows = [
        [item.id, tone(text(f"findings.severity.{item.severity}", language), SEVERITY_TONES[item.severity]),
         text(f"findings.kind.{item.kind}", language), item.title]
        for item in findings
    ]  # fmt: skip
    return table("findings", text("report.caption.findings", language), columns, rows)


def basis_table(indicators: Sequence[Indicator], language: str) -> Block:
    """Return definition, version and basis of every indicator that was used."""
    columns = _heads(("indicator", "definition", "version", "basis"), language)
    rows = [
        [item.rule.text("label", language), item.definition_text(language), str(item.rule.version),
         citation(item.rule.basis, language)]
        for item in indicators
    ]  # fmt: skip
    return table("basis", text("report.caption.basis", language), columns, rows)


def _heads(names: Sequence[str], language: str, right: set[int] = frozenset()) -> list[tuple[str, str]]:  # type: ignore[assignment]
    return [(text(f"report.column.{name}", language), "right" if index in right else "left")
            for index, name in enumerate(names)]  # fmt: skip


def _relation(check: Check, language: str) -> str:
    subject = check.definition_text(language) or (check.subject(language) if check.group else "")
    label = check.rule.text("label", language)
    if subject and any(subject == figure.quote for figure in (*check.stated, *check.operands)):
        subject = f"“{subject}”"
    return text("report.relation", language, label=label, subject=subject) if subject else label


def _column_total(funds: Table, name: str, unit: str, language: str) -> str:
    """Return the sum of a column; where a source is left out the sum says that it is not the whole."""
    values = [row[name] for row in funds]
    filled = [value for value in values if value is not None]
    shown = show_amount(sum(filled, ZERO), unit)
    return shown if len(filled) == len(values) else text("report.part_total", language, amount=shown)


def _points(points: Decimal | None, weight: Decimal, shown: str = "") -> Cell:
    if points is None:
        return tone("—", "warn")
    return tone(shown or show_number(points), "good" if points == weight else "warn")


def _self_score(score: Score) -> Cell:
    shown = show_number(score.self_score)
    return tone(shown, "bad") if score.differs else shown
