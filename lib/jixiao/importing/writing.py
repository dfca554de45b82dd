"""The rows of one project table as they are written, and what became of each of their cells."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from jixiao.importing.cellwork import CellWork
from jixiao.importing.model import Note, Repair, TablePlan
from jixiao.importing.opening import Piece
from jixiao.importing.origins import Origins
from jixiao.importing.spool import Spool
from jixiao.importing.taking import Found, RawRow
from jixiao.intake.cells import CellRefusedError
from jixiao.intake.characters import visible
from jixiao.language import LANGUAGES, catalogue, text
from jixiao.layout.model import LeftOut
from jixiao.spreadsheets.model import cell_name

MOST_REFUSED = 10_000
"""A whole column of a wrong type would fill the memory with messages that all say the same."""
_MOST_NAMED = 20
_EMPTY = Found("")
Change = tuple[str, Found, str, tuple[str, ...]]
"""A column, its cell, the text that is written, and what was done."""


class Repairs(Collection[Repair]):
    """The changed cells, kept as records."""

    def __init__(self) -> None:
        self.spool = Spool()

    def append(self, repair: Repair) -> None:
        """Add one."""
        self.spool.append((repair.table, repair.key, repair.column, repair.file, repair.sheet, repair.cell,
                           repair.found, repair.taken, " ".join(repair.rules)))  # fmt: skip

    def __len__(self) -> int:
        return len(self.spool)

    def __iter__(self) -> Iterator[Repair]:
        for table, key, column, file, sheet, cell, found, taken, rules in self.spool:
            yield Repair(table, key, column, file, sheet, cell, found, taken, tuple(rules.split()))

    def __contains__(self, repair: object) -> bool:
        return any(repair == known for known in self)


class Outcome:
    """What became of the cells and rows of all tables.

    Args:
        leave_empty: Leave an amount that cannot be taken empty instead of refusing it.
    """

    def __init__(self, leave_empty: bool = False) -> None:
        self.leave_empty = leave_empty
        self.repairs = Repairs()
        self.refused: list[tuple[str, Mapping[str, object]]] = []
        self.emptied: list[tuple[str, Mapping[str, object]]] = []
        self.left: dict[int, list[LeftOut]] = {}
        self.more = 0

    def refuse(self, is_amount: bool, fields: Mapping[str, object]) -> None:
        """Note a cell that cannot be taken."""
        found = self.emptied if is_amount and self.leave_empty else self.refused
        if len(found) < MOST_REFUSED:
            found.append(("import-cell", fields))
        else:
            self.more += 1

    def notes(self) -> Iterator[Note]:
        """Yield how many more cells were refused than are listed."""
        if self.more:
            yield Note("more-refused", {"count": self.more, "listed": MOST_REFUSED})


class TableWriter:
    """Writes the rows of one project table.

    Attributes:
        columns: Its columns.
        rows: Its rows as they will be written.
        origins: File, sheet and row of the source of each.
        parts: Number of the first row of each source's table, and how many rows it gave.
    """

    def __init__(self, name: str, columns: tuple[str, ...], unit: str, outcome: Outcome) -> None:
        self.name = name
        self.columns = columns
        self.unit = unit
        self.work = CellWork(name, unit)
        self.rows = Spool()
        self.origins = Origins()
        self.parts: dict[int, list[int]] = {}
        self._outcome = outcome
        self._schema = self.work.schema
        self._part = 0
        self._key = [columns.index(name) if name in columns else -1 for name in self._schema.key]
        self._keys: set[bytes] = set()
        self._twice: dict[str, list[str]] = {}
        self._again: Counter[str] = Counter()

    def begin(self, table: TablePlan) -> None:
        """Begin with the rows of a source's table."""
        self._part = table.number
        self.origins.begin(table.file, table.sheet)
        self.parts[table.number] = [len(self.rows), 0]

    def add(self, piece: Piece, row: RawRow) -> None:
        """Take a row: bring each cell into its form, list each change, refuse what cannot be taken."""
        taken: list[str] = []
        changes: list[Change] = []
        cells = row.cells
        for name in self.columns:
            cell = cells.get(name, _EMPTY)
            try:
                text_, rules = self.taken(name, cell)
            except CellRefusedError as error:
                taken.append("")
                self._refuse(piece, row.row, name, cell, error)
                continue
            taken.append(text_)
            if rules:
                changes.append((name, cell, text_, rules))
        self.keep(piece, row.row, taken, changes)

    def taken(self, name: str, cell: Found) -> tuple[str, tuple[str, ...]]:
        """Return the text that is written for a cell, and what was done to it, nothing if it is the source's.

        Raises:
            CellRefusedError: It cannot be taken.
        """
        if cell.error or cell.is_shared:
            raise cell.error or CellRefusedError("merged-number")
        found, rules = self.work.texts(name, cell.unit)[cell.text]
        is_changed = cell.column and (rules or cell.rules or found != cell.found)
        return found, (*cell.rules, *rules) or ("outer-blanks",) if is_changed else ()

    def keep(self, piece: Piece, number: int, taken: Sequence[str], changes: list[Change]) -> None:
        """Keep a row with its changed cells and its place in the source."""
        key = "/".join([taken[place] if place >= 0 else "" for place in self._key])
        self._count(key, piece, number)
        if len(changes) > 1:
            changes.sort(key=lambda change: self.columns.index(change[0]))
        for name, cell, text_, rules in changes:
            where = cell_name(number, cell.column)
            self._outcome.repairs.append(
                Repair(self.name, key, name, piece.file, piece.sheet, where, cell.found, text_, rules)
            )
        self.rows.append(taken)
        self.origins.add(number)
        self.parts[self._part][1] += 1

    def notes(self) -> Iterator[Note]:
        """Yield the keys that occur more than once, with their places."""
        for key, places in self._twice.items():
            fields: dict[str, Any] = {"table": self.name, "key": key, "places": "; ".join(places)}
            yield Note("duplicate-key", fields | {"count": self._again[key]})

    def _refuse(self, piece: Piece, row: int, name: str, cell: Found, error: CellRefusedError) -> None:
        column = self._schema.columns[name]
        named = {language: f"{column.words('label', language)} ({self.name}.{name})" for language in LANGUAGES}
        reason = {language: _reason(error, column.type, language) for language in LANGUAGES}
        where = cell_name(row, cell.column) if cell.column else f"{row}"
        fields = {"place": piece.where, "file": piece.file, "sheet": piece.sheet, "cell": where, "column": named,
                  "found": visible((cell.found or cell.text).strip()) or "—", "expected": reason,
                  "table": self.name, "name": name, "row": row, "reason": error.code}  # fmt: skip
        self._outcome.refuse(column.type == "amount", fields)

    def _count(self, key: str, piece: Piece, row: int) -> None:
        # A digest of 12 bytes instead of the key: a long ledger has as many keys as rows.
        digest = hashlib.blake2b(key.encode(), digest_size=12).digest()
        if digest in self._keys:
            self._again[key] += 1
            if len(self._twice) < _MOST_NAMED or key in self._twice:
                self._twice.setdefault(key, []).append(f"{piece.where} {row}")
        self._keys.add(digest)


def _reason(error: CellRefusedError, kind: str, language: str) -> str:
    """Return what is expected of a cell: the sentence about its reason, else the one about its type."""
    known = catalogue(language)
    key = f"importing.refused.{error.code}"
    key = key if key in known else f"importing.expected.{kind}"
    return text(key, language, **{"known": "", **error.fields})
