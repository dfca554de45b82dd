"""The page of a regulation: what it is called, when it holds, and which rules rest on it."""

from collections.abc import Iterator

from jixiao.catalogue.entries import Entry, entries, entry, every, linked
from jixiao.catalogue.sections import by_kind, optional, section, word
from jixiao.document import Block, bullets


def facts(rule: Entry, language: str) -> Iterator[tuple[str, str]]:
    """Yield number, issuer, dates and the state of verification."""
    node, english = rule.node, language == "en"
    yield word("fact.number", language), node["number"] or word("without_number", language)
    yield word("fact.title_zh", language), node["title"]
    yield word("fact.title_en", language), node["title_en"]
    if "issuer" in node:
        yield word("fact.issuer", language), node["issuer_en" if english else "issuer"]
    for key in ("issued", "in_force", "repealed"):
        if key in node:
            yield word(f"fact.{key}", language), node[key]
    if "kind" in node:
        yield word("fact.nature", language), word(f"nature.{node['kind']}", language)
    yield word("fact.verified", language), word("verified" if node["verified"] else "unverified", language)


def blocks(rule: Entry, language: str) -> Iterator[Block]:
    """Yield the remark on the regulation and every rule that rests on it."""
    yield from section("note", language, optional(rule, "note", language))
    yield from _relatives(rule, language)
    resting = [other for other in every() if any(basis.regulation == rule.code for _, basis in other.bases())]
    yield from section("rests", language, by_kind(resting, language))


def _relatives(rule: Entry, language: str) -> Iterator[Block]:
    """Yield the regulation that replaced it and those that it replaced."""
    after = entry("regulations", rule.node["repealed_by"]) if "repealed_by" in rule.node else None
    before = [other for other in entries("regulations") if other.node.get("repealed_by") == rule.code]
    for key, found in (("repealed_by", [after] if after else []), ("repeals", before)):
        if found:
            yield from section(key, language, [bullets(linked(found, language))])
