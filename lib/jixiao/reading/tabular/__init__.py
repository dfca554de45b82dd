"""The relations inside a table: one module for each, found because its file is there."""

from collections.abc import Callable, Iterator
from functools import cache

from jixiao.discovery import load_modules
from jixiao.reading.relation import Relation
from jixiao.reading.tabular.table import Table

Check = Callable[[Table], Iterator[Relation]]
_CHECKS: dict[str, Check] = {}


def check(name: str) -> Callable[[Check], Check]:
    """Register a function that finds the relations of one kind in a table."""

    def register(find: Check) -> Check:
        _CHECKS[name] = find
        return find

    return register


@cache
def checks() -> tuple[tuple[str, Check], ...]:
    """Return all checks, sorted by name."""
    load_modules(__name__)
    return tuple(sorted(_CHECKS.items()))
