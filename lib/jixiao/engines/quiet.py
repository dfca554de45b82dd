"""Silence for the libraries that execute pages: what they log is told to the user in our own words."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

NAMES = ("papermill", "traitlets")


@contextmanager
def quiet_logs() -> Iterator[None]:
    """Silence papermill and jupyter_client, as long as the context lasts."""
    loggers = [logging.getLogger(name) for name in NAMES]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
