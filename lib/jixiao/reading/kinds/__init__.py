"""The kinds of relations: one module each, found because its file is there."""

from collections.abc import Callable, Iterator
from functools import cache

from jixiao.discovery import load_modules
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report

Find = Callable[[Report], Iterator[Relation]]
_FINDERS: dict[str, Find] = {}


def finder(name: str) -> Callable[[Find], Find]:
    """Register a function that finds all relations of one kind (or of closely related kinds) in a report."""

    def register(find: Find) -> Find:
        _FINDERS[name] = find
        return find

    return register


@cache
def finders() -> tuple[tuple[str, Find], ...]:
    """Return all finders, sorted by name."""
    load_modules(__name__)
    return tuple(sorted(_FINDERS.items()))
