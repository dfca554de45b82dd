"""Score the indicator tables of many projects with jixiao and with what a user would write in pandas.

Usage: ``python tests/benchmarks/score_sheets.py [projects] [repetitions]``. Every project has the fourteen
indicators of the synthetic demonstration with figures of its own. Three ways, in turn, in one process: jixiao;
a loop over ``DataFrame.iterrows`` with floats; columns of pandas at once, with floats. The frames are ready
before the clock starts, and the shares of check-lists and surveys stand in them ready computed, which spares
the two pandas ways work that jixiao does. Prints the medians, and how many totals come out otherwise in floats.
"""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "lib"))

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

from jixiao.intake.facts import read_facts  # noqa: E402
from jixiao.rulebook.packs import load_pack  # noqa: E402
from jixiao.scoring import score  # noqa: E402
from jixiao.scoring.sheet import Sheet, Value, sheet_of  # noqa: E402

PROJECT = ROOT / "data" / "demo-synthetic-2024"
PACK = load_pack("cn-2020-10-self")
RATE = "execution_rate_of_budget"
NUMERIC = ("quantity", "cost")


class Cost(NamedTuple):
    """Seconds by the clock, and processor seconds of this process."""

    wall: float
    processor: float


def project(base: Sheet, random: Random) -> Sheet:
    """Return the demonstration with other actual values, days and judgements."""
    items = []
    for item in base.items:
        if item.kind in NUMERIC:
            tenths = int(Decimal(item.target) * 10)
            item = replace(item, actual=f"{Decimal(random.randint(tenths // 2, tenths * 14 // 10)) / 10:f}")
        elif item.kind == "date":
            item = replace(item, actual_date=item.target_date + timedelta(random.randint(-30, 30)))
        elif item.judged:
            given = item.weight * random.randint(80, 100) / 100
            item = replace(item, judged=replace(item.judged, score=given, band="reached"))
        items.append(item)
    return replace(base, items=tuple(items), values={RATE: Value(Decimal(random.randint(400, 1100)) / 1000)})


def given_share(item) -> float:
    """Return what a table would hold ready: the share of a check-list, the rate of a survey, a judged share."""
    if item.kind == "element":
        return float(sum(part.share for part in item.elements if part.met == "yes")) / 100
    if item.kind == "survey":
        grades = [[int(count) for count in told.distribution.split("|")] for told in item.questions]
        favour = sum(count * (1 - grade / (len(row) - 1)) for row in grades for grade, count in enumerate(row))
        return favour / sum(map(sum, grades)) * 100 / float(item.target)
    return float(item.judged.score / item.weight) if item.judged else 0.0


def frame(sheets: list[Sheet]) -> pd.DataFrame:
    """Return all indicators as one table, one row each, with the execution rate of their project."""
    rows = [(number, item.kind, item.operator, float(item.target) if item.kind in NUMERIC else 0.0,
             float(item.actual) if item.kind in NUMERIC else 0.0,
             (item.actual_date - item.target_date).days if item.kind == "date" else 0,
             float(item.weight), given_share(item), float(item.deduction.score) if item.deduction else 0.0,
             float(sheet.values[RATE].value))
            for number, sheet in enumerate(sheets) for item in sheet.items]  # fmt: skip
    names = ["project", "kind", "operator", "target", "actual", "late", "weight", "given", "minus", "rate"]
    return pd.DataFrame(rows, columns=names)


def with_jixiao(sheets: list[Sheet], table: pd.DataFrame) -> list[float]:
    """Return the totals by jixiao."""
    return [float(score(sheet, PACK).total) for sheet in sheets]


def with_a_loop(sheets: list[Sheet], table: pd.DataFrame) -> list[float]:
    """Return the totals by a loop over the rows of a frame."""
    totals, rates = {}, {}
    for _, row in table.iterrows():
        if row["kind"] in NUMERIC:
            operator = row["operator"] or ("<=" if row["kind"] == "cost" else ">=")
            ratio = row["actual"] / row["target"]
            share = (1 if ratio <= 1 else 2 - ratio) if operator == "<=" else min(ratio, 1)
        elif row["kind"] == "date":
            share = 1 - 0.02 * max(0, row["late"])
        else:
            share = row["given"]
        points = round(max(min(max(share, 0), 1) * row["weight"] - row["minus"], 0), 2)
        totals[row["project"]] = totals.get(row["project"], 0) + points
        rates[row["project"]] = row["rate"]
    return [total + round(min(rates[number], 1) * 10, 2) for number, total in totals.items()]


def with_columns(sheets: list[Sheet], table: pd.DataFrame) -> list[float]:
    """Return the totals by columns of pandas."""
    ratio = table["actual"] / table["target"].where(table["target"] > 0, 1)
    ceiling = (table["operator"] == "<=") | ((table["operator"] == "") & (table["kind"] == "cost"))
    numeric = np.where(ceiling, np.where(ratio <= 1, 1, 2 - ratio), ratio)
    late = 1 - 0.02 * table["late"].clip(lower=0)
    share = np.select([table["kind"].isin(NUMERIC), table["kind"] == "date"], [numeric, late], table["given"])
    points = (pd.Series(share).clip(0, 1) * table["weight"] - table["minus"]).clip(lower=0).round(2)
    execution = (table.groupby("project")["rate"].first().clip(upper=1) * 10).round(2)
    return list(points.groupby(table["project"]).sum() + execution)


WAYS = {"jixiao": with_jixiao, "pandas loop": with_a_loop, "pandas columns": with_columns}


def measure(way: Callable, *data) -> tuple[Cost, list[float]]:
    """Return what one way costs and the totals it gives."""
    wall, processor = time.perf_counter(), time.process_time()
    totals = way(*data)
    return Cost(time.perf_counter() - wall, time.process_time() - processor), totals


def compare(projects: int, repetitions: int) -> None:
    """Print what the three ways cost, and where floats give another total."""
    random, base = Random(2024), sheet_of(read_facts(PROJECT))
    sheets = [project(base, random) for _ in range(projects)]
    table, costs, totals = frame(sheets), {name: [] for name in WAYS}, {}
    for _ in range(repetitions):
        for name, way in WAYS.items():
            cost, totals[name] = measure(way, sheets, table)
            costs[name].append(cost)
    median = {name: Cost(*map(statistics.median, zip(*found, strict=True))) for name, found in costs.items()}
    for name, cost in median.items():
        other = sum(abs(one - two) > 0.0049 for one, two in zip(totals["jixiao"], totals[name], strict=True))
        print(f"{name:15} {cost.wall:7.2f} s wall {cost.processor:7.2f} s processor "
              f"{cost.wall / projects * 1e6:8.1f} µs per project {other:6} totals otherwise")  # fmt: skip
    for name in list(WAYS)[1:]:
        print(f"{name} / jixiao   {median[name].wall / median['jixiao'].wall:.2f} wall   "
              f"{median[name].processor / median['jixiao'].processor:.2f} processor")  # fmt: skip


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:3]]
    compare(*(numbers + [10_000, 3][len(numbers) :]))
