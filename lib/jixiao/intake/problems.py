"""From the first problem pydantic reports to the code and the fields of our sentence."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from jixiao.intake.characters import visible
from jixiao.intake.nearest import suggestion

_CODES = {
    "extra_forbidden": "unknown-name",
    "missing": "missing-name",
    "string_type": "not-text",
    "int_type": "not-an-integer",
    "bool_type": "not-true-or-false",
    "dict_type": "not-a-group",
    "mapping_type": "not-a-group",
    "literal_error": "not-allowed",
    "string_too_long": "text-too-long",
    "string_too_short": "text-empty",
    "greater_than_equal": "bad-year",
    "less_than_equal": "bad-year",
}


class Problem(NamedTuple):
    """The code of a sentence, the dotted name it is about, and its fields."""

    code: str
    name: str
    fields: dict[str, Any]


def first_problem(error: ValidationError, known: Iterable[str]) -> Problem:
    """Return the first problem of a refused mapping; `known` are the names that exist."""
    detail = min(error.errors(include_url=False), key=_unknown_last)
    path = [str(part) for part in detail["loc"] if part != "[key]"]
    code = _CODES.get(detail["type"], detail["type"])
    fields: dict[str, Any] = {"name": visible(".".join(path) or "—"), "found": visible(_written(detail["input"]))}
    if code == "unknown-name":
        fields |= suggestion(path[-1], known)
    return Problem(code, ".".join(path), fields | _expected(detail.get("ctx", {})))


def _unknown_last(detail: Mapping[str, Any]) -> bool:
    # A mistyped required name is reported twice; the unknown name is the one to show.
    return detail["type"] != "extra_forbidden"


def _written(value: Any) -> str:
    constants = {True: "true", False: "false", None: "null"}
    return constants[value] if value is None or isinstance(value, bool) else str(value)


def _expected(context: Mapping[str, Any]) -> dict[str, Any]:
    fields = {name: str(value) for name, value in context.items() if name != "error"}
    if "expected" in fields:
        fields["known"] = ", ".join(re.findall(r"'([^']*)'", fields["expected"]))
    return fields
