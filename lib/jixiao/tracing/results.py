"""The traces of computed indicators, of checks, of findings and of the total."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.indicators import Indicator
from jixiao.language import text
from jixiao.quantities import ZERO, show_number
from jixiao.tracing.losses import shown
from jixiao.tracing.operands import arithmetic_steps, judgement_steps, operand_steps, quote
from jixiao.tracing.scores import pack_steps, rule_steps
from jixiao.tracing.trace import Step, Trace

if TYPE_CHECKING:
    from jixiao.finding import Finding
    from jixiao.reconcile import Check
    from jixiao.workbook import Workbook

TOTAL = "total"
ASPECTS = ("criterion", "condition", "cause", "effect", "recommendation")


def indicator_trace(book: "Workbook", indicator: Indicator) -> Trace:
    """Return how a computed indicator came about, and where the report states it."""
    title = text("trace.operand", book.language, name=indicator.rule.text("label", book.language),
                 value=indicator.shown(book.language))  # fmt: skip
    return Trace(indicator.rule.code, "indicator", title, tuple(_indicator(book, indicator)))


def _indicator(book: "Workbook", indicator: Indicator) -> Iterator[Step]:
    rule, language = indicator.rule, book.language
    words = text("trace.indicator.what", language, question=rule.text("question", language),
                 state=indicator.state_text(language))  # fmt: skip
    yield Step("what", words, str(rule.get("definition", "")))
    yield from arithmetic_steps(indicator, language)
    yield from operand_steps(book, indicator)
    if indicator.reason:
        yield Step("remark", indicator.reason_text(language), indicator.reason)
    role = rule.get("stated_as")
    yield from (quote(book, figure) for figure in (book.stated.of(role) if role else ()))
    yield from rule_steps(rule, language)
    yield from judgement_steps(book, rule.code)


def check_trace(book: "Workbook", check: "Check") -> Trace:
    """Return how a stated figure was compared with the recomputed one."""
    label, verdict = check.rule.text("label", book.language), check.verdict_text(book.language)
    title = text("trace.check.title", book.language, label=label, verdict=verdict,
                 stated=check.shown_stated(book.language), computed=check.shown_computed(book.language))  # fmt: skip
    return Trace(check.key, "check", title, tuple(_check(book, check)))


def _check(book: "Workbook", check: "Check") -> Iterator[Step]:
    language = book.language
    yield Step("what", check.rule.text("statement", language), check.key)
    if check.definition:
        yield Step("definition", check.definition_text(language), check.definition)
    if check.formula:
        result = f"{check.shown_formula(language)} → {check.shown_computed(language)}"
        yield Step("computed", result, "" if check.computed is None else f"{check.computed:f}")
    yield from (quote(book, figure) for figure in dict.fromkeys((*check.stated, *check.operands)))
    if check.difference is not None:
        yield Step("difference", check.shown_difference(language), f"{check.difference:f}")
    yield Step("verdict", check.verdict_text(language), check.verdict)
    if check.note:
        yield Step("remark", check.note_text(language), check.note)
    yield from rule_steps(check.rule, language)
    yield from judgement_steps(book, check.key, check.rule.code, *filter(None, [check.group]))


def finding_trace(book: "Workbook", finding: "Finding") -> Trace:
    """Return what a finding rests on, and the results that it was found in."""
    return Trace(finding.id, "finding", finding.title, tuple(_finding(book, finding)))


def _finding(book: "Workbook", finding: "Finding") -> Iterator[Step]:
    language = book.language
    kind, severity = (text(f"findings.{key}.{getattr(finding, key)}", language) for key in ("kind", "severity"))
    yield Step("what", text("trace.finding.what", language, kind=kind, severity=severity), finding.rule)
    for name in ASPECTS:
        if getattr(finding, name):
            yield Step(name, getattr(finding, name))
    yield from (Step("evidence", words) for words in finding.evidence)
    related = [check.key for check in book.checks if check.rule.code == finding.rule]
    related += [item.rule.code for item in book.indicators if item.rule.code == finding.rule]
    if related:
        yield Step("related", text("trace.and", language).join(related), finding.rule)
    yield from judgement_steps(book, finding.id, finding.rule)


def total_trace(book: "Workbook") -> Trace:
    """Return what the total is made of and where its points were lost."""
    scores, language = book.scores, book.language
    return Trace(TOTAL, TOTAL, scores.headline(language), tuple(_total(book)))


def _total(book: "Workbook") -> Iterator[Step]:
    scores, language = book.scores, book.language
    if not scores.scores:
        yield Step("reason", scores.headline(language), scores.reason)
        return
    yield Step("what", text("trace.total.what", language, number=len(scores.scores), **scores.sums()))
    if remark := scores.remark_text(language):
        yield Step("remark", remark)
    for score in scores.scores:
        name = f"{score.code} {score.shown_name(language)}".strip()
        gap = Fraction(score.weight) - Fraction(score.points or ZERO)
        key = "none" if score.points is None else "full" if not gap else "less"
        words = text(f"trace.total.{key}", language, name=name, points=show_number(score.points),
                     full=show_number(score.weight), gap=shown(gap))  # fmt: skip
        yield Step("part", words, "" if score.points is None else f"{score.points:f}", score.evidence("weight")[:1])
    if scores.lost_to_caps:
        yield Step("lost", text("trace.total.caps", language, points=show_number(scores.lost_to_caps)),
                   f"{scores.lost_to_caps:f}")  # fmt: skip
    if scores.total is not None:
        yield Step("points", scores.headline(language), f"{scores.total:f}")
    yield from pack_steps(book)
