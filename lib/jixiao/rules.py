"""Load the dated rules: what is asked, how it is computed, and on which clause it rests."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jixiao.exceptions import ParameterError, RuleError
from jixiao.language import text, wording

FOLDER = Path(str(files("jixiao").joinpath("rules")))

_COMMON = {"label", "label_en", "version", "examples", "why", "why_en"}
_KEYS = {
    "indicators": _COMMON
    | {"dimension", "unit", "definition", "question", "question_en", "formula", "stated_as", "admissible_if",
       "in_force"},
    "relations": _COMMON
    | {"statement", "statement_en", "kind", "severity", "title", "title_en", "remedy", "remedy_en", "basis",
       "stated", "definitions", "rates", "within", "smaller", "larger", "optional", "claim", "formula",
       "contradicted_if", "roles", "table", "order", "variants", "not_public"},
}  # fmt: skip
_REQUIRED = {
    "indicators": {"label", "label_en", "dimension", "unit", "definition", "question", "question_en", "formula",
                   "why", "why_en", "version", "in_force", "examples"},
    "relations": {"label", "label_en", "statement", "statement_en", "kind", "severity", "title", "title_en",
                  "why", "why_en", "remedy", "remedy_en", "basis", "version", "examples"},
}  # fmt: skip


@dataclass(frozen=True)
class Basis:
    """The clause on which a rule rests, and whether a person has checked it against the published text."""

    regulation: str
    clause: str
    clause_en: str
    verified: bool


@dataclass(frozen=True)
class Rule:
    """One rule file: its code is the file's name, `node` its content."""

    code: str
    node: Mapping[str, Any] = field(repr=False)
    basis: Basis

    def __getitem__(self, key: str) -> Any:
        return self.node[key]

    def get(self, key: str, default: Any = None) -> Any:
        """Return an optional key."""
        return self.node.get(key, default)

    def text(self, key: str, language: str) -> str:
        """Return a text of the rule in `language`; English twins end in ``_en``."""
        return wording(self.node, key, language)

    @property
    def version(self) -> int:
        """Raised whenever the meaning of the result changes."""
        return int(self.node["version"])


@dataclass(frozen=True)
class Rules:
    """Everything that is in force on one day."""

    as_of: str
    indicators: tuple[Rule, ...]
    relations: tuple[Rule, ...]


def basis_of(code: str, node: Mapping[str, Any]) -> Basis:
    """Return the basis that a rule file gives.

    Raises:
        RuleError: Regulation, clause or state of verification is missing.
    """
    try:
        return Basis(node["regulation"], node["clause"], node["clause_en"], bool(node["verified"]))
    except KeyError as missing:
        raise RuleError("rule-missing-key", file=code, key=f"basis.{missing.args[0]}") from missing


def citation(basis: Basis, language: str, as_of: str = "") -> str:
    """Return `basis` as printed: regulation, number, clause, and whether the clause was verified.

    Common practice has no number and no clause that anybody could verify. A regulation that was repealed by
    the day `as_of` says so: it is cited only because the evaluated report follows it.
    """
    source = regulation(basis.regulation)
    english = language == "en"
    fields = {"title": source["title_en" if english else "title"], "number": source["number"],
              "clause": basis.clause_en if english else basis.clause}  # fmt: skip
    if not source["number"]:
        return text("rules.practice", language, **fields)
    cited = text("rules.clause" if basis.verified else "rules.unverified", language, **fields)
    repealed = source.get("repealed")
    return cited + (text("rules.repealed", language, day=repealed) if repealed and repealed <= as_of else "")


def in_force(code: str, as_of: str) -> bool:
    """Return whether the regulation `code` is in force on the day `as_of` (ISO)."""
    source = regulation(code)
    return source["in_force"] <= as_of < source.get("repealed", "9999")


def load_rules(as_of: str) -> Rules:
    """Return the rules in force on the day `as_of` (ISO).

    Raises:
        RuleError: A rule file has an unknown or a missing key, or no citation.
    """
    indicators = tuple(rule for rule in map(_dated(as_of), _read("indicators")) if rule)
    all_relations = [Rule(code, node, basis_of(code, node["basis"])) for code, node in _read("relations")]
    relations = [rule for rule in all_relations if in_force(rule.basis.regulation, as_of)]
    # The relations that weigh most with a reader come first; the rest follow by name.
    relations.sort(key=lambda rule: int(rule.get("order", 99)))
    return Rules(as_of, indicators, tuple(relations))


