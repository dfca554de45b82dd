"""One page: a notebook executed by papermill in a private kernel, its failures named, its success proved."""

import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import nbformat
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import execute_notebook

import jixiao.exceptions
from jixiao.document import SEAL_MIME
from jixiao.engines.kernel import Kernels, PrivateKernelManager
from jixiao.engines.launch import OUTPUT_LIMIT, OutputLimitError
from jixiao.exceptions import (
    CellError,
    DeadlineError,
    JixiaoError,
    KernelDiedError,
    LimitError,
    OutOfMemoryError,
    UnreadableInputError,
)

ENGINE = "jixiao-page"
FORBIDDEN_TAGS = frozenset({"skip-execution", "raises-exception"})
SEALED = ("inputs", "rules", "code")
_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


@dataclass(frozen=True)
class Page:
    """An executed page: the notebook as papermill leaves it, its seal, and what its kernel said."""

    name: str
    notebook: NotebookNode
    seal: Mapping[str, Any]
    seconds: float
    stderr: str


class PageClient(PapermillNotebookClient):
    """Stops a cell that shows more than a page may hold, in whatever way it does it."""

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> Any:
        """Handle one message of the kernel, within the limit of the cell."""
        if msg["msg_type"] in ("stream", "display_data", "execute_result", "error"):
            self.printed = getattr(self, "printed", 0) + len(str(msg["content"]))
            if self.printed > OUTPUT_LIMIT:
                self.km.overflowing_cell = cell.get("id", "")
                self.km.kill_group()
                return None
        if msg["msg_type"] == "execute_input":
            self.printed = 0
        return super().process_message(msg, cell, cell_index)


