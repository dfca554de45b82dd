"""A run opened again: the workbook of its parameters on the data of today, and whether both are still its own."""

import csv
import io
from decimal import Decimal
from pathlib import Path

from jixiao.folders import find_workbook
from jixiao.language import preferred
from jixiao.runs.lookup import read_file, read_json
from jixiao.workbook import Workbook


def reopen(run: Path) -> Workbook:
    """Return the workbook of a run, on the project's data as it is now.

    Raises:
        JixiaoError: The run or the project's data cannot be read.
    """
    import yaml

    from jixiao.intake.facts import read_facts
    from jixiao.intake.params import Params

    values = yaml.safe_load(read_file(run, "core/params.yaml")) | {"language": preferred()}
    params = Params.from_values(**values)
    return Workbook(params, read_facts(find_workbook(run, Path.cwd()) / "data" / params.project))


def changed_files(run: Path, book: Workbook) -> list[str]:
    """Return the project's files that are not as the run saw them, sorted."""
    rows = csv.DictReader(io.StringIO(read_file(run, "core/inputs.csv").decode("utf-8-sig")))
    seen = {row["file"].removeprefix("'"): row["sha256"] for row in rows}
    now = dict(book.facts.digests)
    return sorted(name for name in seen.keys() | now.keys() if seen.get(name) != now.get(name))


def has_same_points(run: Path, book: Workbook) -> bool:
    """Return whether the rules of today give the points that the run gave."""
    register = read_json(run, "core/registers/scores.json")
    id, points = (register["columns"].index(name) for name in ("indicator", "points"))
    official = {row[id]: Decimal(row[points]) if row[points] else None for row in register["rows"]}
    return official == {score.id: score.points for score in book.scores.scores}
