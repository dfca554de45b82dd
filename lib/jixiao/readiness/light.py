"""A readiness light: can something be computed, what is missing, and which entry would supply it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jixiao.intake.schema import Column, schemas
from jixiao.language import text

READY, PARTLY, ABSENT, BROKEN = STATES = ("ready", "partly", "absent", "broken")
"""All there, partly there, nothing there, cannot be read."""
_SHOWN_ROWS = 5


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a person can do.

    Attributes:
        key: What is to be done (``readiness.step.<key>``): ``table``, ``column``, ``cells``, ``correct`` …
        table: The table, or the file it is done in.
        column: Its column, if it is about one.
        rows: Its rows as a spreadsheet numbers them.
        names: What it is about: documents, indicators, an amount.
    """

    key: str
    table: str
    column: str = ""
    rows: tuple[int, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def subject(self) -> tuple[str, str, str]:
        """What makes two steps one: rows and names are joined."""
        return self.key, self.table, self.column

    def sentence(self, language: str, files: Mapping[str, str] | None = None) -> str:
        """Return what to do; `files` says where each table stands."""
        schema = schemas().get(self.table)
        column = schema.columns.get(self.column) if schema else None
        file = _file(self.table, files)
        # The name of a sheet says what it holds.
        key = "sheet" if self.key == "table" and ":" in file else self.key
        fields = {
            "file": file, "evidence": _file("evidence", files), "label": schema.label_in(language) if schema else "",
            "row": schema.one_row_in(language) if schema else "", "column": _called(column, language),
            "rows": numbered(self.rows, language), "number": len(self.rows) or len(self.names),
            "names": listed(self.names, language),
        }  # fmt: skip
        return text(f"readiness.step.{key}", language, **fields)


@dataclass(frozen=True, slots=True)
class Blank:
    """Cells that are empty: rows of a column, a whole column, or a table without a row.

    Attributes:
        table: The table.
        column: The column; empty where the table has no row.
        rows: The rows where it is empty.
        total: How many rows the table has.
        is_there: Whether the file has the column.
    """

    table: str
    column: str = ""
    rows: tuple[int, ...] = ()
    total: int = 0
    is_there: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether no cell of it is filled."""
        return len(self.rows) == self.total

    @property
    def step(self) -> Step:
        """What fills it."""
        if not self.total:
            return Step("table", self.table)
        return Step("cells" if self.is_there else "column", self.table, self.column, self.rows)

    def sentence(self, language: str, files: Mapping[str, str] | None = None) -> str:
        """Return what is empty; `files` says where each table stands."""
        kind = "table" if not self.total else "column" if not self.is_there else "whole" if self.is_whole else "rows"
        schema = schemas()[self.table]
        return text(f"readiness.blank.{kind}", language, file=_file(self.table, files),
                    rows=numbered(self.rows, language),
                    column=_called(schema.columns.get(self.column), language))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Light:
    """The readiness of one table, indicator or score.

    Attributes:
        group: ``tables``, ``indicators``, ``points`` or ``score``.
        id: Its code: the file of a table, the code of a rule, the id of an indicator.
        label: What a reader calls it.
        state: One of `STATES`.
        is_computed: Whether a run gives it a value or points; for a table, whether it has rows.
        reasons: What is missing or to be known, one sentence each.
        steps: What would turn it green.
        note: How much there is, such as the number of rows.
    """

    group: str
    id: str
    label: str
    state: str
    is_computed: bool
    reasons: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    note: str = ""


def numbered(rows: Sequence[int], language: str) -> str:
    """Return the numbers of rows, the first few of many.

    Example:
        >>> numbered((2, 5), "zh"), numbered(range(2, 9), "zh"), numbered((5,), "en"), numbered(range(2, 9), "en")
        ('第 2、5 行', '第 2、3、4、5、6 等 7 行', 'row 5', 'rows 2, 3, 4, 5, 6 and 2 more')
    """
    first = text("readiness.comma", language).join(str(row) for row in rows[:_SHOWN_ROWS])
    kind = "one" if len(rows) == 1 else "some" if len(rows) <= _SHOWN_ROWS else "many"
    return text(f"readiness.numbered.{kind}", language, first=first, number=_number(len(rows), language))


def listed(names: Sequence[str], language: str) -> str:
    """Return names one after the other, the first few of many."""
    comma = text("readiness.comma", language)
    first = comma.join(names[:_SHOWN_ROWS])
    left = len(names) - _SHOWN_ROWS
    return text("readiness.more", language, first=first, number=_number(len(names), language)) if left > 0 else first


def merged(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return steps about the same cells as one, in the order in which they first come."""
    found: dict[tuple[str, str, str], Step] = {}
    for step in steps:
        known = found.get(step.subject, step)
        found[step.subject] = Step(*step.subject, tuple(sorted({*known.rows, *step.rows})),
                                   tuple(dict.fromkeys((*known.names, *step.names))))  # fmt: skip
    return tuple(found.values())


def _number(of: int, language: str) -> int:
    """Return the number that a language says of a list cut short: of all, or of the rest."""
    return of if text("readiness.counts", language) == "all" else of - _SHOWN_ROWS


def _file(table: str, files: Mapping[str, str] | None) -> str:
    schema = schemas().get(table)
    return (files or {}).get(table) or (schema.file if schema else table)


def _called(column: Column | None, language: str) -> str:
    if column is None:
        return ""
    return text("readiness.column", language, name=column.name, label=column.words("label", language))
