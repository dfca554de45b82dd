"""The program inside the kernel process: the stock ipykernel with limits and typed errors.

Started as ``python -m jixiao.engines.launch -f <connection file>``. It must stay light: everything it imports
is paid for once per page.
"""

import json
import logging
import os
import sys
from typing import Any

ERROR_FILE_VARIABLE = "JIXIAO_ERROR_FILE"
MEMORY_VARIABLE = "JIXIAO_MEMORY_BYTES"
OUTPUT_LIMIT = 10 * 1024**2  # characters of one cell


def limit_memory() -> None:
    """Turn an endless allocation into a `MemoryError`, where the system can do that."""
    wanted = os.environ.pop(MEMORY_VARIABLE, "")
    if wanted and sys.platform == "linux":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        size = int(wanted) if hard == resource.RLIM_INFINITY else min(int(wanted), hard)
        resource.setrlimit(resource.RLIMIT_AS, (size, hard))


class OutputLimitError(Exception):
    """A cell printed more than a page may show."""


def limit_output(shell: Any) -> None:
    """Stop a cell that prints without end where it prints, before the flood fills the memory."""
    from ipykernel.iostream import OutStream

    plain_write, printed = OutStream.write, 0

    def write(stream: Any, string: str) -> int | None:
        nonlocal printed
        printed += len(string)
        if printed > OUTPUT_LIMIT:
            raise OutputLimitError(f"more than {OUTPUT_LIMIT} characters")
        return plain_write(stream, string)

    def start_cell(*_: Any) -> None:
        nonlocal printed
        printed = 0

    setattr(OutStream, "write", write)  # noqa: B010
    shell.events.register("pre_run_cell", start_cell)


def without_heavy_imports() -> None:
    """Keep jsonschema from building a grammar that no schema here needs (0.8 s)."""
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    try:
        import jsonschema  # noqa: F401
    finally:
        if sys.modules.get("rfc3987_syntax", True) is None:
            del sys.modules["rfc3987_syntax"]


def relay(shell: Any, etype: type, value: BaseException, trace: Any, tb_offset: int | None = None) -> None:
    """Write an error of the product to a file, so that the parent can raise the very same one."""
    path = os.environ.get(ERROR_FILE_VARIABLE)
    if path and hasattr(value, "code") and hasattr(value, "fields") and hasattr(value, "exit_code"):
        told = {"class": etype.__name__, "code": value.code, "fields": value.fields}
        with open(path, "w", encoding="utf-8") as file:
            json.dump(told, file, ensure_ascii=False, default=str)
    shell.showtraceback((etype, value, trace), tb_offset=tb_offset)


def main() -> None:
    """Run the kernel until its parent ends it."""
    limit_memory()
    without_heavy_imports()
    from ipykernel.kernelapp import IPKernelApp

    # Below this level the kernel tells a terminal user how to end it, although there is none.
    app = IPKernelApp.instance(log_level=logging.CRITICAL)
    app.initialize(sys.argv[1:])
    shell: Any = app.shell
    shell.set_custom_exc((Exception,), relay)
    limit_output(shell)
    app.start()


if __name__ == "__main__":
    main()
