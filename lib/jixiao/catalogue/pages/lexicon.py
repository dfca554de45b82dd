"""The page of the word lists by which written reports are read: what each is for, and how much it holds."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jixiao.catalogue.entries import Entry
from jixiao.catalogue.sections import joined, listing, section, word
from jixiao.document import Block
from jixiao.language import catalogue

_BETWEEN = re.compile(r"[|\s]+")


def facts(rule: Entry, language: str) -> Iterator[tuple[str, str]]:
    """Yield how many lists and words there are."""
    lists = rule.node["list"]
    yield word("fact.lists", language), str(len(lists))
    yield word("fact.words", language), str(sum(map(size, lists.values())))


def blocks(rule: Entry, language: str) -> Iterator[Block]:
    """Yield the lists as one table."""
    rows = [[_purpose(name, language), name, joined(map(str, node), language), str(size(node))]
            for name, node in rule.node["list"].items()]  # fmt: skip
    columns = ("purpose", "code", "holds", "count")
    yield from section("lexicon", language, listing("lexicon", "lexicon", columns, rows, language))


def size(node: Any) -> int:
    """Return how many words and patterns a list holds, whatever its form; alternatives count one by one."""
    if isinstance(node, Mapping):
        return sum(map(size, node.values()))
    if isinstance(node, list):
        return sum(map(size, node))
    return len([part for part in _BETWEEN.split(node) if part]) if isinstance(node, str) else 1


def _purpose(name: str, language: str) -> str:
    return catalogue(language).get(f"catalogue.lexicon.{name}", "—")
