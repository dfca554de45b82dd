"""The page of a rule pack: what it is, how it differs, how it scores, proved by examples."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.catalogue import examples
from jixiao.catalogue.entries import Entry, entry
from jixiao.catalogue.kinds import kinds
from jixiao.catalogue.scorers import points_under, rule_under
from jixiao.catalogue.sections import basis, listing, number_of, said, section, word
from jixiao.catalogue.settings import KEYS, setting, shares_label
from jixiao.document import Block, Cell, bullets, link, paragraph, table
from jixiao.language import wording
from jixiao.quantities import ZERO, show_number
from jixiao.rulebook import NEWEST, packs, rules
from jixiao.rulebook.lists import dimension_label
from jixiao.rulebook.pack import Pack
from jixiao.rulebook.regulations import Basis


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
    yield from section("what", language, said(pack.text("why", language), *_notes(pack, language)))
    yield from section("differs", language, _differences(pack, language))
    yield from section("scoring", language, _settings(pack, language))
    yield from section("kinds", language, kinds(pack, language))
    yield from section("weights", language, weights(pack, language))
    yield from section("examples", language, examples.of_pack(pack, language))
    yield from section("indicators", language, indicators(pack, language))
    yield from basis(rule, language)


def _notes(pack: Pack, language: str) -> Iterator[str]:
    """Yield the remark of a pack, and those of the packs whose rules it takes over."""
    yield _note(pack, language)
    while base := based_on(pack):
        pack, note = base, _note(base, language)
        yield word("note_of", language, label=pack.text("label", language), code=pack.code, note=note) if note else ""


def _note(pack: Pack, language: str) -> str:
    return pack.text("note", language) if "note" in pack.own else ""


def based_on(pack: Pack) -> Pack | None:
    """Return the pack whose rules a pack takes over where it says nothing itself."""
    return packs.load_pack(pack.node["based_on"]) if "based_on" in pack.own else None


def indicators(pack: Pack, language: str) -> list[Block]:
    """Return the pack's own list of indicators with their points, or the words that the project brings its own."""
    if pack.scores == "table":
        return said(word("own_indicators", language))
    found = [rule for code in pack.indicators if (rule := entry("indicators", code))]
    points = [points_under(rule, pack.basis.regulation) for rule in found]
    rows: list[list[Cell]] = [
        [*named(rule, pack, language), rule.code, show_number(share)] for rule, share in zip(found, points, strict=True)
    ]  # fmt: skip
    labels = [(word(f"column.{column}", language), "left") for column in ("dimension", "indicator", "code", "points")]
    total = show_number(sum((share or ZERO for share in points), ZERO))
    foot = [word("sum", language), "", "", total]
    return [table("indicators", word("caption.indicators", language), labels, rows, foot=foot)]


def weights(pack: Pack, language: str) -> Iterator[Block]:
    """Yield the level-1 weights that the regime names, and the least that some dimensions must weigh."""
    columns = ["execution", *rules.dimensions()]
    used = [column for column in columns if any(column in row.points for row in pack.shares)]
    labels = [(word("column.case", language), "left"),
              *((shares_label(column, pack, language), "right") for column in used),
              (word("column.regulation", language), "left")]  # fmt: skip
    own = _source_of_shares(pack).basis
    rows: list[list[Cell]] = [
        [wording(row.node, "label", language), *(_shown(row.points.get(column)) for column in used),
         _resting(row.basis or own, language)] for row in pack.shares
    ]  # fmt: skip
    if rows:
        yield table("weights", word("caption.weights", language), labels, rows)
        yield paragraph(word("weights_are_usual", language))
    if pack.minimum:
        yield bullets(setting("minimum", pack, language))


def named(rule: Entry, pack: Pack, language: str, as_of: str = NEWEST) -> list[Cell]:
    """Return dimension and name of an indicator as the document of the pack has them; the name leads to its page."""
    read = rule_under(rule, pack.basis.regulation, as_of)
    dimension = dimension_label(read["dimension"], language, pack.basis.regulation)
    return [dimension, link(read.text("label", language), rule.page)]


def _resting(found: Basis, language: str) -> str:
    return f"{number_of(found)}\n{word('verified' if found.verified else 'unverified', language)}"


def _source_of_shares(pack: Pack) -> Pack:
    while "shares" not in pack.own and (base := based_on(pack)):
        pack = base
    return pack


def _differences(pack: Pack, language: str) -> Iterator[Block]:
    base = based_on(pack)
    if base is None:
        yield paragraph(word("stands_alone", language))
        return
    based = entry("packs", base.code)
    yield paragraph(word("based_on", language), based.link(language) if based else "", f"  {base.code}")
    found = {key: [setting(key, side, language) for side in (base, pack)] for key in KEYS if key in pack.own}
    rows = [[word(f"setting.{key}", language), "\n".join(there), "\n".join(here)]
            for key, (there, here) in found.items() if there != here]  # fmt: skip
    yield from listing("differences", "differences", ("rule", "there", "here"), rows, language)
    if not rows:
        yield paragraph(word("same_as_base", language))


def _settings(pack: Pack, language: str) -> list[Block]:
    elsewhere = {"shares", "indicators"} | (set() if pack.optional else {"optional"})
    rows = [[word(f"setting.{key}", language), "\n".join(setting(key, pack, language))]
            for key in KEYS if key not in elsewhere]  # fmt: skip
    return listing("settings", "settings", ("rule", "how"), rows, language)


def _shown(points: Decimal | None) -> str:
    return "—" if points is None else show_number(points)

