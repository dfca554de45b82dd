"""What becomes of the sources of a new project: the plan, the rows that are taken, and the account of all others."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from jixiao.importing.origins import Origins
from jixiao.layout.model import LeftOut
from jixiao.spreadsheets.model import Remark


@dataclass(frozen=True, slots=True)
class TakenRow:
    """One row of a project's table as its source has it.

    Attributes:
        table: Name of the table, such as ``ledger``.
        row: Number of the row in the source.
        cells: By the table's column: the text as found, and the source's column (0: made by the program).
    """

    table: str
    row: int
    cells: Mapping[str, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Question:
    """Where the program is not sure, what it would do, and what else it could do.

    Attributes:
        kind: Key of the sentence in the catalogue.
        fields: What is put into the sentence.
        key: Dotted name of the answer in the mapping file.
        answer: What is taken with ``--yes``; empty if nothing can be taken and a person must answer.
        choices: What can be answered; empty where any text can. With `is_free` other texts can be too.
    """

    kind: str
    fields: Mapping[str, object]
    key: str
    answer: str = ""
    choices: tuple[str, ...] = ()
    is_free: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Something that is no question but must not go unsaid: ``importing.note.<kind>``, and what is put into it."""

    kind: str
    fields: Mapping[str, object]


@dataclass(frozen=True)
class Answers:
    """What a person decided: answers to questions, or a whole mapping file.

    Attributes:
        values: Answer by the dotted name of its question, such as ``tables.1.unit``.
        sources: SHA-256 by file name, as the mapping file has them; empty without such a file.
        tables: The tables of the mapping file: by number (file, sheet, header).
        headings: Headings as the mapping file has them, by table number and column.
        lines: Line of each value and heading in the mapping file, which messages call `file`.
        added: Answers given since, under the numbers that the tables have now; they count.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[int, tuple[str, str, tuple[int, int]]] = field(default_factory=dict)
    headings: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    file: str = ""
    added: Mapping[str, str] = field(default_factory=dict)

    def with_values(self, values: Mapping[str, str]) -> "Answers":
        """Return the same with more answers; the new ones count."""
        return replace(self, added={**self.added, **values})


@dataclass(frozen=True, slots=True)
class PlannedSource:
    """A file that is taken over; encoding and delimiter are those of a text file, else empty."""

    file: str
    format: str
    sha256: str
    encoding: str = ""
    delimiter: str = ""


@dataclass(frozen=True)
class TablePlan:
    """How one table of a source becomes rows of a project's table.

    Attributes:
        number: Its number among all tables of all sources, from 1; ``tables.<number>`` begins its answers.
        file, sheet: Name of the source, and of its sheet; empty for a text file.
        header: First and last row of the header; (0, 0) for an official form.
        table: The project's table, ``form`` for an official form; empty if the source's table is not used.
        unit: The money unit of its amounts.
        columns: By source column: heading as found, and the project's column (empty: not used).
        constants: Project columns filled with one text, such as ``fund_source``.
        made: Project columns that the program makes, by how it makes them, such as ``line_no: counted``.
        choices: Decisions of other kinds, such as ``spread: yes``.
        reason: Why it is not used, a word in the catalogue.
    """

    number: int
    file: str
    sheet: str
    header: tuple[int, int]
    table: str
    unit: str
    columns: Mapping[int, tuple[str, str]]
    constants: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""

    @property
    def not_used(self) -> tuple[tuple[int, str], ...]:
        """The columns that nothing is taken from: number and heading."""
        return tuple((number, heading) for number, (heading, column) in self.columns.items() if not column)


@dataclass(frozen=True)
class Plan:
    """How the sources become a project.

    Attributes:
        name: Name of the project's folder.
        project: What goes into project.yaml, by key; the unit of a table that has its own under ``units.<table>``.
        sources: The files in their order.
        tables: Every table of every source, used or not, in the order of the sources.
        questions: What is still open; there must be none left before anything is converted.
        notes: What else must be told, such as a source that is not the one of the mapping file.
    """

    name: str
    project: Mapping[str, str]
    sources: tuple[PlannedSource, ...]
    tables: tuple[TablePlan, ...]
    questions: tuple[Question, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def used(self) -> tuple[TablePlan, ...]:
        """The tables that become part of the project."""
        return tuple(table for table in self.tables if table.table)

    @property
    def suggested(self) -> Mapping[str, str]:
        """The answers that are taken where nobody is asked (``--yes``)."""
        return {question.key: question.answer for question in self.questions if question.answer}


@dataclass(frozen=True, slots=True)
class Repair:
    """A cell whose text was brought into the form the tables use; its meaning is the same.

    Attributes:
        rules: Keys of what was done, such as ``thousands-separator``, in the order it was done.
    """

    table: str
    key: str
    column: str
    file: str
    sheet: str
    cell: str
    found: str
    taken: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ControlSum:
    """The sum of an amount column as the source has it, and as the project's table has it, in 元.

    Attributes:
        stated: What the source's own total row says, None if it has none.
    """

    file: str
    sheet: str
    table: str
    column: str
    unit: str
    found: Decimal
    taken: Decimal
    stated: Decimal | None = None


@dataclass(frozen=True)
class TableAccount:
    """Where every row of one sheet went: rows in = rows taken + rows left out.

    Attributes:
        rows: Number of rows of the sheet that hold something.
        taken: Number of those that became rows of a table.
        left: The others, with the reason.
    """

    file: str
    sheet: str
    rows: int
    taken: int
    left: Collection[LeftOut]

    @property
    def is_complete(self) -> bool:
        """Whether every row is accounted for."""
        return self.rows == self.taken + len(self.left)


@dataclass(frozen=True)
class Converted:
    """The tables of a project, ready to be written.

    Attributes:
        tables: By name: column names, and rows of texts in canonical form; each row beside (file, sheet, row).
        repairs: Every cell whose text was changed; may be gone through again and again, ``len`` is their number.
        accounts: Where every row went.
        sums: Control sums of the amount columns.
        refused: Cells that are not of their column's type: (code, fields) as for an error.
        notes: What must be told: totals that differ, keys that occur twice.
        emptied: The refused cells that were left empty because the caller asked for it.
        remarks: What the values of the sources do not show: (file, sheet, remark).
    """

    tables: Mapping[str, "ConvertedTable"]
    repairs: Collection[Repair]
    accounts: tuple[TableAccount, ...]
    sums: tuple[ControlSum, ...]
    refused: tuple[tuple[str, Mapping[str, object]], ...]
    notes: tuple[Note, ...] = ()
    emptied: tuple[tuple[str, Mapping[str, object]], ...] = ()
    remarks: tuple[tuple[str, str, Remark], ...] = ()


@dataclass(frozen=True)
class ConvertedTable:
    """One table: its columns, its rows, and where each row came from.

    Attributes:
        rows: Texts of each row in the order of the columns; may be gone through again and again.
        origins: File, sheet and row of the source, for each row.
        count: Number of rows.
    """

    columns: tuple[str, ...]
    rows: Iterable[tuple[str, ...]]
    origins: Origins
    count: int
