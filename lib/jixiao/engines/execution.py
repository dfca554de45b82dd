"""All pages of a run, two at a time, in kernels that end with it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.engines.kernel import Kernels, Scratch, environment
from jixiao.engines.quiet import quiet_logs
from jixiao.runs.record import Record

if TYPE_CHECKING:
    from jixiao.engines.pages import Page

WORKERS = 2
Progress = Callable[[str, float], None]


def execute_pages(
    files: Sequence[Path], values: Mapping[str, str], workbook: Path, deadline: float, record: Record,
    progress: Progress | None = None, meanwhile: Callable[[], object] | None = None,
) -> list["Page"]:  # fmt: skip
    """Execute the pages and return them in their order; the first failure ends the others.

    Args:
        files: The notebooks.
        values: Values for their parameters cells.
        workbook: Working directory of the kernels.
        deadline: Seconds after which all of them are killed.
        record: Gets an event per page.
        progress: Called with name and seconds of each page when it is done.
        meanwhile: What this process does while the kernels are busy.

    Raises:
        JixiaoError: With the exit code of what went wrong.
    """
    # Outermost, because a page that another page's error ends still logs while the pool closes.
    with quiet_logs(), Scratch() as scratch, ThreadPoolExecutor(WORKERS) as pool:
        env = environment(scratch, values["language"], values["rules_as_of"])
        with Kernels(scratch, env, workbook, deadline) as kernels:
            jobs = _submit(pool, files, values, kernels)
            if meanwhile:
                meanwhile()
            pages = _collect(jobs, record, progress)
            record.note("kernels", forked=kernels.forked)
    return pages


def _submit(
    pool: ThreadPoolExecutor, files: Sequence[Path], values: Mapping[str, str], kernels: Kernels
) -> list[Future["Page"]]:
    from jixiao.engines.launch import without_heavy_imports

    without_heavy_imports()  # while the kernels are prepared in another process
    from jixiao.engines.pages import execute_page

    return [pool.submit(execute_page, file, values, kernels) for file in files]


def _collect(jobs: list[Future["Page"]], record: Record, progress: Progress | None) -> list["Page"]:
    from jixiao.engines.pages import prove_together

    for done in _as_done(jobs):
        record.note("page", page=done.name, seconds=round(done.seconds, 3))
        if progress:
            progress(done.name, done.seconds)
    pages = [job.result() for job in jobs]
    prove_together(pages)
    return pages


def _as_done(jobs: list[Future["Page"]]) -> Iterator["Page"]:
    waiting = set(jobs)
    while waiting:
        # a time limit, because a wait without one cannot be interrupted on Windows
        done, waiting = wait(waiting, timeout=0.5, return_when=FIRST_COMPLETED)
        for job in sorted(done, key=jobs.index):
            yield job.result()
