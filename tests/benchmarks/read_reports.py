"""How fast are reports read, and does the time grow with the length of the text alone?

Usage: ``python tests/benchmarks/read_reports.py [--reports 1000] [--workers 2] [FILE …]``. Each FILE is a text; without
one, the documents of the shipped projects are joined to a report of 10,000 characters. Prints, from one run: the time
of a report beside one plain pattern for numbers over it (what a short script does, which finds no relation), the time
per character of texts 1, 10 and 100 times as long, and reports per minute.
"""

import re
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "lib")]

from jixiao.documents.model import document_of  # noqa: E402
from jixiao.reading import read  # noqa: E402

SIZE = 10_000
LENGTHS = (1, 10, 100)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    files = asked.files or [path for kind in ("md", "txt") for path in _sources(kind)]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    text = (text * (SIZE // len(text) + 1))[:SIZE]
    read(document_of(text))
    ours, plain = (min(_seconds(job, text) for _ in range(5)) for job in (_read, _NUMBER.findall))
    print(f"a report of {len(text):,} characters: {ours * 1000:.0f} ms of CPU, {ours / plain:.0f} × one pattern")
    base = None
    for factor in LENGTHS:
        seconds = _seconds(_read, text * factor)
        base = base or seconds
        share = seconds / base / factor
        print(f"{len(text) * factor:12,} characters: {seconds:7.2f} s, {share:.2f} × the time per character")
    began = time.perf_counter()
    with ProcessPoolExecutor(asked.workers) as pool:
        found = sum(pool.map(_count, [text] * asked.reports, chunksize=10))
    seconds = time.perf_counter() - began
    print(f"{asked.reports:,} reports with {asked.workers} workers: {seconds:.1f} s, "
          f"{asked.reports / seconds * 60:,.0f} per minute, {found:,} relations")  # fmt: skip


def _sources(kind: str) -> list[Path]:
    return sorted((ROOT / "data").glob(f"*/sources/*.{kind}"))


def _read(text: str) -> object:
    return read(document_of(text))


def _count(text: str) -> int:
    return len(read(document_of(text)).relations)


def _seconds(job: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    job(text)
    return time.process_time() - began


if __name__ == "__main__":
    main()
