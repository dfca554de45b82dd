"""The plan: every table of every source, the keys of the project, and all that is still to be asked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jixiao.importing.again import stated_again, transposed
from jixiao.importing.draft import Draft
from jixiao.importing.fitting import fitted
from jixiao.importing.model import Answers, Note, Plan, PlannedSource, Question, TablePlan
from jixiao.importing.opening import ordered, pieces, sheets
from jixiao.importing.projecting import project_of, year_in
from jixiao.importing.scanning import scan
from jixiao.importing.selecting import select
from jixiao.importing.sources import give_sources
from jixiao.importing.spoken import Spoken
from jixiao.importing.tabling import drafted
from jixiao.language import LANGUAGES, text
from jixiao.layout.model import Doubt
from jixiao.spreadsheets.model import Source, column_letters


def planned(sources: Sequence[Source], name: str, answers: Answers | None) -> Plan:
    """Return how the sources become a project (`jixiao.importing.plan_of`)."""
    given = answers or Answers()
    in_order = ordered(sources, given.sources)
    found = pieces(in_order)
    given, notes = fitted(given, in_order, found)
    drafts = [drafted(piece, given) for piece in found]
    give_sources(drafts, found)
    select(drafts, sheets(in_order), given)
    stated_again(drafts, found)
    tables = [draft.plan() if isinstance(draft, Draft) else draft[0] for draft in drafts]
    asked = [question for draft in drafts for question in _questions(draft)]
    years = _years(drafts)
    project, open_keys, told = project_of(name, given, sheets(in_order), tables, years)
    tables = [_dated(table, project.get("fiscal_year", "")) for table in tables]
    files = tuple(PlannedSource(source.file, source.format, source.sha256, source.encoding, source.delimiter)
                  for source in in_order)  # fmt: skip
    notes = [*notes, *told, *_doubts(drafts), *transposed(drafts, found)]
    return Plan(name, project, files, tuple(tables), (*asked, *open_keys), tuple(notes))


Drafted = Draft | tuple[TablePlan, list[Question]]


def _questions(draft: Drafted) -> Sequence[Question]:
    return draft.questions if isinstance(draft, Draft) else draft[1]


def _doubts(drafts: Sequence[Drafted]) -> Iterator[Note]:
    """Yield what the layout of the tables that are used leaves to a person; blank labels are asked for anyway."""
    for draft in drafts:
        if isinstance(draft, Draft):
            for doubt in draft.found.doubts:
                if doubt.kind != "empty-below":
                    yield Note("doubt", {"place": draft.piece.where, "told": told(doubt)})


def told(doubt: Doubt) -> Spoken:
    """Return the sentence about a doubt in each language."""
    fields = {"row": doubt.row, "column": column_letters(doubt.column) or "—", "count": doubt.count, "text": doubt.text}
    return Spoken({language: text(f"layout.doubt.{doubt.kind}", language, **fields) for language in LANGUAGES})


def _years(drafts: Sequence[Drafted]) -> dict[str, int]:
    years: dict[str, int] = {}
    for draft in drafts:
        if isinstance(draft, Draft) and draft.table == "ledger":
            for year, count in scan(draft).years.items():
                years[year] = years.get(year, 0) + count
    return years


def _dated(table: TablePlan, year: str) -> TablePlan:
    """Return the plan of a table whose dates have no year with the year that they get."""
    names = {name for _, name in table.columns.values()}
    if "date.month" not in names or "date.year" in names or "date.year" in table.constants:
        return table
    month = next(heading for heading, name in table.columns.values() if name == "date.month")
    found = year_in(month) or year
    return replace(table, constants={**table.constants, "date.year": found}) if found else table
