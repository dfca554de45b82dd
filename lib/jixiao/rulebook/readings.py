"""The form of a rule of the reading: a relation that is recomputed, or a remark, with examples for and against."""

from collections.abc import Mapping
from typing import Any

from jixiao.exceptions import RuleError
from jixiao.reading.relation import VERDICTS
from jixiao.rulebook.files import Node, as_written, check_keys, check_word, missing_key
from jixiao.rulebook.form import LEAST_EXAMPLES
from jixiao.rulebook.regulations import basis_of

SEVERITIES = ("high", "medium", "low")
FOUND, NONE = "found", "none"
HOLDS = (NONE, "reconciled")
"""What comes out of an example that nothing is held against."""
PARTS: Mapping[str, str] = {"definitions": "reading_definitions", "notes": "reading_notes"}
_RELATION, _REMARK = ("statement", "formula", "tolerance"), ("title",)
_NOT_TEXTS = (*PARTS, "basis", "examples")


def check_reading(file: str, node: Node) -> None:
    """Refuse a rule of the reading that is not of the form that its page and the report of a reading need.

    Args:
        file: Name of the file, as messages show it.
        node: What stands in it.

    Raises:
        RuleError: The error names file and key, what was found and what to write.
    """
    check_keys("reading", file, node)
    for key in (*_NOT_TEXTS, *node):
        _check_type(file, key, node)
    check_word(file, "severity", node["severity"], SEVERITIES)
    for key, section in PARTS.items():
        for name, part in node.get(key, {}).items():
            check_keys(section, file, part, f"{key}.{name}.")
    if "basis" in node:
        basis_of(file, node["basis"])
    _check_examples(file, node["examples"])
    _check_texts(file, node)


def is_remark(node: Node) -> bool:
    """Return whether a rule is a remark, which finds words or gaps, instead of a relation of figures."""
    return "remark" in node["examples"][0]


def expected(example: Mapping[str, Any]) -> str:
    """Return what an example must give: a verdict, ``found`` or ``none``."""
    return str(example["remark"] if "remark" in example else example["verdict"])


def _check_type(file: str, key: str, node: Node) -> None:
    value = node.get(key)
    if key == "examples" and not isinstance(value, list):
        raise RuleError("rule-not-a-list", file=file, key=key, found=as_written(value))
    if key in PARTS and key in node and not isinstance(value, Mapping):
        raise RuleError("rule-not-a-mapping", file=file, key=key, allowed="name: {...}")
    if key not in _NOT_TEXTS and not isinstance(value, str):
        raise RuleError("rule-not-text", file=file, key=key, found=as_written(value))


def _check_examples(file: str, examples: list[Any]) -> None:
    if len(examples) < LEAST_EXAMPLES:
        raise RuleError("rule-needs-examples", file=file)
    for number, example in enumerate(examples, 1):
        place = f"examples[{number}]."
        check_keys("reading_examples", file, example, place)
        if "remark" in example:
            check_word(file, f"{place}remark", example["remark"], (FOUND, NONE))
        elif "verdict" not in example:
            raise missing_key("reading_examples", file, "verdict", place)
        else:
            check_word(file, f"{place}verdict", example["verdict"], (*VERDICTS, NONE))
    states = {expected(example) for example in examples}
    if states <= set(HOLDS):
        raise RuleError("rule-needs-failing-example", file=file)
    if len(states) == 1:
        raise RuleError("rule-needs-other-example", file=file, found=states.pop())


def _check_texts(file: str, node: Node) -> None:
    """Refuse a relation that does not say what must hold, a remark without a headline, and a text without its twin."""
    for key in _REMARK if is_remark(node) else _RELATION:
        if key not in node:
            raise missing_key("reading", file, key)
    for key in node:
        twin = key.removesuffix("_en") if key.endswith("_en") else f"{key}_en"
        if isinstance(node[key], str) and key != "severity" and twin not in node:
            raise missing_key("reading", file, twin)
