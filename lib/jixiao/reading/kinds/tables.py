"""The relations inside the tables of a report."""

from collections.abc import Iterator

from jixiao.reading.kinds import finder
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report
from jixiao.reading.tabular import checks
from jixiao.reading.tabular.table import Table


@finder("tables")
def find(report: Report) -> Iterator[Relation]:
    """Run all checks on each table."""
    for grid in report.grids:
        table = Table(report, grid)
        for _, run in checks():
            yield from run(table)