class PageEngine(NBClientEngine):
    """papermill's own engine with a kernel manager that was made beforehand."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> None:
        """Execute the page; the kernel is killed when its last cell is done."""
        manager: PrivateKernelManager = kwargs["manager"]
        manager.executed = nb_man.nb
        client = PageClient(
            nb_man, km=manager, kernel_name=kernel_name, log=logging.getLogger("papermill"),
            startup_timeout=kwargs["start_timeout"], shutdown_kernel="immediate", force_raise_errors=True,
            record_timing=False, store_widget_state=False,
        )  # fmt: skip
        client.execute(cleanup_kc=True)


papermill_engines.register(ENGINE, PageEngine)


def read_page(path: Path) -> NotebookNode:
    """Return the notebook at `path`, refused if it could skip a cell or hide an error.

    Raises:
        UnreadableInputError: The file is not a notebook with cell ids (format 4.5).
        CellError: A cell carries a tag that hides a failure.
    """
    try:
        text = path.read_text(encoding="utf-8")
        book = nbformat.reads(text, as_version=4)
        if json.loads(text)["nbformat_minor"] < 5 or not all(cell.get("id") for cell in book.cells):
            raise ValueError("no cell ids")
    except (ValueError, KeyError, TypeError, RecursionError, OSError, nbformat.ValidationError) as error:
        raise UnreadableInputError("not-a-notebook", file=f"{path.parent.name}/{path.name}") from error
    for cell in book.cells:
        tags = FORBIDDEN_TAGS.intersection(cell.metadata.get("tags", ()))
        if tags:
            raise CellError("hiding-tag", page=path.stem, cell=cell.id, tag=min(tags))
    return book


def execute_page(path: Path, parameters: Mapping[str, str], kernels: Kernels) -> Page:
    """Execute the notebook at `path` and prove that it ran to its end.

    Args:
        path: The page.
        parameters: Values for the parameters cell, all of them text.
        kernels: The kernels of this run, which end the page at the deadline.

    Raises:
        JixiaoError: With the exit code of what went wrong.
    """
    started = monotonic()
    name = path.stem
    manager = PrivateKernelManager(name[:12], kernels)
    done = _execute(name, read_page(path), parameters, manager)
    noise = manager.stderr_file.read_text(encoding="utf-8", errors="replace")
    return Page(name, done, prove(name, done), monotonic() - started, noise)


def try_cell(source: str, kernels: Kernels) -> NotebookNode:
    """Execute one cell as a page would be executed, and return the notebook.

    Raises:
        JixiaoError: The cell did not run.
    """
    cells = [nbformat.v4.new_code_cell(source, id="trial")]
    manager = PrivateKernelManager("trial", kernels)
    return _execute("trial", nbformat.v4.new_notebook(cells=cells), {}, manager)


def prove(name: str, book: NotebookNode) -> Mapping[str, Any]:
    """Return the seal of a page that demonstrably ran from its first to its last cell.

    Raises:
        CellError: A cell was not executed, failed, or the seal is missing.
    """
    count = 0
    for cell in (cell for cell in book.cells if cell.cell_type == "code" and cell.source.strip()):
        count += 1
        failed = any(output.output_type == "error" for output in cell.outputs)
        if cell.execution_count != count or failed:
            raise CellError("page-incomplete", page=name, cell=cell.get("id", ""))
    for output in reversed([output for cell in book.cells for output in cell.get("outputs", ())]):
        seal = output.get("data", {}).get(SEAL_MIME)
        if isinstance(seal, dict) and all(seal.get(part) for part in SEALED):
            return seal
    raise CellError("seal-missing", page=name)


def prove_together(pages: list[Page]) -> None:
    """Make sure that all pages saw the same inputs, rules and code.

    Raises:
        CellError: A file was changed while the pages ran.
    """
    for page in pages[1:]:
        for part in SEALED:
            if page.seal[part] != pages[0].seal[part]:
                raise CellError("seals-differ", page=page.name, first=pages[0].name, part=part)


def _execute(
    name: str, book: NotebookNode, parameters: Mapping[str, str], manager: PrivateKernelManager
) -> NotebookNode:
    try:
        if manager.kernels.stopped:
            raise DeadKernelError
        done = execute_notebook(
            book, None, dict(parameters), engine_name=ENGINE, kernel_name="python3", language="python",
            manager=manager, progress_bar=False, request_save_on_cell_execute=False, autosave_cell_every=0,
        )  # fmt: skip
    except Exception as error:
        raise _failure(name, manager, error) from error
    finally:
        ensure_event_loop().close()  # each thread gets one from jupyter_core, which never closes it
    done.metadata.papermill["input_path"] = f"notebooks/{name}.ipynb"
    return done


def _failure(name: str, manager: PrivateKernelManager, error: Exception) -> JixiaoError:
    kernels = manager.kernels
    if kernels.expired:
        return DeadlineError("deadline-passed", page=name, seconds=f"{kernels.deadline:g}")
    if manager.overflowing_cell:
        return _too_much(name, manager.overflowing_cell)
    if manager.error_file.exists():
        return _relayed(json.loads(manager.error_file.read_text(encoding="utf-8")))
    if isinstance(error, PapermillExecutionError):
        return _cell_failure(name, manager, error)
    if isinstance(error, DeadKernelError) or "died" in str(error):
        return KernelDiedError("kernel-died", page=name, status=manager.exit_status())
    return CellError("page-broke", page=name, error=_first_line(f"{type(error).__name__}: {error}"))


def _cell_failure(name: str, manager: PrivateKernelManager, error: PapermillExecutionError) -> JixiaoError:
    cells = [cell.get("id", "") for cell in manager.executed.cells if cell.source == error.source]
    told = _first_line(f"{error.ename}: {error.evalue}")
    found = {"page": name, "cell": cells[0] if cells else "", "error": told}
    if error.ename.endswith("MemoryError"):
        return OutOfMemoryError("out-of-memory", **found)
    if error.ename == OutputLimitError.__name__:
        return _too_much(name, found["cell"])
    return CellError("cell-failed", **found)


def _too_much(name: str, cell: str) -> LimitError:
    return LimitError("too-much-output", page=name, cell=cell, limit=OUTPUT_LIMIT // 1024**2)


def _relayed(told: Mapping[str, Any]) -> JixiaoError:
    kind = getattr(jixiao.exceptions, told["class"], None)
    if not (isinstance(kind, type) and issubclass(kind, JixiaoError)):
        kind = CellError
    return kind(told["code"], **told["fields"])


def _first_line(words: str, limit: int = 200) -> str:
    lines = _COLOUR.sub("", words).strip().splitlines() or [""]
    line = next((line.strip() for line in lines if line.strip()), "")
    return line if len(line) <= limit else line[:limit] + "..."
