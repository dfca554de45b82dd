"""What a check came to: one of four states, with the rows that fail it and the sentences for a reader."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jixiao.intake.schema import schemas
from jixiao.language import text
from jixiao.rulebook.rules import Basis, citation
from jixiao.validate.checks import Check

NAMED_KEYS = 3
PASS, FAIL, NOT_ASSESSED, ERROR = STATES = ("pass", "fail", "not_assessed", "error")


@dataclass(frozen=True, slots=True)
class FailingRow:
    """A row that fails a check.

    Attributes:
        file: File relative to the folder of the project.
        row: Row as a spreadsheet numbers it; nothing where the whole file fails.
        key: Its key.
        column: Column that is wrong.
        found: What stands there.
        cell: The cell of a workbook, such as ``workbook.xlsx:资金!C5``; empty for a CSV file.
    """

    file: str
    row: int | None
    key: str
    column: str
    found: str
    cell: str = ""


@dataclass(frozen=True)
class CheckResult:
    """The result of one check.

    Attributes:
        check: The check.
        state: ``pass``, ``fail``, ``not_assessed`` (nothing to look at) or ``error`` (it could not run).
        assessed: Number of rows looked at.
        failing: The rows that fail, in the order of the frame.
        language: Language of `label`, `statement`, `basis` and `reason`.
        cause: Why it was not assessed or could not run: a key of the catalogue and its fields.
        terms: Values of the project that a message may name, such as ``first_day``.
    """

    check: Check
    state: str
    assessed: int
    failing: tuple[FailingRow, ...]
    language: str
    cause: tuple[str, dict[str, Any]] | None = None
    terms: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Return the name of the check file."""
        return self.check.id

    @property
    def label(self) -> str:
        """Return the short name of the check."""
        return self.check.words("label", self.language)

    @property
    def statement(self) -> str:
        """Return the sentence that must hold."""
        return self.check.words("statement", self.language)

    @property
    def table(self) -> str:
        """Return the frame looked at."""
        return self.check.table

    @property
    def severity(self) -> str:
        """Return ``high``, ``medium`` or ``low``."""
        return self.check.severity

    @property
    def version(self) -> int:
        """Return the version of the check's meaning."""
        return self.check.version

    @property
    def basis(self) -> str:
        """Return what the check rests on, with a mark where no person has read the clause itself."""
        return self.basis_in(self.language)

    def basis_in(self, language: str) -> str:
        """Return the basis in `language`."""
        return citation(Basis(**self.check.basis), language)

    @property
    def reason(self) -> str:
        """Return why the check was not assessed or could not run; empty for a pass or a failure."""
        return self.reason_in(self.language)

    def reason_in(self, language: str) -> str:
        """Return the reason in `language`."""
        if self.cause is None:
            return ""
        key, fields = self.cause
        if "tables" in fields:
            fields = {"tables": _listed([schemas()[name].label_in(language) for name in fields["tables"]], language)}
        return text(f"validate.reason.{key}", language, **fields)

    def title(self, language: str) -> str:
        """Return the failure in one line: how many rows, and which ones first."""
        first, number = self.failing[0], len(self.failing)
        named = list(dict.fromkeys(row.key for row in self.failing if row.key))
        more = text("validate.and_others", language) if len(named) > NAMED_KEYS else ""
        fields = {**self.terms, **self._fields(first, language), "number": number,
                  "keys": _listed(named[:NAMED_KEYS], language) + more}  # fmt: skip
        return self.check.title_for(number, language).format_map(fields)

    def condition(self, language: str) -> str:
        """Return what was found: the first failing row, and how many more there are."""
        first, others = self.row_sentence(self.failing[0], language), len(self.failing) - 1
        key = "others" if others > 1 else "other" if others else ""
        return text(f"validate.condition.{key}", language, first=first, others=others) if key else first

    def sentence(self, language: str | None = None) -> str:
        """Return the result as one sentence: of the first failing row, or of the whole check."""
        language = language or self.language
        if self.failing:
            return self.row_sentence(self.failing[0], language)
        return text(f"validate.sentence.{self.state}", language, label=self.check.words("label", language),
                    assessed=self.assessed, reason=self.reason_in(language))  # fmt: skip

    def sentences(self, language: str | None = None) -> tuple[str, ...]:
        """Return one sentence per failing row."""
        return tuple(self.row_sentence(row, language or self.language) for row in self.failing)

    def row_sentence(self, row: FailingRow, language: str) -> str:
        """Return the sentence for a failing row: its place, then what is wrong."""
        place = "file" if row.row is None else "row" if not row.key else "keyed-row"
        fields = self._fields(row, language)
        message = self.check.words("message", language).format_map({**self.terms, **fields})
        return text(f"validate.place.{place}", language, **fields) + message

    def _fields(self, row: FailingRow, language: str) -> dict[str, Any]:
        return {"file": row.cell or row.file, "row": row.row, "key": row.key, "column": row.column,
                "found": row.found or text("validate.empty", language)}  # fmt: skip


def _listed(words: list[str], language: str) -> str:
    return text("validate.separator", language).join(words)
