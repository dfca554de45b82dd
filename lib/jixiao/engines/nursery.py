"""The process that kernels are forked from: it has imported what every page needs, and runs nothing.

Started as ``python -m jixiao.engines.nursery <scratch folder>`` for one run. Requests come as JSON lines on
the standard input,
``{"argv", "env", "cwd", "stderr"}``; on the standard output each kernel writes ``{"pid"}`` when it is
a process group of its own, and the nursery ``{"pid", "status"}`` when it has ended.
"""

import builtins
import gc
import importlib
import json
import os
import select
import shutil
import signal
import sys
from contextlib import suppress
from typing import Any, ClassVar

from jixiao.engines.launch import main as run_kernel
from jixiao.engines.launch import without_heavy_imports

PRELOADED = (
    "ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "IPython.core.completer",
    "numpy", "pandas", "matplotlib.pyplot", "great_expectations", "great_expectations.expectations",
    "jixiao.workbook", "jixiao.validate", "jixiao.charts", "jixiao.report",
)  # fmt: skip


class ZmqFrontEnd:
    """Looks like a kernel's shell to libraries that choose their display when they are imported."""

    kernel = True
    config: ClassVar[dict[str, Any]] = {"IPKernelApp": {}}


def preload() -> None:
    """Import what the pages need; what cannot be imported will fail in the page, where it is told."""
    without_heavy_imports()
    builtins.get_ipython = ZmqFrontEnd  # type: ignore[attr-defined]
    try:
        for name in PRELOADED:
            with suppress(Exception):
                importlib.import_module(name)
    finally:
        del builtins.get_ipython  # type: ignore[attr-defined]
    gc.collect()
    gc.freeze()  # pages stay shared between the kernels


def serve() -> None:
    """Fork kernels until the parent is gone, then end those that are left."""
    woken, waker = os.pipe()
    os.set_blocking(waker, False)
    signal.set_wakeup_fd(waker)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    children: set[int] = set()
    tell({"ready": threads() == 1})
    while True:
        readable, _, _ = select.select([0, woken], [], [])
        if woken in readable:
            os.read(woken, 4096)
            reap(children)
        if 0 in readable:
            line = sys.stdin.buffer.readline()
            if not line:
                break
            children.add(fork(json.loads(line), (woken, waker)))
    for pid in children:
        with suppress(OSError):
            os.killpg(pid, signal.SIGKILL)
    for scratch in sys.argv[1:]:  # its owner cannot remove it any more
        shutil.rmtree(scratch, ignore_errors=True)


def reap(children: set[int]) -> None:
    """Tell of every kernel that has ended."""
    for pid in sorted(children):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            children.discard(pid)
            tell({"pid": pid, "status": os.waitstatus_to_exitcode(status)})


def fork(request: dict[str, Any], own: tuple[int, ...]) -> int:
    """Fork one kernel and return its process id."""
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        status = 70
        try:
            become_kernel(request, own, parent)
            status = 0
        except SystemExit as left:
            status = left.code if isinstance(left.code, int) else int(left.code is not None)
        finally:
            os._exit(status)
    return pid


def become_kernel(request: dict[str, Any], own: tuple[int, ...], parent: int) -> None:
    """Turn a fork of the nursery into an ordinary kernel process, and run it to its end."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.setsid()
    if os.getppid() != parent:
        return  # the nursery was ended in this very moment, and nobody would end this kernel
    tell({"pid": os.getpid()})
    for descriptor in own:
        os.close(descriptor)
    nothing = os.open(os.devnull, os.O_RDONLY)
    noise = os.open(request["stderr"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for source, target in ((nothing, 0), (noise, 1), (noise, 2)):
        os.dup2(source, target)
    os.environ.clear()
    os.environ.update(request["env"], JPY_PARENT_PID=str(parent))
    os.chdir(request["cwd"])
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()  # else all kernels would draw the same numbers
    sys.argv = ["jixiao.engines.launch", *request["argv"]]
    run_kernel()


def threads() -> int:
    """Return the number of threads of this process; a fork keeps one only."""
    return len(os.listdir("/proc/self/task"))


def tell(words: dict[str, Any]) -> None:
    """Write one line to the parent, in one piece."""
    os.write(1, (json.dumps(words) + "\n").encode())


if __name__ == "__main__":
    preload()
    serve()
