"""Charts of the report, one module each: plain tables in, a finished picture with its data out.

``jixiao.charts.funds_chart`` is the function `funds_chart` of ``jixiao/charts/funds.py``, and so for every
module here: a new file is a new chart. matplotlib is loaded when the first chart is drawn, not before.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from jixiao.charts.canvas.chart import Chart

__all__ = ["Chart", "names"]


def names() -> tuple[str, ...]:
    """Return the names of all chart functions, sorted."""
    return tuple(sorted(f"{module.name}_chart" for module in iter_modules(__path__) if not module.ispkg))


def __getattr__(name: str) -> Any:
    if name in names():
        return getattr(import_module(f"{__name__}.{name.removesuffix('_chart')}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, *names()]
