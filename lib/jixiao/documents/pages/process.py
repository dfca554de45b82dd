"""Starting the process that reads a PDF, and what becomes of its answer or of its silence."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

from jixiao.documents import limits
from jixiao.exceptions import LimitError, UnreadableInputError

_CHILD = Path(__file__).with_name("child.py")
_CRASH = 2**30
_LIMITS = {"report-pdf-pages": limits.PDF_PAGES, "report-pdf-characters": limits.PDF_CHARACTERS}


def printed_pages(data: bytes, file: str) -> list[tuple[float, list[Any]]]:
    """Return width and printed lines of each page, as ``child.py`` describes them.

    Raises:
        UnreadableInputError: The PDF is damaged or needs a password.
        LimitError: It has too many pages, or reading it takes too much time or memory.
    """
    words = (limits.PDF_MEMORY, limits.PDF_PAGES, limits.PDF_CHARACTERS)
    # -P: the folder of the child must not be searched for modules.
    command = [sys.executable, "-P", str(_CHILD), *map(str, words)]
    try:
        ended = subprocess.run(
            command, input=data, capture_output=True, timeout=limits.PDF_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise LimitError("report-pdf-limits", file=file, seconds=limits.PDF_SECONDS) from error
    if ended.returncode:
        _failed(ended.returncode, ended.stderr, file)
    answer = json.loads(ended.stdout)
    if "error" in answer:
        _refused(answer["error"], file)
    return [(width, lines) for width, lines in answer["pages"]]


def _failed(code: int, told: bytes, file: str) -> NoReturn:
    # Without memory Python says so; the native code just ends by a signal, on Windows by a large code.
    if code < 0 or code >= _CRASH or b"MemoryError" in told:
        raise LimitError("report-pdf-limits", file=file, seconds=limits.PDF_SECONDS)
    raise UnreadableInputError("report-pdf-damaged", file=file)


def _refused(code: str, file: str) -> NoReturn:
    if code in _LIMITS:
        raise LimitError(code, file=file, limit=_LIMITS[code])
    raise UnreadableInputError(code, file=file)
