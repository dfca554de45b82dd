"""Reading a file whole, within a limit, and naming it without the machine it lies on."""

from pathlib import Path

from jixiao.exceptions import LimitError, UnreadableInputError


def shown(path: Path) -> str:
    """Return `path` relative to the workbook's folder, with ``/``; else its last two parts."""
    absolute = path.absolute()
    for folder in absolute.parents:
        if (folder / "notebooks").is_dir() and (folder / "params").is_dir():
            return absolute.relative_to(folder).as_posix()
    return "/".join(absolute.parts[-2:])


def read_bytes(path: Path, limit: int) -> bytes:
    """Return the content of a regular file of at most `limit` bytes.

    Raises:
        UnreadableInputError: There is no such file, or it is no regular file, or reading is not allowed.
        LimitError: The file is larger.
    """
    try:
        if not path.exists():
            raise UnreadableInputError("no-such-file", file=shown(path))
        # A pipe or a device would block or never end.
        if not path.is_file():
            raise UnreadableInputError("not-a-file", file=shown(path))
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except (OSError, ValueError) as error:
        raise UnreadableInputError("cannot-read", file=shown(path), reason=type(error).__name__) from error
    if len(data) > limit:
        raise LimitError("file-too-large", file=shown(path), found=path.stat().st_size, limit=limit)
    return data


def line_of(data: bytes | str, position: int) -> int:
    """Return the line, counted from 1, of a position."""
    head = data[:position]
    return (head.count(b"\n") if isinstance(head, bytes) else head.count("\n")) + 1
