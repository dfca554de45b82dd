"""What a whole report must show and does not: planned values, the list of its projects, a survey."""

from collections.abc import Iterator

from jixiao.reading import lexicon
from jixiao.reading.kinds.unsupported_claim import project_count
from jixiao.reading.remarks import Case, Remark, remarker


@remarker("indicator_table_missing")
def planned(case: Case) -> Iterator[Remark]:
    """Yield a remark if no table and no sentence gives a planned value for what is counted."""
    counts = sum(figure.kind == "count" for figure in case.passage.prose)
    columns = (grid.column_name(column) for grid in case.report.grids for column in range(len(grid.rows[0])))
    if not case.is_whole or any(lexicon.pattern("remarks", "planned_column").search(name) for name in columns):
        return
    if not lexicon.pattern("remarks", "planned").search(case.passage.text):
        yield Remark("indicator_table_missing", "high", "missing", fields=(("counts", str(counts)),))


@remarker("project_list_missing")
def projects(case: Case) -> Iterator[Remark]:
    """Yield a remark if a report states a number of projects and neither lists nor tabulates them."""
    count = project_count(case.passage) if case.is_whole else None
    if count is None or count.value is None or lexicon.pattern("remarks", "project_list").search(case.passage.text):
        return
    if not any(len(grid.body) >= count.value for grid in case.report.grids):
        fields = (("number", count.raw),)
        yield Remark("project_list_missing", "high", "missing", count.start, count.end, fields, (count,))


@remarker("survey_missing")
def survey(case: Case) -> Iterator[Remark]:
    """Yield a remark if nothing in a whole report speaks of the satisfaction of those it served."""
    if case.is_whole and not lexicon.pattern("remarks", "survey").search(case.passage.text):
        yield Remark("survey_missing", "medium", "missing")
