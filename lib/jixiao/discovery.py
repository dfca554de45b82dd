"""Find what a package offers because its modules are there: no list has to be kept."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


@cache
def load_modules(package: str) -> None:
    """Import every module of `package` once, so that each registers what it defines."""
    for module in iter_modules(import_module(package).__path__):
        import_module(f"{package}.{module.name}")


def modules(package: ModuleType, first: str = "") -> Iterator[ModuleType]:
    """Yield the modules of `package`; the one called `first` comes first, before the others have been imported."""
    names = sorted(module.name for module in iter_modules(package.__path__))
    for name in sorted(names, key=lambda name: name != first):
        yield import_module(f"{package.__name__}.{name}")
