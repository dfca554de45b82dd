"""The page of a rule pack: what it is, how it differs, how it scores, proved by examples."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.catalogue import examples
from jixiao.catalogue.entries import Entry, entry
from jixiao.catalogue.scorers import dated_points
from jixiao.catalogue.sections import basis, listing, said, section, word
from jixiao.catalogue.settings import KEYS, setting, shares_label
from jixiao.document import Block, Cell, bullets, paragraph, table
from jixiao.language import wording
from jixiao.quantities import ZERO, show_number
from jixiao.rulebook import packs, rules
from jixiao.rulebook.pack import Pack


def facts(rule: Entry, language: str) -> Iterator[tuple[str, str]]:
    """Yield its days, its total and its version."""
    yield word("fact.in_force", language), rule.node["in_force"]
    if "until" in rule.node:
        yield word("fact.until", language), rule.node["until"]
    yield word("fact.total", language), word("points", language, points=rule.node["total"])
    yield word("fact.version", language), str(rule.node["version"])


def blocks(rule: Entry, language: str) -> Iterator[Block]:
    """Yield the page in the order in which a reader asks."""
    pack = packs.load_pack(rule.code)
    note = pack.text("note", language) if "note" in pack.own else ""
    yield from section("what", language, said(pack.text("why", language), note))
    yield from section("differs", language, _differences(pack, language))
    yield from section("scoring", language, _settings(pack, language))
    yield from section("weights", language, weights(pack, language))
    yield from section("examples", language, examples.of_pack(pack, language))
    yield from section("indicators", language, indicators(pack, language))
    yield from basis(rule, language)


def indicators(pack: Pack, language: str) -> list[Block]:
    """Return the pack's own list of indicators with their points, or the words that the project brings its own."""
    if pack.scores == "table":
        return said(word("own_indicators", language))
    found = [rule for code in pack.indicators if (rule := entry("indicators", code))]
    points = [dated_points(rule, pack.basis.regulation) for rule in found]
    rows: list[list[Cell]] = [
        [_dimension(rule, pack, language), rule.link(language), rule.code, show_number(share)]
        for rule, share in zip(found, points, strict=True)
    ]  # fmt: skip
    labels = [(word(f"column.{column}", language), "left") for column in ("dimension", "indicator", "code", "points")]
    total = show_number(sum((share or ZERO for share in points), ZERO))
    foot = [word("sum", language), "", "", total]
    return [table("indicators", word("caption.indicators", language), labels, rows, foot=foot)]


def weights(pack: Pack, language: str) -> Iterator[Block]:
    """Yield the level-1 weights that the regime names, and the least that some dimensions must weigh."""
    columns = ["execution", *rules.dimensions()]
    used = [column for column in columns if any(column in row for row in pack.shares)]
    labels = [(word("column.case", language), "left"), *((shares_label(column, language), "right") for column in used)]
    rows = [[wording(node, "label", language), *(_shown(row.get(column)) for column in used)]
            for node, row in zip(pack.node.get("shares") or (), pack.shares, strict=True)]  # fmt: skip
    if rows:
        yield table("weights", word("caption.weights", language), labels, rows)
        yield paragraph(word("weights_are_usual", language))
    if pack.minimum:
        yield bullets(setting("minimum", pack, language))


def _dimension(rule: Entry, pack: Pack, language: str) -> str:
    dated = [node for _, node in sorted(rule.node["in_force"].items())
             if node["basis"]["regulation"] == pack.basis.regulation]  # fmt: skip
    code = (dated[-1] if dated else {}).get("dimension", rule.node["dimension"])
    return wording(rules.dimensions()[code], "label", language)


def _differences(pack: Pack, language: str) -> Iterator[Block]:
    code = pack.node.get("based_on") if "based_on" in pack.own else None
    if code is None:
        yield paragraph(word("stands_alone", language))
        return
    base = packs.load_pack(code)
    based = entry("packs", code)
    yield paragraph(word("based_on", language), based.link(language) if based else "", f"  {code}")
    found = {key: [setting(key, side, language) for side in (base, pack)] for key in KEYS if key in pack.own}
    rows = [[word(f"setting.{key}", language), "\n".join(there), "\n".join(here)]
            for key, (there, here) in found.items() if there != here]  # fmt: skip
    yield from listing("differences", "differences", ("rule", "there", "here"), rows, language)
    if not rows:
        yield paragraph(word("same_as_base", language))


def _settings(pack: Pack, language: str) -> list[Block]:
    rows = [[word(f"setting.{key}", language), "\n".join(setting(key, pack, language))]
            for key in KEYS if key not in ("shares", "indicators")]  # fmt: skip
    return listing("settings", "settings", ("rule", "how"), rows, language)


def _shown(points: Decimal | None) -> str:
    return "—" if points is None else show_number(points)

