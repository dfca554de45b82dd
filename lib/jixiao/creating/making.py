"""A project in the making: a workbook of its own, whose folder becomes the project's by one rename."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path

from jixiao.creating.model import Original
from jixiao.drafting import Drafted, draft
from jixiao.exceptions import LockedError, UnreadableInputError
from jixiao.intake.book import FILE as BOOK
from jixiao.intake.facts import Facts, read_facts
from jixiao.intake.trail import WRITTEN, WRITTEN_COLUMNS
from jixiao.language import preferred, text
from jixiao.runs.contents import to_csv
from jixiao.runs.interrupt import uninterruptible
from jixiao.runs.lock import locked
from jixiao.runs.lookup import OUTPUTS
from jixiao.runs.store import Stage, make_folder, storage_errors, sweep, sync_folder, write_file

SOURCES = "sources"
_BEFORE = ".before-"
_COLUMN = 30


class Making:
    """What will be ``data/<name>/`` and ``params/<name>.yaml``, until it is committed out of everyone's way."""

    def __init__(self, workbook: Path, name: str, stage: Path) -> None:
        self.name, self.stage, self.target = name, stage, workbook / "data" / name
        self.folder = stage / "data" / name
        self.params, self.target_params = (root / "params" / f"{name}.yaml" for root in (stage, workbook))
        with storage_errors():
            for folder in (stage / "notebooks", stage / "params", self.folder):
                folder.mkdir(parents=True)
            write_file(self.params, params_text(name).encode("utf-8"))

    def write(self, file: str, content: bytes | Iterable[bytes]) -> None:
        """Write a file, whole or in pieces; `file` is relative to the project."""
        with storage_errors():
            path = self._place(file)
            if isinstance(content, bytes):
                write_file(path, content)
                return
            with path.open("wb") as written:
                for piece in content:
                    written.write(piece)
                written.flush()
                os.fsync(written.fileno())

    def take(self, original: Original) -> Path:
        """Copy an original byte for byte and return the copy.

        Raises:
            UnreadableInputError: It was changed meanwhile.
        """
        with storage_errors():
            path = self._place(f"{SOURCES}/{original.name}")
            shutil.copyfile(original.path, path)
        if digest(path) != original.sha256:
            raise UnreadableInputError("new-changed-meanwhile", file=original.name)
        return path

    def take_as_workbook(self, name: str) -> None:
        """Make the copy of an original the workbook of the project."""
        with storage_errors():
            os.replace(self._place(f"{SOURCES}/{name}"), self._place(BOOK))

    def keep(self, file: str, aside: str = "") -> None:
        """Take a file of the version before as it is, under another path if one is given."""
        with storage_errors():
            shutil.copyfile(self.target / file, self._place(aside or file))

    def draft(self) -> Drafted | None:
        """Add the figures of its documents to its stated figures; None if there is no document."""
        return draft(self.params) if (self.folder / "evidence.csv").is_file() else None

    def read_back(self) -> Facts:
        """Return the facts of what was written, as a run will read them.

        Raises:
            JixiaoError: They cannot be read; nothing may be committed then.
        """
        return read_facts(self.folder)

    def digests(self) -> dict[str, str]:
        """Return the SHA-256 of every file by its path, but of the list of them."""
        return {file: digest(self.folder / file) for file in files_of(self.folder) if file != WRITTEN}

    def note_digests(self, digests: Mapping[str, str]) -> None:
        """Write down what the sources gave, so that later edits can be told from it."""
        self.write(WRITTEN, to_csv([WRITTEN_COLUMNS, *sorted(digests.items())]))

    def commit(self) -> None:
        """Put the project in its place; a version before is gone only when the new one is there."""
        aside = self.target.with_name(f"{_BEFORE}{self.name}")
        with uninterruptible(), storage_errors():
            make_folder(self.target.parent)
            if self.target.exists():
                os.rename(self.target, aside)
            try:
                os.rename(self.folder, self.target)
            except OSError:
                if aside.exists():
                    os.rename(aside, self.target)
                raise
            sync_folder(self.target.parent)
            shutil.rmtree(aside, ignore_errors=True)
        self.commit_params()

    def commit_params(self) -> None:
        """Put the parameters in their place unless there are some."""
        with uninterruptible(), storage_errors():
            if not self.target_params.exists():
                os.replace(self.params, self.target_params)
                sync_folder(self.target_params.parent)

    def _place(self, file: str) -> Path:
        path = self.folder.joinpath(*file.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


@contextmanager
def making(workbook: Path, name: str) -> Iterator[Making]:
    """Give a project in the making that vanishes unless it is committed, while no other one is made.

    Raises:
        LockedError: Another project is being made, or this one is running.
    """
    data, outputs = workbook / "data", workbook / OUTPUTS
    with storage_errors():
        make_folder(data)
        make_folder(outputs)
    with _alone(outputs), _not_running(outputs / name):
        with storage_errors():
            _put_back(data)
        sweep(data)
        with Stage(data) as stage:
            yield Making(workbook, name, stage.folder)


def _put_back(data: Path) -> None:
    """Give a project its version before back if the program was ended while a new one took its place."""
    for aside in sorted(data.glob(f"{_BEFORE}*")):
        target = data / aside.name.removeprefix(_BEFORE)
        if target.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            os.rename(aside, target)


@contextmanager
def _alone(outputs: Path) -> Iterator[None]:
    try:
        held = locked(outputs)
        held.__enter__()
    except LockedError as error:
        raise LockedError("new-locked") from error
    try:
        yield
    finally:
        held.__exit__(None, None, None)


@contextmanager
def _not_running(runs: Path) -> Iterator[None]:
    if not runs.is_dir():
        yield
        return
    with locked(runs):
        yield


def params_text(name: str) -> str:
    """Return a file of parameters that runs the project in the user's language."""
    language = preferred()
    lines = [(f'project: "{name}"', "project"), (f"language: {language}", "language"),
             ("report_style: outline-2020", "report-style")]  # fmt: skip
    # Chinese characters are as wide as two others.
    gaps = (" " * (_COLUMN - len(line.encode("gb18030"))) for line, _ in lines)
    return "".join(f"{line}{gap} # {text(f'new.params.{key}', language)}\n"
                   for (line, key), gap in zip(lines, gaps, strict=True))  # fmt: skip


def files_of(folder: Path) -> list[str]:
    """Return every file in a folder by its path relative to it, with ``/``."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(found) if folder.is_dir() else []


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with storage_errors(), path.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()
