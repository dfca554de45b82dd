"""The lights of the computed indicators: a value, a value with a reservation, or what is missing for one."""

from collections.abc import Iterator

from jixiao.indicators import Indicator
from jixiao.language import text
from jixiao.readiness.blanks import behind, blank, files_of
from jixiao.readiness.light import ABSENT, PARTLY, READY, Light, Step
from jixiao.rulebook.rules import role_label
from jixiao.workbook import Workbook

GROUP = "indicators"
OUTPUTS = ("outputs_incomplete", "outputs_unproven", "outputs_not_shown")
WITHOUT_RESERVATION = ("", "explained_by_ledger")
"""Remarks on a value that take nothing from it."""


def of_indicators(book: Workbook, language: str) -> Iterator[Light]:
    """Yield a light for every indicator that is computed by a formula."""
    for indicator in book.indicators:
        yield of_indicator(indicator, book, language)


def of_indicator(indicator: Indicator, book: Workbook, language: str) -> Light:
    """Return the light of one computed indicator."""
    is_computed = indicator.state != "not_assessable"
    if indicator.reason == "operand_missing":
        return _lacking(indicator, book, language)
    is_clean = is_computed and indicator.reason in WITHOUT_RESERVATION
    reasons = (indicator.reason_text(language),) if indicator.reason else ()
    return _light(indicator, READY if is_clean else PARTLY, is_computed, reasons,
                  () if is_clean else _steps(indicator, book), language)  # fmt: skip


def _lacking(indicator: Indicator, book: Workbook, language: str) -> Light:
    reasons, steps, is_partly = [], [], False
    files = files_of(book.facts, language)
    for figure in indicator.missing:
        blanks = behind(figure, book.facts)
        is_partly |= any(not found.is_whole for found in blanks)
        reasons += [found.sentence(language, files) for found in blanks]
        steps += [found.step for found in blanks]
        if not blanks:
            name = indicator.names.get(figure) or role_label(figure, language)
            reasons.append(text("readiness.not-stated", language, name=name))
            steps.append(Step("stated", "stated", "role", names=(name,)))
    return _light(indicator, PARTLY if is_partly else ABSENT, False, tuple(dict.fromkeys(reasons)),
                  tuple(dict.fromkeys(steps)), language)  # fmt: skip


def _steps(indicator: Indicator, book: Workbook) -> tuple[Step, ...]:
    if indicator.reason == "outputs_not_shown":
        return (Step("outputs", "indicators"),)
    if indicator.reason.startswith("budget_"):
        found = blank(book.facts, "funds", ("budget_adjusted",))
        return (found.step,) if found else ()
    if indicator.reason == "operand_stated":
        names = (operand.name for operand in indicator.operands if operand.name not in book.totals.amounts)
        return tuple(dict.fromkeys(found.step for name in names for found in behind(name, book.facts)))
    if indicator.reason.startswith("explained_by_text"):
        return (Step("table", "ledger"),)
    return (Step("look", indicator.rule.code),) if indicator.reason == "denominator_zero" else ()


def _light(indicator: Indicator, state: str, is_computed: bool, reasons: tuple[str, ...], steps: tuple[Step, ...],
           language: str) -> Light:  # fmt: skip
    return Light(GROUP, indicator.rule.code, indicator.rule.text("label", language), state, is_computed, reasons, steps)
