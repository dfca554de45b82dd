"""Copies of the real workbook in temporary folders, and runs of it as a user would start them."""

import csv
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

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
