"""The commands, one module each: what it takes, and the one function that it calls to print what that returns."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import click


def commands() -> Iterator[click.Command]:
    """Yield all commands, worded in the preferred language."""
    for module in iter_modules(__path__):
        yield import_module(f"{__name__}.{module.name}").command()
