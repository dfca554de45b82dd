"""What stands in a run's ``run/``: who, when, where, how long; all that may differ between two runs."""

import getpass
import platform
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from time import monotonic
from typing import Any

import jixiao

PACKAGES = (
    "click", "great-expectations", "ipykernel", "jinja2", "jupyter-client", "jupyterlab", "matplotlib",
    "mistune", "nbclient", "nbconvert", "nbformat", "pandas", "papermill", "pydantic", "PyYAML", "typst",
)  # fmt: skip


class Record:
    """The diary of one run."""

    def __init__(self) -> None:
        self.started = datetime.now(UTC)
        self._clock = monotonic()
        self.events: list[dict[str, Any]] = []

    def note(self, event: str, **fields: Any) -> None:
        """Add an event with the time since the start."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        self.events.append({"at": at, "elapsed": self.elapsed(), "event": event, **fields})

    def elapsed(self) -> float:
        """Return the seconds since the start, by a clock that never jumps."""
        return round(monotonic() - self._clock, 3)

    def summary(self, run_id: str, core_digest: str, **fields: Any) -> dict[str, Any]:
        """Return the content of ``run.json``."""
        pages = {event["page"]: event["seconds"] for event in self.events if event["event"] == "page"}
        return {
            "schema": "jixiao.runs.record/1", "run_id": run_id, "core_digest": core_digest,
            "started": self.started.isoformat(timespec="seconds"),
            "finished": datetime.now(UTC).isoformat(timespec="seconds"),
            "seconds": self.elapsed(), "pages": pages, "peak_rss_bytes": _peak_memory(),
            "user": _user(), "host": platform.node(), "platform": platform.platform(),
            "python": sys.version.split()[0], "implementation": platform.python_implementation(),
            "jixiao": jixiao.__version__, "packages": versions(PACKAGES), **fields,
        }  # fmt: skip


def versions(names: Sequence[str]) -> Mapping[str, str | None]:
    """Return the installed version of each package, nothing for one that is missing."""
    return {name: _version(name) for name in names}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _peak_memory() -> int | None:
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
