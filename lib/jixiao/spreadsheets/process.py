"""Starting the process that reads an old workbook, and what becomes of its answer or of its silence."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import IO, Any

from jixiao.exceptions import LimitError, UnreadableInputError
from jixiao.spreadsheets import limits

_CHILD = Path(__file__).with_name("child.py")
_CRASH = 2**30


@contextmanager
def answers(data: bytes, file: str) -> Iterator[Iterator[Any]]:
    """Give what the process tells about a workbook, line by line, as ``child.py`` describes it.

    Args:
        data: Bytes of the workbook.
        file: Name for messages.

    Raises:
        UnreadableInputError: The workbook is damaged or needs a password.
        LimitError: It is too large, or reading it takes too much time or memory.
    """
    words = (limits.CHILD_MEMORY, limits.CHILD_SECONDS, limits.BOX_CELLS, limits.COLUMNS)
    # -P: the folder of the child must not be searched for modules.
    command = [sys.executable, "-P", str(_CHILD), *map(str, words)]
    with TemporaryFile() as told, subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=told
    ) as process:
        timer = Timer(limits.CHILD_SECONDS, process.kill)
        timer.start()
        try:
            yield _lines(process, data, file, told)
        finally:
            timer.cancel()
            process.kill()


def _lines(process: subprocess.Popen[bytes], data: bytes, file: str, told: IO[bytes]) -> Iterator[Any]:
    if process.stdin is None or process.stdout is None:
        return
    with suppress(BrokenPipeError):
        process.stdin.write(data)
        process.stdin.close()
    for line in process.stdout:
        # A process that dies leaves half a line.
        if not line.endswith(b"\n"):
            break
        answer = json.loads(line)
        if isinstance(answer, dict) and "error" in answer:
            _refuse(answer, file)
        yield answer
    if process.wait():
        told.seek(0)
        _failed(process.returncode, told.read(), file)


def _refuse(answer: dict[str, Any], file: str) -> None:
    if answer["error"] == "sheet-box":
        raise LimitError("sheet-box", file=file, sheet=answer["sheet"], rows=answer["rows"],
                         columns=answer["columns"], limit=limits.BOX_CELLS)  # fmt: skip
    raise UnreadableInputError(answer["error"], file=file)


def _failed(code: int, told: bytes, file: str) -> None:
    # Without memory Python says so; the native code just ends by a signal, on Windows by a large code.
    if code < 0 or code >= _CRASH or b"MemoryError" in told:
        raise LimitError("sheet-too-slow", file=file, seconds=limits.CHILD_SECONDS)
    raise UnreadableInputError("sheet-damaged", file=file)
