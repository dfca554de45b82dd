"""The kinds of relation: one function each, found by the name that a rule file gives in ``kind``."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from jixiao.discovery import load_modules
from jixiao.exceptions import RuleError
from jixiao.reconcile.checks import Check
from jixiao.reconcile.figures import Figures
from jixiao.rulebook.rules import Rule

Kind = Callable[[Rule, Figures, Decimal], Iterator[Check]]
_KINDS: dict[str, Kind] = {}


def kind(function: Kind) -> Kind:
    """Register `function` under its own name."""
    _KINDS[function.__name__] = function
    return function


def find(name: str) -> Kind:
    """Return the kind called `name`; every module of this package may define some."""
    load_modules(__name__)
    if name not in _KINDS:
        raise RuleError("rule-unknown-key", file="rules/relations", key=name, allowed=", ".join(sorted(_KINDS)))
    return _KINDS[name]
