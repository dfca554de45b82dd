"""How long does a large ledger take on its way through ``jixiao new``, beside the same file through pandas?

Usage: ``python tests/benchmarks/import_ledger.py [--lines 1000000] [--rows 100000]``. A CSV file of `lines` rows and a
workbook of `rows` rows, 12 columns each, are made; then each is read, planned, converted and written, in a process
of its own, by ``jixiao.importing``, and by ``pandas.read_csv(…).to_csv(…)`` or ``read_excel``, as one would type it.
Pandas neither finds the header nor repairs, counts or adds up anything. Prints seconds of CPU, microseconds a row and
the peak of memory, all from one run.
"""

import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from read_spreadsheets import measure, write_book, write_text  # noqa: E402

HEADINGS = ("凭证字号", "凭证日期", "摘要", "收款方", "部门经济分类", "金额", "资金来源", "科目名称", "经办人", "部门",
            "备注", "序号")  # fmt: skip
OURS = """
from pathlib import Path
from jixiao.importing import convert, files_of, settled
from jixiao.importing.model import Answers
from jixiao.spreadsheets import read_source
sources = (read_source(Path(sys.argv[1])),)
keys = {"unit": "示例单位", "name": "示例项目", "code": "X1", "fiscal_year": "2020"}
plan = settled(sources, "ledger", Answers().with_values({f"project.{key}": value for key, value in keys.items()}))
made = convert(plan, sources)
assert not made.refused
with open(sys.argv[1] + ".out", "wb") as out:
    for content in files_of(plan, made).values():
        out.writelines([content] if isinstance(content, bytes) else content)
count = made.tables["ledger"].count
"""
STOCK = """
import warnings
import pandas
warnings.simplefilter("ignore")
frame = pandas.{reader}(sys.argv[1])
frame.to_csv(sys.argv[1] + ".out", index=False)
count = len(frame)
"""


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--lines", type=int, default=1_000_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text, book = Path(folder, "ledger.csv"), Path(folder, "ledger.xlsx")
        write_text(text, HEADINGS, ledger(asked.lines))
        compare(text, "read_csv")
        write_book(book, HEADINGS, ledger(asked.rows))
        compare(book, "read_excel")


def ledger(count: int) -> Iterator[tuple[object, ...]]:
    """Yield the lines of a ledger of one year."""
    first = date(2020, 1, 1)
    for number in range(count):
        yield (f"记-{number // 3 + 1:06d}", first + timedelta(number * 366 // count), f"购置图书第{number % 977}批",
               f"示例单位{number % 311}", "30201", round(number * 1.37 % 91_357 + 5, 2),
               "区级财政资金" if number % 5 else "市级财政资金", "商品和服务支出", f"经办人{number % 17}", "教务处", "",
               number + 1)  # fmt: skip


def compare(path: Path, reader: str) -> None:
    """Print both measurements of one file."""
    ours, stock = measure(OURS, path), measure(STOCK.format(reader=reader), path)
    print(f"{path.name}, {path.stat().st_size / 1e6:.0f} MB")
    for name, (count, seconds, megabytes) in (("jixiao new", ours), (f"pandas.{reader}", stock)):
        each = seconds / count * 1e6
        print(f"  {name:20} {count:9,} rows {seconds:7.2f} s of CPU {each:6.1f} µs a row {megabytes:6,} MB at most")
    print(f"  {ours[1] / stock[1]:.1f} × the time, {ours[2] / stock[2]:.2f} × the memory")


if __name__ == "__main__":
    main()
