"""The page of a rule of the reading: what must hold in a written report, how it is recomputed, and what is found."""

from collections.abc import Iterator, Mapping
from typing import Any

from jixiao.catalogue.entries import Entry
from jixiao.catalogue.pages.relations import dotted, finding
from jixiao.catalogue.readings import Outcome, outcome, stated
from jixiao.catalogue.sections import basis, listing, said, section, word
from jixiao.document import Block, Cell, bullets, tone
from jixiao.language import text, wording
from jixiao.reading.telling.amounts import computed_words
from jixiao.rulebook.readings import FOUND, NONE, expected, is_remark


def facts(rule: Entry, language: str) -> Iterator[tuple[str, str]]:
    """Yield severity, and whether it is a relation or a remark."""
    yield word("fact.severity", language), text(f"findings.severity.{rule.node['severity']}", language)
    yield word("fact.nature", language), word(f"reading.{'remark' if is_remark(rule.node) else 'relation'}", language)


def blocks(rule: Entry, language: str) -> Iterator[Block]:
    """Yield the page in the order in which a reader asks."""
    node = rule.node
    if not is_remark(node):
        yield from section("statement", language, said(wording(node, "statement", language)))
        yield from section("formula", language, _formula(node, language))
        yield from section("tolerance", language, said(wording(node, "tolerance", language)))
    yield from section("examples", language, _examples(rule, language))
    if "title" in node:
        yield from section("remark" if is_remark(node) else "finding", language, finding(node, language))
    yield from section("why", language, said(wording(node, "why", language)))
    if "remedy" in node:
        yield from section("remedy", language, said(wording(node, "remedy", language)))
    if "notes" in node:
        yield from section("notes", language, [bullets(dotted(note[language]) for note in node["notes"].values())])
    yield from basis(rule, language)


def _formula(node: Mapping[str, Any], language: str) -> Iterator[Block]:
    yield from said(wording(node, "formula", language))
    rows = [[wording(definition, "label", language), name] for name, definition in node.get("definitions", {}).items()]
    yield from listing("definitions", "definitions", ("definition", "code"), rows, language)


def _examples(rule: Entry, language: str) -> list[Block]:
    rows = []
    for number, example in enumerate(rule.node["examples"], 1):
        found = outcome(rule.code, example)
        rows.append([word("example", language, number=number), example["text"], *_told(found, example, language)])
    columns = ("example", "report_text", "verdict") if is_remark(rule.node) else (
        "example", "report_text", "stated", "computed", "verdict")  # fmt: skip
    return listing("examples", "examples", columns, rows, language)


def _told(found: Outcome, example: Mapping[str, Any], language: str) -> Iterator[Cell]:
    if "remark" not in example:
        yield (stated(found.relation) if found.relation else None) or "—"
        yield (computed_words(found.relation, language) if found.relation else "") or "—"
    shown = _state(found.state, language)
    if found.agrees:
        yield shown
    else:
        wanted = [example[key] for key in ("stated", "computed") if key in example]
        told = " ".join([*wanted, _state(expected(example), language)])
        yield tone(word("differs", language, shown=shown, expected=told), "bad")


def _state(state: str, language: str) -> str:
    if state in (FOUND, NONE):
        return word("reading.found" if state == FOUND else "no_finding", language)
    return text(f"reconcile.verdict.{state}", language)
