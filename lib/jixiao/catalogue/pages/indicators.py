"""The page of an indicator: what it asks, how it is computed, proved by examples, and where it counts."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao import formula as arithmetic
from jixiao.catalogue import examples
from jixiao.catalogue.entries import Entry, entries, entry
from jixiao.catalogue.inputs import from_where
from jixiao.catalogue.scorers import points_of, scorers
from jixiao.catalogue.sections import (
    clause,
    joined,
    listing,
    optional,
    regulation_link,
    said,
    section,
    verified,
    word,
)
from jixiao.document import Block, Cell, bullets, formula, paragraph, pre
from jixiao.language import wording
from jixiao.quantities import show_number
from jixiao.rulebook import rules
from jixiao.rulebook.lists import dimension_label
from jixiao.rulebook.rules import basis_of, role_label


def facts(rule: Entry, language: str) -> Iterator[tuple[str, str]]:
    """Yield dimension, unit and version."""
    regulation = rule.bases()[-1][1].regulation
    yield word("fact.dimension", language), dimension_label(rule.node["dimension"], language, regulation)
    yield word("fact.unit", language), word(f"unit.{rule.node['unit']}", language)
    yield word("fact.version", language), str(rule.node["version"])


def blocks(rule: Entry, language: str) -> Iterator[Block]:
    """Yield the page in the order in which a reader asks."""
    yield from section("question", language, said(rule_text(rule, "question", language)))
    yield from section("condition", language, said(_condition(rule, language)))
    yield from section("formula", language, _METHODS[method(rule)](rule, language))
    yield from section("examples", language, examples.of_indicator(rule, language))
    yield from section("why", language, said(rule_text(rule, "why", language)))
    yield from section("excludes", language, optional(rule, "excludes", language))
    yield from section("assumes", language, optional(rule, "assumes", language))
    yield from section("inputs", language, _inputs(rule, language))
    yield from section("evidence", language, _evidence(rule, language))
    yield from section("scored", language, _scored(rule, language))
    yield from section("basis", language, _basis(rule, language))


def rule_text(rule: Entry, key: str, language: str) -> str:
    """Return a required text of a rule."""
    return wording(rule.node, key, language)


def method(rule: Entry) -> str:
    """Return how a rule comes to its result: ``formula``, ``elements`` or ``gathers``."""
    return next(name for name in _METHODS if name in rule.node)


def _condition(rule: Entry, language: str) -> str:
    own = str(rule.node.get("condition_en" if language == "en" else "condition", ""))
    admissible = rule.node.get("admissible_if")
    return own or word(f"condition.{admissible}" if admissible else "condition.always", language)


def _formula(rule: Entry, language: str) -> Iterator[Block]:
    written = rule.node["formula"]
    names = {name: role_label(name, language) for name in arithmetic.names(written)}
    above, below = arithmetic.ratio(written) or (written, "")
    yield formula(rule.label(language), arithmetic.show(above, names), arithmetic.show(below, names), "")
    yield paragraph(word("in_names", language))
    yield pre(f"{rule.code} = {written}")
    scored = word(f"scored.{rule.node.get('scored', 'proportion')}", language)
    yield from said(scored if rule.node["unit"] == "ratio" else "")


def _elements(rule: Entry, language: str) -> Iterator[Block]:
    rows = [[str(number), wording(element, "text", language), f"{element['share']}%",
             word("gate.yes" if element.get("gate") in (True, "yes") else "gate.no", language)]
            for number, element in enumerate(rule.node["elements"], 1)]  # fmt: skip
    yield paragraph(word("elements", language))
    yield from listing("elements", "elements", ("number", "element", "share", "gate"), rows, language)


def _gathers(rule: Entry, language: str) -> Iterator[Block]:
    node = rule.node["gathers"]
    dimension = wording(rules.dimensions()[node["dimension"]], "label", language)
    named = _class(node["class"], language) if "class" in node else ""
    yield paragraph(word("gathers_class" if named else "gathers", language, dimension=dimension, named=named))


def _class(code: str, language: str) -> str:
    return wording(rules.classes()[code], "label", language)


_METHODS = {"formula": _formula, "elements": _elements, "gathers": _gathers}


def _inputs(rule: Entry, language: str) -> list[Block]:
    if "formula" in rule.node:
        rows = [[name, role_label(name, language), from_where(name, language)]
                for name in arithmetic.names(rule.node["formula"])]  # fmt: skip
        return listing("inputs", "inputs", ("name", "figure", "from"), rows, language)
    return said(word(f"inputs.{method(rule)}", language, code=rule.code))


def _evidence(rule: Entry, language: str) -> Iterator[Block]:
    kinds = [word(f"evidence.{kind}", language) for kind in rule.node.get("evidence", ())]
    yield from said(word("evidence_kinds", language, kinds=joined(kinds, language)) if kinds else "")
    materials = entry("materials", "materials")
    wanted = [materials.node["list"][code] for code in rule.node.get("materials", ())] if materials else []
    if materials and wanted:
        yield bullets([[wording(item, "label", language)] for item in wanted])
        yield paragraph(word("see", language), materials.link(language), f"  {materials.code}")


def _scored(rule: Entry, language: str) -> list[Block]:
    rows: list[list[Cell]] = []
    for pack in entries("packs"):
        for role in scorers(pack, rule.code):
            points = points_of(pack, rule, role)
            shown = show_number(points) if points is not None else "—"
            rows.append([pack.link(language), pack.code, word(f"scorer.{role}", language), shown])
    return listing("scored", "scored", ("pack", "code", "role", "points"), rows, language)


def _basis(rule: Entry, language: str) -> Iterator[Block]:
    rows: list[list[Cell]] = []
    for day, node in sorted(rule.node["in_force"].items()):
        found = basis_of(rule.code, node["basis"])
        label = wording({**rule.node, **node}, "label", language)
        rows.append([day, label, show_number(Decimal(str(node["points"]))), regulation_link(found, language),
                     clause(found, language), verified(found.verified, language)])  # fmt: skip
    columns = ("since", "name", "points", "regulation", "clause", "verified")
    yield from listing("basis", "basis", columns, rows, language)
    yield paragraph(word("points_by_pack", language))
