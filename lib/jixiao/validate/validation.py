"""The validation of one project: all its check results, as tables for a page and as a register."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jixiao.display import Shown
from jixiao.document import Block, Cell, details, note, table, tone
from jixiao.intake.schema import schemas
from jixiao.language import text
from jixiao.validate.results import ERROR, FAIL, NOT_ASSESSED, PASS, STATES, CheckResult

COLUMNS = ("kind", "check", "label", "table", "severity", "state", "assessed", "failing", "reason", "version",
           "file", "row", "key", "column", "found", "sentence")  # fmt: skip
SHOWN_ROWS = 200
TONES = {PASS: "good", FAIL: "bad", NOT_ASSESSED: "muted", ERROR: "warn"}
OVERVIEW = ("label", "table", "severity", "state", "assessed", "failing", "statement")
FAILURES = ("severity", "label", "file", "row", "key", "column", "found", "sentence")
BASES = ("label", "basis", "why", "version")
RIGHT = {"assessed", "failing", "row", "version"}


@dataclass(frozen=True)
class Validation:
    """All check results of a project.

    Attributes:
        results: One per check, by id.
        language: Language in which the object shows itself.
    """

    results: tuple[CheckResult, ...]
    language: str

    def __getitem__(self, id: str) -> CheckResult:
        """Return the result of the check `id`."""
        return {result.id: result for result in self.results}[id]

    def count(self, state: str) -> int:
        """Return the number of checks in `state`."""
        return sum(result.state == state for result in self.results)

    def failed(self) -> tuple[CheckResult, ...]:
        """Return the failed checks, the most severe first."""
        order = ("high", "medium", "low").index
        return tuple(sorted((result for result in self.results if result.state == FAIL),
                            key=lambda result: order(result.severity)))  # fmt: skip

    def blocks(self, language: str | None = None) -> list[Block]:
        """Return the overview of all checks and the failing rows as blocks of the document model."""
        language = language or self.language
        blocks = [note(self.summary(language), tone=self._tone()), self._overview(language)]
        failures = [(result, row) for result in self.failed() for row in result.failing]
        if failures:
            blocks.append(self._failures(failures[:SHOWN_ROWS], language))
        if len(failures) > SHOWN_ROWS:
            blocks.append(note(text("validate.more", language, shown=SHOWN_ROWS, total=len(failures))))
        return [*blocks, details(text("validate.caption.basis", language), [self._bases(language)])]

    def summary(self, language: str | None = None) -> str:
        """Return one sentence that counts the checks by state."""
        states = Counter(result.state for result in self.results)
        counts = {state: states[state] for state in STATES}
        return text("validate.summary", language or self.language, total=len(self.results), **counts)

    def register(self) -> dict[str, Any]:
        """Return the register ``validation``: one row per check, followed by one per failing row."""
        rows: list[list[str]] = []
        for result in self.results:
            head = [result.id, result.label, result.table, result.severity, result.state]
            rows.append(["check", *head, str(result.assessed), str(len(result.failing)), result.reason,
                         str(result.version), "", "", "", "", "", ""])  # fmt: skip
            for row, sentence in zip(result.failing, result.sentences(), strict=True):
                number = "" if row.row is None else str(row.row)
                rows.append(["row", *head, "", "", "", str(result.version), row.file, number, row.key,
                             row.column, row.found, sentence])  # fmt: skip
        return {"validation": {"columns": list(COLUMNS), "rows": rows}}

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Mapping[str, Any]:
        shown = Shown(self.blocks(), registers=self.register())
        return {**shown._repr_mimebundle_(), "text/plain": self._as_text()}

    def _tone(self) -> str:
        if any(result.severity == "high" for result in self.failed()):
            return "bad"
        return "warn" if self.count(FAIL) or self.count(ERROR) else "info"

    def _overview(self, language: str) -> Block:
        rows = [self._overview_row(result, language) for result in self.results]
        caption = text("validate.caption.overview", language)
        return table("validation", caption, _heads(OVERVIEW, language), rows)

    def _overview_row(self, result: CheckResult, language: str) -> list[Cell]:
        check = result.check
        needs = [schemas()[name].label_in(language) for name in check.needs]
        tables = text("validate.separator", language).join(needs) or text("validate.all-tables", language)
        explanation = result.reason_in(language) or check.words("statement", language)
        return [check.words("label", language), tables, text(f"findings.severity.{check.severity}", language),
                tone(text(f"validate.state.{result.state}", language), TONES[result.state]),
                str(result.assessed), str(len(result.failing)), explanation]  # fmt: skip

    def _bases(self, language: str) -> Block:
        rows = [
            [result.check.words("label", language), result.basis_in(language),
             result.check.words("why", language), str(result.version)]
            for result in self.results
        ]  # fmt: skip
        caption = text("validate.caption.basis", language)
        return table("validation-basis", caption, _heads(BASES, language), rows)

    def _failures(self, failures: list[tuple[CheckResult, Any]], language: str) -> Block:
        rows = [
            [text(f"findings.severity.{result.severity}", language), result.check.words("label", language),
             row.file, "" if row.row is None else str(row.row), row.key, row.column, row.found,
             result.row_sentence(row, language)]
            for result, row in failures
        ]  # fmt: skip
        caption = text("validate.caption.failures", language)
        return table("validation-failures", caption, _heads(FAILURES, language), rows, landscape=True)

    def _as_text(self) -> str:
        lines = [self.summary()]
        lines += [result.sentence() for result in self.results if result.state != PASS and not result.failing]
        lines += [sentence for result in self.failed() for sentence in result.sentences()[:SHOWN_ROWS]]
        return "\n".join(lines)


def _heads(columns: tuple[str, ...], language: str) -> list[tuple[str, str]]:
    return [(text(f"validate.column.{column}", language), "right" if column in RIGHT else "left")
            for column in columns]  # fmt: skip
