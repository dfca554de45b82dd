"""How fast are large tables read, and with how much memory, beside pandas reading the same file?

Usage: ``python tests/benchmarks/read_spreadsheets.py [--rows 100000] [--lines 1000000]``. A workbook of `rows` rows and
a text file of `lines` lines, 12 columns each, are made and then read, each in a process of its own: by `read_source`,
which goes through all rows as text and looks for formulas, hidden rows and the like, and by pandas with its defaults,
which does not look. Prints seconds of CPU and the peak of memory from one run.
"""

import csv
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

ROOT = Path(__file__).parents[2]
HEADINGS = ("编号", "摘要", "预算数", "日期", "收款人", "执行数", "结余", "科目", "比例", "经办", "备注", "顺序")
OURS = """
from pathlib import Path
from jixiao.spreadsheets import read_source
count = sum(1 for sheet in read_source(Path(sys.argv[1])).sheets for _ in sheet.rows)
"""
STOCK = """
import warnings
import pandas
warnings.simplefilter("ignore")
count = len(pandas.{reader}(sys.argv[1])) + 1
"""
MEASURED = """
import resource
spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(count, sum(used.ru_utime + used.ru_stime for used in spent), max(used.ru_maxrss for used in spent) // 1024)
"""


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--lines", type=int, default=1_000_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        book, text = Path(folder, "ledger.xlsx"), Path(folder, "ledger.csv")
        write_book(book, HEADINGS, table(asked.rows))
        write_text(text, HEADINGS, table(asked.lines))
        compare(book, "read_excel")
        compare(text, "read_csv")


def table(count: int) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a ledger."""
    first = date(2020, 1, 1)
    for number in range(count):
        budget, spent = number * 1.37 + 5, number * 1.11
        yield (f"{number:08}", f"购置图书第{number % 977}批", round(budget, 2), first + timedelta(number % 366),
               f"示例单位{number % 311}", round(spent, 2), round(budget - spent, 2), "30201", round(spent / budget, 4),
               "经办人", "", number)  # fmt: skip


def write_book(path: Path, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a workbook row by row."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("明细")
    sheet.write_row(0, 0, headings)
    for number, row in enumerate(rows, 1):
        sheet.write_row(number, 0, row)
    book.close()


def write_text(path: Path, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a text file."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(headings)
        writer.writerows(rows)


def compare(path: Path, reader: str) -> None:
    """Print both measurements of one file."""
    ours, stock = measure(OURS, path), measure(STOCK.format(reader=reader), path)
    print(f"{path.name}, {path.stat().st_size / 1e6:.0f} MB")
    for name, (count, seconds, megabytes) in (("read_source", ours), (f"pandas.{reader}", stock)):
        print(f"  {name:20} {count:9,} rows {seconds:7.2f} s of CPU {megabytes:6,} MB at most")
    print(f"  {stock[1] / ours[1]:.1f} × as fast, {stock[2] / ours[2]:.1f} × less memory")


def measure(code: str, path: Path) -> tuple[int, float, int]:
    """Return rows, seconds of CPU and megabytes at the peak of one reading."""
    words = f"import sys\nsys.path.insert(0, {str(ROOT / 'lib')!r})\n{code}{MEASURED}"
    ended = subprocess.run([sys.executable, "-c", words, path], capture_output=True, encoding="utf-8", check=True)
    count, seconds, megabytes = ended.stdout.split()
    return int(count), float(seconds), int(megabytes)


if __name__ == "__main__":
    main()
