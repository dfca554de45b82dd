"""A sheet taken apart: titles, units, headers, rows of data, and every other row with its reason."""

from jixiao.layout.model import Doubt, FoundTable, Heading, Layout, LeftOut
from jixiao.layout.sums import TotalCheck, stated_totals, sums
from jixiao.layout.whole import lay_out

__all__ = [
    "Doubt", "FoundTable", "Heading", "Layout", "LeftOut", "TotalCheck", "lay_out", "stated_totals", "sums",
]  # fmt: skip
