"""The page of a report outline: its sections in order, and what each must hold."""

from collections.abc import Iterator, Mapping
from typing import Any

from jixiao.catalogue.entries import Entry
from jixiao.catalogue.sections import basis, joined, listing, section, word
from jixiao.document import Block
from jixiao.language import text, wording


def facts(rule: Entry, language: str) -> Iterator[tuple[str, str]]:
    """Yield how many sections there are."""
    yield word("fact.sections", language), str(len(rule.node["sections"]))


def blocks(rule: Entry, language: str) -> Iterator[Block]:
    """Yield the sections, what the whole report must have, and the basis."""
    rows = [_row(node, language) for node in rule.node["sections"]]
    columns = ("section", "parts", "severity", "aliases")
    yield from section("sections", language, listing("sections", "sections", columns, rows, language))
    whole = [[wording(part, "label", language)] for part in rule.node["document"]["parts"]]
    yield from section("whole", language, listing("whole", "whole", ("parts",), whole, language))
    yield from basis(rule, language)


def _row(node: Mapping[str, Any], language: str) -> list[str]:
    number = node.get("number", "") if language == "zh" else ""
    parts = joined((wording(part, "label", language) for part in node.get("parts", ())), language)
    aliases = joined(node.get("aliases", ()), language) if language == "zh" else str(len(node.get("aliases", ())))
    severity = text(f"findings.severity.{node['severity']}", language) if "severity" in node else "—"
    indent = "\u3000" * (int(node.get("level", 1)) - 1)
    return [f"{indent}{number}{wording(node, 'title', language)}", parts or "—", severity, aliases or "—"]
