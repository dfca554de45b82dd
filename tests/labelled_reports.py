"""Labelled reports: texts of the kinds that are published, and the relations that a careful auditor finds in them.

``tests/expected/reports/NN.txt`` is a text, ``NN.json`` its labels: ``relations`` with ``kind``, ``verdict``, ``auto``
(A: a program must find it), ``stated`` as printed, ``computed`` as an exact decimal in ``unit``; ``also`` lists other
pairs of stated and computed that express the same fact, ``verdict_also`` other verdicts that are as good.
"""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from jixiao.documents.model import document_of
from jixiao.reading import Reading, Relation, read

FOLDER = Path(__file__).parent / "expected" / "reports"
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_MONEY = re.compile(r"\d\s*[余多]?\s*(万元|亿元|元|萬元|億元|万|亿)")
_SCALES = {"元": 1, "万": 10**4, "万元": 10**4, "萬元": 10**4, "亿": 10**8, "亿元": 10**8, "億元": 10**8}
_PLAIN = {ord("０") + digit: str(digit) for digit in range(10)} | {ord("．"): ".", ord("，"): ",", ord("％"): "%"}
# a label of one kind may come out as its neighbour: a total row of a form is a sum of a column too
_NEIGHBOURS = (
    {"part_sum", "count_sum", "column_sum", "row_sum", "header_vs_detail", "score_sum", "weight_sum"},
    {"rate", "growth"}, {"unit_conversion", "same_quantity"}, {"product", "indicator_score"},
    {"subset_le", "comparison", "exceeds_plan", "indicator_target", "spend_gt_received"},
    {"saving_amount", "comparison", "carry_identity", "growth"},
)  # fmt: skip
_SAME_VERDICT = {"review": {"review", "derived", "hint"}}


def names() -> list[str]:
    """Return the numbers of all labelled reports."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def labels(name: str) -> list[dict[str, Any]]:
    """Return the labelled relations of a report."""
    found: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))["relations"]
    return found


def reading(name: str) -> Reading:
    """Return the reading of a labelled report."""
    return read(document_of((FOLDER / f"{name}.txt").read_text("utf-8")))


def missed(name: str) -> list[str]:
    """Return the ids of the relations that a program must find and that did not come out with their verdict."""
    found = reading(name).relations
    return [label["id"] for label in labels(name) if label["auto"] == "A"
            and not any(agrees(relation, label) for relation in found)]  # fmt: skip


def false_accusations(name: str) -> list[str]:
    """Return the contradictions that no label calls one."""
    wrong = [label for label in labels(name) if "contradicted" in _verdicts(label)]
    found = [relation for relation in reading(name).relations if relation.verdict == "contradicted"]
    return [f"{relation.kind} {_stated(relation)} ≠ {relation.computed}" for relation in found
            if not any(_same_values(relation, label) for label in wrong)]  # fmt: skip


def agrees(relation: Relation, label: Mapping[str, Any]) -> bool:
    """Return whether a relation is the labelled one, with one of its verdicts."""
    allowed = set().union(*(_SAME_VERDICT.get(verdict, {verdict}) for verdict in _verdicts(label)))
    kinds = {relation.kind, label["kind"]}
    is_kind = len(kinds) == 1 or any(kinds <= group for group in _NEIGHBOURS)
    return is_kind and relation.verdict in allowed and _same_values(relation, label)


def _verdicts(label: Mapping[str, Any]) -> set[str]:
    return {label["verdict"], *label.get("verdict_also", ())}


def _same_values(relation: Relation, label: Mapping[str, Any]) -> bool:
    unit = label["unit"]
    return any(_same_stated(relation, stated, unit) and _same_computed(relation, computed, stated, unit)
               for stated, computed in _pairs(label))  # fmt: skip


def _pairs(label: Mapping[str, Any]) -> Iterator[tuple[str | None, str | None]]:
    yield label["stated"], label["computed"]
    for other in label.get("also", ()):
        yield other.get("stated", label["stated"]), other.get("computed", label["computed"])


def _stated(relation: Relation) -> str | None:
    return relation.stated.raw if relation.stated is not None else relation.words or None


def _same_stated(relation: Relation, stated: str | None, unit: str) -> bool:
    if stated is None:
        return True
    ours = _stated(relation)
    if ours is None:
        return False
    number = _number(stated)
    if number is None:
        return stated in ours or ours in stated or _number(ours) is None
    mine = _number(ours)
    return mine is not None and _base(mine, _unit(ours, relation.unit)) == _base(number, _unit(stated, unit))


def _same_computed(relation: Relation, computed: str | None, stated: str | None, unit: str) -> bool:
    if computed is None:
        return True
    try:
        wanted = Decimal(computed)
    except ArithmeticError:
        return str(relation.computed)[:1] == computed[:1]
    if not isinstance(relation.computed, Decimal):
        return False
    decimals = re.search(r"\.(\d+)", (stated or "").translate(_PLAIN))
    step = Decimal(1).scaleb(-max(2, len(decimals[1]) if decimals else 0))
    gap = _base(relation.computed, relation.unit) - _base(wanted, unit)
    return abs(gap) <= step * _SCALES.get(_unit(stated or "", unit), 1)


def _number(words: str) -> Decimal | None:
    match = _NUMBER.search(words.translate(_PLAIN).replace(" ", ""))
    return Decimal(match.group().replace(",", "")) if match else None


def _unit(words: str, otherwise: str) -> str:
    match = _MONEY.search(words.translate(_PLAIN))
    return match[1] if match else otherwise


def _base(value: Decimal, unit: str) -> Decimal:
    scale = _SCALES.get(unit) or (_SCALES.get(unit[:1], 1) if len(unit) > 1 else 1)
    return value * scale
