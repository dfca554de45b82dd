"""Run folders: written aside, made durable, committed by one rename; there whole or not at all."""

import errno
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from jixiao.exceptions import DiskFullError, StorageError

SCHEMA = "jixiao.run/1"
MANIFEST = "manifest.json"
LATEST = "latest"
STAGE_PREFIX = ".stage-"
_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


class Written(NamedTuple):
    """What the manifest says of one file."""

    sha256: str
    size: int


@contextmanager
def storage_errors() -> Iterator[None]:
    """Turn errors of the file system into errors with a sentence and an exit code."""
    try:
        yield
    except OSError as error:
        name = Path(error.filename).name if isinstance(error.filename, str | Path) else "-"
        found = {"file": name, "reason": error.strerror or type(error).__name__}
        if error.errno in _FULL:
            raise DiskFullError("disk-full", **found) from error
        raise StorageError("storage-failed", **found) from error


def write_file(path: Path, content: bytes) -> Written:
    """Write a file that survives a power failure; say what was written."""
    with open(path, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return Written(hashlib.sha256(content).hexdigest(), len(content))


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; what was there before stays until the new one is complete."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        write_file(aside, content)
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def sync_folder(path: Path) -> None:
    """Make the entries of a folder durable, where the system can do that."""
    if os.name == "posix":
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def make_folder(path: Path) -> None:
    """Create a folder with all its parents, durably."""
    missing = [place for place in (path, *path.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(exist_ok=True)
        sync_folder(place.parent)


class Stage:
    """A run folder in the making, beside the runs of its project.

    Used under the lock of the project only; leaves nothing behind unless it is committed.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / f"{STAGE_PREFIX}{secrets.token_hex(8)}"
        self.files: dict[str, Written] = {}

    def __enter__(self) -> "Stage":
        with storage_errors():
            self.folder.mkdir()
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, name: str, content: bytes) -> None:
        """Write one file; `name` is relative to the run folder, with ``/``."""
        with storage_errors():
            path = self.folder.joinpath(*name.split("/"))
            path.parent.mkdir(parents=True, exist_ok=True)
            self.files[name] = write_file(path, content)

    def core_digest(self) -> str:
        """Return the digest of everything under ``core/``."""
        return core_digest(self.files)

    def next_id(self, moment: datetime) -> str:
        """Return a run id that no earlier run of the project has."""
        base = f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}-{self.core_digest()[:8]}"
        names = [base, *(f"{base}-{number}" for number in range(2, 1000))]
        return next(name for name in names if not os.path.lexists(self.root / name))

    def commit(self, run_id: str) -> Path:
        """Make the stage the run `run_id`; the order of the steps is what makes it safe.

        The manifest comes last of the files, each folder is synced before the one above it, one rename
        makes the run appear, and only then ``latest`` points to it.
        """
        with storage_errors():
            write_file(self.folder / MANIFEST, manifest(run_id, self.files))
            for folder in sorted((path for path in self.folder.rglob("*") if path.is_dir()), reverse=True):
                sync_folder(folder)
            sync_folder(self.folder)
            target = self.root / run_id
            os.rename(self.folder, target)
            sync_folder(self.root)
            self._point_to(run_id)
            return target

    def _point_to(self, run_id: str) -> None:
        aside = self.root / f".{LATEST}.tmp"
        write_file(aside, f"{run_id}\n".encode())
        os.replace(aside, self.root / LATEST)
        sync_folder(self.root)


def sweep(root: Path) -> None:
    """Remove what interrupted runs left behind; only the holder of the lock may do this."""
    for stage in sorted(root.glob(f"{STAGE_PREFIX}*")):
        shutil.rmtree(stage, ignore_errors=True)


def core_digest(files: Mapping[str, Written]) -> str:
    """Return the SHA-256 of the sorted lines ``<sha256>  <path>`` of all files under ``core/``."""
    lines = sorted(f"{file.sha256}  {name}\n" for name, file in files.items() if name.startswith("core/"))
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()


def manifest(run_id: str, files: Mapping[str, Written]) -> bytes:
    """Return the content of ``manifest.json``."""
    told = {"schema": SCHEMA, "run_id": run_id, "core_digest": core_digest(files),
            "files": {name: file._asdict() for name, file in files.items()}}  # fmt: skip
    return (json.dumps(told, sort_keys=True, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a run.

    Raises:
        ValueError: There is none, or it has another form.
    """
    try:
        told = json.loads((folder / MANIFEST).read_bytes())
        told["files"] = {name: Written(file["sha256"], file["size"]) for name, file in told["files"].items()}
        if told["schema"] != SCHEMA or not isinstance(told["run_id"], str):
            raise ValueError(f"schema {told['schema']}")
    except (OSError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"manifest: {error}") from error
    return told


def verify_run(folder: Path) -> list[str]:
    """Return what is wrong with a run folder; an empty list means that it is whole and untouched."""
    try:
        told = read_manifest(folder)
    except ValueError as error:
        return [f"unreadable: {error}"]
    files: dict[str, Written] = told["files"]
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    wrong = [f"missing: {name}" for name in sorted(files.keys() - present)]
    wrong += [f"unlisted: {name}" for name in sorted(present - files.keys() - {MANIFEST})]
    both = sorted(files.keys() & present)
    wrong += [f"changed: {name}" for name in both if _differs(folder / name, files[name])]
    wrong += ["core digest"] if told["core_digest"] != core_digest(files) else []
    return wrong + ([f"run id: {told['run_id']}"] if told["run_id"] != folder.name else [])


def verify_runs(root: Path) -> list[str]:
    """Return what is wrong with all runs of a project and with its ``latest``."""
    runs = runs_of(root)
    wrong = [f"{run.name}: {violation}" for run in runs for violation in verify_run(run)]
    pointer = root / LATEST
    if pointer.exists() and pointer.read_text("utf-8").strip() not in {run.name for run in runs}:
        wrong.append("latest: names no run")
    return wrong


def runs_of(root: Path) -> list[Path]:
    """Return the run folders of a project, the oldest first."""
    entries: Iterable[Path] = root.iterdir() if root.is_dir() else ()
    return sorted(path for path in entries if not path.name.startswith(".") and path.name != LATEST)


def _differs(path: Path, file: Written) -> bool:
    if path.is_symlink() or path.stat().st_size != file.size:
        return True
    with open(path, "rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest() != file.sha256
