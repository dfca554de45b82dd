"""One value of a rule file and where it stands: read as number, word or list, or refused with what to write."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from jixiao.exceptions import RuleError
from jixiao.quantities import ZERO
from jixiao.rulebook.files import Node, as_written, check_keys, check_word, keys, missing_key
from jixiao.rulebook.form import decimal_of


@dataclass(frozen=True, slots=True)
class Written:
    """One value as it stands in a rule file.

    Attributes:
        file: Name of the file, as messages show it.
        section: Section of ``rules/keys.yaml`` that says what to write under `name`.
        name: The key, without the path to it.
        place: Path inside the file up to `name`, such as ``over.``.
        found: What stands there; None where the key is absent or null.
        number: The place in a list, from 1; 0 outside of lists.
        shown: How messages call the key where it is not `name`, such as a dimension among points.
    """

    file: str
    section: str
    name: str
    place: str
    found: Any
    number: int = 0
    shown: str = ""

    @property
    def key(self) -> str:
        """The dotted key, such as ``over.lose[1]``."""
        return f"{self.place}{self.shown or self.name}" + (f"[{self.number}]" if self.number else "")

    def refused(self, found: object = None) -> RuleError:
        """Return the error that names file, key, what was found and what to write."""
        entry = keys(self.section)[self.name]
        return RuleError("rule-value", file=self.file, key=self.key,
                         found=as_written(self.found if found is None else found),
                         what={"zh": entry["zh"], "en": entry["en"]})  # fmt: skip

    def parts(self, section: str) -> dict[str, "Written"]:
        """Return what stands under each key of a section; the mapping has no other key and all that are required."""
        check_keys(section, self.file, self.found, f"{self.key}.")
        return parts_of(section, self.file, self.found, f"{self.key}.")

    def mapping(self) -> Node:
        """Return what stands there, which must be pairs of key and value."""
        if not isinstance(self.found, Mapping):
            raise self.refused()
        return self.found

    def rows(self) -> tuple["Written", ...]:
        """Return the entries of a list; none where nothing stands there."""
        if self.found is not None and not isinstance(self.found, list):
            raise self.refused()
        return tuple(replace(self, found=row, number=number) for number, row in enumerate(self.found or (), 1))

    def decimal(self, least: Decimal = ZERO, most: Decimal | None = None, *, above: bool = False) -> Decimal:
        """Return a number from `least` (or above it) to `most`."""
        try:
            value = decimal_of(self.file, self.key, self.found)
        except RuleError as error:
            raise self.refused() from error
        if value < least or (above and value == least) or (most is not None and value > most):
            raise self.refused()
        return value

    def whole(self, least: int, most: int) -> int:
        """Return a whole number from `least` to `most`."""
        value = self.decimal(Decimal(least), Decimal(most))
        if value != int(value):
            raise self.refused()
        return int(value)

    def word(self, allowed: Iterable[str]) -> str:
        """Return a word of a closed list."""
        check_word(self.file, self.key, self.found, allowed)
        return str(self.found)

    def words(self, allowed: Iterable[str]) -> tuple[str, ...]:
        """Return a list of words of a closed list, each once."""
        known = tuple(allowed)
        found = tuple(row.word(known) for row in self.rows())
        if len(set(found)) != len(found):
            raise self.refused()
        return found

    def text(self) -> str:
        """Return a text that is not empty."""
        if not isinstance(self.found, str) or not self.found.strip():
            raise self.refused()
        return self.found

    def exactly_one(self, parts: dict[str, "Written"], names: tuple[str, str]) -> None:
        """Refuse a mapping that gives both of two keys, or neither."""
        given = [name for name in names if parts[name].found is not None]
        if len(given) != 1:
            raise self.refused()


def parts_of(section: str, file: str, node: Node, place: str = "") -> dict[str, Written]:
    """Return what a mapping holds under each key of a section, None where it does not have the key."""
    return {name: Written(file, section, name, place, node.get(name)) for name in keys(section)}


def need(part: Written) -> Written:
    """Return a part that must be there.

    Raises:
        RuleError: It is absent, null or empty.
    """
    if part.found in (None, "", [], {}):
        raise missing_key(part.section, part.file, part.name, part.place)
    return part
