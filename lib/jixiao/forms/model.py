"""What an official form says: the project, its funds and indicators, what it adds up itself, and every other row."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jixiao.importing.model import TakenRow
from jixiao.layout.model import LeftOut

SELF, TARGET = "self", "target"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the head of a form says of the project.

    Attributes:
        text: The text as found, without the blanks around it.
        row: Its row in the sheet.
        column: Its column.
    """

    text: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that the form computes itself; it checks the data and is none.

    Attributes:
        name: ``budget_initial``, ``budget_adjusted``, ``received``, ``spent`` (control totals of the funds),
            ``execution_weight``, ``execution_rate``, ``execution_score``, ``total_weight`` or ``total_score``.
        text: The text as found.
        row: Its row in the sheet.
        column: Its column.
        about: The fund source it belongs to; empty for the whole project.
    """

    name: str
    text: str
    row: int
    column: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A cell whose text is taken in another form than it stands in the sheet.

    Attributes:
        row: Its row in the sheet.
        column: Its column.
        field: The column of the project's table.
        found: The text as found.
        taken: The text as taken.
        rule: ``part-label`` (其中 taken off), ``letters-joined`` (a word written vertically) or ``percent-shown`` (a
            number that the sheet shows as a percentage).
    """

    row: int
    column: int
    field: str
    found: str
    taken: str
    rule: str


@dataclass(frozen=True)
class Form:
    """One official form, taken apart; each row that holds something is in ``rows`` or in ``left``, once.

    Attributes:
        kind: ``self`` for a self-evaluation, ``target`` for a declaration of targets, which has no actual values.
        sheet: Name of the sheet.
        unit: The money unit of its amounts, empty if it names none.
        project: Keys of project.yaml by what the form says: ``name``, ``unit``, ``dept``, ``fiscal_year``, ``code``,
            ``region``, ``fund_nature``, ``goal``, ``goal_achieved``.
        rows: Rows of the tables ``funds`` and ``indicators``; targets and actual values are still with sign and unit.
        stated: What the form computes itself.
        left: All other rows, with the reason: ``title``, ``unit``, ``project``, ``header``, ``repeated-header``,
            ``goal``, ``total``, ``subtotal``, ``no-amounts``, ``no-indicator``, ``note``, ``signature``,
            ``column-letters``, ``another-form`` or ``other``.
        changes: Texts that are taken in another form than they stand in the sheet.
        columns: Headings of the indicators by column: the heading, and the table's column (empty: not used).
    """

    kind: str
    sheet: str
    unit: str
    project: Mapping[str, Entry]
    rows: tuple[TakenRow, ...]
    stated: tuple[Stated, ...]
    left: tuple[LeftOut, ...]
    changes: tuple[Change, ...] = ()
    columns: Mapping[int, tuple[str, str]] = field(default_factory=dict)

    @property
    def keys(self) -> Mapping[str, str]:
        """What goes into project.yaml, by key."""
        unit = {"money_unit": self.unit} if self.unit else {}
        return {key: entry.text for key, entry in self.project.items()} | unit

    def table(self, name: str) -> tuple[TakenRow, ...]:
        """Return the rows of ``funds`` or ``indicators``."""
        return tuple(row for row in self.rows if row.table == name)

    def total(self, name: str) -> Stated | None:
        """Return what the form states for the whole project under a name, None if it does not."""
        return next((value for value in self.stated if value.name == name and not value.about), None)
