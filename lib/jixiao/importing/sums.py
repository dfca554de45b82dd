"""Control sums: what the source's column of amounts adds up to, and what the project's table does."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice

from jixiao.importing.directions import SIDE, signed
from jixiao.importing.model import ControlSum, Note, Plan, TablePlan
from jixiao.importing.opening import Piece
from jixiao.importing.taking import units_of
from jixiao.importing.writing import Outcome, TableWriter
from jixiao.intake.cells import CellRefusedError
from jixiao.intake.schema import schemas
from jixiao.layout import stated_totals, sums
from jixiao.layout.model import FoundTable
from jixiao.quantities import to_yuan
from jixiao.repairs.known import Known

_NOTHING = Decimal(0)
_CENTS = 2
_LEDGER = "ledger"
_SIDES = {"amount.debit": 1, "amount.credit": -1}
Read = Callable[[str, str], Decimal]


def sums_of(
    plan: Plan, found: Mapping[int, Piece], writers: Mapping[str, TableWriter], outcome: Outcome
) -> tuple[tuple[ControlSum, ...], tuple[Note, ...]]:
    """Return the sum of each column of amounts, read once more from the source and from what was written.

    Raises:
        RuntimeError: The two differ although every cell was taken: a fault of this program.
    """
    made: list[ControlSum] = []
    notes: list[Note] = []
    for table in plan.used:
        piece = found[table.number]
        notes += list(_totals_that_differ(piece, table))
        for name, writer in writers.items():
            if table.number in writer.parts:
                made += _sums(piece, table, name, writer, outcome)
    notes += _sums_to_nothing(made, plan, found, writers)
    refused = {(fields["file"], fields["sheet"]) for _, fields in (*outcome.refused, *outcome.emptied)}
    for one in made:
        if one.found != one.taken and (one.file, one.sheet) not in refused:
            raise RuntimeError(f"{one.file} {one.sheet} {one.table}.{one.column}: {one.found} is not {one.taken}")
    return tuple(made), tuple(notes)


def _sums_to_nothing(
    made: Sequence[ControlSum], plan: Plan, found: Mapping[int, Piece], writers: Mapping[str, TableWriter]
) -> Iterator[Note]:
    """Yield the ledgers of which nothing is left when refunds are taken off: both sides of entries may be in them."""
    nothing = {(one.file, one.sheet) for one in made if one.table == _LEDGER and not one.taken}
    for table in plan.used if nothing else ():
        rows = writers[_LEDGER].parts.get(table.number, (0, 0))[1]
        if rows and (table.file, table.sheet) in nothing:
            yield Note("sums-to-nothing", {"place": found[table.number].where, "count": rows})


def _sums(
    piece: Piece, table: TablePlan, name: str, writer: TableWriter, outcome: Outcome
) -> Iterator[ControlSum]:
    columns = [column.name for column in schemas()[name].columns.values() if column.type == "amount"]
    there = [column for column in columns if column in writer.columns]
    found = _of_source(piece, table, name, writer, {row.row for row in outcome.left.get(table.number, ())})
    taken = _of_table(table, writer, there)
    stated = _stated(piece, table, name)
    for column, left in _closed(piece, table, name, writer, outcome).items():
        # A total row counts the entries that close the account, which are no rows of the project.
        stated |= {column: stated[column] - left} if column in stated else {}
    for column in there:
        if column in found:
            yield ControlSum(piece.file, piece.sheet, name, column, table.unit, found[column], taken[column],
                             stated.get(column))  # fmt: skip


def _of_source(
    piece: Piece, table: TablePlan, name: str, writer: TableWriter, closed: set[int]
) -> dict[str, Decimal]:
    """Return the sums in 元 of what stands in the sheet itself, by project column, whatever became of it on the way."""
    read = _reader(writer)
    if piece.found is None:
        form = piece.opened.form
        assert form is not None
        at = {(row.row, column): field for row in form.table(name)
              for field, (_, column) in row.cells.items() if column}  # fmt: skip
        is_row: Callable[[int], bool] = _any
    else:
        at = {}
        is_row = _rows(piece, piece.found, closed)
    signs = {column: (field.partition(".")[0], _SIDES.get(field, 1), unit)
             for column, field, unit in _amounts(piece, table, name)}  # fmt: skip
    sums = {project: _NOTHING for project, _, _ in signs.values()}
    side = _side(table)
    for row, texts in piece.opened.sheet.rows:
        if not is_row(row):
            continue
        for column, (project, sign, unit) in signs.items():
            if column <= len(texts) and texts[column - 1] and (not at or at.get((row, column)) == project):
                amount = sign * read(texts[column - 1], unit)
                sums[project] += _turned(amount, texts, side) if side and project == "amount" else amount
    return sums


def _side(table: TablePlan) -> int:
    """Return the source column that tells the direction of each line in words, 0 if there is none."""
    return next((number for number, (_, field) in table.columns.items() if field == SIDE), 0)


def _turned(amount: Decimal, texts: tuple[str, ...], side: int) -> Decimal:
    found = signed(texts[side - 1] if side <= len(texts) else "", amount)
    return amount if found is None else found


def _amounts(piece: Piece, table: TablePlan, name: str) -> Iterator[tuple[int, str, str]]:
    """Yield the source columns of amounts: number, project column or part, unit."""
    amounts = {column.name for column in schemas()[name].columns.values() if column.type == "amount"}
    if piece.found is None:
        form = piece.opened.form
        assert form is not None
        pairs = {(column, field) for row in form.table(name) for field, (_, column) in row.cells.items() if column}
        yield from ((column, field, table.unit) for column, field in sorted(pairs) if field in amounts)
        return
    units = units_of(piece, table)
    for column, (_, field) in table.columns.items():
        if field.partition(".")[0] in amounts:
            yield column, field, units[column]


def _closed(
    piece: Piece, table: TablePlan, name: str, writer: TableWriter, outcome: Outcome
) -> dict[str, Decimal]:
    """Return the sums in 元 of the entries that close the account, by project column."""
    read, sums = _reader(writer), dict[str, Decimal]()
    for column, field, unit in _amounts(piece, table, name):
        project, sign = field.partition(".")[0], _SIDES.get(field, 1)
        texts = [row.cells[column - 1] for row in outcome.left.get(table.number, ()) if column <= len(row.cells)]
        sums[project] = sums.get(project, _NOTHING) + sum((sign * read(text, unit) for text in texts if text), _NOTHING)
    return sums


def _rows(piece: Piece, found: FoundTable, closed: set[int]) -> Callable[[int], bool]:
    """Return what tells the rows of data of a table from all other rows of its sheet."""
    if len(piece.opened.tables) == 1:
        left = {row.row for row in (*found.left, *piece.opened.between)} | closed
        return lambda row: row not in left
    own = {row for row, _ in found.body} - closed
    return own.__contains__


def _any(row: int) -> bool:
    return True


def _reader(writer: TableWriter) -> Read:
    """Return what reads an amount of the source in 元; plain figures without any of the repairs."""
    known: dict[str, Known[Decimal]] = {}

    def read(text: str, unit: str) -> Decimal:
        if unit not in known:
            known[unit] = Known(lambda text: _yuan(writer, text, unit))
        return known[unit][text]

    return read


def _yuan(writer: TableWriter, text: str, unit: str) -> Decimal:
    bare = text.strip()
    # Beyond whole 分 is what binary numbers leave behind, which is a repair.
    if _is_number(bare) and int((amount := to_yuan(Decimal(bare), unit)).normalize().as_tuple().exponent) >= -_CENTS:
        return amount
    try:
        plain = writer.work.plain_amount(text, unit)[0].replace(",", "")
    except CellRefusedError:
        return _NOTHING
    return to_yuan(Decimal(plain), unit) if plain else _NOTHING


def _of_table(table: TablePlan, writer: TableWriter, columns: list[str]) -> dict[str, Decimal]:
    """Return the sums in 元 of the rows that were written, read back from them; a refund made of a sign counts less."""
    first, count = writer.parts[table.number]
    places = {column: writer.columns.index(column) for column in columns}
    signed = table.made.get("direction") in ("sides", "sign", "word")
    direction = writer.columns.index("direction") if signed else -1
    sums = dict.fromkeys(columns, _NOTHING)
    for row in islice(writer.rows, first, first + count):
        for column, place in places.items():
            if row[place]:
                value = Decimal(row[place].replace(",", ""))
                sums[column] += -value if signed and row[direction] == "refund" else value
    return {column: to_yuan(value, writer.unit) for column, value in sums.items()}


def _stated(piece: Piece, table: TablePlan, name: str) -> dict[str, Decimal]:
    """Return in 元 what the source's own total row says, by project column."""
    if piece.found is None:
        form = piece.opened.form
        assert form is not None
        fields = [field for _, field, _ in _amounts(piece, table, name)] if name == "funds" else []
        totals = {field: form.total(field) for field in fields}
        texts = {column: total.text.replace(",", "").strip() for column, total in totals.items() if total}
        return {column: to_yuan(Decimal(text), table.unit) for column, text in texts.items() if _is_number(text)}
    if not piece.found.totals:
        return {}
    found = piece.once("totals", lambda: stated_totals(_table_of(piece)))
    said: dict[str, Decimal] = {}
    for column, field, unit in _amounts(piece, table, name):
        if column in found:
            project = field.partition(".")[0]
            said[project] = said.get(project, _NOTHING) + _SIDES.get(field, 1) * to_yuan(found[column], unit)
    return said


def _totals_that_differ(piece: Piece, table: TablePlan) -> Iterator[Note]:
    """Yield the amounts of total and subtotal rows that are not the sum of the rows they cover."""
    if piece.found is None or not piece.found.totals or _side(table):
        return
    used = {column: name for column, (_, name) in table.columns.items() if name}
    for check in piece.once("sums", lambda: sums(_table_of(piece))):
        if not check.agrees and check.column in used:
            fields = {"place": piece.where, "row": check.row, "unit": table.unit,
                      "column": used[check.column], "stated": f"{check.stated:f}", "found": f"{check.found:f}"}
            yield Note("total-differs", fields)  # fmt: skip


def _table_of(piece: Piece) -> FoundTable:
    assert piece.found is not None
    return piece.found


def _is_number(text: str) -> bool:
    return text.isascii() and text.removeprefix("-").replace(".", "", 1).isdecimal()
