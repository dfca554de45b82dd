"""Frames: the tables of a project as pandas frames, exact and in types that compare as they should."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import pandas as pd

from jixiao.intake.schema import Schema, schemas
from jixiao.intake.tables import Row, Table
from jixiao.quantities import to_fen

if TYPE_CHECKING:
    from jixiao.intake.facts import Facts

DAY = "datetime64[ns]"  # the only unit that Great Expectations compares as a whole column
PLACE = ("_file", "_row", "_key")


def text_column(values: list[Any]) -> pd.Series:
    """Return texts; an empty cell is missing."""
    return pd.Series([None if value is None or value == "" else str(value) for value in values], dtype="str")


def fen_column(values: list[Any]) -> pd.Series:
    """Return amounts in 元 as whole 分."""
    return pd.Series([None if value is None else to_fen(value) for value in values], dtype="Int64")


def integer_column(values: list[Any]) -> pd.Series:
    """Return whole numbers."""
    return pd.Series(values, dtype="Int64")


def number_column(values: list[Any]) -> pd.Series:
    """Return decimal numbers as floats.

    A float keeps up to 15 digits apart and maps equal decimals to equal floats, so comparing is exact;
    sums are made from the decimals, before they get here.
    """
    return pd.Series([None if value is None else float(value) for value in values], dtype="float64")


def day_column(values: list[Any]) -> pd.Series:
    """Return days as midnights."""
    return pd.Series(pd.to_datetime(pd.Series(values, dtype="object"), errors="raise")).astype(DAY)


COLUMN_OF_TYPE: dict[str, Callable[[list[Any]], pd.Series]] = {
    "text": text_column,
    "code": text_column,
    "choice": text_column,
    "role": text_column,
    "amount": fen_column,
    "number": number_column,
    "integer": integer_column,
    "date": day_column,
}


def frame_of(table: Table, schema: Schema) -> pd.DataFrame:
    """Return a table as a frame with all columns that are defined for it, and the place of each row."""
    columns = places_of(table)
    for name, column in schema.columns.items():
        at = table.columns.index(name) if name in table.columns else None
        values = [None if at is None else row.values[at] for row in table]
        columns[name] = COLUMN_OF_TYPE[column.type](values)
    return pd.DataFrame(columns)


def places_of(rows: Iterable[Row]) -> dict[str, pd.Series]:
    """Return the columns that say where each row stands: file, row number and key."""
    rows = list(rows)
    return {
        "_file": text_column([row.file for row in rows]),
        "_row": integer_column([row.number for row in rows]),
        "_key": text_column([row.key for row in rows]),
    }


class Frames:
    """All frames of one project by name, each made when first asked for."""

    def __init__(self, facts: "Facts") -> None:
        self.facts = facts
        self._made: dict[str, pd.DataFrame] = {}

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table of the project; none if it is not there."""
        return list(self.facts.tables[table]) if table in self.facts.tables else []

    def frame(self, name: str) -> pd.DataFrame:
        """Return the frame of a table, or the one made by the function of that name in `derived`.

        Raises:
            KeyError: There is neither such a table nor such a function.
        """
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def distinct(self, table: str, column: str) -> list[str]:
        """Return the different values of a text column in order."""
        return sorted(set(self.frame(table)[column].dropna()))

    def raw(self, table: str, column: str) -> list[str]:
        """Return the cells of a column as they are written in the file."""
        at = self.facts.tables[table].columns.index(column)
        return [row.raws[at] for row in self.facts.tables[table]]

    def found(self, name: str, at: int, column: str) -> str:
        """Return what stands in a row of a frame: as derived, or as written in the file."""
        frame = self.frame(name)
        if "_found" in frame:
            words = frame["_found"].iat[at]
            return "" if pd.isna(words) else str(words)
        return self.facts.tables[name].rows[at].cell(column).raw

    def cell(self, file: str, row: int | None, column: str) -> str:
        """Return the cell of a workbook, by the first of the columns named; nothing for a CSV file."""
        table = next((table for table in self.facts.tables.values() if table.file == file and len(table)), None)
        place = table.rows[0].layout.place(row or 0, column.split("/")[0]) if table and row else None
        return str(place) if place and place.letters is not None else ""

    def _make(self, name: str) -> pd.DataFrame:
        if name in self.facts.tables:
            return frame_of(self.facts.tables[name], schemas()[name])
        from jixiao.validate.derived import DERIVATIONS

        return DERIVATIONS[name](self)
