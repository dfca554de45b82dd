"""Records kept in a temporary file once they are many, as the CSV they will be written as."""

import csv
import io
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from typing import IO, cast

_IN_MEMORY = 8 * 1024 * 1024
_BLOCK = 1024 * 1024
_RECORDS = 1_000
_ENCODING = "utf-8"


class Spool:
    """A growing list of records of texts; it is gone with the program.

    Records are written as they will stand in a CSV file, so that what is counted and added up afterwards is what was
    written and not what was meant.
    """

    def __init__(self) -> None:
        self._file = cast(IO[bytes], tempfile.SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115
        weakref.finalize(self, self._file.close)
        self._waiting: list[Sequence[str]] = []
        self._count = self._size = 0

    def append(self, record: Sequence[str]) -> None:
        """Add a record."""
        self._waiting.append(record)
        self._count += 1
        if len(self._waiting) == _RECORDS:
            self._flush()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return map(tuple, csv.reader(self._lines(), strict=True))

    def blocks(self) -> Iterator[bytes]:
        """Yield the bytes of all records, in blocks."""
        self._flush()
        at = 0
        while at < self._size:
            self._file.seek(at)
            block = self._file.read(min(_BLOCK, self._size - at))
            at += len(block)
            yield block

    def _flush(self) -> None:
        block = as_csv(self._waiting)
        self._waiting = []
        self._file.seek(self._size)
        self._file.write(block)
        self._size += len(block)

    def _lines(self) -> Iterator[str]:
        rest = b""
        for block in self.blocks():
            *lines, rest = (rest + block).split(b"\n")
            yield from (f"{line.decode(_ENCODING)}\n" for line in lines)
        if rest:
            yield rest.decode(_ENCODING)


def as_csv(records: Sequence[Sequence[str]]) -> bytes:
    """Return records as lines of a CSV file."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(records)
    return buffer.getvalue().encode(_ENCODING)
