"""JupyterLab in the language of the reader, opened on the start page, with kernels that find this very jixiao."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from jixiao.engines.kernel import Scratch
from jixiao.exceptions import StorageError
from jixiao.folders import find_workbook
from jixiao.lab.private import environment, fill
from jixiao.language import preferred

START = "notebooks/start.ipynb"


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
    folder = Scratch().folder
    fill(folder, preferred())
    page = START if (workbook / START).is_file() else "notebooks"
    command = [sys.executable, "-m", "jixiao.lab.server", str(folder), f"--ServerApp.root_dir={workbook}",
               f"--LabApp.default_url=/lab/tree/{page}", *extra]  # fmt: skip
    env = environment(folder, os.environ, preferred())
    if os.name == "posix":
        os.execve(sys.executable, command, env)
    return subprocess.call(command, env=env)
