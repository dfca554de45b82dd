"""Rates that a table of indicators gives as reached, against the amounts and the survey of the prose."""

from collections.abc import Iterator

from jixiao.quantities import PERCENT, rounded
from jixiao.reading import lexicon
from jixiao.reading.counts import fit
from jixiao.reading.figure import Figure
from jixiao.reading.kinds import finder
from jixiao.reading.money_roles import amounts_of
from jixiao.reading.operands import money_ratios
from jixiao.reading.passage import Passage
from jixiao.reading.rate_statement import Statement
from jixiao.reading.rate_words import word_pattern
from jixiao.reading.ratename import named
from jixiao.reading.ratio import Rated, Ratio, decide
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report
from jixiao.reading.tabular.table import Table

_SIX, _MOST, _NEAR = 6, 12, 4


@finder("rate_in_form")
def find(report: Report) -> Iterator[Relation]:
    """Yield the rates of indicators that prose bears out; a survey without numbers anywhere cannot be verified."""
    amounts_of(report.passage, report.grids)
    surveys = _surveys(report.passage)
    for grid in report.grids:
        for row in grid.body_rows():
            statement = _statement(Table(report, grid), row)
            if statement is not None:
                yield from _told(Table(report, grid), row, statement, surveys)


def _statement(table: Table, row: int) -> Statement | None:
    """Return what the actual value of a row says if its indicator is a rate."""
    grid = table.grid
    actual = next((grid.figure(row, column) for column in grid.columns("actual")), None)
    if actual is None or actual.unit != "%" or actual.sign:
        return None
    wanted = lexicon.words("rates")["form_rates"]
    names = [named(cell.text, actual) for cell in grid.rows[row] if cell.text and cell.figure is None]
    return next((statement for statement in names if statement.family in wanted), None)


def _told(table: Table, row: int, statement: Statement, surveys: list[Ratio]) -> Iterator[Relation]:
    passage, survey = table.report.passage, statement.family == "satisfied"
    ratios = surveys if survey else money_ratios(passage, statement, statement.family)
    rated = decide(statement, ratios)
    if rated is not None and rated.ratio is not None and (rated.verdict == "reconciled" or not survey):
        yield _relation(table, row, rated)
    elif survey and not surveys:
        start, end = table.quote(row, statement.figure)
        yield Relation("rate_no_operand", "not_verifiable", "low", (), statement.figure, unit="%", start=start,
                       end=end)  # fmt: skip


def _relation(table: Table, row: int, rated: Rated) -> Relation:
    ratio, stated = rated.ratio, rated.statement.figure
    assert ratio is not None
    start, end = table.quote(row, stated)
    holds = rated.verdict == "reconciled"
    # the table may count by another rule than the prose
    return Relation("rate", "reconciled" if holds else "review", "low" if holds else "medium", ratio.operands, stated,
                    "", rounded(ratio.value, _SIX), "%", ratio.formula, ratio.definition,
                    rated.note if holds else "roles", (), start, end)  # fmt: skip


def _surveys(passage: Passage) -> list[Ratio]:
    """Return the shares of satisfied answers that the counts of the prose give."""
    node = lexicon.words("rates")["counts"]["satisfied"]
    found: list[Ratio] = []
    for sentence in passage.sentences:
        for index, part in enumerate(sentence.figures):
            if len(found) < _MOST and _is_satisfied(part):
                wholes = [figure for figure in sentence.figures[max(0, index - _NEAR) : index]
                          if fit(figure, part) and figure.base >= part.base
                          and any(word in figure.head for word in node["whole"])]  # fmt: skip
                found.extend(Ratio((part,), (whole,)) for whole in wholes)
    return [ratio for ratio in found if ratio.is_possible and ratio.value <= PERCENT]


def _is_satisfied(figure: Figure) -> bool:
    denied = word_pattern("rest_marks", "满意").search(figure.head + figure.noun)
    return figure.kind == "count" and "满意" in figure.head[-8:] + figure.noun[:4] and not denied
