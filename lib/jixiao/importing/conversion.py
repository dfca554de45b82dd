"""The conversion: every row of every source into the tables of a project, and the account of all of them."""

from collections.abc import Iterator, Mapping, Sequence

from jixiao.exceptions import LimitError
from jixiao.importing.account import CLOSING, EXECUTION, OPENING, UNPAID, accounts_of
from jixiao.importing.model import Converted, ConvertedTable, Plan, TablePlan
from jixiao.importing.opening import Piece, ordered, pieces
from jixiao.importing.scanning import AMOUNTS, is_blank, is_closing, is_opening
from jixiao.importing.selecting import leaves
from jixiao.importing.shaping import TARGET_CELLS, Context, shapes
from jixiao.importing.straight import Straight
from jixiao.importing.sums import sums_of
from jixiao.importing.tabling import FORM, LEAVE_OUT
from jixiao.importing.taking import Found, RawRow, is_percentage, percents_of, rows_of
from jixiao.importing.writing import Outcome, TableWriter
from jixiao.intake import limits
from jixiao.intake.schema import schemas
from jixiao.layout.model import LeftOut
from jixiao.reading.lexicon import words
from jixiao.spreadsheets.model import Remark, Source


def converted(plan: Plan, sources: Sequence[Source], questions: bool = False) -> Converted:
    """Return the tables of a project (`jixiao.importing.convert`)."""
    if plan.questions:
        raise ValueError(f"open questions: {', '.join(question.key for question in plan.questions)}")
    in_order = ordered(sources, [source.file for source in plan.sources])
    found = {piece.number: piece for piece in pieces(in_order)}
    outcome = Outcome(questions)
    writers = {name: _table(name, plan, found, outcome) for name in schemas() if _parts(plan, found, name)}
    notes = [note for writer in writers.values() for note in writer.notes()]
    tables = {name: ConvertedTable(writer.columns, writer.rows, writer.origins, len(writer.rows))
              for name, writer in writers.items()}  # fmt: skip
    written = {number: count for writer in writers.values() for number, (_, count) in writer.parts.items()}
    accounts = accounts_of(in_order, plan, found, outcome.left, written)
    sums, differing = sums_of(plan, found, writers, outcome)
    remarks = tuple((source.file, sheet, remark) for source in in_order for sheet, remark in _remarks(source))
    return Converted(tables, outcome.repairs, accounts, sums, tuple(outcome.refused),
                     (*notes, *differing, *outcome.notes()), tuple(outcome.emptied), remarks)  # fmt: skip


def _parts(plan: Plan, found: Mapping[int, Piece], name: str) -> list[TablePlan]:
    """Return the tables and forms whose rows go into one project table."""
    return [table for table in plan.used if table.table == name or _of_form(found, table, name)]


def _of_form(found: Mapping[int, Piece], table: TablePlan, name: str) -> bool:
    form = found[table.number].opened.form if table.table == FORM else None
    return form is not None and bool(form.table(name))


def _table(name: str, plan: Plan, found: Mapping[int, Piece], outcome: Outcome) -> TableWriter:
    parts = _parts(plan, found, name)
    unit = plan.project.get(f"units.{name}", plan.project["money_unit"])
    writer = TableWriter(name, _columns(name, parts, found), unit, outcome)
    surveys = any(table.table == "survey" for table in plan.tables)
    context = Context(writer.work, plan.project.get("fiscal_year", ""), surveys)
    shape = shapes().get(name)
    for table in parts:
        piece = found[table.number]
        writer.begin(table)
        unfit = leaves(table)
        for row in _rows(name, piece, table, writer, context):
            if reason := (unfit(row.texts) if unfit else "") or _left_out(name, row, table):
                outcome.left.setdefault(table.number, []).append(LeftOut(row.row, reason, row.texts))
                continue
            if shape:
                shape(row.cells, table, context)
            writer.add(piece, row)
            if len(writer.rows) >= limits.TABLE_ROWS:
                raise LimitError("too-many-rows", file=piece.file, limit=limits.TABLE_ROWS - 1)
    return writer


def _rows(name: str, piece: Piece, table: TablePlan, writer: TableWriter, context: Context) -> Iterator[RawRow]:
    """Yield the rows that have to go the long way, each when it is its turn."""
    if table.table == FORM:
        return _rows_of_form(name, piece, table)
    if name == "ledger" or name not in shapes():
        straight = Straight(name, piece, table, writer, context)
        if straight.is_open:
            return straight.rest()
    return rows_of(piece, table)


def _rows_of_form(name: str, piece: Piece, table: TablePlan) -> Iterator[RawRow]:
    assert piece.opened.form is not None
    percents = percents_of(piece)
    changes = {(change.row, change.field): change for change in piece.opened.form.changes}
    for row in piece.opened.form.table(name):
        cells = {}
        for column, (text, number) in row.cells.items():
            change = changes.get((row.row, column))
            before = change.found if change else text
            cell = Found(text, number, before, (change.rule,) if change else (), False, table.unit)
            cells[column] = percents.shown(row.row, number, cell) if is_percentage(name, column) else cell
        yield RawRow(row.row, (), cells)


def _left_out(name: str, row: RawRow, table: TablePlan) -> str:
    """Return why a line is left out, empty if it is taken."""
    if name == "indicators" and _is_execution(row):
        return EXECUTION
    if table.choices.get("closing") == LEAVE_OUT and _closes(row):
        return CLOSING
    amounts = [row.cells[name] for name in AMOUNTS if name in row.cells]
    if "unpaid" not in table.choices or not all(is_blank(amount.text) for amount in amounts):
        return ""
    summary = row.cells.get("summary")
    if summary and is_opening(summary.text):
        return OPENING
    return UNPAID if table.choices["unpaid"] == LEAVE_OUT else ""


def _is_execution(row: RawRow) -> bool:
    """Return whether a row only scores the execution of the budget: its name stands alone, in a column of levels."""
    texts = {column: row.cells[column].text.strip() for column in ("name", "level1", "level2") if column in row.cells}
    return not texts.pop("name", "") and bool({*texts.values()} & {*words("importing")["execution"]})


def _closes(row: RawRow) -> bool:
    summary, credit = row.cells.get("summary"), row.cells.get("amount.credit")
    return bool(summary and credit and is_closing(summary.text, credit.text))


def _columns(name: str, parts: Sequence[TablePlan], found: Mapping[int, Piece]) -> tuple[str, ...]:
    """Return the columns that the project's table gets: those that some source has or the program makes."""
    schema = schemas()[name]
    there = {column.partition(".")[0] for table in parts for column in _named(name, table, found)}
    if name == "indicators":
        there |= set(TARGET_CELLS)
    return tuple(column.name for column in schema.columns.values() if column.present or column.name in there)


def _named(name: str, table: TablePlan, found: Mapping[int, Piece]) -> Iterator[str]:
    form = found[table.number].opened.form
    if table.table == FORM and form:
        yield from (column for row in form.table(name) for column in row.cells)
        return
    yield from (column for _, column in table.columns.values() if column)
    yield from (*table.constants, *table.made)


def _remarks(source: Source) -> Iterator[tuple[str, Remark]]:
    yield from (("", remark) for remark in source.remarks)
    yield from ((sheet.name, remark) for sheet in source.sheets for remark in sheet.remarks)
