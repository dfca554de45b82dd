"""Run folders are there whole or not at all, whatever ends the writer and whenever."""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commits import SIZES, commit
from jixiao.exceptions import LockedError
from jixiao.runs import store
from jixiao.runs.lock import locked

LIB = Path(store.__file__).parents[2]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    store.make_folder(tmp_path / "outputs" / "project")
    return tmp_path / "outputs" / "project"


def test_a_committed_run_is_whole_and_latest_names_it(root: Path) -> None:
    run_id = commit(root)
    assert store.verify_runs(root) == [] and (root / "latest").read_text() == f"{run_id}\n"
    digest = store.read_manifest(root / run_id)["core_digest"]
    assert run_id == f"20201231T235959Z-{digest[:8]}"


def test_runs_of_the_same_second_and_content_get_different_ids(root: Path) -> None:
    first, second, third = commit(root), commit(root), commit(root)
    assert (second, third) == (f"{first}-2", f"{first}-3")
    assert store.verify_runs(root) == [] and [run.name for run in store.runs_of(root)] == [first, second, third]


def test_the_core_digest_depends_on_core_alone(root: Path) -> None:
    with store.Stage(root) as stage:
        stage.write("core/a", b"a")
        before = stage.core_digest()
        stage.write("run/b", b"b")
        assert stage.core_digest() == before
        stage.write("core/c", b"c")
        assert stage.core_digest() != before


def test_the_core_digest_is_that_of_a_list_that_sha256sum_can_check() -> None:
    files = {"core/b": store.Written("bb", 1), "core/a": store.Written("cc", 1), "run/x": store.Written("aa", 1)}
    assert store.core_digest(files) == hashlib.sha256(b"bb  core/b\ncc  core/a\n").hexdigest()


def test_a_stage_that_is_not_committed_vanishes(root: Path) -> None:
    with pytest.raises(RuntimeError), store.Stage(root) as stage:
        stage.write("core/a", b"a")
        raise RuntimeError
    assert list(root.iterdir()) == []


TAMPERINGS = {
    "a changed byte": (lambda run: (run / "core/a.csv").write_bytes(b"x" * 10), "changed: core/a.csv"),
    "a longer file": (lambda run: (run / "core/a.csv").write_bytes(b"x" * 11), "changed: core/a.csv"),
    "a lost file": (lambda run: (run / "core/a.csv").unlink(), "missing: core/a.csv"),
    "an added file": (lambda run: (run / "core/b.csv").write_bytes(b""), "unlisted: core/b.csv"),
    "a link": (lambda run: swap_for_link(run / "core/a.csv"), "changed: core/a.csv"),
    "no manifest": (lambda run: (run / "manifest.json").unlink(), "unreadable: manifest"),
    "half a manifest": (lambda run: (run / "manifest.json").write_text('{"files":'), "unreadable"),
    "another name": (lambda run: run.rename(run.with_name("other")), "run id"),
    "another digest": (lambda run: edit_manifest(run, core_digest="0" * 64), "core digest"),
    "another schema": (lambda run: edit_manifest(run, schema="x"), "unreadable"),
}


def swap_for_link(path: Path) -> None:
    path.rename(path.parents[2] / "aside")
    path.symlink_to(path.parents[2] / "aside")


def edit_manifest(run: Path, **fields: str) -> None:
    told = json.loads((run / "manifest.json").read_text()) | fields
    (run / "manifest.json").write_text(json.dumps(told))


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_a_run_that_was_touched_does_not_verify(tampering: str, root: Path, tmp_path: Path) -> None:
    run = root / commit(root)
    tamper, told = TAMPERINGS[tampering]
    tamper(run)
    assert any(told in violation for violation in store.verify_runs(root))


def test_a_pointer_to_nothing_is_a_violation(root: Path) -> None:
    shutil.rmtree(root / commit(root))
    assert store.verify_runs(root) == ["latest: names no run"]


