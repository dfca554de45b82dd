"""Whether a mapping file fits the sources: each of its files, tables and headings is still there."""

from collections.abc import Sequence
from dataclasses import replace

from jixiao.exceptions import SchemaError
from jixiao.importing.mapping_text import shown_heading
from jixiao.importing.model import Answers, Note
from jixiao.importing.opening import Piece
from jixiao.intake.nearest import nearest
from jixiao.spreadsheets.model import Source, column_letters

_SHOWN = 12


def fitted(answers: Answers, sources: Sequence[Source], pieces: Sequence[Piece]) -> tuple[Answers, list[Note]]:
    """Return the answers under the numbers that the tables have now, and what is not as in the mapping file.

    Raises:
        SchemaError: A file, a table or a heading of the mapping file is gone.
    """
    if not answers.sources:
        return replace(answers, values={**answers.values, **answers.added}), []
    _require_files(answers, sources)
    numbers = _numbers(answers, pieces)
    _require_headings(answers, pieces, numbers)
    values = {_renumbered(key, numbers): value for key, value in answers.values.items()}
    lines = {_renumbered(key, numbers): line for key, line in answers.lines.items()}
    return replace(answers, values={**values, **answers.added}, lines=lines), list(_changed(answers, sources))


def _require_files(answers: Answers, sources: Sequence[Source]) -> None:
    there = [shown_heading(source.file) for source in sources]
    for number, file in enumerate(answers.sources, start=1):
        if file not in there:
            near = nearest(file, there)
            where = _where(answers, f"sources.{number}")
            raise SchemaError("import-source-gone", where=where, found=file, nearest=near, known=", ".join(there))


def _numbers(answers: Answers, pieces: Sequence[Piece]) -> dict[int, int]:
    """Return the number that each table of the mapping file has now: its place among those of its sheet counts."""
    now = {(shown_heading(piece.file), shown_heading(piece.sheet), piece.place): piece.number for piece in pieces}
    places: dict[tuple[str, str], int] = {}
    numbers: dict[int, int] = {}
    for number, (file, sheet, _) in answers.tables.items():
        place = places.get((file, sheet), 0)
        places[file, sheet] = place + 1
        if (file, sheet, place) not in now:
            known = [f"{piece.file} {piece.sheet}".strip() for piece in pieces]
            fields = {"found": f"{file} {sheet}".strip(), "known": ", ".join(dict.fromkeys(known)) or "—"}
            raise SchemaError("import-table-gone", where=_where(answers, f"tables.{number}"), **fields)
        numbers[number] = now[file, sheet, place]
    return numbers


def _require_headings(answers: Answers, pieces: Sequence[Piece], numbers: dict[int, int]) -> None:
    by_number = {piece.number: piece for piece in pieces}
    for number, headings in answers.headings.items():
        piece = by_number[numbers[number]]
        now = {heading.column: heading.text for heading in piece.found.headings} if piece.found else {}
        for column, heading in headings.items():
            letters = column_letters(column)
            key = f"tables.{number}.columns.{letters}"
            if answers.values[key] and piece.found and shown_heading(now.get(column, "")) != heading:
                raise SchemaError("import-heading-gone", where=_where(answers, key), column=letters, found=heading,
                                  place=piece.where, now=now.get(column, "—"))  # fmt: skip


def _renumbered(key: str, numbers: dict[int, int]) -> str:
    start, _, rest = key.partition(".")
    number, dot, name = rest.partition(".")
    known = start == "tables" and number.isdecimal() and int(number) in numbers
    return f"tables.{numbers[int(number)]}{dot}{name}" if known else key


def _changed(answers: Answers, sources: Sequence[Source]) -> list[Note]:
    notes = []
    for source in sources:
        before = answers.sources.get(shown_heading(source.file))
        if before is None:
            notes.append(Note("source-new", {"file": source.file}))
        elif before != source.sha256:
            digests = {"before": before[:_SHOWN], "now": source.sha256[:_SHOWN]}
            notes.append(Note("source-changed", {"file": source.file, **digests}))
    return notes


def _where(answers: Answers, key: str) -> str:
    line = answers.lines.get(key)
    return f"{answers.file}:{line}" if line else answers.file
