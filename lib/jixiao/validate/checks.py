"""Check files: one YAML file names an expectation on one frame and says what a failing row means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jixiao.exceptions import RuleError
from jixiao.rulebook.files import check_keys
from jixiao.rulebook.form import LEAST_EXAMPLES
from jixiao.rulebook.rules import in_force

SEVERITIES = ("high", "medium", "low")
KINDS = ("contradiction", "data", "missing", "unsupported", "review")
PACKAGE = Path(__file__).parents[1]
FOLDER = "rules/checks"


@dataclass(frozen=True, kw_only=True)
class Check:
    """One check, as its file states it.

    Attributes:
        id: Name of the file without its ending.
        statement: What holds where the check passes.
        table: Frame looked at: a table of the project or one of `jixiao.validate.derived`.
        needs: Tables that must be there; without this key the table itself.
        expectation: Class of Great Expectations that judges row by row (``ExpectColumnValuesToBeBetween``).
        arguments: Its arguments; ``$name`` stands for a value of `jixiao.validate.values`.
        column: Column that a failing row points at; without this key ``arguments.column``.
        kind: Kind of the finding that a failure is, one of `KINDS`.
        title: The finding in one line; may use ``{number}`` (of failing rows), ``{keys}`` (of the first ones)
            and what `message` may use, of the first failing row. ``title_en_one`` is English for one row.
        message: Sentence for a failing row, after its place; may use ``{file} {row} {key} {column}
            {found} {first_day} {last_day}``, the last two being the ends of the project's period.
        why: What goes wrong where the statement does not hold.
        remedy: What to do.
        basis: ``regulation``, ``clause``, ``clause_en`` and ``verified``.
        version: Raised when the meaning of a result changes.
        examples: Small tables with the state that they must give.
    """

    id: str
    label: str
    label_en: str
    statement: str
    statement_en: str
    table: str
    needs: tuple[str, ...] = ()
    expectation: str
    arguments: Mapping[str, Any]
    column: str = ""
    severity: str
    kind: str
    title: str
    title_en: str
    title_en_one: str
    message: str
    message_en: str
    why: str
    why_en: str
    remedy: str
    remedy_en: str
    basis: Mapping[str, Any]
    version: int
    examples: Sequence[Mapping[str, Any]]

    def words(self, key: str, language: str) -> str:
        """Return one of ``label``, ``statement``, ``message``, ``why`` and ``remedy`` in `language`."""
        return getattr(self, key if language == "zh" else f"{key}_en")

    def title_for(self, number: int, language: str) -> str:
        """Return the title for `number` failing rows, its placeholders not filled yet."""
        return self.title_en_one if language == "en" and number == 1 else self.words("title", language)

    def clause(self, language: str) -> str:
        """Return the clause that the check rests on, in `language`."""
        return self.basis["clause" if language == "zh" else "clause_en"]


@cache
def load_checks() -> tuple[Check, ...]:
    """Return the checks that come with the package, in the order of their ids.

    Raises:
        RuleError: A file is wrong; the error names the file and what is allowed.
    """
    from jixiao.intake.strict_yaml import load_package

    paths = sorted((PACKAGE / FOLDER).glob("*.yaml"), key=lambda path: path.stem)
    return tuple(read_check(path.stem, load_package(path)) for path in paths)


def read_check(id: str, node: Mapping[str, Any]) -> Check:
    """Return the check `id` from what its file holds.

    Raises:
        RuleError: A key is unknown or missing, or a value is not one of those allowed.
    """
    file = f"{FOLDER}/{id}.yaml"
    check_keys("checks", file, node)
    check_keys("basis", file, node["basis"], "basis.")
    if len(node["examples"]) < LEAST_EXAMPLES:
        raise RuleError("rule-needs-examples", file=file)
    for number, example in enumerate(node["examples"], 1):
        check_keys("check_examples", file, example, f"examples[{number}].")
    _refuse_other_word(file, "severity", node["severity"], SEVERITIES)
    _refuse_other_word(file, "kind", node["kind"], KINDS)
    needs = tuple(node.get("needs", (node["table"],)))
    column = node.get("column", node["arguments"].get("column", ""))
    return Check(id=id, **{**node, "needs": needs, "column": column})


def checks_in_force(as_of: str) -> tuple[Check, ...]:
    """Return the checks of the package whose regulation is in force on the day `as_of` (ISO)."""
    return tuple(check for check in load_checks() if in_force(check.basis["regulation"], as_of))


def _refuse_other_word(file: str, key: str, found: str, allowed: Sequence[str]) -> None:
    if found not in allowed:
        raise RuleError("check-word", file=file, key=key, found=found, allowed=", ".join(allowed))
