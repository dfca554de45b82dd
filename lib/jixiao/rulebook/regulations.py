"""The regulations that rules rest on: dates, state of verification, and how they are cited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from jixiao.exceptions import RuleError
from jixiao.language import text
from jixiao.rulebook.files import FOLDER, Node, as_written, check_keys, check_word, load, name_of, rule_files

NO_LAW = ("observed", "practice")
"""The kinds of a source that is no law: what was seen in public configurations or texts, what is customary."""


@dataclass(frozen=True)
class Basis:
    """The clause on which a rule rests, and whether a person has checked it against the published text."""

    regulation: str
    clause: str
    clause_en: str
    verified: bool


def basis_of(code: str, node: Mapping[str, Any]) -> Basis:
    """Return the basis that a rule file gives.

    Args:
        code: Name of the file, for the message.
        node: The value of its key ``basis``.

    Raises:
        RuleError: Regulation, clause or state of verification is missing, or there is no such regulation.
    """
    check_keys("basis", code, node, "basis.")
    check_word(code, "basis.regulation", node["regulation"], codes())
    check_word(code, "basis.verified", node["verified"], (True, False))
    return Basis(node["regulation"], node["clause"], node["clause_en"], node["verified"])


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of all regulations."""
    return tuple(path.stem for path in rule_files("regulations"))


@cache
def regulation(code: str) -> Node:
    """Return the regulation `code`: title, number, dates, state of verification.

    Raises:
        RuleError: There is none, or its file has an unknown or a missing key or a date that is none.
    """
    check_word("rules/regulations", "regulation", code, codes())
    path = FOLDER / "regulations" / f"{code}.yaml"
    node: Node = load(path)
    check_keys("regulations", name_of(path), node)
    for key in ("issued", "in_force", "repealed"):
        if key in node:
            check_day(name_of(path), key, node[key])
    if "kind" in node:
        check_word(name_of(path), "kind", node["kind"], NO_LAW)
    return node


def check_day(file: str, key: str, found: object) -> None:
    """Refuse a day that is not written YYYY-MM-DD.

    Raises:
        RuleError: The error names file, key and what was found.
    """
    try:
        written = date.fromisoformat(str(found)).isoformat() == found
    except ValueError:
        written = False
    if not written:
        raise RuleError("rule-day", file=file, key=key, found=as_written(found))


def in_force(code: str, as_of: str) -> bool:
    """Return whether the regulation `code` is in force on the day `as_of` (ISO)."""
    source = regulation(code)
    repealed = source.get("repealed")
    return bool(source["in_force"] <= as_of and (repealed is None or as_of < repealed))


def citation(basis: Basis, language: str, as_of: str = "") -> str:
    """Return `basis` as printed: regulation, number, clause, and whether the clause was verified.

    What was observed or is customary has no number and says that it is no law. A regulation that was repealed
    by the day `as_of` says so: it is cited only because the evaluated report follows it.
    """
    source = regulation(basis.regulation)
    english = language == "en"
    fields = {"title": source["title_en" if english else "title"], "number": source["number"],
              "clause": basis.clause_en if english else basis.clause}  # fmt: skip
    state = "clause" if basis.verified else "unverified"
    if kind := source.get("kind"):
        return text(f"rules.{kind}_{state}", language, **fields)
    cited = text(f"rules.{state}" if source["number"] else f"rules.{state}_unnumbered", language, **fields)
    repealed = source.get("repealed")
    return cited + (text("rules.repealed", language, day=repealed) if repealed and repealed <= as_of else "")
