"""Compare jixiao's points with those of the second engine on many random sheets under every rule pack.

Usage: ``python tests/benchmarks/two_engines.py --sheets 100000 --processes 2 [--first 0]``. Prints how many
sheets agree under every pack, how many indicators of each kind were compared, and the first differences. The
exit code is 1 if anything differs.
"""

import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "lib")]

import agreement  # noqa: E402

CHUNK = 500
SHOWN = 20


@cache
def packs() -> dict:
    """Return all packs, once per process."""
    with tempfile.TemporaryDirectory() as folder:
        return agreement.pairs(Path(folder))


@cache
def rules() -> agreement.Rules:
    """Return the indicators of the rules, once per process."""
    return agreement.all_rules()


def compare(first: int, count: int) -> tuple[Counter, list[str]]:
    """Compare some sheets; return what was counted, and the differences."""
    counts: Counter = Counter()
    told = []
    for seed in range(first, first + count):
        found = list(agreement.differences(seed, packs(), rules(), counts))
        counts.update(["sheets", "sheets that differ" if found else "sheets that agree"])
        told += found[:SHOWN]
    return counts, told[:SHOWN]


def main() -> int:
    """Compare the sheets and print the account."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--sheets", type=int, default=2000)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args()
    starts = range(asked.first, asked.first + asked.sheets, CHUNK)
    sizes = [min(CHUNK, asked.first + asked.sheets - start) for start in starts]
    counts, told, began = Counter(), [], time.perf_counter()
    with ProcessPoolExecutor(asked.processes) as pool:
        for found, differences in pool.map(compare, starts, sizes):
            counts.update(found)
            told += differences
            if counts["sheets"] % (10 * CHUNK) == 0:
                print(f"{counts['sheets']:8,} sheets, {counts['sheets that differ']} differ, "
                      f"{time.perf_counter() - began:.0f} s", flush=True)  # fmt: skip
    for name, count in sorted(counts.items()):
        print(f"{name:28} {count:12,}")
    print(*told[:SHOWN], sep="\n")
    return int(counts["sheets that differ"] > 0)


if __name__ == "__main__":
    sys.exit(main())
