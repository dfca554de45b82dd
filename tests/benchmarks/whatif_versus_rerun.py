"""Compare trials with evaluations of the changed tables, on many random single changes.

Usage: ``python tests/benchmarks/whatif_versus_rerun.py --changes 2000 [--first 0]``. Each change is tried out, and
is made in the CSV text, which the ordinary reader reads again; every point, the total and the grade must agree to
the cent. Prints how many agree, by kind of change, and the time of a trial. The exit code is 1 if anything differs.
"""

import sys
import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from random import Random

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "lib")]

import trials  # noqa: E402
from jixiao.whatif import try_out  # noqa: E402

SHOWN = 20


def main() -> int:
    """Try the changes and print the account."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args()
    project, counts, told, times = trials.Project(), Counter(), [], []
    for seed in range(asked.first, asked.first + asked.changes):
        changes = project.change(Random(seed))
        kind = next(name for name in ("weights", "values", "vouchers", "pack") if getattr(changes, name))
        began = time.perf_counter()
        _, trial = try_out(project.book, changes)
        times.append(time.perf_counter() - began)
        found = list(trials.differences(project, changes))
        told += found
        counts.update([kind, f"{kind} that move points" if trial.moved else f"{kind} that move nothing",
                       "with total" if trial.after.total is not None else "without total",
                       "differ" if found else "agree"])  # fmt: skip
    times.sort()
    for name, count in sorted(counts.items()):
        print(f"{name:28} {count:8,}")
    print(f"a trial takes {times[len(times) // 2] * 1000:.1f} ms (median), {times[-1] * 1000:.1f} ms (longest)")
    print(*told[:SHOWN], sep="\n")
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main())
