"""The points of evaluation forms: weights, scores, indicators, over all tables of a form."""

from collections.abc import Iterator

from jixiao.reading.kinds import finder
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report
from jixiao.reading.tabular import execution, indicators
from jixiao.reading.tabular.form import Scored, forms_of
from jixiao.reading.tabular.points import sums_of_form
from jixiao.reading.tabular.table import Table


@finder("forms")
def find(report: Report) -> Iterator[Relation]:
    """Check each form of a report."""
    for form in forms_of(report):
        yield from sums_of_form(form)
        yield from execution.of_form(form)
        for row in form.of("indicator"):
            yield from indicators.of_row(row)
    for grid in report.grids:
        if not grid.columns("weight", "score") and grid.columns("target") and grid.columns("actual"):
            for number in grid.body_rows("item"):
                yield from indicators.of_row(Scored(Table(report, grid), number, None, None, "indicator"))
