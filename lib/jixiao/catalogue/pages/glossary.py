"""The page of the words of the field: Chinese, English, the identifier, and what each means."""

from collections.abc import Iterator

from jixiao.catalogue.entries import Entry
from jixiao.catalogue.sections import listing, section, word
from jixiao.document import Block
from jixiao.language import wording


def facts(rule: Entry, language: str) -> Iterator[tuple[str, str]]:
    """Yield how many words there are."""
    yield word("fact.words", language), str(len(rule.node))


def blocks(rule: Entry, language: str) -> Iterator[Block]:
    """Yield the words as one table."""
    rows = [[node["label"], node["label_en"], code, wording(node, "meaning", language)]
            for code, node in rule.node.items()]  # fmt: skip
    yield from section("words", language, listing("words", "words", ("chinese", "english", "code", "meaning"),
                                                  rows, language))  # fmt: skip
