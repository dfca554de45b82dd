"""The trace of a score: formula, cells, rule, and every point that was lost with its reason."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.intake.schema import schemas
from jixiao.intake.tables import Row
from jixiao.language import text, wording
from jixiao.quantities import show_number
from jixiao.rulebook.rules import Rule, citation
from jixiao.scoring import EXECUTION, Element, Score
from jixiao.scoring.outcome import SIGNS
from jixiao.scoring.outcome import shown as printed
from jixiao.scoring.sheet import DEDUCT, SCORE
from jixiao.tracing.losses import losses, shown
from jixiao.tracing.operands import arithmetic_steps, document, judgement_steps, operand_steps
from jixiao.tracing.trace import Step, Trace
from jixiao.tracing.vouchers import voucher_steps

if TYPE_CHECKING:
    from jixiao.indicators import Indicator
    from jixiao.workbook import Workbook

READ = ("operator", "target", "actual", "target_date", "actual_date", "weight", "step", "status", "self_score",
        "deviation_reason")  # fmt: skip
ALWAYS = ("target", "actual")
# How the share of full marks reads with its numbers, by formula (``scoring.formula``).
PUT_IN = {
    "at_least": "{actual} ÷ {target}", "exactly_as_floor": "{actual} ÷ {target}",
    "at_most_linear": "(1 − ({actual} − {target}) ÷ {target})", "at_most_ratio": "{target} ÷ {actual}",
    "exactly_deviation": "(1 − |{actual} − {target}| ÷ {target})", "execution": "{rate}", "rate": "{rate}",
    "saving": "(1 + {rate})", "saving_target": "{rate} ÷ {target}%", "survey_proportion": "{rate} ÷ {target}%",
    "late_by_day": "(1 − {per_day}% × {days})", "below_range": "{actual} ÷ {low_end}",
    "above_range_linear": "(1 − ({actual} − {high_end}) ÷ {high_end})", "above_range_ratio": "{high_end} ÷ {actual}",
    "deduction": "(1 − {step} × {cases} ÷ {full})",
}  # fmt: skip


def score_trace(book: "Workbook", score: Score) -> Trace:
    """Return how the points of one indicator came about."""
    name = f"{score.code} {score.shown_name(book.language)}".strip()
    title = text("trace.score.title", book.language, name=name, points=show_number(score.points),
                 full=show_number(score.weight))  # fmt: skip
    return Trace(score.id, EXECUTION if score.id == EXECUTION else "score", title, tuple(_steps(book, score)))


def _steps(book: "Workbook", score: Score) -> Iterator[Step]:
    row = next((row for row in book.facts.tables.get("indicators", ()) if row["indicator_id"] == score.id), None)
    yield _what(book, score, row)
    yield from _formula(book, score)
    yield from _operands(book, score, row)
    yield from pack_steps(book, score.rule)
    yield from _points(book, score)
    yield from judgement_steps(book, score.id)
    yield from judgement_steps(book, *score.outcome.fields.get("ids", ()), decisions=(SCORE, DEDUCT))


def _what(book: "Workbook", score: Score, row: Row | None) -> Step:
    language = book.language
    kind = EXECUTION if score.id == EXECUTION else score.item.kind
    classes = " / ".join(filter(None, dict.fromkeys((score.dimension(language), score.item.level2))))
    words = text("trace.score.what", language, name=score.shown_name(language), classes=classes,
                 kind=text(f"trace.kind.{kind or 'none'}", language), full=show_number(score.weight))  # fmt: skip
    return Step("what", words, score.id, (str(row.place),) if row is not None else ())


def _formula(book: "Workbook", score: Score) -> Iterator[Step]:
    language, outcome = book.language, score.outcome
    if outcome.formula:
        yield Step("formula", text(f"scoring.formula.{outcome.formula}", language), outcome.formula)
    if outcome.share is None or score.exact is None:
        return
    share = outcome.share if score.id == EXECUTION else max(Fraction(0), min(Fraction(1), outcome.share))
    taken = "".join(f" − {show_number(loss.points)}" for loss in outcome.losses)
    words = f"{_put_in(score, share)} × {show_number(score.weight)}{taken} = {shown(score.exact)}"
    yield Step("computed", words, str(score.exact))


def _put_in(score: Score, share: Fraction) -> str:
    """Return the share with the numbers that it was computed from; a full or an empty one has no arithmetic."""
    form = PUT_IN.get(score.outcome.formula)
    if form is None or share in (0, 1):
        return shown(share)
    return form.format_map({**printed(score.outcome.fields, "zh"), "full": show_number(score.weight)})


def _operands(book: "Workbook", score: Score, row: Row | None) -> Iterator[Step]:
    language, item = book.language, score.item
    if row is not None:
        yield from _cells(row, score, language)
    code = _computed_by(book, score)
    found = next((entry for entry in book.indicators if entry.rule.code == code), None)
    if found is not None:
        yield from _computed(book, found)
        # An indicator of the rule pack rests on the clause of the pack's own regulation (``pack_steps``).
        yield from () if score.rule else rule_steps(found.rule, language)
    elements = item.elements or (book.sheet.elements.get(score.id) or _asked(score.rule, language)
                                 if score.rule else ())  # fmt: skip
    yield from (_element(point, language) for point in elements)
    yield from (Step("survey", text("trace.survey", language, batch=question.batch, distribution=question.distribution,
                                    valid=question.valid), question.distribution, (question.place,))
                for question in item.questions)  # fmt: skip
    yield from _gathered(book, score)
    yield from _evidence(book, score)


def _cells(row: Row, score: Score, language: str) -> Iterator[Step]:
    columns = schemas()["indicators"].columns
    counts = set(score.item.places.values())
    for name in READ:
        cell = row.cell(name)
        # An empty cell is told where the formula reads it: of a date neither target nor actual value.
        if cell.value is None and str(cell.place) not in counts:
            continue
        value = SIGNS.get(cell.raw.strip(), cell.raw.strip()) or text("trace.empty", language)
        unit = row["unit"] or "" if name in ALWAYS and cell.value is not None else ""
        words = text("trace.operand", language, name=columns[name].words("label", language), value=f"{value}{unit}")
        yield Step("operand", words, cell.raw.strip(), (str(cell.place),))


def _computed_by(book: "Workbook", score: Score) -> str:
    if score.rule:
        return score.rule.code
    return book.pack.execution.rate if score.id == EXECUTION and book.pack.execution else score.item.rule


def _computed(book: "Workbook", indicator: "Indicator") -> Iterator[Step]:
    yield from arithmetic_steps(indicator, book.language)
    if indicator.reason:
        yield Step("remark", indicator.reason_text(book.language), indicator.reason)
    yield from operand_steps(book, indicator)


def _asked(rule: Rule, language: str) -> tuple[Element, ...]:
    """Return the points that a rule asks for, where nobody has judged any yet."""
    return tuple(Element(wording(point, "text", language), Decimal(point["share"]), bool(point.get("gate")))
                 for point in rule.get("elements", ()))  # fmt: skip


def _element(point: Element, language: str) -> Step:
    words = text("trace.element", language, element=point.text, share=show_number(point.share),
                 met=text(f"report.met.{point.met or 'None'}", language),
                 gate=text("trace.gate", language) if point.gate else "", reason=point.reason or "—",
                 by=point.by or "—", on=str(point.on or "—"), evidence=point.evidence or "—")  # fmt: skip
    return Step("element", words, point.met, (point.place,) if point.place else ())


def _gathered(book: "Workbook", score: Score) -> Iterator[Step]:
    ids = score.outcome.fields.get("ids", ())
    for item in book.sheet.items:
        if item.id in ids:
            target, actual = item.target or item.target_date or "—", item.actual or item.actual_date or "—"
            words = text("trace.gathered", book.language, name=f"{item.id} {item.name}", target=target, actual=actual,
                         weight=show_number(item.weight))  # fmt: skip
            places = (item.places[name] for name in ("target", "actual", "weight") if name in item.places)
            yield Step("gathered", words, item.id, (*places, *(point.place for point in item.elements)))


def _evidence(book: "Workbook", score: Score) -> Iterator[Step]:
    id, tables = score.item.evidence, book.facts.tables
    if not id:
        return
    places = (str(row.cell("evidence_id").place) for row in tables.get("evidence", ()) if row["evidence_id"] == id)
    yield Step("evidence", document(book, id), id, tuple(places))
    vouched = [row for row in tables.get("ledger", ()) if row["evidence"] == id]
    if score.item.kind == "cost" and vouched:
        yield from voucher_steps(vouched, book.facts, book.language)


def pack_steps(book: "Workbook", rule: Rule | None = None) -> Iterator[Step]:
    """Yield the rules that decided the points: that of the indicator where it has one, and the rule pack."""
    pack, language = book.pack, book.language
    if rule is not None:
        yield from rule_steps(rule, language)
    basis = citation(pack.basis, language, book.params.rules_as_of)
    words = text("trace.rule", language, label=pack.text("label", language), basis=basis, version=pack.node["version"])
    yield Step("rule", words, pack.code)


def rule_steps(rule: Rule, language: str) -> Iterator[Step]:
    """Yield the rule behind a result: name, clause with its state of verification, version and its day."""
    words = text("trace.rule", language, label=rule.text("label", language),
                 basis=citation(rule.basis, language, rule.as_of), version=rule.version)  # fmt: skip
    yield Step("rule", text("trace.since", language, rule=words, day=rule.since) if rule.since else words, rule.code)


def _points(book: "Workbook", score: Score) -> Iterator[Step]:
    language = book.language
    yield Step("reason", score.reason_text(language), score.outcome.reason)
    if score.points is None:
        yield Step("points", text("trace.score.none", language))
        return
    fields = {"full": show_number(score.weight), "points": show_number(score.points)}
    lost = losses(score, book.pack, language)
    gap = Fraction(score.weight) - Fraction(score.points)
    key = "lost" if lost else "full"
    yield Step("points", text(f"trace.score.{key}", language, gap=shown(gap), **fields), f"{score.points:f}")
    for loss in lost:
        words = text("trace.lost.line", language, points=shown(loss.points), words=loss.words)
        yield Step("lost", words, str(loss.points), loss.places)
    if score.differs:
        yield Step("self_score", text("trace.score.differs", language, self=show_number(score.self_score), **fields))
