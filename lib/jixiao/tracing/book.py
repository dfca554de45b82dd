"""All traces of one evaluation, in one language or in all."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jixiao.language import LANGUAGES, text
from jixiao.scoring import EXECUTION
from jixiao.tracing.origins import led_back
from jixiao.tracing.results import check_trace, finding_trace, indicator_trace, total_trace
from jixiao.tracing.scores import score_trace
from jixiao.tracing.trace import Step, Trace, register

if TYPE_CHECKING:
    from jixiao.workbook import Workbook


def traces(book: "Workbook") -> tuple[Trace, ...]:
    """Return the traces of every score, computed indicator, check and finding, and of the total."""
    return tuple(led_back(trace, book.facts.origins) for trace in _traces(book))


def traces_register(book: "Workbook") -> dict[str, Any]:
    """Return the register of all traces in all languages: what a run tells later without computing again."""
    return register({language: traces(in_language(book, language)) for language in LANGUAGES})


def in_language(book: "Workbook", language: str) -> "Workbook":
    """Return the same evaluation in `language`; the checks of the input, which have no language, are kept."""
    if book.language == language:
        return book
    twin = type(book)(book.params.model_copy(update={"language": language}), book.facts)
    vars(twin)["validation"] = book.validation
    return twin


def _traces(book: "Workbook") -> Iterator[Trace]:
    yield total_trace(book)
    yield from (score_trace(book, score) for score in book.scores.scores)
    yield from _unscored_execution(book)
    scored = {score.id for score in book.scores.scores}
    yield from (indicator_trace(book, item) for item in book.indicators if item.rule.code not in scored)
    yield from (check_trace(book, check) for check in book.checks)
    yield from (finding_trace(book, finding) for finding in book.findings)


def _unscored_execution(book: "Workbook") -> Iterator[Trace]:
    """Yield what became of an execution rate that is not scored beside the project's indicators."""
    execution = book.pack.execution
    if execution is None or book.scores.find(EXECUTION) is not None:
        return
    found = next((item for item in book.indicators if item.rule.code == execution.rate), None)
    why = book.scores.remark_text(book.language) or book.scores.headline(book.language)
    if found is not None:
        computed = indicator_trace(book, found)
        title = text("trace.execution_unscored", book.language, rate=computed.title)
        yield Trace(EXECUTION, EXECUTION, title, (Step("reason", why), *computed.steps))
