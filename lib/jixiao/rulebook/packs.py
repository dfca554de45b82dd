"""The rule packs that there are, and which of them count on a day."""

from functools import cache
from typing import TYPE_CHECKING

from jixiao.exceptions import ParameterError, RuleError
from jixiao.rulebook.files import FOLDER
from jixiao.rulebook.pack import Pack
from jixiao.rulebook.pack_files import PACKS, pack_codes, read_pack
from jixiao.rulebook.regulations import in_force, regulation

if TYPE_CHECKING:
    from jixiao.intake.params import Params

__all__ = ["is_in_force", "load_pack", "pack_codes", "read_pack", "require_pack", "require_packs"]


@cache
def load_pack(code: str) -> Pack:
    """Return the rule pack `code`.

    Raises:
        RuleError: There is no such pack, or its file has an unknown, a missing or a wrong key.
    """
    path = FOLDER / PACKS / f"{code}.yaml"
    if not path.is_file():
        raise RuleError("unknown-pack", pack=code, known=", ".join(pack_codes()))
    return read_pack(path)


def require_pack(code: str, as_of: str) -> Pack:
    """Return the rule pack `code`, which must be in force on the day `as_of` (ISO).

    Raises:
        RuleError: There is no such pack.
        ParameterError: It is not in force; the error names the packs that are.
    """
    found = load_pack(code)
    if not is_in_force(found, as_of):
        known = ", ".join(name for name in pack_codes() if is_in_force(load_pack(name), as_of))
        number = regulation(found.basis.regulation)["number"] or found.text("label", "zh")
        raise ParameterError("pack-not-in-force", pack=code, day=as_of, number=number,
                             since=found.node["in_force"], known=known or "—")  # fmt: skip
    return found


def require_packs(params: "Params") -> tuple[Pack, ...]:
    """Return the rule pack that counts and those to compare with, all in force on the day of the rules.

    Raises:
        RuleError: There is no such pack.
        ParameterError: One is not in force.
    """
    return tuple(require_pack(code, params.rules_as_of) for code in (params.rule_pack, *params.other_packs))


def is_in_force(pack: Pack, as_of: str) -> bool:
    """Return whether a pack and the regulation it rests on are in force on the day `as_of` (ISO)."""
    until = pack.node.get("until")
    has_begun = pack.node["in_force"] <= as_of and (until is None or as_of < until)
    return has_begun and in_force(pack.basis.regulation, as_of)
