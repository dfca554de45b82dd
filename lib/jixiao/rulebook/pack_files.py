"""Read the file of a rule pack: strictly, with everything that it takes over from the pack it is based on."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jixiao.exceptions import RuleError
from jixiao.intake.strict_yaml import load_package
from jixiao.quantities import ZERO
from jixiao.rulebook import pack_settings as settings
from jixiao.rulebook.files import FOLDER, Node, check_keys, check_word, keys
from jixiao.rulebook.form import LEAST_EXAMPLES, check_version
from jixiao.rulebook.pack import Pack
from jixiao.rulebook.regulations import basis_of, check_day
from jixiao.rulebook.written import Written, parts_of

PACKS = "packs"
SETTINGS = "pack_settings"
_TEXTS = ("label", "label_en", "why", "why_en", "note", "note_en")
_CHOICES = {
    "scores": ("table", "catalogue"), "at_most": ("linear", "ratio"),
    "exactly": ("as_floor", "deviation", "strict"), "missing": ("none", "zero"), "negative": ("none", "zero"),
    "dropped": ("none", "rescale"),
}  # fmt: skip


def pack_codes() -> tuple[str, ...]:
    """Return the codes of all packs; a pack is found because its file is there."""
    return tuple(sorted(path.stem for path in (FOLDER / PACKS).glob("*.yaml")))


def read_pack(path: Path) -> Pack:
    """Return the rule pack of a file; one that it is based on lies beside it.

    Raises:
        RuleError: The file has an unknown, a missing or a wrong key, or leads back to itself.
    """
    return _read(path, ())


def _read(path: Path, above: tuple[str, ...]) -> Pack:
    """Return a pack; `above` are those that are based on it. A base is checked first, under its own name."""
    own, file = load_package(path), f"rules/{PACKS}/{path.name}"
    check_keys(PACKS, file, own)
    _check_head(file, own)
    _check_examples(file, own["examples"])
    inherited: Node = {}
    if own.get("based_on") is not None:
        inherited = _read(_base(path, file, own["based_on"], (*above, path.stem)), (*above, path.stem)).node
    node = {key: inherited[key] for key in keys(SETTINGS) if key in inherited} | dict(own)
    return _pack(path.stem, node, frozenset(own), file)


def _base(path: Path, file: str, code: object, chain: tuple[str, ...]) -> Path:
    if code in chain:
        raise RuleError("pack-cycle", file=file, cycle=" → ".join((*chain[chain.index(str(code)):], str(code))))
    check_word(file, "based_on", code, sorted({found.stem for found in path.parent.glob("*.yaml")} - set(chain)))
    return path.with_name(f"{code}.yaml")


def _check_head(file: str, node: Node) -> None:
    """Refuse days, texts and a version that are none."""
    parts = parts_of(PACKS, file, node)
    for key in ("in_force", "until"):
        if key in node:
            check_day(file, key, node[key])
    if "until" in node and node["until"] <= node["in_force"]:
        raise parts["until"].refused()
    for key in _TEXTS:
        if key in node:
            parts[key].text()
    check_version(file, node["version"])


def _check_examples(file: str, found: Any) -> None:
    rows = Written(file, PACKS, "examples", "", found).rows()
    if len(rows) < LEAST_EXAMPLES:
        raise RuleError("rule-needs-examples", file=file)
    if not [row for row in rows if _earns_nothing(row)]:
        raise RuleError("pack-needs-unscored-example", file=file)


def _earns_nothing(row: Written) -> bool:
    """Return whether an example expects no score or no points; it must be of its form."""
    parts = row.parts("pack_examples")
    parts["item"].parts("pack_items")
    return parts["expect"].found == "none" or parts["expect"].decimal() == ZERO


def _pack(code: str, node: Mapping[str, Any], own: frozenset[str], file: str) -> Pack:
    given = {key: node[key] for key in keys(SETTINGS) if key in node}
    check_keys(SETTINGS, file, given)
    parts = parts_of(SETTINGS, file, given)
    words = {name: parts[name].word(allowed) for name, allowed in _CHOICES.items()}
    total = settings.total(parts["total"])
    listed = settings.indicators(parts["indicators"], words["scores"])
    return Pack(
        code=code, node=node, own=own, basis=basis_of(file, node["basis"]), total=total,
        execution=settings.execution(parts["execution"], total), over=settings.over(parts["over"]),
        lateness=settings.lateness(parts["lateness"]), bands=settings.bands(parts["bands"]),
        satisfaction=settings.satisfaction(parts["satisfaction"]), rounding=settings.rounding(parts["rounding"]),
        caps=settings.caps(parts["caps"], total), grades=settings.grades(parts["grades"], total),
        indicators=listed, optional=settings.optional(parts["optional"], listed),
        shares=settings.shares(parts["shares"], total), minimum=settings.minimum(parts["minimum"]), **words,
    )  # fmt: skip
