"""Read a written report: its figures, the relations among them, and what holds."""

from jixiao.documents.model import Document
from jixiao.reading.figure import Figure
from jixiao.reading.reading import Reading, Remark
from jixiao.reading.relation import VERDICTS, Relation

__all__ = ["Figure", "Reading", "Relation", "Remark", "VERDICTS", "read"]


def read(document: Document) -> Reading:
    """Return every figure of a report, every relation among them with its verdict, and what the report lacks.

    Args:
        document: The report as text (`jixiao.documents.read_document`).
    """
    from jixiao.reading.reader import read_report

    return read_report(document)