@cache
def regulation(code: str) -> Mapping[str, Any]:
    """Return the regulation `code`: title, number, dates, state of verification."""
    return _load(FOLDER / "regulations" / f"{code}.yaml")


@cache
def roles() -> Mapping[str, Mapping[str, str]]:
    """Return what a figure can stand for: name to kind and labels."""
    return _load(FOLDER / "roles.yaml")


def role_label(role: str, language: str) -> str:
    """Return the label of a role in `language`."""
    return wording(roles()[role], "label", language)


@cache
def materials() -> Mapping[str, Mapping[str, Any]]:
    """Return what an evaluation needs besides the funds, by table."""
    return _load(FOLDER / "materials.yaml")


@cache
def dimensions() -> Mapping[str, Mapping[str, Any]]:
    """Return the dimensions of indicators: labels and the words that projects use for each."""
    return _load(FOLDER / "dimensions.yaml")


@cache
def outline(code: str) -> Mapping[str, Any]:
    """Return a report outline such as ``outline-2020``."""
    return _load(FOLDER / "outlines" / f"{code}.yaml")


@cache
def pack(code: str) -> Mapping[str, Any]:
    """Return a rule pack: weights, rounding, bands and grade bounds of one regime.

    Raises:
        RuleError: There is no such pack.
    """
    path = FOLDER / "packs" / f"{code}.yaml"
    if not path.is_file():
        known = sorted(entry.stem for entry in path.parent.glob("*.yaml"))
        raise RuleError("unknown-pack", pack=code, known=", ".join(known))
    return _load(path)


def require_pack(code: str, as_of: str) -> None:
    """Refuse a rule pack that is not in force on the day `as_of` (ISO).

    Raises:
        RuleError: There is no such pack.
        ParameterError: Its regulation is not in force; the error names the packs that are.
    """
    source = _regulation_of(code)
    if not in_force(source, as_of):
        codes = sorted(path.stem for path in (FOLDER / "packs").glob("*.yaml"))
        known = ", ".join(name for name in codes if in_force(_regulation_of(name), as_of))
        number, since = (regulation(source)[key] for key in ("number", "in_force"))
        raise ParameterError("pack-not-in-force", pack=code, day=as_of, number=number, since=since, known=known or "—")


def _regulation_of(code: str) -> str:
    return str(pack(code)["basis"]["regulation"])


def rule_files(kind: str) -> list[Path]:
    """Return the rule files of one kind, sorted by code; a rule is found because its file is there."""
    return sorted((FOLDER / kind).rglob("*.yaml"), key=lambda path: path.stem)


def all_files() -> list[Path]:
    """Return every rule file, of whatever kind."""
    return sorted(FOLDER.rglob("*.yaml"))


@cache
def digest() -> str:
    """Return the SHA-256 over all rule files: sorted lines of digest and relative path."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(FOLDER).as_posix()}\n"
        for path in all_files()
    ]
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()


def _load(path: Path) -> Any:
    from jixiao.intake.strict_yaml import load_package

    return load_package(path)


@cache
def _read(kind: str) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    return tuple((path.stem, _checked(kind, path, _load(path))) for path in rule_files(kind))


def _checked(kind: str, path: Path, node: Mapping[str, Any]) -> Mapping[str, Any]:
    name = f"rules/{path.relative_to(FOLDER).as_posix()}"
    for key in sorted(set(node) - _KEYS[kind]):
        near = get_close_matches(key, _KEYS[kind], 1)
        raise RuleError("rule-unknown-key", file=name, key=key, allowed=", ".join(near or sorted(_KEYS[kind])))
    for key in sorted(_REQUIRED[kind] - set(node)):
        raise RuleError("rule-missing-key", file=name, key=key)
    if len(node["examples"]) < 2:
        raise RuleError("rule-needs-examples", file=name)
    return node


def _dated(as_of: str) -> Any:
    def select(entry: tuple[str, Mapping[str, Any]]) -> Rule | None:
        code, node = entry
        days = [day for day in sorted(node["in_force"]) if day <= as_of]
        return Rule(code, node, basis_of(code, node["in_force"][days[-1]]["basis"])) if days else None

    return select


def examples(rule_set: tuple[Rule, ...]) -> Iterator[tuple[Rule, Mapping[str, Any]]]:
    """Yield every example of every rule, for the tests and the catalogue pages."""
    for rule in rule_set:
        for example in rule["examples"]:
            yield rule, example
