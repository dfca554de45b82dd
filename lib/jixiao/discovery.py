"""Find what a package offers because its modules are there: no list has to be kept."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules


@cache
def load_modules(package: str) -> None:
    """Import every module of `package` once, so that each registers what it defines."""
    for module in iter_modules(import_module(package).__path__):
        import_module(f"{package}.{module.name}")
