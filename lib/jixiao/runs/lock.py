"""One run of a project at a time: a lock that the system frees by itself when its holder dies."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jixiao.exceptions import LockedError

LOCK_NAME = ".lock"
_POLL_SECONDS = 0.1

if os.name == "nt":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def locked(folder: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the lock of the project whose runs lie in `folder`.

    Args:
        folder: Folder of the project's runs.
        wait: Wait for the other run instead of giving up at once.

    Raises:
        LockedError: Another process holds the lock.
    """
    descriptor = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        while not _try_lock(descriptor):
            if not wait:
                raise LockedError("run-locked", project=folder.name)
            time.sleep(_POLL_SECONDS)
        yield
    finally:
        os.close(descriptor)
