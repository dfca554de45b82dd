"""The examples of relations: the figures of a rule file, and the verdict that the reconciliation gives of them."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from jixiao.catalogue.sections import word
from jixiao.language import text
from jixiao.reconcile import Figures, reconcile
from jixiao.reconcile.figures import Figure, fact, stated_figure
from jixiao.rulebook.rules import Rule, role_label

MONEY_UNIT = "万元"
_MARKS = {"period": re.compile("[0-9]{4}"), "doc": re.compile("D[0-9]+")}
_DENIED = Decimal(0)


def figures_of(example: Mapping[str, Any]) -> Figures:
    """Return what an example puts in: stated figures, amounts of the tables, amounts by fund source."""
    given = example["given"]
    pairs = given.items() if isinstance(given, Mapping) else [pair for item in given for pair in item.items()]
    stated = tuple(_stated(number, role, written) for number, (role, written) in enumerate(pairs))
    sources = {source: _amounts(node) for source, node in example.get("sources", {}).items()}
    return Figures(stated, _amounts(example.get("facts", {})), frozenset(example.get("tables", ())), MONEY_UNIT,
                   example.get("year", ""), _amounts(example.get("partial", {})), sources)  # fmt: skip


def verdicts(rule: Rule, example: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the verdicts that the relation gives of an example; a rate under its other definition aside."""
    found = dict.fromkeys(check.verdict for check in reconcile(figures_of(example), [rule]))
    if "reconciled" in found:
        found.pop("derived", None)
    return tuple(found)


def told(example: Mapping[str, Any], language: str) -> str:
    """Return what an example puts in, in words."""
    figures = figures_of(example)
    parts = [*(_words(figure, language) for figure in figures.stated),
             *(_table_words("from_tables", figure, language) for figure in figures.facts.values()),
             *(_table_words("from_some", figure, language) for figure in figures.partial.values()),
             *_by_source(figures, language)]  # fmt: skip
    return text("reconcile.semicolon", language).join(parts) or word("nothing_given", language)


def _stated(number: int, role: str, written: str) -> Figure:
    """Return a figure that is written as value, unit, and any of qualifier, period and document."""
    value, unit, *marks = written.split()
    named = {next((name for name, form in _MARKS.items() if form.fullmatch(mark)), "qualifier"): mark for mark in marks}
    return stated_figure(f"F{number}", role, Decimal(value), unit, group="one statement", **named)


def _amounts(node: Mapping[str, str]) -> dict[str, Figure]:
    return {role: fact(role, Decimal(yuan), MONEY_UNIT) for role, yuan in node.items()}


def _words(figure: Figure, language: str) -> str:
    label = role_label(figure.role, language)
    if figure.kind == "claim":
        told = word("claim.denied" if figure.value == _DENIED else "claim.affirmed", language, claim=label)
    else:
        told = word("pair", language, name=label, value=figure.shown(language))
    marks = [mark for mark in (_qualifier(figure, language), figure.period, figure.doc) if mark]
    return word("marked", language, words=told, marks=" ".join(marks)) if marks else told


def _qualifier(figure: Figure, language: str) -> str:
    if figure.qualifier and language == "en":
        return word("approximate", language)
    return figure.qualifier


def _table_words(key: str, figure: Figure, language: str) -> str:
    return word(key, language, name=role_label(figure.role, language), value=figure.shown(language))


def _by_source(figures: Figures, language: str) -> Iterator[str]:
    for number, amounts in enumerate(figures.sources.values(), 1):
        for figure in amounts.values():
            yield word("of_source", language, number=number, name=role_label(figure.role, language),
                       value=figure.shown(language))  # fmt: skip
