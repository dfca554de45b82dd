"""Where the workbook is: the folder that holds notebooks/ and params/."""

from pathlib import Path

from jixiao.exceptions import UnreadableInputError


def find_workbook(*starts: Path) -> Path:
    """Return the first folder at or above `starts`, tried in turn, that is a workbook.

    Raises:
        UnreadableInputError: No folder holds both ``notebooks/`` and ``params/``.
    """
    for start in starts:
        for folder in (start.absolute(), *start.absolute().parents):
            if (folder / "notebooks").is_dir() and (folder / "params").is_dir():
                return folder
    raise UnreadableInputError("no-workbook", file=starts[0].name or ".")
