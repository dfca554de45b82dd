"""The head of a form: the fields that name the project, its year, and the unit of its amounts."""

import re
from collections.abc import Iterable, Iterator

from jixiao.forms.grid import Grid
from jixiao.forms.labels import known, label, lexicon, listed, names, unit_of
from jixiao.forms.model import Entry
from jixiao.layout.words import plain


def title_kind(grid: Grid, before: int, first: int = 0) -> str:
    """Return ``self``, ``target`` or ``department`` by the title above a row, empty if there is none.

    Args:
        grid: The sheet.
        before: The row above which the title stands.
        first: The row from which on it may stand.
    """
    titles = [plain(text) for row in grid.rows if first <= row < before for column, text in grid.cells(row)
              if not _is_value(grid, row, column)]  # fmt: skip
    for kind, found in lexicon()["titles"].items():
        if any(word in title for title in titles for word in found):
            return str(kind)
    return ""


def _is_value(grid: Grid, row: int, column: int) -> bool:
    """Whether a label stands in the row in front of a cell, so that the cell is no title."""
    return any(before < column and label(text) in known() for before, text in grid.cells(row))


def is_of_department(grid: Grid, before: int) -> bool:
    """Whether the head names a department where a project belongs."""
    found = {words for row in grid.rows if row < before for words in grid.labels(row)}
    return bool(found & listed("department_fields")) and not found & set(_fields("name"))


def fields(grid: Grid, rows: Iterable[int]) -> dict[str, Entry]:
    """Return what the head says of the project, by the key of project.yaml; the first of a kind counts."""
    found: dict[str, Entry] = {}
    for row in rows:
        for name, entry in _in_row(grid, row):
            if entry.text:
                found.setdefault(name, entry)
    year = found.pop("fiscal_year", None)
    return found | _year([year] if year else [], grid)


def _in_row(grid: Grid, row: int) -> Iterator[tuple[str, Entry]]:
    for column, text in grid.cells(row):
        name = names("fields").get(label(text))
        if name:
            yield name, _behind(grid, row, column)
            continue
        before, colon, behind = re.sub("：", ":", text).partition(":")
        name = names("fields").get(label(before))
        if name and colon and behind.strip() and not _is_behind_label(grid, row, column):
            yield name, Entry(text[len(before) + 1 :].strip(), row, column)


def _is_behind_label(grid: Grid, row: int, column: int) -> bool:
    before = [text for other, text in grid.cells(row) if other < column]
    return bool(before) and label(before[-1]) in known()


def _behind(grid: Grid, row: int, column: int) -> Entry:
    """Return the cell behind a label; empty if the next thing there is another label."""
    start = grid.right_of(row, column)
    following = ((other, text) for other, text in grid.cells(row) if other >= start)
    other, text = next(following, (start, ""))
    is_label = label(text) in known() and other > start
    return Entry("" if is_label else text, row, other)


def _fields(name: str) -> list[str]:
    return [words for words, meant in names("fields").items() if meant == name]


def _year(given: Iterable[Entry], grid: Grid) -> dict[str, Entry]:
    """Return the year of the form: of its own field, else of the title."""
    for entry in given:
        digits = re.search("(?:19|20)[0-9]{2}", plain(entry.text))
        if digits:
            return {"fiscal_year": Entry(digits[0], entry.row, entry.column)}
    for row in grid.rows:
        if any(words in known() for words in grid.labels(row)):
            break
        for column, text in grid.cells(row):
            found = re.search(lexicon()["year"], plain(text))
            if found:
                return {"fiscal_year": Entry(found[1], row, column)}
    return {}


def money_unit(grid: Grid, rows: Iterable[int]) -> str:
    """Return the money unit that the rows above the indicators name, empty if none does."""
    found = (unit_of(text) for row in rows for _, text in grid.cells(row))
    return next(filter(None, found), "")
