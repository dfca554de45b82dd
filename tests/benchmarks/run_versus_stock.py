"""Compare `jixiao run` with the stock commands on the same notebooks, in wall time and processor time.

Usage: ``python tests/benchmarks/run_versus_stock.py [repetitions]``. Every command starts in a fresh copy
of the workbook; "stock" is papermill once per page and nbconvert once per format, one after the other.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PARAMS = "params/chenggong-wf-2020.yaml"
FORMATS = ("jixiao.export.html.JixiaoHTMLExporter", "jixiao.export.pdf.JixiaoPDFExporter")


class Cost(NamedTuple):
    """Seconds by the clock, and processor seconds of all processes."""

    wall: float
    processor: float


def workbook(folder: Path) -> Path:
    """Copy what a run needs into `folder`."""
    for name in ("notebooks", "params", "data", "lib"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "outputs").mkdir()
    return folder


def measure(folder: Path, *commands: list[str]) -> Cost:
    """Run commands one after the other and return what they cost."""
    env = os.environ | {"PYTHONPATH": str(folder / "lib")}
    before, started = os.times(), time.perf_counter()
    for command in commands:
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8")
        if done.returncode:
            raise SystemExit(f"{' '.join(command)}\n{done.stderr[-2000:]}")
    after = os.times()
    spent = after.children_user - before.children_user + after.children_system - before.children_system
    return Cost(time.perf_counter() - started, spent)


def ours() -> list[list[str]]:
    """Return the one command of the product."""
    return [[sys.executable, "-m", "jixiao", "run", PARAMS]]


def stock(pages: list[str]) -> list[list[str]]:
    """Return the stock commands that produce the same files."""
    papermill = [sys.executable, "-m", "papermill"]
    run = [[*papermill, f"notebooks/{page}", f"outputs/{page}", "-f", PARAMS] for page in pages]
    convert = [sys.executable, "-m", "nbconvert", f"outputs/{pages[-1]}", "--output-dir", "outputs", "--to"]
    return [*run, *([*convert, name] for name in FORMATS)]


def median(costs: list[Cost]) -> Cost:
    """Return the median of each figure."""
    return Cost(*(statistics.median(column) for column in zip(*costs, strict=True)))


def compare_runs(repetitions: int) -> None:
    """Print the cost of both ways and their ratio."""
    pages = sorted(path.name for path in (ROOT / "notebooks").glob("[0-9]_*.ipynb"))
    found: dict[str, list[Cost]] = {"jixiao run": [], "stock commands": []}
    for _ in range(repetitions):
        for name, commands in (("jixiao run", ours()), ("stock commands", stock(pages))):
            with tempfile.TemporaryDirectory() as folder:
                found[name].append(measure(workbook(Path(folder)), *commands))
    ours_cost, stock_cost = (median(costs) for costs in found.values())
    for name, cost in zip(found, (ours_cost, stock_cost), strict=True):
        print(f"{name:15} {cost.wall:6.2f} s wall {cost.processor:6.2f} s processor")
    wall, processor = stock_cost.wall / ours_cost.wall, stock_cost.processor / ours_cost.processor
    print(f"{'stock / jixiao':15} {wall:6.2f}        {processor:6.2f}")


def compare_help(repetitions: int = 7) -> None:
    """Print the wall time of the help page against that of importing pandas."""
    commands = {"jixiao --help": [sys.executable, "-m", "jixiao", "--help"],
                "import pandas": [sys.executable, "-c", "import pandas"]}  # fmt: skip
    for name, command in commands.items():
        costs = [measure(ROOT, command) for _ in range(repetitions)]
        print(f"{name:15} {median(costs).wall:6.2f} s wall")


if __name__ == "__main__":
    compare_help()
    compare_runs(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
