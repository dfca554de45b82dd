"""jixiao (绩效): the audit workbook for project-expenditure performance evaluation."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jixiao.workbook import Workbook

__all__ = ["Workbook", "__version__"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # `jixiao --help` must not pay for the stages, so the workbook is imported on first use.
    if name == "Workbook":
        from jixiao.workbook import Workbook

        return Workbook
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
