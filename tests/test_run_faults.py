"""Pages that fail in every way we know: each gets its own exit code and leaves no run behind."""

import json
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from jixiao.engines import forking
from jixiao.exceptions import (
    CellError,
    DeadlineError,
    DiskFullError,
    KernelDiedError,
    LimitError,
    LockedError,
    OutOfMemoryError,
    SchemaError,
    StorageError,
    UnreadableInputError,
)
from jixiao.run import run_project
from jixiao.runs import store
from jixiao.runs.lock import locked
from small_workbook import FINDINGS, PROJECT, SEAL, make_workbook, page, runs_root, start

KILL_SELF = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
DIE_WITH_CHILD = "import os, subprocess; subprocess.Popen(['sleep', '600']); os._exit(0)"
OTHER_SEAL = SEAL.replace('"b" * 64', '"d" * 64')
OTHER_FINDINGS = FINDINGS.replace("F1", "F9")
FORKS = "import os, time\nif os.fork() == 0:\n    time.sleep(600)\nwhile True: pass"
STUBBORN = "while True:\n    try:\n        while True: pass\n    except KeyboardInterrupt: pass"
OWN_ERROR = """from jixiao.exceptions import SchemaError
raise SchemaError("missing-column", file="funds.csv", row=1, column="spent", known="spent")"""

