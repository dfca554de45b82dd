"""The figures that a reconciliation reads: those the report states and those the project's tables give."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from jixiao.quantities import PERCENT, YUAN_PER_UNIT, places, show_money, show_number, show_percent
from jixiao.rules import roles

APPROXIMATE = ("余", "约", "大约", "近", "多", "左右")
FACT_ROLES = ("budget", "received", "spent", "carry_in", "carry_out")


class _Row(Protocol):
    def __getitem__(self, column: str) -> object: ...


@dataclass(frozen=True)
class Figure:
    """One figure with the words it came from.

    `value` is exact: money in 元, a rate as a ratio, a count as a number; `half_step` is half a unit of its
    last printed place, so the true value lies within value ± half_step.
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

    @property
    def is_approximate(self) -> bool:
        """Whether the report itself says that the figure is not exact."""
        return any(word in self.qualifier for word in APPROXIMATE)

    @property
    def kind(self) -> str:
        """``money``, ``rate``, ``count`` or ``claim``."""
        return roles()[self.role]["kind"]

    def shown(self, language: str) -> str:
        """Return the figure with its unit; count words are Chinese and left out in English."""
        if self.kind == "claim":
            return f"“{self.printed}”"
        if self.kind == "rate":
            return show_percent(self.value, places(self.printed))
        if self.unit in YUAN_PER_UNIT:
            return show_money(self.value, self.unit, language, places(self.printed))
        return show_number(self.value) + (self.unit if language == "zh" else "")


@dataclass(frozen=True)
class Figures:
    """All figures of one evaluated report, the tables' totals beside them."""

    stated: tuple[Figure, ...]
    facts: Mapping[str, Figure]
    tables: frozenset[str] = frozenset()
    unit: str = "万元"

    def of(self, role: str) -> tuple[Figure, ...]:
        """Return the stated figures of `role` in the order of the report."""
        return tuple(figure for figure in self.stated if figure.role == role)

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


def stated_figure(
    id: str, role: str, value: Decimal, unit: str, *, printed: str | None = None, **words: str
) -> Figure:
    """Return a stated figure with its value in base units.

    Args:
        id: Name of the figure.
        role: What it stands for (``rules/roles.yaml``).
        value: The number as printed, in `unit`.
        unit: 元, 万元, 亿元, ``%``, ``claim`` or a count word.
        printed: The number as printed, for its decimal places.
        words: ``group``, ``period``, ``qualifier``, ``quote``, ``locator``.
    """
    scale = YUAN_PER_UNIT.get(unit, Decimal(1)) if unit != "%" else 1 / PERCENT
    number = printed or format(value, "f")
    half_step = Decimal("0.5").scaleb(-places(value)) * scale
    return Figure(id, role, value * scale, unit, number, half_step, **words)


def fact(role: str, yuan: Decimal, unit: str, digits: int, locator: str = "") -> Figure:
    """Return a total of the funds table; `digits` is the number of places it is entered with in `unit`."""
    scale = YUAN_PER_UNIT[unit]
    printed = f"{yuan / scale:.{digits}f}"
    half_step = Decimal("0.5").scaleb(-digits) * scale
    return Figure(role, role, yuan, unit, printed, half_step, locator=locator)


def from_rows(rows: Iterable[_Row]) -> tuple[Figure, ...]:
    """Return the figures of ``stated.csv``; a row without a value is left to the validation."""
    return tuple(
        stated_figure(
            str(row["figure_id"]), str(row["role"]), row["value"], str(row["unit"]),  # type: ignore[arg-type]
            printed=str(row["raw"]) if row["unit"] == "claim" else None,
            group=str(row["group"] or ""), period=str(row["period"] or ""), qualifier=str(row["qualifier"] or ""),
            quote=str(row["quote"]), locator=str(row["locator"]),
        )
        for row in rows
        if row["value"] is not None
    )  # fmt: skip
