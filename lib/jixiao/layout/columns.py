"""What the columns of a table hold, as far as it decides how its rows are read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from jixiao.intake.schema import schemas
from jixiao.layout import words as are
from jixiao.layout.model import Heading
from jixiao.reading.lexicon import words

_NUMBERS = ("amount", "number", "integer")
_MOST_LABELS = 4
_AMOUNT_ROLES = (
    "budget_initial", "budget_adjusted", "budget", "allotted", "received", "spent", "weight", "score", "price",
    "quantity", "times", "amount", "last_year", "this_year", "change", "carry_in", "income", "carry_out", "balance",
    "deduction", "average",
)  # fmt: skip


@dataclass(frozen=True)
class Columns:
    """The columns of one table by their headings."""

    headings: tuple[Heading, ...]

    @cached_property
    def amounts(self) -> frozenset[int]:
        """Columns whose cells are numbers that belong to their own row alone."""
        return frozenset(heading.column for heading in self.headings if _is_amount(heading))

    @cached_property
    def others(self) -> frozenset[int]:
        """Columns whose heading is unknown or missing: what they hold, their cells show."""
        return frozenset(heading.column for heading in self.headings if not any(map(are.is_heading, heading.words)))

    @cached_property
    def never_summed(self) -> frozenset[int]:
        """Columns of rates, prices and balances."""
        return frozenset(heading.column for heading in self.headings if _is_never_summed(heading))

    @cached_property
    def labels(self) -> tuple[int, ...]:
        """The first columns of words or codes, left of the first amounts."""
        first = min(self.amounts, default=max((heading.column for heading in self.headings), default=0) + 1)
        left = [heading for heading in self.headings if heading.column < first and heading.words]
        return tuple(heading.column for heading in left if not _named(heading, "serials"))[:_MOST_LABELS]

    @cached_property
    def dates(self) -> frozenset[int]:
        """Columns of days."""
        names = schemas()["ledger"].columns["date"].names
        return frozenset(heading.column for heading in self.headings if _has(heading, map(are.heading_key, names)))

    @cached_property
    def vouchers(self) -> tuple[int, ...]:
        """Columns of voucher numbers, which a row of a sum does not have."""
        return tuple(heading.column for heading in self.headings if _has(heading, _voucher_headings()))

    @cached_property
    def remarks(self) -> frozenset[int]:
        """Columns of remarks, which a row of a sum may have."""
        return frozenset(heading.column for heading in self.headings if _named(heading, "remark_headings"))

    def may_spread(self, column: int, text: str) -> bool:
        """Return whether the text of a merged cell belongs to each row that the cell spans."""
        if column in self.amounts:
            return False
        heading = next((heading for heading in self.headings if heading.column == column), None)
        return not are.is_number(text) or bool(heading and any(map(are.is_heading, heading.words)))


def _is_amount(heading: Heading) -> bool:
    keys = set(map(are.heading_key, heading.words))
    if keys & set(words("layout")["spread_headings"]) or not heading.words:
        return False
    last = are.heading_key(heading.words[-1])
    return bool(heading.unit) or last in _amount_headings() or last.endswith(tuple(words("layout")["amount_ends"]))


def _is_never_summed(heading: Heading) -> bool:
    ends = tuple(words("layout")["never_summed_ends"])
    last = are.heading_key(heading.words[-1]) if heading.words else ""
    return heading.unit in ("%", "‰") or last.endswith(ends) or last in words("layout")["never_summed"]


def _named(heading: Heading, name: str) -> bool:
    return _has(heading, words("layout")[name])


def _has(heading: Heading, keys: Iterable[str]) -> bool:
    known = frozenset(keys)
    return any(are.heading_key(word) in known for word in heading.words)


@cache
def _voucher_headings() -> frozenset[str]:
    column = schemas()["ledger"].columns["voucher_no"]
    return frozenset(map(are.heading_key, (*column.names, *words("headings")["columns"]["ledger"][column.name])))


@cache
def _amount_headings() -> frozenset[str]:
    typed = (
        name
        for schema in schemas().values() for column in schema.columns.values() if column.type in _NUMBERS
        for name in column.names
    )  # fmt: skip
    roles: Mapping[str, list[str]] = words("columns")["has"]
    read = (word for role in _AMOUNT_ROLES for word in roles[role])
    return frozenset(map(are.heading_key, (*typed, *read, *words("layout")["amount_headings"])))
