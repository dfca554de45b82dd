"""One commit of files of several sizes; a module of its own, so that a child process imports little."""

from datetime import UTC, datetime
from pathlib import Path

from jixiao.runs import store

MOMENT = datetime(2020, 12, 31, 23, 59, 59, tzinfo=UTC)
SIZES = {"core/a.csv": 10, "core/empty.csv": 0, "core/notebooks/1.ipynb": 300_000, "run/log.jsonl": 4_000,
         "core/report.pdf": 2_000_000}  # fmt: skip


def commit(root: Path, seed: int = 0) -> str:
    """Commit one run and return its id."""
    with store.Stage(root) as stage:
        for name, size in SIZES.items():
            stage.write(name, bytes([seed % 256]) * size)
        run_id = stage.next_id(MOMENT)
        stage.commit(run_id)
    return run_id
