"""The page of a relation: what must hold between stated figures, and what a disagreement means."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jixiao import formula as arithmetic
from jixiao.catalogue import statements
from jixiao.catalogue.entries import Entry
from jixiao.catalogue.examples import name
from jixiao.catalogue.sections import basis, joined, listing, said, section, word
from jixiao.document import Block, bullets, paragraph
from jixiao.intake.schema import schemas
from jixiao.language import text, wording
from jixiao.rulebook.rules import Rule, basis_of, role_label, roles

_FIELD = re.compile(r"\{[a-z_]+\}")
_NAMES = ("stated", "claim")
_SIDES = ("smaller", "larger")


def facts(rule: Entry, language: str) -> Iterator[tuple[str, str]]:
    """Yield severity and version."""
    yield word("fact.severity", language), text(f"findings.severity.{rule.node['severity']}", language)
    yield word("fact.version", language), str(rule.node["version"])


def blocks(rule: Entry, language: str) -> Iterator[Block]:
    """Yield the page in the order in which a reader asks."""
    yield from section("statement", language, said(wording(rule.node, "statement", language)))
    yield from section("compares", language, _compares(rule.node, language))
    yield from section("examples", language, _examples(rule, language))
    yield from section("finding", language, finding(rule.node, language))
    yield from section("why", language, said(wording(rule.node, "why", language)))
    yield from section("remedy", language, said(wording(rule.node, "remedy", language)))
    yield from basis(rule, language)


def finding(node: Mapping[str, Any], language: str) -> Iterator[Block]:
    """Yield the headlines that a failure may have."""
    worded = [node, *(variant for variant in node.get("variants", {}).values() if "title" in variant)]
    titles = [wording(variant, "title", language) for variant in worded]
    yield bullets(map(dotted, titles))


def dotted(sentence: str) -> str:
    """Return a sentence with dots where words are filled in later."""
    return _FIELD.sub("…", sentence)


def _compares(node: Mapping[str, Any], language: str) -> Iterator[Block]:
    yield paragraph(word(f"relation.{node['kind']}", language))
    rows = [[word(f"compared.{key}", language), shown] for key, shown in _compared(node, language)]
    yield from listing("compared", "compared", ("part", "figure"), rows, language)


def _compared(node: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    for key in _NAMES:
        if key in node:
            yield key, role_label(node[key], language)
    for definition in node.get("definitions", {}).values():
        yield "definition", wording(definition, "label", language)
    for key in ("formula", *_SIDES):
        if key in node:
            yield key, _worded(node[key], language)
    rates = node.get("rates", ())
    if isinstance(rates, Mapping):
        yield from (("rate", word("equals", language, name=role_label(rate, language), value=_worded(sides, language)))
                    for rate, sides in rates.items())  # fmt: skip
    else:
        yield from (("rate", role_label(rate, language)) for rate in rates)
    for key in ("optional", "roles"):
        if node.get(key):
            yield key, joined((role_label(role, language) for role in node[key]), language)
    if "contradicted_if" in node:
        yield "contradicted_if", word(f"contradicted_if.{node['contradicted_if']}", language)
    if "table" in node:
        yield "table", schemas()[node["table"]].label_in(language)
    if "within" in node:
        yield "within", word("percentage_points", language, points=node["within"])
    if "not_public" in node and language == "zh":
        yield "not_public", joined(node["not_public"], language)


def _worded(written: str, language: str) -> str:
    names = {role: role_label(role, language) for role in roles()}
    return arithmetic.show(written, names)


def _examples(rule: Entry, language: str) -> list[Block]:
    read = Rule(rule.code, rule.node, basis_of(rule.code, rule.node["basis"]))
    rows = []
    for number, example in enumerate(rule.node["examples"], 1):
        found = statements.verdicts(read, example)
        verdict = joined((text(f"reconcile.verdict.{one}", language) for one in found), language)
        told = statements.told(example, language)
        rows.append([name(example, number, language), told, verdict or word("no_finding", language)])
    return listing("examples", "examples", ("example", "given", "verdict"), rows, language)
