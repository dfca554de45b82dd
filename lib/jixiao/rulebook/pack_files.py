"""Read the file of a rule pack: strictly, with everything that it takes over from the pack it is based on."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import Any

from jixiao.exceptions import RuleError
from jixiao.intake.strict_yaml import load_package
from jixiao.quantities import ZERO
from jixiao.rulebook.files import FOLDER, check_keys, check_word, keys
from jixiao.rulebook.pack import (
    CLOSED,
    MODES,
    Band,
    Cap,
    Execution,
    Grade,
    Lateness,
    Loss,
    Over,
    Pack,
    Rounding,
)
from jixiao.rulebook.regulations import basis_of

PACKS = "packs"
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
        RuleError: The file has an unknown, a missing or a wrong key.
    """
    own = load_package(path)
    node = _with_base(path, own, ())
    file = f"rules/{PACKS}/{path.name}"
    try:
        return _pack(path.stem, node, frozenset(own), file)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise RuleError("pack-wrong-value", file=file, found=str(error)[:80]) from error


def _with_base(path: Path, own: Mapping[str, Any], seen: tuple[str, ...]) -> dict[str, Any]:
    file = f"rules/{PACKS}/{path.name}"
    check_keys("packs", file, own)
    if len(own["examples"]) < 2:
        raise RuleError("rule-needs-examples", file=file)
    base = own.get("based_on")
    if base is None:
        return dict(own)
    base_path = path.with_name(f"{base}.yaml")
    if base in (*seen, path.stem) or not base_path.is_file():
        raise RuleError("unknown-pack", pack=base, known=", ".join(pack_codes()))
    inherited = _with_base(base_path, load_package(base_path), (*seen, path.stem))
    return {key: inherited[key] for key in keys("pack_settings") if key in inherited} | dict(own)


def _pack(code: str, node: Mapping[str, Any], own: frozenset[str], file: str) -> Pack:
    check_keys("pack_settings", file, {key: node[key] for key in keys("pack_settings") if key in node})
    for key, choices in _CHOICES.items():
        check_word(file, key, node[key], choices)
    read = {name: reader(node.get(name)) for name, reader in _READERS.items()}
    words = {name: node[name] for name in _CHOICES}
    return Pack(code=code, node=node, own=own, basis=basis_of(file, node["basis"]), **read, **words)


def _execution(node: Mapping[str, Any] | None) -> Execution | None:
    return node and Execution(Decimal(node["points"]), node["rate"], _or_none(node["cap"]))  # type: ignore[return-value]


def _over(node: Mapping[str, Any]) -> Over:
    losses = [Loss(**{key: Decimal(value) for key, value in loss.items()}) for loss in node["lose"]]
    return Over(
        Decimal(node["explain_at"]), {"from": True, "above": False}[node["bound"]],
        _or_none(node["zero_target_at"]), tuple(sorted(losses, key=lambda loss: loss.at, reverse=True)),
        {"unexplained": True, "always": False}[node["lose_if"]],
    )  # fmt: skip


def _lateness(node: Mapping[str, Any]) -> Lateness:
    table = tuple((int(row["days"]), Decimal(row["share"])) for row in node.get("table", ()))
    return Lateness(Decimal(node["per_day"]) if not table else ZERO, tuple(sorted(table)))


def _bands(node: Mapping[str, Mapping[str, Any]]) -> dict[str, Band]:
    return {name: Band(Fraction(band["from"]), Fraction(band["to"]), _one_of(CLOSED, band["closed"]))
            for name, band in node.items()}  # fmt: skip


def _satisfaction(node: str | Sequence[Mapping[str, Any]]) -> tuple[tuple[Fraction, Fraction], ...]:
    if isinstance(node, str):
        return {"proportional": ()}[node]
    return tuple(sorted(((Fraction(step["from"]), Fraction(step["share"])) for step in node), reverse=True))


def _rounding(node: Mapping[str, Any]) -> Rounding:
    return Rounding(int(node["digits"]), _one_of(MODES, node["mode"]))


def _caps(node: Sequence[Mapping[str, Any]] | None) -> tuple[Cap, ...]:
    return tuple(Cap(cap["rate"], Decimal(cap["below"]), Decimal(cap["at_most"])) for cap in node or ())


def _grades(node: Sequence[Mapping[str, Any]]) -> tuple[Grade, ...]:
    grades = (Grade(Decimal(bound["at_least"]), bound, tuple(bound.get("also", ()))) for bound in node)
    return tuple(sorted(grades, key=lambda grade: grade.at_least, reverse=True))


def _shares(node: Sequence[Mapping[str, Any]] | None) -> tuple[Mapping[str, Decimal], ...]:
    return tuple({name: Decimal(points) for name, points in row.items() if name not in ("label", "label_en")}
                 for row in node or ())  # fmt: skip


def _minimum(node: Mapping[str, Any] | None) -> tuple[tuple[str, ...], Decimal] | None:
    return (tuple(node["dimensions"]), Decimal(node["share"])) if node else None


def _one_of(choices: Sequence[str], word: str) -> str:
    if word not in choices:
        raise ValueError(word)
    return word


def _codes(node: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(node or ())


def _or_none(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)


_READERS: Mapping[str, Any] = {
    "total": Decimal, "execution": _execution, "over": _over, "lateness": _lateness, "bands": _bands,
    "satisfaction": _satisfaction, "rounding": _rounding, "caps": _caps, "grades": _grades,
    "indicators": _codes, "optional": _codes, "shares": _shares, "minimum": _minimum,
}  # fmt: skip
