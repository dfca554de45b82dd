"""The parent's side of the nursery: kernels that are forked instead of started, where the system allows it."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

VARIABLE = "JIXIAO_KERNELS"
SIGKILL = getattr(signal, "SIGKILL", signal.SIGTERM)


def wanted() -> bool:
    """Return whether kernels are forked: on Linux, unless ``JIXIAO_KERNELS=spawn``."""
    return sys.platform == "linux" and os.environ.get(VARIABLE, "fork") != "spawn"


class ForkedProcess:
    """What `subprocess.Popen` would be for a kernel that is the nursery's child, not ours."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._ended = threading.Event()

    def end(self, status: int) -> None:
        """Take note that the process has ended."""
        self.returncode = status
        self._ended.set()

    def poll(self) -> int | None:
        """Return the exit status, nothing while the process runs."""
        return self.returncode

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait for the end and return the exit status."""
        if not self._ended.wait(timeout):
            raise subprocess.TimeoutExpired("kernel", timeout or 0)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal unless the process has ended."""
        if self.returncode is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the process."""
        self.send_signal(SIGKILL)


class Nursery:
    """The nursery of one run, starting in the background."""

    def __init__(self, scratch: Path, env: Mapping[str, str]) -> None:
        with open(scratch / "nursery.stderr", "wb") as noise:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "jixiao.engines.nursery", str(scratch)], env=dict(env), cwd=scratch,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=noise, start_new_session=True,
            )  # fmt: skip
        self._changed = threading.Condition()
        self._asking = threading.Lock()
        self._children: dict[int, ForkedProcess] = {}
        self._newest: ForkedProcess | None = None
        self._ready: bool | None = None
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    def ready(self) -> bool:
        """Wait for the imports and return whether the nursery can fork safely."""
        with self._changed:
            self._changed.wait_for(lambda: self._ready is not None)
        return bool(self._ready)

    def fork(self, argv: list[str], env: Mapping[str, str], cwd: str, stderr: Path) -> ForkedProcess:
        """Return a new kernel process.

        Raises:
            ChildProcessError: The nursery is gone.
        """
        request = {"argv": argv, "env": dict(env), "cwd": cwd, "stderr": str(stderr)}
        assert self._server.stdin is not None
        with self._asking, self._changed:
            self._newest = None
            try:
                self._server.stdin.write(json.dumps(request).encode() + b"\n")
                self._server.stdin.flush()
            except (OSError, ValueError) as error:
                raise ChildProcessError("nursery") from error
            self._changed.wait_for(lambda: self._newest is not None or not self._ready)
            if self._newest is None:
                raise ChildProcessError("nursery")
            return self._newest

    def close(self) -> None:
        """End the nursery and every kernel that is left."""
        self._server.kill()
        for child in list(self._children.values()):
            if child.returncode is None:
                _kill_group(child.pid)
        self._server.wait()
        self._reader.join()
        for pipe in (self._server.stdin, self._server.stdout):
            assert pipe is not None
            try:
                pipe.close()
            except OSError:
                pass  # a request that was never read

    def _listen(self) -> None:
        assert self._server.stdout is not None
        for line in self._server.stdout:
            with self._changed:
                self._hear(json.loads(line))
                self._changed.notify_all()
        with self._changed:  # the nursery is gone, and nobody will tell how its children end
            self._ready = False
            for child in self._children.values():
                if child.returncode is None:
                    child.end(-SIGKILL)
            self._changed.notify_all()

    def _hear(self, told: Mapping[str, Any]) -> None:
        if "ready" in told:
            self._ready = told["ready"]
        elif "status" in told:
            self._child(told["pid"]).end(told["status"])
        else:
            self._newest = self._child(told["pid"])

    def _child(self, pid: int) -> ForkedProcess:
        return self._children.setdefault(pid, ForkedProcess(pid))


class ForkedProvisioner(LocalProvisioner):
    """Gives jupyter_client a kernel out of the nursery."""

    nursery: Nursery
    stderr_file: Path
    process: Any

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork the kernel that `cmd` would start."""
        arguments = cmd[cmd.index("-f") :]
        self.process = self.nursery.fork(arguments, kwargs["env"], kwargs["cwd"], self.stderr_file)
        self.pid = self.pgid = self.process.pid
        return self.connection_info


def _kill_group(pid: int) -> None:
    try:
        os.killpg(pid, SIGKILL)
    except OSError:
        pass  # it ended by itself
