"""The sheet about the project as the project it describes."""

from collections.abc import Iterator
from typing import Any

from jixiao.exceptions import SchemaError
from jixiao.intake.book.project_keys import YES_NO, choice_labels, choices, keys, labels
from jixiao.intake.book.words import known_by, offered, plain
from jixiao.intake.characters import visible
from jixiao.intake.nearest import nearest_by
from jixiao.intake.project import Project, project_of
from jixiao.spreadsheets.model import Sheet, cell_name

# What the template fills in itself.
_GIVEN = ("money_unit",)
_WHOLE_NUMBERS = ("fiscal_year",)


def project_keys(sheet: Sheet, file: str) -> dict[str, tuple[str, int]]:
    """Return the keys of a sheet with the text beside each and its row.

    Raises:
        SchemaError: A key is unknown or twice there.
    """
    found: dict[str, tuple[str, int]] = {}
    for row, key, value in _lines(sheet, file):
        if key in found:
            where = f"{file}!{cell_name(row, 1)}"
            raise SchemaError("book-key-twice", file=where, name=labels(key), first=found[key][1])
        found[key] = value, row
    return found


def is_filled(found: dict[str, tuple[str, int]]) -> bool:
    """Return whether a person has entered anything."""
    return any(value for key, (value, _) in found.items() if key not in _GIVEN)


def read_project_sheet(sheet: Sheet, file: str) -> Project | None:
    """Return the project that a sheet describes; None if nobody has filled it in.

    Args:
        sheet: The sheet.
        file: What messages call it.

    Raises:
        SchemaError: A key is unknown, missing, twice there or has a wrong value.
    """
    found = project_keys(sheet, file)
    if not is_filled(found):
        return None
    values = {key: _value(key, words, f"{file}!{cell_name(row, 2)}") for key, (words, row) in found.items() if words}
    try:
        return project_of(values, lambda name: f"{file}!{cell_name(found[name][1], 2)}" if name in found else file)
    except SchemaError as error:
        name = str(error.fields.get("name"))
        raise SchemaError(error.code, **error.fields | {"name": labels(name) if name in keys() else name}) from None


def _lines(sheet: Sheet, file: str) -> Iterator[tuple[int, str, str]]:
    """Yield row, key and value of each line; what stands above the first key is a title."""
    known = known_by({key: (key, *labels(key).values()) for key in keys()})
    begun = False
    for row, cells in sheet.rows:
        words, value = (cells[at].strip() if at < len(cells) else "" for at in (0, 1))
        key = known.get(plain(words))
        begun = begun or key is not None
        if key is not None:
            yield row, key, value
        elif begun and (words or value):
            raise _unknown(words, f"{file}!{cell_name(row, 1)}")


def _unknown(words: str, where: str) -> SchemaError:
    named = {key: labels(key) for key in keys()}
    near = nearest_by(words, {key: (key, *names.values()) for key, names in named.items()})
    return SchemaError("unknown-key", where=where, name=visible(words), **offered(named, near))


def _value(key: str, words: str, where: str) -> Any:
    """Return the value of a key, still to be checked."""
    if key in _WHOLE_NUMBERS:
        return int(words) if words.isdecimal() else words
    if not choices(key):
        return words
    named = {choice: choice_labels(key, choice) for choice in choices(key)}
    choice = known_by({choice: (choice, *words.values()) for choice, words in named.items()}).get(plain(words))
    if choice is None:
        raise SchemaError("not-allowed", where=where, name=labels(key), found=visible(words),
                          known=offered(named, None)["known"])  # fmt: skip
    return choice == YES_NO[0] if choices(key) == YES_NO else choice


def is_project_sheet(sheet: Sheet) -> bool:
    """Return whether a sheet has the lines of the template."""
    known = known_by({key: (key, *labels(key).values()) for key in keys()})
    found = {known.get(plain(cells[0])) for _, cells in sheet.rows if cells}
    return found >= {key for key in keys() if Project.model_fields[key].is_required()}


