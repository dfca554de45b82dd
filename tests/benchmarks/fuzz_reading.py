"""Read many random texts, each under a time limit: no pattern may run away and nothing may fail.

Usage: ``python tests/benchmarks/fuzz_reading.py --texts 1000000 [--first 0] [--longest 60] [--limit 2.0]``. A text is
named by its seed. Prints how many were read, the slowest ones, and those that failed; the exit code is 1 if one failed
or took longer than the limit.
"""

import heapq
import sys
import time
import traceback
from argparse import ArgumentParser
from pathlib import Path
from random import Random

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "lib")]

from jixiao.documents.model import document_of  # noqa: E402
from jixiao.reading import read  # noqa: E402
from random_reports import random_text  # noqa: E402

SLOWEST, STEP = 5, 20_000


def main() -> int:
    """Read the texts and print the account."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=1_000_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--longest", type=int, default=60)
    parser.add_argument("--limit", type=float, default=2.0)
    asked = parser.parse_args()
    slow: list[tuple[float, int, int]] = []
    failed: list[int] = []
    read(document_of("预算100万元。"))
    began = time.perf_counter()
    for seed in range(asked.first, asked.first + asked.texts):
        text = random_text(Random(seed), asked.longest)
        started = time.process_time()
        try:
            read(document_of(text))
        except Exception:
            failed.append(seed)
            print(f"text {seed} failed:\n{traceback.format_exc()}", flush=True)
        heapq.heappush(slow, (time.process_time() - started, seed, len(text)))
        if len(slow) > SLOWEST:
            heapq.heappop(slow)
        if (seed - asked.first + 1) % STEP == 0:
            print(f"{seed - asked.first + 1:,} texts, {time.perf_counter() - began:.0f} s", flush=True)
    for seconds, seed, size in sorted(slow, reverse=True):
        print(f"text {seed}: {seconds * 1000:.1f} ms of CPU for {size} characters")
    print(f"{asked.texts:,} texts, {len(failed)} failed, the slowest {max(slow)[0] * 1000:.1f} ms")
    return int(bool(failed) or max(slow)[0] > asked.limit)


if __name__ == "__main__":
    sys.exit(main())
