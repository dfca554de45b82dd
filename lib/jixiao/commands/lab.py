"""JupyterLab, opened on the workbook's notebooks, with kernels that find this very jixiao."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from jixiao.engines.kernel import import_path
from jixiao.exceptions import StorageError
from jixiao.folders import find_workbook


def start_lab(extra: Sequence[str]) -> int:
    """Replace this process by JupyterLab (on Windows: wait for it) and return its exit code.

    Args:
        extra: Further arguments for JupyterLab.

    Raises:
        StorageError: JupyterLab is not installed.
    """
    workbook = find_workbook(Path.cwd())
    if importlib.util.find_spec("jupyterlab") is None:
        raise StorageError("no-jupyterlab")
    path = os.pathsep.join(part for part in (import_path(), os.environ.get("PYTHONPATH", "")) if part)
    env = os.environ | ({"PYTHONPATH": path} if path else {})
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={workbook}",
               "--LabApp.default_url=/lab/tree/notebooks", *extra]  # fmt: skip
    if os.name == "posix":
        os.execve(sys.executable, command, env)
    return subprocess.call(command, env=env)
