"""Guards around a large import or call that would change what belongs to the whole process."""

import logging
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def untouched() -> Iterator[None]:
    """Keep warning filters, the warnings hook and tqdm's monitor thread as they are."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        hook = warnings.showwarning
        try:
            with _no_monitor_thread():
                yield
        finally:
            if warnings.showwarning is not hook:
                logging.captureWarnings(False)


@contextmanager
def _no_monitor_thread() -> Iterator[None]:
    """Keep tqdm from starting its monitor thread: a process that forks must have one thread."""
    from tqdm import tqdm

    interval, tqdm.monitor_interval = tqdm.monitor_interval, 0
    try:
        yield
    finally:
        tqdm.monitor_interval = interval


@contextmanager
def without(module: str) -> Iterator[None]:
    """Let imports inside do without `module`, unless it is loaded already."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]
