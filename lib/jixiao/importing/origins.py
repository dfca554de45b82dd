"""Where each row of a table came from: file, sheet and row of the source, kept as runs of rows."""

from array import array
from collections.abc import Iterator


class Origins:
    """The origins of the rows of a table in their order."""

    def __init__(self) -> None:
        # Number of the first and of the last row of each run, by file and sheet.
        self._parts: list[tuple[str, str, array[int]]] = []

    def begin(self, file: str, sheet: str) -> None:
        """Begin with the rows of a sheet."""
        self._parts.append((file, sheet, array("L")))

    def add(self, row: int) -> None:
        """Add a row of the sheet begun last."""
        runs = self._parts[-1][2]
        if runs and runs[-1] + 1 == row:
            runs[-1] = row
        else:
            runs.extend((row, row))

    def __iter__(self) -> Iterator[tuple[str, str, int]]:
        for file, sheet, rows in self.parts():
            for row in rows:
                yield file, sheet, row

    def parts(self) -> Iterator[tuple[str, str, Iterator[int]]]:
        """Yield file, sheet and numbers of the rows that follow each other in the table."""
        for file, sheet, runs in self._parts:
            pairs = zip(runs[::2], runs[1::2], strict=True)
            yield file, sheet, (row for first, last in pairs for row in range(first, last + 1))
