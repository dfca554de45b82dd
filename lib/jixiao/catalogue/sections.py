"""The blocks that pages of every kind share: titled sections, the basis, lists of other rules."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from jixiao.catalogue.entries import KINDS, Entry, entry, linked
from jixiao.document import Block, Cell, Inline, bullets, heading, link, paragraph, table, tone
from jixiao.language import text
from jixiao.rulebook import rules
from jixiao.rulebook.rules import Basis

Columns = Sequence[tuple[str, str]]


def word(key: str, language: str, **fields: object) -> str:
    """Return a sentence of the catalogue's own words."""
    return text(f"catalogue.{key}", language, **fields)


def section(key: str, language: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield a titled section; one without content says that there is none."""
    yield heading(1, word(f"section.{key}", language))
    yield from list(blocks) or [paragraph(word("none", language))]


def said(*sentences: str) -> list[Block]:
    """Return each sentence that is there as a paragraph."""
    return [paragraph(sentence) for sentence in sentences if sentence]


def optional(rule: Entry, key: str, language: str) -> list[Block]:
    """Return an optional text of a rule as a paragraph."""
    twin = f"{key}_en" if language == "en" else key
    return said(str(rule.node.get(twin, "")))


def listing(id: str, key: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], language: str) -> list[Block]:
    """Return a table whose caption and column labels stand in the catalogue; nothing if it has no row."""
    found = list(rows)
    labels = [(word(f"column.{column}", language), "left") for column in columns]
    return [table(id, word(f"caption.{key}", language), labels, found)] if found else []


def basis(rule: Entry, language: str) -> Iterator[Block]:
    """Yield what a rule rests on, in every dated version, and whether a person has compared the clause."""
    rows = [[day, regulation_link(found, language), clause(found, language), verified(found.verified, language)]
            for day, found in rule.bases()]  # fmt: skip
    columns = ("since", "regulation", "clause", "verified")
    found = listing("basis", "basis", columns, rows, language) or said(word("arithmetic_basis", language))
    yield from section("basis", language, found)


def regulation_link(found: Basis, language: str) -> Inline:
    """Return the name of a regulation with its number, leading to its page."""
    rule = entry("regulations", found.regulation)
    if rule is None:
        raise LookupError(found.regulation)
    number = rule.node["number"]
    label = rule.label(language)
    named = word("regulation", language, title=label, number=number) if number else label
    return link(named, rule.page)


def number_of(found: Basis) -> str:
    """Return the number of a regulation, or its code where it has none."""
    return str(rules.regulation(found.regulation)["number"] or found.regulation)


def clause(found: Basis, language: str) -> str:
    """Return the clause in `language`."""
    return found.clause_en if language == "en" else found.clause


def verified(state: bool, language: str) -> Cell:
    """Return whether a clause was compared with the published text, never by colour alone."""
    return tone(word("verified" if state else "unverified", language), "good" if state else "warn")


def by_kind(found: Iterable[Entry], language: str) -> Iterator[Block]:
    """Yield rules as lists, one under each kind."""
    ordered = sorted(found, key=lambda rule: (KINDS.index(rule.kind), rule.code))
    for kind, group in groupby(ordered, key=lambda rule: rule.kind):
        yield heading(2, word(f"kind.{kind}", language), listed=False)
        yield bullets(linked(group, language))


def joined(words: Iterable[str], language: str) -> str:
    """Return words as a list inside a sentence."""
    return word("comma", language).join(words)
