"""Load the dated rules: what is asked, how it is computed, and on which clause it rests."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from jixiao.exceptions import RuleError
from jixiao.intake.nearest import nearest
from jixiao.language import wording
from jixiao.rulebook.files import FOLDER, Node, all_files, check_keys, digest, load, name_of, rule_files
from jixiao.rulebook.form import check_examples, check_indicator, method_of
from jixiao.rulebook.lists import (
    classes,
    dimensions,
    glossary,
    material_list,
    materials,
    outline,
    outline_codes,
    role_label,
    roles,
)
from jixiao.rulebook.regulations import Basis, basis_of, citation, in_force, regulation

if TYPE_CHECKING:
    from jixiao.intake.facts import Facts

__all__ = [
    "FOLDER", "Basis", "Rule", "Rules", "all_files", "basis_of", "citation", "classes", "digest", "dimensions",
    "examples", "glossary", "in_force", "load_rules", "material_list", "materials", "outline", "outline_codes",
    "project_indicators", "regulation", "role_label", "roles", "rule_files",
]  # fmt: skip

TEXTS = ("label", "question", "condition", "excludes", "assumes", "why")
PROJECT_FOLDER = "indicators"
"""Folder of a project that holds its own indicator rules."""


@dataclass(frozen=True)
class Rule:
    """One rule file as it reads on one day: its code is the file's name, `node` its content.

    Attributes:
        points: What the selected regulation gives for full marks; None for a rule that earns no points.
        since: The day of the selected text (ISO); empty for a rule that is not dated itself.
        as_of: The day for which it was selected (ISO).
        file: The file as it is, before the wording of one day was put in.
    """

    code: str
    node: Mapping[str, Any] = field(repr=False)
    basis: Basis
    points: Decimal | None = None
    since: str = ""
    as_of: str = ""
    file: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def __getitem__(self, key: str) -> Any:
        return self.node[key]

    def get(self, key: str, default: Any = None) -> Any:
        """Return an optional key."""
        return self.node.get(key, default)

    def text(self, key: str, language: str) -> str:
        """Return a text of the rule in `language`; English twins end in ``_en``."""
        return wording(self.node, key, language)

    def texts(self, language: str) -> dict[str, str]:
        """Return all texts about the rule that it has, by key: label, question, condition, why and more."""
        return {key: self.text(key, language) for key in TEXTS if key in self.node}

    @property
    def method(self) -> str:
        """How the result comes about: ``formula``, ``elements`` or ``gathers``."""
        return method_of(self.code, self.node)

    @property
    def version(self) -> int:
        """Raised whenever the meaning of the result changes."""
        return int(self.node["version"])

    def under(self, regulation: str) -> "Rule":
        """Return the rule as `regulation` has it: its latest text by the day; itself if there is none."""
        return self._under.get(regulation, self)

    @cached_property
    def _under(self) -> Mapping[str, "Rule"]:
        """The rule by regulation; a later text of one regulation takes the place of an earlier one."""
        days = days_in_force(self.file, self.as_of)
        return {_regulation(self.file, day): _rule(self.code, self.file, day, self.as_of) for day in days}


@dataclass(frozen=True)
class Rules:
    """Everything that is in force on one day; a project's own indicators follow those of the package."""

    as_of: str
    indicators: tuple[Rule, ...]
    relations: tuple[Rule, ...]

    def indicator(self, code: str) -> Rule:
        """Return one indicator rule.

        Raises:
            RuleError: None of that code is in force; the error names the nearest.
        """
        found = self._by_code.get(code)
        if found is None:
            raise RuleError("unknown-indicator-rule", rule=code, day=self.as_of, nearest=nearest(code, self._by_code))
        return found

    @cached_property
    def _by_code(self) -> Mapping[str, Rule]:
        return {rule.code: rule for rule in self.indicators}


def load_rules(as_of: str, facts: "Facts | None" = None) -> Rules:
    """Return the rules in force on the day `as_of` (ISO).

    Args:
        as_of: The day.
        facts: A project; the indicator rules of its folder come after those of the package.

    Raises:
        RuleError: A rule file has an unknown or a missing key, no citation, or another form than it must.
    """
    indicators = _dated(_read("indicators"), as_of)
    own = project_indicators(facts, as_of) if facts else ()
    all_relations = [Rule(code, node, basis_of(f"rules/relations/{code}.yaml", node["basis"]), as_of=as_of)
                     for code, node in _read("relations")]  # fmt: skip
    relations = [rule for rule in all_relations if in_force(rule.basis.regulation, as_of)]
    # The relations that weigh most with a reader come first; the rest follow by name.
    relations.sort(key=lambda rule: int(rule.get("order", 99)))
    return Rules(as_of, (*indicators, *own), tuple(relations))


def project_indicators(facts: "Facts", as_of: str) -> tuple[Rule, ...]:
    """Return the project's own indicator rules that are in force on the day `as_of` (ISO), by code.

    Raises:
        JixiaoError: A file of ``indicators/`` cannot be read or has not the form of an indicator rule.
    """
    from jixiao.rulebook.project import figure_names, read_project_rules

    own = figure_names(str(row["indicator_id"]) for row in facts.tables.get("indicators", ()))
    taken = {code for code, _ in _read("indicators")}
    return _dated(read_project_rules(facts.folder / PROJECT_FOLDER, taken, (*roles(), *own)), as_of)


@cache
def _read(kind: str) -> tuple[tuple[str, Node], ...]:
    return tuple((path.stem, _checked(kind, name_of(path), load(path))) for path in rule_files(kind))


def _checked(kind: str, file: str, node: Node) -> Node:
    if kind == "indicators":
        check_indicator(file, node)
    else:
        check_keys(kind, file, node)
        check_examples(file, node["examples"], lambda found: found != "reconciled")
    return node


def _dated(entries: tuple[tuple[str, Node], ...], as_of: str) -> tuple[Rule, ...]:
    selected = ((code, node, days_in_force(node, as_of)) for code, node in entries)
    return tuple(_rule(code, node, days[-1], as_of) for code, node, days in selected if days)


def days_in_force(node: Node, as_of: str) -> list[str]:
    """Return the days of the texts of an indicator's file that apply on `as_of`, the latest last.

    They have begun by then, and their regulation is in force.
    """
    return [day for day in sorted(node.get("in_force", ())) if day <= as_of and in_force(_regulation(node, day), as_of)]


def _regulation(node: Node, day: str) -> str:
    return str(node["in_force"][day]["basis"]["regulation"])


def _rule(code: str, node: Node, day: str, as_of: str) -> Rule:
    dated = dict(node["in_force"][day])
    basis, points = basis_of(code, dated.pop("basis")), Decimal(str(dated.pop("points")))
    return Rule(code, {**node, **dated}, basis, points, day, as_of, node)


def examples(rule_set: tuple[Rule, ...]) -> Iterator[tuple[Rule, Mapping[str, Any]]]:
    """Yield every example of every rule, for the tests and the catalogue pages."""
    for rule in rule_set:
        for example in rule["examples"]:
            yield rule, example
