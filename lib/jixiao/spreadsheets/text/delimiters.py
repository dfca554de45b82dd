"""What divides the cells of a text file: the one character that divides its first rows alike."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from jixiao.exceptions import SchemaError
from jixiao.language import LANGUAGES, text

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", "，": "wide-comma"}
_STATED = re.compile(r'"?sep=([^"\r\n])"?(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]+")
_ROWS = 100
_CHARACTERS = 200_000
# A character that makes so many times more cells of every row is the delimiter, though the other divides alike too.
_CLEARLY_MORE = 3


@dataclass(frozen=True, slots=True)
class Division:
    """How one character divides the first rows: how many it divides, how many of them into `width` cells."""

    delimiter: str
    rows: int
    alike: int
    width: int

    def told(self, language: str) -> str:
        """Return it as words of a message."""
        name = text(f"text_sources.delimiters.{DELIMITERS[self.delimiter]}", language)
        return text("text_sources.division", language, name=name, rows=self.rows, alike=self.alike, width=self.width)

    def beats(self, other: "Division") -> bool:
        """Return whether it divides at least as many rows and as evenly as `other`, and better in one of both."""
        if self.rows == other.rows and self.alike == other.alike:
            return self.width >= _CLEARLY_MORE * other.width
        return self.rows >= other.rows and self.alike >= other.alike


def stated_delimiter(words: str, file: str) -> tuple[str, int]:
    """Return the delimiter that a first line ``sep=;`` states, and the length of that line; empty and 0 without one.

    Raises:
        SchemaError: It states a character that divides no table.
    """
    line = _STATED.match(words)
    if line is None:
        return "", 0
    if line[1] not in DELIMITERS:
        raise SchemaError("unknown-delimiter", file=file, found=line[1])
    return line[1], line.end()


def found_delimiter(words: str, file: str) -> str:
    """Return the delimiter of a text, empty if every row is a single cell.

    Raises:
        SchemaError: None divides the first rows alike, or two do so equally well.
    """
    sample, whole = _sample(words)
    divisions = [_strict(sample, sign, whole) for sign in DELIMITERS]
    found = [one for one in divisions if one and one.rows]
    if not found and None in divisions:
        found = [one for one in (_plain(sample, sign) for sign in DELIMITERS) if one.rows]
    if not found:
        return ""
    best = [one for one in found if all(one.beats(other) for other in found if other is not one)]
    if len(best) != 1 or best[0].alike * 2 < best[0].rows or best[0].rows * 4 < _count(sample):
        told = {language: " · ".join(one.told(language) for one in found) for language in LANGUAGES}
        raise SchemaError("unclear-delimiter", file=file, found=told)
    return best[0].delimiter


def _sample(words: str) -> tuple[str, bool]:
    if len(words) <= _CHARACTERS:
        return words, True
    end = max(words.rfind("\n", 0, _CHARACTERS), words.rfind("\r", 0, _CHARACTERS))
    return words[: end + 1 or _CHARACTERS], False


def _count(sample: str) -> int:
    return min(_ROWS, len(_LINE.findall(sample)))


def _strict(sample: str, delimiter: str, whole: bool) -> Division | None:
    """Return how a delimiter divides the rows, None if the quotation marks do not fit it."""
    rows: list[list[str]] = []
    try:
        rows.extend(_records(sample, delimiter))
    except csv.Error as error:
        # A cut sample may end within quotation marks.
        if whole or "end of data" not in str(error):
            return None
    filled = [[place for place, cell in enumerate(cells, start=1) if cell.strip()] for cells in rows]
    # Empty cells at the end are saved by some programs and left out by others.
    ways = (_division(delimiter, list(map(len, rows))), _division(delimiter, [places[-1] for places in filled]))
    return max(ways, key=lambda way: (way.rows, way.alike))


def _records(sample: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, strict=True)
    return (cells for cells in islice(reader, _ROWS) if any(map(str.strip, cells)))


def _plain(sample: str, delimiter: str) -> Division:
    return _division(delimiter, [line.count(delimiter) + 1 for line in _LINE.findall(sample)[:_ROWS]])


def _division(delimiter: str, widths: list[int]) -> Division:
    divided = [width for width in widths if width > 1]
    width, alike = max(Counter(divided).items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    return Division(delimiter, len(divided), alike, width)
