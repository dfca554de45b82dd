"""The plan of one table while it is made: columns and constants found so far, and the questions still open."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jixiao.exceptions import SchemaError
from jixiao.importing.choices import all_shown, meant
from jixiao.importing.model import Answers, Question, TablePlan
from jixiao.importing.opening import Piece
from jixiao.intake.nearest import nearest
from jixiao.intake.schema import Schema, schemas
from jixiao.layout.model import FoundTable
from jixiao.spreadsheets.model import column_letters

CONSTANT = "="
"""What an answer begins with that is a text for every row instead of a column."""

SOURCE = ("ledger", "fund_source")
"""Table and column that a bare name may answer."""

_TERMINAL = "jixiao new"


@dataclass
class Draft:
    """What is known of one table of a source so far.

    Attributes:
        columns: By source column: project column or part of one, empty if it is not used.
        sure: By source column: how surely its heading means it.
    """

    piece: Piece
    table: str
    answers: Answers
    columns: dict[int, str] = field(default_factory=dict)
    sure: Mapping[int, int] = field(default_factory=dict)
    unit: str = ""
    constants: dict[str, str] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)

    @property
    def found(self) -> FoundTable:
        """The source's table."""
        assert self.piece.found is not None
        return self.piece.found

    @property
    def schema(self) -> Schema:
        """The project's table."""
        return schemas()[self.table]

    @property
    def headings(self) -> dict[int, str]:
        """The heading of each source column."""
        return {heading.column: heading.text for heading in self.found.headings}

    def at(self, name: str) -> list[int]:
        """Return the source columns that mean a project column, or a part of one."""
        return [number for number, column in self.columns.items() if column == name]

    def has(self, name: str) -> bool:
        """Return whether a project column, or a part of one, is taken from a source column."""
        return name in self.columns.values()

    def drop(self, name: str) -> None:
        """Use none of the source columns that mean a project column or part."""
        for number in self.at(name):
            self.columns[number] = ""

    def given(self, name: str) -> str | None:
        """Return the answer to a question about this table, None if it was not answered."""
        return self.answers.values.get(f"{self.piece.key}.{name}") or None

    def ask(self, kind: str, name: str, answer: str = "", choices: tuple[str, ...] = (), **fields: object) -> None:
        """Add a question about this table."""
        self.questions.append(question(self.piece, kind, name, answer, choices, table=self.table, **fields))

    def option(self, name: str, kind: str, answer: str, choices: tuple[str, ...], **fields: object) -> None:
        """Take the answer to a question of a closed list, or ask it."""
        given = self.given(f"choices.{name}")
        if given is None:
            self.ask(kind, f"choices.{name}", answer, choices, **fields)
        else:
            self.choices[name] = checked(self.answers, f"{self.piece.key}.choices.{name}", given, choices)

    def label(self, column: int) -> str:
        """Return how a source column is shown where one has to be chosen: letters and heading."""
        return f"{column_letters(column)} {self.headings[column]}"

    def chosen(self, name: str, given: str) -> None:
        """Carry out an answer that names a source column, or a text for every row behind ``=``."""
        self.drop(name)
        if given.startswith(CONSTANT):
            self.constants[name] = given[len(CONSTANT) :].strip()
            return
        numbers = {shown: number for number in self.headings for shown in (self.label(number), column_letters(number))}
        is_source = (self.table, name) == SOURCE
        if is_source and (given not in numbers or self.columns.get(numbers[given])):
            # Which sources there are is known when all tables are: `jixiao.importing.sources` refuses other names.
            self.constants[name] = given
            return
        key, labels = f"{self.piece.key}.choices.{name}", tuple(map(self.label, self.headings))
        self.columns[numbers[checked(self.answers, key, given, tuple(numbers), labels)]] = name

    def plan(self) -> TablePlan:
        """Return the plan as it is now."""
        columns = {number: (heading, self.columns.get(number, "")) for number, heading in self.headings.items()}
        piece = self.piece
        return TablePlan(piece.number, piece.file, piece.sheet, piece.header, self.table, self.unit, columns,
                         self.constants, self.made, self.choices)  # fmt: skip


def question(
    piece: Piece, kind: str, name: str, answer: str = "", choices: tuple[str, ...] = (), **fields: object
) -> Question:
    """Return a question about a table of a source."""
    rows = "–".join(str(row) for row in dict.fromkeys(piece.header))
    told = {"place": piece.where, "file": piece.file, "sheet": piece.sheet, "rows": rows, **fields}
    return Question(kind, told, f"{piece.key}.{name}", answer, choices)


def checked(answers: Answers, key: str, given: str, choices: tuple[str, ...], told: tuple[str, ...] = ()) -> str:
    """Return an answer that is one of `choices`, of which a message names those of `told`.

    Raises:
        SchemaError: It is none of them.
    """
    taken = meant(given, choices)
    if taken in choices:
        return taken
    line = answers.lines.get(key)
    where = f"{answers.file}:{line}" if line else _TERMINAL
    near = nearest(given, choices)
    raise SchemaError("import-bad-answer", where=where, key=key, found=given, nearest=near,
                      known=all_shown(told or choices))  # fmt: skip
