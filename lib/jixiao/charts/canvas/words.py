"""The words and figures of a chart in one language."""

from decimal import Decimal
from typing import Any

from jixiao.language import preferred, text
from jixiao.quantities import YUAN_PER_UNIT, show_amount, show_number, show_percent, unit_word


class Words:
    """Sentences of ``locale/<language>/charts.toml``.

    Args:
        chart: Section of the catalogue that holds the words of this chart.
        language: ``zh`` or ``en``; without it the environment decides.
    """

    def __init__(self, chart: str, language: str | None) -> None:
        self.chart = chart
        self.language = language or preferred()

    def __call__(self, key: str, **fields: Any) -> str:
        """Return the chart's sentence `key` with its placeholders filled."""
        return text(f"charts.{self.chart}.{key}", self.language, **fields)

    def common(self, key: str, **fields: Any) -> str:
        """Return a sentence that several charts share."""
        return text(f"charts.common.{key}", self.language, **fields)

    def unit(self, unit: str) -> str:
        """Return the name of a money unit such as 万元."""
        return unit_word(unit, self.language).strip()

    def amount(self, yuan: Decimal | None, unit: str) -> str:
        """Return an amount in 元 printed in `unit`, or that it is missing."""
        return self.common("missing") if yuan is None else show_amount(yuan, unit)

    def percent(self, ratio: Decimal | None, digits: int = 2) -> str:
        """Return a ratio as a percentage, or that it is missing."""
        return self.common("missing") if ratio is None else show_percent(ratio, digits)

    def points(self, value: Decimal | None) -> str:
        """Return points of a score, or that none were given."""
        return self.common("unscored") if value is None else show_number(value)


def exact(value: Decimal | None) -> str:
    """Return a figure for the data table: every digit, no separators, empty if missing.

    Example:
        >>> exact(Decimal("1202.150")), exact(None)
        ('1202.15', '')
    """
    if value is None:
        return ""
    shown = f"{value:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def exact_amount(yuan: Decimal | None, unit: str) -> str:
    """Return an amount in 元 for the data table, in `unit`."""
    return exact(None if yuan is None else yuan / YUAN_PER_UNIT[unit])
