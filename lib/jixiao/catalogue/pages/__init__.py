"""The page of a rule as blocks: one module for each kind of rule, called like its folder."""

from importlib import import_module
from typing import Any

from jixiao.catalogue.entries import Entry
from jixiao.catalogue.sections import word
from jixiao.document import document


def page(rule: Entry, language: str) -> dict[str, Any]:
    """Return the page of a rule as a document, of which the terminal and the HTML page are made."""
    module = import_module(f"{__name__}.{rule.kind}")
    code = (word("fact.code", language), rule.code)
    kind = (word("fact.kind", language), word(f"one.{rule.kind}", language))
    return document(rule.label(language), module.blocks(rule, language), language=language,
                    cover=[code, kind, *module.facts(rule, language)])  # fmt: skip
