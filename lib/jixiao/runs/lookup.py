"""The run that a user means: a run folder, a project's latest run, or the latest run of a parameter file."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jixiao.exceptions import ParameterError, UnreadableInputError
from jixiao.folders import find_workbook
from jixiao.intake.nearest import nearest
from jixiao.runs.store import LATEST, MANIFEST, read_manifest, runs_of

OUTPUTS = "outputs"
_PARAMETER_FILES = (".yaml", ".yml")


def find_run(wanted: str) -> Path:
    """Return the folder of a complete run.

    Args:
        wanted: A run folder, the name or the folder of a project's runs, or a file of ``params/``.

    Raises:
        ParameterError: There is no such run; the error says what to do.
    """
    path = Path(wanted)
    if (path / MANIFEST).is_file():
        return path
    if path.suffix in _PARAMETER_FILES:
        from jixiao.intake.params import load_params

        root = find_workbook(path.parent, Path.cwd()) / OUTPUTS / load_params(path).project
    else:
        root = path if _complete(path) else find_workbook(Path.cwd()) / OUTPUTS / wanted
    complete = _complete(root)
    if not complete:
        raise _no_run(root, wanted)
    return _latest(root, complete)


def project_of(run: Path) -> str:
    """Return the name of the project that a run folder belongs to."""
    return run.absolute().parent.name


def read_json(run: Path, name: str) -> Any:
    """Return the content of a JSON file of a run, which must be as the run left it.

    Args:
        run: The run folder.
        name: Path relative to it, with ``/``.

    Raises:
        UnreadableInputError: The run has no such file, or it was changed since.
    """
    return json.loads(read_file(run, name))


def read_file(run: Path, name: str) -> bytes:
    """Return a file of a run, which must be as the run left it.

    Raises:
        UnreadableInputError: The run has no such file, or it was changed since.
    """
    try:
        known = read_manifest(run)["files"]
        content = (run / name).read_bytes()
    except (ValueError, OSError) as error:
        raise UnreadableInputError("run-lacks-file", run=run.absolute().name, file=name) from error
    if name not in known:
        raise UnreadableInputError("run-lacks-file", run=run.absolute().name, file=name)
    if hashlib.sha256(content).hexdigest() != known[name].sha256:
        raise UnreadableInputError("run-file-changed", run=run.absolute().name, file=name)
    return content


def _complete(root: Path) -> list[Path]:
    return [run for run in runs_of(root) if (run / MANIFEST).is_file()]


def _latest(root: Path, complete: list[Path]) -> Path:
    pointer = root / LATEST
    named = root / pointer.read_text("utf-8").strip() if pointer.is_file() else None
    return named if named in complete else complete[-1]


def _no_run(root: Path, wanted: str) -> ParameterError:
    workbook = root.parent.parent
    params = workbook / "params" / f"{root.name}.yaml"
    if params.is_file():
        return ParameterError("project-not-run", project=root.name, file=f"params/{params.name}")
    known = sorted(_projects(root.parent))
    return ParameterError("no-such-run", run=wanted[:80], nearest=nearest(root.name, known),
                          known=", ".join(known) or "—")  # fmt: skip


def _projects(outputs: Path) -> Iterator[str]:
    for folder in outputs.iterdir() if outputs.is_dir() else ():
        if folder.is_dir() and _complete(folder):
            yield folder.name