def test_a_lock_is_exclusive_and_ends_with_its_holder(root: Path) -> None:
    code = f"from pathlib import Path; from jixiao.runs.lock import locked\n" \
        f"with locked(Path({str(root)!r})): print('held', flush=True); input()"  # fmt: skip
    holder = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              env=os.environ | {"PYTHONPATH": str(LIB)})  # fmt: skip
    assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
    with pytest.raises(LockedError), locked(root):
        pass
    holder.kill()
    holder.communicate()
    with locked(root):
        pass


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_kill_at_any_moment_of_a_commit_leaves_whole_runs_only(root: Path) -> None:
    earlier, known, came_through = commit(root), 1, 0
    child, started = committer(root, 0), time.monotonic()
    assert child.wait() == 0
    moments, duration = random.Random(20201231), time.monotonic() - started
    for number in range(1, 31):
        child = committer(root, number)
        time.sleep(moments.uniform(0, duration * number / 10))
        child.kill()
        status = child.wait()
        done = {run.name for run in store.runs_of(root)}
        assert store.verify_runs(root) == [] and earlier in done
        assert status == -signal.SIGKILL or len(done) > known, "the commit ended well but the run is not there"
        came_through += len(done) > known
        known = len(done)
        store.sweep(root)
    assert 0 < came_through < 30 and not list(root.glob(".stage-*"))


def committer(root: Path, number: int) -> subprocess.Popen[bytes]:
    """Start a process, and return it at the moment when it begins to commit a run."""
    code = f"import sys; sys.path[:0] = {[str(LIB), str(Path(__file__).parent)]!r}\n" \
        "from pathlib import Path; from commits import commit\nprint(flush=True); " \
        f"commit(Path({str(root)!r}), {number})"  # fmt: skip
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert child.stdout is not None and child.stdout.readline() == b"\n"
    child.stdout.close()
    return child


STRACE = shutil.which("strace")
POINTS = "openat,write,fsync,rename,mkdir,close,unlink"
CHILD = """import sys, os; sys.path[:0] = {paths!r}
from pathlib import Path
import jixiao.runs.lock, jixiao.exceptions, jixiao.language
from commits import commit
try: os.stat("/start-mark")
except OSError: pass
commit(Path({root!r}), 7); os._exit(0)"""


def traced(root: Path, log: Path, *options: str) -> int:
    code = CHILD.format(paths=[str(LIB), str(Path(__file__).parent)], root=str(root))
    return subprocess.run([str(STRACE), "-f", "-qq", "-o", str(log), *options, sys.executable, "-c", code],
                          capture_output=True, check=False).returncode  # fmt: skip


@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
def test_the_order_of_the_commit_survives_a_power_cut(root: Path, tmp_path: Path) -> None:
    assert traced(root, tmp_path / "log", "-y", "-e", "trace=fsync,rename") == 0
    calls = [line.split(" ", 1)[1].strip() for line in (tmp_path / "log").read_text().splitlines()]
    synced = [line.split("<", 1)[1].split(">")[0] for line in calls if line.startswith("fsync")]
    stage = next(path for path in synced if path.endswith("manifest.json")).removesuffix("/manifest.json")
    kinds = [line.partition("(")[0] for line in calls]
    renamed = kinds.index("rename")
    before = synced[:renamed]
    assert [path.removeprefix(f"{stage}/") for path in before] == [
        *SIZES, "manifest.json", "run", "core/notebooks", "core", stage]  # fmt: skip
    assert kinds[renamed:] == ["rename", "fsync", "fsync", "rename", "fsync"]
    assert synced[renamed:] == [str(root), str(root / ".latest.tmp"), str(root)]


@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
@pytest.mark.parametrize(("call", "number"), [("fsync", n) for n in range(1, 14)] + [("rename", 1), ("rename", 2)])
def test_a_kill_or_a_full_disk_at_a_system_call_leaves_whole_runs_only(
    call: str, number: int, root: Path, tmp_path: Path
) -> None:
    earlier = commit(root)
    for fault, status in (("signal=KILL", -9), ("error=ENOSPC", 1)):
        found = traced(root, tmp_path / "log", "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={number}")
        assert found in (status, 128 + 9), "the fault did not happen"
        assert store.verify_runs(root) == [] and (root / earlier).is_dir()
        store.sweep(root)
