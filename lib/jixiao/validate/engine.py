"""Running checks: the only module that touches Great Expectations."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from jixiao.validate.checks import Check
from jixiao.validate.frames import PLACE, Frames
from jixiao.validate.quiet import untouched, without
from jixiao.validate.results import ERROR, FAIL, NOT_ASSESSED, PASS, CheckResult, FailingRow
from jixiao.validate.values import fiscal_year_first_day, fiscal_year_last_day, resolve

if TYPE_CHECKING:
    from great_expectations.datasource.fluent.interfaces import Batch

POSITION = "_at"
# Its import builds a grammar for a second that nothing here uses; without it the formats are not checked.
SLOW_MODULE = "rfc3987_syntax"


def load_engine() -> Any:
    """Import Great Expectations and return it; no warning filter, hook or log level stays changed."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    if "great_expectations" not in sys.modules:
        with untouched(), without(SLOW_MODULE):
            import great_expectations.expectations  # noqa: F401
    return sys.modules["great_expectations"]


def assess(checks: Iterable[Check], frames: Frames, language: str) -> Iterator[CheckResult]:
    """Yield the result of each check; an exception of one is its own state and touches no other.

    Args:
        checks: The checks.
        frames: The frames of the project.
        language: Language of the results.
    """
    session = _Session(frames)
    terms = {"first_day": f"{fiscal_year_first_day(frames):%Y-%m-%d}",
             "last_day": f"{fiscal_year_last_day(frames):%Y-%m-%d}"}  # fmt: skip
    for check in checks:
        try:
            state, assessed, failing, cause = session.outcome(check)
        except Exception as error:  # whatever a check raises is a result, not a crash
            state, assessed, failing, cause = ERROR, 0, (), ("error", {"cause": _first_line(error)})
        yield CheckResult(check, state, assessed, failing, language, cause, terms)


Outcome = tuple[str, int, tuple[FailingRow, ...], tuple[str, dict[str, Any]] | None]


class UnableToRunError(Exception):
    """Great Expectations could not evaluate an expectation; the message is its own."""


class _Session:
    """One ephemeral context and one batch per frame, for one run."""

    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        self._source: Any = None
        self._batches: dict[str, Batch] = {}

    def outcome(self, check: Check) -> Outcome:
        """Return state, number of rows looked at, failing rows and cause of one check."""
        missing = [name for name in check.needs if name not in self.frames.facts.tables]
        if missing:
            return NOT_ASSESSED, 0, (), ("no-table", {"tables": missing})
        frame = self.frames.frame(check.table)
        if frame.empty:
            return NOT_ASSESSED, 0, (), ("no-rows", {})
        arguments = {name: resolve(value, self.frames) for name, value in check.arguments.items()}
        return self._judged(check, frame, self._run(check, arguments))

    def _run(self, check: Check, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the plain answer of Great Expectations to one check.

        Raises:
            UnableToRunError: It could not evaluate the expectation; the words are its own.
        """
        engine = load_engine()
        with untouched():
            expectation = getattr(engine.expectations, check.expectation)(**arguments)
            wanted = {"result_format": "COMPLETE", "unexpected_index_column_names": [POSITION]}
            answer = self._batch(check.table).validate(expectation, result_format=wanted)
        cause = _raised(answer.exception_info or {})
        if cause:
            raise UnableToRunError(cause)
        return {**answer.result, "success": answer.success}

    def _batch(self, name: str) -> "Batch":
        if name not in self._batches:
            frame = self.frames.frame(name)
            asset = self._frames_source().add_dataframe_asset(name)
            # Only what is compared goes in: the engine hashes every column of a batch.
            compared = frame[[column for column in frame if not column.startswith("_")]]
            numbered = compared.assign(**{POSITION: range(len(frame))})
            definition = asset.add_batch_definition_whole_dataframe("all")
            self._batches[name] = definition.get_batch({"dataframe": numbered})
        return self._batches[name]

    def _frames_source(self) -> Any:
        if self._source is None:
            context = load_engine().get_context(mode="ephemeral")
            context.variables.progress_bars = {"globally": False}
            self._source = context.data_sources.add_pandas("frames")
        return self._source

    def _judged(self, check: Check, frame: pd.DataFrame, answer: Mapping[str, Any]) -> Outcome:
        # Rows without a value are left out by the expectation, but an expectation about emptiness sees all.
        assessed = int(answer["element_count"]) - int(answer.get("missing_count") or 0)
        if assessed == 0:
            return NOT_ASSESSED, 0, (), ("no-values", {})
        positions = sorted(int(entry[POSITION]) for entry in answer.get("unexpected_index_list") or ())
        if len(positions) != answer["unexpected_count"]:
            raise UnableToRunError(f"{answer['unexpected_count']} rows fail, {len(positions)} are named")
        failing = tuple(self._failing_row(check, frame, at) for at in positions)
        return PASS if answer["success"] else FAIL, assessed, failing, None

    def _failing_row(self, check: Check, frame: pd.DataFrame, at: int) -> FailingRow:
        file, row, key = (frame[name].iat[at] for name in PLACE)
        number, key = None if pd.isna(row) else int(row), "" if pd.isna(key) else key
        column = (frame["_column"].iat[at] if "_column" in frame else "") or check.column
        cell = self.frames.cell(file, number, column)
        return FailingRow(file, number, key, column, self.frames.found(check.table, at, column), cell)


def _raised(info: Mapping[str, Any]) -> str:
    """Return what an expectation raised; the information is flat, or one entry per metric."""
    entries = [info] if "raised_exception" in info else list(info.values())
    messages = [str(entry.get("exception_message")) for entry in entries if entry.get("raised_exception")]
    return messages[0] if messages else ""


def _first_line(error: Exception) -> str:
    words = next(iter(str(error).strip().splitlines()), "")
    return words if isinstance(error, UnableToRunError) else f"{type(error).__name__}: {words}"
