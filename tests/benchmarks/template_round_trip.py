"""Is a project in a workbook the same as in CSV files?

Usage: ``python tests/benchmarks/template_round_trip.py [--projects 1000]``. Random projects with all tables, their
texts with quotation marks, line ends and what looks like a formula, a number or a day, are written as CSV files and as
a filled template, in Chinese and in English by turns, and both are read. Prints how many projects and values there
were, how many of them differ, and the first differences.
"""

import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "lib")]

from jixiao.intake.facts import read_facts  # noqa: E402
from random_projects import differences, random_project, values  # noqa: E402

SHOWN = 10


def main() -> None:
    """Write and read every project both ways and print."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=1000)
    wanted = parser.parse_args().projects
    total, differing, told = 0, 0, []
    for seed in range(wanted):
        with tempfile.TemporaryDirectory() as folder:
            project = random_project(seed)
            written = read_facts(project.as_csv(Path(folder) / "csv"))
            filled = read_facts(project.as_workbook(Path(folder) / "book", ("zh", "en")[seed % 2]))
            found = list(differences(written, filled))
        total, differing, told = total + values(written), differing + bool(found), told + found
    print(f"projects: {wanted:,}; values: {total:,}; projects that differ: {differing:,}; differences: {len(told):,}")
    print("\n".join(told[:SHOWN]))


if __name__ == "__main__":
    main()
