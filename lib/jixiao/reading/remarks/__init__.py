"""What a report says or lacks beyond arithmetic: one module for each subject, found because its file is there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from jixiao.discovery import load_modules
from jixiao.outline import SectionState
from jixiao.reading.document_kind import makes_claims
from jixiao.reading.passage import Passage
from jixiao.reading.reading import Remark
from jixiao.reading.report import Report
from jixiao.reading.sections import sections_of

__all__ = ["Case", "Remark", "remarker", "remarks_of", "sections_of"]


@dataclass(frozen=True)
class Case:
    """A report about which remarks are made.

    Attributes:
        report: The report.
        sections: The sections that it owes; empty for an excerpt and for what owes no outline.
    """

    report: Report
    sections: tuple[SectionState, ...]

    @property
    def passage(self) -> Passage:
        """Its text with figures."""
        return self.report.passage

    @property
    def is_whole(self) -> bool:
        """Whether it is a whole report, of which more may be asked than of an excerpt."""
        return bool(self.sections)


Find = Callable[[Case], Iterator[Remark]]
_FINDERS: dict[str, Find] = {}
_SEVERITIES = ("high", "medium", "low")


def remarker(rule: str) -> Callable[[Find], Find]:
    """Register a function that finds the remarks of one rule in a report."""

    def register(find: Find) -> Find:
        _FINDERS[rule] = find
        return find

    return register


def remarks_of(report: Report) -> tuple[Remark, ...]:
    """Return the remarks on a report, the gravest first, then in the order of the text; none on notices."""
    if not makes_claims(report.document_kind):
        return ()
    case = Case(report, sections_of(report))
    found = [remark for _, find in _remarkers() for remark in find(case)]
    return tuple(
        sorted(found, key=lambda remark: (_SEVERITIES.index(remark.severity), remark.start, remark.rule))
    )


@cache
def _remarkers() -> tuple[tuple[str, Find], ...]:
    load_modules(__name__)
    return tuple(sorted(_FINDERS.items()))
