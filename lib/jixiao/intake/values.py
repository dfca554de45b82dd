"""From the text of a record to typed values, with the place of what is refused."""

from typing import Any

from jixiao.exceptions import LimitError, SchemaError
from jixiao.intake.cells import CellRefusedError, Convert
from jixiao.intake.characters import visible
from jixiao.intake.stated import Fit

_LIMIT_CODES = ("cell-too-long", "amount-too-large", "too-many-digits")


class _Known(dict[str, Any]):
    """The values of one column by their text, each converted once, at its first row."""

    def __init__(self, column: str, convert: Convert) -> None:
        super().__init__()
        self.column = column
        self.convert = convert

    def __missing__(self, raw: str) -> Any:
        try:
            value = self[raw] = self.convert(raw)
        except CellRefusedError as error:
            error.fields = {"column": self.column, "found": visible(raw.strip())} | error.fields
            raise
        return value


class RecordReader:
    """Converts the records of one file.

    Args:
        file: The file as messages call it.
        columns: Its column names.
        converters: The function for each column.
        fit: Sees to it that the values of one row fit each other; most tables need none.
    """

    def __init__(
        self, file: str, columns: tuple[str, ...], converters: list[Convert], fit: Fit | None = None
    ) -> None:
        self.file = file
        self.columns = columns
        self.fit = fit
        self.known = [_Known(*pair) for pair in zip(columns, converters, strict=True)]

    def values(self, number: int, raws: list[str]) -> tuple[Any, ...]:
        """Return the values of the record in row `number`.

        Raises:
            SchemaError: It has more or fewer cells than there are columns, or a cell is refused or does not
                fit the others.
            LimitError: A cell exceeds a limit.
        """
        if len(raws) != len(self.columns):
            fields = {"file": self.file, "row": number, "found": len(raws), "expected": len(self.columns)}
            raise SchemaError("ragged-row", **fields)
        try:
            values = tuple([known[raw] for known, raw in zip(self.known, raws, strict=True)])
            return self._fitted(values) if self.fit else values
        except CellRefusedError as error:
            kind = LimitError if error.code in _LIMIT_CODES else SchemaError
            raise kind(error.code, file=self.file, row=number, **error.fields) from None

    def _fitted(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        assert self.fit is not None
        row = dict(zip(self.columns, values, strict=True))
        self.fit(row)
        return tuple(row.values())
