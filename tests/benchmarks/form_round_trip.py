"""Write the official forms of many random projects and read them back as ``jixiao new`` does.

Usage: ``python tests/benchmarks/form_round_trip.py [projects] [first seed]``. Each project has 0–6 fund sources and
1–60 indicators, with texts that look like formulas, quotes, line breaks, long texts, amounts in 元, 万元 and 亿元 up to
17 digits, and empty cells. Counts what is not given back and formulas that hold another value than they compute;
the exit code is 1 if there is any.
"""

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "lib"), str(ROOT / "tests")]

from random_forms import differences, random_case  # noqa: E402


def main(projects: int = 1000, first: int = 0) -> int:
    """Print what was found; return the exit code."""
    started, wrong, rows = time.process_time(), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, first + projects):
            case = random_case(seed)
            found = differences(case, Path(folder))
            rows += len(case.funds) + len(case.indicators)
            wrong += bool(found)
            for difference in found[:3]:
                print(f"seed {seed}: {difference[:160]}")
    seconds = time.process_time() - started
    print(f"{projects} projects, {rows} rows: {projects - wrong} came back as they were, {wrong} did not; "
          f"{seconds / projects * 1000:.0f} ms of processor time each, with the checks")  # fmt: skip
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
