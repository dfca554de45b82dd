"""The straight line of a reading: text → figures → tables → relations → remarks."""

from decimal import localcontext

from jixiao.documents.model import Document
from jixiao.reading.grids import find_grids, tables_of
from jixiao.reading.kinds import finders
from jixiao.reading.normal import Normal
from jixiao.reading.passage import Passage
from jixiao.reading.reading import Reading
from jixiao.reading.relation import VERDICTS, Relation
from jixiao.reading.report import Report
from jixiao.reading.scan import scan

_PRECISION = 100
_SEVERITIES = ("high", "medium", "low")


def report_of(document: Document) -> Report:
    """Return a document with its figures and tables, ready for the kinds of relations."""
    normal = Normal(document.text)
    figures = scan(normal)
    tables = tables_of(document, normal, figures)
    passage = Passage(normal, figures, tables.rows)
    return Report(document, passage, find_grids(tables, passage))


def read_report(document: Document) -> Reading:
    """Return the reading of a document; see `jixiao.reading.read`."""
    from jixiao.reading.remarks import remarks_of, sections_of

    # a text can hold any number of digits: no product of two of its figures may overflow
    with localcontext(prec=_PRECISION):
        report = report_of(document)
        found = [relation for _, find in finders() for relation in find(report)]
        return Reading(document, report.passage.figures, tuple(sorted(_once(found), key=_rank)), sections_of(report),
                       report.document_kind, remarks_of(report))  # fmt: skip


def _rank(relation: Relation) -> tuple[int, int, int, str]:
    return (VERDICTS.index(relation.verdict), _SEVERITIES.index(relation.severity), relation.start, relation.kind)


def _once(found: list[Relation]) -> list[Relation]:
    """Leave out a relation that another one states already: the same figure, computed from the same ones."""
    seen: dict[tuple[object, ...], Relation] = {}
    for relation in found:
        key = (relation.kind, relation.stated.id if relation.stated else relation.words,
               frozenset(figure.id for figure in relation.operands), relation.definition, relation.start)  # fmt: skip
        seen.setdefault(key, relation)
    return list(seen.values())
