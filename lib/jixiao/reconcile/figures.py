"""The figures that a reconciliation reads: those the report states and those the project's tables give."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from jixiao import quantities
from jixiao.quantities import (
    PERCENT,
    YUAN_PER_UNIT,
    places,
    show_amount,
    show_number,
    show_percent,
    unit_word,
)
from jixiao.rulebook.rules import roles

RATE = "%"
_YEAR = re.compile("([0-9]{4})(?:年|年度)?")
_MAX_PLACES = 6


class _Row(Protocol):
    def __getitem__(self, column: str) -> object: ...


@dataclass(frozen=True)
class Figure:
    """One figure with the words it came from.

    `value` is exact: money in 元, a rate as a ratio, a count as a number; `half_step` is half a unit of its
    last printed place, so the true value lies within value ± half_step. What is entered in a table is exact.
    """

    id: str
    role: str
    value: Decimal
    unit: str
    printed: str
    half_step: Decimal
    group: str = ""
    period: str = ""
    qualifier: str = ""
    quote: str = ""
    locator: str = ""
    doc: str = ""

    @property
    def kind(self) -> str:
        """``money``, ``rate``, ``count`` or ``claim``; a part or a whole may be money."""
        return "money" if self.unit in YUAN_PER_UNIT else roles()[self.role]["kind"]

    @property
    def scale(self) -> Decimal:
        """The value of one in the unit of this figure."""
        return scale_of(self.unit)

    def number(self, unit: str = "") -> str:
        """Return the figure as it stands in a formula: money in `unit`, counts and rates in their own."""
        if self.kind == "rate":
            return show_percent(self.value, places(self.printed))
        if self.kind != "money":
            return show_number(self.value)
        own = not unit or unit == self.unit
        least = places(self.printed) if own else 0
        return show_amount(self.value, unit or self.unit, digits_of(self.value, unit or self.unit, least))

    def shown(self, language: str) -> str:
        """Return the figure with its unit; count words are Chinese and left out in English."""
        if self.kind == "claim":
            return f"“{self.printed}”"
        if self.kind == "money":
            return self.number() + unit_word(self.unit, language)
        if self.kind == "count" and language == "zh":
            return show_number(self.value / self.scale) + self.unit
        return self.number()


@dataclass(frozen=True)
class Figures:
    """All figures of one evaluated report, the tables' totals beside them.

    Attributes:
        stated: What the report states, of any period.
        facts: Name to the total of the project's tables.
        tables: Names of the tables that have rows.
        unit: The money unit of the project.
        year: The fiscal year; figures of another period are not compared with its money.
        partial: Name to a total that not every fund source has a value for: at least this much.
        sources: Fund source to its amounts by name.
    """

    stated: tuple[Figure, ...]
    facts: Mapping[str, Figure]
    tables: frozenset[str] = frozenset()
    unit: str = "万元"
    year: str = ""
    partial: Mapping[str, Figure] = field(default_factory=dict)
    sources: Mapping[str, Mapping[str, Figure]] = field(default_factory=dict)

    def of(self, role: str) -> tuple[Figure, ...]:
        """Return the stated figures of `role` for the fiscal year, in the order of the report."""
        return tuple(figure for figure in self.every(role) if self.is_current(figure))

    def every(self, role: str) -> tuple[Figure, ...]:
        """Return the stated figures of `role` for any period."""
        return tuple(figure for figure in self.stated if figure.role == role)

    def is_current(self, figure: Figure) -> bool:
        """Return whether `figure` speaks of the fiscal year: it says so, or names no period."""
        year = _YEAR.fullmatch(figure.period)
        return not self.year or not figure.period or (year is not None and year[1] == self.year)

    def operand(self, role: str) -> Figure | None:
        """Return the figure to compute with: the table's total, else what the report states first."""
        return self.facts.get(role) or next(iter(self.of(role)), None)

    def groups(self) -> dict[str, list[Figure]]:
        """Return the figures that belong together, by the name of their group, in the order of the report."""
        grouped: dict[str, list[Figure]] = {}
        for figure in self.stated:
            if figure.group:
                grouped.setdefault(figure.group, []).append(figure)
        return grouped


def scale_of(unit: str) -> Decimal:
    """Return the value of one `unit`: yuan for money, the ratio for a rate, and 10,000 for 万人.

    Example:
        >>> scale_of("万元"), scale_of("%"), scale_of("万人次"), scale_of("人")
        (Decimal('10000'), Decimal('0.01'), Decimal('10000'), Decimal('1'))
    """
    return 1 / PERCENT if unit == RATE else quantities.scale_of(unit)


def digits_of(yuan: Decimal, unit: str, least: int = 0) -> int:
    """Return the places that print an amount exactly in `unit`: none for a whole amount, else two or more."""
    needed = places((yuan / YUAN_PER_UNIT[unit]).normalize())
    return least if needed <= least else min(max(needed, 2), _MAX_PLACES)


def stated_figure(
    id: str, role: str, value: Decimal, unit: str, *, printed: str | None = None, **words: str
) -> Figure:
    """Return a stated figure with its value in base units.

    Args:
        id: Name of the figure.
        role: What it stands for (``rules/roles.yaml``).
        value: The number as printed, in `unit`.
        unit: 元, 万元, 亿元, ``%``, ``claim`` or a count word, which 万 may precede.
        printed: The number as printed, for its decimal places.
        words: ``group``, ``period``, ``qualifier``, ``quote``, ``locator``, ``doc``.
    """
    scale = scale_of(unit)
    number = printed or format(value, "f")
    # What is counted one by one, and a rate of payment, is exact.
    exact = role == "unit_amount" or (scale == 1 and unit not in YUAN_PER_UNIT)
    half_step = Decimal(0) if exact else Decimal("0.5").scaleb(-places(value)) * scale
    return Figure(id, role, value * scale, unit, number, half_step, **words)


def fact(role: str, yuan: Decimal, unit: str, locator: str = "") -> Figure:
    """Return an amount of the project's tables, which is exact; it is shown in `unit`."""
    printed = f"{yuan / YUAN_PER_UNIT[unit]:.{digits_of(yuan, unit, 2)}f}"
    return Figure(role, role, yuan, unit, printed, Decimal(0), locator=locator)


def from_rows(rows: Iterable[_Row]) -> tuple[Figure, ...]:
    """Return the figures of ``stated.csv``; a row without a value is left to the validation."""
    return tuple(
        stated_figure(
            str(row["figure_id"]), str(row["role"]), row["value"], str(row["unit"]),  # type: ignore[arg-type]
            printed=str(row["raw"]) if row["unit"] == "claim" else None,
            group=str(row["group"] or ""), period=str(row["period"] or ""), qualifier=str(row["qualifier"] or ""),
            quote=str(row["quote"]), locator=str(row["locator"]), doc=str(row["doc"]),
        )
        for row in rows
        if row["value"] is not None
    )  # fmt: skip
