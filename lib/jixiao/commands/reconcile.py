"""What ``jixiao reconcile`` does: read one published report, tell what does not add up, write the reading view."""

import os
import shutil
import sys
from pathlib import Path

from jixiao.exceptions import EXIT_FINDINGS, ParameterError
from jixiao.language import preferred, text
from jixiao.reading.reading import Reading
from jixiao.reading.telling.summary import fails

WIDEST = 110
STANDARD_OUTPUT = "-"


def answer(file: str, html: str | None, as_json: bool, everything: bool) -> tuple[Reading, str]:
    """Return what was read from `file`, and what the command says; with `html` it also writes the reading view.

    Raises:
        ParameterError: The view would replace a file that is none.
        UnreadableInputError: The report cannot be read.
        StorageError: The view cannot be written.
    """
    if html is not None:
        refuse_place(html)
    reading = reading_of(Path(file))
    told = as_json_text(reading) if as_json else as_lines(reading, everything)
    if html is not None:
        written = write_view(reading, Path(html))
        told += "" if as_json else f"\n{written}"
    return reading, told


def exit_code(reading: Reading, fail_on: str | None) -> int:
    """Return 10 if something of the level `fail_on` or worse was found, else 0."""
    return EXIT_FINDINGS if fail_on is not None and fails(reading, fail_on) else 0


def reading_of(path: Path) -> Reading:
    """Read a report from a file.

    Raises:
        UnreadableInputError: It is missing, damaged or of a format that is not read.
    """
    from jixiao.documents import read_document
    from jixiao.reading import read

    return read(read_document(path))


def as_json_text(reading: Reading) -> str:
    """Return a reading for programs."""
    from jixiao.reading.telling import machine

    return machine.as_json_text(reading, preferred())


def as_lines(reading: Reading, everything: bool = False) -> str:
    """Return a reading for a person, as wide as the terminal."""
    from jixiao.catalogue.lines import WIDTH
    from jixiao.reading.telling.terminal import lines

    width = min(shutil.get_terminal_size().columns, WIDEST) if sys.stdout.isatty() else WIDTH
    return "\n".join(lines(reading, preferred(), width=width, everything=everything))


def refuse_place(html: str) -> None:
    """Refuse a place for the reading view that holds anything else, before any work is done.

    Raises:
        ParameterError: It is the standard output, a folder, or a file that is no reading view.
    """
    from jixiao.reading.telling.view import is_view

    if html == STANDARD_OUTPUT:
        raise ParameterError("view-needs-file")
    place = Path(html)
    if os.path.lexists(place) and not is_view(place):
        raise ParameterError("not-a-view", file=place.as_posix())


def write_view(reading: Reading, place: Path) -> str:
    """Write the reading view whole or not at all; say where it is.

    Raises:
        StorageError: It cannot be written; what was there is there still.
    """
    from jixiao.reading.telling.view import page
    from jixiao.runs.store import make_folder, replace_file, storage_errors

    content = page(reading, preferred()).encode("utf-8", "replace")
    target = place.absolute()
    with storage_errors():
        make_folder(target.parent)
        replace_file(target, content)
    return text("reading.written", file=place.as_posix())
