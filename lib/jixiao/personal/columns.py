"""The columns of a project's tables that hold personal data."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jixiao.intake.schema import Column
from jixiao.personal.numbers import kinds_in
from jixiao.reading.lexicon import words

LEVELS = "levels"
_NUMBERS = ("amount", "number", "integer", "date", "choice", "role")


@dataclass(frozen=True, slots=True)
class Mark:
    """One column with personal data; never its values.

    Attributes:
        column: Its name.
        kinds: What it holds, by kind: the number of cells; -1 where its heading says so.
        level: 1 for personal data, 2 for sensitive personal data.
    """

    column: str
    kinds: Mapping[str, int]

    @property
    def level(self) -> int:
        """The highest level of what it holds."""
        return max(int(words("personal")[LEVELS][kind]) for kind in self.kinds)


def marks(columns: Mapping[str, Column], rows: Iterable[Mapping[str, str]]) -> tuple[Mark, ...]:
    """Return the columns of one table that hold personal data.

    Args:
        columns: The columns of the table, by name.
        rows: The texts of each row, by column; gone through once.
    """
    texts = [name for name, column in columns.items() if column.type not in _NUMBERS]
    found: dict[str, Counter[str]] = {name: Counter() for name in texts}
    filled: set[str] = set()
    for row in rows:
        for name in texts:
            cell = row.get(name) or ""
            if cell:
                filled.add(name)
                found[name].update(kinds_in(cell))
    declared = {name: kind for name in filled if (kind := declared_kind(columns[name].names))}
    kinds = {name: ({declared[name]: -1} if name in declared else {}) | dict(sorted(found[name].items()))
             for name in texts}  # fmt: skip
    return tuple(Mark(name, kind) for name, kind in kinds.items() if kind)


def declared_kind(headings: Iterable[str]) -> str | None:
    """Return the kind of personal data that one of the headings of a column declares.

    Example:
        >>> declared_kind(["收款人"]), declared_kind(["摘要"])
        ('name', None)
    """
    known = words("personal")
    plain = {heading.strip().casefold() for heading in headings}
    return next((kind for kind in known[LEVELS] if plain & set(known[kind])), None)
