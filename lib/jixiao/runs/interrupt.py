"""Ctrl-C and the like: a request to end becomes one `KeyboardInterrupt`, but never inside a commit."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
SIGNALS = tuple(getattr(signal, name) for name in _NAMES if hasattr(signal, name))


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


@contextmanager
def _handling(handler: Any) -> Iterator[None]:
    if not _in_main_thread():  # only the main thread may set handlers; others are never interrupted
        yield
        return
    before = {number: signal.signal(number, handler) for number in SIGNALS}
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, signal.SIG_DFL if old is None else old)


def _raise(number: int, frame: Any) -> None:
    for other in SIGNALS:  # a second Ctrl-C must not interrupt the clean-up after the first
        signal.signal(other, signal.SIG_IGN)
    raise KeyboardInterrupt(number)


def interruptible() -> Any:
    """Return a context in which each of `SIGNALS` raises `KeyboardInterrupt` in the main thread."""
    return _handling(_raise)


def uninterruptible() -> Any:
    """Return a context in which `SIGNALS` are ignored: for clean-up, and for the instant of a commit."""
    return _handling(signal.SIG_IGN)
