"""Which of a project's tables a table of a source is, and which column each of its headings means."""

from collections.abc import Mapping
from dataclasses import dataclass

from jixiao.importing.headings import LEXICON, meaning
from jixiao.intake.schema import schemas
from jixiao.layout.model import FoundTable
from jixiao.reading.lexicon import words

# A column that every row must fill tells more about a table than one that may be missing.
_REQUIRED, _PRESENT, _OTHER = 3, 2, 1
_CLOSE = 0.8


@dataclass(frozen=True)
class Match:
    """One way to read a source's table.

    Attributes:
        table: The project's table.
        columns: By source column: project column or part of one, and how surely.
        score: How much of the project's table is there.
    """

    table: str
    columns: Mapping[int, tuple[str, int]]
    score: int


def matches(found: FoundTable) -> tuple[Match, ...]:
    """Return the tables that a source's table may be, the best first."""
    fitting = [match for table in schemas() if _fits(match := matched(found, table))]
    return tuple(sorted(fitting, key=lambda match: -match.score))


def matched(found: FoundTable, table: str) -> Match:
    """Return what the headings mean if the source's table is `table`."""
    columns = {heading.column: meant for heading in found.headings if (meant := meaning(heading, table))}
    named = {name.partition(".")[0] for name, _ in columns.values()}
    return Match(table, columns, sum(_weight(table, name) for name in named))


def rivals(found: tuple[Match, ...]) -> tuple[Match, ...]:
    """Return the matches that come close to the best one, itself included."""
    return tuple(match for match in found if match.score >= _CLOSE * found[0].score)


def _weight(table: str, name: str) -> int:
    column = schemas()[table].columns[name]
    return _REQUIRED if column.required else _PRESENT if column.present else _OTHER


def _fits(match: Match) -> bool:
    lexicon = words(LEXICON)
    there = {name for name, _ in match.columns.values()}
    enough = len(there) >= lexicon["at_least"]
    return enough and all(there & set(group) for group in lexicon["needs"][match.table])
