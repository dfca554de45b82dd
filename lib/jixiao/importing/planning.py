"""The plan: every table of every source, the keys of the project, and all that is still to be asked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jixiao.importing.again import stated_again, transposed
from jixiao.importing.draft import CONSTANT, Draft
from jixiao.importing.fitting import fitted
from jixiao.importing.model import Answers, Note, Plan, PlannedSource, Question, TablePlan
from jixiao.importing.opening import Piece, ordered, pieces, sheets
from jixiao.importing.projecting import project_of, year_in
from jixiao.importing.scanning import scan
from jixiao.importing.selecting import select
from jixiao.importing.spoken import Spoken
from jixiao.importing.tabling import FORM, drafted
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
    _fund_sources(drafts, found)
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


def _fund_sources(drafts: Sequence[Drafted], found: Sequence[Piece]) -> None:
    """Fill in the fund source of a ledger without such a column: the only one there is; else ask."""
    known = tuple(dict.fromkeys(_known_sources(drafts, found)))
    first: dict[tuple[str, ...], Draft] = {}
    for draft in drafts:
        if not isinstance(draft, Draft) or draft.table != "ledger":
            continue
        leader = first.setdefault((draft.piece.file, *draft.headings.values()), draft)
        key = f"{draft.piece.key}.choices.fund_source"
        open_one = next((question for question in draft.questions if question.key == key), None)
        if open_one is None:
            continue
        draft.questions.remove(open_one)
        if leader is not draft:
            _as_in(leader, draft)
        elif len(known) == 1:
            draft.constants["fund_source"] = known[0]
        else:
            shown = tuple(f"{CONSTANT}{source}" for source in known)
            draft.ask("fund-source", "choices.fund_source", "", (), known="; ".join(shown) or "—",
                      columns=open_one.fields["known"])  # fmt: skip


def _as_in(leader: Draft, draft: Draft) -> None:
    """Take the fund source as in the first table of the file with the same headings: one for each month, mostly."""
    draft.constants |= {name: text for name, text in leader.constants.items() if name == "fund_source"}
    headings = {leader.headings[number] for number in leader.at("fund_source")}
    draft.columns |= {number: "fund_source" for number, heading in draft.headings.items() if heading in headings}


def _known_sources(drafts: Sequence[Drafted], found: Sequence[Piece]) -> Iterator[str]:
    for draft, piece in zip(drafts, found, strict=True):
        if isinstance(draft, Draft) and draft.table == "funds":
            yield from filter(None, scan(draft).sources)
            yield from filter(None, [draft.constants.get("fund_source", "")])
        elif not isinstance(draft, Draft) and draft[0].table == FORM and piece.opened.form:
            rows = (row for row in piece.opened.form.rows if row.table == "funds")
            yield from filter(None, (row.cells.get("fund_source", ("", 0))[0].strip() for row in rows))


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
