"""The catalogue as a whole: what is in force on a day, and the index of all pages."""

from collections.abc import Iterator, Sequence
from typing import Any

from jixiao.catalogue.entries import KINDS, SINGLE, Entry, entries, every
from jixiao.catalogue.pages.packs import named, weights
from jixiao.catalogue.scorers import points_under, rule_under, scorers
from jixiao.catalogue.sections import listing, number_of, verified, word
from jixiao.document import Block, Cell, bullets, document, heading, paragraph, plain, table
from jixiao.language import wording
from jixiao.quantities import ZERO, show_number
from jixiao.rulebook import NEWEST, packs, rules
from jixiao.rulebook.pack import Pack

INDICATORS, PACKS = "indicators", "packs"


def overview(as_of: str, code: str | None, language: str) -> dict[str, Any]:
    """Return what is in force on the day `as_of`, pack by pack, as a document for the terminal.

    Args:
        as_of: The day (ISO); `NEWEST` asks for the newest rules.
        code: The one pack to show; all without it.
        language: ``zh`` or ``en``.
    """
    blocks: list[Block] = [paragraph(word("as_newest" if as_of == NEWEST else "as_of", language, day=as_of))]
    shown = [rule for rule in entries(PACKS) if rule.is_in_force(as_of) and code in (None, rule.code)]
    for rule in shown:
        blocks += _pack(packs.load_pack(rule.code), language, as_of)
    if code is None:
        blocks += _others(as_of, language)
    return document(word("title", language), [*blocks, *_more(language)], language=language)


def index(language: str) -> dict[str, Any]:
    """Return the first page of the catalogue: every rule by kind and dimension, each leading to its page."""
    every_rule = list(every())
    states = [found.verified for rule in every_rule for _, found in rule.bases()]
    cover = [
        (word("fact.digest", language), rules.digest()),
        (word("fact.rules", language), str(len(every_rule))),
        (word("fact.clauses", language), word("clauses", language, verified=sum(states), number=len(states))),
    ]
    blocks = [paragraph(word("introduction", language))]
    for kind in KINDS:
        if kind not in SINGLE:
            blocks += _kind(kind, language)
    blocks += [heading(1, word("section.more", language)), bullets([[rule.link(language)] for kind in SINGLE
                                                                   for rule in entries(kind)])]  # fmt: skip
    return document(word("title", language), blocks, language=language, cover=cover)


def _pack(pack: Pack, language: str, as_of: str) -> Iterator[Block]:
    yield heading(1, pack.text("label", language))
    state = word("verified" if pack.basis.verified else "unverified", language)
    yield paragraph(word("pack_line", language, code=pack.code, day=pack.node["in_force"],
                         number=number_of(pack.basis), state=state))  # fmt: skip
    base = pack.node.get("based_on", "") if "based_on" in pack.own else ""
    if pack.scores == "table":
        same = base and "shares" not in pack.own
        yield from [paragraph(word("weights_of", language, code=base))] if same else weights(pack, language)
        return
    found = [rule for rule in entries(INDICATORS) if rule.code in pack.indicators]
    found.sort(key=lambda rule: pack.indicators.index(rule.code))
    rows = [_scored(rule, pack, language, as_of) for rule in found]
    columns = ("dimension", "indicator", "code", "points", "number", "verified")
    labels = [(word(f"column.{column}", language), "left") for column in columns]
    total = sum((points_under(rule, pack.basis.regulation, as_of) or ZERO for rule in found), ZERO)
    foot = [word("sum", language), "", "", show_number(total), "", ""]
    yield table(pack.code, word("caption.indicators", language), labels, rows, foot=foot)


def _scored(rule: Entry, pack: Pack, language: str, as_of: str) -> list[Cell]:
    basis = rule_under(rule, pack.basis.regulation, as_of).basis
    points = show_number(points_under(rule, pack.basis.regulation, as_of))
    state = verified(basis.verified, language)
    return [*map(plain, named(rule, pack, language, as_of)), rule.code, points, number_of(basis), state]


def _others(as_of: str, language: str) -> Iterator[Block]:
    listed = {code for pack in entries(PACKS) for code in packs.load_pack(pack.code).indicators}
    found = [rule for rule in entries(INDICATORS) if rule.code not in listed and rule.is_in_force(as_of)]
    rows = [_line(rule, language) for rule in found]
    yield heading(1, word("section.unlisted", language))
    yield from listing("unlisted", "unlisted", ("indicator", "code", "number", "verified"), rows, language)
    counts = [[word(f"kind.{kind}", language), str(sum(rule.is_in_force(as_of) for rule in entries(kind)))]
              for kind in KINDS if kind not in (PACKS, INDICATORS, *SINGLE)]  # fmt: skip
    counts += [[word(f"kind.{rule.kind}", language), str(_size(rule))] for kind in SINGLE for rule in entries(kind)]
    yield heading(1, word("section.others", language))
    yield from listing("others", "others", ("kind", "count"), counts, language)


def _size(rule: Entry) -> int:
    return len(rule.node.get("list", rule.node))


def _line(rule: Entry, language: str) -> list[Cell]:
    basis = rule.bases()[-1][1]
    return [rule.label(language), rule.code, number_of(basis), verified(basis.verified, language)]


def _more(language: str) -> list[Block]:
    return [heading(1, word("section.look", language)), bullets(word("look", language).strip().splitlines())]


def _kind(kind: str, language: str) -> Iterator[Block]:
    yield heading(1, word(f"kind.{kind}", language))
    if kind == INDICATORS:
        for code, node in rules.dimensions().items():
            found = [rule for rule in entries(kind) if rule.node["dimension"] == code]
            if found:
                yield heading(2, wording(node, "label", language))
                yield from listing(f"{kind}-{code}", "by_dimension", ("indicator", "code", "scored_by"),
                                   [_indicator(rule, language) for rule in found], language)  # fmt: skip
        return
    period = ("period",) if kind == "regulations" else ()
    columns = ("rule_name", "code", "number", *period, "verified")
    yield from listing(kind, kind, columns, [_row(rule, language) for rule in entries(kind)], language)


def _indicator(rule: Entry, language: str) -> Sequence[Cell]:
    using = [pack.code for pack in entries(PACKS) if any(scorers(pack, rule.code))]
    return [rule.link(language), rule.code, "\n".join(using) or word("no_pack", language)]


def _row(rule: Entry, language: str) -> Sequence[Cell]:
    if rule.kind == "regulations":
        period = f"{rule.node['in_force']} – {rule.node.get('repealed', '')}".rstrip()
        state = verified(rule.node["verified"], language)
        return [rule.link(language), rule.code, rule.node["number"] or "—", period, state]
    if not rule.bases():
        return [rule.link(language), rule.code, word("arithmetic", language), "—"]
    basis = rule.bases()[-1][1]
    return [rule.link(language), rule.code, number_of(basis), verified(basis.verified, language)]
