"""What was read from one report: its figures, the relations among them, its outline and other remarks."""

from dataclasses import dataclass

from jixiao.documents.model import Document
from jixiao.outline import SectionState
from jixiao.reading.figure import Figure
from jixiao.reading.relation import Relation

REMARK_KINDS = ("contradiction", "missing", "unsupported", "vague", "review", "hint")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a report that is no arithmetic.

    Attributes:
        rule: Name of its rule in ``rules/readings``, where its words stand.
        severity: ``high``, ``medium`` or ``low``.
        kind: One of `REMARK_KINDS`.
        start: Offset of the words it is about; `start` and `end` are 0 for the document as a whole.
        end: Offset behind them.
        fields: Words and numbers for its wording.
        figures: The figures it is about.
    """

    rule: str
    severity: str
    kind: str
    start: int = 0
    end: int = 0
    fields: tuple[tuple[str, str], ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A report as it was read.

    Attributes:
        document: The report.
        figures: Every number of the text, in its order.
        relations: What was recomputed, the worst first.
        outline: The sections it should have; empty for a document that owes no outline.
        document_kind: What the document is, such as ``evaluation_report`` or ``budget_notice``.
        remarks: Findings that are no arithmetic.
    """

    document: Document
    figures: tuple[Figure, ...]
    relations: tuple[Relation, ...]
    outline: tuple[SectionState, ...] = ()
    document_kind: str = ""
    remarks: tuple[Remark, ...] = ()