FAULTS = {
    "exits-early": ([page("import sys; sys.exit(0)", SEAL)], CellError, "cell-1"),
    "exits-with-3": ([page("import sys; sys.exit(3)", SEAL)], CellError, "cell-1"),
    "ends-the-process": ([page("import os; os._exit(0)", SEAL)], KernelDiedError, "0"),
    "kills-itself": ([page(KILL_SELF, SEAL)], KernelDiedError, "-9"),
    "crashes": ([page("import ctypes; ctypes.string_at(0)", SEAL)], KernelDiedError, "-11"),
    "leaves-a-child": ([page(DIE_WITH_CHILD, SEAL)], KernelDiedError, "0"),
    "raises": ([page("1 / 0", SEAL)], CellError, "ZeroDivisionError: division by zero"),
    "raises-base-exception": ([page("raise BaseException('out')", SEAL)], CellError, "BaseException: out"),
    "cannot-show-itself": ([page("class A:\n    def _repr_mimebundle_(self, **_):\n        1 / 0\nA()", SEAL)],
                           CellError, "ZeroDivisionError"),
    "is-not-python": ([page("def", SEAL)], CellError, "SyntaxError"),
    "asks-a-question": ([page("input('?')", SEAL)], CellError, "StdinNotImplementedError"),
    "skips-a-check": ([page("assert False", SEAL, tags=["skip-execution"])], CellError, "skip-execution"),
    "expects-an-error": ([page("1 / 0", SEAL, tags=["raises-exception"])], CellError, "raises-exception"),
    "has-no-seal": ([page("1 + 1")], CellError, "seal-missing"),
    "saw-other-rules": ([page(SEAL), page(OTHER_SEAL)], CellError, "seals-differ"),
    "shows-two-registers": ([page(FINDINGS, SEAL), page(OTHER_FINDINGS, SEAL)], CellError, "registers-differ"),
    "allocates-without-end": ([page("b'x' * (1 << 45)", SEAL)], OutOfMemoryError, "cell-1"),
    "prints-without-end": ([page("while True: print('x' * 1_000_000)", SEAL)], LimitError, "10 MB"),
    "shows-without-end": ([page("from IPython.display import display\nwhile True: display('x' * 1_000_000)", SEAL)],
                          LimitError, "10 MB"),
    "raises-our-own-error": ([page(OWN_ERROR, SEAL)], SchemaError, "funds.csv"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def starts_kernels_without_preparation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start kernels plainly: pages of two lines do not repay the imports that a nursery makes first."""
    monkeypatch.setenv(forking.VARIABLE, "spawn")


def run_pages(folder: Path, books: list, **options) -> None:
    workbook = make_workbook(folder / "w", **{f"p{number}_page": book for number, book in enumerate(books, 1)})
    run_project(workbook / "params" / f"{PROJECT}.yaml", formats=(), **options)


def visible(workbook: Path) -> list[str]:
    root = runs_root(workbook)
    return sorted(path.name for path in root.iterdir() if path.name != ".lock") if root.exists() else []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_page_that_fails_has_its_own_error_and_leaves_no_run(fault: str, tmp_path: Path) -> None:
    books, kind, told = FAULTS[fault]
    with pytest.raises(kind) as raised:
        run_pages(tmp_path, books)
    message = raised.value.message("zh")
    assert type(raised.value) is kind and told in message and len(message.splitlines()) <= 6
    assert visible(tmp_path / "w") == []


def test_an_error_of_the_product_keeps_its_code_and_fields(tmp_path: Path) -> None:
    with pytest.raises(SchemaError) as raised:
        run_pages(tmp_path, [page(OWN_ERROR, SEAL)])
    assert raised.value.code == "missing-column" and raised.value.fields["column"] == "spent"


@pytest.mark.parametrize("way", ["spawn", "fork"])
def test_only_the_page_that_failed_is_told_and_how_to_repeat_it(way: str, tmp_path: Path) -> None:
    workbook = make_workbook(tmp_path / "w", p1_page=page("1 / 0", SEAL),
                             p2_page=page("import time; time.sleep(600)", SEAL))  # fmt: skip
    running = start(workbook, "run", f"params/{PROJECT}.yaml", "--to", "", **{forking.VARIABLE: way})
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (CellError.exit_code, "")
    assert "1_page" in err.splitlines()[0] and "Kernel died" not in err and len(err.splitlines()) <= 6
    assert "papermill notebooks/1_page.ipynb" in err and "-f params/" in err


@pytest.mark.parametrize("way", ["spawn", "fork"])
def test_what_a_kernel_says_of_itself_is_kept_only_if_a_page_made_it_say_something(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(forking.VARIABLE, way)
    run_pages(tmp_path, [page(SEAL), page("import os; os.write(2, b'loud')", SEAL)])
    (run,) = store.runs_of(runs_root(tmp_path / "w"))
    kept = {path.name: path.read_text(encoding="utf-8") for path in (run / "run" / "stderr").iterdir()}
    assert kept == {"2_page.txt": "loud"}


@pytest.mark.parametrize("source", ["while True: pass", "import time; time.sleep(600)", FORKS, STUBBORN])
def test_a_page_without_end_is_stopped_at_the_deadline(source: str, tmp_path: Path) -> None:
    started = time.monotonic()
    with pytest.raises(DeadlineError):
        run_pages(tmp_path, [page(f"marker = {str(tmp_path)!r}\n{source}", SEAL)], deadline=2)
    assert time.monotonic() - started < 6 and visible(tmp_path / "w") == []
    assert alive_under(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
@pytest.mark.parametrize(("source", "kind", "deadline"), [
    (KILL_SELF, KernelDiedError, 60), ("while True: pass", DeadlineError, 8), (OWN_ERROR, SchemaError, 60),
    ("pass", DeadlineError, 0.5), ("b'x' * (1 << 45)", OutOfMemoryError, 60),
])  # fmt: skip
def test_a_forked_page_fails_as_a_started_one_does(
    source: str, kind: type, deadline: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(forking.VARIABLE, "fork")
    with pytest.raises(kind):
        run_pages(tmp_path, [page(source, SEAL)], deadline=deadline)
    assert visible(tmp_path / "w") == [] and alive_under(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
def test_a_nursery_that_cannot_start_is_replaced_by_plain_kernels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(forking.VARIABLE, "fork")
    real = forking.subprocess.Popen
    monkeypatch.setattr(forking.subprocess, "Popen", lambda command, **options: real([*command[:2], "none"], **options)
                        if "jixiao.engines.nursery" in command else real(command, **options))  # fmt: skip
    run_pages(tmp_path, [page(SEAL)])
    run = next(run for run in store.runs_of(runs_root(tmp_path / "w")))
    assert '"forked": false' in (run / "run" / "log.jsonl").read_text(encoding="utf-8")


def test_a_harmless_warning_does_not_fail_the_run(tmp_path: Path) -> None:
    run_pages(tmp_path, [page("import warnings; warnings.warn('careful')", SEAL)])
    assert store.verify_runs(runs_root(tmp_path / "w")) == []


def test_a_file_that_is_no_notebook_is_refused(tmp_path: Path) -> None:
    workbook = make_workbook(tmp_path / "w")
    (workbook / "notebooks" / "1_validate.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(UnreadableInputError):
        run_project(workbook / "params" / f"{PROJECT}.yaml", formats=())


def test_bad_input_stops_before_a_kernel_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workbook = make_workbook(tmp_path / "w")
    (workbook / "data" / PROJECT / "funds.csv").write_text("fund_source\nx\n", encoding="utf-8")
    monkeypatch.setattr("jixiao.run.Job.execute", lambda *_: pytest.fail("a kernel was started"))
    with pytest.raises(SchemaError):
        run_project(workbook / "params" / f"{PROJECT}.yaml", formats=())
    assert not (workbook / "outputs").exists()


def test_a_second_run_of_the_same_project_is_refused_or_waits(tmp_path: Path) -> None:
    workbook = make_workbook(tmp_path / "w", p1_page=page(SEAL))
    store.make_folder(runs_root(workbook))
    with locked(runs_root(workbook)):
        with pytest.raises(LockedError):
            run_project(workbook / "params" / f"{PROJECT}.yaml", formats=())
        waiting = start(workbook, "run", f"params/{PROJECT}.yaml", "--to", "", "--wait")
        time.sleep(1)
        assert waiting.poll() is None
    out, err = waiting.communicate(timeout=30)
    assert waiting.returncode == 0, err
    assert store.verify_runs(runs_root(workbook)) == []


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_nothing_that_looks_done(number: int, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    sleeping = page(f"import os, time; open({str(mark)!r}, 'w').write(str(os.getpid())); time.sleep(600)", SEAL)
    workbook = make_workbook(tmp_path / "w", p1_page=sleeping, p2_page=page("import time; time.sleep(600)", SEAL))
    way = {signal.SIGINT: "fork", signal.SIGTERM: "spawn"}[number]
    running = start(workbook, "run", f"params/{PROJECT}.yaml", **{forking.VARIABLE: way})
    while not (mark.exists() and mark.read_text()):
        time.sleep(0.05)
    asked = time.monotonic()
    running.send_signal(number)
    out, err = running.communicate(timeout=20)
    assert running.returncode == 130 and "中断" in err and not out
    assert time.monotonic() - asked < 20
    assert visible(workbook) == [] and alive_under(workbook) == []


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_a_killed_run_leaves_no_kernel_and_no_run_and_the_next_one_sweeps(way: str, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    once = f"import os, time, pathlib\nm = pathlib.Path({str(mark)!r})\nif not m.exists():\n" \
        "    m.write_text('x'); time.sleep(600)"  # fmt: skip
    workbook = make_workbook(tmp_path / "w", p1_page=page(once, SEAL))
    running = start(workbook, "run", f"params/{PROJECT}.yaml", "--to", "", **{forking.VARIABLE: way})
    while not mark.exists():
        time.sleep(0.05)
    running.kill()
    running.communicate()
    assert [name for name in visible(workbook) if not name.startswith(".stage-")] == []
    limit = time.monotonic() + 5
    while alive_under(workbook) and time.monotonic() < limit:
        time.sleep(0.1)
    assert alive_under(workbook) == []
    result = run_project(workbook / "params" / f"{PROJECT}.yaml", formats=())
    assert visible(workbook) == sorted([result.run_id, "latest"])


def alive_under(folder: Path) -> list[int]:
    """Return the processes that work in `folder` or were told of it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if Path(os.readlink(process / "cwd")).is_relative_to(folder) and "Z" not in _state(process):
                found.append(int(process.name))
        except OSError:
            continue
    return found


def _state(process: Path) -> str:
    return (process / "stat").read_text().rpartition(")")[2].split()[0]


PERTURBED = (
    {"TZ": "America/New_York", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "1", "umask": 0o077, "SECRET": "hidden-value"},
    {"TZ": "Asia/Shanghai", "LANG": "C", "PYTHONHASHSEED": "77", "umask": 0o002, "COLUMNS": "40",
     "JIXIAO_LANG": "en", "MPLBACKEND": "svg", forking.VARIABLE: "fork"},
)  # fmt: skip


def test_two_runs_in_different_surroundings_have_the_same_core(tmp_path: Path) -> None:
    cores = []
    for number, surroundings in enumerate(PERTURBED):
        variables = {name: value for name, value in surroundings.items() if name != "umask"}
        workbook = make_workbook(tmp_path / ("深 " * (number + 1) + "w"))
        before = os.umask(surroundings["umask"])
        try:
            running = start(workbook, "run", f"params/{PROJECT}.yaml", "--to", "", "--json", **variables)
        finally:
            os.umask(before)
        out, err = running.communicate(timeout=60)
        assert running.returncode == 0, err
        folder = workbook / json.loads(out)["folder"] / "core"
        cores.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")})
    assert cores[0] == cores[1] and len(cores[0]) == 6
    shown = cores[0][Path("notebooks/1_validate.ipynb")].decode("utf-8")
    assert "hidden-value" not in shown and str(tmp_path) not in shown and "('UTC', 'UTC') 120 None" in shown


def test_a_full_disk_at_any_write_keeps_earlier_runs_and_no_stage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbook = make_workbook(tmp_path / "w", p1_page=page(FINDINGS, SEAL))
    params = workbook / "params" / f"{PROJECT}.yaml"
    writes = count_writes(monkeypatch, None)
    earlier = run_project(params, formats=())
    before, total = visible(workbook), len(writes)
    pages = reused_pages(monkeypatch)
    for number in range(1, total + 1):
        for reason, kind in ((28, DiskFullError), (5, StorageError)):
            count_writes(monkeypatch, number, reason)
            with pytest.raises(kind):
                run_project(params, formats=())
            assert store.verify_runs(runs_root(workbook)) == []
            if number < total:  # the last write is the pointer, made when the run is there already
                assert visible(workbook) == before
    assert store.verify_run(earlier.folder) == [] and total > 8 and pages


def count_writes(monkeypatch: pytest.MonkeyPatch, fail_at: int | None, reason: int = 28) -> list[Path]:
    """Patch the writer of the store so that its N-th call fails after half of the content."""
    written: list[Path] = []
    real = store.Written

    def write(path: Path, content: bytes) -> store.Written:
        written.append(path)
        path.write_bytes(content[: len(content) // 2] if len(written) == fail_at else content)
        if len(written) == fail_at:
            raise OSError(reason, os.strerror(reason), str(path))
        return real(store.hashlib.sha256(content).hexdigest(), len(content))

    monkeypatch.setattr(store, "write_file", write)
    return written


def reused_pages(monkeypatch: pytest.MonkeyPatch) -> list:
    """Execute the pages once and give the same ones to every later run."""
    from jixiao.run import Job

    real, kept = Job.execute, []

    def execute(job: Job, record: object) -> list:
        if not kept:
            kept.extend(real(job, record))
        return kept

    monkeypatch.setattr(Job, "execute", execute)
    return kept
