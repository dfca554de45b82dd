"""The page of a check: what must hold in the tables, how it is tested, and what a failing row means."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from jixiao.catalogue.entries import Entry
from jixiao.catalogue.examples import name
from jixiao.catalogue.pages.relations import finding
from jixiao.catalogue.sections import basis, said, section, word
from jixiao.document import Block, heading, paragraph, pre
from jixiao.intake.schema import schemas
from jixiao.language import text, wording


def facts(rule: Entry, language: str) -> Iterator[tuple[str, str]]:
    """Yield severity, the table and version."""
    yield word("fact.severity", language), text(f"findings.severity.{rule.node['severity']}", language)
    yield word("fact.table", language), table_label(rule.node["table"], language)
    yield word("fact.version", language), str(rule.node["version"])


def blocks(rule: Entry, language: str) -> Iterator[Block]:
    """Yield the page in the order in which a reader asks."""
    yield from section("statement", language, said(wording(rule.node, "statement", language)))
    yield from section("tested", language, _tested(rule.node, language))
    yield from section("examples", language, _examples(rule.node, language))
    yield from section("finding", language, finding(rule.node, language))
    yield from section("why", language, said(wording(rule.node, "why", language)))
    yield from section("remedy", language, said(wording(rule.node, "remedy", language)))
    yield from basis(rule, language)


def table_label(table: str, language: str) -> str:
    """Return the name of a table of the project; a derived frame has only its identifier."""
    return schemas()[table].label_in(language) if table in schemas() else word("derived", language, name=table)


def _tested(node: Mapping[str, Any], language: str) -> Iterator[Block]:
    yield paragraph(word("expectation", language))
    arguments = json.dumps(node["arguments"], ensure_ascii=False)
    yield pre(f"{node['expectation']}\n{node['table']}\n{arguments}")


def _examples(node: Mapping[str, Any], language: str) -> Iterator[Block]:
    for number, example in enumerate(node["examples"], 1):
        yield heading(2, name(example, number, language), listed=False)
        for table, rows in (example.get("given") or {}).items():
            yield pre(f"{table}.csv\n{rows.strip()}")
        yield paragraph(_expected(example, language))


def _expected(example: Mapping[str, Any], language: str) -> str:
    state = text(f"validate.state.{example['expect']}", language)
    rows = ", ".join(str(row) for row in example.get("rows", ()))
    return word("expected_rows" if rows else "expected", language, state=state, rows=rows)
