"""Copies of the real workbook in temporary folders, and runs of it as a user would start them."""

import csv
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from jixiao import cli
from jixiao.runs.canonical import to_json
from jixiao.runs.store import Stage

ROOT = Path(__file__).parents[1]
EXPECTED = Path(__file__).parent / "expected"


def copy_workbook(folder: Path) -> Path:
    """Copy notebooks, params and data to `folder` and return it."""
    for part in ("notebooks", "params", "data"):
        shutil.copytree(ROOT / part, folder / part)
    (folder / "outputs").mkdir()
    return folder


def jixiao(folder: Path, *arguments: str, umask: int = 0o022, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in `folder` under another environment."""
    path = os.pathsep.join(filter(None, (str(ROOT / "lib"), os.environ.get("PYTHONPATH"))))
    return subprocess.run(
        [sys.executable, "-m", "jixiao", *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": path, **environment}, umask=umask if os.name == "posix" else -1, check=False,
    )  # fmt: skip


def call(*arguments: str) -> int:
    """Run the program in this process and return its exit code."""
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    return left.value.code


def made_run(folder: Path, project: str, files: Iterable[tuple[str, bytes]]) -> Path:
    """Return a run folder of `project` that holds `files` and was committed, in a copy of the workbook."""
    root = copy_workbook(folder) / "outputs" / project
    root.mkdir()
    with Stage(root) as stage:
        for name, content in files:
            stage.write(name, content)
        stage.write("core/note.json", to_json({}))
        return stage.commit("20250101T000000Z-aaaaaaaa")


def latest(folder: Path, project: str) -> Path:
    """Return the newest run folder of `project`."""
    outputs = folder / "outputs" / project
    return outputs / (outputs / "latest").read_text("utf-8").strip()


def register(run: Path, name: str) -> list[dict[str, str]]:
    """Return a register of a run as rows."""
    text = (run / "core" / "registers" / f"{name}.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def assert_expected(project: str, name: str, found: str) -> None:
    """Compare `found` with the golden file; on a difference keep it and say how to accept it."""
    expected = EXPECTED / project / name
    if expected.is_file() and expected.read_text("utf-8") == found:
        return
    actual = expected.with_name(f"{name}.actual")
    actual.parent.mkdir(parents=True, exist_ok=True)
    actual.write_text(found, encoding="utf-8", newline="\n")
    shown = f"tests/expected/{project}/{name}"
    raise AssertionError(f"{shown} differs; compare it with {shown}.actual, then accept: mv {shown}.actual {shown}")
