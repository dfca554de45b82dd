"""How an indicator of each kind earns its share of the points: one function per kind, registered by `kind`."""

from collections.abc import Callable
from functools import cache

from jixiao.discovery import load_modules
from jixiao.rulebook.pack import Pack
from jixiao.scoring.outcome import Outcome
from jixiao.scoring.sheet import Item, Sheet

Kind = Callable[[Item, Pack, Sheet], Outcome]
"""Takes the indicator, the pack and the sheet it stands on."""

_KINDS: dict[str, Kind] = {}


def kind(*names: str) -> Callable[[Kind], Kind]:
    """Register a function as the way that indicators of these kinds are scored."""

    def register(function: Kind) -> Kind:
        _KINDS.update(dict.fromkeys(names, function))
        return function

    return register


@cache
def kinds() -> dict[str, Kind]:
    """Return every kind by its name in ``indicators.csv``."""
    load_modules(__name__)
    return _KINDS
