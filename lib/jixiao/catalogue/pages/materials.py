"""The page of the materials: what an evaluation asks for, which indicator needs it, and what its absence means."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from jixiao.catalogue.entries import Entry, entries
from jixiao.catalogue.sections import basis, joined, listing, section, word
from jixiao.document import Block
from jixiao.language import text, wording


def facts(rule: Entry, language: str) -> Iterator[tuple[str, str]]:
    """Yield how many materials and tables are asked for."""
    yield word("fact.materials", language), str(len(rule.node["list"]))
    yield word("fact.tables", language), str(len(rule.node["tables"]))


def blocks(rule: Entry, language: str) -> Iterator[Block]:
    """Yield the list of materials by group, then the tables with what their absence means."""
    yield from section("material_list", language, _lists(rule.node["list"], language))
    rows = [[name, *(wording(node, key, language) for key in ("condition", "effect", "remedy")),
             text(f"findings.severity.{node['severity']}", language)]
            for name, node in rule.node["tables"].items()]  # fmt: skip
    columns = ("table", "condition", "effect", "remedy", "severity")
    yield from section("tables", language, listing("tables", "tables", columns, rows, language))
    yield from basis(rule, language)


def _lists(materials: Mapping[str, Mapping[str, Any]], language: str) -> Iterator[Block]:
    for group, items in groupby(materials.items(), key=lambda item: item[1]["group"]):
        rows = [[wording(node, "label", language), code, _needed(code, node, language)] for code, node in items]
        yield from listing(f"list-{group}", f"group.{group}", ("material", "code", "needed"), rows, language)


def _needed(code: str, node: Mapping[str, Any], language: str) -> str:
    needing = [rule.label(language) for rule in entries("indicators") if code in rule.node.get("materials", ())]
    return joined(needing, language) or wording(node, "asked_for", language)
