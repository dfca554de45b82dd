"""The form of an indicator rule: one of three methods, dated points with a basis, examples that also fail."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from jixiao import formula as arithmetic
from jixiao.exceptions import RuleError
from jixiao.rulebook.files import FOLDER, Node, as_written, check_keys, check_word, load, missing_key
from jixiao.rulebook.regulations import basis_of, check_day

METHODS = ("formula", "elements", "gathers")
UNITS = ("ratio", "money", "number", "points")
EVIDENCE = ("official", "working", "voucher", "explanation")
SCORED = ("proportion", "saving")
LISTS = ("elements", "materials", "evidence", "examples")
NOT_TEXTS = ("in_force", "gathers", "version", "identity")
NOT_ASSESSABLE = "not_assessable"
LEAST_EXAMPLES = 2
FULL_SHARE = 100
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")


def check_indicator(file: str, node: Node, figures: Collection[str] | None = None) -> None:
    """Refuse an indicator rule that is not of the form that the engine and the catalogue need.

    Args:
        file: Name of the file, as messages show it.
        node: What stands in it.
        figures: Names that its formula may read; without it those of ``rules/roles.yaml``.

    Raises:
        RuleError: The error names file and key, what was found and what to write.
    """
    check_keys("indicators", file, node)
    _check_types(file, node)
    method = method_of(file, node)
    for key, words in _closed().items():
        if key in node:
            check_word(file, key, node[key], words)
    for key, words in (("evidence", EVIDENCE), ("materials", _codes("material_list"))):
        for found in node.get(key, ()):
            check_word(file, key, found, words)
    _check_dates(file, node["in_force"])
    _CHECKS[method](file, node, figures)
    check_version(file, node["version"])
    check_examples(file, node["examples"], lambda found: found == NOT_ASSESSABLE)


def method_of(file: str, node: Node) -> str:
    """Return how a rule comes to its result: by formula, by elements or by gathering other indicators.

    Raises:
        RuleError: The file has none or several of the three keys.
    """
    found = [method for method in METHODS if method in node]
    if len(found) != 1:
        raise RuleError("rule-method", file=file, found=", ".join(found) or "—", allowed=", ".join(METHODS))
    return found[0]


def check_examples(file: str, examples: Sequence[Node], fails: Callable[[object], bool]) -> None:
    """Refuse fewer than two examples, and examples none of which fails.

    Args:
        file: Name of the file, as messages show it.
        examples: The value of its key ``examples``.
        fails: Tells from the expected result whether an example is one that fails.
    """
    if len(examples) < LEAST_EXAMPLES:
        raise RuleError("rule-needs-examples", file=file)
    for number, example in enumerate(examples, 1):
        check_keys("examples", file, example, f"examples[{number}].")
    if not any(fails(example["expect"]) for example in examples):
        raise RuleError("rule-needs-failing-example", file=file)


def decimal_of(file: str, key: str, found: object) -> Decimal:
    """Return the number that a key gives as text or as a whole number.

    Raises:
        RuleError: It is no number written in digits.
    """
    if isinstance(found, bool) or not _NUMBER.fullmatch(str(found)):
        raise RuleError("rule-number", file=file, key=key, found=as_written(found))
    return Decimal(str(found))


def _check_types(file: str, node: Node) -> None:
    for key in LISTS:
        if key in node and not isinstance(node[key], list):
            raise RuleError("rule-not-a-list", file=file, key=key, found=node[key])
    for key, value in node.items():
        if key not in (*LISTS, *NOT_TEXTS) and not isinstance(value, str):
            raise RuleError("rule-not-text", file=file, key=key, found=value)


def _closed() -> dict[str, tuple[str | bool, ...]]:
    return {"unit": UNITS, "dimension": _codes("dimensions"), "scored": SCORED, "identity": (True, False)}


def _codes(name: str) -> tuple[str, ...]:
    return tuple(load(FOLDER / f"{name}.yaml"))


def check_version(file: str, found: object) -> None:
    """Refuse a version that is not a whole number from 1 on."""
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise RuleError("rule-number", file=file, key="version", found=as_written(found))


def _check_dates(file: str, nodes: Any) -> None:
    if not isinstance(nodes, Mapping):
        raise missing_key("indicators", file, "in_force")
    for day, entry in nodes.items():
        prefix = f"in_force.{day}."
        check_day(file, "in_force", day)
        check_keys("in_force", file, entry, prefix)
        if decimal_of(file, f"{prefix}points", entry["points"]) < 0:
            raise RuleError("rule-number", file=file, key=f"{prefix}points", found=entry["points"])
        if "dimension" in entry:
            check_word(file, f"{prefix}dimension", entry["dimension"], _codes("dimensions"))
        basis_of(file, entry["basis"])


def _check_formula(file: str, node: Node, figures: Collection[str] | None) -> None:
    if "definition" not in node:
        raise missing_key("indicators", file, "definition")
    known = _codes("roles") if figures is None else figures
    for name in arithmetic.names(_arithmetic(file, node["formula"])):
        check_word(file, "formula", name, known)


def _arithmetic(file: str, formula: object) -> str:
    """Return a formula that is nothing but arithmetic; whatever else it may be, it is refused with its file."""
    words = str(formula)
    try:
        arithmetic.evaluate(words, dict.fromkeys(arithmetic.names(words), Decimal(1)))
    except ZeroDivisionError:
        return words
    except RuleError as error:
        raise RuleError("rule-formula", file=file, **error.fields) from error
    return words


def _check_elements(file: str, node: Node, figures: Collection[str] | None) -> None:
    total = Decimal(0)
    for number, element in enumerate(node["elements"], 1):
        prefix = f"elements[{number}]."
        check_keys("elements", file, element, prefix)
        total += decimal_of(file, f"{prefix}share", element["share"])
    if total != FULL_SHARE:
        raise RuleError("rule-shares", file=file, found=total)


def _check_gathers(file: str, node: Node, figures: Collection[str] | None) -> None:
    check_keys("gathers", file, node["gathers"], "gathers.")
    check_word(file, "gathers.dimension", node["gathers"]["dimension"], _codes("dimensions"))
    if "class" in node["gathers"]:
        check_word(file, "gathers.class", node["gathers"]["class"], _codes("classes"))


_CHECKS = {"formula": _check_formula, "elements": _check_elements, "gathers": _check_gathers}
