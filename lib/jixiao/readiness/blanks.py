"""Which cells of a project are empty: of a column, and behind a figure that a formula lacks."""

from collections.abc import Iterable, Iterator, Mapping

from jixiao.catalogue.inputs import columns_of
from jixiao.intake.book import FILE as BOOK
from jixiao.intake.facts import Facts
from jixiao.intake.schema import schemas
from jixiao.intake.tables import Row
from jixiao.readiness.light import Blank
from jixiao.rulebook.project import figure_names
from jixiao.totals import TIMELY

FUNDS, STATED, INDICATORS, EXPLAINED = "funds", "stated", "indicators", "explained"
BUDGET = ("budget_adjusted", "budget_initial")


def blank(facts: Facts, table: str, columns: Iterable[str], rows: Iterable[Row] | None = None) -> Blank | None:
    """Return the rows in which none of `columns` is filled, as a blank of the first; None if there is no such row.

    Args:
        facts: The project.
        table: The table.
        columns: A column and what may stand in for it.
        rows: The rows to look at; without it all of the table.
    """
    first, *others = columns
    found = facts.tables.get(table)
    if found is None or not len(found):
        return Blank(table)
    looked = list(found if rows is None else rows)
    empty = tuple(row.number for row in looked if all(row[column] is None for column in (first, *others)))
    is_there = any(column in found.columns for column in (first, *others))
    return Blank(table, first, empty, len(looked), is_there) if empty else None


def files_of(facts: Facts, language: str) -> Mapping[str, str]:
    """Return where each table stands or would be filled in: a CSV file, or a sheet of the workbook."""
    has_book = BOOK in facts.digests
    empty = {name: f"{BOOK}:{schema.label_in(language)}" if has_book else schema.file
             for name, schema in schemas().items()}  # fmt: skip
    return empty | {name: table.file for name, table in facts.tables.items()}


def behind(figure: str, facts: Facts) -> tuple[Blank, ...]:
    """Return the empty cells for which a formula lacks `figure`."""
    if figure == "budget":
        return _some(blank(facts, FUNDS, BUDGET))
    if figure == EXPLAINED:
        return _some(Blank("ledger") if "ledger" not in facts.filled else None)
    own = {str(row["indicator_id"]): row for row in facts.tables.get(INDICATORS, ())}
    known = figure_names(own)
    if figure in known:
        return _some(blank(facts, INDICATORS, ("actual",), [own[known[figure]]]))
    if figure in TIMELY:
        return tuple(_timely(facts))
    return tuple(found for table, column in columns_of(figure) for found in _some(blank(facts, table, (column,))))


def _timely(facts: Facts) -> Iterator[Blank]:
    """Yield what keeps every fund source from saying what was due when, and what came when."""
    for columns in (BUDGET, ("received",), ("due_by",)):
        yield from _some(blank(facts, FUNDS, columns))
    came = [row for row in facts.tables.get(FUNDS, ()) if row["received"] is None or row["received"]]
    yield from _some(blank(facts, FUNDS, ("received_on",), came))


def _some(found: Blank | None) -> tuple[Blank, ...]:
    return () if found is None else (found,)
