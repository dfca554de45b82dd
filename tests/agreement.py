"""Compare jixiao's points with those of the second engine, sheet by sheet and pack by pack."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from shutil import copy

import second_engine
from jixiao.rulebook.pack import Pack
from jixiao.rulebook.packs import load_pack, pack_codes, read_pack
from jixiao.rulebook.rules import Rules, load_rules
from jixiao.scoring import score
from jixiao.scoring.sheet import Sheet
from random_sheets import sheet, sheet_of

FAR_DAY = "2999-12-31"
BASE = "cn-2020-10-self"
# what no pack in use says: together with the packs in use these two take every branch of the rule text
HEAD = """label: 极端口径
label_en: extreme reading
basis: {regulation: practice, clause: 试验, clause_en: trial, verified: false}
in_force: "2020-02-25"
why: 试验
why_en: trial
version: 1
based_on: cn-2020-10-self
examples:
  - {name: 达到, item: {target: "100", actual: "100", weight: "10"}, expect: "10"}
  - {name: 没有指标值, item: {actual: "50", weight: "10"}, expect: none}
"""
EXTREMES = {
    "all-harsh": """at_most: ratio
exactly: strict
missing: zero
negative: zero
dropped: rescale
execution: {points: 10, rate: funding_rate, cap: null}
over: {explain_at: "1.2", bound: from, zero_target_at: "30", lose_if: always,
  lose: [{at: "1.2", points: "1"}, {at: "1.5", share: "0.5"}, {at: "1.3", points: "0.25"}]}
lateness: {table: [{days: 1, share: "0.9"}, {days: 30, share: "0.3"}]}
bands:
  reached: {from: "0.8", to: "1", closed: to}
  partly: {from: "0.6", to: "0.8", closed: from}
  missed: {from: "0", to: "0.6", closed: both}
satisfaction: [{from: "0.6", share: "0.25"}, {from: "0.9", share: "1"}]
rounding: {digits: 0, mode: truncate}
caps: [{rate: funding_rate, below: "1", at_most: "70"}, {rate: execution_rate_of_budget, below: "0.8", at_most: "60"}]
""",
    "all-lenient": """at_most: linear
exactly: deviation
negative: zero
execution: null
over: {explain_at: "1.3", bound: above, zero_target_at: "30", lose_if: unexplained,
  lose: [{at: "2", share: "1"}, {at: "1.3", share: "0.1"}]}
lateness: {per_day: "0.0333"}
dropped: rescale
rounding: {digits: 4, mode: half_up}
""",
}


def extreme_packs(folder: Path) -> Path:
    """Write the extreme packs beside the pack they are based on."""
    copy(second_engine.RULES / "packs" / f"{BASE}.yaml", folder)
    for code, settings in EXTREMES.items():
        (folder / f"{code}.yaml").write_text(HEAD + settings, encoding="utf-8", newline="\n")
    return folder


def pairs(folder: Path) -> dict[str, tuple[Pack, Mapping]]:
    """Return every pack in use and every extreme one, as jixiao and as the second engine read it."""
    extreme_packs(folder)
    in_use = {code: (load_pack(code), second_engine.pack_of(code)) for code in pack_codes()}
    made = {code: (read_pack(folder / f"{code}.yaml"), second_engine.pack_of(code, folder)) for code in EXTREMES}
    return in_use | made


def ours(own: Sheet, pack: Pack, rules: Rules) -> dict:
    """Return what jixiao makes of a sheet, in the form of the second engine."""
    found = score(own, pack, rules)
    grade = found.grade("zh")
    return {"points": [(entry.id, fraction(entry.points)) for entry in found.scores],
            "total": fraction(found.total), "range": found.range and tuple(map(fraction, found.range)),
            "grade": None if grade == "—" else grade,
            "exact": [fraction(entry.exact) for entry in found.scores],
            "exact_total": fraction(found.exact_total)}  # fmt: skip


def theirs(plain: Mapping, pack: Mapping) -> dict:
    """Return what the second engine makes of a sheet."""
    found = second_engine.score(plain, pack)
    return {"points": [(line["id"], line["points"]) for line in found["lines"]],
            "exact": [line["exact"] for line in found["lines"]],
            **{key: found[key] for key in ("total", "range", "grade", "exact_total")}}  # fmt: skip


def fraction(value) -> Fraction | None:
    return None if value is None else Fraction(value)


def differences(seed: int, packs: Mapping, rules: Rules, counts: Counter) -> Iterator[str]:
    """Yield where the engines differ on the sheet of a seed; count what was compared."""
    plain = sheet(seed)
    own = sheet_of(plain)
    for code, (pack, node) in packs.items():
        one, other = ours(own, pack, rules), theirs(plain, node)
        counts.update(item["kind"] for item in plain["items"] if pack.scores == "table")
        counts.update([f"pack {code}", *(["with total"] if one["total"] is not None else [])])
        if other["range"] is None:  # the rule text knows no range where the weights make no total
            del one["range"], other["range"]
        for key in one:
            if one[key] != other[key]:
                yield f"seed {seed}, {code}, {key}: {shown(one[key])} != {shown(other[key])}"


def shown(value: object) -> str:
    """Return points with their names, fractions as decimals."""
    if isinstance(value, list):
        return " ".join(f"{one[0]}={shown(one[1])}" if isinstance(one, tuple) else str(one) for one in value)
    if isinstance(value, tuple):
        return "..".join(map(shown, value))
    return str(float(value)) if isinstance(value, Fraction) else str(value)


def all_rules() -> Rules:
    """Return the indicators of the rules, on a day on which all of them are in force."""
    return load_rules(FAR_DAY)
