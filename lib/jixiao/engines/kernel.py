"""The private kernel: this very interpreter, a scrubbed environment, no open port, no user configuration."""

import os
import shutil
import signal
import site
import sys
import sysconfig
import tempfile
import threading
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

import jixiao
from jixiao.engines.forking import ForkedProvisioner, Nursery, wanted
from jixiao.engines.launch import ERROR_FILE_VARIABLE, MEMORY_VARIABLE

MEMORY_BYTES = 4 * 1024**3
SOCKET_PATH_LIMIT = 90  # a unix socket's path may have 107 bytes, of which zmq appends a few
KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT",
        "SYSTEMDRIVE", "PROGRAMDATA", "NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE")  # fmt: skip
FIXED = {
    "PYTHONSAFEPATH": "1", "PYTHONNOUSERSITE": "1", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "TZ": "UTC", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "COLUMNS": "120", "MPLBACKEND": "agg",
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
    "TQDM_DISABLE": "1", "GX_ANALYTICS_ENABLED": "false", "JUPYTER_NO_CONFIG": "1",
}  # fmt: skip
PRIVATE = {
    "HOME": "home", "USERPROFILE": "home", "APPDATA": "home", "LOCALAPPDATA": "home",
    "TMPDIR": "tmp", "TEMP": "tmp", "TMP": "tmp", "IPYTHONDIR": "ipython", "MPLCONFIGDIR": "mpl",
    "JUPYTER_CONFIG_DIR": "jc", "JUPYTER_DATA_DIR": "jd", "JUPYTER_RUNTIME_DIR": "jr",
}  # fmt: skip


class Scratch:
    """A short-named temporary folder that only this user can enter, removed at the end of the run."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="jx"))
        if len(os.fsencode(self.folder)) > SOCKET_PATH_LIMIT and os.name == "posix":
            self.remove()
            self.folder = Path(tempfile.mkdtemp(prefix="jx", dir="/tmp"))
        for name in set(PRIVATE.values()):
            (self.folder / name).mkdir()

    def __enter__(self) -> Path:
        return self.folder

    def __exit__(self, *_: object) -> None:
        self.remove()

    def remove(self) -> None:
        """Remove the folder and everything in it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def environment(scratch: Path, language: str, as_of: str) -> dict[str, str]:
    """Return the whole environment of a kernel.

    Args:
        scratch: Folder of the run's temporary files.
        language: Language of the pages, ``zh`` or ``en``.
        as_of: ISO day that stands for "now" in files that carry a date.
    """
    moment = datetime.combine(date.fromisoformat(as_of), time(), UTC)
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    private = {name: str(scratch / folder) for name, folder in PRIVATE.items()}
    own = {"SOURCE_DATE_EPOCH": str(int(moment.timestamp())), "JIXIAO_LANG": language,
           MEMORY_VARIABLE: str(MEMORY_BYTES)}  # fmt: skip
    path = import_path()
    return kept | FIXED | private | own | ({"PYTHONPATH": path} if path else {})


def import_path() -> str:
    """Return the folder a kernel needs on its path to import the running jixiao, empty if installed."""
    home = Path(jixiao.__file__).resolve().parents[1]
    installed = {Path(place).resolve() for place in (*site.getsitepackages(), sysconfig.get_path("purelib"))}
    return "" if home in installed else str(home)


class PrivateKernelManager(AsyncKernelManager):
    """Starts ipykernel under `sys.executable`, whatever kernelspecs the machine has."""

    def __init__(self, name: str, kernels: "Kernels", **kwargs: Any) -> None:
        scratch = kernels.scratch
        super().__init__(connection_file=str(scratch / f"{name}.json"), **kwargs)
        self._kernel_spec = KernelSpec(
            argv=[sys.executable, "-m", "jixiao.engines.launch", "-f", "{connection_file}"],
            display_name="Python 3", language="python", metadata={"supported_encryption": "curve"},
        )  # fmt: skip
        if os.name == "posix":
            self.transport, self.ip = "ipc", str(scratch / name)
        elif self.has_trait("transport_encryption"):
            self.transport_encryption = "required"
        self.error_file = scratch / f"{name}.error"
        self.stderr_file = scratch / f"{name}.stderr"
        self.env = dict(kernels.env) | {ERROR_FILE_VARIABLE: str(self.error_file)}
        self.kernels = kernels
        self.process: Any = None
        self.executed: Any = None
        self.overflowing_cell = ""

    @property
    def kernel_spec(self) -> KernelSpec:
        """The kernel that is run: never one chosen by a notebook or by the machine."""
        assert self._kernel_spec is not None
        return self._kernel_spec

    async def start_kernel(self, **kwargs: Any) -> None:  # type: ignore[override]
        """Start the kernel; its own messages go to a file of the run."""
        nursery = self.kernels.nursery
        if nursery is not None and nursery.ready():
            self.kernels.forked = True
            self.kernel_id = self.kernel_name
            self.provisioner = ForkedProvisioner(
                kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
            )  # fmt: skip
            self.provisioner.nursery, self.provisioner.stderr_file = nursery, self.stderr_file
        with open(self.stderr_file, "wb") as noise:
            kwargs |= {"env": dict(self.env), "cwd": str(self.kernels.cwd), "stdout": noise, "stderr": noise}
            await super().start_kernel(**kwargs)
        self.process = getattr(self.provisioner, "process", None)
        self.kernels.add(self)

    def exit_status(self) -> str:
        """Return how the kernel ended: an exit code, or a minus sign and the number of a signal."""
        status = None if self.process is None else self.process.returncode
        return "?" if status is None else str(status)

    def kill_group(self) -> None:
        """Kill the kernel and everything it started, at once."""
        process = self.process
        if process is None or process.returncode is not None:
            return
        try:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        except OSError:
            pass  # it ended by itself in this very moment


class Kernels:
    """All kernels of one run, so that a deadline or an interruption can end every one of them."""

    def __init__(self, scratch: Path, env: Mapping[str, str], cwd: Path, deadline: float) -> None:
        self.scratch, self.env, self.cwd, self.deadline = scratch, env, cwd, deadline
        self._managers: list[PrivateKernelManager] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(deadline, self._expire)
        self._timer.daemon = True
        self.nursery = Nursery(scratch, env) if wanted() else None
        self.forked = False
        self.expired = False
        self.stopped = False

    def __enter__(self) -> "Kernels":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self.stop()

    def add(self, manager: PrivateKernelManager) -> None:
        """Remember a kernel that was started; after `stop` it is killed at once."""
        with self._lock:
            self._managers.append(manager)
            if self.stopped:
                manager.kill_group()

    def stop(self) -> None:
        """Kill every kernel; no page may start after this."""
        with self._lock:
            self.stopped = True
            for manager in self._managers:
                manager.kill_group()
            if self.nursery is not None:
                self.nursery.close()
                self.nursery = None

    def _expire(self) -> None:
        self.expired = True
        self.stop()
