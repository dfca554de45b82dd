"""What becomes of messy but honest files in plain pandas, and what in ``jixiao new``?

Usage: ``python tests/benchmarks/messy_versus_pandas.py [--files 48]``. The files are those of ``tests/messy.py``, whose
truth is known. Plain pandas is ``read_excel`` (by calamine, which opens all three formats) or ``read_csv`` with the
right header row given and nothing else, as one would type it. Prints for both, from one run: files that end in an
error, cells that are right, changed without a word, or left as text where an amount or a day belongs, and rows that
are no data but counted as such.
"""

import io
import sys
import tempfile
import warnings
from argparse import ArgumentParser
from collections import Counter
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "lib")]

import pandas as pd  # noqa: E402

from messy import UNITS, Messy, messy_file  # noqa: E402
from test_messy import imported  # noqa: E402

HEADINGS = {"voucher_no": ("凭证号", "凭证编号", "凭证字号"), "date": ("日期", "凭证日期"), "summary": ("摘要",),
            "payee": ("收款方", "收款人"), "econ_class": ("经济分类", "部门经济分类"), "amount": ("金额",),
            "fund_source": ("资金来源",), "budget_initial": ("年初预算数",), "budget_adjusted": ("调整后预算数",),
            "received": ("到位资金",), "spent": ("全年执行数",)}  # fmt: skip


def main() -> None:
    """Read all files both ways and print."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=48)
    warnings.simplefilter("ignore")
    files = [messy_file(seed) for seed in range(parser.parse_args().files)]
    for name, way in (("plain pandas", plain_pandas), ("jixiao new", jixiao_new)):
        told = sum(map(way, files), Counter())
        print(f"{name}: " + ", ".join(f"{key} {told[key]:,}" for key in KEYS))


KEYS = ("files", "files ending in an error", "cells", "cells right", "cells changed without a word",
        "cells left as text", "cells not read", "rows lost", "rows counted that are no data")  # fmt: skip


def jixiao_new(file: Messy) -> Counter[str]:
    """Return what becomes of a file in ``jixiao new``."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            _, _, table = imported(file, Path(folder))
        except Exception:
            return _failed(file)
    rows = [{name: row[name] for name in file.truth[0]} for row in table]
    return _compared(file, rows, Decimal(1))


def plain_pandas(file: Messy) -> Counter[str]:
    """Return what becomes of a file in plain pandas."""
    text = file.name.endswith(("csv", "tsv"))
    try:
        bare = pd.read_excel(io.BytesIO(file.data), header=None, engine="calamine") if not text else None
        header = _header_row(file, bare)
        frame = (pd.read_csv(io.BytesIO(file.data), skiprows=header, sep="\t" if file.name.endswith("tsv") else ",")
                 if text else pd.read_excel(io.BytesIO(file.data), header=header, engine="calamine"))  # fmt: skip
    except Exception:
        return _failed(file)
    columns = {name: next((column for column in frame if str(column).strip().startswith(words)), None)
               for name, words in ((name, HEADINGS[name]) for name in file.truth[0])}  # fmt: skip
    if None in columns.values():
        return _failed(file)
    rows = [{name: record[column] for name, column in columns.items()} for record in frame.to_dict("records")]
    return _compared(file, rows, UNITS[file.money])


def _header_row(file: Messy, bare: Any) -> int:
    words = HEADINGS[next(iter(file.truth[0]))]
    if bare is not None:
        lines = [[str(cell) for cell in row] for row in bare.itertuples(index=False)]
        found = next(place for place, cells in enumerate(lines) if set(cells) & set(words))
        # The lower row of a header of two rows holds the names of the amounts.
        return found + ("header of two rows" in file.messes)
    lines_of_text = file.data.decode("utf-8").splitlines()
    return next(place for place, line in enumerate(lines_of_text) if any(word in line for word in words))


def _compared(file: Messy, rows: list[dict[str, Any]], unit: Decimal) -> Counter[str]:
    told = Counter({"files": 1, "cells": len(file.truth) * len(file.truth[0])})
    extra = len(rows) - len(file.truth)
    told["rows counted that are no data"], told["rows lost"] = max(extra, 0), max(-extra, 0)
    # Rows in between that are no data would shift all others: each true row is looked up by the words it has.
    places = iter(rows)
    for true in file.truth:
        found = next((row for row in places if _is_same_row(true, row)), None)
        if found is None:
            told["cells not read"] += len(true)
            continue
        told.update(_judged(value, found[name], unit) for name, value in true.items())
    return told


def _is_same_row(true: dict[str, Any], row: dict[str, Any]) -> bool:
    key = "summary" if "summary" in true else "fund_source"
    return str(row[key]) == true[key]


def _judged(true: Any, found: Any, unit: Decimal) -> str:
    blank = found is None or (isinstance(found, float) and found != found)
    if true is None:
        return "cells right" if blank else "cells left as text"
    if isinstance(true, Decimal):
        return _amount(true, found, unit) if not blank else "cells changed without a word"
    if isinstance(true, date):
        if hasattr(found, "date"):
            found = found.date()
        changed = "cells left as text" if isinstance(found, str) else "cells changed without a word"
        return "cells right" if found == true else changed
    return "cells right" if str(found) == true else "cells changed without a word"


def _amount(true: Decimal, found: Any, unit: Decimal) -> str:
    if isinstance(found, str):
        try:
            return "cells right" if Decimal(found) * unit == true else "cells left as text"
        except InvalidOperation:
            return "cells left as text"
    return "cells right" if Decimal(str(found)) * unit == true else "cells changed without a word"


def _failed(file: Messy) -> Counter[str]:
    cells = len(file.truth) * len(file.truth[0])
    return Counter({"files": 1, "files ending in an error": 1, "cells": cells, "cells not read": cells,
                    "rows lost": len(file.truth)})  # fmt: skip


if __name__ == "__main__":
    main()
